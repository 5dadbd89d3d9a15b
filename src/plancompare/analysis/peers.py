"""A region among its peers: which regions those are, and where each of them stands.

Beside other regions a neutral indicator (beds, staff) is never better or worse: its ranks run from
the highest value down, as an order and no more, and its rows have `judged` False.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats
from plancompare.analysis.comparability import group_flags, one_each, too_old
from plancompare.analysis.distribution import merit, quartiles, ranks
from plancompare.analysis.thresholds import Thresholds, thresholds
from plancompare.errors import UsageError

# The half of the central 50 % of a normal distribution, in standard deviations.
_QUARTILE_OF_NORMAL = 0.6745

STANDING_COLUMNS = (
    "region_code",
    "indicator_id",
    "value",
    "year",
    "n",
    "too_old",
    "rank",
    "percentile",
    "band",
    "robust_z",
    "judged",
    "flags",
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


def nearest(
    values: pd.DataFrame,
    code: str,
    characteristics: Sequence[str],
    n: int,
    *,
    limits: Thresholds | None = None,
) -> list[str]:
    """The regions most like a region in chosen characteristics, the most alike first.

    Distance is Euclidean over standardised characteristics, √Σ((xᵢ - yᵢ)/σᵢ)², σ the standard
    deviation over the regions that state all of them, none of years too long past (the nearest
    neighbours that CIPFA and the Office for Health Improvement compare local authorities with). A
    characteristic that is equal everywhere tells nothing apart and counts nothing.

    Args:
        values: One row a region and indicator, as from `latest_values`.
        code: The region.
        characteristics: Indicators to be alike in.
        n: How many peers, the region itself not counted.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        The region itself, then its peers; fewer than `n` where fewer state all characteristics.

    Raises:
        UsageError: The region does not state one of the characteristics, or only of years too long
            past (see `comparability.too_old`).
    """
    chosen = values[values["indicator_id"].isin(characteristics)]
    chosen = one_each(chosen)
    table = chosen[~too_old(chosen, limits=limits)].pivot(
        index="region_code", columns="indicator_id", values="value"
    )
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


def standings(
    values: pd.DataFrame,
    indicators: pd.DataFrame,
    peers: Sequence[str] | None = None,
    *,
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """Where each region stands among its peers, indicator by indicator.

    - rank: competition rank, 1 for the best (for the highest where the indicator is neutral); equal
      values share the better rank and the next rank is left out (1, 2, 2, 4).
    - percentile: 100 · (regions behind + half of the other regions that are equal) / (n - 1); 100
      for a sole leader, 50 where all are equal; missing for a single region.
    - robust z: 0.6745 · (x - median) / MAD, MAD the median absolute deviation from the median
      (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). It keeps the sign of the
      value, not of merit. With MAD zero it is 0 at the median and missing elsewhere.
    - band: the quarter of the regions that lies at or beyond the upper quartile on the good side is
      `leading`, on the other side `trailing`, the rest `middle`; for a neutral indicator `high`,
      `low`, `middle`. Where ranks differ and bands do not, the ranks mislead. Missing with fewer
      than `least_for_bands` regions, or where the quartiles coincide.

    Args:
        values: One row a region and indicator, as from `latest_values`.
        indicators: The table `indicators`.
        peers: Region codes to compare; None for all in `values`.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        The columns `STANDING_COLUMNS`; `n` is the number of peers that are compared, `too_old` of
        those left out since their values are of years too long past (see `comparability.too_old`),
        `flags` are those of the group (see `comparability.group_flags`): all the same for all rows
        of an indicator.
    """
    limits = limits or thresholds()
    return _standings(_among(values, peers, limits), indicators, limits)


def _standings(group: pd.DataFrame, indicators: pd.DataFrame, limits: Thresholds) -> pd.DataFrame:
    """The standings of the values to compare."""
    ways = dict(zip(indicators["indicator_id"], indicators["direction"], strict=True))
    parts = [
        _stand(part, ways[str(indicator)], limits)
        for indicator, part in group.groupby("indicator_id", sort=True)
    ]
    if not parts:
        return pd.DataFrame(columns=list(STANDING_COLUMNS))
    return pd.concat(parts, ignore_index=True)[list(STANDING_COLUMNS)]


def _among(values: pd.DataFrame, peers: Sequence[str] | None, limits: Thresholds) -> pd.DataFrame:
    """The values to compare, each with the number of those of its indicator that are too old."""
    stated = one_each(values[values["value"].notna()])
    stated = stated if peers is None else stated[stated["region_code"].isin(peers)]
    is_old = too_old(stated, limits=limits)
    count = is_old.groupby(stated["indicator_id"]).transform("sum")
    return stated.assign(too_old=count)[~is_old]


def _stand(part: pd.DataFrame, direction: str, limits: Thresholds) -> pd.DataFrame:
    """The standings in one indicator, the first rank first."""
    worth = merit(part["value"], direction)
    n = len(part)
    percentile = 100 * (worth.rank() - 1) / (n - 1) if n > 1 else np.nan
    judged = direction != "neutral"
    words = ("leading", "trailing") if judged else ("high", "low")
    table = part.assign(
        n=n,
        rank=ranks(part["value"], direction),
        percentile=percentile,
        band=_bands(worth, words) if n >= limits.least_for_bands else None,
        robust_z=robust_z(part["value"].to_numpy()),
        judged=judged,
        flags=group_flags(part, limits=limits),
    )
    return table.astype({"band": "str", "flags": "str"}).sort_values(["rank", "region_code"])


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


def peer_summary(
    values: pd.DataFrame,
    indicators: pd.DataFrame,
    peers: Sequence[str] | None = None,
    *,
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """The spread of a group of regions, indicator by indicator.

    Args:
        values: One row a region and indicator, as from `latest_values`.
        indicators: The table `indicators`.
        peers: Region codes to compare; None for all in `values`.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        One row an indicator that any peer states: `n` that are compared, `too_old` that are left
        out (see `comparability.too_old`), `not_stated` (the rest of the peers, or of all regions in
        `values`), `minimum`, `q1`, `median`, `q3`, `maximum` in the indicator's
        unit (quartiles by linear interpolation, Hyndman and Fan's type 7), `first_year` and
        `last_year` of the values, `best` and `best_regions` (joined by `;`, missing for a neutral
        indicator), `judged`, and `flags` (see `comparability.group_flags`).
    """
    limits = limits or thresholds()
    group = _among(values, peers, limits)
    total = values["region_code"].nunique() if peers is None else len(set(peers))
    by_id = group.groupby("indicator_id")
    spread = by_id["value"].quantile(np.linspace(0, 1, 5)).unstack()
    spread.columns = pd.Index(["minimum", "q1", "median", "q3", "maximum"])
    table = spread.assign(
        n=by_id.size(),
        too_old=by_id["too_old"].first(),
        not_stated=total - by_id.size() - by_id["too_old"].first(),
        first_year=by_id["year"].min(),
        last_year=by_id["year"].max(),
    )
    places = _standings(group, indicators, limits)
    firsts = places[(places["rank"] == 1) & places["judged"]].groupby("indicator_id")
    of_all = places.groupby("indicator_id")
    return table.assign(
        best=firsts["value"].first(),
        best_regions=firsts["region_code"].agg(";".join),
        judged=of_all["judged"].first(),
        flags=of_all["flags"].first(),
    ).reset_index()
