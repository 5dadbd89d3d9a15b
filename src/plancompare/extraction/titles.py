"""What a document calls itself, and the years that it plans or reports."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from plancompare.extraction.words import words
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of

Period = tuple[int, int]
Dated = tuple[int, int | None]

_TITLE_LENGTH = 600  # characters of a document among which its title stands
_OPENING_LENGTH = 10_000  # characters in which it says what it is about
# 附件2:某市行动计划工作指标, 文档介绍:某市妇女发展规划
_ANNEX = re.compile(r"^(?:附[件表]\d{0,2}|文档介绍|文件名称?|公文名称|标题|名称)[:、]\s?(?=.{8})")
_NO_TITLE = re.compile(
    r"[,。;%‰]|^[^:]{1,8}:|^[•·\d年月日/\-. :]+$"
    r"|^\(?[一二三四五六七八九十]{1,3}[、)]|^第.{1,3}[章节部]"
    r"|^[到至]?20\d\d年?(?:目标|完成|实际|现状|基期|规划|预期|基准)?值?$"  # the head of a column
    r"|(?:[高低多少优]于|[比较])20\d\d年|^(?:索引号?|文号|发文字号|组配分类|主题分类) ?\|"
)
# the years of a plan on a line of their own, under its name
_YEARS_BELOW = re.compile(
    rf"(?<=[划要案见])\n\s*(\({YEAR_DIGITS}年?[-~—–至到]{{1,2}}{YEAR_DIGITS}年?\))(?=\s*\n)"
)
_SPAN = re.compile(rf"({YEAR_DIGITS})年?(?:——|[-~—–至到])({YEAR_DIGITS})年?")
# 十五 is a plan only where something says so: 第十五届, 十五分钟 and 二十五 name none
_PLAN = re.compile(
    r"(?:[“\"](十[一二三四五六]?)五[”\"]|第(十[一二三四五六]?)个五年"
    r"|(?<![第一二三四五六七八九])(十[一二三四五六]?)五"
    r"(?=[”\"]|规划|计划|时期|期间|期末|末|以来|卫生|健康|医|中医|国民|重|发展))"
)
_FORMAL = re.compile(r"关于|(?:规划|纲要|通知|意见|方案|计划|要点|公报|办法)(?:\([^()]*\))?》?$")
_NEWS = re.compile(
    r"\d(?:岁|%|‰|/10万|张|人$|个百分点)|[达升降增提]高?[到至了]|提前|实现|出台|公布|提出|发布(?!会)|[!?]"
    r"|[\u4e00-\u9fff] [\u4e00-\u9fff]"
)
_NOT_ITS_DATE = re.compile("(?=[c©备i版])(?:copyright|©|备案|ICP|版权)", re.IGNORECASE)
_STAMP = re.compile(  # 2015年6.3‰ is no day
    r"(?<!\d)(20\d\d)(?:年(?=\s?\d{1,2}月)|[-/. ](?=\s?\d{1,2}[-/.]))\s?(\d{1,2})[-月/.]"
    r"\s?\d{0,2}(?![\d-]*\s?[-—~至]\s?\d{4})"
)
_DAY_FIRST = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(20\d\d)(?!\d)")  # 18.02.2017
_STAMPED = re.compile("发布|发表|时间|日期|来源|印发|出处|【|编辑|作者|上传|\\|")
_HEALTHY = re.compile(r"健康[\u4e00-\u9fff]{1,8}(20[2-5]\d)(?!年|\d|[-./]\d)")
_OF_YEAR = re.compile(rf"({YEAR_DIGITS})年?度?(?!\d|年?\d{{1,2}}月|[-./]\d{{1,2}}[-./])")
_OF_MONTH = re.compile(rf"^({YEAR_DIGITS})年\d{{1,2}}(?:[-—~至]\d{{1,2}})?月(?!\d)")
_UNTIL = re.compile(r"(?<![达降升高长加少])(?<!\d年)到(20\d\d)年")
_STATED = re.compile(
    r"(?=[截2])(截[至止]到?|(?<![到至从自由较比与距]))(20\d\d)年"
    r"(?![-~—–至到]|\d(?!\d?[-—~至]\d{1,2}周?岁)|[底末]前|前后)"
)
# 2024年,…; 2024年2.7‰; 80.2岁(2024年)
_IN_SENTENCE = re.compile(
    rf"{_STATED.pattern}(?=[\u4e00-\u9fff,]|[\d.]+(?:%|‰|/10万|岁)(?!以)|(?<=[岁%‰万]\(20\d\d年)\))"
)
# 下降到2022年的, 2015年至2020年…从, 至2015年为
_LED_TO = re.compile(
    r"(?:[达降升高长加少][至到](?=20\d\d年的)|\d{4}年[至到](?=20\d\d年[^。;\n]{0,24}[从由])"
    r"|[至到](?=20\d\d年为))(20\d\d)年"
)
_DAY = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日")
# of a government, to a meeting, of a plan of the economy (…计划执行情况与2019年…计划草案的报告)
_WORK_REPORT = re.compile(
    r"政府工作报告|执行情况[和与及暨][^,。]{0,30}计划|工作会议?上的?(?:讲话|报告|发言)|工作会议(?:工作)?报告"
)
# 2023年工作总结和2024年工作计划, 工作情况及下一步打算
_BACK_AND_AHEAD = re.compile(
    r"(?P<back>.*(?:总结|小结|回顾|情况|报告))(?:[和与及暨、,\s]|以及)+"
    r"(?P<ahead>[^,。]{0,20}(?:计划|打算|安排|思路|要点|部署|任务|规划|重点)[^,。]{0,6})$"
)
_PART_OF_YEAR = re.compile("[上下]半年|季度|[前后][一二三]季|[年月]中")
_QUOTED = re.compile(r"《[^《》\n]{0,60}》")
# 去年报告死亡个案 22万例: what was reported, no report
_REPORTS = re.compile("报告了?(?:死亡|发病|病例|新增|确诊|感染|法定|发现)")
# 《2020某市居民健康白皮书》 tells of 2020
_PUBLISHED = re.compile(
    r"《[^《》\n\d]{0,12}(20\d\d)年?度?(?![-~—–至到\d])[^《》\n]{0,24}(?:报告|公报|白皮书|蓝皮书|年报)[^《》\n]{0,6}》"
)
# 2019年5-8月采用多阶段抽样, of a paper
_SURVEYED_IN = re.compile(
    r"(20\d\d)年\d{1,2}月?(?:[-—~至]{1,2}\d{1,2}月)?[^,。;]{0,12}(?:采用|抽取|选取|收集|整群|分层|随机抽)"
)
# the moment that a census counts at
_COUNTED_AT = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日[零0]时")
_AIMS = re.compile(
    r"(?=[《规纲方2实力确争保完展到至预有以按用])(?:"  # most places are passed over by their sign
    r"[以按用](?:19|20)\d\d年[^。;,\n]{0,24}?(?:标化|标准化|标准人口)|"
    r"(?:《[^《》\n]{0,60}》|规划|纲要|方案)(?:提出|明确|要求)[^。\n]{0,400}|《[^《》\n]{0,60}》|20\d\d年,?(?=[^。;,\n]{0,24}(?:将|要[达提降升控实]))|(?:实现|力争|确保|争取|保证|完成|展望|预计|有望){1,2}(?:到|至)?20\d\d年|[到至](?:20\d\d)年(?:[、和及与]20\d\d年)+|(?<![年截止])[到至](?:20\d\d)年(?=,|[^。;\n]{0,20}?(?:目标|力争|将|可达)))"
)
_LONGEST_DATE_LINE = 60
_SIGNATURE = 200  # characters at its end among which a text is dated
_SIGNED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_MONTHS = 12
_OFTEN = 3  # times that a report names the year that it tells of
_LONGEST_PLAN = 16  # years between the goals of one text: 到2015年…。到2020年…
_LONG_AGO = 3  # years that a report's figures may lie behind its date
_FIRST_HALF = 6  # months in which the figures of the year before come out
_LATE, _TWICE = 9, 2  # months after which those of the year itself may; before, two mentions tell
_ORDINALS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16}


@cache
def _kind(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!解决)(?!计划生育)(?:{any_of(words()['titles'][key])})")


@cache
def _work_of_year() -> re.Pattern[str]:
    works = any_of(words()["titles"]["of_year"])
    return re.compile(rf"(20\d\d)年(?:度|全[省市县区州盟旗]|[\u4e00-\u9fff]{{0,12}}?)(?:{works})")


def own_title(title: str) -> str:
    """What a document calls itself: 2022年《…纲要(2021—2030年)》监测报告 is a report of 2022.

    Args:
        title: Its title; the name of another one that it quotes is taken out where what is left
            still says what the document is.
    """
    rest = _QUOTED.sub("", title)
    return rest if rest != title and is_report(rest) and _OF_YEAR.search(rest) else title


@lru_cache(maxsize=8)
def title_line(text: str) -> str:
    """The line that names the document, or empty.

    Args:
        text: The document's clean text.
    """
    opening = _YEARS_BELOW.sub(r"\1", text[:_TITLE_LENGTH])
    whole = opening.split("\n")
    whole = whole[:-1] if len(whole) > 1 and len(text) > _TITLE_LENGTH else whole  # the last is cut
    lines = [_ANNEX.sub("", line.strip()) for line in whole]
    named = [line for line in lines if 4 < len(line) < 90 and not _NO_TITLE.search(line)]
    named = [line for line in named if not _NOT_ITS_DATE.search(line)]
    kinds = [line for line in named if is_plan(line) or is_report(line)]
    for candidates in (kinds, named):
        for line in candidates:
            if guess_period(line):
                return line
    return kinds[0] if kinds else ""


def stated_years(text: str) -> int:
    """How often a text's sentences name a year without aiming at it; heads of columns do not."""
    return len(_IN_SENTENCE.findall(_without_aims(text)))


