"""Which regions a text names: the longest name, read with its parents' names before it.

马鞍山市 is no 鞍山市, 吉林省 no 吉林市, 徐州市鼓楼区 not the 鼓楼区 of another city. A name that
several regions bear, with nothing before it that tells which, is a question and no answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plancompare.owndata import toml_beside
from plancompare.regions import (
    Region,
    UnknownRegion,
    ancestors,
    find_regions,
    region,
    regions,
    short_name,
)
from plancompare.regions.former import earlier_names, former_codes

_SHORTEST = 2
_ALONE = 3  # characters that the name of an abolished region has at least: 任县 is in 责任县长, too
_MOST_ALIKE = 12  # regions of one name that a message lists
# a county or district of this name is not meant where nothing names its city before it
_WORDS = frozenset(
    {"城区", "郊区", "矿区", "市中区", "新城区", "新区", "城中区", "城关区", "西区", "东区"}
)
_KINDS = tuple("省市县区州盟旗")
# the corps in 新疆 has no code, and is no part of what the region counts
_OF_NONE = re.compile("(?:生产建设)?兵团")
# what has no code, and is counted by itself: 苏州工业园区, 合肥高新区, 兵团
_ZONE = re.compile(
    "(?:[\u4e00-\u9fff]{0,6}?(?:生产建设)?兵团(?:第[一二三四五六七八九十]{1,3}师)?"
    "|[\u4e00-\u9fff]{0,8}?(?:工业园区|高新(?:技术)?(?:产业)?(?:开发)?区|经开区"
    "|(?:经济)?(?:技术)?开发区|保税区|综合实验区|(?<=[\u4e00-\u9fff]{2})新区))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A region that a text names.

    Attributes:
        regions: The regions that it can be; one where it is clear.
        start: Where it begins, its parents' names included.
        end: Where it ends.
        full: True where it ends in the word for its kind, as in 通辽市 and not in 通辽.
    """

    regions: tuple[Region, ...]
    start: int
    end: int
    full: bool = True

    @property
    def region(self) -> Region | None:
        """The region, where it is clear which one is meant."""
        return self.regions[0] if len(self.regions) == 1 else None


@cache
def _of_peoples() -> re.Pattern[str]:
    """An autonomous region's name: 湘西土家族苗族自治州 is called 湘西州, 东乡族自治县 东乡县."""
    table = toml_beside(__file__, "peoples.toml")
    peoples, short = "|".join(table["peoples"]), "|".join(table["short"])
    return re.compile(
        f"(?P<stem>.{{2,6}}?)(?:(?:(?:{peoples})族|{short})*|族)自治(?P<kind>[州县旗])"
    )


@cache
def _full() -> dict[str, tuple[Region, ...]]:
    """The regions by name, those by the short name of an autonomous one and the abolished too."""
    named: dict[str, list[Region]] = {}
    for each in (*regions().values(), *map(region, former_codes())):
        alike = named.setdefault(each.name, [])
        if not any(_goes_on_as(each, other) for other in alike):
            alike.append(each)
        if peoples := _of_peoples().fullmatch(each.name):
            for kind in (peoples["kind"], f"自治{peoples['kind']}"):  # 湘西州, 湘西自治州
                other = named.setdefault(peoples["stem"] + kind, [])
                other += [] if each in other else [each]
    for name, code in earlier_names().items():
        named.setdefault(name, []).append(region(code))
    return {name: tuple(found) for name, found in named.items()}


def _goes_on_as(former: Region, other: Region) -> bool:
    """Whether an abolished region has the name of the one in its city that took its place."""
    return former.code not in regions() and former.parent_code == other.parent_code


@cache
def _short() -> dict[str, tuple[Region, ...]]:
    """Provinces and prefectures without the word for their kind; the highest of one name."""
    named: dict[str, Region] = {}
    for each in regions().values():
        short = short_name(each.name)
        if each.level in ("province", "prefecture") and short not in _full():
            named.setdefault(short, each)
    for name, code in earlier_names().items():
        if region(code).level == "prefecture":
            named.setdefault(short_name(name), region(code))
    return {name: (each,) for name, each in named.items()}


