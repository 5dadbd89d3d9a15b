"""The gap table: for every target, where the region stood, how far it has to go, and how it fares.

The formulas (see `rule` for the bounds):

- gap = d·(target - baseline), d = +1 where the target asks for more and -1 where for less;
  positive while there is still way to go; in the indicator's unit.
- relative gap = gap / |baseline|; missing where the baseline is zero.
- years left = target year - baseline year.
- needed pace = gap / years left, in the indicator's unit a year; missing without years left.

The status of a row is the first that holds:

1. `no target`: the source states an actual only.
2. `met`: the latest actual up to the target year meets the target. Where that is the baseline
   itself, the flag `already_met` says so: a finding, not a gap.
3. `missed`: the actual of the target year itself does not meet it.
4. `no baseline`: no actual before the target.
5. `on course` or `behind`: there is an actual later than the baseline; the way covered since is, or
   is not, at least `on_course_ratio` of what the needed pace would have covered.
6. `to go`: no actual later than the baseline.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from plancompare.analysis.columns import NONE, Bools, Floats, Text, is_stated, take, years_of
from plancompare.analysis.matching import Matched, flagged, in_order, match, series_of
from plancompare.analysis.thresholds import Thresholds, thresholds
from plancompare.analysis.verdict import STATUSES, Facts, Judged, judge
from plancompare.errors import UsageError

# What the table is made from; Parquet readers need no other columns.
NEEDED = (
    "region_code",
    "indicator_id",
    "source_id",
    "role",
    "year",
    "value",
    "value_upper",
    "bound",
    "change",
    "change_kind",
    "comparability",
    "reliability",
    "flags",
)

GAP_COLUMNS = (
    "region_code",
    "indicator_id",
    "source_id",
    "baseline",
    "baseline_year",
    "baseline_source_id",
    "target",
    "target_upper",
    "target_year",
    "bound",
    "direction",
    "gap",
    "relative_gap",
    "years_left",
    "needed_pace",
    "latest",
    "latest_year",
    "status",
    "flags",
)


def gap_table(
    observations: pd.DataFrame,
    indicators: pd.DataFrame,
    *,
    as_of: int | None = None,
    plan_starts: Mapping[str, int] | None = None,
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """The gap of every target to its baseline, its pace and its status, as the module describes.

    The baseline is the latest actual of the region before the target year: of the same source if it
    has one, otherwise of any source, then no later than the year before the plan starts and no more
    than `oldest_baseline` years before it, where that is known. Of several rows for one year, rows
    flagged `superseded` are never taken, `same` comes before `near`, and the more reliable before
    the less. A row flagged `outranked` is taken as its own source's baseline only: the target was
    set against it, whatever another source says of that year.

    Where only a change is stated and not the baseline it starts from, the gap is that change, and
    the target stays missing.

    Args:
        observations: With the columns `NEEDED`; text columns may be categorical.
        indicators: With `indicator_id` and `direction` (`more`, `less`, `neutral`).
        as_of: Look from this year: actuals after it are not used. None uses all.
        plan_starts: The first year of each plan's period, by `source_id`.
        limits: Other thresholds than those of `thresholds.toml`.

    Returns:
        The columns `GAP_COLUMNS`, one row a region, indicator, source and target year (and one for
        each source with actuals only), in that order. `baseline`, `target`, `target_upper`, `gap`
        and `latest` are in the indicator's unit, `needed_pace` in that unit a year, `relative_gap`
        is a share. `flags` unites those of target and baseline with `already_met`, `no_baseline`,
        `near`, and `years_apart` where the baseline is another source's and lies more than
        `most_years_apart` years before the plan.
    """
    question = Question.of(indicators, as_of, plan_starts, limits)
    require(observations.columns, NEEDED)
    table = pa.Table.from_pandas(observations[list(NEEDED)], preserve_index=False)
    gaps = to_pandas(gaps_of(table, question))
    return gaps.astype(dict.fromkeys(gaps.select_dtypes("category"), "str"))


def require(present: Iterable[str], columns: Iterable[str]) -> None:
    """See that a table has the columns that are needed.

    Raises:
        UsageError: It lacks some.
    """
    missing = sorted(set(columns) - set(present))
    if missing:
        raise UsageError(
            f"the table lacks the columns {', '.join(missing)}",
            remedy="Load the tables with plancompare.dataset.load.",
        )


@dataclass(frozen=True)
class Question:
    """What the gap table is asked for, beside the observations."""

    directions: Mapping[str, str]
    as_of: int | None
    plan_starts: Mapping[str, int]
    limits: Thresholds

    @classmethod
    def of(
        cls,
        indicators: pd.DataFrame,
        as_of: int | None,
        plan_starts: Mapping[str, int] | None,
        limits: Thresholds | None,
    ) -> "Question":
        """Fill in what was left out."""
        require(indicators.columns, ("indicator_id", "direction"))
        directions = dict(zip(indicators["indicator_id"], indicators["direction"], strict=True))
        return cls(directions, as_of, plan_starts or {}, limits or thresholds())


def gaps_of(table: pa.Table, question: Question) -> pa.Table:
    """The gap table as Arrow, its texts coded, of observations as Arrow with columns `NEEDED`."""
    table, runs = in_order(_usable(table, question), question.limits)
    rows = match(runs, question.plan_starts, question.limits.oldest_baseline)
    facts = Facts.of(table, runs, rows, question.directions)
    baseline_source = runs.who[2].at(rows.baseline)
    judged = judge(facts, question.limits)
    near = Text.of(table, "comparability").where("near".__eq__)
    marks = {
        "already_met": judged.already_met,
        "near": take(near, rows.target, False) | take(near, rows.baseline, False),
        "no_baseline": judged.no_baseline,
        "years_apart": _is_long_before(baseline_source, rows, facts, question),
    }
    return _assemble(rows, facts, judged, baseline_source, _flags(table, rows, marks))


def _usable(table: pa.Table, question: Question) -> pa.Table:
    """The rows that count: with a value or, targets, a change; not superseded, not too late.

    Of the outranked ones only the actuals of a source that has a target.
    """
    if _all_count(table, question):
        return table
    is_target = Text.of(table, "role").where("target".__eq__)
    usable = is_stated(table, "value") | (is_target & is_stated(table, "change"))
    if question.as_of is not None:
        usable &= is_target | (years_of(table, "year") <= question.as_of)
    outranked = flagged(table, "outranked")
    usable &= ~flagged(table, "superseded") & ~(outranked & is_target)
    if outranked.any():
        series = series_of(table)
        usable &= ~outranked | np.isin(series, series[usable & is_target])
    return table if usable.all() else table.filter(usable)


def _all_count(table: pa.Table, question: Question) -> bool:
    """Whether it is plain without looking at the rows that all of them count."""
    flags = {flag for text in Text.of(table, "flags").values for flag in text.split(";")}
    is_complete = question.as_of is None and not table.column("value").null_count
    return is_complete and flags.isdisjoint({"superseded", "outranked"})


def _is_long_before(source: Text, rows: Matched, facts: Facts, question: Question) -> Bools:
    """Whether a baseline is another source's and of years long before the plan."""
    theirs = source.codes
    other = np.flatnonzero((theirs != rows.who[2].codes) & (rows.baseline != NONE))
    starts = rows.who[2].at(other).meaning(question.plan_starts, np.nan)
    apart = np.zeros(len(theirs), bool)
    apart[other] = starts - 1 - facts.baseline_year[other] > question.limits.most_years_apart
    return apart


