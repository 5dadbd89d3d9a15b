"""Of which series values are, and whether two may be set beside each other."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from plancompare.harmonisation.series import FACETS

__all__ = ["FACETS", "basis_from", "breaks_in", "differs", "runs", "usual_series", "with_facets"]

Record = dict[str, Any]


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
    stated = rows["indicator_id"].to_numpy("object")
    most = {facet: _most_told(stated, rows[facet].to_numpy("object")) for facet in FACETS}
    indicators = pd.Index(rows["indicator_id"].unique(), name="indicator_id")
    usual = {facet: [told.get(each, "") for each in indicators] for facet, told in most.items()}
    return pd.DataFrame(usual, indicators, dtype="str")


def _most_told(indicators: Iterable[str], facets: Iterable[str]) -> dict[str, str]:
    counts = Counter(pair for pair in zip(indicators, facets, strict=True) if pair[1])
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0][1]))
    found: dict[str, str] = {}
    for (indicator, told), _count in ranked:
        found.setdefault(indicator, told)
    return found


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


def runs(rows: Iterable[Record]) -> list[list[Record]]:
    """The values of a line over the years, in the parts that may be joined.

    A run ends where `series_from` changes, or where a value is known to be of another series than
    the one before (as in `differs`): no line is drawn, and no change told, from one to the next.

    Args:
        rows: Values of one region (or one statistic) and indicator, by year. Row by row: a line has
            a dozen of them, and a chart a hundred lines.
    """
    found: list[list[Record]] = []
    for row in rows:
        if found and not _begins_anew(found[-1][-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _begins_anew(before: Record, row: Record) -> bool:
    if _cell(before, "series_from", 0) != _cell(row, "series_from", 0):
        return True
    told = ((_cell(before, facet, ""), _cell(row, facet, "")) for facet in FACETS)
    return any(one and other and one != other for one, other in told)


def _cell(row: Record, column: str, absent: object) -> object:
    value = row.get(column, absent)
    return absent if pd.isna(value) else value


def breaks_in(rows: pd.DataFrame) -> list[int]:
    """The years in which values begin a new basis, where others of before stand beside them.

    Args:
        rows: Values with `year` and, where it is known, `series_from`.
    """
    since = basis_from(rows)
    return [int(year) for year in sorted(set(since[since > 0])) if (rows["year"] < year).any()]


def basis_from(rows: pd.DataFrame) -> pd.Series:
    """The year from which each value's basis holds; 0 where none is told."""
    if "series_from" not in rows.columns:
        return pd.Series(0, rows.index)
    return rows["series_from"].fillna(0).astype("int64")
