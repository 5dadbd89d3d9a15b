"""Values stated as a change: made absolute with their baseline, and only with it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from plancompare.harmonisation.observation import Observation
from plancompare.language.values import Change


def resolve_changes(observations: Sequence[Observation]) -> list[Observation]:
    """Derive the values that changes imply.

    A target stated as a change needs the level it starts from: 比基期降低10% of 18.80 is 16.92.
    A realised change implies the earlier level: 7.24 after +49.90% means 4.83 before. Where the
    source has no such level the change stays a change.

    Args:
        observations: All observations of one source.

    Returns:
        The same observations, with values where they follow, each with its arithmetic.
    """
    return [
        _resolve(each, each.change, observations) if each.change else each for each in observations
    ]


def _resolve(
    stated: Observation, change: Change, observations: Sequence[Observation]
) -> Observation:
    derive = _target if stated.role == "target" else _earlier
    return derive(stated, change, observations)


def _target(
    stated: Observation, change: Change, observations: Sequence[Observation]
) -> Observation:
    baseline = _level(stated, observations, change.base_year)
    if baseline is None or baseline.value is None:
        return replace(stated, flags=stated.flags | {"no_baseline"})
    years = (stated.year or 0) - (baseline.year or 0)
    return _derived(stated, baseline, *level_after(baseline.value, change, years))


def _earlier(
    stated: Observation, change: Change, observations: Sequence[Observation]
) -> Observation:
    """The level before a realised change, in the year that it is counted from."""
    base_year = change.base_year or (
        stated.year - change.span if stated.year and change.span else None
    )
    level = _level(stated, observations, stated.year)
    if (
        base_year is None
        or level is None
        or level.value is None
        or change.kind.endswith("_per_year")
    ):
        return replace(stated, flags=stated.flags | {"no_baseline"})
    sign = 1 if change.direction == "up" else -1
    if change.kind == "relative_percent":
        value = level.value / (1 + sign * change.amount / 100)
        arithmetic = f"{_text(level.value)} ÷ (1 {_sign(sign)} {_text(change.amount)}%)"
    else:
        value = level.value - sign * change.amount
        arithmetic = f"{_text(level.value)} {_sign(-sign)} {_text(change.amount)}"
    value = round(value, level.decimals or 0)  # as exact as the printed level
    return _derived(replace(stated, year=base_year), level, value, arithmetic)


def _derived(
    stated: Observation, start: Observation, value: Decimal, arithmetic: str
) -> Observation:
    """A value that follows from another, and is no more exact than that."""
    return replace(
        stated,
        value=value,
        decimals=start.decimals,
        derivation=f"{arithmetic} = {_text(value)}",
        flags=stated.flags | {"derived"},
    )


def _level(
    stated: Observation, observations: Sequence[Observation], year: int | None
) -> Observation | None:
    """The printed actual level of the same indicator: of a year, else the latest before."""
    levels = [
        each
        for each in observations
        if each.role == "actual"
        and each.change is None
        and each.value is not None
        and (each.region_code, each.indicator_id) == (stated.region_code, stated.indicator_id)
        and (each.year == year if year else (each.year or 0) < (stated.year or 0))
    ]
    return max(levels, key=lambda each: (each.year or 0, each.in_table), default=None)


def level_after(baseline: Decimal, change: Change, years: int) -> tuple[Decimal, str]:
    """The level after a change, with its arithmetic."""
    sign = 1 if change.direction == "up" else -1
    start, amount = _text(baseline), _text(change.amount)
    factor = 1 + sign * change.amount / 100
    match change.kind:
        case "relative_percent":
            return baseline * factor, f"{start} × (1 {_sign(sign)} {amount}%)"
        case "absolute":
            return baseline + sign * change.amount, f"{start} {_sign(sign)} {amount}"
        case "relative_percent_per_year":
            return baseline * factor**years, f"{start} × (1 {_sign(sign)} {amount}%)^{years}"
        case _:
            total = sign * change.amount * years
            return baseline + total, f"{start} {_sign(sign)} {amount} × {years}"


def _sign(sign: int) -> str:
    return "+" if sign > 0 else "−"


def _text(number: Decimal) -> str:
    """As printed; without the zeros that multiplication appends."""
    shown = f"{number:f}"
    whole, _, places = shown.partition(".")
    return shown if len(places) <= 2 else f"{whole}.{places.rstrip('0'):0<1}"
