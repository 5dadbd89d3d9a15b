"""What a document is, and what its headings and words say of year and role."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from plancompare.extraction.words import any_of, words

Role = Literal["actual", "target"]
Period = tuple[int, int]

_TITLE_LENGTH = 600  # characters of a document among which its title stands
_HEALTHY = re.compile(r"健康[\u4e00-\u9fff]{1,8}(20[2-5]\d)(?!年|\d)")
_NO_TITLE = re.compile(r"[,。;%‰]")
_PROMISES = re.compile(r"到20[2-9]\d年|力争|规划|行动方案|重点任务|工作要点|目标")
_OPENING_LENGTH = 10_000
_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:——|[-~—–至到])((?:19|20)\d\d)年?")
_PLAN = re.compile(r"[“\"]?(十[一二三四五六]?)五[”\"]?")
_OF_YEAR = re.compile(r"((?:19|20)\d\d)年(?!\d)(?!\d{1,2}月)")
_ORDINALS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document is.

    Attributes:
        period: The first and last year that it plans or reports; None where it cannot be told.
        reports: True where it tells what was done (a summary, a communiqué).
        plans: True where it says what is to be done.
    """

    period: Period | None
    reports: bool
    plans: bool

    @property
    def base_year(self) -> int | None:
        """The last year that lies behind the document."""
        if self.period is None:
            return None
        first, last = self.period
        return last if self.reports and not self.plans else first - 1

    @property
    def default_role(self) -> Role:
        """What a figure is that nothing says more of."""
        return "actual" if self.reports and not self.plans else "target"


def title_line(text: str) -> str:
    """The line that names the document, or empty.

    Args:
        text: The document's clean text.
    """
    kinds = re.compile(any_of((*words()["titles"]["plan"], *words()["titles"]["report"])))
    lines = [line.strip() for line in text[:_TITLE_LENGTH].split("\n")]
    named = (line for line in lines if 4 < len(line) < 90 and not _NO_TITLE.search(line))
    titles = [line for line in named if kinds.search(line)]
    dated = [
        line for line in titles if _SPAN.search(line) or _PLAN.search(line) or _OF_YEAR.search(line)
    ]
    return (dated or titles or [""])[0]


def setting_of(text: str, period: Period | None) -> Setting:
    """What a document is, from its title.

    Args:
        text: Its clean text.
        period: Its first and last year where they are known already.
    """
    title = title_line(text)
    reports = re.search(any_of(words()["titles"]["report"]), title) is not None
    plans = re.search(any_of(words()["titles"]["plan"]), title) is not None
    if not (reports or plans):
        plans = _PROMISES.search(text, 0, _OPENING_LENGTH) is not None
        reports = not plans
    return Setting(period or guess_period(title) or _period_of_text(text), reports, plans)


def _period_of_text(text: str) -> Period | None:
    """The five years that a text without a telling title speaks of most."""
    named = Counter(match[0] for match in _PLAN.finditer(text, 0, _OPENING_LENGTH))
    plans = [plan for plan, times in named.most_common(1) if times > 1]
    return guess_period(plans[0]) if plans else None


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
        last = 1955 + 5 * _ORDINALS[plan[1]]
        return last - 4, last
    if healthy := _HEALTHY.search(title):
        return 2016, int(healthy[1])  # as the outlines of the nation and the provinces
    years = [int(year) for year in _OF_YEAR.findall(title)]
    return (max(years), max(years)) if years else None


@cache
def _cue(table: str, key: str) -> re.Pattern[str]:
    return re.compile(any_of(words()[table][key]))


def role_of_heading(place: str) -> Role | None:
    """What the headings that a passage stands under say of its figures.

    Args:
        place: The headings, outermost first, joined by ` / `.

    Returns:
        The role that the innermost telling heading gives, or None.
    """
    for heading in reversed(place.split(" / ")):
        for role in ("actual", "target"):
            if _cue("headings", role).search(heading):
                return role
    return None


def year_of_heading(place: str) -> int | None:
    """The one year that the headings of a passage name: 2023年工作完成情况.

    Args:
        place: The headings, outermost first, joined by ` / `.
    """
    for heading in reversed(place.split(" / ")):
        years = set(_OF_YEAR.findall(heading))
        if len(years) == 1 and not _SPAN.search(heading):
            return int(years.pop())
    return None


def role_of_words(text: str) -> Role | None:
    """What a clause's own words say of its figures."""
    if _cue("role", "target").search(text):
        return "target"
    return "actual" if _cue("role", "actual").search(text) else None
