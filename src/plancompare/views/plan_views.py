"""Which plans follow each other, and what two of them promise, with names and units."""

import difflib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from plancompare.analysis import plans_beside, targets_beside
from plancompare.dataset import Dataset
from plancompare.errors import UsageError
from plancompare.owndata import toml_beside
from plancompare.views.behind import behind
from plancompare.views.region_views import PLANS, with_indicator

_ROWS = 12  # of a chart that a page still has room for beside its title

Pair = tuple[str, str]
"""The ids of two sources; of successive plans the earlier one first."""


def successive_plans(data: Dataset) -> list[Pair]:
    """The plans that take over from another one: its period begins the year after the other's ends.

    Both are of one kind (a health plan follows a health plan, `plan_kinds.toml`) and of one body of
    government, as far as their issuers are stated.

    Returns:
        One pair for each plan that shares an indicator with such a predecessor; of several
        predecessors the one with most of both plans' indicators in common.
    """
    gaps = data.gaps[data.gaps["target"].notna()]
    targets = {str(source): set(ids) for source, ids in gaps.groupby("source_id")["indicator_id"]}
    sources = data.sources[data.sources["kind"].isin(PLANS)]
    own = sources[sources["source_id"].isin(targets)].sort_values("source_id")
    own = own.dropna(subset=["first_year", "last_year"]).assign(before=own["first_year"] - 1)
    meet = own.merge(
        own, left_on=["region_code", "before"], right_on=["region_code", "last_year"],
        suffixes=("", "_earlier"),
    )  # fmt: skip
    follows = [
        _follows(earlier, later)
        for earlier, later in zip(
            meet[["title_earlier", "issuer_earlier", "kind_earlier"]].itertuples(index=False),
            meet[["title", "issuer", "kind"]].itertuples(index=False),
            strict=True,
        )
    ]
    meet = meet[pd.Series(follows, meet.index, dtype="bool")]
    meet = meet.assign(
        alike=[
            _alike(targets[earlier], targets[later])
            for earlier, later in zip(meet["source_id_earlier"], meet["source_id"], strict=True)
        ]
    )
    nearest = meet[meet["alike"] > 0].sort_values("alike", kind="stable", ascending=False)
    nearest = nearest.drop_duplicates("source_id").sort_values(["region_code", "source_id"])
    return list(zip(nearest["source_id_earlier"], nearest["source_id"], strict=True))


def _follows(earlier: tuple[str, str, str], later: tuple[str, str, str]) -> bool:
    """Whether two plans (title, issuer, kind of source) are of one kind and one body."""
    if any(_is_no_plan(plan[0]) for plan in (earlier, later)) or earlier[2] != later[2]:
        return False
    bodies = {_body(plan[1]) for plan in (earlier, later)} - {""}
    return plan_kind(earlier[0]) == plan_kind(later[0]) and len(bodies) <= 1


def _is_no_plan(title: str) -> bool:
    """Whether a title says that it is something else: a news conference, a year's report."""
    return any(word in title for word in _kinds()["none"]["words"])


def _kinds() -> Mapping[str, Any]:
    return toml_beside(__file__, "plan_kinds.toml")


def plan_kind(title: str) -> str:
    """What a plan is a plan of, by its title.

    Args:
        title: Of the source.

    Returns:
        A key of `plan_kinds.toml`; empty where the title tells none.
    """
    every: Mapping[str, list[str]] = _kinds()["kinds"]
    return next((kind for kind, words in every.items() if any(w in title for w in words)), "")


def _body(issuer: str) -> str:
    """The body of government that issued a plan, empty where none is stated.

    Its bureau writes in its name.
    """
    if issuer == _kinds()["body"]["unstated"]:
        return ""
    for bureau in _kinds()["body"]["of_government"]:
        issuer = issuer.removesuffix(bureau)
    return issuer.strip()


def _alike(one: set[str], other: set[str]) -> float:
    """What two sets share, of all that is in either (Jaccard)."""
    return len(one & other) / len(one | other)


def plan_row(data: Dataset, source_id: str) -> pd.Series:
    """A source of the dataset.

    Raises:
        UsageError: If the dataset knows no such source.
    """
    sources = data.sources
    found = sources[sources["source_id"] == source_id]
    if found.empty:
        holding = [each for each in sources["source_id"] if source_id and source_id in each]
        near = holding or difflib.get_close_matches(source_id, sources["source_id"], cutoff=0.5)
        query = '`plancompare query "SELECT source_id, title FROM sources"` lists them.'
        raise UsageError(
            f"the dataset knows no plan “{source_id}”.",
            remedy=f"Did you mean {', '.join(near[:3])}? {query}" if near else query,
        )
    return found.iloc[0]


def two_plans(data: Dataset, left: str, right: str) -> pd.DataFrame:
    """What two plans promise, indicator by indicator.

    Args:
        data: The dataset.
        left: A source; of successive plans the earlier one.
        right: The other source.

    Returns:
        As from `analysis.plans_beside`, with the indicator's columns, in the catalogue's order.

    Raises:
        UsageError: If a source is not known, states no target, or the two are one.
    """
    for source in (left, right):
        plan_row(data, source)
    if left == right:
        raise UsageError(f"“{left}” was named twice.", remedy="Name two plans.")
    rows = plans_beside(
        data.gaps, data.indicators, data.regions, left=left, right=right,
        last_years=_last_years(data),
    )  # fmt: skip
    return with_indicator(data, rows)


def _last_years(data: Dataset) -> dict[str, int]:
    """The last year of each source's period, where it has one."""
    years = data.sources.set_index("source_id")["last_year"].dropna()
    return {str(source): int(year) for source, year in years.items()}


def plan_values(data: Dataset, left: str, right: str) -> pd.DataFrame:
    """The observations behind the comparison: both plans' targets, and the baselines beside them.

    Args:
        data: The dataset.
        left: A source.
        right: The other source.

    Returns:
        One row a value, with its indicator, in the catalogue's order.
    """
    shown = targets_beside(data.gaps, left, right, _last_years(data))
    used = behind(data, shown)["observation_id"]
    values = data.observations[data.observations["observation_id"].isin(used)]
    return with_indicator(data, values.drop(columns="unit"))


def in_charts(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The indicators that both plans have, in as many charts as fit a page each.

    Args:
        rows: As from `two_plans`.

    Returns:
        The rows of each chart after its domain; all in one under none where they are few.
    """
    both = rows[rows["stated_in"] == "both"]
    if len(both) > _ROWS:
        return [(str(domain), part) for domain, part in both.groupby("domain", sort=False)]
    return [("", both)] if len(both) else []
