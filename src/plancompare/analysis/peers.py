"""A region among its peers: which regions those are, and where each of them stands.

Beside other regions a neutral indicator (beds, staff) is never better or worse: its ranks run from
the highest value down, as an order and no more, and its rows have `judged` False.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats
from plancompare.analysis.comparable import Comparable
from plancompare.analysis.distribution import merit, places, quartiles
from plancompare.analysis.thresholds import thresholds
from plancompare.errors import UsageError

# The half of the central 50 % of a normal distribution, in standard deviations.
_QUARTILE_OF_NORMAL = 0.6745

_MARGIN = ("value_decimals", "bound", "low", "high")  # what `places` reads beside the value

STANDING_COLUMNS = (
    "region_code",
    "indicator_id",
    "value",
    "year",
    "reference_year",
    "n",
    "aside",
    "rank",
    "rank_last",
    "percentile",
    "band",
    "robust_z",
    "judged",
)


def same_level(regions: pd.DataFrame, code: str) -> list[str]:
    """The regions of a region's own level, itself among them.

    Raises:
        UsageError: The region is not in the table.
    """
    levels = dict(zip(regions["region_code"], regions["level"], strict=True))
    if code not in levels:
        raise UsageError(f"no region “{code}” in the dataset", remedy="Name a region code of it.")
    return [other for other, level in levels.items() if level == levels[code]]


def nearest(found: Comparable, code: str, characteristics: Sequence[str], n: int) -> list[str]:
    """The regions most like a region in chosen characteristics, the most alike first.

    Distance is Euclidean over standardised characteristics, √Σ((xᵢ - yᵢ)/σᵢ)², σ the standard
    deviation over the regions that state all of them (the nearest neighbours that CIPFA and the
    Office for Health Improvement compare local authorities with). A characteristic that is equal
    everywhere tells nothing apart and counts nothing.

    Args:
        found: As from `comparable`.
        code: The region.
        characteristics: Indicators to be alike in.
        n: How many peers, the region itself not counted.

    Returns:
        The region itself, then its peers; fewer than `n` where fewer state all characteristics.

    Raises:
        UsageError: The region does not state one of the characteristics in the years compared.
    """
    table = found.rows.pivot(index="region_code", columns="indicator_id", values="value")
    table = table.reindex(columns=list(characteristics)).dropna()
    if code not in table.index:
        raise UsageError(
            f"region “{code}” does not state all of {', '.join(characteristics)}",
            remedy="Choose characteristics that it states, or name its peers.",
        )
    spread = table.std(ddof=0).replace(0.0, np.inf)
    distance = (((table - table.loc[code]) / spread) ** 2).sum(axis=1)
    order = distance.drop(code).sort_values(kind="stable").index
    return [code, *order[:n]]


def standings(found: Comparable, indicators: pd.DataFrame) -> pd.DataFrame:
    """Where each region stands among those that it may stand beside, indicator by indicator.

    With fewer than `least_ranked` regions there is no place, percentile or band.

    - rank and rank_last: the best and the last place that the value may hold, 1 for the best (for
      the highest where the indicator is neutral); see `distribution.places`.
    - percentile: 100 · (regions behind + half of the other regions that are equal) / (n - 1); 100
      for a sole leader, 50 where all are equal.
    - robust z: 0.6745 · (x - median) / MAD, MAD the median absolute deviation from the median
      (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). It keeps the sign of the
      value, not of merit. With MAD zero it is 0 at the median and missing elsewhere.
    - band: the quarter of the regions that lies at or beyond the upper quartile on the good side is
      `leading`, on the other side `trailing`, the rest `middle`; for a neutral indicator `high`,
      `low`, `middle`. Where ranks differ and bands do not, the ranks mislead. Missing where the
      quartiles coincide.

    Args:
        found: As from `comparable`: only its rows are placed.
        indicators: The table `indicators`.

    Returns:
        The columns `STANDING_COLUMNS`; `n` is the number of regions that are compared, `aside` of
        those of the level that state a value and are set aside.
    """
    ways = dict(zip(indicators["indicator_id"], indicators["direction"], strict=True))
    aside = found.set_aside["indicator_id"].value_counts()
    read = found.rows[found.rows.columns.intersection([*STANDING_COLUMNS, *_MARGIN])]
    parts = [
        _stand(part, ways[str(indicator)])
        for indicator, part in read.groupby("indicator_id", sort=False)
    ]
    if not parts:
        return pd.DataFrame(columns=list(STANDING_COLUMNS))
    table = pd.concat(parts)
    table["aside"] = table["indicator_id"].map(aside).fillna(0).astype("int64")
    by = {"indicator_id": True, "_worth": False, "region_code": True}
    order = table.sort_values([*by], ascending=[*by.values()], kind="stable", ignore_index=True)
    return order[list(STANDING_COLUMNS)].astype({"band": "str"})


def _stand(part: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The standings of one indicator."""
    judged = direction in {"more", "less"}
    n = len(part)
    ranked = n >= thresholds().least_ranked
    worth = merit(part["value"], direction)
    words = ("leading", "trailing") if judged else ("high", "low")
    behind = worth.rank(method="average") - 1
    return part.assign(
        n=n,
        percentile=100 * behind / (n - 1) if ranked and n > 1 else np.nan,
        band=_bands(worth, words) if ranked else None,
        robust_z=robust_z(part["value"].to_numpy()),
        judged=judged,
        _worth=worth,
        **places(part, direction),
    )