def plan_starts(sources: pd.DataFrame) -> dict[str, int]:
    """The first year of each plan's period; the year of issue where it prints none.

    Args:
        sources: The table `sources`, with `source_id`, `first_year` and `issued` (an ISO date, or
            empty).

    Returns:
        The years by source; sources without either are left out.
    """
    issued = pd.to_numeric(sources["issued"].str[:4], errors="coerce")
    first = sources["first_year"].astype("Float64").fillna(issued.astype("Float64"))
    stated = dict(zip(sources["source_id"], first, strict=True))
    return {source: int(year) for source, year in stated.items() if pd.notna(year)}


def to_pandas(gaps: pa.Table) -> pd.DataFrame:
    """A gap table as a DataFrame: years as `Int64`, coded texts as categories."""
    whole = {pa.int64(): pd.Int64Dtype()}
    table: pd.DataFrame = gaps.unify_dictionaries().to_pandas(
        types_mapper=whole.get, split_blocks=True
    )
    return table


def _assemble(
    rows: Matched, facts: Facts, judged: Judged, baseline_source: Text, flags: Text
) -> pa.Table:
    region, indicator, source = rows.who
    columns = {
        "region_code": region,
        "indicator_id": indicator,
        "source_id": source,
        "baseline": facts.baseline,
        "baseline_year": _whole(facts.baseline_year),
        "baseline_source_id": baseline_source,
        "target": facts.targets.value,
        "target_upper": facts.targets.upper,
        "target_year": _whole(facts.target_year),
        "bound": facts.bound,
        "direction": _direction(facts.targets.sense),
        "gap": judged.gap,
        "relative_gap": judged.relative_gap,
        "years_left": _whole(facts.years_left),
        "needed_pace": judged.needed_pace,
        "latest": facts.latest,
        "latest_year": _whole(facts.latest_year),
        "status": Text(judged.status.astype("int32"), list(STATUSES)),
        "flags": flags,
    }
    return pa.table({name: _to_arrow(column) for name, column in columns.items()})


