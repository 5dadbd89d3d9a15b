"""What a researcher types for a region or an indicator, and what was meant."""

import difflib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd

from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.language.scripts import simplified
from plancompare.regions import Region, find_regions, regions, short_name
from plancompare.views.region_views import shown

_NEAR = 0.5  # how alike two names are at least, from 0 to 1, to be offered for each other
_OFFERED = 4


@lru_cache(maxsize=4)
def names_of(data: Dataset) -> pd.DataFrame:
    """Every name of the dataset's regions and indicators.

    Returns:
        `kind` (`region`, `indicator`), `id`, `name` (letters and digits, in lower case), and
        `is_first`: whether it is what the thing is called, and no label that it is printed under.
    """
    rows = [*_of_regions(data.regions), *_of_indicators(data.indicators)]
    table = pd.DataFrame(rows, columns=["kind", "id", "name", "is_first"])
    table["name"] = table["name"].map(_plain)
    return table[table["name"] != ""].drop_duplicates(["kind", "id", "name"], ignore_index=True)


def _plain(text: str) -> str:
    """Letters and digits alone: `beds per 1,000` is `beds_per_1000`."""
    return "".join(filter(str.isalnum, str(text).casefold()))


def _typed(words: str) -> str:
    plain = _plain(words)
    return plain if plain.isascii() else simplified(plain)


def _of_regions(regions: pd.DataFrame) -> Iterable[tuple[str, str, str, bool]]:
    columns = zip(
        *(regions[c] for c in ("region_code", "name", "full_name", "name_en")), strict=True
    )
    for code, name, full, english in columns:
        for each in (code, name, short_name(name), full, english):
            yield "region", code, each, True


def _of_indicators(indicators: pd.DataFrame) -> Iterable[tuple[str, str, str, bool]]:
    columns = zip(*(indicators[c] for c in ("indicator_id", "name_zh", "name_en")), strict=True)
    for indicator, chinese, english in columns:
        for each in (indicator, chinese, english):
            yield "indicator", indicator, each, True
        for label in catalogue()[indicator].labels:
            yield "indicator", indicator, label.replace("{", "").replace("}", ""), False


def one(data: Dataset, kind: str, words: str) -> str:
    """The id of the one region or indicator that was meant.

    Args:
        data: The dataset.
        kind: `region` or `indicator`.
        words: An id, or a name in Chinese or English, in full or as far as it tells one thing.

    Returns:
        The id.

    Raises:
        UsageError: Nothing is called so, or several things are; the message names what may be
            meant.
    """
    ids = data.regions["region_code"] if kind == "region" else data.indicators["indicator_id"]
    if (ids == words).any():  # without going through the names of thousands of regions
        return words
    known = names_of(data).query("kind == @kind")
    typed = _typed(words)
    tries = (
        known["name"] == typed,
        known["is_first"] & known["name"].str.contains(typed, regex=False),
        known["name"].str.contains(typed, regex=False),
    )
    for found in (list(known.loc[each, "id"].unique()) for each in tries if typed):
        if len(found) == 1:
            return str(found[0])
        if len(found) > 1:
            raise _several(data, kind, words, found)
    raise _unknown(data, kind, words, known)


def some(data: Dataset, kind: str, words: str | Sequence[str]) -> list[str]:
    """The ids of several regions or indicators, in the order in which they were named."""
    every = [words] if isinstance(words, str) else list(words)
    return list(dict.fromkeys(one(data, kind, each) for each in every))


def near(known: pd.DataFrame, typed: str) -> list[str]:
    """The ids of what is called nearly so, the likest first."""
    alike = difflib.get_close_matches(typed, known["name"], n=3 * _OFFERED, cutoff=_NEAR)
    places = known.set_index("name")["id"]
    found = (each for name in alike for each in places[[name]])
    return list(dict.fromkeys(found))[:_OFFERED]


