"""Which observation is whose baseline: the latest actual of a region up to a year.

The search is by binary search in one sorted integer key (region, indicator, source, role, year).
It costs little when the dataset lies in that order, as the curated Parquet does; rows in any other
order give the same answer after a sort.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from plancompare.analysis.columns import NO_YEAR, NONE, Bools, Floats, Ints, Text, take, years_of
from plancompare.analysis.thresholds import Thresholds

# A key is series, role and year side by side in the bits of one integer.
YEAR_BITS = 14
SERIES_AT = YEAR_BITS + 1
LAST_YEAR = 2**YEAR_BITS - 1
TARGET = 1 << YEAR_BITS
_MERITS = 100  # more than any merit
_BEYOND = np.iinfo(np.int64).max  # after every series


class Who(NamedTuple):
    """Whom and what a row is about, and whose word it is."""

    region: Text
    indicator: Text
    source: Text

    @property
    def sources(self) -> int:
        """How many sources there are."""
        return len(self.source.values)


@dataclass(frozen=True)
class Coded:
    """Observations as integers that sort by region, indicator, source, role and year.

    A series is one region, indicator and source; series are numbered in the order of their texts,
    and `series // who.sources` numbers the regions' indicators.

    Attributes:
        who: Region, indicator and source of each row.
        year: `NO_YEAR` where it is missing.
        key: Series, role and year, targets after actuals.
        merit: What a row is worth beside another one for the same year.
    """

    who: Who
    year: Ints
    key: Ints
    merit: "Merit"

    @classmethod
    def of(cls, table: pa.Table, is_target: Bools, limits: Thresholds) -> "Coded":
        """Code who states what for when.

        Args:
            table: With `region_code`, `indicator_id`, `source_id`, `year`, `reliability` and
                `comparability`.
            is_target: Which rows are targets.
            limits: With the order of reliability.
        """
        names = ("region_code", "indicator_id", "source_id")
        who = Who(*(Text.of(table, name).in_order() for name in names))
        year = years_of(table, "year")
        key = who.region.codes.astype("int64")
        key *= len(who.indicator.values)
        key += who.indicator.codes
        key *= len(who.source.values)
        key += who.source.codes
        key <<= 1
        key += is_target
        key <<= YEAR_BITS
        key += year
        return cls(who, year, key, Merit.of(table, limits))

    def named(self, series: Ints) -> Who:
        """Region, indicator and source of each series."""
        pair, source = np.divmod(series, self.who.sources)
        region, indicator = np.divmod(pair, len(self.who.indicator.values))
        codes = (region, indicator, source)
        return Who(
            *(
                Text(code.astype("int32"), text.values)
                for code, text in zip(codes, self.who, strict=True)
            )
        )

    def years_at(self, rows: Ints) -> Floats:
        """The years of some rows, NaN where none is known."""
        years = take(self.year, rows, NO_YEAR).astype("float64")
        years[years == NO_YEAR] = np.nan
        return years


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
class Ordered:
    """The usable rows in the order of their keys, ready to be asked for the latest up to a year.

    Attributes:
        coded: The observations.
        keys: The keys of the usable rows, ascending.
        rows: The row of the table that each key stands for.
        series: Every series that has an actual, ascending.
        ends: The position in `keys` of each such series' last actual.
        targets: The positions of the targets.
    """

    coded: Coded
    keys: Ints
    rows: Ints
    series: Ints
    ends: Ints
    targets: Ints

    @classmethod
    def of(cls, coded: Coded, is_usable: Bools) -> "Ordered":
        """Put the usable rows in order; of rows for one year the best comes last."""
        keys, rows = coded.key, np.arange(len(coded.key))
        if not is_usable.all():
            keys, rows = keys[is_usable], rows[is_usable]
        if (keys[1:] <= keys[:-1]).any():
            order = np.lexsort((coded.merit.at(rows), keys))
            keys, rows = keys[order], rows[order]
        is_last = (keys[1:] ^ keys[:-1]) >= TARGET  # the next one is of another role or series
        ends = np.append(np.flatnonzero(is_last), len(keys) - 1)[: len(keys)]
        starts = np.append(0, ends[:-1] + 1)[: len(keys)]
        is_target = keys[ends] & TARGET != 0
        promised, ends_of_actuals = np.flatnonzero(is_target), ends[np.flatnonzero(~is_target)]
        targets = _ranges(starts[promised], ends[promised])
        series = keys[ends_of_actuals] >> SERIES_AT
        return cls(coded, keys, rows, series, ends_of_actuals, targets)

    def best_targets(self) -> Ints:
        """The positions of the targets, one for each series and year."""
        years = self.keys[self.targets]
        best: Ints = self.targets[np.append(years[1:] != years[:-1], True)[: len(years)]]
        return best

    def latest(self, series: Ints, own_limits: Ints, limits: Ints) -> tuple[Ints, Ints]:
        """The latest actuals of each series itself, and of its region and indicator.

        Args:
            series: Whose.
            own_limits: The last year looked at in the series itself.
            limits: The last year looked at in all sources.

        Returns:
            The row of the latest in the series and of the latest in any source; `NONE` without one.
        """
        sources = self.coded.who.sources
        first = series // sources * sources
        place = np.searchsorted(self.series, first)
        own, best = np.full((2, len(series)), NONE)
        worth = best
        while (is_ours := (current := self._series_at(place)) < first + sources).any():
            is_own = current == series
            own = np.where(is_own, self._up_to(own_limits, place, is_own), own)
            at = self._up_to(limits, place, is_ours)
            merit = self.coded.merit.at(take(self.rows, at, NONE))
            years = take(self.keys, at, NONE) & LAST_YEAR
            found = np.where(at == NONE, NONE, years * _MERITS + merit)
            best, worth = np.where(found > worth, at, best), np.maximum(found, worth)
            place = place + 1
        return take(self.rows, own, NONE), take(self.rows, best, NONE)

    def _up_to(self, limits: Ints, place: Ints, is_asked: Bools) -> Ints:
        """The position of the latest actual up to the limit, of the series at each place."""
        at = take(self.ends, np.where(is_asked, place, NONE), NONE)
        years = take(self.keys, at, NONE) & LAST_YEAR
        late = np.flatnonzero(is_asked & (years > limits))
        start = self.series[place[late]] << SERIES_AT
        before = np.searchsorted(self.keys, start + limits[late], side="right") - 1
        at[late] = np.where(take(self.keys, before, NONE) >= start, before, NONE)
        return at

    def _series_at(self, place: Ints) -> Ints:
        return take(self.series, np.where(place < len(self.series), place, NONE), _BEYOND)


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """The numbers from each start to its end, one range after the other."""
    lengths = ends - starts + 1
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


@dataclass(frozen=True)
class Matched:
    """Which rows of the observations make each row of the gap table; `NONE` where there is none.

    Attributes:
        who: Whom and what the row is about.
        target: The target.
        baseline: The actual it is measured from.
        latest: The latest actual up to the target year; it may be the baseline.
    """

    who: Who
    target: Ints
    baseline: Ints
    latest: Ints


def match(ordered: Ordered, plan_starts: Mapping[str, int], oldest: int) -> Matched:
    """Find each target's baseline and latest actual, and the sources that state no target.

    Args:
        ordered: The usable actuals and targets.
        plan_starts: The first year of each plan's period, by source.
        oldest: Years before a plan that another source's baseline may lie.

    Returns:
        One row a series and target year and one a series without a target, in that order.
    """
    at = ordered.best_targets()
    coded, targets = ordered.coded, ordered.rows[at]
    series = ordered.keys[at] >> SERIES_AT
    year = ordered.keys[at] & LAST_YEAR
    last = np.where(year == NO_YEAR, LAST_YEAR, year)
    baseline, latest = ordered.latest(series, last - 1, last)
    orphans = np.flatnonzero(baseline == NONE)
    starts = coded.who.source.at(targets[orphans]).meaning(plan_starts, LAST_YEAR).astype("int64")
    before = np.minimum(last[orphans], starts) - 1
    others = ordered.latest(series[orphans], before, before)[1]
    is_old = (starts < LAST_YEAR) & (take(coded.year, others, LAST_YEAR) < starts - oldest)
    baseline[orphans] = np.where(is_old, NONE, others)
    everyone, columns = _with_untargeted(series, (targets, baseline, latest), ordered)
    return Matched(coded.named(everyone), *columns)


def _with_untargeted(
    series: Ints, matched: tuple[Ints, Ints, Ints], ordered: Ordered
) -> tuple[Ints, tuple[Ints, Ints, Ints]]:
    """Put in the series that have actuals and no target, each with its latest actual."""
    if np.array_equal(series, ordered.series):
        return series, matched
    place = np.searchsorted(series, ordered.series)
    untargeted = take(series, place, NONE) != ordered.series
    rows = ordered.rows[ordered.ends[untargeted]]
    everyone = np.concatenate([series, ordered.series[untargeted]])
    order = np.argsort(everyone, kind="stable")
    target, baseline, latest = (
        np.concatenate(parts)[order]
        for parts in zip(matched, (np.full(len(rows), NONE), rows, rows), strict=True)
    )
    return everyone[order], (target, baseline, latest)
