"""The table that each chart draws, made from the dataset."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from plancompare.analysis import middle_years
from plancompare.charts.years import of_like_years
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.regions import NATION
from plancompare.views.plan_views import plan_row, two_plans
from plancompare.views.region_views import (
    chosen,
    coverage_rows,
    history,
    latest,
    most_stated,
    national,
    peer_groups,
    region_gaps,
    region_name,
    region_row,
)

POPULATION = "population_total"
_SHOWN = 8  # indicators of a comparison that names none
# people that one unit of a density counts by
_PEOPLE = {"per_1000": 1_000, "per_10k": 10_000, "per_100k": 100_000}


@dataclass(frozen=True)
class Asked:
    """What a chart is to show.

    Attributes:
        region: The region that it is about, or that stands out.
        indicators: Which indicators; those that most regions state where none is named.
        regions: Which regions; all where none is named.
        lang: `zh` or `en`.
        plans: Ids of two sources, for the chart that sets two plans side by side.
    """

    region: str = ""
    indicators: Sequence[str] = ()
    regions: Sequence[str] = ()
    lang: Lang = "zh"
    plans: Sequence[str] = ()


@dataclass(frozen=True)
class Drawn:
    """A chart's table, and the words that it takes besides.

    Attributes:
        rows: The table.
        options: Keyword arguments of the chart's function.
    """

    rows: pd.DataFrame
    options: Mapping[str, Any] = field(default_factory=dict)


def drawn(data: Dataset, chart: str, asked: Asked) -> Drawn:
    """The table that a chart draws.

    Args:
        data: The dataset.
        chart: The chart's name, as in `charts.CHARTS`.
        asked: What it is to show.

    Returns:
        The table and the chart's options.

    Raises:
        UsageError: If there is no such chart, or what it needs is not named or not known.
    """
    if chart not in TABLES:
        raise UsageError(f"there is no chart “{chart}”.", remedy=f"There are {', '.join(TABLES)}.")
    return TABLES[chart](data, asked)


def _dumbbell(data: Dataset, asked: Asked) -> Drawn:
    name = region_name(region_row(data, _region(asked)), asked.lang)
    return Drawn(region_gaps(data, asked.region), {"subject": name})


def _beside(data: Dataset, asked: Asked) -> Drawn:
    """Two plans' targets for the same indicators."""
    if len(asked.plans) != 2:
        raise UsageError("this chart shows two plans.", remedy="Name each with --plan.")
    left, right = asked.plans
    rows = two_plans(data, left, right).query("stated_in == 'both'")
    first, second = (str(plan_row(data, each)["title"]) for each in asked.plans)
    return Drawn(rows, {"first": first, "second": second})


