"""Statements into findings: each value with its label, shared out as the sentence says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plancompare.extraction.clauses import Measured, Statement
from plancompare.extraction.inverted import circle_of, label_after
from plancompare.extraction.labels import Label
from plancompare.extraction.lexer import read_value
from plancompare.extraction.naming import Memory, labels_of
from plancompare.extraction.places import Places
from plancompare.extraction.subjects import Subject, subject_of
from plancompare.extraction.times import Time
from plancompare.language.values import PrintedValue


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that found its label.

    Attributes:
        label: The label.
        indicator_id: The indicator it names; empty where the catalogue does not know it.
        measured: The value's token, with the time printed beside it.
        value: The value, read.
        direction: `up` or `down` for the size of a change, else empty.
        time: The time said of it, or None where an earlier one governs.
        index: Its place in a list of years.
        subject: The head of its statement.
    """

    label: Label
    indicator_id: str
    measured: Measured
    value: PrintedValue
    direction: Literal["up", "down", ""]
    time: Time | None
    index: int
    subject: Subject


def findings(
    statement: Statement, memory: Memory, places: Places, governing: Time | None
) -> list[Finding]:
    """Pair the values of a statement with its labels.

    Args:
        statement: A statement of a sentence.
        memory: What the statements before spoke of; this one is added.
        places: The document's regions.
        governing: The time that governs from before.

    Returns:
        One finding a value and indicator; none where the values belong to no label.
    """
    subject = subject_of(statement.head)
    if statement.values[0].token.kind == "circle":
        return _circle(statement, subject)
    if subject.beside:
        return []
    steps = [_with_shared_bound(step, subject.bound) for step in statement.steps]
    first = steps[0][0][1]
    after = label_after(subject, statement.post, first.unit, memory, places)
    count = max(map(len, steps))
    labels = [after] if after else labels_of(subject, count, first.unit, memory, places)
    if not labels:
        return []
    found: list[Finding] = []
    for number, step in enumerate(steps):
        found.extend(_share_out(step, labels, subject, number, len(steps), governing))
    memory.spoken.extend((label, first.unit) for label in labels)
    return found


def _circle(statement: Statement, subject: Subject) -> list[Finding]:
    measured = statement.values[0]
    found = circle_of(subject, measured.token, statement.post)
    value = read_value(found[0]) if found else None
    if found is None or value is None:
        return []
    token = replace(measured.token, text=found[0], end=measured.token.start + len(found[0]))
    measured = replace(measured, token=token)
    time = subject.times[-1] if subject.times else None
    return [Finding(found[1], _id_of(found[1]), measured, value, "", time, 0, subject)]


def _with_shared_bound(
    step: Sequence[Measured], before: str
) -> list[tuple[Measured, PrintedValue]]:
    """Values of a list: one comparator before the first or after the last holds for all of them."""
    values = [value for each in step if (value := read_value(each.token.text))]
    unit = values[-1].unit
    first, last = values[0].bound, values[-1].bound
    shared = first if first != "exact" else last if last != "exact" else before
    bare = all(value.bound == "exact" for value in values[1:]) or all(
        value.bound == "exact" for value in values[:-1]
    )
    read = []
    for each, value in zip(step, values, strict=True):
        bound = shared if bare and value.bound == "exact" else value.bound
        read.append((each, replace(value, bound=bound, unit=value.unit or unit)))
    return read


def _share_out(
    step: Sequence[tuple[Measured, PrintedValue]],
    labels: Sequence[Label],
    subject: Subject,
    number: int,
    steps: int,
    governing: Time | None,
) -> Iterator[Finding]:
    for place, (measured, value) in enumerate(step):
        time = measured.time
        if time is None and place > 0 and step[0][0].time:
            time = step[0][0].time
        if time is None:
            time = _time_of_step(subject, number, steps)
        direction = subject.link.direction if number == 0 else ""
        for label, indicator_id, index in _labels_at(labels, place, len(step), time or governing):
            yield Finding(label, indicator_id, measured, value, direction, time, index, subject)


def _labels_at(
    labels: Sequence[Label], place: int, count: int, time: Time | None
) -> Iterator[tuple[Label, str, int]]:
    """The labels of the value at a place of a list, and which of the listed years it holds for."""
    if len(labels) == 1 and len(labels[0].ids) > 1:
        ids = labels[0].ids
        chosen = ids[place : place + 1] if count == len(ids) else ids
        yield from ((labels[0], indicator_id, 0) for indicator_id in chosen)
        return
    years = len(time.years) if time and time.listed else 1
    if count == 1:
        yield from ((label, _id_of(label), 0) for label in labels)
    elif count == len(labels):
        yield labels[place], _id_of(labels[place]), 0
    elif count == len(labels) * years:
        yield labels[place // years], _id_of(labels[place // years]), place % years
    elif len(labels) == 1 and place == 0:
        yield labels[0], _id_of(labels[0]), 0


def _id_of(label: Label) -> str:
    return label.ids[0] if len(label.ids) == 1 else ""


def _time_of_step(subject: Subject, number: int, steps: int) -> Time | None:
    """The time of a value that has none of its own: what was before, or what it became."""
    times = [time for time in subject.times if time.kind != "base"]
    if not times:
        return None
    if steps == 1:
        return subject.value_time if subject.value_time and subject.value_time.kind != "base" else times[-1]
    if number == 0:
        before = [time for time in times if time.kind == "from" or time == subject.value_time]
        if before:
            return before[-1]
        span = [time for time in times if time.kind == "during" and len(time.years) > 1]
        return Time("at", span[-1].years[:1]) if span else Time("since")
    later = [time for time in times if time.kind != "from" and time != subject.value_time]
    return later[-1] if later and number == steps - 1 else None
