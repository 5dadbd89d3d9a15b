"""What a document calls itself, and the years that it plans or reports."""

import re
from collections import Counter
from functools import cache, lru_cache

from plancompare.extraction.stated import (
    NOT_ITS_DATE,
    OPENING_LENGTH,
    QUOTED,
    STATED,
    TITLE_LENGTH,
    Dated,
    all_stated,
    latest_stated,
    without_aims,
)
from plancompare.extraction.times import year_of_census, years_of_plan
from plancompare.extraction.words import words
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of

Period = tuple[int, int]

# 附件2:某市行动计划工作指标, 文档介绍:某市妇女发展规划
_ANNEX = re.compile(r"^(?:附[件表]\d{0,2}|文档介绍|文件名称?|公文名称|标题|名称)[:、]\s?(?=.{8})")
_NO_TITLE = re.compile(
    r"[,。;%‰]|^[^:]{1,8}:|^[•·\d年月日/\-. :]+$"
    r"|^\(?[一二三四五六七八九十]{1,3}[、)]|^第.{1,3}[章节部]"
    r"|^[到至]?20\d\d年?(?:目标|完成|实际|现状|基期|规划|预期|基准)?值?$"  # the head of a column
    r"|(?:[高低多少优]于|[比较])20\d\d年|^(?:索引号?|文号|发文字号|组配分类|主题分类) ?\|"
)
# the lines of a text whose sentences are set in pieces, one under the other; none is its title
_PIECE = re.compile("^(?:和(?!平)|与|并|也|较|分别|按照|根据|从|对(?!口))[^:。\n]{0,24}$", re.M)
_IN_PIECES = 4  # such lines
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
    r"\d(?:岁|%|‰|/10万|张|人$|个百分点)|[达升降增提]高?[到至了]|提前|实现|出台|公布|提出|出炉|发布(?!会)|[!?]"
    r"|[\u4e00-\u9fff] [\u4e00-\u9fff]"
)
_HEALTHY = re.compile(r"健康[\u4e00-\u9fff]{1,8}(20[2-5]\d)(?!年|\d|[-./]\d)")
_OF_YEAR = re.compile(rf"({YEAR_DIGITS})年?度?(?!\d|年?\d{{1,2}}月|[-./]\d{{1,2}}[-./])")
_OF_MONTH = re.compile(rf"^({YEAR_DIGITS})年\d{{1,2}}(?:[-—~至]\d{{1,2}})?月(?!\d)")
_UNTIL = re.compile(r"(?<![达降升高长加少])(?<!\d年)到(20\d\d)年")
_DAY = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日")
# of a government, to a meeting, of a plan of the economy (…计划执行情况与2019年…计划草案的报告)
_WORK_REPORT = re.compile(
    r"政府工作报告|执行情况[和与及暨][^,。]{0,30}计划|工作会议?上的?(?:讲话|报告|发言)|工作会议(?:工作)?报告"
    "|20\\d\\d年[^,。]{0,16}工作会议[^,。]{0,8}(?:召开|举行)"
)
# 2023年工作总结和2024年工作计划, 工作情况及下一步打算
_BACK_AND_AHEAD = re.compile(
    r"(?P<back>.*(?:总结|小结|回顾|情况|报告))(?:[和与及暨、,\s]|以及)+"
    r"(?P<ahead>[^,。]{0,20}(?:计划|打算|安排|思路|要点|部署|任务|规划|重点)[^,。]{0,6})$"
)
_PART_OF_YEAR = re.compile("[上下]半年|季度|[前后][一二三]季|[年月]中")
_FINAL = re.compile("终期|末期|期末")  # a review of the whole plan
_ISSUED = re.compile(
    r"20\d\d年,?[^,。;\n\d]{0,12}?(?:颁布|印发|制定|出台|公布|启动实施)"
)  # of the plan
# 去年报告死亡个案 22万例: what was reported, no report
_REPORTS = re.compile("报告了?(?:死亡|发病|病例|新增|确诊|感染|法定|发现)")
# 《2020某市居民健康白皮书》 tells of 2020, as 《营养状况报告(2020年)》 does
_PUBLISHED = re.compile(
    r"《(?:[^《》\n\d]{0,12}(?=20\d\d年?度?(?![-~—–至到\d])[^《》\n]{0,24}(?:报告|公报|白皮书|蓝皮书|年报)[^《》\n]{0,6}》)"
    r"|[^《》\n\d]{0,24}(?:报告|公报|白皮书)\((?=20\d\d年\)》))(20\d\d)"
)
# 2019年5-8月采用多阶段抽样, of a paper
_SURVEYED_IN = re.compile(
    r"(20\d\d)年\d{1,2}月?(?:[-—~至]{1,2}\d{1,2}月)?[^。;]{0,30}?(?:采用|抽取|选取|收集|整群|分层|随机抽)"
)
# 第七次全国人口普查公报
# the moment that a census counts at
_COUNTED_AT = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日[零0]时")
_OFTEN = 3  # times that a report names the year that it tells of
_LONGEST_PLAN = 16  # years between the goals of one text: 到2015年…。到2020年…
_LONG_AGO = 3  # years that a report's figures may lie behind its date
_FIRST_HALF = 6  # months in which the figures of the year before come out
_LATE, _TWICE = 9, 2  # months after which those of the year itself may; before, two mentions tell


