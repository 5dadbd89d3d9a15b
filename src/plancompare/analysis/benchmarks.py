"""A region beside its province, the nation, another region, or a named standard.

The gap to a benchmark follows the same rule as the gap to a target (`rule`): d·(benchmark - value),
positive while the region has still way to go. Beside another region a neutral indicator is never
better or worse: its row says `higher` or `lower`, and has no gap. What is better, worse or neither
is decided by the intervals that places are decided by (`distribution.ahead`).
"""

import numpy as np
import pandas as pd

from plancompare.analysis.comparability import comparability_flags
from plancompare.analysis.comparable import unfit
from plancompare.analysis.distribution import ahead
from plancompare.analysis.margins import intervals
from plancompare.analysis.rare_events import births_of, too_few, with_events
from plancompare.analysis.rule import ABOUT, EXACT, gap_of, is_met, targets_from
from plancompare.analysis.series import FACETS, differs
from plancompare.analysis.thresholds import thresholds
from plancompare.analysis.values import latest_values, signs_of, values_nearest, yearly_values
from plancompare.errors import UsageError

AGAINST_COLUMNS = (
    "region_code",
    "level",
    "indicator_id",
    "value",
    "year",
    "benchmark_code",
    "benchmark_level",
    "benchmark",
    "benchmark_year",
    "year_distance",
    "difference",
    "gap",
    "relative_gap",
    "position",
    "judged",
    "flags",
)


def against(
    observations: pd.DataFrame,
    indicators: pd.DataFrame,
    regions: pd.DataFrame,
    *,
    benchmark: str = "nation",
    role: str = "actual",
) -> pd.DataFrame:
    """Every region's latest actual beside a benchmark's, of the year nearest to it.

    With `role="target"` it is the region's latest target beside the benchmark's: the `better` one
    is the more demanding, and a positive gap says by how much the region's own falls short.

    Args:
        observations: The table `observations`.
        indicators: The table `indicators`.
        regions: The table `regions`.
        benchmark: `nation`, `province`, or the code of a region.
        role: `actual` or `target`.

    Returns:
        The columns `AGAINST_COLUMNS`, one row a region and indicator with a value; the benchmark's
        columns are missing where it states none. `difference` is value - benchmark and `gap`
        d·(benchmark - value), both in the indicator's unit, `relative_gap` is gap / |benchmark|.
        `position` is `better`, `worse` or `equal` (rounding, or the exact interval of a rate of
        rare events, cannot tell the two apart), for a neutral indicator `higher`, `lower` or
        `equal` with `judged` False. `flags` are those of `comparability_flags`, and
        `series_differ`; that nation and province are of another level than the region goes without
        a flag. Where the years lie more than `most_years_apart` apart, one is not known, the two
        are known to be of different series, or one of them counts too few events, is an actual
        stated as a bound or of a near definition, both values are shown, and no difference or
        position: what `comparable` sets aside is not judged here.

    Raises:
        UsageError: The benchmark is no region of the table.
    """
    limited = _with_limits(observations, regions)
    values = yearly_values(limited, role=role)
    pairs = latest_values(limited, role=role)
    codes = benchmark_codes(regions, benchmark)
    pairs["benchmark_code"] = pairs["region_code"].map(codes).astype("str")
    pairs = pairs[pairs["benchmark_code"].notna()]
    wanted = pairs.assign(region_code=pairs["benchmark_code"])
    others = values_nearest(values, wanted)
    levels = regions.set_index("region_code")["level"]
    pairs = pairs.assign(
        benchmark=others["value"],
        benchmark_year=others["year"],
        benchmark_low=others["low"],
        benchmark_high=others["high"],
        other_year=others["year"],
        year_distance=others["year_distance"],
        other_comparability=others["comparability"],
        level=pairs["region_code"].map(levels),
        benchmark_level=pairs["benchmark_code"].map(levels),
        way=signs_of(pairs["indicator_id"], indicators),
    )
    # Nation and province are of another level by what they are: only a named region is a surprise.
    is_above = benchmark in {"nation", "province"}
    pairs["other_level"] = pairs["level"] if is_above else pairs["benchmark_level"]
    pairs["flags"] = comparability_flags(pairs).where(others["value"].notna(), "")
    is_other = differs(pairs, others[list(FACETS)].fillna(""))
    pairs["flags"] = pairs["flags"].mask(is_other, _with_series_flag(pairs["flags"]))
    cannot = is_other | _is_far(pairs)
    for side in (pairs, others):
        cannot |= too_few(side) | unfit(side.assign(role=role))
    return _judged(pairs, cannot)


