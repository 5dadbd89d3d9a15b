"""What moved over the years: lines of regions, and how unequal regions are in each year."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import pandas as pd

from plancompare.analysis import Comparable, inequality_table, thresholds
from plancompare.analysis.inequality import INEQUALITY_COLUMNS
from plancompare.analysis.rare_events import per_births
from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.units import populations
from plancompare.owndata import toml_beside
from plancompare.regions import NATION
from plancompare.views.breaks import with_breaks
from plancompare.views.parts import of_region
from plancompare.views.region_views import history, with_indicator
from plancompare.views.side_by_side import year_by_year

_MOST = 4  # lines that a report draws


def with_lines(data: Dataset, region_code: str) -> list[str]:
    """The indicators whose past a region's report draws.

    Args:
        data: The dataset.
        region_code: Six digits.

    Returns:
        Those of `over_years.toml` of which the region states as many years as make a trend.
    """
    own = of_region(data, region_code)
    own = own[(own["role"] == "actual") & own["value"].notna()]
    years = own.dropna(subset="year").groupby("indicator_id")["year"].nunique()
    known = set(years[years >= thresholds().least_points].index)
    return [each for each in _drawn() if each in known][:_MOST]


@cache
def _drawn() -> tuple[str, ...]:
    return tuple(toml_beside(__file__, "over_years.toml")["indicators"])


def lines(data: Dataset, indicator_id: str, region_codes: Sequence[str]) -> pd.DataFrame:
    """The values of an indicator over the years, of some regions and the nation beside them.

    Args:
        data: The dataset.
        indicator_id: Which indicator.
        region_codes: Which regions.

    Returns:
        One row a value, with what changed where a series breaks.
    """
    return history(data, indicator_id, [*region_codes, *({NATION} - set(region_codes))])


def years_compared(data: Dataset, level: str) -> list[str]:
    """The indicators of `over_years.toml` that count by people and of which enough years are known.

    Args:
        data: The dataset.
        level: Of regions.
    """
    units = data.indicators.set_index("indicator_id")["unit"]
    by_people = [each for each in _drawn() if units.get(each) in populations()]
    return [
        each
        for each in by_people
        if each not in per_births() and len(_years(data, each, level)) >= thresholds().least_points
    ]


def inequality_over_years(
    data: Dataset, indicator_id: str, *, level: str = "province"
) -> pd.DataFrame:
    """How unequal an indicator was between regions, in each year that nearly all of them state.

    Args:
        data: The dataset.
        indicator_id: A rate a head.
        level: Of regions.

    Returns:
        One row a year: the columns of `analysis.inequality_table`, weighted with the people that
        the rates of the year rest on, `lowest` and `highest` (the least and the greatest value),
        `series_from`, what changed where the series breaks, and the ids behind each year.
    """
    people = _people_by_year(data, indicator_id, level)
    years = year_by_year(data, indicator_id, level=level)
    rows = [_of_year(found, people[year]) for year, found in years.items() if year in people]
    table = pd.concat([row for row in rows if len(row)] or [_of_nothing()], ignore_index=True)
    return with_breaks(with_indicator(data, table.assign(level=level)))


def _of_nothing() -> pd.DataFrame:
    columns = [*INEQUALITY_COLUMNS, "lowest", "highest", "series_from", "computed_from"]
    return pd.DataFrame(columns=columns).astype({"series_from": "Int64"})


def _of_year(found: Comparable, people: pd.DataFrame) -> pd.DataFrame:
    known = people.set_index("region_code")["value"].to_dict()
    table = inequality_table(found, {str(code): float(count) for code, count in known.items()})
    table = table[(table["weighting"] == "population") & table["theil"].notna()]
    values, since = found.rows["value"], found.rows["series_from"].max()
    behind = (*found.rows["observation_id"], *people["observation_id"])
    return table.assign(
        lowest=values.min(),
        highest=values.max(),
        series_from=pd.array([since] * len(table), "Int64"),
        computed_from=pd.Series([behind] * len(table), table.index),
    )


def _people_by_year(data: Dataset, indicator_id: str, level: str) -> dict[int, pd.DataFrame]:
    """The population of each region and year, by the counts that the indicator is derived from.

    The first population that `catalogue/ratios.toml` names and that is known: up to the census of
    2020 that is the one first published, on which the rates of those years rest.
    """
    over = next((each.over for each in catalogue().ratios if each.indicator == indicator_id), ())
    known: dict[int, list[pd.DataFrame]] = defaultdict(list)
    for name in over or ("population_total",):
        for year, found in year_by_year(data, name, level=level).items():
            known[year].append(found.rows)
    return {
        year: pd.concat(rows, ignore_index=True).drop_duplicates("region_code")
        for year, rows in known.items()
    }


def _years(data: Dataset, indicator_id: str, level: str) -> list[int]:
    """The years of which as many regions state a value as inequality is computed over."""
    regions = data.regions[data.regions["level"] == level]["region_code"]
    rows = data.observations[data.observations["indicator_id"] == indicator_id]
    rows = rows[(rows["role"] == "actual") & rows["value"].notna() & rows["year"].notna()]
    counts = rows[rows["region_code"].isin(regions)].groupby("year")["region_code"].nunique()
    return [int(year) for year in counts[counts >= thresholds().least_share * len(regions)].index]
