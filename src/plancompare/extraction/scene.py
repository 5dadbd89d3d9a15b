"""What is known where a statement stands: regions, time, and what was spoken of before."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from plancompare.extraction.labels import Label, indicators, plain
from plancompare.extraction.moment import Moment
from plancompare.extraction.phrases import without_lead
from plancompare.extraction.places import Places
from plancompare.extraction.populations import GROUP, set_apart, without_group
from plancompare.extraction.subjects import Subject

_SHARE = re.compile("(.*(?:总费用|总额|总量|总数|总收入|总支出))占.+(?:比例|比重|占比|比)$")
_LONGEST_OPENING = 120  # characters

_WITH_PARTS = 3  # labels: a whole and two parts
_PAIR = 2  # of men and women; each with a change of its own, twice as many


@dataclass(slots=True)
class Memory:
    """What the statements before spoke of, in the same sentence.

    Attributes:
        spoken: Their labels in order, with their units; the unit is empty for the size of a change.
        topic: What an earlier statement without a label was about.
        passed_over: True where the statement before has figures of something else, without a label.
        noun: What an earlier value that stood before its label was a share of.
        region: The word for the region that they were said of, or empty.
        beside: The same of the last statement, also where it only sets another region beside.
        opening: The clauses that the sentence opened with.
        compared: True where the statement before set the value of another place beside.
        goals: True where the statement before has the goals that others are set beside.
        begun: The words that its first statement began with.
        counted: What the statements before counted in all, in order: 床位 9654张, 每千人口 5.9张.
        said: The same together with what they measured, shares left out.
        groups: Those that an earlier statement shared its values out to: 5岁和12岁儿童….
        shares: True where an earlier statement shares a measure out among those it lists.
        whom: The part of the population that a clause set apart: 60岁以上老年人中,….
        outside: How many of the spoken stand before the bracket that is open; None without one.
    """

    spoken: list[tuple[Label, str]] = field(default_factory=list)
    topic: str = ""
    passed_over: bool = False
    noun: str = ""
    region: str = ""
    beside: str = ""
    opening: str = ""
    compared: bool = False
    goals: bool = False
    begun: str = ""
    counted: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    shares: bool = False
    outside: int | None = None
    whom: str = ""

    def enter_bracket(self) -> None:
        """Remember what follows only up to the end of a bracket."""
        self.outside = len(self.spoken) if self.outside is None else self.outside

    def leave_bracket(self) -> None:
        """Go on what stood before a bracket, where one was entered."""
        if self.outside is not None:
            del self.spoken[self.outside :]
        self.outside = None

    @property
    def last(self) -> Label | None:
        """The label of the statement before."""
        return self.spoken[-1][0] if self.spoken else None

    @property
    def last_unit(self) -> str:
        """The unit of the statement before; empty for the size of a change, and at the start."""
        return self.spoken[-1][1] if self.spoken else ""

    def last_in(self, unit: str) -> Label | None:
        """The label of the last value in a unit, the sizes of changes since then passed over."""
        for label, spoken in reversed(self.spoken):
            if spoken:
                return label if spoken == unit else None
        return None

    @property
    def whole(self) -> str:
        """What the statement before measures, for shares of it."""
        if self.last is None:
            return self.topic
        share = _SHARE.match(self.last.text)
        return self.last.whole or (share[1] if share else self.last.text)

    @property
    def part(self) -> str:
        """What the statement before counted in all, where it did."""
        if self.passed_over and self.counted:
            return self.counted[-1]
        # 老年人口50万人,比上年增加2万人,占…: the size of its change comes between
        said = (each for each in reversed(self.spoken) if each[1] or each[0] != self.last)
        last, unit = next(said, (None, ""))
        return last.text if last and unit in ("count", "yuan") else ""

    def latest(self, count: int) -> list[Label]:
        """The labels of the last few values, in order; empty where there are fewer."""
        if count == 1:
            return [label for label, _ in self.spoken[-1:]]
        each = [
            label._replace(ids=(indicator_id,)) if indicator_id else label
            for label, _ in self.spoken[-count:]
            for indicator_id in (label.ids if len(label.ids) > 1 else ("",))
        ]
        return each[-count:] if len(each) >= count else []

    def of_whole(self) -> list[Label]:
        """The label whose parts were said last: 81岁,男性79岁、女性83岁,比上年提高…."""
        if len(self.spoken) < _WITH_PARTS:
            return []
        *before, (first, unit), (last, its_unit) = self.spoken[-_WITH_PARTS - 1 :]
        parts = unit and unit == its_unit and first.whole == last.whole and first.text != last.text
        wholes = [label for label, _ in before if last.whole and label.text == last.whole]
        # 小学生近视率35%,初中生70%,高中生81%: the first is no whole
        of_all = not GROUP.match(last.whole) or without_group(last.text) != last.text
        return wholes[-1:] if parts and of_all else []

    def of_both(self) -> Label | None:
        """What the last two measure of all, if of men and women, town and country: …,全市 81岁."""
        said = list({label.text: label for label, _ in self.spoken[-2 * _PAIR :]}.values())[-_PAIR:]
        rests = {without_group(label.text) for label in said}
        texts = {label.text for label in said}
        if len(texts) != _PAIR or len(rests) != 1 or rests & texts:
            return None
        rest = rests.pop()
        return said[-1]._replace(text=rest, ids=indicators(rest), whole="")

    def unit_of(self, count: int) -> str:
        """The unit of the first of the last few values; empty where there are fewer."""
        return self.spoken[-count][1] if len(self.spoken) >= count else ""

    def alike(self) -> list[Label]:
        """The labels of the values just said in one unit: A率为6.1‰,B率为8.4‰,均比上年下降…."""
        unit = self.last_unit
        group = takewhile(lambda each: unit and each[1] == unit, reversed(self.spoken))
        return [label for label, _ in group][::-1]

    def all_said(self, count: int) -> list[Label]:
        """Everything counted or measured so far, where that is as many as there are values."""
        if len(self.said) != count:
            return []
        known = {label.text: label for label, _ in self.spoken}
        if len(known) < count - 1:
            return []
        return [known.get(text, Label(text, ())) for text in self.said]

    def note_topic(self, subject: Subject) -> None:
        """Remember what a statement without a label was about."""
        self.passed_over = self.passed_over or bool(subject.items)
        topic = without_lead(plain(subject.items[-1].text)) if subject.items else ""
        if topic and not topic.startswith("占"):  # 首位死因是慢性病,占 91%: of what is said before
            self.topic = topic
            self.counted.append(topic)
            self.said.append(topic)

    def note_opening(self, subject: Subject) -> None:
        """Remember the clauses that the sentence opened with."""
        self.begun = self.begun or plain(subject.words)
        if subject.earlier and not subject.bracketed:
            self.whom = set_apart(without_lead(plain(subject.earlier[0].text))) or self.whom
        if not self.opening:
            clauses = ",".join(item.text for item in reversed(subject.earlier))
            self.opening = plain(clauses[:_LONGEST_OPENING])

    def note(self, labels: list[Label], unit: str, *, aside: bool) -> None:
        """Remember the labels of a statement.

        Args:
            labels: The labels.
            unit: Their values' unit, or empty for the size of a change.
            aside: True where the statement only sets another region beside; the sentence goes on
                with the region of before.
        """
        self.passed_over = False
        if unit not in ("", "percent"):
            self.said.append(labels[-1].text)
        self.beside = labels[-1].region
        of_each_region = len({label.region for label in labels}) == len(labels) > 1
        if not aside:
            self.region = labels[0 if of_each_region else -1].region
        if not of_each_region:
            labels = [label._replace(region=self.region) for label in labels]
        self.spoken.extend((label, unit) for label in labels)


_NOTHING = Memory()


@dataclass(slots=True)
class Scene:
    """What is known where a statement stands.

    Attributes:
        places: What words for regions mean.
        moment: What is known of time and role.
        memory: What the statements before spoke of.
        point: What the paragraph is about: the words that it opens with, or its heading.
        facility: The kind of facility that the paragraph speaks of, or empty.
        before: What the sentence before spoke of.
        text_before: Its text; empty at the beginning of a paragraph.
        is_new: True where nothing was noted in the memory yet.
    """

    places: Places
    moment: Moment
    memory: Memory = field(default_factory=Memory)
    point: str = ""
    facility: str = ""
    before: Memory = field(default_factory=Memory)
    text_before: str = ""
    is_new: bool = True

    def begin_sentence(self) -> None:
        """Let the memory be that of the sentence before; most sentences note nothing."""
        noted = self.text_before and not self.is_new
        self.before = self.memory if noted else _NOTHING
        if not self.is_new:
            self.memory, self.is_new = Memory(), True
