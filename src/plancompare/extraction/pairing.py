"""Statements into findings: each value with its label, shared out as the sentence says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plancompare.extraction.circles import circle_of
from plancompare.extraction.clauses import Measured, Statement
from plancompare.extraction.context import facility_in
from plancompare.extraction.differences import in_goals_bracket, is_difference
from plancompare.extraction.goals import as_plan_says, fallen_short, goal_of_a_plan
from plancompare.extraction.inverted import label_after
from plancompare.extraction.labels import Label, find_label, plain
from plancompare.extraction.lexer import read_value
from plancompare.extraction.measures import exceeds_population, fits
from plancompare.extraction.moment import Moment
from plancompare.extraction.naming import is_aside, labels_of
from plancompare.extraction.phrases import Link, goal_of_plan, than_before
from plancompare.extraction.places import Places
from plancompare.extraction.scene import Scene
from plancompare.extraction.steps import time_of_step, years_of_each
from plancompare.extraction.subjects import AGAINST, Item, Subject, above_year, is_above, subject_of
from plancompare.extraction.times import Time
from plancompare.extraction.titles import guess_period
from plancompare.language.values import PrintedValue

Direction = Literal["up", "down", ""]
Read = tuple[Measured, PrintedValue]

_POINTS = ("pct_points", "permille")
_AIMED_AT = re.compile('[”"]?的(?:[^,、。;]{0,6})目标')  # 实现2030年降至 20%的目标
_MET = re.compile("实现|达到|完成|超过")
# 提前完成原定2025年 3.2人的目标
_MEETS = re.compile(
    "(?:已|提前|如期|率先)*(?:超过|超额完成|完成|实现|达到)了?(?:原定|既定|规划|纲要)?的?"
)
_SO_MANY = re.compile(
    "(?:这|上述|以上)?[两二三四五六][项个](?:指标|指标数据)?均?都?|(?:上述|以上|这些)(?:主要)?(?:指标|数据)"
)
_GOAL = re.compile("的?(?:《[^》]{1,40}》|规划|纲要)[^,、。;]{0,6}目标")
# 提前达到行动提出的“到2022年,吸烟率低于 20%”的目标: a goal in quotation marks
_IN_QUOTES = re.compile('(?:提出|确定|要求|规定|设定|明确|制定)的[“"][^“”"]{0,60}$')
_ENDS_QUOTED = re.compile('[”"]的?(?:[^,、。;]{0,6})目标')
_OF_SIZE = re.compile("厘米|公分|毫米|公里|千米|米(?!缸)|千克|公斤|毫升|摄氏度")  # no rate
_RAISES = re.compile("(?:提高|延长|增加)[^,]{2,16}寿命$")  # 提高人均预期寿命 1岁
# 到2022年和2030年,早诊率达到 55%及以上并持续提高: the value is the first year's
_GOES_ON = re.compile("[,]?并?(?:持续|不断|逐步)(?:提[高升]|上升|下降|降低|改善)")
_FEW_YEARS = 10  # that life expectancy may rise by
# 以每年1至3个百分点的速度提升
_SPEED = re.compile(
    r"的?(?:速度|幅度|速率)[^,、]{0,4}?"
    r"(?:(?P<up>提升|提高|增长|上升|递增|增加)|(?P<down>下降|降低|递减|减少))"
    r"|的(?:(?P<rise>增幅|增速|涨幅|升幅)|降幅)"  # 每年保持 3.9%的增幅
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that found its label.

    Attributes:
        label: The label.
        indicator_id: The indicator it names; empty where the catalogue does not know it.
        measured: The value's token, with the time printed beside it.
        value: The value, read.
        direction: `up` or `down` for the size of a change, else empty.
        time: The time that holds for it, or None where nothing says one.
        index: Its place in a list of years.
        subject: The head of its statement.
        own_time: True where its own statement says the time.
        several: True where its statement has several values to share out.
    """

    label: Label
    indicator_id: str
    measured: Measured
    value: PrintedValue
    direction: Direction
    time: Time | None
    index: int
    subject: Subject
    own_time: bool = False
    several: bool = False


