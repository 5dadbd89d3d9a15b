"""Values of many regions side by side: the one way in which reports and charts collect them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from plancompare.analysis import comparable, differs, places, with_facets
from plancompare.analysis.comparable import LEVELS, Comparable
from plancompare.analysis.rare_events import per_births
from plancompare.dataset import Dataset
from plancompare.harmonisation.flags import stands
from plancompare.regions import NATION
from plancompare.views.parts import Parts, parts
from plancompare.views.region_views import require, with_deaths, with_indicator, with_region

_TABLES = ("rows", "beside", "aside")


def side_by_side(  # noqa: PLR0913 (what may be asked of a comparison)
    data: Dataset,
    indicator_ids: Sequence[str],
    *,
    region: str = "",
    regions: Sequence[str] = (),
    level: str = "",
    role: str = "actual",
    year: int | None = None,
    window: int = 2,
    together: bool = False,
) -> Comparable:
    """What regions state of some indicators, sorted by `analysis.comparable`.

    Args:
        data: The dataset.
        indicator_ids: Which indicators, in the order in which they are to be shown.
        region: The region that stands out; its level is compared unless one is named.
        regions: Which regions; all where empty.
        level: Of regions; where neither it nor a region is named, that of most of `regions`, else
            provinces.
        role: `actual` or `target`.
        year: The reference year; None for the one of most regions.
        window: How many years a value may lie from the reference year.
        together: One reference year for all indicators.

    Returns:
        Rows with names, units and provenance, in the order asked for.

    Raises:
        UsageError: If the dataset lacks an indicator or a region.
    """
    require(indicator_ids, data.indicators["indicator_id"], "indicator")
    require([*regions, *filter(None, [region])], data.regions["region_code"], "region")
    level = level or _named_level(data, region, regions)
    among = tuple(dict.fromkeys((*regions, region, NATION))) if regions else ()
    is_group = bool(among and level) and not together
    asked = () if is_group else tuple(indicator_ids)
    found = _compared(data, asked, among, level, role, year, window, together)
    if is_group:
        return _of_indicators(found, indicator_ids)
    return replace(found, **{name: getattr(found, name).copy(deep=False) for name in _TABLES})


def _of_indicators(found: Comparable, indicator_ids: Sequence[str]) -> Comparable:
    """Some indicators of a comparison of all: each is sorted by itself."""
    place = {indicator: n for n, indicator in enumerate(indicator_ids)}
    tables = {}
    for name in _TABLES:
        every = getattr(found, name)
        rows = every[every["indicator_id"].isin(place)]
        rows = rows.assign(order=rows["indicator_id"].map(place))
        by = ["order", "region_code"]
        tables[name] = rows.sort_values(by, kind="stable", ignore_index=True)
    of_level = [tables[name] for name in ("rows", "aside")]
    stated = {code for rows in of_level for code in rows.loc[rows["level"] == found.level,
              "region_code"]}  # fmt: skip
    years = {indicator: found.years[indicator] for indicator in place if indicator in found.years}
    return replace(found, years=years, whole=len(stated), **tables)


@lru_cache(maxsize=256)  # the reports of regions of a level compare the very same
def _compared(  # noqa: PLR0913, PLR0917 (as `side_by_side`)
    data: Dataset,
    indicator_ids: tuple[str, ...],
    among: tuple[str, ...],
    level: str,
    role: str,
    year: int | None,
    window: int,
    together: bool,
) -> Comparable:
    if among:
        only = {"indicator_id": indicator_ids} if indicator_ids else {}
        rows = _values_by(data, role, "region_code").of(*among, **only)
    else:
        rows = _values_by(data, role, "indicator_id").of(*indicator_ids)
    if rows["indicator_id"].isin(list(per_births())).any():
        rows = with_deaths(data, rows)
    place = {indicator: n for n, indicator in enumerate(indicator_ids)}
    order = rows["indicator_id"].map(place) if place else 0
    rows = rows.assign(order=order)
    rows = rows.sort_values(["order", "region_code"], kind="stable", ignore_index=True)
    return comparable(
        rows, level=level or _usual_level(rows), year=year, window=window, together=together
    )


@lru_cache(maxsize=16)  # rates are weighted by the same people
def year_by_year(data: Dataset, indicator_id: str, *, level: str) -> Mapping[int, Comparable]:
    """What regions state of an indicator in each year by itself, sorted by the same rule.

    Args:
        data: The dataset.
        indicator_id: Which indicator.
        level: Of regions.

    Returns:
        By year what stands beside each other in it, and nothing of the years around it.
    """
    rows = _values_by(data, "actual", "indicator_id").of(indicator_id).dropna(subset="year")
    # the rule is asked once: each year stands for an indicator of its own
    found = comparable(rows.assign(indicator_id=rows["year"].astype("str")), level=level)
    stated = found.rows.assign(indicator_id=indicator_id)
    return {
        int(str(year)): replace(found, years={indicator_id: int(str(year))}, rows=part)
        for year, part in stated.groupby(stated["year"].astype("int64"))
    }


@lru_cache(maxsize=4)  # every chart of every report of a run asks for the same
def _values(data: Dataset, role: str) -> pd.DataFrame:
    """Every value that is compared, of any year, with names."""
    rows = data.observations
    rows = rows[(rows["role"] == role) & rows["value"].notna() & stands(rows["flags"])]
    rows = rows.drop(columns="unit")
    return with_region(data, with_indicator(data, rows))


@lru_cache(maxsize=8)
def _values_by(data: Dataset, role: str, column: str) -> Parts:
    return parts(_values(data, role), column)


def _named_level(data: Dataset, region: str, regions: Sequence[str]) -> str:
    """The level of what is asked for by name; empty where nothing is."""
    if not region and not regions:
        return ""
    pairs = zip(data.regions["region_code"], data.regions["level"], strict=True)
    levels = {str(code): str(level) for code, level in pairs}
    if region and levels[region] != "nation":
        return levels[region]
    named = [levels[code] for code in regions if levels[code] != "nation"]
    return max(LEVELS, key=named.count) if named else ""


def _usual_level(rows: pd.DataFrame) -> str:
    stated = rows.drop_duplicates("region_code")["level"].value_counts()
    return "province" if "province" in stated or stated.empty else str(stated.index[0])


def shown_rows(found: Comparable, keep: Collection[str] = ()) -> pd.DataFrame:
    """What a chart shows of a comparison: what stands, then what is set aside with its reason.

    Args:
        found: As from `side_by_side`.
        keep: Regions that are shown though they are of another level.

    Returns:
        The rows in the order of their indicators, with `reason` (empty for what stands).
    """
    aside = found.aside[
        (found.aside["level"] == found.level) | found.aside["region_code"].isin(keep)
    ]
    rows = pd.concat([found.rows.assign(reason=""), aside[aside["level"] != "nation"]])
    return rows.sort_values(["order", "region_code"], kind="stable", ignore_index=True)


def own_row(found: Comparable, region_code: str) -> dict[Any, Any] | None:
    """The region's row of those that may stand side by side; None where it states none."""
    own = found.rows[found.rows["region_code"] == region_code]
    return None if own.empty else own.iloc[0].to_dict()


