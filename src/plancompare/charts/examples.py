"""Tables for the charts' examples: real names of regions and indicators, invented values."""

from functools import cache

import numpy as np
import pandas as pd

from plancompare.measures.agencies import agencies
from plancompare.measures.themes import themes
from plancompare.owndata import toml_beside
from plancompare.regions import regions, short_name

_PROVINCES = 31


@cache
def some_indicators() -> pd.DataFrame:
    """A handful of indicators: names, unit, decimals, direction, and the level of their values."""
    return pd.DataFrame(toml_beside(__file__, "examples.toml")["indicators"])


@cache
def some_regions(count: int) -> pd.DataFrame:
    """Provinces up to 31, prefectures beyond: their code and names."""
    level = "province" if count <= _PROVINCES else "prefecture"
    found = [each for each in regions().values() if each.level == level and each.code < "700000"]
    return pd.DataFrame(
        {
            "region_code": [each.code for each in found],
            "region_zh": [short_name(each.name) for each in found],
            "region_en": [each.name_en for each in found],
        }
    ).head(count)


def in_the_middle(count: int) -> str:
    """The code of the middle one of so many regions."""
    return str(some_regions(count)["region_code"].iloc[count // 2])


def values_of_regions(count: int, row: int = 0, seed: int = 1) -> pd.DataFrame:
    """One indicator of so many regions.

    Args:
        count: How many regions.
        row: Which of `some_indicators`.
        seed: Of the values.
    """
    indicator = some_indicators().iloc[row]
    values = indicator["level"] * np.random.default_rng(seed).uniform(0.6, 1.4, count)
    return some_regions(count).assign(
        **indicator.drop("level"), value=values.round(indicator["decimals"]), year=2020, flags=""
    )


def indicator_rows(count: int) -> pd.DataFrame:
    """So many indicators, cycling through the list, later ones numbered."""
    known = some_indicators()
    rows = known.iloc[[place % len(known) for place in range(count)]]
    rows = rows.reset_index(drop=True)
    turn = pd.Series(range(count)) // len(known)
    for column in ("name_zh", "name_en"):
        rows[column] = rows[column].where(turn == 0, rows[column] + " " + turn.astype(str))
    return rows


def values_of_indicators(count: int) -> pd.DataFrame:
    """Every indicator of so many regions, a fifth of the values missing, some flagged."""
    random = np.random.default_rng(3)
    every = range(len(some_indicators()))
    rows = pd.concat([values_of_regions(count, row, seed=row) for row in every])
    rows = rows[random.uniform(size=len(rows)) > 0.2].reset_index(drop=True)
    rows.loc[rows.index[3::17], "flags"] = "near"
    return rows


def some_themes() -> pd.DataFrame:
    """The themes of measures: their names, and their `order`."""
    every = themes().values()
    named = [{"theme_zh": each.name_zh, "theme_en": each.name_en} for each in every]
    return pd.DataFrame(named).assign(order=range(len(named)))


def some_agencies(count: int) -> pd.DataFrame:
    """So many kinds of agencies, or all that there are: their names, and their `order`."""
    every = list(agencies().values())[:count]
    named = [{"agency_zh": each.name_zh, "agency_en": each.name_en} for each in every]
    return pd.DataFrame(named).assign(order=range(len(named)))