def findings(statement: Statement, following: Sequence[Statement], scene: Scene) -> list[Finding]:
    """Pair the values of a statement with its labels.

    Args:
        statement: A statement of a sentence.
        following: Some of those after it.
        scene: What is known where it stands; what it speaks of is added to the memory.

    Returns:
        One finding a value and indicator; none where the values belong to no label.
    """
    reports = scene.moment.setting.default_role == "actual"
    subject = _subject(statement, scene.moment.planned, tells=reports)
    if statement.values[0].token.kind == "circle":
        return _circle(statement, subject, scene.moment)
    if any(token.kind == "close" for token in statement.head):
        scene.memory.leave_bracket()
    scene.memory.note_opening(subject)
    _note_facility(subject, scene)
    against = _is_set_against(subject, following, scene.places)
    subject = _of_mean(subject, scene) if against else subject
    compared, scene.memory.compared = scene.memory.compared, against or subject.compares
    goals = scene.memory.goals = in_goals_bracket(subject, before=scene.memory.goals)
    apart = is_difference(subject, statement, after_comparison=compared)
    if goals or apart or _is_beside_now(subject, scene.moment):
        _note_multiple(subject, statement, scene)
        return []
    steps = [_with_shared_bound(step, subject.bound) for step in statement.steps]
    first = steps[0][0][1]
    unit = first.unit
    if not unit and _OF_SIZE.match(statement.said_after):
        return []
    quotes = goal_of_plan(subject.words)
    after = None if quotes else label_after(subject, statement, following, unit, scene)
    count = max(map(len, steps))
    labels = [after] if after else labels_of(subject, count, unit, scene)
    labels = labels or _named_next(subject, following, unit, scene)
    if not labels or exceeds_population(labels[0].text, unit, first.value):
        scene.memory.note_topic(subject)
        return []
    labels = _in_region(labels, scene)
    direction = first.change.direction if first.change else _direction(subject, statement)
    found = list(_paired(steps, labels, subject, direction, scene.moment))
    if _GOES_ON.match(statement.said_after):
        found = [each for each in found if each.index == 0]
    if len(steps) > 1 and found:  # 由2018年的…提升至2021年的…,年均提升…: in 2021
        scene.moment.time = found[-1].time or scene.moment.time
    of_base = _note_times(found, subject, scene.moment)
    if _is_remembered(subject, scene):
        if subject.bracketed and statement.head[-1].kind != "open":
            scene.memory.enter_bracket()
        said = "" if direction or of_base else unit
        scene.memory.note(labels, said, aside=is_aside(subject, scene))
    return found


def _note_times(found: Sequence[Finding], subject: Subject, moment: Moment) -> bool:
    """Remember the times of a statement's values; true where they are only of an earlier year."""
    tells = found and not subject.bracketed and _is_told(found[-1])  # 全县3‰(2020年3.3‰),全省4‰
    if subject.times or not subject.bracketed:  # 男性(34.8岁)略高于女性(34.6岁): of one year
        moment.told = found[-1].time if tells else None
    of_base = subject.value_time is not None and subject.value_time.kind == "base"
    if found and not of_base:
        moment.note_latest(found[-1].time)
    moment.note_told(each.time for each in found)
    return of_base


def _note_multiple(subject: Subject, statement: Statement, scene: Scene) -> None:
    """Remember what has grown so many times: 护士数增长 1.5倍,达到 3.4人."""
    if not (subject.link.direction and statement.values[0].token.text.endswith("倍")):
        return
    if named := labels_of(subject, 1, "", scene):
        scene.memory.note(named, "", aside=False)


def _is_beside_now(subject: Subject, moment: Moment) -> bool:
    """Whether a value says how far a year behind is from the present: 1979年…,比目前低 10岁."""
    is_now = any(time.kind == "base" and time.exact for time in subject.times)
    return is_now and moment.is_past()


def _named_next(
    subject: Subject, following: Sequence[Statement], unit: str, scene: Scene
) -> list[Label]:
    """与2010年的72.3岁相比,人均预期寿命增加了…: what is compared is named after its first value."""
    against = subject.value_time or (subject.times[-1] if subject.times else None)
    if subject.items or not following or against is None or against.kind != "base":
        return []
    items = subject_of(following[0].head).items
    label = find_label(items[-1].text, scene.places, items[-1].start) if items else None
    if label is None or len(label.ids) != 1:
        return []
    return [label] if fits(label.text, unit, label.ids[0], changes=False) else []


