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

from collections.abc import Mapping

import numpy as np
import pandas as pd

from plancompare.analysis.matching import NONE, Coded, Ints, Matched, codes_of, match, take
from plancompare.analysis.rule import Floats
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
    has one, otherwise of any source, then no later than the year before the plan starts, where
    that is known. Of several rows for one year, rows flagged `superseded` are never taken, `same`
    comes before `near`, and the more reliable before the less.

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
        is a share. `flags` unites those of target and baseline with `already_met`, `no_baseline`
        and `near`.
    """
    limits = limits or thresholds()
    _require(observations, NEEDED)
    _require(indicators, ("indicator_id", "direction"))
    observations = observations.reset_index(drop=True)
    rows = match(Coded.of(observations, as_of, limits), plan_starts or {})
    facts = Facts.of(observations, indicators, rows)
    return _assemble(observations, rows, facts, judge(facts, limits))


def _require(table: pd.DataFrame, columns: tuple[str, ...]) -> None:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise UsageError(
            f"the table lacks the columns {', '.join(missing)}",
            remedy="Load the tables with plancompare.dataset.load.",
        )


def _assemble(table: pd.DataFrame, rows: Matched, facts: Facts, judged: Judged) -> pd.DataFrame:
    names = {name: table[name].take(rows.own) for name in NEEDED[:3]}
    baseline_source = table["source_id"].take(np.maximum(rows.baseline, 0))
    columns = {
        **names,
        "baseline": facts.baseline,
        "baseline_year": _whole(facts.baseline_year),
        "baseline_source_id": baseline_source.where(rows.baseline != NONE),
        "target": facts.targets.value,
        "target_upper": facts.targets.upper,
        "target_year": _whole(facts.target_year),
        "bound": table["bound"].take(rows.own).where(rows.target != NONE),
        "direction": _chosen(facts.targets.sense + 1, ("less", None, "more")),
        "gap": judged.gap,
        "relative_gap": judged.relative_gap,
        "years_left": _whole(facts.years_left),
        "needed_pace": judged.needed_pace,
        "latest": facts.latest,
        "latest_year": _whole(facts.latest_year),
        "status": _chosen(judged.status, STATUSES),
        "flags": _flags(table, rows, facts, judged),
    }
    return pd.DataFrame(
        {name: getattr(column, "array", column) for name, column in columns.items()}
    )


def _whole(years: Floats) -> pd.arrays.IntegerArray:
    missing = np.isnan(years)
    return pd.arrays.IntegerArray(np.where(missing, 0, years).astype("int64"), missing)


def _chosen(positions: Floats | Ints, words: tuple[str | None, ...]) -> pd.Series:
    """Words by position; a missing position gives a missing word."""
    at = np.where(np.isnan(positions), len(words), positions).astype("int64")
    return pd.Series([*words, None], dtype="str").take(at)


def _flags(table: pd.DataFrame, rows: Matched, facts: Facts, judged: Judged) -> pd.Series:
    """Unite the flags of target and baseline with the row's own, in alphabetical order.

    There are few different unions, so each is written once and given to all its rows.
    """
    codes, values = codes_of(table["flags"])
    near = (table["comparability"] == "near").to_numpy()
    parts = [take(codes, rows.target, -1) + 1, take(codes, rows.baseline, -1) + 1]
    own = {
        "already_met": judged.already_met,
        "no_baseline": judged.no_baseline,
        "near": take(near, rows.target, False) | take(near, rows.baseline, False),
    }
    key = parts[0] * (len(values) + 1) + parts[1]
    for marked in own.values():
        key = key * 2 + marked
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    texts = ["", *values]
    unions = [
        {*texts[parts[0][i]].split(";"), *texts[parts[1][i]].split(";")}
        | {flag for flag, marked in own.items() if marked[i]}
        for i in first
    ]
    return pd.Series([";".join(sorted(u - {""})) for u in unions], dtype="str").take(which)
