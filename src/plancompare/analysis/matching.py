"""Which observation is whose baseline: the latest actual of a region up to a year.

Rows lie in the order of region, indicator, source, role and year, as the curated Parquet does; rows
in any other order are sorted first. So what one source says of one indicator of one region in one
role is a run of rows, and the baseline of a target stands at the end of the run before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from plancompare.analysis.columns import NO_YEAR, NONE, Bools, Floats, Ints, Text, take, years_of
from plancompare.analysis.thresholds import Thresholds

LAST_YEAR = 9999
_MERITS = 100  # more than any merit
_WHO = ("region_code", "indicator_id", "source_id")


@dataclass(frozen=True)
class Merit:
    """What rows for one year are worth: the same definition before a near one, then reliability.

    Attributes:
        reliability: Of each row.
        comparability: Of each row.
        order: Kinds of reliability, the preferred first.
    """

    reliability: Text
    comparability: Text
    order: list[str]

    @classmethod
    def of(cls, table: pa.Table, limits: Thresholds) -> "Merit":
        """Of a table with the columns `reliability` and `comparability`."""
        reliability, comparability = (
            Text.of(table, name) for name in ("reliability", "comparability")
        )
        return cls(reliability, comparability, limits.reliability_order)

    def at(self, rows: Ints) -> Ints:
        """The merit of some rows, from 0 up; higher is preferred."""
        worth = {kind: len(self.order) - place for place, kind in enumerate(self.order)}
        same = len(self.order) + 1
        definition = self.comparability.at(rows).meaning({"near": 0}, same)
        merits: Ints = definition + self.reliability.at(rows).meaning(worth, 0)
        return merits


@dataclass(frozen=True)
class Runs:
    """Observations cut where region, indicator, source or role changes, or a target's year rises.

    Attributes:
        who: Region, indicator and source of each row.
        year: Of each row; `NO_YEAR` where it is missing.
        merit: What rows for one year are worth.
        outranked: Of each row, whether another source's value comes before it.
        is_target: Of each run.
        starts: The first row of each run.
        ends: The last row of each run.
        years_rise: Whether the years of each run rise from row to row.
    """

    who: tuple[Text, Text, Text]
    year: Ints
    merit: Merit
    outranked: Bools
    is_target: Bools
    starts: Ints
    ends: Ints
    years_rise: bool

    @classmethod
    def of(cls, table: pa.Table, limits: Thresholds) -> "Runs":
        """Cut a table into runs, in whatever order it is.

        Args:
            table: With `region_code`, `indicator_id`, `source_id`, `role`, `year`, `reliability`,
                `comparability` and `flags`.
            limits: With the order of reliability.
        """
        region, indicator, source = (Text.of(table, name) for name in _WHO)
        is_target, year = Text.of(table, "role").where("target".__eq__), years_of(table, "year")
        begins = np.ones(len(table), bool)
        rises = year[1:] > year[:-1]
        begins[1:] = is_target[1:] & rises
        for codes in (region.codes, indicator.codes, source.codes, is_target):
            begins[1:] |= codes[1:] != codes[:-1]
        starts = np.flatnonzero(begins)
        ends = np.append(starts[1:], len(table))[: len(starts)] - 1
        return cls(
            who=(region, indicator, source),
            year=year,
            merit=Merit.of(table, limits),
            outranked=flagged(table, "outranked"),
            is_target=is_target[starts],
            starts=starts,
            ends=ends,
            years_rise=bool((begins[1:] | rises).all()),
        )

    @cached_property
    def heads(self) -> tuple[Text, ...]:
        """Region, indicator and source of each run."""
        return self.who_at(self.starts)

    @cached_property
    def actuals(self) -> Ints:
        """The runs of actuals."""
        return np.flatnonzero(~self.is_target)

    @cached_property
    def series(self) -> Ints:
        """The region, indicator and source of each run, numbered in the order of their texts."""
        return self.pair * len(self.who[2].values) + self._who_in_order[2].codes

    @cached_property
    def pair(self) -> Ints:
        """The region and indicator of each run, numbered in the order of their texts."""
        region, indicator, _ = self._who_in_order
        pair: Ints = region.codes.astype("int64") * len(indicator.values)
        return pair + indicator.codes

    @cached_property
    def _who_in_order(self) -> tuple[Text, ...]:
        return tuple(text.in_order() for text in self.heads)

    def are_in_order(self) -> bool:
        """Whether series follow one another, each with its actuals first, and their years rise."""
        step = np.diff(2 * self.series + self.is_target)
        same = np.flatnonzero(step == 0)
        first, second = self.year[self.starts[same]], self.year[self.starts[same + 1]]
        return self.years_rise and bool((step >= 0).all() and (second > first).all())

    def order(self) -> Ints:
        """The rows in order; of rows of one series and role for one year the best comes last.

        Where all lie in order but for such rows, as in the curated file, only those are sorted.
        """
        keys = np.repeat(2 * self.series + self.is_target, self.ends - self.starts + 1)
        key_step, year_step = np.diff(keys), np.diff(self.year)
        among = np.arange(len(keys))
        if not ((key_step < 0) | ((key_step == 0) & (year_step < 0))).any():
            tied = (key_step == 0) & (year_step == 0)
            among = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
        ranked = (self.merit.at(among), ~self.outranked[among], self.year[among], keys[among])
        rows = np.arange(len(keys))
        rows[among] = among[np.lexsort(ranked)]
        return rows

    def own_actuals(self, asked: Ints) -> Ints:
        """The run of the actuals of each target run's series, or `NONE`.

        Args:
            asked: All target runs. Before the nth of them lie n others, so the rest are actuals,
                and in order the last of those is its own if any is.
        """
        own = take(self.actuals, asked - np.arange(len(asked)) - 1, NONE)
        own[take(self.series, own, NONE) != self.series.take(asked)] = NONE
        return own

    def latest(self, runs: Ints, limits: Ints, *, shown: bool = False) -> Ints:
        """The last row of each run with a year up to its limit; `NONE` without one.

        Args:
            runs: Which runs.
            limits: The last year looked at for each.
            shown: Pass over outranked rows: those of another source, whose word they are not.
        """
        return self.latest_from(take(self.ends, runs, NONE), runs, limits, shown=shown)

    def latest_from(self, rows: Ints, runs: Ints, limits: Ints, *, shown: bool = False) -> Ints:
        """As `latest`, looking back from some row of each run."""
        rows = rows.copy()
        passed = np.flatnonzero(self._is_passed_over(rows, limits, shown))
        while len(passed):
            rows[passed] -= 1
            rows[passed[rows[passed] < self.starts[runs[passed]]]] = NONE
            passed = passed[self._is_passed_over(rows[passed], limits[passed], shown)]
        return rows

    def _is_passed_over(self, rows: Ints, limits: Ints, shown: bool) -> Bools:
        late: Bools = (rows != NONE) & (take(self.year, rows, NO_YEAR) > limits)
        return late | take(self.outranked, rows, False) if shown else late

    def latest_of_any(self, runs: Ints, limits: Ints) -> Ints:
        """The latest actual up to a limit that any source states of a run's region and indicator.

        Args:
            runs: Whose region and indicator.
            limits: The last year looked at for each.

        Returns:
            Rows; of several sources with the same year that of most merit. `NONE` without one.
        """
        if not len(runs):
            return np.full(0, NONE)
        pair = self.pair[self.actuals]
        first = np.searchsorted(pair, self.pair[runs])
        count = np.searchsorted(pair, self.pair[runs], side="right") - first
        best = np.full(len(runs), NONE)
        for place in range(count.max(initial=0)):
            asked = np.flatnonzero(count > place)
            other = self.latest(self.actuals[first[asked] + place], limits[asked], shown=True)
            is_better = self._worth(other) > self._worth(best[asked])
            best[asked] = np.where(is_better, other, best[asked])
        return best

    def _worth(self, rows: Ints) -> Ints:
        """Numbers by which the later row is preferred, then that of more merit."""
        years = take(self.year, rows, NONE)
        return np.where(rows == NONE, NONE, years * _MERITS + self.merit.at(rows))

    def are_shared(self, runs: Ints) -> Bools:
        """Whether more than one source speaks of the region and indicator of each run."""
        is_same, is_next = np.diff(self.pair) == 0, np.diff(self.series) != 0
        shared = self.pair[np.flatnonzero(is_same & is_next)]
        return np.isin(self.pair.take(runs), shared)

    def years_at(self, rows: Ints) -> Floats:
        """The years of some rows, NaN where none is known."""
        years = take(self.year, rows, NO_YEAR).astype("float64")
        years[years == NO_YEAR] = np.nan
        return years

    def who_at(self, rows: Ints) -> tuple[Text, ...]:
        """Region, indicator and source of some rows."""
        return tuple(text.at(rows) for text in self.who)


def flagged(table: pa.Table, flag: str) -> Bools:
    """Which rows of a table have a flag."""
    return Text.of(table, "flags").where(lambda flags: flag in flags.split(";"))


def series_of(table: pa.Table) -> Ints:
    """A number for the region, indicator and source of each row."""
    number = np.zeros(len(table), np.int64)
    for text in (Text.of(table, name) for name in _WHO):
        number = number * len(text.values) + text.codes
    return number


def in_order(table: pa.Table, limits: Thresholds) -> tuple[pa.Table, Runs]:
    """A table in the order of region, indicator, source, role and year, and its runs."""
    runs = Runs.of(table, limits)
    if runs.are_in_order():
        return table, runs
    table = table.take(runs.order())
    return table, Runs.of(table, limits)


@dataclass(frozen=True)
class Matched:
    """Which rows of the observations make each row of the gap table; `NONE` where there is none.

    Attributes:
        who: Region, indicator and source that the row is about.
        target: The target.
        baseline: The actual it is measured from.
        latest: The latest actual up to the target year; it may be the baseline.
    """

    who: tuple[Text, ...]
    target: Ints
    baseline: Ints
    latest: Ints


def match(runs: Runs, plan_starts: Mapping[str, int], oldest: int) -> Matched:
    """Find each target's baseline and latest actual, and the sources that state no target.

    Args:
        runs: The usable actuals and targets, in order.
        plan_starts: The first year of each plan's period, by source.
        oldest: Years before a plan that another source's baseline may lie.

    Returns:
        One row a series and target year and one a series without a target, in that order.
    """
    asked = np.flatnonzero(runs.is_target)
    own, target = runs.own_actuals(asked), runs.ends.take(asked)
    last = take(runs.year, target, NO_YEAR)
    last[last == NO_YEAR] = LAST_YEAR
    latest = runs.latest(own, last)
    baseline = runs.latest_from(latest, own, last - 1)
    shared = np.flatnonzero(runs.are_shared(asked))
    latest[shared] = runs.latest_of_any(asked[shared], last[shared])
    orphans = np.flatnonzero(baseline == NONE)
    starts = runs.who[2].at(target[orphans]).meaning(plan_starts, LAST_YEAR).astype("int64")
    before = np.minimum(last[orphans], starts) - 1
    others = runs.latest_of_any(asked[orphans], before)
    is_old = (starts < LAST_YEAR) & (take(runs.year, others, LAST_YEAR) < starts - oldest)
    baseline[orphans] = np.where(is_old, NONE, others)
    return _with_untargeted(runs, own, baseline, latest)


def _with_untargeted(runs: Runs, own: Ints, baseline: Ints, latest: Ints) -> Matched:
    """Put in the series that have actuals and no target, each with its latest actual."""
    is_shown = np.ones(len(runs.starts) + 1, bool)
    is_shown[own] = False  # the last one for `NONE`
    shown = np.flatnonzero(is_shown[:-1])
    rows, who = runs.ends.take(shown), tuple(text.at(shown) for text in runs.heads)
    is_target = runs.is_target.take(shown)
    if is_target.all():
        return Matched(who, rows, baseline, latest)
    matched = Matched(who, np.where(is_target, rows, NONE), rows.copy(), rows.copy())
    matched.baseline[is_target], matched.latest[is_target] = baseline, latest
    return matched