def _subject(statement: Statement, named: int | None, *, tells: bool) -> Subject:
    """The head of a statement, with the goal that the words after it speak of.

    `named` is the last year of the plan that was named last.
    """
    subject = subject_of(statement.head, several=len(statement.values) > 1)
    value = read_value(statement.values[0].token.text)
    if value and value.unit in _POINTS and (more := above_year(statement.head)):
        items = () if is_above(subject) else subject.items
        subject = subject._replace(items=items, link=more, value_time=None)
    if short := fallen_short(subject, statement, named):
        return short
    met = bool(_MEETS.fullmatch("".join(item.text for item in subject.items)))
    unnamed = met or not subject.items or _SO_MANY.fullmatch(subject.items[0].text)
    if unnamed and subject.link.shared_out:
        subject = subject._replace(items=())
    of_goal = _GOAL.match(statement.said_after) or (met and _AIMED_AT.match(statement.said_after))
    if unnamed and _MET.search(subject.words) and of_goal:
        words = f"{subject.words}《纲要》提出的"  # 已实现 20/10万的《纲要》目标
        start = statement.values[0].token.start
        subject = subject._replace(items=(Item(words, start),), link=Link(), words=words)
    dated = any(time.kind in ("at", "until") for time in subject.times)
    quoted = goal_of_plan(subject.words)
    period = guess_period(quoted[0]) if quoted and not dated else None
    planned = period[1] if period else named
    if quoted and planned and not dated:  # 达到《…纲要(2021—2030年)》提出的…
        subject = subject._replace(times=(*subject.times, Time("until", (planned,))))
    if dated and _ENDS_QUOTED.match(statement.said_after) and _IN_QUOTES.search(_said(statement)):
        return subject._replace(words=goal_of_a_plan(subject.words))
    after = statement.said_after if dated or quoted else ""
    if _AIMED_AT.match(after) or _GOAL.match(after):
        return subject._replace(words=f"{subject.words}的目标")
    return as_plan_says(subject) if tells and dated else subject


def _is_set_against(subject: Subject, following: Sequence[Statement], places: Places) -> bool:
    """Whether the next value only says how far another is from this one: 较目标 8‰ 低 2个千分点."""
    if subject.bracketed or not AGAINST.match(subject.words) or not following:
        return False
    words = "".join(token.text for token in following[0].head)
    return than_before(words) is not None and (subject.beside or bool(_mean_in(subject, places)))


def _mean_in(subject: Subject, places: Places) -> str:
    """The region or mean that a value is set against, where it stands alone: 较全国 5.0‰低…."""
    mean = AGAINST.sub("", plain(subject.words), count=1).removesuffix("的")
    return mean if len(subject.items) < 2 and places.is_mean(mean) else ""


def _of_mean(subject: Subject, scene: Scene) -> Subject:
    """The head of a region's mean that another value is set against: 较全国平均水平 5.0‰低…."""
    mean = _mean_in(subject, scene.places)
    start = subject.items[-1].start if subject.items else 0
    return subject._replace(items=(Item(mean, start),), link=Link()) if mean else subject


def _said(statement: Statement) -> str:
    """The words before a statement's first value."""
    return "".join(token.text for token in statement.head)


def _is_remembered(subject: Subject, scene: Scene) -> bool:
    """Whether what follows may go on a statement: in brackets only on one with words of its own."""
    if not subject.bracketed:
        return True
    return bool(subject.items) and not scene.places.is_mean(plain(subject.items[-1].text))


def _note_facility(subject: Subject, scene: Scene) -> None:
    """Remember of which kind of facility a sentence speaks; one of a region as a whole of none."""
    for item in (*subject.items[:1], *subject.earlier):
        region, words = scene.places.after_lead(plain(item.text))
        facility = facility_in(words)
        if region or facility:
            scene.facility = facility
            return


def _is_told(finding: Finding) -> bool:
    """Whether a statement itself says the one year of its value."""
    time = finding.time
    at = time is not None and time.kind in ("at", "until") and not time.listed
    return finding.own_time and at


def _in_region(labels: Sequence[Label], scene: Scene) -> list[Label]:
    """Labels with the region that the one before them, in list or sentence, was said of."""
    region = scene.memory.region
    placed = []
    for label in labels:
        region = label.region or region
        placed.append(label if label.region == region else label._replace(region=region))
    return placed


def _direction(subject: Subject, statement: Statement) -> Direction:
    """Which way a value changes, if it is the size of a change."""
    if subject.link.direction:
        return subject.link.direction
    speed = _SPEED.match(statement.said_after)
    if speed:
        return "up" if speed["up"] or speed["rise"] else "down"
    value = read_value(statement.values[0].token.text)
    few = value is not None and value.unit == "years" and (value.value or 0) < _FEW_YEARS
    return "up" if few and _RAISES.search(subject.words) else ""


