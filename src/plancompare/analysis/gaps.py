"""The gap table: for every target where its plan began, where the region stands now, and the way.

**Baseline and latest are two things.** The baseline is where the plan says that it began; the
latest is the actual that the target is judged by. Both are shown, each with its year and source.

The formulas (see `rule` for the bounds), with d = +1 where the target asks for more and -1 where
for less:

- asked = d·(target - baseline): what the plan set out to do; in the indicator's unit.
- gap = d·(target - latest): what is left of it; positive while there is way to go, not positive
  once the target is met. The share of the way that is covered is 1 - gap / asked.
- relative gap = gap / |latest|; missing where the latest is zero.
- years left = target year - year of the latest; needed pace = gap / years left, in the indicator's
  unit a year. Both only while the target is open: a target that is met, due or not judged has none.
  Where nothing but the bound is left (5 where below 5 is asked for) no number is the pace.

The status of a row is the first that holds:

1. `target is a change`: only a change is stated, and no level that it starts from.
2. `too few to judge`: the latest counts fewer than ten events (`rare_events`).
3. `met`: the latest meets the target. The flag `already_met` says where the baseline did: that
   target was met when it was set.
4. `missed`: the latest is of the target year or the two after it, and does not meet it.
5. `due, no later value`: the target year has passed, and no value tells.
6. `no baseline`: there is no actual to set it against.
7. `moving away`, `on course` or `behind`: the series has actuals of three years or more from the
   baseline to the latest. It moves away where the latest is further from the target than the
   baseline was; it is on course where the way covered is at least `on_course_ratio` of what an even
   pace would have covered. Two points make no trend, and give no verdict; nor do points on both
   sides of a break in the series (`series_from`), whose rows are flagged `across_break`.
8. `not yet due`: otherwise.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from plancompare.analysis.columns import NONE, Bools, Ints
from plancompare.analysis.matching import Matched, Stated, flagged, match, starts_of
from plancompare.analysis.thresholds import thresholds
from plancompare.analysis.verdict import judge
from plancompare.errors import DatasetError, UsageError
from plancompare.harmonisation.flags import OF_ONE_VALUE, join_flags
from plancompare.harmonisation.series import FACETS

# What the table is made from; Parquet readers need no other columns.
NEEDED = (
    "observation_id",
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
    "flags",
)
_TEXTS = ("region_code", "indicator_id", "source_id", "role", "bound", "change_kind",
          "comparability", "flags")  # fmt: skip

GAP_COLUMNS = (
    "region_code",
    "indicator_id",
    "source_id",
    "baseline",
    "baseline_year",
    "baseline_source_id",
    "baseline_observation_id",
    "latest",
    "latest_year",
    "latest_source_id",
    "latest_observation_id",
    "points",
    "target",
    "target_upper",
    "target_year",
    "bound",
    "change",
    "change_kind",
    "direction",
    "asked",
    "gap",
    "relative_gap",
    "years_left",
    "needed_pace",
    "status",
    "flags",
)


@dataclass(frozen=True)
class Question:
    """What the gap table is asked for, beside the observations.

    Attributes:
        directions: `more`, `less` or `neutral` of each indicator.
        as_of: The year looked from; None: the newest of any actual.
        plan_starts: The first year of each plan, by source.
        too_few: Observations that count too few events to judge by.
    """

    directions: Mapping[str, str]
    as_of: int | None
    plan_starts: Mapping[str, int]
    too_few: Collection[str]


def gap_table(
    observations: pd.DataFrame,
    indicators: pd.DataFrame,
    *,
    as_of: int | None = None,
    plan_starts: Mapping[str, int] | None = None,
    too_few: Collection[str] = (),
) -> pd.DataFrame:
    """Every target beside its baseline and the latest actual, as the module describes.

    The baseline is the plan's own latest actual before the target year; where the plan states none,
    any source's, of a year before the plan starts and no more than `oldest_baseline` years before
    it. A row flagged `outranked` is taken as its own plan's baseline only: the target was set
    against it, whatever another source says of that year.

    The latest is the first actual from the target year on (the year itself, else the next, at most
    `most_years_apart` years later), else the latest before; of any source, as comparisons show it,
    and later than the baseline. It must be comparable with target and baseline: of another source
    only the catalogue's own definition (`same`), and never of a series (`FACETS`) that is known to
    be another. Where there is none the latest is the baseline.

    Args:
        observations: With the columns `NEEDED`, and `FACETS` and `series_from` where they are
            known; text columns may be categorical.
        indicators: With `indicator_id` and `direction` (`more`, `less`, `neutral`).
        as_of: Look from this year: actuals after it are not used, and targets for years before it
            are due. None: the newest year of any actual.
        plan_starts: The first year of each plan's period, by `source_id`.
        too_few: The `observation_id` of actuals that count too few events to judge by.

    Returns:
        The columns `GAP_COLUMNS`, one row a region, indicator, source and target year, in that
        order. `points` counts the years with an actual of the series from the baseline to the
        latest; it is 1 where the series changes its basis between them. `flags` unites those of
        target, baseline and latest with `already_met`, `no_baseline`, `near`, `across_break` (of
        that change, also where it lies between the plan's start and the latest), and `years_apart`
        where the baseline is another source's and lies more than `most_years_apart` years before
        the plan.

    Raises:
        UsageError: A table lacks a column, or the catalogue has another direction than these.
    """
    require(observations.columns, NEEDED)
    require(indicators.columns, ("indicator_id", "direction"))
    directions = dict(zip(indicators["indicator_id"], indicators["direction"], strict=True))
    question = Question(directions, as_of, plan_starts or {}, too_few)
    rows = _usable(observations, question)
    facets = tuple(name for name in FACETS if name in rows.columns)
    stated = Stated.of(rows, facets)
    matched = match(stated, starts_of(rows, question.plan_starts))
    return _assemble(rows, stated, matched, question, _looked_from(observations, as_of))


def gap_table_from_parquet(path: Path, indicators: pd.DataFrame, **options: object) -> pd.DataFrame:
    """`gap_table` of a Parquet file of observations, reading only what it needs.

    Args:
        path: A Parquet file with the columns `NEEDED`.
        indicators: As for `gap_table`.
        **options: As for `gap_table`.

    Returns:
        As `gap_table`.

    Raises:
        DatasetError: The file cannot be read.
        UsageError: It lacks a column.
    """
    from pyarrow import parquet  # noqa: PLC0415 - no other function of the analysis needs it

    try:
        names = parquet.read_schema(path).names
        require(names, NEEDED)
        columns = [name for name in (*NEEDED, *FACETS, "series_from") if name in names]
        table = parquet.read_table(path, columns=columns, read_dictionary=[*_TEXTS, *FACETS])
    except (OSError, pa.ArrowInvalid) as error:
        raise DatasetError(
            "it is no Parquet file that can be read.",
            where=str(path),
            remedy="`plancompare build` writes data/curated/observations.parquet.",
        ) from error
    whole = {pa.int64(): pd.Int64Dtype()}
    observations = table.unify_dictionaries().to_pandas(types_mapper=whole.get)
    return gap_table(observations, indicators, **options)  # type: ignore[arg-type]


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


def plan_starts(sources: pd.DataFrame) -> dict[str, int]:
    """The first year of each plan's period.

    A plan that prints no period begins in the year in which it was issued: what another source says
    of the year before is then the last that its authors can have known.

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


def _looked_from(observations: pd.DataFrame, as_of: int | None) -> int:
    if as_of is not None:
        return as_of
    newest = observations.loc[observations["role"] == "actual", "year"].max()
    return 0 if pd.isna(newest) else int(newest)


def _usable(observations: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The rows that count: with a value or, targets, a change; not superseded, not too late."""
    is_target = (observations["role"] == "target").to_numpy()
    is_stated = observations["value"].notna() | (is_target & observations["change"].notna())
    usable: Bools = is_stated.to_numpy("bool")
    usable = usable & ~flagged(observations["flags"], "superseded")
    usable = usable & ~(flagged(observations["flags"], "outranked") & is_target)
    if question.as_of is not None:
        is_late = (observations["year"] > question.as_of).fillna(False).to_numpy("bool")
        usable = usable & (is_target | ~is_late)
    return observations if usable.all() else observations[usable]


def _assemble(
    rows: pd.DataFrame, stated: Stated, matched: Matched, question: Question, as_of: int
) -> pd.DataFrame:
    """The table: what each matched row states, and what follows from it."""
    target = rows.take(matched.target).reset_index(drop=True)
    baseline, latest = _at(rows, matched.baseline), _at(rows, matched.latest)
    table = target[["region_code", "indicator_id", "source_id"]].assign(
        **_stated_by(baseline, "baseline"),
        **_stated_by(latest, "latest"),
        points=pd.array(matched.points, "Int64"),
        target=target["value"],
        target_upper=target["value_upper"],
        target_year=target["year"],
        bound=target["bound"],
        change=target["change"].where(target["value"].isna()),
        change_kind=target["change_kind"].astype("str").where(target["value"].isna(), ""),
        way=target["indicator_id"].astype("str").map(question.directions),
        too_few=latest["observation_id"].isin(question.too_few),
    )
    judged = judge(table, as_of)
    marks = {
        "across_break": matched.across,
        "already_met": judged["already_met"].to_numpy("bool"),
        "near": _any_near(stated, matched),
        "no_baseline": matched.baseline == NONE,
        "years_apart": _is_long_before(stated, matched, rows, question),
    }
    judged["flags"] = _united([target["flags"], baseline["flags"], latest["flags"]], marks)
    texts = judged.columns[judged.dtypes == "category"]
    return judged.astype(dict.fromkeys(texts, "str"))[list(GAP_COLUMNS)]


def _at(rows: pd.DataFrame, positions: Ints) -> pd.DataFrame:
    """Some rows of a table, empty where the position is `NONE`."""
    columns = ["observation_id", "source_id", "year", "value", "flags"]
    found = rows[columns].reset_index(drop=True).reindex(positions)  # no row is called `NONE`
    return found.reset_index(drop=True)


def _stated_by(rows: pd.DataFrame, name: str) -> dict[str, pd.Series]:
    named = {"value": name, "year": f"{name}_year", "source_id": f"{name}_source_id",
             "observation_id": f"{name}_observation_id"}  # fmt: skip
    return {new: rows[old] for old, new in named.items()}


def _any_near(stated: Stated, matched: Matched) -> Bools:
    near = np.append(~stated.is_same, False)  # the last for `NONE`
    found: Bools = near[matched.target] | near[matched.baseline] | near[matched.latest]
    return found


def _is_long_before(
    stated: Stated, matched: Matched, rows: pd.DataFrame, question: Question
) -> Bools:
    """Whether a baseline is another source's and of years long before the plan."""
    year = np.append(stated.year, 0)[matched.baseline]
    source = np.append(stated.source, NONE)
    starts = starts_of(rows, question.plan_starts)[matched.target]
    is_other = source[matched.target] != source[matched.baseline]
    is_old = starts - 1 - year > thresholds().most_years_apart
    found: Bools = is_other & is_old & (matched.baseline != NONE)
    return found


def _united(texts: list[pd.Series], marks: Mapping[str, object]) -> pd.Series:
    """The flags of several rows and the row's own marks; each different union is written once.

    Whether a target was already met is judged here: the dataset says it as of today.
    """
    kinds = pd.DataFrame(
        {n: text.astype("category").cat.codes for n, text in enumerate(texts)} | dict(marks)
    )
    known = [
        [
            set(flags.split(";")) - {"already_met"} - OF_ONE_VALUE
            for flags in text.astype("category").cat.categories
        ]
        for text in texts
    ]
    number = kinds.groupby(list(kinds.columns), sort=False).ngroup()
    first = kinds[~number.duplicated()]
    unions = [
        join_flags(
            [mark for mark in marks if row[mark]]
            + [flag for n in range(len(texts)) if row[n] >= 0 for flag in known[n][row[n]]]
        )
        for row in first.to_dict("records")
    ]
    return pd.Series(unions, dtype="str").take(number.to_numpy()).reset_index(drop=True)
