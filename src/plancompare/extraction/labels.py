"""From the words before a value to the label that it belongs to."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from plancompare.catalogue import catalogue
from plancompare.extraction.phrases import in_catalogue_words, is_lead, measure_kind, without_lead
from plancompare.extraction.places import Places, named_region
from plancompare.language.labels import normalise_label, plain_ranges

_NOISE = re.compile(r"""[\s"'“”‘’「」『』《》〈〉【】*·•|]""")
_FRAME = re.compile(r"以(?:[^,、。;()]|\([^()]{1,12}\)){1,16}?为单位(?:的)?")
_FRAME_AFTER = re.compile(rf"(?<=[率例数平])(?:{_FRAME.pattern})$")
_ASIDE = re.compile(r"\((?:不?含|不包括|包括|即|简称|又称|其中|按|指|以|扣除|除|[A-Z])[^()]*\)$")
_DENOMINATOR = re.compile(
    r"每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位|个|张)?(?:常住|户籍|服务|城镇|农村)?(?:人口|人|居民|老年人|儿童|职工)?"
)
# 每万人口拥有…, 每万人口配备…
_OWNED = re.compile(rf"({_DENOMINATOR.pattern})(?:拥有|配备|配置|占有|设置|有)的?")
# 千人执业医师数, 常住人口万人全科医生数
_SHORT_PER = re.compile(
    r"(?<![每\d一二两三四五六七八九十百几数])([千万])人(?:口|均)?(?=[^率]{2,16}$)"
)
_LEVEL_OF_CARE = re.compile("基层(?:医疗(?:卫生)?机构)?")
# 老年人、孕产妇等重点人群…: the members only say who is meant
_AND_SUCH = re.compile(r"[^,;]*[^平高同优初中均]等(?![级候待分于])")
_AT_LEAST = re.compile(r"≥(\d{1,3}周?岁)")  # ≥18岁居民
_LISTED_KINDS = re.compile(r"(甲|心)、(乙|脑)")  # 甲、乙类传染病
_OTHER_FORM = re.compile("[—–―~至、)单≥的]")  # what a label may have that the catalogue's has not
_OTHER_BEGINNING = re.compile(r"\d.|[—–―~至、)≥以]")  # of such a label
_PER = re.compile("[每千万]")
_JOINED = re.compile(r".[和与及]$")  # what stands before is a member of the same list
_BESIDE = re.compile("[于比较占和与及同、]$")  # 低于 全国…: another's
# 市疾控中心公布了…, 经济发展带动…, 三大指标——…: whoever makes a figure known or moves it, and
# what it is one of, is no part of its label
_MADE_KNOWN = re.compile(
    "^[^,、;:]*(?:公布|发布|通报|披露|显示|表明|提出|明确|指出|要求|强调|带动|推动|促使)了?|^[^,、;]*指标——"
)
_STAFFED = re.compile(rf"({_DENOMINATOR.pattern})(?:配备|配置|设置)的?")
_LONGEST = 60  # characters of a label


class Label(NamedTuple):
    """A label put together.

    Attributes:
        text: The label, with what the sentence left out put back.
        ids: The indicators that it names; empty where the catalogue does not know it.
        region: The word for a region that stood before it, or empty.
        start: Where its own words begin in `Document.text`.
        whole: For a label said of a part of the population, the one it is a part of.
        promised: True for a count that is promised in words, whatever it counts.
        rule: The name of the rule that put it together.
    """

    text: str
    ids: tuple[str, ...]
    region: str = ""
    start: int = 0
    whole: str = ""
    promised: bool = False
    rule: str = ""

    def named(self, text: str) -> "Label":
        """The label in other words, which may name other indicators."""
        return self._replace(text=text, ids=indicators(text))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A label's text without spaces and quotation marks, half width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


@cache
def _begins() -> frozenset[str]:
    """What the catalogue's labels begin with: two signs of each."""
    return frozenset(label[:2] for label in catalogue().labels)


@cache
def _longest_by_end() -> dict[str, int]:
    """How long the catalogue's labels are at the most, by the two signs that they end in."""
    return {label[-2:]: len(label) for label in sorted(catalogue().labels, key=len)}


def may_begin(text: str) -> bool:
    """Whether any label of the catalogue begins like a text; most texts are told apart so."""
    return text[:2] in _begins() or _OTHER_FORM.search(text) is not None


def may_end(text: str) -> bool:
    """Whether any label of the catalogue ends like a text; noise may stand after it."""
    end = text[-2:]
    letters = len(end) == 2 and end.isalpha()
    return not letters or end in _longest_by_end() or end in ("单位", "位的")


@lru_cache(maxsize=8192)
def indicators(text: str) -> tuple[str, ...]:
    """The indicators that a label names; empty where the catalogue does not know it."""
    labels = catalogue().labels
    match = labels.get(text)
    if match is None and _OTHER_FORM.search(text):
        text = plain_ranges(text)
        frameless = _FRAME.sub("", text)  # 以乡镇为单位 may stand anywhere in a label
        text = _AT_LEAST.sub(r"\1及以上", text)
        short = text.replace("的", "")
        forms = (text, _ASIDE.sub("", text), _LISTED_KINDS.sub(r"\1\2", text), frameless, short)
        match = next(filter(None, map(labels.get, forms)), None)
    return match.indicator_ids if match else ()


