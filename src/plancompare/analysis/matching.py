"""Which observation is whose baseline: the search for the latest actual of a key up to a year.

The search is by binary search in one sorted integer key (region, indicator, source, year), so it
asks nothing of pandas' grouping and costs little when the dataset lies in that order, as the
curated Parquet does. Rows in any other order give the same answer after a sort.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.analysis.thresholds import Thresholds

Ints = NDArray[np.int64]
T = TypeVar("T", bound=np.generic)

NO_YEAR = 0  # the slot of observations that state no year: before every year that is stated
SPAN = 10_000  # more than any year
NONE = -1  # no row


@dataclass(frozen=True)
class LatestUpTo:
    """Rows by group and year, ready to be asked for a group's latest row up to a year.

    Attributes:
        keys: group × `SPAN` + year, ascending.
        rows: The row of the table that each key stands for.
    """

    keys: Ints
    rows: Ints

    @classmethod
    def of(cls, groups: Ints, years: Ints, rows: Ints, merit: Ints) -> "LatestUpTo":
        """Sort the rows; of several of one group and year the one of most merit is kept.

        Args:
            groups: The group of each row.
            years: The year of each row, from 0 to below `SPAN`.
            rows: The row's position in its table.
            merit: Higher is preferred; of equal merit the first row.
        """
        keys = groups * SPAN + years
        if not (keys[1:] > keys[:-1]).all():
            order = np.lexsort((-merit, keys))
            keys, rows = keys[order], rows[order]
            first = np.append(True, keys[1:] > keys[:-1])
            keys, rows = keys[first], rows[first]
        return cls(keys, rows)

    def find(self, groups: Ints, limits: Ints) -> Ints:
        """The latest row of each group whose year is at most the limit, or `NONE`."""
        if not len(self.keys):
            return np.full(len(groups), NONE)
        at = np.searchsorted(self.keys, groups * SPAN + limits, side="right") - 1
        found = (at >= 0) & (self.keys[at] // SPAN == groups)
        return np.where(found, self.rows[at], NONE)


@dataclass(frozen=True)
class Coded:
    """Observations as integers: who states what for when, and which rows may be used.

    Attributes:
        series: One number a region, indicator and source; `series // sources` one a region and
            indicator. They sort as the texts do.
        sources: How many sources there are.
        source_ids: The sources, in the order of their codes.
        year: `NO_YEAR` where it is missing.
        merit: Higher is preferred among rows for one year.
        actuals: The rows that may be a baseline: a value, not superseded, not after `as_of`.
        targets: The rows that are targets: a value or a change, not superseded; one a series and
            year, in the order of series and year.
        as_of: The last year looked at.
    """

    series: Ints
    sources: int
    source_ids: list[str]
    year: Ints
    merit: Ints
    actuals: Ints
    targets: Ints
    as_of: int

    @classmethod
    def of(cls, table: pd.DataFrame, as_of: int | None, limits: Thresholds) -> "Coded":
        """Code a table of observations."""
        region, _ = codes_of(table["region_code"])
        indicator, indicator_ids = codes_of(table["indicator_id"])
        source, source_ids = codes_of(table["source_id"])
        series = (region * len(indicator_ids) + indicator) * len(source_ids) + source
        year = pd.to_numeric(table["year"]).to_numpy("float64", na_value=NO_YEAR).astype("int64")
        merit = _merit(table, limits)
        last = SPAN - 1 if as_of is None else as_of
        current = ~_holding(table["flags"], "superseded")
        stated = table["value"].notna().to_numpy()
        actual = current & stated & (table["role"] == "actual").to_numpy() & (year <= last)
        promised = current & (stated | table["change"].notna().to_numpy())
        target = np.flatnonzero(promised & (table["role"] == "target").to_numpy())
        targets = LatestUpTo.of(series[target], year[target], target, merit[target]).rows
        return cls(
            series, len(source_ids), source_ids, year, merit, np.flatnonzero(actual), targets, last
        )

    def latest_by_source(self) -> LatestUpTo:
        """The actuals of each region, indicator and source."""
        return self._latest(self.series[self.actuals])

    def latest_by_any(self) -> LatestUpTo:
        """The actuals of each region and indicator, whoever states them."""
        return self._latest(self.series[self.actuals] // self.sources)

    def _latest(self, groups: Ints) -> LatestUpTo:
        rows = self.actuals
        return LatestUpTo.of(groups, self.year[rows], rows, self.merit[rows])

    def plan_starts(self, starts: Mapping[str, int]) -> Ints:
        """The first year of each target's plan, `SPAN` where it is not known."""
        by_source = np.array([starts.get(source, SPAN) for source in self.source_ids], "int64")
        return by_source[self.series[self.targets] % max(self.sources, 1)]


