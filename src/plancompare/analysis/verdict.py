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
    numbers_at,
)
from plancompare.analysis.matching import Matched, Runs
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
        changed: The rows where only a change is stated.
        change: The change of each of those, signed.
        change_kind: The kind of each of those: positions in `CHANGE_KINDS`.
        baseline: Where the region stood.
        baseline_year: The year of that.
        target_year: The year that the target is for.
        latest: The latest actual up to the target year; it may be the baseline itself.
        latest_year: The year of that.
        bound: How each target binds, in words.
        asked: Whether there is a target at all.
    """

    targets: Targets
    changed: Ints
    change: Floats
    change_kind: Floats
    baseline: Floats
    baseline_year: Floats
    target_year: Floats
    latest: Floats
    latest_year: Floats
    bound: Text
    asked: Bools

    @classmethod
    def of(
        cls, table: pa.Table, runs: Runs, rows: Matched, directions: Mapping[str, str]
    ) -> "Facts":
        """Take the matched values out of the observations.

        Args:
            table: With the columns `value`, `value_upper`, `bound`, `change` and `change_kind`.
            runs: The same table, cut.
            rows: What to take.
            directions: Of the indicators: `more`, `less` or `neutral`.
        """
        # years first: matching has just looked at them, so they are still at hand
        baseline_year, target_year, latest_year = (
            runs.years_at(at) for at in (rows.baseline, rows.target, rows.latest)
        )
        value, upper = (numbers_at(table, name, rows.target) for name in ("value", "value_upper"))
        baseline, latest = (numbers_at(table, "value", at) for at in (rows.baseline, rows.latest))
        words, asked = Text.of(table, "bound").at(rows.target), rows.target != NONE
        bound = words.meaning(_positions(BOUNDS), EXACT).astype("int8")
        ways = {name: DIRECTIONS[way] for name, way in directions.items()}
        sense = sense_of(value, bound, rows.who[1].meaning(ways, 0.0), baseline)
        changed, change = _changes(table, rows.target, value)
        sense[changed] = np.sign(change)
        sense[~asked] = np.nan
        kinds = Text.of(table, "change_kind").at(rows.target[changed])
        return cls(
            targets=Targets(value, upper, bound, sense),
            changed=changed,
            change=change,
            change_kind=kinds.meaning(_positions(CHANGE_KINDS), np.nan),
            baseline=baseline,
            baseline_year=baseline_year,
            target_year=target_year,
            latest=latest,
            latest_year=latest_year,
            bound=words,
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
    size, years = np.abs(facts.baseline), facts.years_left
    size[size == 0] = np.nan
    years[years <= 0] = np.nan
    changed, step, kind = facts.changed, np.abs(facts.change), facts.change_kind
    if not len(changed):
        return gap, gap / size, gap / years
    is_share, is_yearly = kind == RELATIVE_PERCENT, kind == ABSOLUTE_PER_YEAR
    gap[changed] = np.select(
        [kind == ABSOLUTE, is_yearly, is_share],
        [step, step * years[changed], step / 100 * size[changed]],
        np.nan,
    )
    relative_gap, needed_pace = gap / size, gap / years
    relative_gap[changed[is_share]] = step[is_share] / 100
    needed_pace[changed[is_yearly]] = step[is_yearly]
    return gap, relative_gap, needed_pace


def _status(
    facts: Facts, gap: Floats, pace: Floats, already_met: Bools, limits: Thresholds
) -> Ints:
    """The first rule of the module `gaps` that holds for each row."""
    status = np.array([TO_GO, MET]).take(already_met)
    status[np.isnan(facts.baseline)] = NO_BASELINE
    later = np.flatnonzero(
        ~np.isnan(facts.latest_year) & ~(facts.latest_year <= facts.baseline_year)
    )
    if len(later):
        status[later] = _status_since(facts, later, gap[later], pace[later], limits)
    status[~facts.asked] = NO_TARGET
    return status


def _status_since(facts: Facts, later: Ints, gap: Floats, pace: Floats, limits: Thresholds) -> Ints:
    """The status of the rows that have an actual later than the baseline."""
    targets = facts.targets.at(later)
    remaining = gap_of(facts.latest[later], targets)
    elapsed = facts.latest_year[later] - facts.baseline_year[later]
    covered = gap - remaining
    expected = limits.on_course_ratio * pace * elapsed - ROUNDING
    is_last = facts.latest_year[later] == facts.target_year[later]
    rules = {
        MET: is_met(remaining, targets, limits.about_tolerance),
        MISSED: is_last & ~np.isnan(remaining),
        NO_BASELINE: np.isnan(facts.baseline[later]),
        ON_COURSE: covered >= expected,
        BEHIND: covered < expected,
    }
    return np.select(list(rules.values()), list(rules), TO_GO)


def _changes(table: pa.Table, rows: Ints, value: Floats) -> tuple[Ints, Floats]:
    """Where only a change is stated, and what it is."""
    unvalued = np.flatnonzero(np.isnan(value))
    change = numbers_at(table, "change", rows[unvalued])
    is_stated = ~np.isnan(change)
    return unvalued[is_stated], change[is_stated]


def _positions(words: Iterable[str]) -> dict[str, float]:
    return {word: float(position) for position, word in enumerate(words)}
