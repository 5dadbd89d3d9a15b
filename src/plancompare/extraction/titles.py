"""What a document calls itself, and the years that it plans or reports."""

import re
from collections import Counter
from functools import cache

from plancompare.extraction.words import any_of, words

Period = tuple[int, int]

_TITLE_LENGTH = 600  # characters of a document among which its title stands
_OPENING_LENGTH = 10_000  # characters in which it says what it is about
_NO_TITLE = re.compile(
    r"[,。;%‰]|^[^:]{1,8}:|^[\d年月日/\-. :]+$"
    r"|^\(?[一二三四五六七八九十]{1,3}[、)]|^第.{1,3}[章节部]"
)
_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:——|[-~—–至到])((?:19|20)\d\d)年?")
_PLAN = re.compile(r"[“\"]?(十[一二三四五六]?)五[”\"]?")
_HEALTHY = re.compile(r"健康[\u4e00-\u9fff]{1,8}(20[2-5]\d)(?!年|\d)")
_OF_YEAR = re.compile(r"((?:19|20)\d\d)年?度?(?!\d|年?\d{1,2}月)")
_UNTIL = re.compile(r"到(20\d\d)年")
_STATED = re.compile(r"(截[至止]到?|(?<![到从自由较比与距]))(20\d\d)年(?![-~—–至到\d])")
_DAY = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日")
_MONTH = re.compile(r"(20\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])")
_FIRST_HALF = 6  # months in which the figures of the year before come out
_ORDINALS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16}


@cache
def _kind(key: str) -> re.Pattern[str]:
    return re.compile(any_of(words()["titles"][key]))


@cache
def _work_of_year() -> re.Pattern[str]:
    works = any_of(words()["titles"]["of_year"])
    return re.compile(rf"(20\d\d)年(?:度|全[省市县区州盟旗]|[\u4e00-\u9fff]{{0,12}}?)(?:{works})")


def title_line(text: str) -> str:
    """The line that names the document, or empty.

    Args:
        text: The document's clean text.
    """
    lines = [line.strip() for line in text[:_TITLE_LENGTH].split("\n")]
    named = [line for line in lines if 4 < len(line) < 90 and not _NO_TITLE.search(line)]
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
    return _kind("report").search(title) is not None


def is_review(title: str) -> bool:
    """Whether a title is that of a look back at a plan that is under way."""
    return _kind("review").search(title) is not None and is_plan(title)


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
        return _five_years(plan[1])
    if healthy := _HEALTHY.search(title):
        return 2016, int(healthy[1])  # as the outlines of the nation and the provinces
    years = [int(year) for year in _OF_YEAR.findall(title)]
    return (max(years), max(years)) if years else None


def _five_years(ordinal: str) -> Period:
    """The years of a five-year plan; the 13th ran from 2016 to 2020."""
    last = 1955 + 5 * _ORDINALS[ordinal]
    return last - 4, last


def period_of_text(text: str, *, reports: bool = False) -> Period | None:
    """The years that a document without a telling title plans or reports, from how it speaks.

    Args:
        text: Its clean text.
        reports: True where it tells what was done: in the year that it tells most of, or up to
            the month that it is dated.

    Returns:
        The years of the work that it puts forward, the years up to the one that it aims at most
        often, or those of the five-year plan that it names most often; None where it does
        nothing of the kind.
    """
    opening = text[:_OPENING_LENGTH]
    if reports and (year := _reported_year(opening)):
        return year, year
    if work := _work_of_year().search(opening):
        return int(work[1]), int(work[1])
    return _up_to_aim(opening) or _most_named(opening)


def _reported_year(opening: str) -> int | None:
    """The year that a report tells of, whose title names none."""
    month, dated = _MONTH.search(opening, 0, _TITLE_LENGTH), dated_year(opening)
    if month and int(month[2]) > _FIRST_HALF:
        return dated
    years = (int(year) for _, year in _STATED.findall(opening))
    told = Counter(year for year in years if not dated or year == dated - 1)
    return max(told, key=lambda year: (told[year], year), default=dated)


def dated_year(text: str) -> int | None:
    """The year that a text is dated at its beginning.

    Args:
        text: Its clean text.
    """
    month = _MONTH.search(text, 0, _TITLE_LENGTH)
    return int(month[1]) if month else None


def _up_to_aim(opening: str) -> Period | None:
    aimed = _most_common(_UNTIL, opening)
    if not aimed:
        return None
    last, issued = int(aimed), int(_most_common(_DAY, opening) or 0)
    return (issued if 0 < last - issued < 20 else last - 4), last


def _most_named(opening: str) -> Period | None:
    ordinal = _most_common(_PLAN, opening)
    return _five_years(ordinal) if ordinal else None


def _most_common(pattern: re.Pattern[str], text: str) -> str:
    found = Counter(pattern.findall(text))
    return max(found, key=lambda what: (found[what], what), default="")