def places_held(found: Comparable, row: Mapping[Any, Any]) -> tuple[int, int] | None:
    """The first and the last place that a row of one indicator may hold; None where there is none.

    Args:
        found: A comparison of one indicator.
        row: One of its rows.
    """
    ranked = places(found.rows, str(row["direction"]))
    at = ranked[(found.rows["region_code"] == row["region_code"]).to_numpy()].iloc[0]
    return None if pd.isna(at["rank"]) else (int(at["rank"]), int(at["rank_last"]))


def nation_beside(found: Comparable) -> pd.DataFrame:
    """The nation's values that may stand beside, an indicator a row.

    Returns:
        `value`, `year`, its limits `low` and `high`, and `observation_id` by `indicator_id`; no row
        where the nation states none of the reference year and the same series.
    """
    nation = found.nation[found.nation["role"] == "actual"]
    columns = ["value", "year", "low", "high", "observation_id", "publication"]
    return nation.set_index("indicator_id")[columns]


def nations_target(data: Dataset, found: Comparable) -> pd.Series | None:
    """The nation's last target for the one indicator compared, if it is of the same series.

    None that was due before the reference year; of one year, what was issued last.
    """
    targets = with_facets(_values(data, "target"))
    own = targets[targets["indicator_id"].isin(found.rows["indicator_id"])]
    own = own[(own["region_code"] == NATION) & (own["year"] >= found.year)]
    if own.empty or found.rows.empty:
        return None
    last: pd.Series = own.sort_values(["year", "issued"], kind="stable").iloc[-1]
    rows = with_facets(found.rows)
    return None if differs(rows, last).any() else last


def people_of(data: Dataset, found: Comparable) -> pd.Series:
    """The people of the regions compared, of the reference year or the nearest within two.

    Returns:
        Persons by `region_code`; a region whose population of those years is not known is absent.
    """
    people = side_by_side(data, ["population_total"], level=found.level, year=found.year)
    return people.rows.set_index("region_code")["value"]
