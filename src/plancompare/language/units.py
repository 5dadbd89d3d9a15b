"""Units as printed."""

from functools import cache

from plancompare.language.data import load


@cache
def _signs() -> dict[str, str]:
    units = {key: entry for key, entry in load("units.toml").items() if key != "denominators"}
    return {sign: unit for unit, entry in units.items() for sign in entry["signs"]}


@cache
def printed_units() -> tuple[str, ...]:
    """Every printed form of a unit, longest first, so that the first match is the whole one."""
    return tuple(sorted(_signs(), key=len, reverse=True))


def unit_of_sign(sign: str) -> str:
    """The design's unit for a printed one.

    Args:
        sign: A unit as printed, e.g. `‰`, `/10万`, `张`.

    Returns:
        One of `years`, `percent`, `permille`, `per_100k`, `per_1000`, `per_10k`, `pct_points`,
        `count`, `yuan`, `minutes`.

    Raises:
        KeyError: If the sign is not a unit that the program knows.
    """
    return _signs()[sign]


def denominator_unit(label: str) -> str:
    """The unit that a label's own words imply.

    Args:
        label: A normalised label, e.g. 每千人口注册护士数.

    Returns:
        `per_1000`, `per_10k`, `per_100k`, or empty where the label counts by no population.
    """
    denominators: dict[str, list[str]] = load("units.toml")["denominators"]
    for unit, words in denominators.items():
        if any(word in label for word in words):
            return unit
    return ""