def latest_stated(text: str) -> int:
    """The latest year that a text's sentences state without aiming at it; 0 for none."""
    return _latest_stated(text[:_OPENING_LENGTH])


@lru_cache(maxsize=8)
def _latest_stated(opening: str) -> int:
    rest = _without_aims(opening)
    stated = Counter(year for _, year in _IN_SENTENCE.findall(rest)) or Counter(_stated(rest))
    stated.update(_LED_TO.findall(rest))
    aimed = Counter(re.findall(r"20\d\d", "".join(_AIMS.findall(_QUOTED.sub("", opening)))))
    return max((int(year) for year in stated if stated[year] > aimed[year]), default=0)


def _stated(text: str) -> list[str]:
    """The years that a text states, each as often as it does."""
    return [year for _, year in _STATED.findall(text)] + _LED_TO.findall(text)


def is_plan(title: str) -> bool:
    """Whether a title is that of a document that says what is to be done."""
    return _kind("plan").search(title) is not None


def is_report(title: str) -> bool:
    """Whether a title is that of a document that tells what was done."""
    return _kind("report").search(_REPORTS.sub("", title)) is not None


def is_review(title: str) -> bool:
    """Whether a title is that of a look back at a plan that is under way."""
    return _kind("review").search(title) is not None and is_plan(title)


