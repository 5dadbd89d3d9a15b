"""Stated changes settle conflicts: 72.19 after a rise of 1.09 says that 71.10 came before it."""

import numpy as np
import pandas as pd

from plancompare.harmonisation.exactness import half_digits

_SUBJECT = ["region_code", "indicator_id"]
_LONGEST = 5  # years that a change which does not say since when may be counted over: a plan's
_TOUCH = 1 + 1e-9


def confirmed_by_changes(observations: pd.DataFrame) -> pd.Index:
    """The printed actual values that a stated change and the level after it imply.

    A change that says since when was resolved to a value of that year (`harmonisation.changes`).
    One that does not confirms a value of any of the five years before its level: where sources
    disagree of such a year, the value that it agrees with is the right one.

    Args:
        observations: The table `observations` of all sources.

    Returns:
        The index of the rows, which agree with what is implied but for rounding.
    """
    actual = observations[observations["role"] == "actual"]
    printed = actual[actual["value"].notna() & actual["year"].notna() & ~actual["derived"]]
    printed = printed.assign(half=half_digits(printed))
    implied = pd.concat([_of_year(actual), _of_any_year(actual, printed)])
    beside = printed.rename_axis("row").reset_index()[["row", *_SUBJECT, "year", "value", "half"]]
    pairs = beside.merge(implied, on=_SUBJECT, suffixes=("", "_implied"))
    in_time = (pairs["first"] <= pairs["year"]) & (pairs["year"] <= pairs["last"])
    near = (pairs["value"] - pairs["value_implied"]).abs() <= _TOUCH * (
        pairs["half"] + pairs["half_implied"]
    )
    rows: pd.Index = pd.Index(pairs.loc[in_time & near, "row"].unique())
    return rows


def _of_year(actual: pd.DataFrame) -> pd.DataFrame:
    """Levels that were derived from a change, each of its year."""
    rows = actual[actual["derived"] & actual["change"].notna() & actual["year"].notna()]
    rows = rows.assign(first=rows["year"], last=rows["year"], half=half_digits(rows))
    return rows[[*_SUBJECT, "first", "last", "value", "half"]]


def _of_any_year(actual: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Levels before a change that does not say since when, of one of the years before it."""
    changes = actual[actual["change"].notna() & actual["value"].isna() & actual["year"].notna()]
    changes = changes[changes["change_kind"].isin(["absolute", "relative_percent"])]
    where = [*_SUBJECT, "year", "source_id", "publication"]
    rows = changes[[*where, "change", "change_kind"]].merge(
        printed[[*where, "value", "half"]], on=where
    )
    share = 1 + rows["change"] / 100
    rows["half"] += half_digits(rows.assign(value=rows["change"])) * np.where(
        rows["change_kind"] == "absolute", 1, rows["value"] / 100
    )
    before = np.where(
        rows["change_kind"] == "absolute", rows["value"] - rows["change"], rows["value"] / share
    )
    return rows.assign(first=rows["year"] - _LONGEST, last=rows["year"] - 1, value=before)[
        [*_SUBJECT, "first", "last", "value", "half"]
    ]
