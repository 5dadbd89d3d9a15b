"""The one rule of comparability: which values may stand side by side.

Every ranking, heat table, map, spine, scatter, composite, inequality figure and sentence that sets
regions beside each other asks `comparable`; there is no second mechanism.

- One level of region.
- One reference year of each indicator: the year of which most regions state it, unless one is asked
  for; of each region the value of the year nearest to it, at most `window` years away.
- One series (`series.FACETS`): whose population, how collected, which institutions; and one basis,
  where it changes within the window (`series_from`). Only what is known to differ is parted.
- Values, not bounds; the catalogue's definition, not a near one; dated.
- Rates of rare events on ten events or more (`rare_events`).

What falls outside is set aside with its reason and its year: it is shown, and neither ranked nor
judged. Regions of levels above (the nation, a province) are held to the same rule and stand beside.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from plancompare.analysis.margins import intervals
from plancompare.analysis.rare_events import too_few
from plancompare.analysis.series import FACETS, basis_from, differs, usual_series, with_facets
from plancompare.domain.vocabulary import vocabulary
from plancompare.errors import UsageError
from plancompare.harmonisation.flags import has_flag, stands
from plancompare.harmonisation.precedence import reliability_order

LEVELS = tuple(vocabulary("level"))
LEVELS_OF_PEERS = LEVELS[1:]  # the nation has none
REASONS = (
    "few_events",
    "other_year",
    "other_series",
    "bound",
    "near",
    "no_year",
    "other_level",
)
"""Why a value may not stand beside the others, the slightest reason first.

Of several obstacles the gravest is told; a region that has no value to compare is set aside with
the one that has least against it.
"""

_SUBJECT = ["region_code", "indicator_id"]
_BOUNDS = ("at_least", "above", "at_most", "below", "range")
_DEFAULTS = {"comparability": "same", "flags": "", "role": "actual", "bound": "exact",
             "reliability": ""}  # fmt: skip


@dataclass(frozen=True)
class Comparable:
    """What may stand side by side, and what may not.

    Attributes:
        level: Of the regions that are compared.
        years: The reference year of each indicator.
        whole: How many regions of the level there are, with a value or without.
        rows: One row a region and indicator: as they came, with `reference_year`, `off_year` (the
            value is of another year than the reference year: a reader must see which), and the
            limits `low` and `high` between which the true value lies by its rounding, or by its
            exact interval where it has one.
        beside: The same of regions of levels above, the nation first of all.
        aside: One row for every other region and indicator with a value, with `reference_year` and
            the `reason`, one of `REASONS`.
    """

    level: str
    years: Mapping[str, int]
    whole: int
    rows: pd.DataFrame
    beside: pd.DataFrame
    aside: pd.DataFrame

    @property
    def year(self) -> int | None:
        """The one reference year; None without values, or where indicators have different ones."""
        found = set(self.years.values())
        return found.pop() if len(found) == 1 else None

    @property
    def nation(self) -> pd.DataFrame:
        """The nation's values that may stand beside the rows: at most one an indicator."""
        return self.beside[self.beside["level"] == "nation"]

    @property
    def set_aside(self) -> pd.DataFrame:
        """Those set aside that are of the level compared: what is shown below the line."""
        return self.aside[self.aside["level"] == self.level]


def comparable(
    rows: pd.DataFrame,
    *,
    level: str,
    year: int | None = None,
    window: int = 2,
    together: bool = False,
) -> Comparable:
    """Sort values into those that may stand side by side and those that may not.

    Args:
        rows: Values of any regions, indicators and years: the table `observations` (actual values
            or targets, not both), with `level` joined from the table `regions`. Columns
            `region_code`, `indicator_id`, `level`, `year`, `value`; optional `population_base`,
            `collection`, `scope`, `series_from`, `comparability`, `bound`, `reliability`, `flags`,
            `role`, `value_decimals`, and `events`, `low`, `high` as from
            `rare_events.with_events`. Rows without a value, and those that another outranks, are
            left out; all other columns are carried along.
        level: `nation`, `province`, `prefecture` or `county`.
        year: The reference year; None for the year of which most regions of the level state an
            indicator, the later of two.
        window: How many years a value may lie from the reference year.
        together: One reference year for all indicators, for what is computed across them.

    Returns:
        The rows that may stand together, those of levels above that may stand beside them, and
        those set aside with the reason.

    Raises:
        UsageError: There is no such level.
    """
    if level not in LEVELS:
        raise UsageError(f"there is no level “{level}”.", remedy=f"There are {', '.join(LEVELS)}.")
    every = _prepared(rows, level)
    every["reference_year"] = _reference_years(every, level, year, together=together)
    every["distance"] = (every["year"] - every["reference_year"]).abs()
    every["reason"] = _reasons(every, level, window)
    best = _best_of_each(every)
    few = (best["reason"] == "") & too_few(best)
    best["reason"] = best["reason"].mask(few, "few_events")
    fits, is_level = best["reason"] == "", best["level"] == level
    best = best.drop(columns=["distance", "_order", "_gives_way"])
    compared = best.drop(columns="reason")
    regions = rows.loc[rows["level"] == level, "region_code"].nunique()
    known = every[["indicator_id", "reference_year"]].dropna(subset="reference_year")
    known = known.drop_duplicates("indicator_id")
    return Comparable(
        level=level,
        years={
            str(name): int(of)
            for name, of in zip(known["indicator_id"], known["reference_year"], strict=True)
        },
        whole=regions,
        rows=compared[fits & is_level].reset_index(drop=True),
        beside=compared[fits & ~is_level].reset_index(drop=True),
        aside=best[~fits].reset_index(drop=True),
    )


