"""The tables of measures as charts and reports show them: with names, in the themes' order."""

import pandas as pd

from plancompare.analysis.measures import agency_themes, coverage


def coverage_view(
    measures: pd.DataFrame, regions: pd.DataFrame, themes: pd.DataFrame
) -> pd.DataFrame:
    """What each region says on each theme, for the chart `theme_coverage`.

    Args:
        measures: The table `measures`.
        regions: The table `regions`.
        themes: The table `themes`.

    Returns:
        The rows of `analysis.measures.coverage` with `region_zh`, `region_en`, `level`, `name_zh`
        and `name_en`; a county is named after its prefecture.
    """
    return _with_themes(coverage(measures), themes).merge(
        _region_names(regions), on="region_code", validate="many_to_one"
    )


def agency_view(
    responsibilities: pd.DataFrame, themes: pd.DataFrame, region_code: str
) -> pd.DataFrame:
    """Which agency of a region answers for what, for the chart `agency_matrix`.

    Args:
        responsibilities: The table `responsibilities`.
        themes: The table `themes`.
        region_code: The region.

    Returns:
        The rows of `analysis.measures.agency_themes` with `name_zh` and `name_en`, in the themes'
        order.
    """
    own = responsibilities[responsibilities["region_code"] == region_code]
    return _with_themes(agency_themes(own), themes)


def _with_themes(table: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    order = themes[["theme_id", "name_zh", "name_en"]].assign(order=range(len(themes)))
    joined = table.merge(order, on="theme_id", validate="many_to_one")
    return joined.sort_values("order", kind="stable", ignore_index=True).drop(columns="order")


def _region_names(regions: pd.DataFrame) -> pd.DataFrame:
    above = regions.set_index("region_code")["name"]
    prefecture = regions["parent_code"].map(above).where(regions["level"] == "county", "")
    return pd.DataFrame(
        {
            "region_code": regions["region_code"],
            "region_zh": prefecture.fillna("") + regions["name"],
            "region_en": regions["name_en"],
            "level": regions["level"],
        }
    )