def is_headline(title: str) -> bool:
    """Whether a title is a headline that tells news: 某市人均预期寿命达到79岁."""
    return _NEWS.search(title) is not None and _FORMAL.search(title) is None


def is_work_report(title: str) -> bool:
    """Whether a title is that of a report that looks back on a year and plans the next."""
    return _WORK_REPORT.search(title) is not None


def planned_after(title: str) -> tuple[str, Period | None]:
    """The half of a title that says what it is, where it looks back and then ahead.

    Args:
        title: e.g. 2023年工作总结和2024年工作计划, “十三五”工作总结及“十四五”工作思路.

    Returns:
        What a plan of several years, or the look back at a part of one, is called; else the title
        itself with the year that it plans, which is None where it does not look both ways.
    """
    halves = _BACK_AND_AHEAD.search(title)
    if halves is None:
        return title, None
    if _PART_OF_YEAR.search(title):
        return halves["back"], None
    past, ahead = guess_period(halves["back"]), guess_period(halves["ahead"])
    if ahead and ahead[0] < ahead[1]:
        return halves["ahead"], None
    return title, ahead or (past and (past[1] + 1, past[1] + 1))


def quoted_period(text: str) -> Period | None:
    """The years of the first plan that a text quotes by its name and years.

    Args:
        text: Its clean text.
    """
    named = (name for name in _QUOTED.findall(text[:_OPENING_LENGTH]) if is_plan(name))
    return next(filter(None, map(guess_period, named)), None)