@cache
def _kind(key: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!解决)(?!计划(?:生育|免疫)|(?<=免疫)规划)(?:{any_of(words()['titles'][key])})"
    )


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
    rest = QUOTED.sub("", title)
    return rest if rest != title and is_report(rest) and _OF_YEAR.search(rest) else title


@lru_cache(maxsize=8)
def title_line(text: str) -> str:
    """The line that names the document, or empty."""
    opening = _YEARS_BELOW.sub(r"\1", text[:TITLE_LENGTH])
    if len(_PIECE.findall(opening)) >= _IN_PIECES:
        return ""
    whole = opening.split("\n")
    whole = whole[:-1] if len(whole) > 1 and len(text) > TITLE_LENGTH else whole  # the last is cut
    lines = [_ANNEX.sub("", line.strip()) for line in whole]
    named = [line for line in lines if 4 < len(line) < 90 and not _NO_TITLE.search(line)]
    named = [line for line in named if not NOT_ITS_DATE.search(line)]
    kinds = [line for line in named if is_plan(line) or is_report(line)]
    for candidates in (kinds, named):
        for line in candidates:
            if guess_period(line):
                return line
    return kinds[0] if kinds else ""


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
    """The years of the first plan that a text quotes by its name and years."""
    named = (name for name in QUOTED.findall(text[:OPENING_LENGTH]) if is_plan(name))
    return next(filter(None, map(guess_period, named)), None)


def reviewed_year(title: str, text: str, period: Period) -> int | None:
    """The year that a review of a plan tells most of.

    Args:
        title: Its title; a final review is of the last year.
        text: Its clean text.
        period: The first and last year of the plan.

    Returns:
        The year, the later of two; None where it names none of the plan's years.
    """
    if _FINAL.search(title):
        return period[1]
    told: Counter[int] = Counter()
    for as_of, digits in STATED.findall(_ISSUED.sub("", text[:OPENING_LENGTH])):
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
        return years_of_plan(_ordinal(plan))
    if healthy := _HEALTHY.search(title):
        return 2016, int(healthy[1])  # as the outlines of the nation and the provinces
    if census := year_of_census(title):
        return census, census
    years = [int(year) for year in _OF_YEAR.findall(title) or _OF_MONTH.findall(title)]
    return (max(years), max(years)) if years else None


def _ordinal(plan: re.Match[str]) -> str:
    """The ordinal of a five-year plan, in whichever form it is printed."""
    return plan[1] or plan[2] or plan[3]


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
    opening = text[:OPENING_LENGTH]
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
    told = Counter(map(int, all_stated(without_aims(opening))))
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
    return years_of_plan(_commonest(ordinals)) if ordinals else None


def _most_common(pattern: re.Pattern[str], text: str) -> str:
    return _commonest(Counter(pattern.findall(text)))


def _commonest(found: Counter[str]) -> str:
    return max(found, key=lambda what: (found[what], what), default="")