def _prepared(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """The rows that state a value, with what they leave out, and their limits."""
    absent = {name: said for name, said in _DEFAULTS.items() if name not in rows.columns}
    full = with_facets(rows.assign(**absent))
    full = full.assign(flags=full["flags"].astype("str").fillna(""))
    full = full[full["value"].notna() & stands(full["flags"])]
    low, high = intervals(full)
    above = LEVELS[: LEVELS.index(level)]
    order = reliability_order()
    worth = {kind: place for place, kind in enumerate(order)}
    return full.assign(
        low=low,
        high=high,
        _order=full["reliability"].map(worth).fillna(len(order)),
        _gives_way=has_flag(full["flags"], "other_series"),
        _wrong_level=~full["level"].isin([level, *above]),
        year=full["year"].astype("Int64"),
    )


def _reference_years(
    every: pd.DataFrame, level: str, year: int | None, *, together: bool
) -> pd.Series:
    """The reference year of each row's indicator."""
    if year is not None:
        return pd.Series(year, every.index, dtype="Int64")
    states = (every["level"] == level) & every["year"].notna() & ~unfit(every)
    own = every.loc[states, [*_SUBJECT, "year"]].drop_duplicates()
    by = ["year"] if together else ["indicator_id", "year"]
    counts = own.groupby(by).size().rename("n").reset_index().sort_values(["n", "year"])
    if together:
        last = counts["year"].iloc[-1] if len(counts) else pd.NA
        return pd.Series(last, every.index, dtype="Int64")
    found = counts.drop_duplicates("indicator_id", keep="last").set_index("indicator_id")["year"]
    return every["indicator_id"].map(found).astype("Int64")


def unfit(every: pd.DataFrame) -> pd.Series:
    """What can stand beside nothing, whatever its year and series.

    Args:
        every: With `role`, `bound` and `comparability`.
    """
    return _is_bound(every) | (every["comparability"] == "near")


def _is_bound(every: pd.DataFrame) -> pd.Series:
    """Which actual values are no values but bounds."""
    found: pd.Series = (every["role"] != "target") & every["bound"].isin(_BOUNDS)
    return found


def _reasons(every: pd.DataFrame, level: str, window: int) -> pd.Series:
    """Why each row may not stand beside the others; empty where it may."""
    found = {
        "other_year": ~(every["distance"] <= window).fillna(False),
        "other_series": differs(every, _usual(every, level, window)) | _across_break(every),
        "bound": _is_bound(every),
        "near": every["comparability"] == "near",
        "no_year": every["year"].isna(),
        "other_level": every["_wrong_level"],
    }
    reason = pd.Series("", every.index, dtype="str")
    for name, holds in found.items():
        reason = reason.mask(holds.astype(bool), name)
    return reason


def _across_break(every: pd.DataFrame) -> pd.Series:
    """Which rows lie on the other side of a break in their series than their reference year.

    A basis that began after that year is another; so is one of before a break that others of the
    level and indicator have passed by then.
    """
    since, reference = basis_from(every), every["reference_year"].fillna(0)
    passed = since.where(since <= reference, 0).groupby([every["level"], every["indicator_id"]])
    found: pd.Series = (since > reference) | (since < passed.transform("max"))
    return found


def _usual(every: pd.DataFrame, level: str, window: int) -> pd.DataFrame:
    """For each row the series that its indicator is compared in.

    It is the usual one of the reference year; what nobody tells of that year, of the window; what
    nobody of the level tells, of the levels above.
    """
    at_hand = (every["distance"] <= window).fillna(False) & ~unfit(every)
    near = every.loc[at_hand, ["indicator_id", "level", "distance", *FACETS]]
    own = near[near["level"] == level]
    usual = usual_series(near)
    for closer in (own, own[own["distance"].eq(0).astype(bool)]):
        told = usual_series(closer).reindex(usual.index).fillna("")
        usual = told.where(told != "", usual)
    return usual.reindex(every["indicator_id"]).fillna("").set_axis(every.index)


def _best_of_each(every: pd.DataFrame) -> pd.DataFrame:
    """One value of each region and indicator: the least obstacle, then the nearest year."""
    order = {
        "grave": every["reason"].map({"": -1} | {name: n for n, name in enumerate(REASONS)}),
        "distance": every["distance"],
        "later": -every["year"].astype("Float64"),
        "gives_way": every["_gives_way"],
        "order": every["_order"],
    }
    keys = every[_SUBJECT].assign(**order).reset_index(drop=True)  # not the other sixty columns
    first = keys.sort_values([*order], kind="stable").drop_duplicates(_SUBJECT).index
    best = every.iloc[first.sort_values()].sort_index()
    off = best["distance"].gt(0).fillna(True).astype(bool)
    return best.assign(off_year=off).drop(columns="_wrong_level")