def known_or(texts: Sequence[str], otherwise: str = "", region: str = "", start: int = 0) -> Label:
    """The label of the first of some wordings that the catalogue knows.

    Args:
        texts: The wordings.
        otherwise: The one that is taken where it knows none; by default the first.
        region: The word for a region that stood before it.
        start: Where its own words begin in `Document.text`.
    """
    text = next((text for text in texts if indicators(text)), otherwise or texts[0])
    return Label(text, indicators(text), region, start)


def find_label(text: str, places: Places, start: int = 0) -> Label | None:
    """The label at the end of a text.

    A label of the catalogue is taken where all that stands before it is words that lead to a
    label. A qualifier before it makes it another label, that the catalogue does not know.

    Args:
        text: The words before a value, without those that link the two.
        places: The document's regions.
        start: Where the text begins in `Document.text`.

    Returns:
        The label, known or unknown, or None where the text does not end in a measure.
    """
    found = _found(text, places)
    return found._replace(start=start + found.start) if found and start else found


@lru_cache(maxsize=4096)  # a statement asks for the same words time and again
def _found(text: str, places: Places) -> Label | None:
    """The label at the end of a text, by where it starts in the text."""
    words = _FRAME_AFTER.sub("", plain(text)[-_LONGEST:])
    forms = (
        words,
        normalise_label(words) if words.endswith(")") else words,
        *(
            (_OWNED.sub(r"\1", words), _SHORT_PER.sub(r"每\1人口", words))
            if _PER.search(words)
            else ()
        ),
        in_catalogue_words(words),
    )
    known = next(filter(None, (_known(form, places) for form in dict.fromkeys(forms))), None)
    known = known or _of_whom_in_short(words)
    if known is None:
        region, rest = places.after_lead(words)
        if rest != words and (known := _known(rest, places)):
            return known._replace(region=region, start=_offset(text, known.text))
        rest = _STAFFED.sub(r"\1", _ASIDE.sub("", without_lead(rest)))
        kind = measure_kind(rest)
        if len(rest) < 3 or not kind or (kind == "counted" and not rest.startswith("每")):
            return None
        known = Label(rest, (), region)
    return known._replace(start=_offset(text, known.text))


def _known(words: str, places: Places) -> Label | None:
    begins, longest = _begins(), _longest_by_end().get(words[-2:], 0)
    any_form = _OTHER_FORM.search(words) is not None
    first = 0 if any_form else max(0, len(words) - longest)
    for cut in range(first, len(words) - 1):
        two = words[cut : cut + 2]
        if two not in begins and not (any_form and _OTHER_BEGINNING.search(two)):
            continue
        label = words[cut:]
        ids = indicators(label)
        if not ids:
            continue
        region, before = _region_before(words[:cut], places)
        opens = before != words[:cut] and not _BESIDE.search(before)  # whatever stands before it
        # 固原市原州区…, where 原州区 is the document's own; 德阳全市…
        if before:
            whole = words[:cut].removesuffix("的")  # 青龙满族自治县的
            region = named_region(whole) or named_region(before) or region
        if not region:
            region, before = places.after_lead(before)
        before = _MADE_KNOWN.sub("", before)
        repeated = before == label  # 人均预期寿命 2020年全国人均预期寿命为…
        if opens or not before or repeated or (_JOINED.search(before) is None and is_lead(before)):
            own_region, bare = places.split(label)
            if own_region and indicators(bare):
                return Label(bare, indicators(bare), own_region)
            return Label(label, ids, region)
        return None
    return None


def _of_whom_in_short(words: str) -> Label | None:
    """The label that stands after an enumeration of its population: A、B等重点人群签约率."""
    found = _AND_SUCH.match(words)
    text = words[found.end() :] if found else ""
    return Label(text, indicators(text)) if indicators(text) else None


def _region_before(before: str, places: Places) -> tuple[str, str]:
    """The word for a region at the end of what stands before a label, and the rest."""
    for length in range(min(len(before), 8), 0, -1):
        word, rest = places.split(before[-length:])
        if not rest and (word or before[-length:].removesuffix("的") in places.names):
            return word, before[:-length]
    return "", before


def _offset(text: str, label: str) -> int:
    """Where a label's first words stand in the text that it was found in."""
    place = text.find(label[:2])
    return max(place, 0)


def denominator(label: str, *, whose: bool = False) -> str:
    """The population that a label counts by, from its beginning: 每千常住人口.

    Args:
        label: The label.
        whose: True for that with the level of care whose staff or beds are counted: 每千人口基层.
    """
    found = _DENOMINATOR.match(label) or _SHORT_PER.match(label)
    if not found:
        return ""
    level = _LEVEL_OF_CARE.match(label, found.end()) if whose else None
    return label[: level.end()] if level else found[0]
