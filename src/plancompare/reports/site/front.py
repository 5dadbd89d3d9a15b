"""What the front page says at once: the flagships with a value each, and what is behind or due."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from plancompare.analysis import Comparable
from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.harmonisation.flags import is_shown
from plancompare.regions import NATION
from plancompare.reports.told.card import Card
from plancompare.reports.told.tables import GAP_COLUMNS, URGENT, gap_said
from plancompare.reports.told.wording import say, value_of
from plancompare.views.region_views import region_name, with_bounds, with_indicator
from plancompare.views.side_by_side import side_by_side

_MOST = 12  # rows of what is behind or due; the regions' own reports have all


def cards(data: Dataset, lang: Lang) -> list[Card]:
    """The flagships of the catalogue that the dataset states.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
    """
    stated = set(data.observations["indicator_id"])
    return [_card(data, each, lang) for each in catalogue().flagships if each in stated]


def _card(data: Dataset, indicator_id: str, lang: Lang) -> Card:
    together = side_by_side(data, [indicator_id], level="province")
    nation = together.nation.to_dict("records")
    row = nation[0] if nation else None
    indicator = catalogue()[indicator_id]
    return Card(
        title=indicator.name_zh if lang == "zh" else indicator.name_en,
        value=value_of(row, lang) if row else "",
        year=say(lang, "card_year", year=row["year"]) if row else "",
        text=_sentence(data, indicator_id, together, lang),
        compare=f"i={indicator_id}",
    )


def _sentence(data: Dataset, indicator_id: str, together: Comparable, lang: Lang) -> str:
    values = together.rows.sort_values("value", ascending=False)
    if values.empty:
        targets = data.observations.query("indicator_id == @indicator_id and role == 'target'")
        count = targets.loc[is_shown(targets["flags"]), "region_code"].nunique()
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
    placed = first.assign(_place=range(len(first))).rename(columns={"direction": "asks"})
    named = with_bounds(with_indicator(data, placed), data.observations).sort_values("_place")
    rows = [
        {"region": region_name(regions.loc[row["region_code"]], lang), **gap_said(row, lang)}
        for row in _records(named)
    ]
    return pd.DataFrame(rows, columns=["region", *GAP_COLUMNS]), len(gaps)


def _records(table: pd.DataFrame) -> list[Mapping[Any, Any]]:
    return list(table.to_dict("records"))