def reviewed_year(text: str, period: Period) -> int | None:
    """The year that a review of a plan tells most of.

    Args:
        text: Its clean text.
        period: The first and last year of the plan.

    Returns:
        The year, the later of two; None where it names none of the plan's years.
    """
    told: Counter[int] = Counter()
    for as_of, digits in _STATED.findall(text[:_OPENING_LENGTH]):
        year = int(digits)
        if period[0] <= year < period[1] or (as_of and year == period[1]):
            told[year] += 3 if as_of else 1
    return max(told, key=lambda year: (told[year], year), default=None)


@lru_cache(maxsize=1024)
def guess_period(title: str) -> Period | None:
    """The years that a title names.

    Args:
        title: e.g. …“十四五”卫生健康发展规划, 2020年工作要点, 健康行动方案(2019—2030年).

    Returns:
        The first and last year, or None.
    """
    if span := _SPAN.search(title):
        return int(span[1]), int(span[2])
    if plan := _PLAN.search(title):
        return _five_years(_ordinal(plan))
    if healthy := _HEALTHY.search(title):
        return 2016, int(healthy[1])  # as the outlines of the nation and the provinces
    years = [int(year) for year in _OF_YEAR.findall(title) or _OF_MONTH.findall(title)]
    return (max(years), max(years)) if years else None


def _ordinal(plan: re.Match[str]) -> str:
    """The ordinal of a five-year plan, in whichever form it is printed."""
    return plan[1] or plan[2] or plan[3]


def _five_years(ordinal: str) -> Period:
    """The years of a five-year plan; the 13th ran from 2016 to 2020."""
    last = 1955 + 5 * _ORDINALS[ordinal]
    return last - 4, last


def period_of_text(text: str, dated: Dated | None = None) -> Period | None:
    """The years that a document without a telling title plans or reports, from how it speaks.

    Args:
        text: Its clean text.
        dated: For a document that tells what was done, the month and year of its date: it tells
            of the year that it names most, or up to that month.

    Returns:
        The years of the work that it puts forward, the years up to the one that it aims at most
        often, or those of the five-year plan that it names most often; None where it does
        nothing of the kind.
    """
    opening = text[:_OPENING_LENGTH]
    if dated and (year := _reported_year(opening, *dated)):
        return year, year
    if work := _work_of_year().search(opening):
        return int(work[1]), int(work[1])
    aimed = None if dated else _up_to_aim(opening)  # what is told of was not yet aimed at
    return aimed or _most_named(opening)


