"""On course? The pace since the baseline beside the pace that the target needs.

Formulas, with the gap of `rule`; a pace is in the indicator's unit a year, positive towards the
target:

- remaining = the gap of the latest actual.
- observed pace = (gap - remaining) / (latest year - baseline year).
- pace ratio = observed pace / needed pace; on course from `on_course_ratio` up.
- pace from now = remaining / (target year - latest year).
- projected year = latest year + remaining / observed pace, rounded up: when the target would be
  reached if the observed pace held. None is projected where the pace leads away from the target.

For mortality, whose decline is proportional rather than linear, the average annual rate of
reduction stands beside the linear pace (`average_annual_reduction`).
"""

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats
from plancompare.analysis.rule import ROUNDING, Targets, gap_of, is_met, targets_from
from plancompare.analysis.thresholds import Thresholds, thresholds
from plancompare.analysis.values import SUBJECT, yearly_values

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
    "remaining",
    "observed_pace",
    "needed_pace",
    "pace_ratio",
    "pace_from_now",
    "projected_year",
    "observed_reduction",
    "needed_reduction",
    "status",
    "verdict",
    "shortfall",
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


def course_table(
    gaps: pd.DataFrame,
    observations: pd.DataFrame,
    *,
    as_of: int | None = None,
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """How each target with a baseline fares, and its verdict where its year has passed.

    Args:
        gaps: As from `gap_table`, asked with the same `as_of`.
        observations: The table `observations`, for the number of years with an actual.
        as_of: The year looked from. None: the last year with an actual anywhere in the table.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        The columns `COURSE_COLUMNS`, one row a target that has a baseline. `points` counts the
        years with an actual from the baseline to the latest; with fewer than `least_points` there
        is no observed pace. The reductions are those of `average_annual_reduction`, only where
        less is asked for. `verdict` is empty until the target year lies before `as_of` or has its
        own actual; then it is `met` or `missed` by the target year's own actual, with the
        `shortfall` in the indicator's unit (negative: surpassed), or `not known` without one.
    """
    limits = limits or thresholds()
    actuals = yearly_values(observations, limits=limits)
    rows = gaps[gaps["target"].notna() & gaps["baseline"].notna()].reset_index(drop=True)
    seen = max(actuals["year"].dropna(), default=0) if as_of is None else as_of
    rows["points"] = _points(rows, actuals)
    rows = _paces(rows, limits)
    return _verdicts(rows, seen, limits)[list(COURSE_COLUMNS)]


def _points(rows: pd.DataFrame, actuals: pd.DataFrame) -> pd.Series:
    """How many years from the baseline to the latest have an actual."""
    asked = rows[[*SUBJECT, "baseline_year", "latest_year"]].reset_index()
    pairs = asked.merge(actuals[[*SUBJECT, "year"]], on=SUBJECT)
    inside = pairs[
        pairs["year"].between(pairs["baseline_year"], pairs["latest_year"]).fillna(False)
    ]
    return inside.groupby("index").size().reindex(rows.index, fill_value=0)


def _paces(rows: pd.DataFrame, limits: Thresholds) -> pd.DataFrame:
    """Add what has been covered, what is left, and at which pace."""
    gap, needed, baseline_year, latest_year, target_year = (
        _floats(rows, name)
        for name in ("gap", "needed_pace", "baseline_year", "latest_year", "target_year")
    )
    remaining = gap_of(_floats(rows, "latest"), _targets(rows))
    elapsed = latest_year - baseline_year
    enough = (rows["points"] >= limits.least_points).to_numpy()
    observed = np.where(enough, (gap - remaining) / _if_positive(elapsed), np.nan)
    wait = np.where(remaining > 0, remaining / _if_positive(observed), 0.0)
    projected = np.where(np.isnan(remaining), np.nan, latest_year + np.ceil(wait - ROUNDING))
    return rows.assign(
        remaining=remaining,
        observed_pace=observed,
        pace_ratio=observed / _if_positive(needed),
        pace_from_now=remaining / _if_positive(target_year - latest_year),
        projected_year=pd.array(projected, "Int64"),
        **_reductions(rows, elapsed, target_year - baseline_year),
    )


def _reductions(rows: pd.DataFrame, elapsed: Floats, whole: Floats) -> dict[str, Floats]:
    """Observed and needed rate of reduction, where the target asks for less."""
    falls = (rows["direction"] == "less").to_numpy()
    baseline = np.where(falls, _floats(rows, "baseline"), np.nan)
    return {
        "observed_reduction": average_annual_reduction(baseline, _floats(rows, "latest"), elapsed),
        "needed_reduction": average_annual_reduction(baseline, _floats(rows, "target"), whole),
    }


def _verdicts(rows: pd.DataFrame, seen: float, limits: Thresholds) -> pd.DataFrame:
    """Add the verdict of the targets whose year has passed."""
    target_year, remaining = _floats(rows, "target_year"), rows["remaining"].to_numpy()
    decided = _floats(rows, "latest_year") == target_year
    met = is_met(remaining, _targets(rows), limits.about_tolerance)
    verdict = np.select(
        [decided & met, decided, target_year < seen], ["met", "missed", "not known"], ""
    )
    return rows.assign(
        verdict=pd.Series(verdict, rows.index, dtype="str"),
        shortfall=np.where(decided, remaining, np.nan),
    )


def _targets(rows: pd.DataFrame) -> Targets:
    return targets_from(rows["target"], rows["target_upper"], rows["bound"], rows["direction"])


def _floats(rows: pd.DataFrame, name: str) -> Floats:
    return rows[name].to_numpy("float64", na_value=np.nan)


def _if_positive(numbers: Floats) -> Floats:
    return np.where(numbers > 0, numbers, np.nan)