def _to_arrow(column: Text | Floats | pa.Array) -> pa.Array:
    return column.to_arrow() if isinstance(column, Text) else pa.array(column)


def _whole(years: Floats) -> pa.Array:
    missing = np.isnan(years)
    if not missing.any():
        return pa.array(years.astype("int64"))
    return pa.array(np.where(missing, 0, years).astype("int64"), mask=missing)


def _direction(sense: Floats) -> Text:
    """The word for a sense; a target to hold, or an unknown sense, has none."""
    codes = (sense > 0).astype("int32")
    codes[np.abs(sense) != 1] = NONE
    return Text(codes, ["less", "more"])


def _flags(table: pa.Table, rows: Matched, marks: Mapping[str, Bools]) -> Text:
    """Unite the flags of target and baseline with the row's own marks, in alphabetical order.

    There are few different unions, so each is written once and shared by its rows. Whether a target
    was already met is judged here: the dataset says it as of today.
    """
    flags = Text.of(table, "flags")
    said = [";".join(set(text.split(";")) - {"already_met"}) for text in flags.values]
    made = {mark: where for mark, where in marks.items() if where.any()}
    words = [["", *said]] * 2 + [["", mark] for mark in made]
    number = np.zeros(len(rows.target), np.int64)
    for at in (rows.target, rows.baseline):
        number = number * len(words[0]) + (take(flags.codes, at, NONE) + 1)
    for where in made.values():
        number = number * 2 + where
    counts = np.bincount(number, minlength=1)
    present, codes = np.flatnonzero(counts), np.zeros(len(counts), "int32")
    places = zip(*np.unravel_index(present, [len(part) for part in words]), strict=True)
    unions = [_united(words, place) for place in places]
    values = sorted(set(unions))
    codes[present] = [values.index(union) for union in unions]
    return Text(codes.take(number), values)


def _united(words: list[list[str]], place: tuple[int, ...]) -> str:
    flags = (flag for texts, at in zip(words, place, strict=True) for flag in texts[at].split(";"))
    return ";".join(sorted(set(flags) - {""}))
