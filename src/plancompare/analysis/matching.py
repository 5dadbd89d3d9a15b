"""Which actual a target is measured from, and which it is judged by.

All actuals of a group (of one source, or of all) stand on a timeline: a number for the group and
the year, sorted. The latest before a year is then one place left of where that year would stand.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from plancompare.analysis.columns import NONE, Bools, Floats, Ints, codes, meaning
from plancompare.analysis.thresholds import thresholds
from plancompare.harmonisation.flags import has_flag

NO_YEAR = 0  # where no year is stated: before every year that is
LAST_YEAR = 9999  # after every year that is stated
_YEARS = 100_000  # more than any year


@dataclass(frozen=True)
class Stated:
    """What tells the rows of a table apart, as numbers.

    Attributes:
        pair: Region and indicator, in the order of their texts.
        source: The source, in the order of its text.
        year: The year; `NO_YEAR` where none is stated.
        is_target: Whether it is a target.
        is_same: Whether its definition is the catalogue's, and not only near.
        is_shown: Whether it is the best of its series.
        is_default: Whether no value of another series is shown for it.
        facets: What tells its series, a number each; `NONE` where the source does not say.
        since: The year from which its basis holds (`series_from`); `NO_YEAR` where none is known.
    """

    pair: Ints
    source: Ints
    year: Ints
    is_target: Bools
    is_same: Bools
    is_shown: Bools
    is_default: Bools
    facets: tuple[Ints, ...]
    since: Ints

    @classmethod
    def of(cls, rows: pd.DataFrame, facets: tuple[str, ...]) -> "Stated":
        """The rows of a table of observations."""
        region, indicator, source = (
            codes(rows[name]) for name in ("region_code", "indicator_id", "source_id")
        )
        year = rows["year"].clip(NO_YEAR + 1, LAST_YEAR - 1).to_numpy("int64", na_value=NO_YEAR)
        told = (meaning(rows[name], {"": NONE}, 0) for name in facets)
        since = rows.get("series_from", pd.Series(pd.NA, rows.index, dtype="Int64"))
        return cls(
            pair=region * (indicator.max(initial=0) + 1) + indicator,
            source=source,
            year=year,
            is_target=_is(rows["role"], "target"),
            is_same=_is(rows["comparability"], "same"),
            is_shown=~flagged(rows["flags"], "outranked"),
            is_default=~flagged(rows["flags"], "other_series"),
            facets=tuple(
                np.where(said == NONE, NONE, codes(rows[name]))
                for name, said in zip(facets, told, strict=True)
            ),
            since=since.to_numpy("int64", na_value=NO_YEAR),
        )

    @cached_property
    def series(self) -> Ints:
        """Region, indicator and source of each row."""
        sources: int = self.source.max(initial=0) + 1
        number: Ints = self.pair * sources + self.source
        return number

    def are_comparable(self, rows: Ints, others: Ints) -> Bools:
        """Whether rows are of the definition and series of others; of none (`NONE`) all are.

        Another source's value is held to the catalogue's definition on both sides; a facet of the
        series parts only where both tell it.
        """
        own = self.source[rows] == self.source[others]
        alike: Bools = own | (self.is_same[rows] & self.is_same[others])
        for facet in self.facets:
            one, other = facet[rows], facet[others]
            alike &= (one == NONE) | (other == NONE) | (one == other)
        alike |= others == NONE
        return alike


def _is(column: pd.Series, word: str) -> Bools:
    found: Bools = meaning(column, {word: 1}, 0) == 1
    return found


def flagged(flags: pd.Series, flag: str) -> Bools:
    """Which rows have a flag; each different text is looked at once."""
    texts = flags.astype("category").cat
    found = has_flag(pd.Series(texts.categories.astype("str")), flag).to_numpy("bool")
    return np.append(found, False)[texts.codes.to_numpy()]


@dataclass(frozen=True)
class Timeline:
    """Rows sorted by a group and a year; of one group and year the preferred last.

    Attributes:
        rows: Positions in the table.
        group: The group of each.
        key: Group and year of each, as one number.
    """

    rows: Ints
    group: Ints
    key: Ints

    @classmethod
    def of(cls, rows: Ints, group: Ints, year: Ints, *preferred: Ints | Bools) -> "Timeline":
        """Sort rows; a table that lies so already, as the curated one mostly does, is not sorted.

        Args:
            rows: Which rows of a table.
            group: The group of each row of the table.
            year: The year of each row of the table.
            preferred: Of rows of one group and year that with the highest number comes last, by
                the first that differs.
        """
        key = group[rows] * _YEARS + year[rows]
        if not (np.diff(key) > 0).all():
            order = np.lexsort((*(each[rows] for each in reversed(preferred)), key))
            rows, key = rows[order], key[order]
        return cls(rows, group[rows], key)

    def latest(self, group: Ints, before: Ints, fits: Callable[[Ints, Ints], Bools]) -> Ints:
        """The latest fitting row of each group of a year before another; `NONE` without one.

        Args:
            group: Whose.
            before: The year that it must lie before.
            fits: Given rows, and for which of the asked, says which will do.
        """
        at = np.searchsorted(self.key, group * _YEARS + before) - 1
        found = np.full(len(at), NONE)
        asked = np.arange(len(at))
        while len(asked):
            asked = asked[at[asked] >= 0]
            asked = asked[self.group[at[asked]] == group[asked]]
            rows = self.rows[at[asked]]
            good = fits(rows, asked)
            found[asked[good]] = rows[good]
            asked = asked[~good]
            at[asked] -= 1
        return found

    def between(self, group: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
        """All rows of each group from one year to another, and for which of the asked each is."""
        start = np.searchsorted(self.key, group * _YEARS + first)
        count = np.searchsorted(self.key, group * _YEARS + last + 1) - start
        asked = np.repeat(np.arange(len(group)), count)
        nth = np.arange(len(asked)) - np.repeat(np.cumsum(count) - count, count)
        return self.rows[start[asked] + nth], asked


@dataclass(frozen=True)
class Matched:
    """Which rows of the observations make each row of the gap table; `NONE` where there is none.

    Attributes:
        target: The target.
        baseline: The actual that its plan starts from.
        latest: The actual that it is judged by; the baseline where nothing later is known.
        points: How many years have a comparable actual, from the baseline to the latest; the latest
            alone where the series changes its basis between them.
        across: Whether the series changes its basis between where the plan began and the latest.
    """

    target: Ints
    baseline: Ints
    latest: Ints
    points: Ints
    across: Bools


def match(stated: Stated, starts: Floats) -> Matched:
    """Find each target's baseline and the actual that it is judged by.

    Args:
        stated: The usable rows.
        starts: Of each row the first year of its plan; NaN where it is not known.

    Returns:
        One row a region, indicator, source and target year, in that order.
    """
    target = _targets(stated)
    finder = _Finder.of(stated, target, starts)
    baseline = finder.baseline()
    latest = finder.latest(baseline)
    across = finder.across(baseline, latest)
    return Matched(target, baseline, latest, finder.points(baseline, latest, across), across)


def _targets(stated: Stated) -> Ints:
    """The targets, of several of one source for one year the last that is not near."""
    rows = np.flatnonzero(stated.is_target)
    line = Timeline.of(rows, stated.series, stated.year, stated.is_same, stated.is_default)
    return line.rows[np.append(np.diff(line.key) != 0, True)] if len(rows) else rows


@dataclass(frozen=True)
class _Finder:
    """The actuals on their timelines, and what is asked of them.

    Attributes:
        stated: All rows.
        own: The actuals of each source.
        every: The actuals that comparisons show, of all sources.
        target: The targets.
        due: Their years; `LAST_YEAR` where none is stated.
        start: The first years of their plans; `LAST_YEAR` where it is not known.
    """

    stated: Stated
    own: Timeline
    every: Timeline
    target: Ints
    due: Ints
    start: Ints

    @classmethod
    def of(cls, stated: Stated, target: Ints, starts: Floats) -> "_Finder":
        actuals = np.flatnonzero(~stated.is_target)
        shown = actuals[stated.is_shown[actuals]]
        same, year = stated.is_same, stated.year
        return cls(
            stated,
            Timeline.of(actuals, stated.series, year, stated.is_shown, same, stated.is_default),
            Timeline.of(shown, stated.pair, year, same, stated.is_default, -stated.source),
            target,
            np.where(year[target] == NO_YEAR, LAST_YEAR, year[target]),
            np.nan_to_num(starts[target], nan=LAST_YEAR).astype("int64"),
        )

    def baseline(self) -> Ints:
        """The plan's own latest actual before the target year, else another's before the plan."""
        fits = self._comparable_with(self.target)
        found = self.own.latest(self.stated.series[self.target], self.due, fits)
        orphans = np.flatnonzero(found == NONE)
        start, pair = self.start[orphans], self.stated.pair[self.target[orphans]]
        fits = self._comparable_with(self.target[orphans])
        others = self.every.latest(pair, np.minimum(self.due[orphans], start), fits)
        found[orphans] = np.where(self._is_too_old(others, start), NONE, others)
        return found

    def latest(self, baseline: Ints) -> Ints:
        """The first actual from the target year on, else the latest before; the baseline at least.

        After the target year it is looked for in `most_years_apart` years.
        """
        found = self._up_to(thresholds().most_years_apart, baseline, np.arange(len(self.target)))
        for years in reversed(range(thresholds().most_years_apart)):
            asked = np.flatnonzero((found != NONE) & (self.stated.year[found] > self.due + years))
            earlier = self._up_to(years, baseline, asked)
            decides = (earlier != NONE) & (self.stated.year[earlier] >= self.due[asked])
            found[asked[decides]] = earlier[decides]
        year, start_year = self.stated.year[found], self.stated.year[baseline]
        is_later = np.where(
            baseline == NONE, ~self._is_too_old(found, self.start), year > start_year
        )
        return np.where((found != NONE) & is_later, found, baseline)

    def across(self, baseline: Ints, latest: Ints) -> Bools:
        """Whether the latest's basis began after the baseline, or without one after the plan."""
        since = np.append(self.stated.since, NO_YEAR)  # the last for `NONE`
        before = np.where(
            baseline == NONE, since[latest] > self.start, since[latest] != since[baseline]
        )
        found: Bools = before & (latest != NONE)
        return found

    def points(self, baseline: Ints, latest: Ints, across: Bools) -> Ints:
        """How many years have an actual of one basis, from the baseline to the latest."""
        count: Ints = (latest != NONE).astype("int64")
        asked = np.flatnonzero((baseline != NONE) & (latest != baseline) & ~across)
        first, last = self.stated.year[baseline[asked]] + 1, self.stated.year[latest[asked]]
        rows, which = self.every.between(self.stated.pair[self.target[asked]], first, last)
        of_target: Ints = asked[which]
        good = self.stated.are_comparable(rows, self.target[of_target])
        good &= self.stated.are_comparable(rows, baseline[of_target])
        years = pd.DataFrame({"target": of_target[good], "year": self.stated.year[rows[good]]})
        count += np.bincount(years.drop_duplicates()["target"], minlength=len(count))
        return count

    def _up_to(self, years: int, baseline: Ints, asked: Ints) -> Ints:
        """The latest comparable actual of any source up to some years after some target years."""
        target, start = self.target[asked], baseline[asked]
        like_target, like_start = self._comparable_with(target), self._comparable_with(start)
        return self.every.latest(
            self.stated.pair[target],
            self.due[asked] + years + 1,
            lambda rows, which: like_target(rows, which) & like_start(rows, which),
        )

    def _comparable_with(self, others: Ints) -> Callable[[Ints, Ints], Bools]:
        return lambda rows, asked: self.stated.are_comparable(rows, others[asked])

    def _is_too_old(self, rows: Ints, start: Ints) -> Bools:
        """Whether actuals lie more years before a plan than they may."""
        oldest = start - thresholds().oldest_baseline
        old: Bools = (start < LAST_YEAR) & (self.stated.year[rows] < oldest)
        return old


def starts_of(rows: pd.DataFrame, plan_starts: Mapping[str, int]) -> Floats:
    """The first year of each row's plan, NaN where it is not known."""
    return meaning(rows["source_id"], dict(plan_starts), np.nan)
