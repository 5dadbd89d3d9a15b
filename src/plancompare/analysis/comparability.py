"""What stands between values that are set side by side: years, definitions, levels."""

import pandas as pd

from plancompare.analysis.thresholds import Thresholds, thresholds
from plancompare.errors import UsageError


def comparability_flags(pairs: pd.DataFrame, *, limits: Thresholds | None = None) -> pd.Series:
    """What a reader must know before comparing two values.

    Args:
        pairs: With the columns `year` and `other_year`, `comparability` and `other_comparability`
            (`same` or `near`), `level` and `other_level`.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        The flags of each row, sorted and joined by `;`, empty where nothing stands between:
        `levels_differ`; `near` where either definition is near only; `year_unknown`;
        `years_apart` where the years are more than `most_years_apart` years apart.
    """
    limits = limits or thresholds()
    distance = (pairs["year"] - pairs["other_year"]).abs()
    found = {
        "levels_differ": pairs["level"] != pairs["other_level"],
        "near": (pairs["comparability"] == "near") | (pairs["other_comparability"] == "near"),
        "year_unknown": distance.isna(),
        "years_apart": (distance > limits.most_years_apart).fillna(False),
    }
    flags = pd.Series("", index=pairs.index, dtype="str")
    for flag, holds in found.items():
        flags = flags + holds.astype(bool).map({True: f"{flag};", False: ""}).astype("str")
    return flags.str.rstrip(";")


def middle_years(values: pd.DataFrame) -> pd.Series:
    """The year that the values of each indicator are of: the median, the later of two middle ones.

    Args:
        values: One row a region and indicator, as from `latest_values`; rows without a value do not
            count.

    Returns:
        The year of each row's indicator, with the index of the values; missing where none is known.
    """
    years = values["year"].where(values["value"].notna()).astype("Float64")
    of_indicator = years.groupby(values["indicator_id"])
    return of_indicator.transform("quantile", 0.5, interpolation="higher")


def too_old(values: pd.DataFrame, *, limits: Thresholds | None = None) -> pd.Series:
    """Which values are of years too long past to stand beside the others of their indicator.

    Too old is what lies more than `oldest_beside` years before the middle year of its indicator
    (see `middle_years`). A value of no stated year is kept, and the group flagged `year_unknown`.

    Args:
        values: One row a region and indicator, as from `latest_values`; rows without a value do not
            count.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        Yes or no, with the index of the values.
    """
    limits = limits or thresholds()
    years = values["year"].where(values["value"].notna())
    first = middle_years(values) - limits.oldest_beside
    return (years < first).fillna(False).astype(bool)


def one_each(values: pd.DataFrame) -> pd.DataFrame:
    """The values as they are, each region with one of each indicator.

    Raises:
        UsageError: A region has several: it would be ranked or counted twice.
    """
    twice = values.duplicated(["region_code", "indicator_id"])
    if twice.any():
        region, indicator = values.loc[twice, ["region_code", "indicator_id"]].iloc[0]
        raise UsageError(
            f"region “{region}” has several values of “{indicator}”, and would count twice",
            remedy="Take one of each, as analysis.latest_values does.",
        )
    return values


def group_flags(values: pd.DataFrame, *, limits: Thresholds | None = None) -> str:
    """What a reader must know of values that are ranked or pooled together.

    Args:
        values: With the columns `year` and `comparability`.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        Flags, sorted and joined by `;`: `near` where any definition is near only, `year_unknown`
        where any year is, `years_apart` where first and last year are more than `most_years_apart`
        years apart.
    """
    limits = limits or thresholds()
    years = values["year"].dropna()
    found = {
        "near": (values["comparability"] == "near").any(),
        "year_unknown": values["year"].isna().any(),
        "years_apart": max(years, default=0) - min(years, default=0) > limits.most_years_apart,
    }
    return ";".join(flag for flag, holds in found.items() if holds)
