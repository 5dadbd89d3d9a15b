"""Of which series values are, and whether two may be set beside each other."""

import pandas as pd

from plancompare.harmonisation.series import FACETS

__all__ = ["FACETS", "differs", "usual_series", "with_facets"]


def with_facets(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, with an empty text in each facet of a series that they do not tell."""
    told = {
        facet: rows[facet].astype("str").fillna("") if facet in rows.columns else ""
        for facet in FACETS
    }
    return rows.assign(**told)


def usual_series(rows: pd.DataFrame) -> pd.DataFrame:
    """The series that most rows of each indicator are of: facet by facet the value most often told.

    Args:
        rows: Values, as from `with_facets`.

    Returns:
        One row an indicator, with a text for each of `FACETS`, empty where no row tells it; of two
        equally often told the first in the alphabet, so that the order of the rows decides nothing.
    """
    indicators = pd.Index(rows["indicator_id"].unique(), name="indicator_id")
    return pd.DataFrame({facet: _most_told(rows, facet) for facet in FACETS}, indicators).fillna("")


def _most_told(rows: pd.DataFrame, facet: str) -> pd.Series:
    told = rows[rows[facet] != ""]
    counts = told.groupby(["indicator_id", facet]).size().rename("n").reset_index()
    first = counts.sort_values(["n", facet], ascending=[False, True], kind="stable")
    most: pd.Series = first.drop_duplicates("indicator_id").set_index("indicator_id")[facet]
    return most


def differs(rows: pd.DataFrame, series: pd.DataFrame | pd.Series) -> pd.Series:
    """Which rows are known to be of another series: a facet is told in both, and not the same.

    What a source does not tell parts nothing: it may be either.

    Args:
        rows: As from `with_facets`.
        series: One series for all rows, or one a row with the same index.

    Returns:
        Yes or no, with the index of the rows.
    """
    found = pd.Series(False, rows.index)
    for facet in FACETS:
        found |= (rows[facet] != "") & (series[facet] != "") & (rows[facet] != series[facet])
    return found
