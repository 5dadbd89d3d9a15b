"""Who stands beside whom, in every reference year that a reader may choose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from plancompare.analysis import Comparable, comparable, intervals, places, thresholds
from plancompare.analysis.comparable import LEVELS_OF_PEERS
from plancompare.catalogue import catalogue
from plancompare.harmonisation.series import FACETS

_SUBJECT = ["region_code", "indicator_id"]
# What the rule looks at: the rows are taken many times, and their quotes and notes weigh most.
_JUDGED = ("observation_id", *_SUBJECT, "level", "year", "role", "value", "bound", "comparability",
           "reliability", "value_decimals", "flags", *FACETS)  # fmt: skip
View = dict[str, Any]


def views_of(rows: pd.DataFrame) -> Mapping[str, Mapping[str, View]]:
    """The views of every indicator.

    A view is offered for the year of which most regions of a level state the indicator, and for
    every other year of which enough of them do to be ranked.

    Args:
        rows: As from `payload.shown_rows`.

    Returns:
        For each indicator, by `level|role`, the reference year `ref` and `years`: by year who may
        `stand` together, their `rank` and `rank_last`, who is `aside` with the reason, and
        the `nation` beside them, all named by `observation_id`.
    """
    found: dict[str, dict[str, View]] = defaultdict(dict)
    low, high = intervals(rows)  # once for all years: the digits of every text are looked at
    for role, of_role in rows[list(_JUDGED)].assign(low=low, high=high).groupby("role"):
        for level in LEVELS_OF_PEERS:
            _add_views(found, of_role, level, f"{level}|{role}")
    return found


def _add_views(
    found: dict[str, dict[str, View]], of_role: pd.DataFrame, level: str, key: str
) -> None:
    own = of_role[of_role["level"] == level]
    asked = of_role[of_role["indicator_id"].isin(own["indicator_id"])]
    if own.empty:
        return
    usual = comparable(asked, level=level)
    for indicator, year in usual.years.items():
        found[indicator][key] = {"ref": year, "years": {}}
    _add_year(found, usual, key)
    for year, indicators in _years_of_many(own).items():
        # what has no usual year holds only what stands beside nothing: bounds, or near definitions
        wanted = [each for each in indicators if usual.years.get(each, year) != year]
        of_year = asked[asked["indicator_id"].isin(wanted)]
        if wanted:
            _add_year(found, comparable(of_year, level=level, year=year), key)


def _years_of_many(own: pd.DataFrame) -> dict[int, list[str]]:
    """The indicators that enough regions state to be ranked, by year."""
    counts = own.drop_duplicates([*_SUBJECT, "year"]).groupby(["year", "indicator_id"]).size()
    enough = counts[counts >= thresholds().least_ranked].reset_index()
    found: dict[int, list[str]] = defaultdict(list)
    for year, indicator in zip(enough["year"], enough["indicator_id"], strict=True):
        found[int(year)].append(indicator)
    return found


def _add_year(found: dict[str, dict[str, View]], compared: Comparable, key: str) -> None:
    """Write down one comparison, indicator by indicator."""
    views = {name: _empty() for name in compared.years}
    for name, observation, first, last in _cells(ranked(compared), "rank", "rank_last"):
        views[name]["stand"].append(observation)
        views[name]["rank"].append(None if pd.isna(first) else int(first))
        views[name]["rank_last"].append(None if pd.isna(last) else int(last))
    for name, observation, reason in _cells(compared.set_aside, "reason"):
        if name in views:
            views[name]["aside"].append([observation, reason])
    for name, observation in _cells(compared.nation):
        views[name]["nation"] = observation
    for name, year in compared.years.items():
        found[name][key]["years"][str(year)] = views[name]


def _empty() -> View:
    return {"stand": [], "rank": [], "rank_last": [], "aside": [], "nation": None}


def _cells(rows: pd.DataFrame, *columns: str) -> Iterable[tuple[Any, ...]]:
    names = ("indicator_id", "observation_id", *columns)
    return zip(*(rows[name].tolist() for name in names), strict=True)


def ranked(compared: Comparable) -> pd.DataFrame:
    """The rows that stand together, with the places that each may have.

    Args:
        compared: Values of one level.

    Returns:
        The rows with `rank` and `rank_last`, as from `analysis.places`.
    """
    parts = [
        places(part, catalogue()[str(indicator)].direction)
        for indicator, part in compared.rows.groupby("indicator_id")
    ]
    if not parts:
        return compared.rows.assign(rank=None, rank_last=None)
    return compared.rows.join(pd.concat(parts))


def placed(views: Mapping[str, View], place: Mapping[str, int]) -> dict[str, View]:
    """Views in which observations are named by their place among the indicator's rows.

    Args:
        views: Of one indicator, as from `views_of`.
        place: The place of each observation.
    """
    return {
        key: {"ref": view["ref"], "years": {y: _placed(v, place) for y, v in view["years"].items()}}
        for key, view in views.items()
    }


def _placed(view: View, place: Mapping[str, int]) -> View:
    return view | {
        "stand": [place[observation] for observation in view["stand"]],
        "aside": [[place[observation], reason] for observation, reason in view["aside"]],
        "nation": place.get(view["nation"]),
    }
