"""What a document is, and what its headings and words say of year and role."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from plancompare.extraction.stated import OPENING_LENGTH, dated, latest_stated, stated_years
from plancompare.extraction.titles import (
    Period,
    guess_period,
    is_headline,
    is_plan,
    is_report,
    is_review,
    is_work_report,
    own_title,
    period_of_text,
    planned_after,
    quoted_period,
    reviewed_year,
    title_line,
)
from plancompare.extraction.words import words
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of

__all__ = ["Period", "Role", "Setting", "guess_period", "setting_of", "title_line"]

Role = Literal["actual", "target"]

_TASKS = re.compile(r"^.{0,12}(20\d\d)年.{0,16}(?:任务|安排|打算|要求|工作)[^。\n]{0,10}$", re.M)
_ON_WORK = re.compile("工作(?:情况)?(?:的?报告|汇报)(?:\\([^()]{1,8}\\))?$")
_LOOKS_BACK = re.compile(r"(20\d\d)年度?(?:全年)?(?:主要|重点)?工作(?:回顾|总结|情况)")
_SETS_TASKS = re.compile(
    r"(20\d\d)年度?(?:主要|重点)?(?:工作)?(?:安排|打算|计划|重点任务|主要任务|思路|要点)"
)
_PROMISES = re.compile(
    r"(?=[到力规行工发总主以])(?:(?<![达降升高长加少])(?<!\d年)到20[2-9]\d年|力争|(?<!免疫)规划|行动方案|工作要点|(?<!千年)(?:发展|工作|总体|主要)目标|以[上下内]的目标)"
)
_TELLS = re.compile(
    r"[比较](?:上|去)年|同比|按年|截[至止]|(?:数据|统计|调查|监测|结果)(?:显示|表明)"
)
# the summary of a paper, which may be of use to who plans: 目的…方法…结果…
_PAPER = re.compile(r"目的[^\n]{4,300}方法[^\n]{4,600}结果")
# what is quoted, and a goal that was reached, promise nothing
_QUOTED = re.compile(
    r"《[^《》\n]{0,60}》|[“\"][^“”\"\n]{2,60}[”\"]|(?:实现|完成|优于|达到)了?[^,。;\n]{0,16}(?:规划|目标)+"
)
_YEAR_END = 11  # the month from which a work report is one of the next year
_YEAR = re.compile(rf"({YEAR_DIGITS})年(?!\d{{1,2}}月)")
_RATE_OF_SUCCESS = re.compile("(?:成功|完成)[\u4e00-\u9fff]{0,4}率|实现为")
_SPAN = re.compile(r"\d{4}年?[-~—–至到]")

_PLANNED = re.compile(
    "(?<!完成)(?:(?<!实现)(?<!达到)目标|计划|规划(?=值))(?:任务)?[值数]?(?:分别|均|都)*(?:为|是|达到?|完成|要求)?$"
)

# …统计公报(4), …监测报告(2017年)
_ITS_KIND = re.compile(r"(?:公报|报告|总结|年报|概况)(?:\([^()]{1,12}\))?$")


@dataclass(frozen=True)
class Setting:
    """What a document is.

    Attributes:
        period: The first and last year that it plans or reports; None where it cannot be told.
        reports: True where it tells what was done (a summary, a communiqué).
        plans: True where it says what is to be done.
        reviewed: For a review of a plan under way, the year that it tells of.
        written: The year that it was written, where it bears a date.
        news: True for a page that is neither plan nor report by its title.
        undated: True for a text without a date, taken as written after all that it states.
        both: True for a report whose parts look back and plan ahead by turns.
        unsettled: True where it bears no date and states no year up to the last that it names:
            nothing says whether that one has come.
        titled: True for what its title calls a communiqué, a report or a summary.
    """

    period: Period | None
    reports: bool
    plans: bool
    reviewed: int | None = None
    written: int | None = None
    both: bool = False
    news: bool = False
    undated: bool = False
    unsettled: bool = False
    titled: bool = False

    @cached_property
    def base_year(self) -> int | None:
        """The last year that lies behind the document."""
        if self.period is None:
            return self.written - 1 if self.news and self.written else None
        if self.reviewed is not None:
            return self.reviewed
        first, last = self.period
        if self.reports and not self.plans:
            return last
        return min(first - 1, self.written or first)

    @property
    def year_reported(self) -> int | None:
        """The year that a report of one year tells of."""
        first, last = self.period or (0, 1)
        return last if self.reports and not self.plans and first == last else None

    @cached_property
    def horizon(self) -> int | None:
        """The last year that a figure can have been reached in when the document was written."""
        base, written = self.base_year, self.written
        if self.both or base is None or written is None:
            return base
        return max(base, written if self.reports and not self.plans else written - 1)

    @cached_property
    def default_role(self) -> Role:
        """What a figure is that nothing says more of."""
        return "actual" if self.both or (self.reports and not self.plans) else "target"


def _looks_both_ways(title: str, text: str) -> bool:
    """Whether a report on work has parts for the year before and for its own: 2023年工作安排."""
    if not _ON_WORK.search(title):
        return False
    back, ahead = _LOOKS_BACK.search(text), _SETS_TASKS.search(text)
    return back is not None and ahead is not None and int(ahead[1]) == int(back[1]) + 1


def setting_of(text: str, period: Period | None, printed: str = "") -> Setting:
    """What a document is, from its title and how it speaks.

    Args:
        text: Its clean text.
        period: Its first and last year where they are known already.
        printed: How the original begins: its date may stand in what is no part of the text.
    """
    title, planned = planned_after(own_title(title_line(text)))
    month, written = dated(unicodedata.normalize("NFKC", printed), text)
    year = period or planned or guess_period(title) or (written and (written, written))
    if year and (planned or is_work_report(title) or _looks_both_ways(title, text)):
        ahead = str(year[1] + 1)  # 2024年政府工作报告, with the tasks of 2025
        year = (int(ahead),) * 2 if ahead in _TASKS.findall(text) else year
        late = month >= _YEAR_END and year[1] == written  # held in December for the next year
        held = year[1] + (late and not planned)
        return Setting((held, held), reports=True, plans=True, written=held, both=True)
    reports, plans = is_report(title), is_plan(title)
    news = is_headline(title) or not (reports or plans)
    if news:
        opening = text[:OPENING_LENGTH]
        promised = len(_PROMISES.findall(_QUOTED.sub("", opening)))
        telling = len(_TELLS.findall(opening)) + stated_years(opening) // 2
        plans = promised > telling and not _PAPER.search(opening)
        reports = not plans
    tells = reports and not plans
    titled = not news and _ITS_KIND.search(title) is not None
    named = None if tells and is_headline(title) else guess_period(title)
    named = named or (quoted_period(text) if is_review(title) else None)
    told = period or named or period_of_text(text, (month, written) if tells else None)
    if is_review(title):
        of = reviewed_year(title, text, told) if told else None
        latest = latest_stated(text)  # of a plan whose years nothing says
        told = told or ((latest, latest) if latest else None)
        of_news = written if is_headline(title) else None
        return Setting(told, reports=True, plans=False, reviewed=of, written=of_news, titled=titled)
    if told and tells and not (period or named):
        latest = latest_stated(text)
        undated = not written
        written = written or max(told[1], latest) + 1
        unsettled = undated and latest < told[1]
        return Setting(
            told, reports, plans, written=written, news=news, undated=undated, unsettled=unsettled
        )
    undated, latest = False, 0 if written else latest_stated(text)
    unsettled = news and told is not None and not written and latest < told[1]
    if news and latest and not (plans and told and latest >= told[1]):  # its goal lies ahead
        written, undated = latest + 1, True
    return Setting(
        told, reports, plans, written=written, news=news, undated=undated, unsettled=unsettled,
        titled=titled and tells,
    )  # fmt: skip


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
    found = (_role_of_one(heading) for heading in reversed(place.split(" / ")))
    return next(filter(None, found), None)


@lru_cache(maxsize=1024)
def _role_of_one(heading: str) -> Role | None:
    for role in ("actual", "target"):
        if _cue("headings", role).search(heading):
            return role
    return None


def year_of_heading(place: str) -> int | None:
    """The year that the headings of a passage name: 2023年工作完成情况, “十五五”时期目标.

    Args:
        place: The headings, outermost first, joined by ` / `.
    """
    found = (_year_of_one(heading) for heading in reversed(place.split(" / ")))
    return next(filter(None, found), None)


@lru_cache(maxsize=1024)
def _year_of_one(heading: str) -> int | None:
    years = set(_YEAR.findall(heading))
    if len(years) == 1 and not _SPAN.search(heading):
        return int(years.pop())
    aimed = guess_period(heading) if _role_of_one(heading) == "target" else None
    return aimed and aimed[1]


def is_planned(text: str) -> bool:
    """Whether a value is called planned right before it: 托位数,计划 4.5个,实际 3.1个."""
    return _PLANNED.search(text) is not None


@lru_cache(maxsize=1024)  # asked for each value of a statement
def role_of_words(text: str) -> Role | None:
    """What a clause's own words say of its figures."""
    if _cue("role", "target").search(text) or is_planned(text):
        return "target"
    return "actual" if _cue("role", "actual").search(_RATE_OF_SUCCESS.sub("", text)) else None
