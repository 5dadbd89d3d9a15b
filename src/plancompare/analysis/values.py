"""One value a region and indicator: which of many observations a comparison uses."""

import pandas as pd

from plancompare.analysis.rule import DIRECTIONS
from plancompare.analysis.series import FACETS, with_facets
from plancompare.harmonisation.flags import is_shown
from plancompare.harmonisation.precedence import reliability_rank

SUBJECT = ["region_code", "indicator_id"]
VALUE_COLUMNS = [
    *SUBJECT,
    "year",
    "value",
    "value_upper",
    "bound",
    "source_id",
    "observation_id",
    "comparability",
    "flags",
    *FACETS,
]
# Between which limits a value lies, and on how many events (`margins`, `rare_events`).
LIMITS = ("low", "high", "events")


def yearly_values(observations: pd.DataFrame, *, role: str = "actual") -> pd.DataFrame:
    """The one value of each region, indicator and year.

    Rows flagged `superseded` or `outranked`, and rows without a value, are left out. Of several
    sources the `same` definition comes before a `near` one, then the more reliable source.

    Args:
        observations: The table `observations`.
        role: `actual` or `target`.

    Returns:
        The columns `VALUE_COLUMNS`, and `LIMITS` where the table has them, in the order of region,
        indicator and year.
    """
    is_current = is_shown(observations["flags"].astype("str").fillna(""))
    stated = observations[
        is_current & (observations["role"] == role) & observations["value"].notna()
    ]
    distrust = stated["reliability"].astype("str").map(reliability_rank).astype("float64")
    ranked = with_facets(stated).assign(same=stated["comparability"] == "same", trust=-distrust)
    ranked = ranked.sort_values([*SUBJECT, "year", "same", "trust"], kind="stable")
    columns = [*VALUE_COLUMNS, *(name for name in LIMITS if name in ranked.columns)]
    return ranked.drop_duplicates([*SUBJECT, "year"], keep="last")[columns].reset_index(drop=True)


def latest_values(observations: pd.DataFrame, *, role: str = "actual") -> pd.DataFrame:
    """The latest value of each region and indicator.

    Args:
        observations: The table `observations`.
        role: `actual` or `target`.

    Returns:
        The columns of `yearly_values`, one row a region and indicator. A value without a year is
        used only where there is no other.
    """
    values = yearly_values(observations, role=role)
    dated_last = values.sort_values([*SUBJECT, "year"], na_position="first", kind="stable")
    return dated_last.drop_duplicates(SUBJECT, keep="last").reset_index(drop=True)


def values_nearest(values: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """For each wanted region, indicator and year the value of the year nearest to it.

    Of two years equally near the later is taken. A wanted row without a year gets the latest value.

    Args:
        values: As from `yearly_values`.
        wanted: With the columns `region_code`, `indicator_id` and `year`.

    Returns:
        One row a wanted row, in its order and with its index: `VALUE_COLUMNS` without the subject,
        missing where the region states no value, and `year_distance`, in years.
    """
    numbered = wanted[[*SUBJECT, "year"]].rename(columns={"year": "wanted_year"})
    numbered = numbered.reset_index(drop=True).rename_axis("wanted").reset_index()
    pairs = numbered.merge(values, on=SUBJECT, how="left")
    pairs["year_distance"] = (pairs["year"] - pairs["wanted_year"]).abs()
    nearest = pairs.sort_values(["year_distance", "year"], ascending=[True, False], kind="stable")
    found = nearest.drop_duplicates("wanted").sort_values("wanted")
    return found.drop(columns=["wanted", "wanted_year", *SUBJECT]).set_index(wanted.index)


def signs_of(indicator_ids: pd.Series, indicators: pd.DataFrame) -> pd.Series:
    """The direction of each indicator: +1 more is better, -1 less is better, 0 neutral.

    Args:
        indicator_ids: Any column of indicators.
        indicators: The table `indicators`.

    Returns:
        Numbers with the same index; missing for an indicator that is not in the table.
    """
    signs = indicators.set_index("indicator_id")["direction"].map(DIRECTIONS)
    return indicator_ids.map(signs).astype("float64")
