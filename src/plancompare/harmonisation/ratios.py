"""Ratios that follow from two counts of one publication: beds ÷ population.

`catalogue/ratios.toml` declares them. Both counts must stand in the same publication, hold for the
same region and year, and be exact values of the catalogue's definition. Nothing is derived that the
publication prints itself on the same population: a printed rate stays the one that is shown.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import starmap
from typing import Any

import pandas as pd

from plancompare.catalogue import Ratio, catalogue
from plancompare.harmonisation.flags import OF_ONE_VALUE, SEPARATOR, has_flag, join_flags
from plancompare.harmonisation.units import RATIOS

_CELL = ["publication", "region_code", "year"]
_BASE = "population_base"
_WHERE = ["source_id", "figure_row", "figure_column"]


def with_ratios(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations and the ratios that follow from them and are not printed.

    Args:
        observations: The table `observations` of all sources.

    Returns:
        The same rows, and after them a row for each derived ratio: the row of the count, with the
        ratio as its value, the arithmetic, the place of both counts, and the population base of
        the denominator. Its flags are `derived`, those of both counts, and the ratio's own.
    """
    derived = [_not_printed(rows, observations) for rows in _each_ratio(observations)]
    return pd.concat([observations, *filter(len, derived)], ignore_index=True)


def _each_ratio(observations: pd.DataFrame) -> Iterable[pd.DataFrame]:
    ratios = catalogue().ratios
    counts = _counts(observations, ratios)
    there = set(counts["indicator_id"])
    possible = [each for each in ratios if each.of in there and not there.isdisjoint(each.over)]
    return [_derived(counts, ratio) for ratio in possible]


def _counts(observations: pd.DataFrame, ratios: Iterable[Ratio]) -> pd.DataFrame:
    """The rows that a ratio may follow from, one an indicator, publication, region and year."""
    named = {name for ratio in ratios for name in (ratio.of, *ratio.over)}
    rows = observations[
        observations["indicator_id"].isin(named)
        & (observations["role"] == "actual")
        & (observations["bound"] == "exact")
        & (observations["comparability"] == "same")
        & observations[["value", "year"]].notna().all(axis=1)
        & ~has_flag(observations["flags"], "superseded")
    ]
    return rows.drop_duplicates(["indicator_id", *_CELL])


def _derived(counts: pd.DataFrame, ratio: Ratio) -> pd.DataFrame:
    """A row for each pair of counts, in the shape of the table `observations`."""
    of = counts[counts["indicator_id"] == ratio.of]
    rank = {name: n for n, name in enumerate(ratio.over)}
    over = counts[counts["indicator_id"].isin(rank) & (counts["value"] > 0)]
    over = over.sort_values("indicator_id", key=lambda ids: ids.map(rank), kind="stable")
    over = over.drop_duplicates(_CELL)
    pairs = of.merge(over, on=_CELL, suffixes=("", "_over"), validate="one_to_one")
    entry = catalogue()[ratio.indicator]
    places = entry.decimals if ratio.decimals is None else ratio.decimals
    factor = int(RATIOS[entry.unit])
    values = [_rounded(a, b, factor, places) for a, b in _each(pairs, "value", "value_over")]
    return pairs.assign(
        indicator_id=entry.id,
        observation_id=[
            f"{source}/{region}/{entry.id}/{year}/actual/ratio"
            for source, region, year in _each(pairs, "source_id", "region_code", "year")
        ],
        value=[float(value) for value in values],
        value_decimals=places,
        unit=entry.unit,
        derived=True,
        derivation=[
            f"{a} ÷ {b} × {factor:,} = {value}"
            for a, b, value in zip(
                pairs["value_printed"], pairs["value_printed_over"], values, strict=True
            )
        ],
        place=[f"{a} ÷ {b}" for a, b in _each(pairs, "place", "place_over")],
        note=list(starmap(_of_other, _each(pairs, *_WHERE, *(f"{name}_over" for name in _WHERE)))),
        flags=[
            join_flags(
                ({*a.split(SEPARATOR), *b.split(SEPARATOR)} - OF_ONE_VALUE)
                | {*ratio.flags, "derived"}
            )
            for a, b in _each(pairs, "flags", "flags_over")
        ],
        **{_BASE: pairs[f"{_BASE}_over"]},
    )[list(counts.columns)]


def _each(rows: pd.DataFrame, *columns: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(rows[name] for name in columns), strict=True)


def _rounded(of: float, over: float, factor: int, places: int) -> Decimal:
    """Rounded as official tables round, half up, from the decimals that the counts print."""
    ratio = Decimal(str(of)) / Decimal(str(over)) * factor
    return ratio.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _of_other(source: str, _row: int, _column: str, other: str, row: int, column: str) -> str:
    """Where the denominator stands, if not in the same source."""
    if source == other:
        return ""
    return f"÷ {other}, row {row}" + (f", column {column}" if column else "")


def _not_printed(ratios: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The ratios that their publication does not print on the same population, or on any."""
    key = ["indicator_id", *_CELL]
    printed = observations.loc[
        (observations["role"] == "actual") & observations["value"].notna(), [*key, _BASE]
    ].drop_duplicates()
    beside = ratios.reset_index().merge(printed, on=key, suffixes=("", "_printed"))
    told = (beside[_BASE] != "") & (beside[f"{_BASE}_printed"] != "")
    same = beside[~told | (beside[_BASE] == beside[f"{_BASE}_printed"])]
    return ratios[~ratios.index.isin(same["index"])]
