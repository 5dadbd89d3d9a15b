"""How fast? The pace since the baseline beside the pace that the target asked for.

Formulas, with the gap table's columns; a pace is in the indicator's unit a year, positive towards
the target:

- asked pace = asked / (target year - baseline year).
- observed pace = (asked - gap) / (latest year - baseline year), from `least_points` years on.
- pace ratio = observed pace / asked pace; on course from `on_course_ratio` up.
- projected year = latest year + gap / observed pace, rounded up: when the target would be reached
  if the observed pace held. None is projected where the pace leads away from the target.

What is needed from now on is the gap table's `needed_pace`. For mortality, whose decline is
proportional rather than linear, the average annual rate of reduction stands beside the linear pace
(`average_annual_reduction`).
"""

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats, floats
from plancompare.analysis.rule import ROUNDING
from plancompare.analysis.thresholds import thresholds

COURSE_COLUMNS = (
    "region_code",
    "indicator_id",
    "source_id",
    "baseline",
    "baseline_year",
    "latest",
    "latest_year",
    "points",
    "target",
    "target_year",
    "gap",
    "asked_pace",
    "observed_pace",
    "pace_ratio",
    "needed_pace",
    "projected_year",
    "observed_reduction",
    "asked_reduction",
    "status",
    "flags",
)


def average_annual_reduction(earlier: Floats, later: Floats, years: Floats) -> Floats:
    """The average annual rate of reduction, as UN IGME defines it.

    ARR = 100 · ln(earlier / later) / years: continuous, in percent a year, positive where the rate
    falls, negative where it rises. Source: UN Inter-agency Group for Child Mortality Estimation,
    "Levels & Trends in Child Mortality", notes to the statistical tables.

    Args:
        earlier: The rate at the start.
        later: The rate at the end, in the same unit.
        years: Years between them.

    Returns:
        Percent a year; missing where a rate is not positive or no time has passed.
    """
    possible = (earlier > 0) & (later > 0) & (years > 0)
    ratio = np.divide(earlier, later, out=np.full(np.shape(possible), np.nan), where=possible)
    percent: Floats = 100 * np.log(ratio) / np.where(possible, years, np.nan)
    return percent


def course_table(gaps: pd.DataFrame) -> pd.DataFrame:
    """How fast each target with a baseline comes nearer.

    Args:
        gaps: As from `gap_table`.

    Returns:
        The columns `COURSE_COLUMNS`, one row a target that has a baseline. With fewer `points` than
        `least_points` there is no observed pace. The reductions are those of
        `average_annual_reduction`, only where less is asked for.
    """
    rows = gaps[gaps["target"].notna() & gaps["baseline"].notna()].reset_index(drop=True)
    asked, gap, start, latest, due = (
        floats(rows[name])
        for name in ("asked", "gap", "baseline_year", "latest_year", "target_year")
    )
    is_trend = floats(rows["points"]) >= thresholds().least_points
    observed = np.where(is_trend, (asked - gap) / _if_positive(latest - start), np.nan)
    wait = np.where(gap > 0, gap / _if_positive(observed), 0.0)
    asked_pace = asked / _if_positive(due - start)
    table = rows.assign(
        asked_pace=asked_pace,
        observed_pace=observed,
        pace_ratio=observed / _if_positive(asked_pace),
        projected_year=pd.Series(latest + np.ceil(wait - ROUNDING)).astype("Int64"),
        observed_reduction=_reduction(rows, "latest", latest - start),
        asked_reduction=_reduction(rows, "target", due - start),
    )
    return table[list(COURSE_COLUMNS)]


def _reduction(rows: pd.DataFrame, to: str, years: Floats) -> Floats:
    """The rate of reduction from the baseline, where the target asks for less."""
    falls = (rows["direction"] == "less").to_numpy()
    baseline = np.where(falls, floats(rows["baseline"]), np.nan)
    return average_annual_reduction(baseline, floats(rows[to]), years)


def _if_positive(numbers: Floats) -> Floats:
    return np.where(numbers > 0, numbers, np.nan)
