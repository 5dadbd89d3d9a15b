"""The tables of measures as charts and reports show them: with names, in the themes' order."""

from collections.abc import Sequence

import pandas as pd

from plancompare.analysis.measures import agency_themes, coverage, of_plans, of_reports
from plancompare.dataset import Dataset
from plancompare.views.region_views import region_names


def coverage_view(
    data: Dataset, region_codes: Sequence[str] = (), measures: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What each region says on each theme, for the chart `theme_coverage`.

    Args:
        data: The dataset.
        region_codes: Which regions; all whose measures are recorded where none is named.
        measures: Which of the measures. Where none are given, those of health plans; or those of
            work reports, where no region has a plan: the two do not stand side by side.

    Returns:
        The rows of `analysis.measures.coverage` with `region_zh`, `region_en`, `level`, `theme_zh`,
        `theme_en` and `of_reports` (whether work reports are shown); a county is named after its
        prefecture.
    """
    shown = data.measures if measures is None else measures
    if region_codes:
        shown = shown[shown["region_code"].isin(region_codes)]
    if measures is None:
        shown = of_reports(shown) if of_plans(shown).empty else of_plans(shown)
    named = _with_themes(coverage(shown), data.themes).merge(
        region_names(data.regions), on="region_code", validate="many_to_one"
    )
    return named.assign(of_reports=of_plans(shown).empty)


def agency_view(data: Dataset, region_code: str) -> pd.DataFrame:
    """Which agency of a region answers for what, for the chart `agency_matrix`.

    Args:
        data: The dataset.
        region_code: The region.

    Returns:
        The rows of `analysis.measures.agency_themes` with `region_code`, `theme_zh` and
        `theme_en`, in the themes' order.
    """
    own = data.responsibilities[data.responsibilities["region_code"] == region_code]
    return _with_themes(agency_themes(own), data.themes).assign(region_code=region_code)


def _with_themes(table: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    names = {"name_zh": "theme_zh", "name_en": "theme_en"}
    order = themes[["theme_id", *names]].rename(columns=names).assign(order=range(len(themes)))
    joined = table.merge(order, on="theme_id", validate="many_to_one")
    return joined.sort_values("order", kind="stable", ignore_index=True).drop(columns="order")