def _bands(worth: pd.Series, words: tuple[str, str]) -> pd.Series:
    lower, _, upper = quartiles(worth)
    if lower == upper:
        return pd.Series(None, worth.index, dtype="str")
    bands = np.select([worth >= upper, worth <= lower], words, "middle")
    return pd.Series(bands, worth.index, dtype="str")


def robust_z(values: Floats) -> Floats:
    """0.6745 · (x - median) / MAD, as in `standings`.

    Args:
        values: In one unit, none missing.

    Returns:
        Standard deviations from the median; with MAD zero, 0 at the median and missing elsewhere.
    """
    if not len(values):
        return values
    distance = values - np.median(values)
    spread = np.median(np.abs(distance))
    if spread == 0:
        return np.where(distance == 0, 0.0, np.nan)
    scores: Floats = _QUARTILE_OF_NORMAL * distance / spread
    return scores


def peer_summary(found: Comparable, indicators: pd.DataFrame) -> pd.DataFrame:
    """The spread of the regions that may stand side by side, indicator by indicator.

    Args:
        found: As from `comparable`.
        indicators: The table `indicators`.

    Returns:
        One row an indicator that any region states: `n` that are compared, `aside` that are set
        aside, `not_stated` (the rest of the regions of the level), `minimum`, `q1`, `median`, `q3`,
        `maximum` in the indicator's unit (quartiles by linear interpolation, Hyndman and Fan's type
        7), `reference_year`, `first_year` and `last_year` of the values, `best` and `best_regions`
        (joined by `;`: all that may be first; missing for a neutral indicator and with fewer than
        `least_ranked` regions) and `judged`.
    """
    by_id = found.rows.groupby("indicator_id")
    spread = by_id["value"].quantile(np.linspace(0, 1, 5)).unstack()
    spread.columns = pd.Index(["minimum", "q1", "median", "q3", "maximum"])
    aside = found.set_aside["indicator_id"].value_counts().reindex(spread.index).fillna(0)
    table = spread.assign(
        n=by_id.size(),
        aside=aside.astype("int64"),
        not_stated=found.whole - by_id.size() - aside.astype("int64"),
        reference_year=by_id["reference_year"].first(),
        first_year=by_id["year"].min(),
        last_year=by_id["year"].max(),
    )
    places_of = standings(found, indicators)
    is_first = places_of["rank"].eq(1).fillna(False).astype(bool) & places_of["judged"].astype(bool)
    firsts = places_of[is_first].groupby("indicator_id")
    return table.assign(
        best=firsts["value"].first(),
        best_regions=firsts["region_code"].agg(";".join),
        judged=places_of.groupby("indicator_id")["judged"].first(),
    ).reset_index()
