"""Where a source says two things about the same number."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from plancompare.harmonisation.observation import Observation
from plancompare.harmonisation.precedence import reliability_rank


def flag_conflicts(observations: Sequence[Observation]) -> list[Observation]:
    """Mark what contradicts, and which of the values is shown.

    All values of a conflict stay. What was read in a more reliable place wins over what was not;
    then the table over the text, the more exact value over the rounded, the one printed first.
    The others are flagged `superseded`. A value that only repeats another, or rounds it, is
    `superseded` without a `conflict`; so is one of a near definition.

    Args:
        observations: All observations of one source, in its order.

    Returns:
        The same observations, flagged.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for n, each in enumerate(observations):
        if each.value is not None:
            groups[_what(each)].append(n)
    flagged = list(observations)
    for members in groups.values():
        shown = min(members, key=lambda n: _rank(observations[n], n))
        alike = [n for n in members if _is_near(observations[n]) == _is_near(observations[shown])]
        conflict = alike if _contradict(observations[n] for n in alike) else []
        for n in members:
            flags = {"superseded"} if n != shown else set()
            flags |= {"conflict"} if n in conflict else set()
            flagged[n] = replace(flagged[n], flags=flagged[n].flags | flags)
    return flagged


def _what(each: Observation) -> Hashable:
    figure = each.figure
    return (
        each.region_code,
        each.indicator_id,
        each.year,
        each.role,
        figure.publication,
        each.series,
    )


def _rank(each: Observation, position: int) -> tuple[bool, bool, int, bool, int, int]:
    return (
        _is_near(each),
        bool(each.derivation),
        reliability_rank(each.reliability),
        not each.in_table,
        -_places(each.value),
        position,
    )


def _is_near(each: Observation) -> bool:
    return "near" in each.flags


def _places(value: Decimal | None) -> int:
    return -int(value.as_tuple().exponent) if value is not None else 0


def _contradict(observations: Iterable[Observation]) -> bool:
    """Whether any two values differ by more than rounding."""
    values = {(each.value, each.upper) for each in observations}
    return any(not _agree(a, b) for a in values for b in values)


def _agree(
    a: tuple[Decimal | None, Decimal | None], b: tuple[Decimal | None, Decimal | None]
) -> bool:
    if a[1] != b[1] or a[0] is None or b[0] is None:
        return a == b
    places = max(0, min(_places(a[0]), _places(b[0])))
    return round(a[0], places) == round(b[0], places)
