"""The table behind a chart, under names and words that its readers know."""

import tomllib
from functools import cache, partial
from importlib.resources import files
from typing import Any

import pandas as pd

from plancompare.charts.tables import names, region_names
from plancompare.charts.wording import bounded, words
from plancompare.reports.content import Cell, ChartData, legible
from plancompare.reports.wording import Lang, flags_said, phrases

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
    asked = _asked()
    table = _named(rows, lang)
    kept = [
        column
        for column in asked["columns"]
        if column in table.columns and table[column].replace("", pd.NA).notna().any()
    ]
    titles = phrases(lang)["columns"]
    editable = asked["editable"].get(chart, {})
    series = [column for column in editable.get("series", ()) if column in kept]
    return ChartData(
        columns=tuple(titles[column] for column in kept),
        rows=tuple(tuple(map(_cell, row)) for row in table[kept].itertuples(index=False)),
        category=titles[editable["category"]] if series else "",
        series=tuple(titles[column] for column in series),
        unit=titles["unit"] if series else "",
    )


@cache
def _asked() -> dict[str, Any]:
    path = files(__package__) / "chart_data.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _named(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The table with names in the language, and words instead of codes."""
    table = rows.assign(
        **{
            kind: read(rows, lang)
            for kind, read in (("name", names), ("region", region_names))
            if f"{kind}_{lang}" in rows.columns
        }
    )
    if f"domain_{lang}" in rows.columns:
        table["domain"] = rows[f"domain_{lang}"]
    say, said = words(lang), phrases(lang)
    for column, key in _CODED.items():
        if column in table.columns:
            table[column] = table[column].map(said[key])
    if "unit" in table.columns:
        table["unit"] = table["unit"].map(say.unit)
    if "bound" in table.columns:
        table["bound"] = table["bound"].map(_sign)
    if "flags" in table.columns:
        table["flags"] = table["flags"].map(partial(flags_said, lang=lang))
    return table


def _sign(bound: str) -> str:
    return bounded(0, 0, bound).removesuffix("0")


def _cell(value: Any) -> Cell:  # noqa: ANN401 (as in the table)
    if pd.isna(value):
        return None
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    return legible(value) if isinstance(value, str) else int(value)
