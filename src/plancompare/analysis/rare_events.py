"""Rates of rare events: how many deaths stand behind them, and between which limits they lie.

A county's infant mortality of 0.63 per 1,000 may be one death of one year. So the rates named in
`rare_events.toml` carry an exact interval where the births are stated or can be derived, and below
ten deaths a rate is shown and not judged (`too_few`).
"""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats
from plancompare.analysis.thresholds import thresholds
from plancompare.harmonisation.flags import is_shown
from plancompare.owndata import toml_beside

_BIRTHS, _RATE, _PEOPLE = "births", "birth_rate", "population_total"
_KEY = ["region_code", "year"]


@cache
def per_births() -> Mapping[str, int]:
    """The rates of rare events, each with the live births that it counts by."""
    found: dict[str, int] = toml_beside(__file__, "rare_events.toml")["per_births"]
    return found


def poisson_interval(events: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """The exact limits of a Poisson count.

    Lower ½·χ²(α/2, 2k), 0 for k = 0; upper ½·χ²(1 - α/2, 2k + 2) (Garwood, "Fiducial Limits for the
    Poisson Distribution", Biometrika 28, 1936). The form is that of OHID,
    "Technical Guide: Confidence Intervals", appendix 2; ½·χ²(p, 2k) is the p-quantile of a gamma
    distribution with shape k, which holds for counts that are no whole numbers too.

    Args:
        events: Counts, not negative; missing is NaN and gives NaN.
        confidence: The share of intervals that hold the true mean.

    Returns:
        Lower and upper limits, in events.
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 - 0.4 s that most comparisons do not need

    tail = (1 - confidence) / 2
    some = np.where(events > 0, events, 1.0)
    lower = np.where(events > 0, gammaincinv(some, tail), events * 0.0)
    return lower, gammaincinv(np.asarray(events) + 1, 1 - tail)


def births_of(observations: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """The live births of each region and year, stated or derived.

    Derived is population · birth rate / 1000. The rate is the region's own of that year, else of
    the region above it that states one; the population is the region's of the nearest year, at most
    `oldest_beside` years away: it moves slowly, and only the size of the count matters here.

    Args:
        observations: The table `observations`.
        regions: The table `regions`.

    Returns:
        `region_code`, `year`, `births`, `derived`; one row a region and year that is known.
    """
    stated = _actuals(observations, _BIRTHS).assign(derived=False)
    rates, people = _actuals(observations, _RATE), _actuals(observations, _PEOPLE)
    derived = _with_rate(people, rates, regions).assign(derived=True)
    both = pd.concat([stated.rename(columns={"value": "births"}), derived], ignore_index=True)
    first = both.sort_values([*_KEY, "derived"], kind="stable").drop_duplicates(_KEY)
    return first[[*_KEY, "births", "derived"]].reset_index(drop=True)


def _actuals(observations: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The dated actual values of an indicator: region, year, value."""
    rows = observations[observations["indicator_id"] == indicator]
    shown = is_shown(rows["flags"].astype("str").fillna("")) & (rows["role"] == "actual")
    dated = rows[shown & rows["value"].notna() & rows["year"].notna()]
    return dated[[*_KEY, "value"]].drop_duplicates(_KEY, keep="last")


def _with_rate(people: pd.DataFrame, rates: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Births by the population of a near year, and the rate of the region or of one above it."""
    above = dict(zip(regions["region_code"], regions["parent_code"], strict=True))
    known = {
        (str(region), int(year)): float(rate)
        for region, year, rate in rates[[*_KEY, "value"]].itertuples(index=False)
    }
    years = sorted({year for _, year in known})
    counted: dict[str, dict[int, float]] = {}
    for region, year, value in people[[*_KEY, "value"]].itertuples(index=False):
        counted.setdefault(str(region), {})[int(year)] = float(value)
    rows = []
    for region, own in counted.items():
        for year in years:
            rate = _rate(region, year, known, above)
            near = min(own, key=lambda other, year=year: (abs(other - year), -other))  # type: ignore[misc]
            if rate is not None and abs(near - year) <= thresholds().oldest_beside:
                rows.append((region, year, own[near] * rate / 1000))
    table = pd.DataFrame(rows, columns=[*_KEY, "births"])
    return table.astype({"region_code": "str", "year": "Int64", "births": "float64"})


def _rate(
    region: str, year: int, known: Mapping[tuple[str, int], float], above: Mapping[str, str]
) -> float | None:
    seen: set[str] = set()
    while (region, year) not in known and region in above and region not in seen:
        seen.add(region)
        region = above[region]
    return known.get((region, year))


def with_events(rows: pd.DataFrame, births: pd.DataFrame) -> pd.DataFrame:
    """Add to rates of rare events the deaths behind them and the limits of the rate.

    Args:
        rows: With `region_code`, `indicator_id`, `year`, `value`.
        births: As from `births_of`.

    Returns:
        The rows in their order and with their index, and the columns `events` (deaths, the nearest
        whole number; 0 for a rate of zero, missing where the births are not known) and `low` and
        `high` (limits of the rate at 95 %, in its unit, missing like the events).
    """
    known = births.set_index(_KEY)["births"]
    known = known[~known.index.duplicated()]
    where = pd.MultiIndex.from_frame(rows[_KEY])
    per = rows["indicator_id"].map(per_births()).astype("float64").to_numpy()
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    born = known.reindex(where).to_numpy("float64", na_value=np.nan) / per
    events = np.where((value == 0) & ~np.isnan(per), 0.0, np.round(value * born))
    low, high = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    counted = ~np.isnan(events) & (born > 0)
    if counted.any():
        lower, upper = poisson_interval(events[counted])
        low[counted], high[counted] = lower / born[counted], upper / born[counted]
    return rows.assign(events=events, low=low, high=high)


def too_few(rows: pd.DataFrame) -> pd.Series:
    """Which values rest on fewer than `least_events` deaths: shown, and neither judged nor ranked.

    Args:
        rows: As from `with_events`; without the column `events` none is.

    Returns:
        Yes or no, with the index of the rows; no where the count is not known.
    """
    if "events" not in rows.columns:
        return pd.Series(False, rows.index)
    return (rows["events"] < thresholds().least_events).fillna(False).astype(bool)


def few_events(observations: pd.DataFrame, regions: pd.DataFrame) -> list[str]:
    """The `observation_id` of every actual rate of rare events that rests on too few to judge by.

    Args:
        observations: The table `observations`.
        regions: The table `regions`.
    """
    is_rate = observations["indicator_id"].isin(list(per_births()))
    rates = observations[is_rate & (observations["role"] == "actual")]
    counted = with_events(rates, births_of(observations, regions))
    return list(rates.loc[too_few(counted), "observation_id"])
