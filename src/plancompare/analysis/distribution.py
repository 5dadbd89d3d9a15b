"""Where values lie among others: ranks, quartiles, thirds, classes, rank correlation.

Charts and tables share these, so that a rank in a picture is the rank in the table beside it. All
are of one column of values, none missing.
"""

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats
from plancompare.analysis.margins import intervals
from plancompare.analysis.rule import DIRECTIONS, ROUNDING_DIGITS
from plancompare.analysis.thresholds import thresholds

Limits = tuple[float, float]
_TOUCH = 1e-10  # intervals that end where the next begins are apart: 7.24 and 7.25


def merit(values: pd.Series, direction: str) -> pd.Series:
    """Values turned so that more is better; for a neutral direction as they are.

    They are rounded where binary arithmetic would part what is printed alike (`rule.ROUNDING`).

    Args:
        values: In one unit.
        direction: `more` or `less`; any other word is neutral.
    """
    return (values * (DIRECTIONS.get(direction) or 1.0)).round(ROUNDING_DIGITS)


def ranks(values: pd.Series, direction: str) -> pd.Series:
    """Competition ranks, 1 for the best (for the highest where the direction is neutral).

    Equal values share the better rank and the next rank is left out: 1, 2, 2, 4.

    Args:
        values: In one unit.
        direction: `more`, `less` or `neutral`.

    Returns:
        Whole numbers, with the index of the values.
    """
    return merit(values, direction).rank(method="min", ascending=False).astype("Int64")


def places(rows: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The best and the last place that each value may hold, 1 for the best (or the highest).

    A value is before another where its whole interval is: the limits by rounding, or the exact ones
    of a rate of rare events. `rank` is 1 + the number of values that are before it, `rank_last` the
    number of all less those that it is before. What cannot be told apart shares places: 7.2 and
    7.24 are both first or second (并列). (Goldstein and Spiegelhalter, "League Tables and Their
    Limitations", JRSS A 159, 1996: no rank without its interval.)

    Args:
        rows: With `value`; `low` and `high` as from `comparable`, else by rounding.
        direction: `more`, `less` or `neutral`.

    Returns:
        `rank` and `rank_last` with the index of the rows; missing with fewer than `least_ranked`.
    """
    if len(rows) < thresholds().least_ranked:
        return pd.DataFrame({"rank": pd.NA, "rank_last": pd.NA}, rows.index, dtype="Int64")
    low, high = intervals(rows)
    if direction == "less":
        low, high = -high, -low
    before = len(rows) - np.searchsorted(np.sort(low), high - _TOUCH, side="left")
    behind = np.searchsorted(np.sort(high), low + _TOUCH, side="right")
    found = {"rank": 1 + before, "rank_last": len(rows) - behind}
    return pd.DataFrame(found, rows.index).astype("Int64")


def ahead(own: Limits, other: Limits) -> int:
    """Whether one value is above another: 1 or -1 where its whole interval is, else 0.

    What rounding, or the chance that a rate of rare events is subject to, cannot tell is neither.

    Args:
        own: The least and the greatest that the one may be, as from `intervals`.
        other: The same of the other.
    """
    if own[0] > other[1] - _TOUCH:
        return 1
    return -1 if own[1] < other[0] + _TOUCH else 0


def quartiles(values: pd.Series) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile, by linear interpolation.

    Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician
    50, 1996; numpy's and R's default.

    Returns:
        In the unit of the values; missing where there are none.
    """
    lower, median, upper = values.quantile([0.25, 0.5, 0.75])
    return float(lower), float(median), float(upper)


def thirds(values: pd.Series, direction: str) -> pd.Series:
    """The third that each value falls into by its rank: 1 the worst, 3 the best.

    The mean rank of equal values, counted from the worst, as a share of their number: up to 1/3 the
    first third, up to 2/3 the second. Equal values never part.

    Args:
        values: In one unit.
        direction: `more`, `less` or `neutral` (then 3 is the highest).
    """
    share = merit(values, direction).rank(pct=True)
    places = np.select([share <= 1 / 3, share <= 2 / 3], [1, 2], 3)
    return pd.Series(places, values.index)


def quantile_tops(values: Floats, count: int) -> list[float]:
    """The greatest value of each of some classes of as equal numbers as may be.

    A class ends with the value of rank ⌈n·k/count⌉, k = 1 … count (inverse of the empirical
    distribution, type 1 of Hyndman and Fan); classes that equal values make one are one.

    Args:
        values: In one unit.
        count: How many classes, at most as many as there are values.

    Returns:
        Ascending; fewer than asked where values are equal or few, none without values.
    """
    ordered = np.sort(values)
    wanted = min(count, len(ordered))
    last = [-(-len(ordered) * place // wanted) - 1 for place in range(1, wanted + 1)]
    return sorted({float(ordered[place]) for place in last})


def rank_correlation(x: pd.Series, y: pd.Series) -> float:
    """Spearman's ρ: Pearson's correlation of the ranks, equal values sharing their mean rank.

    (Spearman, "The Proof and Measurement of Association between Two Things", 1904.)

    Returns:
        From -1 to 1; missing where all of either are equal, or with fewer than two.
    """
    if x.nunique() < 2 or y.nunique() < 2:
        return np.nan
    return float(x.rank().corr(y.rank()))
