"""From matched values to gap, pace and status, elementwise; the rules stand in `gaps`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from plancompare.analysis.columns import (
    NONE,
    Bools,
    Floats,
    Ints,
    Text,
    numbers_of,
    take,
)
from plancompare.analysis.matching import Coded, Matched
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
from plancompare.analysis.thresholds import Thresholds

STATUSES = ("met", "to go", "on course", "behind", "missed", "no baseline", "no target")
MET, TO_GO, ON_COURSE, BEHIND, MISSED, NO_BASELINE, NO_TARGET = range(len(STATUSES))

CHANGE_KINDS = ("absolute", "relative_percent", "absolute_per_year", "relative_percent_per_year")
ABSOLUTE, RELATIVE_PERCENT, ABSOLUTE_PER_YEAR, _ = range(len(CHANGE_KINDS))


@dataclass(frozen=True)
class Facts:
    """What the matched observations state, as arrays of one length; missing is NaN.

    Attributes:
        targets: What is asked; its value is missing where only a change is stated.
        change: The change that is stated instead of a value, signed.
        change_kind: Positions in `CHANGE_KINDS`.
        baseline: Where the region stood.
        baseline_year: The year of that.
        target_year: The year that the target is for.
        latest: The latest actual up to the target year; it may be the baseline itself.
        latest_year: The year of that.
        asked: Whether there is a target at all.
    """

    targets: Targets
    change: Floats
    change_kind: Floats
    baseline: Floats
    baseline_year: Floats
    target_year: Floats
    latest: Floats
    latest_year: Floats
    asked: Bools

    @classmethod
    def of(
        cls, table: pa.Table, coded: Coded, rows: Matched, directions: Mapping[str, str]
    ) -> "Facts":
        """Take the matched values out of the observations.

        Args:
            table: With the columns `value`, `value_upper`, `bound`, `change` and `change_kind`.
            coded: The same table as integers.
            rows: What to take.
            directions: Of the indicators: `more`, `less` or `neutral`.
        """
        values = numbers_of(table, "value")
        value, baseline, latest = (
            take(values, at, np.nan) for at in (rows.target, rows.baseline, rows.latest)
        )
        upper, change = (
            take(numbers_of(table, name), rows.target, np.nan) for name in ("value_upper", "change")
        )
        change[~np.isnan(value)] = np.nan
        bounds, kinds = (Text.of(table, name).at(rows.target) for name in ("bound", "change_kind"))
        bound = bounds.meaning(_positions(BOUNDS), EXACT).astype("int8")
        ways = {name: DIRECTIONS[way] for name, way in directions.items()}
        direction = rows.who.indicator.meaning(ways, 0.0)
        sense = sense_of(value, bound, direction, baseline)
        sense = np.where(np.isnan(change), sense, np.sign(change))
        asked = rows.target != NONE
        sense[~asked] = np.nan
        baseline_year, target_year, latest_year = (
            coded.years_at(at) for at in (rows.baseline, rows.target, rows.latest)
        )
        return cls(
            targets=Targets(value, upper, bound, sense),
            change=change,
            change_kind=kinds.meaning(_positions(CHANGE_KINDS), np.nan),
            baseline=baseline,
            baseline_year=baseline_year,
            target_year=target_year,
            latest=latest,
            latest_year=latest_year,
            asked=asked,
        )

    @property
    def years_left(self) -> Floats:
        """Years from the baseline to the target."""
        return self.target_year - self.baseline_year


@dataclass(frozen=True)
class Judged:
    """The gap of each row, and how it fares.

    Attributes:
        gap: d·(target - baseline).
        relative_gap: gap / |baseline|.
        needed_pace: gap / years left.
        status: Positions in `STATUSES`.
        already_met: Whether the baseline meets the target.
        no_baseline: Whether there is a target and nothing to set it against.
    """

    gap: Floats
    relative_gap: Floats
    needed_pace: Floats
    status: Ints
    already_met: Bools
    no_baseline: Bools


def judge(facts: Facts, limits: Thresholds) -> Judged:
    """Apply the rule of the gap to each row."""
    gap, relative_gap, needed_pace = _gaps(facts)
    already_met = is_met(gap, facts.targets, limits.about_tolerance)
    no_baseline = facts.asked & np.isnan(facts.baseline)
    status = _status(facts, gap, needed_pace, already_met, limits)
    return Judged(gap, relative_gap, needed_pace, status, already_met, no_baseline)


def _gaps(facts: Facts) -> tuple[Floats, Floats, Floats]:
    """Gap, relative gap and needed pace; a stated change stands in for target - baseline."""
    gap = gap_of(facts.baseline, facts.targets)
    size = np.where(facts.baseline == 0, np.nan, np.abs(facts.baseline))
    years = np.where(facts.years_left > 0, facts.years_left, np.nan)
    step = np.abs(facts.change)
    kind = np.where(np.isnan(step), np.nan, facts.change_kind)
    gap = np.where(kind == ABSOLUTE, step, gap)
    gap = np.where(kind == ABSOLUTE_PER_YEAR, step * years, gap)
    gap = np.where(kind == RELATIVE_PERCENT, step / 100 * size, gap)
    relative_gap = np.where(kind == RELATIVE_PERCENT, step / 100, gap / size)
    needed_pace = np.where(kind == ABSOLUTE_PER_YEAR, step, gap / years)
    return gap, relative_gap, needed_pace


def _status(
    facts: Facts, gap: Floats, pace: Floats, already_met: Bools, limits: Thresholds
) -> Ints:
    """The first rule of the module `gaps` that holds for each row."""
    later = ~(facts.latest_year <= facts.baseline_year) & ~np.isnan(facts.latest_year)
    remaining = gap_of(facts.latest, facts.targets)
    met = np.where(later, is_met(remaining, facts.targets, limits.about_tolerance), already_met)
    missed = later & (facts.latest_year == facts.target_year) & ~np.isnan(remaining)
    covered = gap - remaining
    elapsed = facts.latest_year - facts.baseline_year
    expected = limits.on_course_ratio * pace * elapsed - ROUNDING
    rules = {
        NO_TARGET: ~facts.asked,
        MET: met,
        MISSED: missed,
        NO_BASELINE: np.isnan(facts.baseline),
        ON_COURSE: later & (covered >= expected),
        BEHIND: later & (covered < expected),
    }
    return np.select(list(rules.values()), list(rules), TO_GO)


def _positions(words: Iterable[str]) -> dict[str, float]:
    return {word: float(position) for position, word in enumerate(words)}