def _unknown(data: Dataset, kind: str, words: str, known: pd.DataFrame) -> UsageError:
    listed = f"d.{kind}s lists all; d.find(…) looks for words."
    elsewhere = _outside(_typed(words)) if kind == "region" else []
    if elsewhere:
        named = ", ".join(f"{each.full_name} ({each.code})" for each in elsewhere[:_OFFERED])
        return UsageError(
            f"the dataset has no values of {named}.",
            remedy=f"d.add_plan(…) adds a plan of it; {listed}",
        )
    offered = _offer(data, kind, near(known, _typed(words)))
    return UsageError(
        f"the dataset knows no {kind} “{words}”.",
        remedy=f"Did you mean {offered}? {listed}" if offered else listed[0].lower() + listed[1:],
    )


def _outside(typed: str) -> list[Region]:
    """The regions of China that are called so, which the dataset need not hold."""
    return [regions()[typed]] if typed in regions() else find_regions(typed)


def _several(data: Dataset, kind: str, words: str, found: Sequence[str]) -> UsageError:
    """Those of them that most values are of are offered."""
    counts = stated_of_each(data)
    ranked = sorted(found, key=lambda each: -counts.get(each, 0))
    offered = _offer(data, kind, ranked[:_OFFERED])
    more = f" ({len(found) - _OFFERED} more)" if len(found) > _OFFERED else ""
    return UsageError(
        f"“{words}” may be one of {len(found)} {kind}s.",
        remedy=f"Did you mean {offered}{more}? Name the one that you mean.",
    )


def _offer(data: Dataset, kind: str, found: Iterable[str]) -> str:
    return ", ".join(f"{called(data, kind, each)} ({each})" for each in found)


def stated_of_each(data: Dataset) -> dict[str, int]:
    """How many values that are compared each region and each indicator has, by its id."""
    rows = shown(data.observations)
    ids = pd.concat([rows["region_code"], rows["indicator_id"]])
    return {str(each): int(count) for each, count in ids.value_counts().items()}


def called(data: Dataset, kind: str, identifier: str, lang: Lang = "zh") -> str:
    """What a region or an indicator is called."""
    if kind == "region":
        named = data.regions.set_index("region_code")["full_name" if lang == "zh" else "name_en"]
    else:
        named = data.indicators.set_index("indicator_id")[f"name_{lang}"]
    return str(named[identifier])


def search(data: Dataset, words: str) -> pd.DataFrame:
    """Everything whose name holds one of some words, or is nearly called so.

    Args:
        data: The dataset.
        words: With spaces between them; each is looked for by itself, unless several together
            are a name: Inner Mongolia.

    Returns:
        `kind`, `id`, `match` (`exact`, `part` or `near`, in this order) and the number of
        `observations`, of which the most go first.
    """
    known = names_of(data)
    parts = [_found(known, _typed(word)) for word in _named_together(known, words.split())]
    columns = ["kind", "id", "match"]
    every = pd.concat(parts) if parts else pd.DataFrame(columns=columns)
    order = every["match"].map({"exact": 0, "part": 1, "near": 2})
    counts = every["id"].map(stated_of_each(data)).fillna(0).astype("int64")
    ranked = every.assign(order=order, observations=counts).sort_values(
        ["order", "observations"], ascending=[True, False], kind="stable"
    )
    return ranked.drop_duplicates(["kind", "id"]).drop(columns="order").reset_index(drop=True)


def _named_together(known: pd.DataFrame, words: list[str]) -> list[str]:
    """The words; those that are one name are put together, the longest such name first."""
    names = set(known["name"])
    for length in range(len(words), 1, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if _typed(name) in names:
                rest = words[start + length :]
                return [*_named_together(known, words[:start]), name, *_named_together(known, rest)]
    return words


def _found(known: pd.DataFrame, typed: str) -> pd.DataFrame:
    exact, part = known["name"] == typed, known["name"].str.contains(typed, regex=False)
    match = exact.map({True: "exact", False: "part"})
    found = known.assign(match=match)[exact | part]
    if found.empty:
        found = known[known["id"].isin(near(known, typed))].assign(match="near")
    return found[["kind", "id", "match"]]
