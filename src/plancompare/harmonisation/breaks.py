"""From which year on a value's series has its present basis (`catalogue/breaks.toml`)."""

import pandas as pd

from plancompare.catalogue import SeriesBreak, catalogue
from plancompare.regions import region


def with_series_from(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations with `series_from`: the year of the latest break not after their own.

    Args:
        observations: The table `observations`.

    Returns:
        The same rows. Targets, what is known to count registered people, and what was published
        before the new basis was, have none.
    """
    since = pd.Series(pd.NA, observations.index, dtype="Int64")
    for each in sorted(catalogue().breaks, key=lambda each: each.year):
        since = since.mask(_is_after(observations, each), each.year)
    return observations.assign(series_from=since)


def _is_after(observations: pd.DataFrame, each: SeriesBreak) -> pd.Series:
    """Which rows are actual values of the series that breaks, of the break's year or later."""
    levels = {code: region(code).level for code in observations["region_code"].unique()}
    issued = observations["issued"].fillna("").astype("str")
    too_early = (issued != "") & (issued < each.published)
    too_early &= ~issued.map(each.published.startswith)  # dated by its year alone: it may be either
    entries = catalogue().values()
    named = [entry.id for entry in entries if entry.denominator in each.denominators]
    found: pd.Series = (
        (observations["role"] == "actual")
        & ~too_early
        & (observations["population_base"] != "registered")
        & observations["indicator_id"].isin(named)
        & observations["region_code"].map(levels).isin(each.levels)
        & (observations["year"] >= each.year).fillna(False)
    )
    return found.astype("bool")