def _circle(statement: Statement, subject: Subject, moment: Moment) -> list[Finding]:
    measured = statement.values[0]
    found = circle_of(subject, measured.token, statement.post)
    value = read_value(found[0]) if found else None
    if found is None or value is None:
        return []
    token = measured.token._replace(text=found[0], end=measured.token.start + len(found[0]))
    measured = measured._replace(token=token)
    time = subject.times[-1] if subject.times else moment.time
    return [Finding(found[1], _id_of(found[1]), measured, value, "", time, 0, subject)]


def _with_shared_bound(step: Sequence[Measured], before: str) -> list[Read]:
    """Values of a list: one comparator before the first or after the last holds for all of them."""
    values = [value for each in step if (value := read_value(each.token.text))]
    if len(values) == 1 and (before == "exact" or values[0].bound != "exact"):
        return [(step[0], values[0])]
    unit = values[-1].unit
    if unit in _POINTS:  # 5.1个和4.6个百分点
        heads = (each.token.text.endswith("个") for each in step)
        values = [
            replace(value, unit=unit) if head else value
            for head, value in zip(heads, values, strict=True)
        ]
    bounds = [bound for bound in (values[0].bound, values[-1].bound, before) if bound != "exact"]
    shared = bounds[0] if bounds else "exact"
    agreed = {value.bound for value in values} <= {"exact", shared}
    if {value.unit for value in values} == {unit} and not (agreed and bounds):
        return list(zip(step, values, strict=True))
    return [
        (
            each,
            replace(
                value,
                bound=shared if agreed and value.bound == "exact" else value.bound,
                unit=value.unit or unit,
            ),
        )
        for each, value in zip(step, values, strict=True)
    ]


def _paired(
    steps: Sequence[Sequence[Read]],
    labels: Sequence[Label],
    subject: Subject,
    direction: Direction,
    moment: Moment,
) -> Iterator[Finding]:
    for number, step in enumerate(steps):
        goes_on = not subject.items or labels[0].start < subject.items[0].start
        at = (number, len(steps))
        said = time_of_step(subject, at, moment, goes_on=goes_on, changes=bool(direction))
        for place, (measured, value) in enumerate(step):
            own = measured.time or (step[0][0].time if place else None) or said
            time, stale = years_of_each(own, moment, len(step) if len(labels) == 1 else 1)
            time = moment.since_told(time) if direction and own is None else time
            each = _each_dated(step, subject) or subject.against_each(len(step))
            alone = len(labels) == 1 and each
            whose = (0, 1) if alone else (place, len(step))
            for label, indicator_id, index in _labels_at(labels, *whose, time, stale):
                yield Finding(
                    label, indicator_id, measured, value, direction if number == 0 else "",
                    None if index < 0 else time, index, subject,
                    own is not None or moment.fresh, len(step) > 1,
                )  # fmt: skip


def _each_dated(step: Sequence[Read], subject: Subject) -> bool:
    """Whether each value of a list has a year of its own: 2019年 3.8‰、2020年 3.5‰."""
    (first, _), *others = step
    return bool(first.time or subject.value_time) and all(each.time for each, _ in others)


def _labels_at(
    labels: Sequence[Label], place: int, count: int, time: Time | None, stale: bool
) -> Iterator[tuple[Label, str, int]]:
    """The labels of the value at a place of a list, and which of the listed years it holds for.

    The years of an earlier sentence (`stale`) hold only for values that they can be shared out
    to; for others the place of the year is -1.
    """
    years = len(time.years) if time and time.listed else 1
    if len(labels) == 1 and len(labels[0].ids) > 1:
        ids = labels[0].ids
        chosen = ids[place : place + 1] if count == len(ids) else ids
        yield from ((labels[0], indicator_id, 0) for indicator_id in chosen)
    elif count == 1:
        indices = [-1] if years > 1 and stale else range(years)
        yield from ((label, _id_of(label), index) for label in labels for index in indices)
    elif count == len(labels):
        yield labels[place], _id_of(labels[place]), (-1 if years > 1 and stale else 0)
    elif count == len(labels) * years:
        yield labels[place // years], _id_of(labels[place // years]), place % years
    elif len(labels) == 1 and place == 0 and not labels[0].ids:
        yield labels[0], "", 0


def _id_of(label: Label) -> str:
    return label.ids[0] if len(label.ids) == 1 else ""
