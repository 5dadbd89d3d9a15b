"""What a researcher types for a region or an indicator, and what was meant."""

import difflib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd

from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.regions import short_name

_NEAR = 0.5  # how alike two names are at least, from 0 to 1, to be offered for each other
_OFFERED = 4


@lru_cache(maxsize=4)
def names_of(data: Dataset) -> pd.DataFrame:
    """Every name of the dataset's regions and indicators.

    Returns:
        `kind` (`region`, `indicator`), `id`, `name` (in lower case, without spaces), and
        `is_first`: whether it is what the thing is called, and no label that it is printed under.
    """
    rows = [*_of_regions(data.regions), *_of_indicators(data.indicators)]
    table = pd.DataFrame(rows, columns=["kind", "id", "name", "is_first"])
    table["name"] = table["name"].map(_plain)
    return table[table["name"] != ""].drop_duplicates(["kind", "id", "name"], ignore_index=True)


def _plain(text: str) -> str:
    return "".join(str(text).casefold().split())


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
    known = names_of(data).query("kind == @kind")
    typed = _plain(words)
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
    offered = _offer(data, kind, near(known, _plain(words)))
    listed = f"d.{kind}s lists all; d.find(…) looks for words."
    return UsageError(
        f"the dataset knows no {kind} “{words}”.",
        remedy=f"Did you mean {offered}? {listed}" if offered else listed[0].lower() + listed[1:],
    )


def _several(data: Dataset, kind: str, words: str, found: Sequence[str]) -> UsageError:
    offered = _offer(data, kind, found[:_OFFERED])
    more = f" or {len(found) - _OFFERED} others" if len(found) > _OFFERED else ""
    return UsageError(
        f"“{words}” may be one of {len(found)} {kind}s.",
        remedy=f"Did you mean {offered}{more}? Name the one that you mean.",
    )


def _offer(data: Dataset, kind: str, found: Iterable[str]) -> str:
    return ", ".join(f"{called(data, kind, each)} ({each})" for each in found)


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
        words: With spaces between them; each is looked for by itself.

    Returns:
        `kind`, `id` and `match`: `exact`, `part` or `near`, in this order.
    """
    known = names_of(data)
    parts = [_found(known, _plain(word)) for word in words.split()]
    columns = ["kind", "id", "match"]
    every = pd.concat(parts) if parts else pd.DataFrame(columns=columns)
    order = every["match"].map({"exact": 0, "part": 1, "near": 2})
    ranked = every.assign(order=order).sort_values("order", kind="stable")
    return ranked.drop_duplicates(["kind", "id"])[columns].reset_index(drop=True)


def _found(known: pd.DataFrame, typed: str) -> pd.DataFrame:
    exact, part = known["name"] == typed, known["name"].str.contains(typed, regex=False)
    match = exact.map({True: "exact", False: "part"})
    found = known.assign(match=match)[exact | part]
    if found.empty:
        found = known[known["id"].isin(near(known, typed))].assign(match="near")
    return found[["kind", "id", "match"]]
