"""Which observation is whose baseline: the latest actual of a region up to a year.

The search is by binary search in one sorted integer key (region, indicator, source, year, merit).
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

# A key is series, year and merit side by side in the bits of one integer.
YEAR_BITS, MERIT_BITS = 14, 4
SERIES_AT = YEAR_BITS + MERIT_BITS
LAST_YEAR = 2**YEAR_BITS - 1
_ONE_SERIES = 1 << SERIES_AT
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
    """Observations as integers that sort by region, indicator, source, year and merit.

    A series is one region, indicator and source; series are numbered in the order of their texts,
    and `series // who.sources` numbers the regions' indicators.

    Attributes:
        who: Region, indicator and source of each row.
        year: `NO_YEAR` where it is missing.
        key: Series, year and merit; of rows for one year the one of most merit is used, of several
            such rows the last.
    """

    who: Who
    year: Ints
    key: Ints

    @classmethod
    def of(cls, table: pa.Table, limits: Thresholds) -> "Coded":
        """Code the columns `region_code`, `indicator_id`, `source_id`, `year` and the marks."""
        names = ("region_code", "indicator_id", "source_id")
        who = Who(*(Text.of(table, name).in_order() for name in names))
        year = years_of(table, "year")
        key = who.region.codes.astype("int64")
        key *= len(who.indicator.values)
        key += who.indicator.codes
        key *= len(who.source.values)
        key += who.source.codes
        key <<= YEAR_BITS
        key += year
        key <<= MERIT_BITS
        key += merit(table, limits)
        return cls(who, year, key)

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

    def in_order(self, which: Bools) -> tuple[Ints, Ints]:
        """The keys of some rows, ascending, and the rows."""
        rows = np.flatnonzero(which)
        keys = self.key[rows]
        if (keys[1:] < keys[:-1]).any():
            order = np.argsort(keys, kind="stable")
            keys, rows = keys[order], rows[order]
        return keys, rows


def merit(table: pa.Table, limits: Thresholds) -> Ints | int:
    """Rank rows for one year: the same definition before a near one, then the more reliable.

    Args:
        table: With the columns `reliability` and `comparability`.
        limits: With the order of reliability.

    Returns:
        From 0 up, higher is preferred; a plain 0 where all rows are of one kind.
    """
    kinds = limits.reliability_order
    worth = {kind: float(len(kinds) - place) for place, kind in enumerate(kinds)}
    same = len(kinds) + 1.0
    reliability, comparability = Text.of(table, "reliability"), Text.of(table, "comparability")
    if len(reliability.values) == len(comparability.values) == 1:
        return 0
    sum_of_both = reliability.meaning(worth, 0.0) + comparability.meaning({"near": 0.0}, same)
    return sum_of_both.astype("int64")


@dataclass(frozen=True)
class Actuals:
    """The actuals in order, ready to be asked for the latest up to a year.

    Attributes:
        coded: The observations.
        keys: The keys of the actuals, ascending.
        rows: The row of the table that each key stands for.
        series: Every series that has an actual, ascending.
        ends: The position in `keys` of each series' last.
    """

    coded: Coded
    keys: Ints
    rows: Ints
    series: Ints
    ends: Ints

    @classmethod
    def of(cls, coded: Coded, usable: Bools) -> "Actuals":
        """Put the usable rows in order."""
        keys, rows = coded.in_order(usable)
        series = keys >> SERIES_AT
        ends = np.flatnonzero(np.append(series[1:] != series[:-1], True)[: len(series)])
        return cls(coded, keys, rows, series[ends], ends)

    def in_series(self, series: Ints, limits: Ints) -> Ints:
        """The row of each series' latest actual, in a year of at most the limit, or `NONE`."""
        return take(self.rows, self._find(series, limits), NONE)

    def in_any(self, series: Ints, limits: Ints) -> Ints:
        """The same over all sources of the series' region and indicator."""
        sources = self.coded.who.sources
        first = series // sources * sources
        place = np.searchsorted(self.series, first)
        best = np.full(len(series), NONE)
        worth = best
        current = self._series_at(place)
        while (ours := current < first + sources).any():
            at = np.where(ours, self._find(current, limits), NONE)
            found = np.where(at == NONE, NONE, take(self.keys, at, NONE) & (_ONE_SERIES - 1))
            best, worth = np.where(found > worth, at, best), np.maximum(found, worth)
            place = place + 1
            current = self._series_at(place)
        return take(self.rows, best, NONE)

    def _find(self, series: Ints, limits: Ints) -> Ints:
        start = series << SERIES_AT
        at = np.searchsorted(self.keys, start + ((limits + 1) << MERIT_BITS)) - 1
        return np.where(take(self.keys, at, NONE) >= start, at, NONE)

    def _series_at(self, place: Ints) -> Ints:
        return take(self.series, np.where(place < len(self.series), place, NONE), _BEYOND)


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


def match(
    coded: Coded, actuals: Actuals, promised: Bools, plan_starts: Mapping[str, int]
) -> Matched:
    """Find each target's baseline and latest actual, and the sources that state no target.

    Args:
        coded: The observations.
        actuals: Those that may be a baseline.
        promised: Which rows are targets; of several for one year the best is used.
        plan_starts: The first year of each plan's period, by source.

    Returns:
        One row a series and target year and one a series without a target, in that order.
    """
    keys, targets = coded.in_order(promised)
    keys = keys >> MERIT_BITS
    best = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
    targets = targets[best]
    series, year = keys[best] >> YEAR_BITS, keys[best] & LAST_YEAR
    last = np.where(year == NO_YEAR, LAST_YEAR, year)
    baseline = actuals.in_series(series, last - 1)
    orphans = np.flatnonzero(baseline == NONE)
    starts = coded.who.source.at(targets[orphans]).meaning(plan_starts, LAST_YEAR).astype("int64")
    before = np.minimum(last[orphans], starts) - 1
    baseline[orphans] = actuals.in_any(series[orphans], before)
    latest = actuals.in_any(series, last)
    everyone, columns = _with_untargeted(series, (targets, baseline, latest), actuals)
    return Matched(coded.named(everyone), *columns)


def _with_untargeted(
    series: Ints, matched: tuple[Ints, Ints, Ints], actuals: Actuals
) -> tuple[Ints, tuple[Ints, Ints, Ints]]:
    """Put in the series that have actuals and no target, each with its latest actual."""
    place = np.searchsorted(series, actuals.series)
    untargeted = take(series, place, NONE) != actuals.series
    if not untargeted.any():
        return series, matched
    rows = actuals.rows[actuals.ends[untargeted]]
    everyone = np.concatenate([series, actuals.series[untargeted]])
    order = np.argsort(everyone, kind="stable")
    target, baseline, latest = (
        np.concatenate(parts)[order]
        for parts in zip(matched, (np.full(len(rows), NONE), rows, rows), strict=True)
    )
    return everyone[order], (target, baseline, latest)
