"""The tables of two plans side by side: every cell as readers see it."""

from typing import Any

import pandas as pd

from plancompare.charts.words import flags_said, signed
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.domain.units import difference_unit
from plancompare.reports.told.plans_summary import YEARS_APART, target_of
from plancompare.reports.told.tables import values_said
from plancompare.reports.told.wording import phrases, said, unit_after
from plancompare.views.plan_views import plan_values

BOTH_COLUMNS = ("name", "target_left", "target_right", "difference", "demand", "status_left",
                "baseline_right", "flags")  # fmt: skip
ONE_COLUMNS = ("name", "baseline", "target", "status")


def both_table(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The indicators that both plans set a target for.

    Args:
        rows: As from `two_plans`.
        lang: `zh` or `en`.

    Returns:
        The columns `BOTH_COLUMNS`.
    """
    both = rows[rows["stated_in"] == "both"].to_dict("records")
    return pd.DataFrame([_both(row, lang) for row in both], columns=list(BOTH_COLUMNS))


def _both(row: dict[Any, Any], lang: Lang) -> dict[str, str]:
    targets = {f"target_{side}": _dated(row, "target", side, lang) for side in ("left", "right")}
    change = signed(row["difference"], row["decimals"])
    demand = row["demand"] if pd.notna(row["demand"]) else "unjudged"
    return {
        "name": row[f"name_{lang}"],
        **targets,
        "difference": change + unit_after(difference_unit(row["unit"]), lang) if change else "0",
        "demand": phrases(lang)["demand"][demand],
        "status_left": phrases(lang)["status"][row["status_left"]],
        "baseline_right": _dated(row, "baseline", "right", lang),
        "flags": flags_said(row["flags"].replace(YEARS_APART, ""), lang),
    }


def one_table(rows: pd.DataFrame, side: str, lang: Lang) -> pd.DataFrame:
    """The indicators that only one of the plans sets a target for.

    Args:
        rows: As from `two_plans`.
        side: `left` or `right`.
        lang: `zh` or `en`.

    Returns:
        The columns `ONE_COLUMNS`.
    """
    alone = rows[rows["stated_in"] == side].to_dict("records")
    cells = [
        {
            "name": row[f"name_{lang}"],
            "baseline": _dated(row, "baseline", side, lang),
            "target": _dated(row, "target", side, lang),
            "status": phrases(lang)["status"][row[f"status_{side}"]],
        }
        for row in alone
    ]
    return pd.DataFrame(cells, columns=list(ONE_COLUMNS))


def plan_values_table(data: Dataset, left: str, right: str, lang: Lang) -> pd.DataFrame:
    """Every target and baseline with its provenance; the columns `tables.VALUE_COLUMNS`."""
    return values_said(plan_values(data, left, right), lang)


def _dated(row: dict[Any, Any], column: str, side: str, lang: Lang) -> str:
    """A value with its year in brackets, where both are stated."""
    if column == "target":
        value = target_of(row, side, lang)
    else:
        value = said({**row, column: row[f"{column}_{side}"]}, column, lang)
    year = row[f"{column}_year_{side}"]
    is_dated = pd.notna(row[f"{column}_{side}"]) and pd.notna(year)
    return f"{value} ({year})" if is_dated else value
