"""Where a region stands beside its peers, and what is the range of all, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from plancompare.analysis import Comparable, ahead
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.wording import say, value_of
from plancompare.views.side_by_side import nation_beside, own_row, places_held, side_by_side

STANDING_COLUMNS = ("name", "value", "nation", "rank")


def stands(data: Dataset, region_code: str, indicator: str, lang: Lang) -> str:
    """How a region's value of an indicator stands to the nation and to its peers.

    Args:
        data: The dataset.
        region_code: Six digits.
        indicator: Its id.
        lang: `zh` or `en`.

    Returns:
        A sentence; empty where the region states no value that may be compared.
    """
    found = side_by_side(data, [indicator], region=region_code)
    row = own_row(found, region_code)
    if row is None:
        return ""
    return say(
        lang, "stands", year=int(row["year"]), name=row[f"name_{lang}"], value=value_of(row, lang),
        beside=_beside(row, found, lang), place=_place(row, found, lang),
    )  # fmt: skip


def standing(data: Dataset, region_code: str, indicator: str, lang: Lang) -> dict[str, str]:
    """The same as cells of a table.

    Args:
        data: The dataset.
        region_code: Six digits.
        indicator: Its id.
        lang: `zh` or `en`.

    Returns:
        Text by `STANDING_COLUMNS`; empty where the region states no value that may be compared.
    """
    found = side_by_side(data, [indicator], region=region_code)
    row, nation = own_row(found, region_code), nation_beside(found)
    if row is None:
        return {}
    other = {**row, **nation.iloc[0].to_dict()} if len(nation) else None
    place = places_held(found, row)
    return {
        "name": str(row[f"name_{lang}"]),
        "value": f"{value_of(row, lang)} ({row['year']})",
        "nation": f"{value_of(other, lang)} ({other['year']})" if other else "",
        "rank": f"{'–'.join(map(str, dict.fromkeys(place)))} / {len(found.rows)}" if place else "",
    }


def _beside(row: Mapping[Any, Any], found: Comparable, lang: Lang) -> str:
    nation = nation_beside(found)
    if nation.empty:
        return ""
    other = nation.iloc[0]
    above = ahead((row["low"], row["high"]), (other["low"], other["high"]))
    key = {1: "stands_above", -1: "stands_below", 0: "stands_level"}[above]
    year = "" if other["year"] == row["year"] else say(lang, "stands_year", year=other["year"])
    return say(lang, key, other=value_of({**row, "value": other["value"]}, lang), year=year)


def _place(row: Mapping[Any, Any], found: Comparable, lang: Lang) -> str:
    """The place that it may hold, from the best or, where none is, from the highest."""
    held = places_held(found, row)
    if held is None:
        return ""
    first, last = held
    place = str(first) if first == last else say(lang, "stands_shared", first=first, last=last)
    way = say(lang, "stands_upward" if row["direction"] == "less" else "stands_downward")
    level = say(lang, f"of_{found.level}")
    return say(lang, "stands_place", regions=len(found.rows), level=level, way=way, place=place)


def ends(data: Dataset, indicator: str, lang: Lang, regions: Sequence[str] = ()) -> str:
    """The highest and the lowest region of an indicator, and how many are above the nation.

    Args:
        data: The dataset.
        indicator: Its id.
        lang: `zh` or `en`.
        regions: Which; all provinces where empty.

    Returns:
        A sentence; empty where fewer than two may be compared.
    """
    found = side_by_side(data, [indicator], regions=regions, level="" if regions else "province")
    values = found.rows.sort_values("value", ascending=False)
    if len(values) < 2:
        return ""
    high, low = (values.iloc[at].to_dict() for at in (0, -1))
    nation = nation_beside(found)
    beside = ""
    if len(nation):
        other = nation.iloc[0]
        own = zip(values["low"], values["high"], strict=True)
        above = sum(ahead(each, (other["low"], other["high"])) > 0 for each in own)
        text = value_of({**high, "value": other["value"]}, lang)
        beside = say(lang, "ends_nation", other=text, above=above)
    return say(
        lang, "ends", name=high[f"name_{lang}"], year=found.year, regions=len(values),
        level=say(lang, f"of_{found.level}"),
        high=high[f"region_{lang}"], most=value_of(high, lang),
        low=low[f"region_{lang}"], least=value_of(low, lang), beside=beside,
    )  # fmt: skip
