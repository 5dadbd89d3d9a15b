"""What a name is found by: its characters, its pinyin, and the initials of its pinyin."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.regions import NATION, short_name


def keys(*names: str) -> str:
    """The text in which a search looks for what was typed, in lower case and without spaces.

    Args:
        *names: What a thing is called, in Chinese or English.

    Returns:
        Each name; of a name in characters also its pinyin and their initials; `|` between them.
    """
    found = [key for name in names for key in (name, *_pinyin(name))]
    return "|".join(dict.fromkeys("".join(key.lower().split()) for key in found if key))


def indicator_keys(indicator_id: str, *names: str) -> str:
    """What an indicator is found by: its names, and the words of the labels it is printed under."""
    labels = "|".join(catalogue()[indicator_id].labels).translate(str.maketrans("{}", "||"))
    return f"{keys(*names)}|{''.join(labels.lower().split())}"


def things_of(data: Dataset, lang: Lang) -> dict[str, list[dict[str, Any]]]:
    """The indicators and regions that the front page leads to in compare.html.

    Args:
        data: The dataset.
        lang: `zh` or `en`.

    Returns:
        `indicators` in the catalogue's order, those that the page pins first; `regions`, each with
        the group beside which it opens.
    """
    stated = data.indicators[
        data.indicators["indicator_id"].isin(data.observations["indicator_id"])
    ]
    first = {indicator: place for place, indicator in enumerate(catalogue().flagships)}
    order = stated["indicator_id"].map(first).fillna(len(first))
    ordered = stated.iloc[order.argsort(kind="stable")]
    regions = data.regions[data.regions["region_code"] != NATION]
    return {
        "indicators": [_indicator_thing(row, lang) for row in ordered.to_dict("records")],
        "regions": [_region_thing(row, lang) for row in regions.to_dict("records")],
    }


def _indicator_thing(row: Mapping[Any, Any], lang: Lang) -> dict[str, Any]:
    found_by = indicator_keys(row["indicator_id"], row["name_zh"], row["name_en"])
    return {"id": row["indicator_id"], "name": row[f"name_{lang}"], "keys": found_by}


def _region_thing(row: Mapping[Any, Any], lang: Lang) -> dict[str, Any]:
    return {
        "code": row["region_code"],
        "name": row["full_name"] if lang == "zh" else row["name_en"],
        "group": "neighbours" if row["level"] == "province" else "sisters",
        "keys": keys(short_name(row["name"]), row["name"], row["full_name"], row["name_en"]),
    }


@lru_cache(maxsize=20_000)  # the pages of both languages and compare.html look for the same names
def _pinyin(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (half a second)

    if name.isascii():
        return ()
    syllables = lazy_pinyin(name)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)
