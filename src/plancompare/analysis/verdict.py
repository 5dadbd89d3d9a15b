"""From a target, its baseline and the latest actual to gap, pace and status; rules: see `gaps`."""

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Bools, Floats, floats, meaning
from plancompare.analysis.rule import (
    BOUNDS,
    DIRECTIONS,
    EXACT,
    ROUNDING,
    Targets,
    gap_of,
    is_met,
    sense_of,
)
from plancompare.analysis.thresholds import thresholds

MOVING_AWAY, BEHIND, ON_COURSE = "moving away", "behind", "on course"
MET, MISSED, DUE, NOT_YET_DUE = "met", "missed", "due, no later value", "not yet due"
NO_BASELINE, CHANGE, TOO_FEW = "no baseline", "target is a change", "too few to judge"
# What a target is while it can still be reached: only then is there a pace to keep.
OPEN = (ON_COURSE, BEHIND, MOVING_AWAY, NOT_YET_DUE)

_BOUNDS = {word: float(place) for place, word in enumerate(BOUNDS)}


def judge(rows: pd.DataFrame, as_of: int) -> pd.DataFrame:
    """Add gap, pace and status to targets.

    Args:
        rows: With `target`, `target_upper`, `target_year`, `bound`, `change`, `change_kind`,
            `baseline`, `baseline_year`, `latest`, `latest_year`, `points`, `too_few` and `way`
            (`more`, `less`, `neutral`: the indicator's direction).
        as_of: The year looked from.

    Returns:
        The rows with `direction`, `asked`, `gap`, `relative_gap`, `years_left`, `needed_pace` and
        `status`, and `already_met`: whether the baseline meets the target.
    """
    targets = targets_of(rows)
    gap = gap_of(floats(rows["latest"]), targets)
    asked = _asked(rows, targets)
    already_met = is_met(asked, targets, thresholds().about_tolerance) & ~np.isnan(targets.value)
    met = is_met(gap, targets, thresholds().about_tolerance)
    status = _status(rows, gap, asked, met, as_of)
    size = np.abs(floats(rows["latest"]))
    years = floats(rows["target_year"]) - floats(rows["latest_year"])
    years[~np.isin(status, OPEN) | (years <= 0)] = np.nan
    return rows.assign(
        direction=np.select([targets.sense == 1, targets.sense == -1], ["more", "less"], ""),
        asked=asked,
        gap=gap,
        relative_gap=gap / np.where(size == 0, np.nan, size),
        years_left=years,
        needed_pace=np.where(gap > 0, gap / years, np.nan),
        status=status,
        already_met=already_met,
    )


def targets_of(rows: pd.DataFrame) -> Targets:
    """What is asked, and which way: seen from the baseline, or from what came before the target."""
    value, bound = floats(rows["target"]), meaning(rows["bound"], _BOUNDS, EXACT).astype("int8")
    is_before = floats(rows["latest_year"]) < floats(rows["target_year"])
    before = np.where(is_before, floats(rows["latest"]), np.nan)
    baseline = floats(rows["baseline"])
    start = np.where(np.isnan(baseline), before, baseline)
    sense = sense_of(value, bound, meaning(rows["way"], DIRECTIONS, 0.0), start)
    changed = np.isnan(value)
    sense[changed] = np.sign(floats(rows["change"])[changed])
    return Targets(value, floats(rows["target_upper"]), bound, sense)


def _asked(rows: pd.DataFrame, targets: Targets) -> Floats:
    """d·(target - baseline); where only a change is stated, that change."""
    baseline = floats(rows["baseline"])
    asked = gap_of(baseline, targets)
    step, years = (
        np.abs(floats(rows["change"])),
        floats(rows["target_year"]) - floats(rows["baseline_year"]),
    )
    kind = rows["change_kind"].astype("str").to_numpy()
    changed = np.isnan(targets.value)
    stated = {
        "absolute": step,
        "absolute_per_year": step * years,
        "relative_percent": step / 100 * np.abs(baseline),
    }
    steps = np.select([kind == name for name in stated], list(stated.values()), np.nan)
    return np.where(changed, steps, asked)


def _status(
    rows: pd.DataFrame, gap: Floats, asked: Floats, met: Bools, as_of: int
) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """The first rule of the module `gaps` that holds for each row."""
    target_year, latest_year = floats(rows["target_year"]), floats(rows["latest_year"])
    covered = asked - gap
    needed = asked / (target_year - floats(rows["baseline_year"]))
    expected = thresholds().on_course_ratio * needed * (latest_year - floats(rows["baseline_year"]))
    is_trend = (rows["points"].to_numpy() >= thresholds().least_points) & ~np.isnan(expected)
    rules = {
        CHANGE: rows["target"].isna().to_numpy(),
        TOO_FEW: rows["too_few"].to_numpy("bool"),
        MET: met,
        MISSED: (latest_year >= target_year) & ~np.isnan(gap),
        DUE: target_year < as_of,
        NO_BASELINE: np.isnan(floats(rows["latest"])),
        MOVING_AWAY: is_trend & (covered < -ROUNDING),
        ON_COURSE: is_trend & (covered >= expected - ROUNDING),
        BEHIND: is_trend,
    }
    status = np.select(list(rules.values()), list(rules), NOT_YET_DUE)
    return status.astype("object")