@cache
def _beginnings() -> dict[str, int]:
    """The first two signs of every name, each with the length of the longest that has them."""
    longest: dict[str, int] = {}
    for name in (*_full(), *_short()):
        longest[name[:2]] = max(longest.get(name[:2], 0), len(name))
    return longest


def region_at(text: str, start: int = 0) -> Mention | None:
    """The region that is named where a text begins.

    Args:
        text: A text.
        start: Where to look.

    Returns:
        The mention, as long as it goes: of 合肥市长丰县 the county; None where none is named.
    """
    found = _name_at(text, start)
    while found and (longer := _child_at(text, found)):
        found = longer
    if not found or text[start : found.end] in _WORDS or _OF_NONE.match(text, found.end):
        return None
    return found


def zone_at(text: str) -> str:
    """The zone without a code that is named where a text begins, or empty: 苏州工业园区, 兵团.

    Args:
        text: A text.
    """
    zone = _ZONE.match(text)
    mention = region_at(text) if zone else None
    return zone[0] if zone and not (mention and mention.end >= zone.end()) else ""


def _name_at(text: str, start: int) -> Mention | None:
    for length in range(_beginnings().get(text[start : start + 2], 0), _SHORTEST - 1, -1):
        name, end = text[start : start + length], start + length
        if len(name) < length:
            continue
        if (found := _full().get(name)) and not _only_below(found, name):
            return Mention(found, start, end)
        # 绍兴县 is not 绍兴市
        if (found := _short().get(name)) and text[end : end + 1] not in _KINDS:
            return Mention(found, start, end, full=False)
    return None


def _only_below(found: tuple[Region, ...], name: str) -> bool:
    """Whether a name is only told after its parent's: that of an abolished region, in two signs."""
    return len(name) < _ALONE and all(each.code not in regions() for each in found)


def _child_at(text: str, parent: Mention) -> Mention | None:
    """The mention that goes on with the name of a region inside the ones of before."""
    codes = {each.code for each in parent.regions}
    longest = _beginnings().get(text[parent.end : parent.end + 2], 0)
    for length in range(longest, _SHORTEST - 1, -1):
        name = text[parent.end : parent.end + length]
        for table, full in ((_full(), True), (_short(), False)):
            inside = tuple(
                each
                for each in table.get(name, ())
                if codes & {above.code for above in ancestors(each.code)}
            )
            if inside and len(name) == length:
                return Mention(inside, parent.start, parent.end + length, full)
    return None


def mentions(text: str) -> Iterator[Mention]:
    """The regions that a text names, in order.

    Args:
        text: Any text.
    """
    place = 0
    while place < len(text) - 1:
        found = region_at(text, place) if text[place : place + 2] in _beginnings() else None
        if found:
            yield found
        place = found.end if found else place + 1


def resolve_region(text: str) -> Region:
    """The region that a user means by a code or a name.

    Args:
        text: Six digits, or a name with or without its parents' names before it: 150500, 通辽,
            四川省乐山市市中区.

    Returns:
        The region.

    Raises:
        UnknownRegion: If there is none, or if several bear the name; names them.
    """
    words = text.strip()
    if words.isascii():
        return region(words)
    alike = find_regions(words)
    if not alike and (found := region_at(words)) and found.end == len(words):
        alike = list(found.regions)
    if len(alike) == 1:
        return alike[0]
    if not alike:
        raise UnknownRegion(
            f"there is no region called “{words}”.",
            remedy="Write its name as 通辽 or 通辽市, or its code, 150500.",
        )
    listed = ", ".join(f"{each.full_name} {each.code}" for each in alike[:_MOST_ALIKE])
    raise UnknownRegion(
        f"{len(alike)} regions are called “{words}”.", remedy=f"Say which: {listed}."
    )
