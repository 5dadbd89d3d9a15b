"""The table behind a chart, under names and words that its readers know."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

import pandas as pd

from plancompare.charts.data import Cell, ChartData, legible
from plancompare.charts.rows import names, region_names
from plancompare.charts.words import bounded, words
from plancompare.domain.languages import Lang
from plancompare.reports.told.wording import flags_said, phrases

# columns of codes, and the table of words for them
_CODED = {"status": "status", "status_left": "status", "role": "role", "level": "level",
          "demand": "demand"}  # fmt: skip
_DIGITS = 12  # of a number: what is beyond is noise of binary fractions


def chart_data(chart: str, rows: pd.DataFrame, lang: Lang) -> ChartData:
    """The data behind a chart.

    Args:
        chart: The chart's function: `dumbbell`, `ranking`…
        rows: The table that it drew.
        lang: `zh` or `en`.

    Returns:
        The columns that chart_data.toml lists, as far as the table has them and they are not
        empty; numbers as in the dataset, codes in words.
    """
    asked, table, readers = _asked(), _named(rows, lang), _readers(lang)
    present = [column for column in asked["columns"] if column in table.columns]
    every = {column: [readers[column](each) for each in table[column]] for column in present}
    kept = {column: cells for column, cells in every.items() if {*cells} - {None, ""}}
    titles = phrases(lang)["columns"]
    editable = asked["editable"].get(chart, {})
    series = [column for column in editable.get("series", ()) if column in kept]
    return ChartData(
        columns=tuple(titles[column] for column in kept),
        rows=tuple(zip(*kept.values(), strict=True)),
        category=titles[editable["category"]] if series else "",
        series=tuple(titles[column] for column in series),
        unit=titles["unit"] if series else "",
    )


@cache
def _asked() -> dict[str, Any]:
    path = files(__package__) / "chart_data.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _named(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The table with names in the language."""
    readers = {"name": names, "region": region_names}
    read = {
        kind: of_rows(rows, lang)
        for kind, of_rows in readers.items()
        if f"{kind}_{lang}" in rows.columns
    }
    domain = f"domain_{lang}"
    return rows.assign(**read, **({"domain": rows[domain]} if domain in rows.columns else {}))


@cache
def _readers(lang: Lang) -> Mapping[str, Callable[[Any], Cell]]:
    """How the cells of each column are read: codes in words, all else as it is."""
    said = phrases(lang)
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
