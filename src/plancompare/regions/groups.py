"""Which regions are set beside each other: neighbours, sisters of one province, named groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from plancompare.owndata import toml_beside
from plancompare.regions import NATION, region, regions


@dataclass(frozen=True, slots=True)
class Group:
    """Provinces that plans and statistics name together.

    Attributes:
        id: Its key in groups.toml.
        zh: Its Chinese name.
        en: Its English name.
        codes: Its provinces, six digits each.
        source: The publication that names them.
    """

    id: str
    zh: str
    en: str
    codes: tuple[str, ...]
    source: str


@cache
def groups() -> tuple[Group, ...]:
    """The named groups of provinces, in the order of groups.toml."""
    return tuple(
        Group(key, each["zh"], each["en"], _six(each["provinces"]), each["source"])
        for key, each in _data()["groups"].items()
    )


@cache
def neighbours(code: str) -> tuple[str, ...]:
    """The provinces that border on a region's province.

    Args:
        code: Six digits; of a prefecture or county its province counts.

    Returns:
        Six-digit codes in ascending order; none for the nation, Hong Kong, Macao and Taiwan.

    Raises:
        UnknownRegion: If the code is unknown.
    """
    return _six(_data()["neighbours"].get(region(code).code[:2], ()))


@cache
def sisters(code: str) -> tuple[str, ...]:
    """The other regions that belong to the same region as this one: 同省各市, 同市各县, 全国各省.

    Args:
        code: Six digits.

    Returns:
        Six-digit codes in ascending order, without the region itself; none for the nation.

    Raises:
        UnknownRegion: If the code is unknown.
    """
    parent = region(code).parent_code
    beside = (each for each in regions().values() if parent and each.parent_code == parent)
    return tuple(sorted(each.code for each in beside if each.code not in {code, NATION}))


def _six(provinces: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{each}0000" for each in provinces)


def _data() -> Mapping[str, Any]:
    return toml_beside(__file__, "groups.toml")