def _reported_year(opening: str, month: int, dated: int | None) -> int | None:
    """The year that a report tells of, whose title names none.

    The year that it names most often, up to the one that it is dated; else the one before its
    date, or that of its date once the figures of the year before have long been out.
    """
    told = Counter(map(int, _stated(_without_aims(opening))))
    moments = (_PUBLISHED, _COUNTED_AT, _SURVEYED_IN)
    for year in (each for pattern in moments for each in pattern.findall(opening)):
        told[int(year)] = max(told[int(year)], _OFTEN)
    years = [year for year in told if not dated or dated - _LONG_AGO <= year <= dated]
    again = not years and dated  # an old text, put up again
    if again:
        years = [year for year in told if told[year] >= _TWICE and year < (dated or 0)]
    most = max(map(told.__getitem__, years), default=0)
    often = _OFTEN if month > _LATE else _TWICE
    late = month > _FIRST_HALF and not (again and years)
    if dated and late and (told[dated] or most < often):
        return dated
    before = dated - (month <= _FIRST_HALF) if dated else None
    if before:  # a year that others are set against is none that the report tells of
        years = [year for year in years if year == before or not _is_base(opening, year)]
    return max(years, key=lambda year: (told[year], year), default=before)


def _is_base(opening: str, year: int) -> bool:
    """Whether a text sets its figures against those of a year, more often than it tells of it."""
    against = len(re.findall(rf"[比较与同由从]{year}年", opening))
    return against > opening.count(f"{year}年") / 2


@lru_cache(maxsize=8)
def _without_aims(text: str) -> str:
    """A text without the names of its plans and the years that it only aims at."""
    return _AIMS.sub("", text)


def dated(*texts: str) -> Dated:
    """The month and year that a text is dated, at its beginning or end.

    Args:
        texts: Its texts, the one that is likelier to bear the date first.

    Returns:
        Those of the line that says when it was published, else of the first date that stands
        there; 0 and None where it bears no date.
    """
    for text in texts:
        for line in _lines_with_dates(text):
            found = _STAMP.search(_DAY_FIRST.sub(r"\3.\2.\1", line))
            if found and 1 <= int(found[2]) <= _MONTHS:
                return int(found[2]), int(found[1])
    return 0, None


def _lines_with_dates(text: str) -> Iterator[str]:
    """The lines among which a text's date stands, the likeliest first."""
    lines = [line for line in text[:_TITLE_LENGTH].split("\n") if "20" in line]
    lines = [line for line in lines if not _NOT_ITS_DATE.search(line)]
    yield from (line for line in lines if _STAMPED.search(line))
    yield from (line for line in lines if "。" not in line and len(line) < _LONGEST_DATE_LINE)
    yield from (each for each in text[-_SIGNATURE:].split("\n") if _SIGNED.fullmatch(each.strip()))
    latest = latest_stated(text)  # a day in a sentence is not the page's where later years are told
    for line in lines:
        day = max(_STAMP.finditer(line), key=lambda found: int(found[1]), default=None)
        if day and int(day[1]) >= latest:
            yield line[day.start() :]


def _up_to_aim(opening: str) -> Period | None:
    aimed = _most_common(_UNTIL, opening)
    if not aimed:
        return None
    last, issued = int(aimed), int(_most_common(_DAY, opening) or 0)
    if 0 < last - issued < 20:
        return issued, last
    milestones = Counter(map(int, _UNTIL.findall(opening)))
    first = min(year for year, times in milestones.items() if times >= milestones[last])
    if 0 < latest_stated(opening) < min(milestones):  # written before the first of them
        first = min(milestones)
    return min(last - 4, first - 4 if last - first < _LONGEST_PLAN else last), last


def _most_named(opening: str) -> Period | None:
    ordinals = Counter(map(_ordinal, _PLAN.finditer(opening)))
    return _five_years(_commonest(ordinals)) if ordinals else None


def _most_common(pattern: re.Pattern[str], text: str) -> str:
    return _commonest(Counter(pattern.findall(text)))


def _commonest(found: Counter[str]) -> str:
    return max(found, key=lambda what: (found[what], what), default="")
