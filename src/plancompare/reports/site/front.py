"""What the front page says at once: the flagships with a value each, and what is behind or due."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plancompare.analysis import Comparable, comparable
from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.harmonisation.flags import is_shown
from plancompare.regions import NATION
from plancompare.reports.told.tables import GAP_COLUMNS, URGENT, gap_said
from plancompare.reports.told.wording import say, value_of
from plancompare.views.region_views import region_name, with_indicator

_MOST = 12  # rows of what is behind or due; the regions' own reports have all


@dataclass(frozen=True)
class Card:
    """A flagship at a glance.

    Attributes:
        title: The indicator.
        value: The nation's, of the year in which the provinces are compared; empty where unknown.
        year: That year, in brackets.
        sentence: How the provinces stand to it, or how little is known.
        link: Where all of them are seen side by side.
    """

    title: str
    value: str
    year: str
    sentence: str
    link: str


def cards(data: Dataset, lang: Lang, compare: str) -> list[Card]:
    """The flagships of the catalogue that the dataset states.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        compare: Address of compare.html.
    """
    stated = set(data.observations["indicator_id"])
    return [_card(data, each, lang, compare) for each in catalogue().flagships if each in stated]


def _card(data: Dataset, indicator_id: str, lang: Lang, compare: str) -> Card:
    rows = _values(data, indicator_id)
    together = comparable(rows[rows["role"] == "actual"], level="province")
    nation = together.nation.to_dict("records")
    row = nation[0] if nation else None
    return Card(
        title=str(rows[f"name_{lang}"].iloc[0]),
        value=value_of(row, lang) if row else "",
        year=say(lang, "card_year", year=row["year"]) if row else "",
        sentence=_sentence(data, together, rows, lang),
        link=f"{compare}&i={indicator_id}",
    )


def _values(data: Dataset, indicator_id: str) -> pd.DataFrame:
    observations = data.observations[data.observations["indicator_id"] == indicator_id]
    named = data.regions.set_index("region_code")
    rows = with_indicator(data, observations[is_shown(observations["flags"])].drop(columns="unit"))
    return rows.assign(
        level=rows["region_code"].map(named["level"]),
        region_zh=rows["region_code"].map(named["name"]),
        region_en=rows["region_code"].map(named["name_en"]),
    )


def _sentence(data: Dataset, together: Comparable, rows: pd.DataFrame, lang: Lang) -> str:
    values = together.rows.sort_values("value", ascending=False)
    if values.empty:
        count = rows.loc[rows["role"] == "target", "region_code"].nunique()
        return say(lang, "card_targets_only", count=count)
    high, low = (values.iloc[place].to_dict() for place in (0, -1))
    ends = {
        "count": len(values), "year": together.year,
        "high": high[f"region_{lang}"], "most": value_of(high, lang),
        "low": low[f"region_{lang}"], "least": value_of(low, lang),
    }  # fmt: skip
    told = say(lang, "card_ends", **ends)
    if together.nation.empty:
        return told
    above = int((values["value"] >= together.nation["value"].iloc[0]).sum())
    return told + say(lang, "card_above", above=above, count=len(values))


def urgent(data: Dataset, lang: Lang) -> tuple[pd.DataFrame, int]:
    """Targets that are behind or moving away, and those that fell due and are missed or unknown.

    Args:
        data: The dataset.
        lang: `zh` or `en`.

    Returns:
        The first of them, the most urgent first and of these the nation's and provinces' before
        others, as readers see them: `region`, then `tables.GAP_COLUMNS`; and how many there are.
    """
    gaps = data.gaps[data.gaps["status"].isin(URGENT)]
    order = gaps["status"].map({status: place for place, status in enumerate(URGENT)})
    below = ~gaps["region_code"].str.endswith("0000")
    ranked = gaps.assign(_order=order, _below=below, _is_not_nation=gaps["region_code"] != NATION)
    first = ranked.sort_values(
        ["_order", "_below", "_is_not_nation", "target_year"],
        ascending=[True, True, True, False],
        kind="stable",
    ).head(_MOST)
    regions = data.regions.set_index("region_code")
    named = with_indicator(data, first.assign(_place=range(len(first)))).sort_values("_place")
    rows = [
        {"region": region_name(regions.loc[row["region_code"]], lang), **gap_said(row, lang)}
        for row in _records(named)
    ]
    return pd.DataFrame(rows, columns=["region", *GAP_COLUMNS]), len(gaps)


def _records(table: pd.DataFrame) -> list[Mapping[Any, Any]]:
    return list(table.to_dict("records"))
