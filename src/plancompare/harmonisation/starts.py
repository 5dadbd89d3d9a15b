"""Targets that say since when they count a change, made absolute with another publication's level.

30% less than in 2015 is 12.95 where any publication prints 18.5 for 2015, and all that do agree.
"""

from decimal import Decimal
from typing import Any

import pandas as pd

from plancompare.harmonisation.changes import level_after
from plancompare.harmonisation.flags import SEPARATOR, has_flag, join_flags
from plancompare.language.values import parse_value

_KEY = ["region_code", "indicator_id", "year"]


def with_starts_elsewhere(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations, with the targets that follow from a level that another publication prints.

    Args:
        observations: The table `observations` of all sources; changes whose own source prints the
            level are resolved already (`harmonisation.changes`).

    Returns:
        The same rows. A target that became absolute is `derived`, with its arithmetic, and its
        note says where the level stands.
    """
    is_waiting = (observations["role"] == "target") & has_flag(observations["flags"], "no_baseline")
    waiting = observations[is_waiting]
    levels = _levels(observations[observations["indicator_id"].isin(waiting["indicator_id"])])
    found = observations.copy()
    for index, row in waiting.iterrows():
        change = parse_value(row["value_printed"])[0].change
        key = (row["region_code"], row["indicator_id"], change and change.base_year)
        if change is None or key not in levels:
            continue
        start = levels[key]
        years = int(row["year"]) - int(change.base_year or 0)
        value, arithmetic = level_after(Decimal(str(start["value"])), change, years)
        flags = set(str(row["flags"]).split(SEPARATOR)) - {"no_baseline"} | {"derived"}
        found.loc[index, ["value", "value_decimals", "derived"]] = (
            float(value), start["value_decimals"], True,
        )  # fmt: skip
        found.loc[index, ["derivation", "flags", "note"]] = (
            f"{arithmetic} = {value.normalize():f}",
            join_flags(flags),
            f"{start['value']:g}: {start['source_id']}, row {start['figure_row']}",
        )
    return found


def _levels(observations: pd.DataFrame) -> dict[Any, dict[Any, Any]]:
    """The printed levels that nothing contradicts, by region, indicator and year."""
    rows = observations[
        (observations["role"] == "actual")
        & (observations["bound"] == "exact")
        & (observations["comparability"] == "same")
        & ~observations["derived"]
        & observations[["value", "year"]].notna().all(axis=1)
    ]
    agree = rows.groupby(_KEY)["value"].transform("nunique") == 1
    return rows[agree].drop_duplicates(_KEY).set_index(_KEY).to_dict("index")