def _with_limits(observations: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """The observations with the limits between which each lies."""
    rows = with_events(observations, births_of(observations, regions))
    low, high = intervals(rows)
    return rows.assign(low=low, high=high)


def _with_series_flag(flags: pd.Series) -> pd.Series:
    return (flags + ";series_differ").str.lstrip(";")


def _is_far(pairs: pd.DataFrame) -> pd.Series:
    """Whether the benchmark is of a year too far from the region's to judge it."""
    return (pairs["year_distance"] > thresholds().most_years_apart).fillna(True).astype(bool)


def benchmark_codes(regions: pd.DataFrame, benchmark: str) -> dict[str, str]:
    """The region that each region is set beside; none for the benchmark itself."""
    parents = dict(zip(regions["region_code"], regions["parent_code"], strict=True))
    levels = dict(zip(regions["region_code"], regions["level"], strict=True))
    if benchmark == "province":
        found = {code: _ancestor(code, parents, levels) for code in parents}
        return {code: other for code, other in found.items() if other and other != code}
    if benchmark == "nation":
        nations = [code for code, level in levels.items() if level == "nation"]
        benchmark = nations[0] if nations else benchmark
    if benchmark not in parents:
        raise UsageError(
            f"no region “{benchmark}” to compare with",
            remedy="Name nation, province or a region code of the dataset.",
        )
    return {code: benchmark for code in parents if code != benchmark}


def _ancestor(code: str, parents: dict[str, str], levels: dict[str, str]) -> str:
    """The province that a region belongs to; empty for the nation."""
    while code in parents and levels[code] != "province":
        code = parents[code]
    return code if code in parents else ""


def _judged(pairs: pd.DataFrame, apart: pd.Series) -> pd.DataFrame:
    """Add the difference, the gap and the position; nothing where the two may not be compared."""
    difference = (pairs["value"] - pairs["benchmark"]).mask(apart)
    judged = (pairs["way"] != 0) & ~apart
    way = pairs["way"].where(judged, 1.0)
    limits = pairs[["low", "high", "benchmark_low", "benchmark_high"]].to_numpy("float64")
    above = way * np.array([ahead((a, b), (c, d)) for a, b, c, d in limits], dtype="float64")
    words = np.where(judged, "better", "higher"), np.where(judged, "worse", "lower")
    position = pd.Series(np.select([above > 0, above < 0], words, "equal"), pairs.index)
    gap = (-difference * way).where(judged)
    size = pairs["benchmark"].abs()
    table = pairs.assign(
        difference=difference,
        gap=gap,
        relative_gap=gap / size.where(size != 0),
        position=position.where(difference.notna()).astype("str"),
        judged=judged,
    )
    return table[list(AGAINST_COLUMNS)].reset_index(drop=True)


def against_standard(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Every region's latest actual beside the indicator's planning standard.

    A standard's bound judges neutral indicators too. Where a neutral indicator has a standard
    without a bound (an exact or about figure), nothing says on which side of it to be: its row has
    the difference and no verdict.

    Args:
        observations: The table `observations`.
        indicators: The table `indicators`, with `standard`, `standard_bound`, `standard_year` and
            `standard_source`; indicators without a standard give no rows.

    Returns:
        `region_code`, `indicator_id`, `value`, `year`, the columns of the standard, `difference`
        (value - standard) and `gap` (positive while there is way to go), both in the indicator's
        unit, `relative_gap` (gap / |standard|) and `met`.
    """
    named = ["standard", "standard_bound", "standard_year", "standard_source"]
    upper = indicators.get("standard_upper", indicators["standard"])  # of a range
    edged = indicators.assign(upper=upper.fillna(indicators["standard"]))
    columns = ["indicator_id", "direction", "upper", *named]
    stated = edged.loc[edged["standard"].notna(), columns]
    pairs = latest_values(observations).merge(stated, on="indicator_id")
    targets = targets_from(
        pairs["standard"], pairs["upper"], pairs["standard_bound"], pairs["direction"]
    )
    is_open = (targets.sense == 0) & np.isin(targets.bound, (EXACT, ABOUT))
    gap = np.where(is_open, np.nan, gap_of(pairs["value"].to_numpy(), targets))
    met = pd.array(is_met(gap, targets, thresholds().about_tolerance), "boolean")
    met[is_open] = pd.NA
    size = pairs["standard"].abs()
    table = pairs.assign(
        difference=pairs["value"] - pairs["standard"],
        gap=gap,
        relative_gap=gap / size.where(size != 0),
        met=met,
    )
    columns = ["region_code", "indicator_id", "value", "year", *named]
    return table[[*columns, "difference", "gap", "relative_gap", "met"]]
