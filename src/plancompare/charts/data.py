"""The table behind a chart, under names and words that its readers know."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pandas as pd

from plancompare.charts.chart import CHARTS
from plancompare.charts.editable import Editable, editable
from plancompare.charts.legible import legible
from plancompare.charts.rows import names, region_names
from plancompare.charts.words import bounded, flags_said, words
from plancompare.domain.languages import Lang
from plancompare.owndata import toml_beside

# columns of codes, and the table of words for them
_CODED = {"status": "status", "status_left": "status", "role": "role", "level": "level",
          "demand": "demand", "reason": "reason", "population_base": "population_base",
          "collection": "collection", "scope": "scope"}  # fmt: skip
_DIGITS = 12  # of a number: what is beyond is noise of binary fractions

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class ChartData:
    """The table behind a chart, under names that its readers know.

    Attributes:
        columns: The columns' names.
        rows: Numbers as numbers; None where nothing is stated.
        editable: What of it a reader can edit; None where only a picture can show it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    editable: Editable | None = None


def chart_data(chart: str, rows: pd.DataFrame, lang: Lang, **options: object) -> ChartData:
    """The data behind a chart.

    Args:
        chart: The chart's function: `dumbbell`, `ranking`…
        rows: The table that it drew.
        lang: `zh` or `en`.
        **options: The chart's own, as it was drawn.

    Returns:
        The columns that data.toml lists, as far as the table has them and they are not
        empty; numbers as in the dataset, codes in words.
    """
    table, readers = _named(rows, lang), _readers(lang)
    present = [column for column in _wording()["columns"] if column in table.columns]
    every = {column: [readers[column](each) for each in table[column]] for column in present}
    kept = {column: cells for column, cells in every.items() if {*cells} - {None, ""}}
    titles = data_words(lang)["columns"]
    series = CHARTS[chart].series
    return ChartData(
        columns=tuple(titles[column] for column in kept),
        rows=tuple(zip(*kept.values(), strict=True)),
        editable=editable(series, table, titles, words(lang), options) if series else None,
    )


def _wording() -> Mapping[str, Any]:
    return toml_beside(__file__, "data.toml")


def data_words(lang: Lang) -> Mapping[str, Mapping[str, str]]:
    """What columns and codes are called where readers get numbers: the tables of data.toml."""
    found: Mapping[str, Mapping[str, str]] = _wording()[lang]
    return found


def _named(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The table with names in the language."""
    kinds = [kind for kind in ("name", "domain", "theme", "agency") if f"{kind}_{lang}" in rows]
    read = {kind: names(rows, lang, kind).map(legible) for kind in kinds}
    if f"region_{lang}" in rows:
        read["region"] = region_names(rows, lang).map(legible)
    return rows.assign(**read)


@cache
def _readers(lang: Lang) -> Mapping[str, Callable[[Any], Cell]]:
    """How the cells of each column are read: codes in words, all else as it is."""
    said = data_words(lang)
    in_words: dict[str, Callable[[str], str | None]] = {
        "unit": words(lang).unit,
        "bound": _sign,
        "flags": partial(flags_said, lang=lang),
        **{column: said[key].get for column, key in _CODED.items()},
    }
    told = {column: partial(_stated, read=read) for column, read in in_words.items()}
    return defaultdict(lambda: _cell, told)


def _stated(code: Any, read: Callable[[str], str | None]) -> Cell:  # noqa: ANN401 (as in the table)
    return None if pd.isna(code) else read(code)


def _sign(bound: str) -> str:
    return bounded(0, 0, bound).removesuffix("0")


def _cell(value: Any) -> Cell:  # noqa: ANN401 (as in the table)
    if pd.isna(value):
        return None
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    return legible(value) if isinstance(value, str) else int(value)
