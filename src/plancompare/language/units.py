"""Units as printed."""

from functools import cache, lru_cache

from plancompare.domain.units import populations, units


@cache
def _signs() -> dict[str, str]:
    return {sign: unit.id for unit in units().values() for sign in unit.printed}


@cache
def printed_units() -> tuple[str, ...]:
    """Every printed form of a unit, longest first, so that the first match is the whole one."""
    return tuple(sorted(_signs(), key=len, reverse=True))


def unit_of_sign(sign: str) -> str:
    """The design's unit for a printed one.

    Args:
        sign: A unit as printed, e.g. `‰`, `/10万`, `张`.

    Returns:
        The id of one of `domain.units.units`.

    Raises:
        KeyError: If the sign is not a unit that the program knows.
    """
    return _signs()[sign]


@lru_cache(maxsize=4096)
def denominator_unit(label: str) -> str:
    """The unit that a label's own words imply.

    Args:
        label: A normalised label, e.g. 每千人口注册护士数.

    Returns:
        One of `domain.units.populations`, or empty where the label counts by no population.
    """
    for unit in populations():
        if any(word in label for word in units()[unit].labels):
            return unit
    return ""
