"""What a document is, and what its headings and sentences say of year and role."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from plancompare.extraction.times import Time
from plancompare.extraction.words import any_of, words

Role = Literal["actual", "target"]
Period = tuple[int, int]

_TITLE_LENGTH = 600  # characters of a document among which its title stands
_HEALTHY = re.compile(r"健康[\u4e00-\u9fff]{1,8}(20[2-5]\d)(?!年|\d)")
_NO_TITLE = re.compile(r"[,。;%‰]")
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
    period = period or guess_period(title) or _period_of_text(text)
    return Setting(period, reports, plans or not reports)


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
                return role  # type: ignore[return-value]
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


@dataclass(slots=True)
class Moment:
    """What is known of time and role where a sentence stands.

    Attributes:
        setting: The document's.
        section_role: What the headings say.
        section_year: The year that the headings name.
        actual_year: The year that the section gives its achievements.
        opening: The time that opened the paragraph, and holds for all of it.
        time: The time that governs the sentence.
        fresh: True where the sentence itself says it.
        started: The time that the sentence counts its earlier values from.
    """

    setting: Setting
    section_role: Role | None = None
    section_year: int | None = None
    actual_year: int | None = None
    opening: Time | None = None
    time: Time | None = None
    fresh: bool = False
    started: Time | None = None

    def begin_sentence(self) -> None:
        """Let go of what only held for the sentence before."""
        self.time, self.fresh, self.started = self.opening, False, None

    def date(self, time: Time | None, text: str, index: int = 0) -> tuple[int | None, Role]:
        """The year and role of a value.

        Args:
            time: The time said of it, or None where nothing says one.
            text: Its clause, for words such as 力争 and 已.
            index: Which of the years of a list is meant.
        """
        said = self._year(time, index)
        spoken = role_of_words(text)
        base = self.setting.base_year
        if said is not None and base is not None:
            return said, "actual" if said <= base else self._after_base(spoken)
        role = spoken or self.section_role or self.setting.default_role
        if time is not None and time.kind in ("now", "since"):
            role = "actual"
        if time is not None and time.kind == "since":
            return None, role
        return (said if said is not None else self._default_year(role)), role

    def _after_base(self, spoken: Role | None) -> Role:
        if self.section_role == "actual" and spoken != "target":
            return "actual"
        return spoken or "target"

    def _year(self, time: Time | None, index: int) -> int | None:
        if time is None or time.kind in ("base", "since", "now"):
            return None
        if time.years:
            return time.years[min(index, len(time.years) - 1)] if time.listed else time.years[-1]
        period = self.setting.period
        if period is None:
            return None
        if time.kind == "end":
            return period[1]
        if time.kind == "during":
            return self.actual_year
        if period[0] != period[1]:
            return None
        return self._this_year(period[1]) - (time.kind == "last")

    def _this_year(self, last: int) -> int:
        return self.section_year if self.section_year is not None else last

    def _default_year(self, role: Role) -> int | None:
        if self.section_year is not None:
            return self.section_year
        if role == "target":
            return self.setting.period[1] if self.setting.period else None
        if self.actual_year is not None:
            return self.actual_year
        return self.setting.base_year if self.setting.reports else None