def codes_of(column: pd.Series) -> tuple[Ints, list[str]]:
    """A text column as positions in the sorted list of its values; -1 where it is missing."""
    coded = column.astype("category").cat
    codes, values = coded.codes.to_numpy().astype("int64"), coded.categories.to_numpy(dtype=object)
    order = np.argsort(values)
    if (order[1:] > order[:-1]).all():
        return codes, list(values)
    place = np.append(np.argsort(order), -1)  # the last one is for code -1
    return place[codes], list(values[order])


def by_value(
    column: pd.Series, meaning: Mapping[str, float], default: float
) -> NDArray[np.float64]:
    """A text column as numbers, by what each value means; the default for others and missing."""
    codes, values = codes_of(column)
    numbers = np.array([meaning.get(value, default) for value in values] + [default])
    return numbers[codes]


def _merit(table: pd.DataFrame, limits: Thresholds) -> Ints:
    """Rank rows for one year: the same definition before a near one, then the more reliable."""
    order = limits.reliability_order
    reliability = by_value(
        table["reliability"], {kind: len(order) - i for i, kind in enumerate(order)}, 0
    )
    near = by_value(table["comparability"], {"near": len(order) + 1}, 0)
    return (reliability - near).astype("int64")


def _holding(flags: pd.Series, flag: str) -> NDArray[np.bool_]:
    """Which rows carry a flag; the flags of a row are joined by ';'."""
    codes, values = codes_of(flags)
    return np.array([flag in value.split(";") for value in values] + [False])[codes]


@dataclass(frozen=True)
class Matched:
    """Which rows of the observations make each row of the gap table; `NONE` where there is none."""

    target: Ints
    baseline: Ints
    latest: Ints
    own: Ints  # a row that shows region, indicator and source
    target_year: Ints
    baseline_year: Ints
    latest_year: Ints


def match(coded: Coded, plan_starts: Mapping[str, int]) -> Matched:
    """Find each target's baseline and latest actual, and the sources without targets."""
    by_source, by_any = coded.latest_by_source(), coded.latest_by_any()
    targets = coded.targets
    series, year = coded.series[targets], coded.year[targets]
    last = np.where(year == NO_YEAR, SPAN - 1, year)
    baseline = by_source.find(series, last - 1)
    start = np.minimum(last, coded.plan_starts(plan_starts))
    baseline = np.where(baseline == NONE, by_any.find(series // coded.sources, start - 1), baseline)
    latest = by_any.find(series // coded.sources, last)

    untargeted = _last_of_untargeted(by_source.keys // SPAN, by_source.rows, series)
    own = np.concatenate([targets, untargeted])
    order = np.lexsort((coded.year[own], coded.series[own])) if len(untargeted) else slice(None)
    none = np.full(len(untargeted), NONE)
    target = np.concatenate([targets, none])[order]
    baseline = np.concatenate([baseline, untargeted])[order]
    latest = np.concatenate([latest, untargeted])[order]
    years = [take(coded.year, rows, NO_YEAR) for rows in (target, baseline, latest)]
    return Matched(target, baseline, latest, own[order], *years)


def _last_of_untargeted(groups: Ints, rows: Ints, targeted: Ints) -> Ints:
    """The last row of each group, of the groups that have no target."""
    last = np.append(groups[1:] != groups[:-1], True)[: len(groups)]
    groups, rows = groups[last], rows[last]
    return rows[~np.isin(groups, targeted)]


def take(values: NDArray[T], rows: Ints, missing: object) -> NDArray[T]:
    """The values of the rows, and the value for missing where the row is `NONE`."""
    if not len(values):
        return np.full(len(rows), missing, values.dtype)
    return np.where(rows == NONE, np.array(missing, values.dtype), values[rows])
