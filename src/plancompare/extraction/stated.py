"""Which years a text states, and when it was published."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

Dated = tuple[int, int | None]

TITLE_LENGTH = 600  # characters of a document among which its title stands
OPENING_LENGTH = 10_000  # characters in which it says what it is about
_LONGEST_DATE_LINE = 60
_SIGNATURE = 200  # characters at its end among which a text is dated
_MONTHS = 12
QUOTED = re.compile(r"《[^《》\n]{0,60}》")
NOT_ITS_DATE = re.compile("(?=[c©备i版])(?:copyright|©|备案|ICP|版权)", re.IGNORECASE)
_STAMP = re.compile(  # 2015年6.3‰ is no day
    r"(?<!\d)(20\d\d)(?:年(?=\s?\d{1,2}月)|[-/. ](?=\s?\d{1,2}[-/.]))\s?(\d{1,2})[-月/.]"
    r"\s?\d{0,2}(?![\d-]*\s?[-—~至]\s?\d{4})"
)
_DAY_FIRST = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(20\d\d)(?!\d)")  # 18.02.2017
_STAMPED = re.compile("发布|发表|时间|日期|来源|印发|出处|【|编辑|作者|上传|\\|")
STATED = re.compile(
    r"(?=[截2])(截[至止]到?|(?<![到至从自由较比与距]))(20\d\d)年"
    r"(?![-~—–至到]|\d(?!\d?[-—~至]\d{1,2}周?岁|[\d.]*(?:%|‰|/10万|岁)(?!以))|[底末]?前(?![两三四五六七八九十\d]))"
)
# 2024年,…; 2024年2.7‰; 80.2岁(2024年)
_IN_SENTENCE = re.compile(
    rf"{STATED.pattern}(?=[\u4e00-\u9fff,]|[\d.]+(?:%|‰|/10万|岁)(?!以)|(?<=[岁%‰万]\(20\d\d年)\))"
)
# 下降到2022年的, 2015年至2020年…从, 至2015年为
_LED_TO = re.compile(
    r"(?:[达降升高长加少][至到](?=20\d\d年的)|\d{4}年[至到](?=20\d\d年[^。;\n]{0,24}[从由])"
    r"|[至到](?=20\d\d年为)|至(?=20\d\d年[降升][为至到]))(20\d\d)年"
)
# 于2011年6—9月: has been, where nothing says that it is to come
_IN_MONTHS = re.compile(
    r"(?:截[至止]到?|(?<![到至将])(?<!将[于在]))(20\d\d)年\d{1,2}月?(?:[-—~至]{1,2}\d{1,2}月)?(?<=月)(?![末前]|底前|\d{1,2}日前)"
)
_AIMS = re.compile(
    r"(?=[《规纲方2实力确争保完展到至预有以按用目])(?:"  # most places are passed over by their sign
    r"目标:(?:20\d\d)年|20\d\d年[^。;,\n]{1,14}(?:预期|约束)性|[以按用](?:19|20)\d\d年[^。;,\n]{0,24}?(?:标化|标准化|标准人口)|"
    r"(?:《[^《》\n]{0,60}》|规划|纲要|方案)(?:提出|明确|要求|强调)[^。\n]{0,400}|《[^《》\n]{0,60}》|20\d\d年,?(?=[^。;,\n]{0,24}(?:将|要[达提降升控实比]))|预计[^。;\n]{0,40}20\d\d年|(?:实现|力争|确保|争取|保证|完成|展望|预计|有望){1,2}(?:到|至)?20\d\d年|[到至](?:20\d\d)年(?:[、和及与]20\d\d年)+|(?<![年截止])[到至](?:20\d\d)年(?=,|[^。;\n]{0,20}?(?:目标|力争|将|可达)))"
)
_SIGNED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")


def stated_years(text: str) -> int:
    """How often a text's sentences name a year without aiming at it; heads of columns do not."""
    return len(_IN_SENTENCE.findall(without_aims(text)))


def latest_stated(text: str) -> int:
    """The latest year that a text's sentences state without aiming at it; 0 for none."""
    return _latest_stated(text[:OPENING_LENGTH])


@lru_cache(maxsize=8)
def _latest_stated(opening: str) -> int:
    rest = without_aims(opening)
    stated = Counter(year for _, year in _IN_SENTENCE.findall(rest)) or Counter(all_stated(rest))
    stated.update(_LED_TO.findall(rest) + _IN_MONTHS.findall(rest))
    aimed = Counter(re.findall(r"20\d\d", "".join(_AIMS.findall(QUOTED.sub("", opening)))))
    return max((int(year) for year in stated if stated[year] > aimed[year]), default=0)


def all_stated(text: str) -> list[str]:
    """The years that a text states, each as often as it does."""
    return [year for _, year in STATED.findall(text)] + _LED_TO.findall(text)


@lru_cache(maxsize=8)
def without_aims(text: str) -> str:
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
    lines = [line for line in text[:TITLE_LENGTH].split("\n") if "20" in line]
    lines = [line for line in lines if not NOT_ITS_DATE.search(line)]
    yield from (line for line in lines if _STAMPED.search(line))
    yield from (line for line in lines if "。" not in line and len(line) < _LONGEST_DATE_LINE)
    yield from (each for each in text[-_SIGNATURE:].split("\n") if _SIGNED.fullmatch(each.strip()))
    for line in lines:
        day = max(_STAMP.finditer(line), key=lambda found: int(found[1]), default=None)
        # a day in a sentence is not the page's where later years are told
        if day and int(day[1]) >= latest_stated(text):
            yield line[day.start() :]
