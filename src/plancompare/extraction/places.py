"""Whose figure it is: the plan's own region, or another that it is set beside."""

import re
from collections import Counter
from collections.abc import Set
from functools import cached_property, lru_cache
from typing import NamedTuple

from plancompare.errors import PlancompareError
from plancompare.extraction.phrases import without_lead
from plancompare.extraction.titles import title_line
from plancompare.regions import NATION, Region, ancestors, region, regions, short_name
from plancompare.regions.naming import Mention, mentions, region_at, zone_at

_LEVELS = {
    "nation": ("全国", "我国", "国家"),
    "province": ("全省", "我省", "本省", "自治区", "全自治区", "省"),
    "prefecture": (
        *(whole + sign for sign in "市州盟" for whole in "全我本"),
        "全地区",
        "自治州",
        "市",
    ),
    "county": (
        "全县",
        "我县",
        "本县",
        "全区",
        "我区",
        "本区",
        "全旗",
        "我旗",
        "本旗",
        "自治县",
        "自治旗",
        "县",
        "区",
    ),
}
_VAGUE = ("国家", "自治区", "省", "市", "县", "区")  # 国家免疫规划 is no figure of the nation
_LONGEST_NAME = 24
_SHORTEST_LABEL = 3
# 宁波人期望寿命, 广州市民人均寿命
_ITS_PEOPLE = re.compile(
    "^(?:的|地区|内地|大陆|国民|人民(?=的?(?:人均|平均|健康))|全[省市县区州盟旗](?:域)?"
    "|市?民(?=人均|平均)|人(?=的?(?:期望|预期|平均)))+"
)
_NATION = ("中国", "内地")
# what says how another region lies to the own one: 邻市绵阳, 对口支援的西藏昌都市
_BESIDE_OWN = re.compile(
    "(?:相?邻近?|毗邻|周边|兄弟|接壤|对口(?:支援|帮扶|协作)|结对(?:帮扶)?)[省市县区州]?的?|中国(?=台湾|香港|澳门)"
)
_SOME = re.compile("(?:某{1,2}|[×xX○*]{1,3}|[A-Z])[省市县区州](?=.{3})的?")  # a name left out
_LETTERED = re.compile("[A-Z甲乙丙丁戊][省市县区州]")  # A区(82.1岁)、B区(81.9岁)
_PART_OF_ZONE = "内和与及、"  # 开发区内企业…
_OWN = "本地"  # the word for the zone that a document is of
_UNTOLD = "?"  # the word for a region that is none of the list, or one of several
_OF_CITIZENS = re.compile("^(?:市民|人民)的?(?=[人平]均|[预期]期)")  # 本市市民的平均期望寿命
_OF_REGION = re.compile(
    "户籍|常住|居民|人均|人口|每|城乡|孕产妇|婴儿|新生儿|[0-9]|期望|预期|平均|健康"
    "|总体|重大|成人|儿童|青少年|男性|女性|慢性|癌症|高血压|糖尿病"
)
_WHOLE = re.compile("[全我本]([省市县区州盟旗])(?!平均)")
_WHOLE_AT_END = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?:全[省市县区州盟旗]|(?<=[省市县区州盟旗]))(?:平均(?:水平|值)?)?$"
)
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}(?:[省县州盟旗]|(?<!城)市(?![场民级])|(?<!社)区(?!域))")
_UNLISTED = re.compile(
    "(?P<name>[\u4e00-\u9fff]{2,12}?(?:自治[州县旗]|[省县州盟旗]|(?<!城)市(?!民)|(?<![社城])区(?!域)))的?(?=.{4})"
)
_WORD = "|".join(sorted({word for words in _LEVELS.values() for word in words}, key=len)[::-1])
_LEADING = re.compile(
    rf"(?P<word>全?{_WORD})(?P<mean>平均水平|平均值|平均|总体水平|总体|水平|要求|目标)?的?"
)
_MEAN = re.compile(
    rf"(?:{_WORD})(?:同期)?(?:的?平均水平|平均值|平均|水平)|[全我本][国省市县区州盟旗]"
)


_LEVEL = re.compile("^(?:同期)?的?(?:平均|总体)(?:水平|值)$")  # 南通市平均水平


class _Named(NamedTuple):
    region_code: str
    sign: str = ""
    title: str = ""