def _ranking(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = _indicators(asked, 1)
    rows = chosen(data, "actual", [indicator], asked.regions).query("region_code != @NATION")
    rows, notes = of_like_years(rows, asked.lang)
    years = [next(iter(middle_years(rows)), None), None]  # the target's is its own
    beside = pd.DataFrame({"indicator_id": indicator, "year": pd.array(years, "Int64")})
    benchmark = national(data, beside).iloc[0]
    target = national(data, beside, "target").iloc[1]
    options = {"benchmark": benchmark["value"], "target": target["value"]}
    return Drawn(
        rows.assign(
            nation_observation_id=benchmark["observation_id"],
            target_observation_id=target["observation_id"],
        ),
        options | {"highlight": asked.region, "notes": notes},
    )


def _heat_table(data: Dataset, asked: Asked) -> Drawn:
    indicators = asked.indicators or most_stated(data, "actual", _SHOWN)
    rows, notes = of_like_years(chosen(data, "actual", indicators, asked.regions), asked.lang)
    return Drawn(rows, {"highlight": asked.region, "notes": notes})


def _coverage(data: Dataset, asked: Asked) -> Drawn:
    return Drawn(coverage_rows(data, asked.regions))


def _spine(data: Dataset, asked: Asked) -> Drawn:
    """A region among those of its level, in what it states itself."""
    peers = asked.regions or _peers(data, _region(asked))
    values = latest(data, "actual").query("domain != 'population'")
    stated = values.loc[values["region_code"] == asked.region, "indicator_id"]
    wanted = set(asked.indicators or stated) & set(stated)
    rows = values[values["indicator_id"].isin(wanted) & values["region_code"].isin(peers)]
    rows, notes = of_like_years(rows, asked.lang)
    own = rows[rows["region_code"] == asked.region].set_index("indicator_id", drop=False)
    rows = rows[rows["indicator_id"].isin(own.index)]
    counts = rows["indicator_id"].map(rows["indicator_id"].value_counts())
    rows = rows[counts > 1]
    nation = national(data, own)
    beside = {
        "benchmark": nation["value"],
        "nation_year": nation["year"],
        "nation_observation_id": nation["observation_id"],
    }
    return Drawn(
        rows.assign(**{name: rows["indicator_id"].map(each) for name, each in beside.items()}),
        {"region": asked.region, "notes": notes},
    )


def _peers(data: Dataset, region_code: str) -> list[str]:
    region_row(data, region_code)  # or it is said to be unknown
    groups = peer_groups(data.regions).set_axis(data.regions["region_code"])
    return [str(code) for code in groups.index[groups == groups[region_code]]]


def _trajectory(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = _indicators(asked, 1)
    regions = asked.regions or [code for code in (asked.region, NATION) if code]
    return Drawn(history(data, indicator, regions), {"highlight": asked.region})


def _slope(data: Dataset, asked: Asked) -> Drawn:
    """Targets of successive plans: of regions that have set one in several."""
    (indicator,) = _indicators(asked, 1)
    rows = history(data, indicator, asked.regions).query("role == 'target'")
    plans = rows.groupby("region_code")["year"].transform("nunique")
    rows = rows[plans > 1].sort_values("year")
    return Drawn(rows.assign(plan=rows["year"].astype("str")), {"highlight": asked.region})


def _scatter(data: Dataset, asked: Asked) -> Drawn:
    pair = _indicators(asked, 2)
    sides, notes = [], []
    for side, indicator in zip("xy", pair, strict=True):
        rows = chosen(data, "actual", [indicator], asked.regions).query("region_code != @NATION")
        rows, left_out = of_like_years(rows, asked.lang)
        notes += left_out
        names = ("value", "unit", "decimals", "name_zh", "name_en", "year")
        renamed = {name: side if name == "value" else f"{side}_{name}" for name in names}
        sides.append(rows.rename(columns=renamed))
    left, right = sides
    kept = ["region_code", *(name for name in right.columns if name == "y" or name[:2] == "y_")]
    joined = left.merge(right[kept], on="region_code", validate="one_to_one")
    return Drawn(joined, {"highlight": asked.region, "notes": notes})


def _lorenz(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = _indicators(asked, 1)
    rows = chosen(data, "actual", [indicator], asked.regions).query("level == 'province'")
    rows, notes = of_like_years(rows, asked.lang)
    units = list(rows["unit"].unique())
    if not set(units) <= set(_PEOPLE):
        raise UsageError(
            f"“{indicator}” does not count by population.",
            remedy="Name a density, e.g. beds_per_1000.",
        )
    people = latest(data, "actual").query("indicator_id == @POPULATION")
    population = rows["region_code"].map(people.set_index("region_code")["value"])
    amount = rows["value"] * population / rows["unit"].map(_PEOPLE)
    return Drawn(rows.assign(population=population, amount=amount), {"notes": notes})


def _tile_map(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = _indicators(asked, 1)
    rows = chosen(data, "actual", [indicator], asked.regions).query("level == 'province'")
    rows, notes = of_like_years(rows, asked.lang)
    return Drawn(rows, {"highlight": asked.region, "notes": notes})


TABLES: Mapping[str, Callable[[Dataset, Asked], Drawn]] = {
    "beside": _beside,
    "coverage": _coverage,
    "dumbbell": _dumbbell,
    "heat_table": _heat_table,
    "lorenz": _lorenz,
    "ranking": _ranking,
    "scatter": _scatter,
    "slope": _slope,
    "spine": _spine,
    "tile_map": _tile_map,
    "trajectory": _trajectory,
}


def _region(asked: Asked) -> str:
    if not asked.region:
        raise UsageError("this chart is about one region.", remedy="Name it with --region.")
    return asked.region


def _indicators(asked: Asked, count: int) -> Sequence[str]:
    if len(asked.indicators) != count:
        raise UsageError(
            f"this chart shows {count} indicator(s), not {len(asked.indicators)}.",
            remedy="Name each with --indicator; `plancompare indicators` lists them.",
        )
    return asked.indicators
