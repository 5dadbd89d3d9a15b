"""What is known of time and role where a sentence stands, and the year that follows from it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancompare.extraction.dating import (
    Dated,
    Evidence,
    frame_of,
    heads_goals,
    judge_role,
    opening_time,
    signs_of,
)
from plancompare.extraction.governing import governs
from plancompare.extraction.lexer import Token
from plancompare.extraction.phrases import goal_of_plan
from plancompare.extraction.setting import (
    Role,
    Setting,
    is_planned,
    role_of_heading,
    role_of_words,
    year_of_heading,
)
from plancompare.extraction.times import Time, read_time
from plancompare.extraction.titles import guess_period, is_plan

# times that hold for the value beside them alone
_OF_ONE_VALUE = ("base", "from", "last")
_GOAL_IS = re.compile("目标[是为:]+$|^(?:我们)?希望")  # 其目标是到2025年底,…
# what a report says so has passed
_ESTIMATE = re.compile(r"预计(?!20\d\d年|[“\"]?十[一二三四五六]?五)")
_NEXT = re.compile("下一?步|下一?阶段|接下来|下半年$")
_WILL = re.compile("(?<![即现特])将(?![军近来])")  # 今年将…


@dataclass(slots=True)
class Moment:
    """What is known of time and role where a sentence stands.

    Attributes:
        setting: What the document is.
        place: The headings that it stands under.
        section_role: What the headings say.
        section_year: The year that the headings name.
        actual_year: The year that the section gives its achievements.
        told_of: The year before a plan, in news of it, where the section gave a value of that year.
        opening: The time that opened the paragraph, and holds for all of it.
        announced: The time of a paragraph that ended in a colon, for the points after it.
        opens: True until the paragraph has a figure.
        in_opening: True in the sentence whose time opened the paragraph.
        time: The time that governs the sentence.
        outside: The same before the bracket that was opened last.
        fresh: True where the sentence itself says it.
        started: The time that the sentence counts its earlier values from.
        compared: The same for the paragraph, where it opens so: 与2023年相比,….
        told: The year that the statement before gave its value.
        latest: The time of the last value of the sentence.
        newest: The latest year that it gave a value of.
        years_before: The years that an earlier sentence of the paragraph lists without values.
        announces: True in a paragraph of news that tells what a plan sets out.
        aim: The last year of that plan, where its name says it.
        spoken: `target` after a value that its own sentence says is aimed at.
        planned: The last year of the plan that was named last with its years.
        promised: True in a sentence that says what will be done: 2017年,区政府将办好十件实事:….
        listed_aims: True in the points of the list that such a sentence begins.
        ahead: True in a paragraph from a sentence on that begins with what is done next: 下一步,….
    """

    setting: Setting
    place: str = ""
    section_role: Role | None = None
    section_year: int | None = None
    actual_year: int | None = None
    told_of: int | None = None
    opening: Time | None = None
    announced: Time | None = None
    opens: bool = True
    in_opening: bool = False
    time: Time | None = None
    outside: Time | None = None
    fresh: bool = False
    started: Time | None = None
    compared: Time | None = None
    told: Time | None = None
    latest: Time | None = None
    newest: int = 0
    years_before: Time | None = None
    announces: bool = False
    aim: Time | None = None
    spoken: Role | None = None
    planned: int | None = None
    promised: bool = False
    listed_aims: bool = False
    ahead: bool = False

    def __post_init__(self) -> None:
        # a report on a plan names it in its title
        if self.setting.reviewed and self.setting.period:
            self.planned = self.setting.period[1]

    def begin_paragraph(
        self, place: str, opening: Sequence[Token], *, after_colon: bool, is_point: bool
    ) -> None:
        """Let go of what does not hold in a new paragraph.

        Args:
            place: The headings that it stands under, outermost first, joined by ` / `.
            opening: The tokens of its first words.
            after_colon: True where the paragraph before ended in a colon.
            is_point: True for a point of a list.
        """
        if place != self.place:
            self._begin_section(place)
        if self.setting.both and (frame := frame_of(opening, self.setting)):
            self.section_role, self.section_year = frame
        if after_colon:
            self.listed_aims = self.promised and self.time is not None
            aims = self.time is not None and self.time.kind == "until"
            self.announced = self.opening or (self.time if aims or self.listed_aims else None)
        elif not is_point:
            self.announced, self.listed_aims = None, False
        self.opening, self.opens, self.compared = self.announced, True, None
        self.years_before, self.ahead = None, False
        self.announces = self.announces and self.setting.plans
        self.aim = self.aim if self.announces else None

    def announce(self, plans: Sequence[str]) -> None:
        """Take what follows in a paragraph of news as what a plan sets out."""
        self.announces = True
        named = self.name(plans)
        self.aim = Time("until", (named,)) if named else self.aim

    def tell(self) -> None:
        """Let go of what a plan sets out: the sentence tells what came of it."""
        self.announces, self.aim, self.opening = False, None, None

    def name(self, plans: Sequence[str]) -> int | None:
        """Remember the last year of the last of some plans that says its years, and give it."""
        periods = [period for name in plans if is_plan(name) and (period := guess_period(name))]
        self.planned = periods[-1][1] if periods else self.planned
        return periods[-1][1] if periods else None

    def _begin_section(self, place: str) -> None:
        role, year = role_of_heading(place), year_of_heading(place)
        outer = place.rpartition(" / ")[0]
        if role != self.section_role or not (outer and self.place.startswith(outer)):
            self.actual_year = self.told_of = None
        same_part = place.partition(" / ")[0] == self.place.partition(" / ")[0]
        if not self.setting.both or not (same_part or (role is None and year is None)):
            self.section_role, self.section_year = role, year
        self.place = place

    def begin_sentence(self, sentence: Sequence[Token]) -> None:
        """Let go of what only held for the sentence before.

        Args:
            sentence: The tokens of the new one; a time at its head may open the paragraph.
        """
        self.time, self.fresh, self.started, self.told = self.opening, False, None, None
        self.spoken, self.latest, self.newest = None, None, 0
        self.promised = False
        self.ahead = self.ahead or (bool(sentence) and bool(_NEXT.match(sentence[0].text.strip())))
        frame = (
            frame_of(sentence[:1], self.setting) if self.setting.both and not self.opens else None
        )
        if frame and read_time(sentence[0].text).kind in ("end", "this"):  # 今后五年,…。今年,…
            self.section_role, self.section_year = frame
        time = opening_time(sentence) if self.opens else None
        self.in_opening = time is not None
        if time and time.kind not in _OF_ONE_VALUE:
            self.opening = time
        if time and time.kind == "base" and not (time.exact or time.listed):  # 与上年相比,…由…
            self.compared = Time("at", time.years) if time.years else Time("last")

    def govern(self, head: Sequence[Token]) -> None:
        """Let a time at the head of a clause govern what follows.

        Args:
            head: The tokens before a value, back to the value before it.
        """
        tells = self.setting.default_role == "actual"
        for place, token in enumerate(head):
            if token.kind == "open":
                self.outside = self.time
            elif token.kind == "close":
                self.time = self.outside
            if token.kind == "time" and governs(head, place):
                time = read_time(token.text)
                if time.kind not in _OF_ONE_VALUE and not self.is_length(time):
                    self._set(time)
                    if time.kind == "until" and (self.spoken or self.announces) and self.opens:
                        self.opening = time  # 总体目标是,到2025年,…: also in the sentences after it
            if token.kind != "text":
                continue
            will = _WILL.search(token.text) is not None
            this_year = self.time is not None and self.time.kind == "this"
            goal = _GOAL_IS.search(token.text) or (tells and heads_goals(head, place))
            if (will and this_year) or goal:
                self.spoken = "target"
            self.promised = self.promised or will

    def pass_over(self, sentence: Sequence[Token]) -> None:
        """Take the times of a sentence without values."""
        self.govern(sentence)
        times = [read_time(token.text) for token in sentence if token.kind == "time"]
        times = [time for time in times if time.listed or time.exact]
        self.years_before = times[-1] if times and len(times[-1].years) > 1 else self.years_before

    def lists(self, times: Sequence[Time], count: int) -> bool:
        """Whether as many years are set side by side, here or just before, as there are values.

        Args:
            times: The times of the statement.
            count: How many values it has.
        """
        near = times or [self.years_before or self.latest or Time("now")]
        return count > 1 and any(len(time.years) == count for time in near)

    def note_latest(self, time: Time | None) -> None:
        """Remember the time of a value, unless it goes back: 2012年…,2007年…,五年下降…."""
        before, now = ((each.years if each else ()) for each in (self.latest, time))
        self.latest = self.latest if now and before > now else time

    def note_told(self, times: Iterable[Time | None]) -> None:
        """Remember the latest year that the sentence gave values of.

        Args:
            times: The times of some of its values.
        """
        years = (time.years[-1] for time in times if time and time.kind == "at" and time.years)
        self.newest = max(self.newest, max(years, default=0))

    def since_told(self, time: Time | None) -> Time | None:
        """The time of a change, no earlier than the values of its sentence.

        Args:
            time: The time that governs it: 2023年为 4‰,2020年为 5‰,下降了 20%.
        """
        earlier = time is not None and time.kind == "at" and time.years[-1:] < (self.newest,)
        return Time("at", (self.newest,)) if earlier else time

    def is_length(self, time: Time) -> bool:
        """Whether a time only says how long the one before is: 1990年至2020年,30年间….

        Args:
            time: The time; the one before governs already.
        """
        spans = self.fresh and self.time is not None and self.time.exact
        return spans and time.kind == "during" and not time.years

    def is_past(self) -> bool:
        """Whether a year that governs lies behind the document."""
        behind = self.setting.written or self.setting.base_year
        if self.time is None or self.time.kind != "at" or behind is None:
            return False
        return self.time.years[-1] <= behind

    def _set(self, time: Time) -> None:
        self.time, self.fresh = time, True
        if self.opens and self.opening is None and self._tells_year(time):
            self.opening, self.in_opening = time, True
        if self.in_opening and self.opening and self.opening.years != time.years:
            self.opening = None  # two times in the opening sentence: none holds for the paragraph
        tells = self.section_role == "actual" and not self.setting.reports
        if tells and time.years and time.kind != "since":
            base = self.setting.base_year
            year, last = time.years[-1], self._last_planned or 0
            near = base is None or base - 1 <= year < max(base + 2, last)
            self.actual_year = year if near else self.actual_year

    def _tells_year(self, time: Time) -> bool:
        """Whether news tell of a year, which holds for the paragraph: 据报告,2021年…为….。…为…."""
        tells = self.setting.news and not self.setting.plans
        to_come = self.setting.written and time.years[-1:] > (self.setting.written,)
        return tells and time.kind == "at" and not (time.listed or to_come)

    def date(self, time: Time | None, words: str, index: int = 0, *, own: bool = False) -> Dated:
        """The year and role of a value.

        Args:
            time: The time that holds for it, or None where nothing says one.
            words: Its clause, for words such as 力争 and 已.
            index: Which of the years of a list is meant.
            own: True where its own statement says the time.
        """
        time = time or self.aim
        year = self.section_year if time is None else self._year(time, index)
        tells = self.setting.reports and not self.setting.plans
        said = _ESTIMATE.sub("", words) if tells else words
        spoken = (
            role_of_words(said)
            or self.spoken
            or ("target" if self.listed_aims or self.ahead else None)
        )
        planned = is_planned(words)
        aims = spoken == "target" and "预计" not in words and not planned
        self.spoken = "target" if aims else None
        quoted = goal_of_plan(words) is not None
        if quoted and not words.endswith("的目标"):  # the goal goes on with its next value
            self.time = time
        aimed = quoted or (planned and (tells or self.setting.news))
        if planned and time == self.time and "规划值" in words:
            year = self.planned or year
        evidence = Evidence(
            time, year, spoken, self.section_role, self._last_planned, self.announces, aimed
        )
        signs = tuple(signs_of(evidence, self.setting))
        role, is_close = judge_role(signs)
        how = "said" if own else "carried"
        how = how if time is not None and year is not None else "heading" if year else "default"
        if quoted:
            year = year if own else None
        elif year is None and not self._leaves_open(time):
            year = self._default_year(role)
        how = how if year is not None else "open"
        if how == "heading" and self._is_near(year, role):
            how = "part"
        titled = how == "default" and self.setting.titled and role == "actual"
        close = (("role_of_title" if titled else "role_close"),) if is_close else ()
        if self.setting.news and role == "actual" and year and self._is_near_now(year):
            self.told_of = year
        return Dated(year, role, (f"year_{how}", *signs, *close))

    def _is_near_now(self, year: int) -> bool:
        """Whether a year is the last one, or the one before it, that news can tell of."""
        last = self.setting.horizon or 0
        return last - 1 <= year <= last

    def _is_near(self, year: int | None, role: Role) -> bool:
        """Whether a part of a work report tells of the year before it, or plans its own."""
        ahead = role == "target"
        return self.setting.both and year == (self.setting.written or 0) - (not ahead)

    @property
    def _last_planned(self) -> int | None:
        """The year that a plan of several years aims at."""
        first, last = self.setting.period or (0, 0)
        return last if last - first > 1 else None

    def _lies_after(self, time: Time | None) -> bool:
        """Whether a time is to come, said in a report of one year: 五年后."""
        ahead = time is not None and time.kind == "end" and time.exact
        return ahead and self.setting.year_reported is not None

    def _leaves_open(self, time: Time | None) -> bool:
        """Whether a time has no year that could be told; 自2000年起…,现为… is a report's."""
        if self._lies_after(time):
            return True
        if time is None or time.kind not in ("since", "past", "masked"):
            return False
        return not (time.years and self.setting.reports)

    def _year(self, time: Time | None, index: int) -> int | None:
        open_ended = ("base", "since", "now", "past", "masked")
        if time is None or time.kind in open_ended or self._lies_after(time):
            return None
        if time.years:
            return time.years[min(index, len(time.years) - 1)] if time.listed else time.years[-1]
        if time.kind == "during":
            return self.actual_year
        return self._year_counted(time)

    def _year_counted(self, time: Time) -> int | None:
        """The year that is counted from the document's own: 去年, 今年, 期末."""
        period, written = self.setting.period, self.setting.written
        own = time.kind == "this" and time.exact
        if time.kind == "end" and period:
            return (self.section_year if self.setting.both else None) or period[1]
        if period is None or period[0] != period[1]:
            dated = not self.setting.undated and (own or time.kind == "ago")
            return written - (not own) if written and dated else None
        this_year = period[1] if self.section_year is None else self.section_year
        # 去年…,由上一年的…
        before_last = time.kind == "last" and self.time is not None and self.time.kind == "ago"
        first = self.setting.news and self.in_opening and self.time is None  # 上年,我市…
        ago = time.kind == "ago" or (time.kind == "last" and first)
        if ago or (own and self.setting.news) or before_last:
            this_year = (written or this_year) - before_last
        return this_year - (time.kind in ("last", "ago")) * (time.span or 1)

    def _default_year(self, role: Role) -> int | None:
        if self.section_year is not None:
            return self.section_year
        if role == "target":
            return self.setting.period[1] if self.setting.period else None
        if self.actual_year is not None:
            return self.actual_year
        return self.setting.base_year if self.setting.reports else self.told_of
