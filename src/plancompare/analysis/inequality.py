"""How unequally something is spread over regions: CV, Gini and Lorenz, Theil.

All are computed on rates a head (beds per 1,000 people), each region counting once or with its
population as weight w; μ is the (weighted) mean, and neither may be negative. All are free of
the unit: a value doubled everywhere leaves them as they are. They say how unequal, never how good.

Where nothing can be said the result is missing, by rule: no region, a mean of zero, a negative
value or weight. One region alone, or all equal, gives 0.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.analysis.columns import Floats
from plancompare.analysis.comparable import Comparable
from plancompare.analysis.rare_events import per_births
from plancompare.analysis.thresholds import thresholds
from plancompare.regions.groups import groups

ECONOMIC = ("east", "central", "west", "northeast")  # the groups that part the country
# Units of rates that count by people.
_A_HEAD = ("per_1000", "per_10k", "per_100k")

INEQUALITY_COLUMNS = (
    "indicator_id",
    "year",
    "weighting",
    "n",
    "without_weight",
    "mean",
    "cv",
    "gini",
    "theil",
    "theil_within",
    "theil_between",
    "flags",
)


def coefficient_of_variation(values: Floats, weights: Floats | None = None) -> float:
    """The standard deviation as a share of the mean: √(Σw(x - μ)²/Σw) / μ.

    The population form (division by n, not n - 1): the regions are all there are, not a sample.
    """
    weights = _weights(values, weights)
    if not _can_be_judged(values, weights):
        return np.nan
    mean = np.average(values, weights=weights)
    return float(np.sqrt(np.average((values - mean) ** 2, weights=weights)) / mean)


def lorenz_curve(values: Floats, weights: Floats | None = None) -> pd.DataFrame:
    """The Lorenz curve: cumulative shares of population and of the total, poorest first.

    Args:
        values: Rates a head, one a region.
        weights: Populations; None counts each region once.

    Returns:
        `population_share` and `value_share`, from (0, 0) to (1, 1); no rows where the values
        cannot be judged.
    """
    weights = _weights(values, weights)
    if not _can_be_judged(values, weights):
        return pd.DataFrame({"population_share": [], "value_share": []}, dtype="float64")
    order = np.argsort(values, kind="stable")
    people, amount = weights[order], (weights * values)[order]
    return pd.DataFrame(
        {
            "population_share": np.append(0.0, np.cumsum(people) / people.sum()),
            "value_share": np.append(0.0, np.cumsum(amount) / amount.sum()),
        }
    )


def share_of_lower(curve: pd.DataFrame, part: float = 0.5) -> float:
    """The share of the total that the poorest part of the population has.

    Args:
        curve: As from `lorenz_curve`.
        part: Which part of the population, from 0 to 1.

    Returns:
        From 0 to 1, by linear interpolation on the curve; missing without a curve.
    """
    if curve.empty:
        return np.nan
    return float(np.interp(part, curve["population_share"], curve["value_share"]))


def gini(values: Floats, weights: Floats | None = None) -> float:
    """The Gini coefficient: twice the area between the Lorenz curve and the diagonal.

    G = 1 - Σ (pᵢ - pᵢ₋₁)(Lᵢ + Lᵢ₋₁), p and L the cumulative shares; 0 where all are equal. (Cowell,
    "Measuring Inequality", 3rd edition, 2011.)
    """
    curve = lorenz_curve(values, weights)
    if curve.empty:
        return np.nan
    steps, heights = np.diff(curve["population_share"]), curve["value_share"].to_numpy()
    return float(1 - np.sum(steps * (heights[1:] + heights[:-1])))


def theil(values: Floats, weights: Floats | None = None) -> float:
    """Theil's T: Σ sᵢ ln(xᵢ/μ), sᵢ = wᵢxᵢ/Σwx the share of the total; 0·ln 0 counts 0.

    (Theil, "Economics and Information Theory", 1967.)
    """
    return theil_parts(values, np.zeros(len(values), np.int64), weights)[0]


def theil_parts(
    values: Floats, groups: NDArray[np.generic], weights: Floats | None = None
) -> tuple[float, float, float]:
    """Theil's T, and its parts within and between groups, which add up to it.

    Between = Σ_g S_g ln(μ_g/μ), within = Σ_g S_g T_g, S_g the group's share of the total, μ_g its
    mean, T_g its own Theil index. (Shorrocks, "The Class of Additively Decomposable Inequality
    Measures", Econometrica 48, 1980.)

    Args:
        values: Rates a head, one a region.
        groups: The group of each region.
        weights: Populations; None counts each region once.

    Returns:
        Total, within, between.
    """
    weights = _weights(values, weights)
    if not _can_be_judged(values, weights):
        return np.nan, np.nan, np.nan
    peopled = weights > 0  # a region without people has no share, and its group may have no mean
    values, groups, weights = values[peopled], groups[peopled], weights[peopled]
    table = pd.DataFrame({"amount": weights * values, "weight": weights})
    sums = table.groupby(groups).transform("sum")
    share = table["amount"] / table["amount"].sum()
    group_mean = sums["amount"] / sums["weight"]
    mean = table["amount"].sum() / table["weight"].sum()
    within = (share * _log_ratio(values, group_mean.to_numpy())).sum()
    between = (share * _log_ratio(group_mean.to_numpy(), np.full(len(values), mean))).sum()
    return float(within + between), float(within), float(between)


def _log_ratio(numbers: Floats, base: Floats) -> Floats:
    """ln(x / base), 0 where x is 0: its share is 0 too."""
    ratio = np.divide(numbers, base, out=np.ones(len(numbers)), where=numbers > 0)
    logs: Floats = np.log(ratio)
    return logs


def _weights(values: Floats, weights: Floats | None) -> Floats:
    return np.ones(len(values)) if weights is None else weights


def _can_be_judged(values: Floats, weights: Floats) -> bool:
    possible = bool((values >= 0).all() and (weights >= 0).all())
    return len(values) > 0 and possible and float(values @ weights) > 0


@cache
def macro_regions() -> Mapping[str, str]:
    """East, central, west or northeast, by the first two digits of a region code."""
    return {
        code[:2]: group.id for group in groups() if group.id in ECONOMIC for code in group.codes
    }


def inequality_table(
    found: Comparable, population: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Inequality between the regions that may stand side by side, for every indicator.

    A rate a head is weighted with the people of its reference year. A share, and a rate of births,
    is of something else than people, and is not weighted.

    Args:
        found: As from `comparable`; one for each year shows how inequality moved.
        population: People of the reference year by region code.

    Returns:
        The columns `INEQUALITY_COLUMNS`. For every indicator one row with `weighting` `equal`, each
        region counting once, and, where people are known, one with `population` over the regions
        whose people are known. `n` is the number of regions counted,
        `without_weight` of those that the weighted row leaves out. Theil's parts are within and
        between the four macro-regions; they are missing where a region is in none. Where fewer than
        `least_share` of the regions of the level are counted, `flags` is `too_few` and nothing is
        computed.
    """
    least = thresholds().least_share * found.whole
    rows = [
        row
        for indicator, part in found.rows.groupby("indicator_id")
        for row in _rows(
            part,
            {"indicator_id": indicator, "year": part["reference_year"].iloc[0]},
            _weights_of(part, population or {}),
            least,
        )
    ]
    return pd.DataFrame(rows, columns=list(INEQUALITY_COLUMNS)).astype({"year": "Int64"})


def _weights_of(part: pd.DataFrame, population: Mapping[str, float]) -> pd.Series:
    """The people of an indicator's regions, where they are known and it counts by people."""
    indicator = str(part["indicator_id"].iloc[0])
    unit = str(part["unit"].iloc[0]) if "unit" in part.columns else "per_1000"
    is_a_head = unit in _A_HEAD and indicator not in per_births()
    known = part["region_code"].map(dict(population) if is_a_head else {}).astype("float64")
    return known.where(known > 0)


def _rows(
    part: pd.DataFrame, subject: dict[str, object], weights: pd.Series, least: float
) -> list[dict[str, object]]:
    rows = [subject | {"weighting": "equal", "without_weight": 0} | _measures(part, None, least)]
    is_known = weights.notna()
    if is_known.any():
        left_out = {"weighting": "population", "without_weight": int((~is_known).sum())}
        of_known = _measures(part[is_known], weights[is_known].to_numpy(), least)
        rows.append(subject | left_out | of_known)
    return rows


def _measures(part: pd.DataFrame, weights: Floats | None, least: float) -> dict[str, object]:
    if len(part) < least:
        return {"n": len(part), "flags": "too_few"}
    values = part["value"].to_numpy()
    groups = part["region_code"].str[:2].map(macro_regions())
    total, within, between = theil_parts(values, groups.fillna("").to_numpy(), weights)
    outside = bool(groups.isna().any())
    return {
        "n": len(part),
        "mean": float(np.average(values, weights=weights)),
        "cv": coefficient_of_variation(values, weights),
        "gini": gini(values, weights),
        "theil": total,
        "theil_within": np.nan if outside else within,
        "theil_between": np.nan if outside else between,
        "flags": "",
    }