class Places(_Named):  # a tuple: what was found is remembered by it
    """How a document's words for regions are to be understood.

    Attributes:
        region_code: The document's own region, or empty where it is not known.
        sign: The last sign of a region that is not known, by what the document calls it.
        title: The document's title: it tells which of several regions of one name is meant.
    """

    @classmethod
    def of(cls, region_code: str, text: str) -> "Places":
        """Those of a document.

        Args:
            region_code: Its own region, or empty.
            text: Its clean text.
        """
        title = title_line(text)
        places = cls(region_code, title=title)
        return places if places.own else cls(region_code, _sign_in(text), title)

    @cached_property
    def own(self) -> Region | None:
        """The document's own region."""
        try:
            return region(self.region_code) if self.region_code else None
        except PlancompareError:
            return None

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """What the document calls its own region: by its level, its title, or what it says most."""
        sign = self.sign
        if self.own is not None:
            sign = "区" if self.own.name.endswith("自治区") else self.own.name[-1]
        return frozenset(
            (_OWN, *(prefix + sign for prefix in ("全", "我", "本", "自治", "") if sign))
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The own region's names, longest first."""
        if self.own is None:
            return ()
        bare = self.own.name
        names = {bare, self.own.full_name, bare.rstrip("省市县区州盟旗")}
        names |= {"新区"} if bare.endswith("新区") else set()
        return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))

    @lru_cache(maxsize=8192)  # noqa: B019 (small: a code and a sign)
    def split(self, text: str) -> tuple[str, str]:
        """Part the word for a region from the beginning of a label.

        Args:
            text: A label's text, e.g. 全国平均每千人口床位数.

        Returns:
            The region's word, empty where there is none, and the rest.
        """
        for name in self.names:
            if text.startswith(name):
                return "", text[len(name) :].removeprefix("的")
        found = _LEADING.match(text)
        if found and not (found["word"] in _VAGUE and not found["mean"]):
            return found["word"], _OF_CITIZENS.sub("", text[found.end() :])
        return self._named_before(text) or ("", text)

    def _named_before(self, text: str) -> tuple[str, str] | None:
        """The code of the region that a label begins with, and the label: 宁波市居民期望寿命."""
        of_nation = _ITS_PEOPLE.sub("", text[2:]) if text.startswith(_NATION) else ""
        if _OF_REGION.match(of_nation):
            return NATION, of_nation
        if some := _SOME.match(text):
            return "", text[some.end() :]
        text = _without_side(text)
        mention = region_at(text)
        zone = zone_at(text)
        rest = text[len(zone) :].removeprefix("的")
        if zone and len(rest) >= _SHORTEST_LABEL and rest[0] not in _PART_OF_ZONE:
            return (_OWN if zone_at(self.title) else _UNTOLD), rest
        if mention is None:
            return self._in_short(text) or self._unlisted(text)
        rest = _ITS_PEOPLE.sub("", text[mention.end :])
        rest = _LEVEL.sub("", rest)
        sure = (
            mention.full
            or mention.regions[0].level == "province"
            or text[mention.end :].startswith("的")
        )
        too_short = len(rest) < _SHORTEST_LABEL and not _LEVEL.match(text[mention.end :])
        if too_short or not (sure or _OF_REGION.match(rest)):
            return None
        return self._meant(mention, text[: mention.end]), rest

    def _unlisted(self, text: str) -> tuple[str, str] | None:
        """A region that is in no list, the title's or an autonomous one, and the label after it."""
        found = _UNLISTED.match(text)
        titled = found is not None and found["name"] in self.title
        if found is None or not (titled or "自治" in found["name"]):
            return None
        return ("" if titled else _UNTOLD), text[found.end() :]

    def _in_short(self, text: str) -> tuple[str, str] | None:
        """The region of the title by its short name, 义乌 for 义乌市, and the label after it."""
        for name, code in self._short.items():
            rest = text.removeprefix(name)
            if rest != text and _OF_REGION.match(rest):
                return code, rest
        return None

    @cached_property
    def _short(self) -> dict[str, str]:
        """The regions that may be meant by their short names: those beside the own one too."""
        titled = {short_name(each.name): each.code for each in self._titled}
        return titled | _short_names_in(self._around)

    @cached_property
    def _around(self) -> str:
        """The own region, or the one that a county lies in; of no code where it is not known."""
        if self.own is None:
            return _UNTOLD
        return self.own.parent_code if self.own.level == "county" else self.own.code

    @cached_property
    def _titled(self) -> tuple[Region, ...]:
        """The regions that the title can name."""
        return tuple(each for found in mentions(self.title) for each in found.regions)

    def _meant(self, mention: Mention, name: str) -> str:
        """The code of the region that a name means, empty for the document's own."""
        if mention.region:
            return mention.region.code
        titled = {each.code for each in self._titled}
        near = [each.code for each in mention.regions if self._is_near(each, titled)]
        near = near or [each.code for each in mention.regions if each.parent_code == self._around]
        return near[0] if len(near) == 1 else "" if name in self.title else _UNTOLD

    def _is_near(self, one: Region, titled: Set[str]) -> bool:
        """Whether a region is the document's own, lies in it, or in what its title names."""
        own = {self.region_code} | titled
        return not own.isdisjoint(each.code for each in (one, *ancestors(one.code)))

    def named(self, text: str) -> str:
        """The word for the region that a text names and nothing else, or empty: 西城区, 某某新区.

        Args:
            text: What a value is said of.
        """
        text = _WHOLE_AT_END.sub("", _without_side(text))  # 长沙全市, 长沙市平均水平
        if code := self._short.get(text) or (NATION if text in _NATION else ""):
            return code
        mention = region_at(text) if len(text) <= _LONGEST_NAME else None
        if mention and mention.end == len(text):
            return self._meant(mention, text) or self.region_code or _UNTOLD
        unlisted = text and (zone_at(text) == text or _LETTERED.fullmatch(text))
        return _UNTOLD if unlisted else ""

    @staticmethod
    def holds(text: str, place: int) -> bool:
        """Whether the name of a region that a text begins with goes on past a place in it."""
        named = region_at(text)
        return named is not None and named.end > place

    def after_lead(self, text: str) -> tuple[str, str]:
        """The same, what leads to the label left out: 力争全省婴儿死亡率."""
        rest = without_lead(text)
        own = self.split(text) if rest != text else ("", "")  # 和康县: its 和 joins nothing
        return own if own[0] else self.split(rest)

    def is_mean(self, text: str) -> bool:
        """Whether a text names a region or its mean and nothing else: 全省平均水平, 我市."""
        text = _without_side(text)
        named = region_at(text)
        return bool(_MEAN.fullmatch(text) or (named and _LEVEL.fullmatch(text[named.end :])))

    def code(self, word: str) -> str | None:
        """The region that a word points at.

        Args:
            word: e.g. 全省, or the code of a region that was named, or empty.

        Returns:
            Its code; the own region's for no word or an own one; None where it is another one
            that cannot be told.
        """
        if not word or word in self._own_words:
            return self.region_code
        if word.isdigit():
            return word
        level = next((level for level, words in _LEVELS.items() if word in words), "")
        if self.own is None or level == "nation":
            return NATION if level == "nation" else None
        if word == "全区" and (autonomous := self._autonomous()):
            return autonomous
        if level == self.own.level:
            return self.region_code
        above = {each.level: each.code for each in ancestors(self.own.code)}
        if level == "prefecture" and level not in above and self.own.level == "county":
            level = "province"  # 全市 in a district of 上海市
        return above.get(level)  # type: ignore[call-overload, no-any-return]

    def _autonomous(self) -> str:
        """The autonomous region that a county or prefecture in it calls 全区, or empty."""
        above = ancestors(self.region_code)
        return next((each.code for each in above if each.name.endswith("自治区")), "")


@lru_cache(maxsize=64)
def _short_names_in(around: str) -> dict[str, str]:
    """The codes of the regions in another one, by their short names."""
    inside = (each for each in regions().values() if each.parent_code == around)
    return {short_name(each.name): each.code for each in inside}


def _without_side(text: str) -> str:
    """A region's name without what says how it lies to the own one."""
    beside = _BESIDE_OWN.match(text)
    return text[beside.end() :] if beside and region_at(text, beside.end()) else text


def _sign_in(text: str) -> str:
    """The last sign of a document's region: 市 for 某某市“十四五”规划, or empty."""
    wholes = Counter(_WHOLE.findall(text))
    titled = [name[-1] for name in _NAMED.findall(title_line(text))][::-1]
    said = [sign for sign in titled if sign in wholes]
    common = [sign for sign, _ in wholes.most_common(1)]
    return next(iter([*said, *titled, *common]), "")


def named_region(text: str) -> str:
    """The code of the region that a text names and nothing else, or empty."""
    text = _WHOLE_AT_END.sub("", text)  # 长沙全市
    mention = region_at(text) if len(text) <= _LONGEST_NAME else None
    found = mention.region if mention and mention.end == len(text) else None
    return found.code if found else ""
