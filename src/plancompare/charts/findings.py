"""What a chart's title says that it finds, computed from the rows that are drawn."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isnan, sqrt
from typing import Any

import pandas as pd

from plancompare.charts.rows import Record, name_some
from plancompare.charts.words import Number, Words, printed, signed
from plancompare.regions.groups import groups

_SURE = 1.96  # standard errors of a rank correlation of nought, beyond which it is taken for one


def most(counts: pd.Series, key: str, say: Words, **more: object) -> str:
    """Whoever has most, and how many.

    Args:
        counts: What each has, by its name.
        key: The wording's, before `_most`; it alone where nobody has any.
        say: The language.
        more: What else it says.
    """
    highest = int(counts.max()) if len(counts) else 0
    if not highest:
        return say(key)
    named = map(str, counts.index[counts == highest])
    return say(f"{key}_most", names=name_some(named, say, 3), count=highest, **more)


def judged(shades: Iterable[str], benchmark: str, say: Words, kind: str = "") -> str:
    """How many values are better and worse than the benchmark; empty where none is judged.

    Args:
        shades: The colour that each has earned.
        benchmark: What they are judged by.
        say: The language.
        kind: `third_` where they are judged by the third of all values that they fall into.
    """
    counts = Counter(shades)
    whole = sum(counts[shade] for shade in ("better", "middle", "worse"))
    if whole == 1 and not counts["middle"]:
        only = "better" if counts["better"] else "worse"
        return say(f"{kind}only_{only}", benchmark=benchmark)
    told = [
        say(f"{kind}count_{shade}", count=counts[shade], benchmark=benchmark)
        for shade in ("better", "worse")
        if counts[shade]
    ]
    return say("of_judged", count=whole, told=say.join(told)) if told else ""


def moved(changes: Iterable[tuple[Number, int]], say: Words) -> str:
    """How many values rose, fell and stayed, as far as their decimals show."""
    counts = Counter(_way(change, decimals) for change, decimals in changes)
    return say.join(say(f"count_{way}", count=counts[way]) for way in _WAYS if counts[way])


def among(count: int, say: Words) -> str:
    """Of how many a highest is the highest, where they are not all of the provinces."""
    whole = {code for group in groups() for code in group.codes}
    return "" if count == len(whole) else say("among_regions", count=count)


def together(rho: float, count: int, say: Words) -> str:
    """Whether two indicators go together, in words without statistics' names."""
    if isnan(rho):
        return ""
    is_sure = abs(rho) * sqrt(count - 1) > _SURE
    return say(("goes_with" if rho > 0 else "goes_against") if is_sure else "goes_alone")


def way_of(actual: Sequence[Record], target: Sequence[Record], name: str, say: Words) -> str:
    """From the first actual value of a series to the last, and to the last target ahead."""
    told = []
    if len(actual) > 1:
        first, last = actual[0], actual[-1]
        way = _way(last["value"] - first["value"], last["decimals"])
        told = [_said("stood_at", first, name, say), _said(f"way_{way}", last, name, say)]
    elif actual:
        told = [_said("stood_at", actual[0], name, say)]
    leads = ahead_of(actual, target)[-1:]  # what is met or due is no way to go
    return say.join([*told, *(_said("way_to", row, name, say) for row in leads)])


def ahead_of(actual: Sequence[Record], target: Sequence[Record]) -> list[Record]:
    """The targets of later years that the last actual value does not meet: where a line leads."""
    if not actual:
        return list(target)
    last = actual[-1]
    later = [row for row in target if row["year"] > last["year"]]
    return [row for row in later if not _meets(last["value"], row)]


def _meets(value: float, target: Record) -> bool:
    """Whether a value meets a target; more is asked for unless direction or bound say less."""
    is_less = target["direction"] == "less" or target["bound"] in {"at_most", "below"}
    return bool(value <= target["value"] if is_less else value >= target["value"])


_WAYS = ("up", "down", "level")


def _way(change: Number, decimals: int) -> str:
    shown = signed(change, decimals)
    return "level" if not shown else "up" if shown.startswith("+") else "down"


def _said(key: str, row: Mapping[str, Any], name: str, say: Words) -> str:
    value = printed({**row, "flags": ""}) + say.unit_after(row["unit"], name)
    return say(key, year=say.year(row["year"]), value=value)
