"""What charts ask of a table: its columns, its names in one language, a choice of its rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from plancompare.analysis import Limits, ahead
from plancompare.charts.errors import ChartError
from plancompare.charts.theme import theme
from plancompare.charts.words import Words
from plancompare.domain.languages import Lang

Record = dict[str, Any]


def records(table: pd.DataFrame) -> list[Record]:
    """The rows as dictionaries."""
    columns = {str(name): table[name].to_numpy("object").tolist() for name in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def grouped(rows: Iterable[Record], column: str) -> dict[str, list[Record]]:
    """The rows by what they have in a column, in the order in which it comes up."""
    found: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def with_defaults(table: pd.DataFrame, **defaults: Any) -> pd.DataFrame:  # noqa: ANN401 (as pandas)
    """The table with its optional columns filled in where they are absent, rows renumbered."""
    absent = {name: value for name, value in defaults.items() if name not in table.columns}
    return table.reset_index(drop=True).assign(**absent)


def names(table: pd.DataFrame, lang: Lang, kind: str = "name") -> pd.Series:
    """The names in a language (`name_zh`, `region_en`…), the other's where one is missing."""
    other = "en" if lang == "zh" else "zh"
    own = table[f"{kind}_{lang}"] if f"{kind}_{lang}" in table.columns else None
    spare = table[f"{kind}_{other}"] if f"{kind}_{other}" in table.columns else None
    if own is None or spare is None:
        return (own if own is not None else spare).fillna("").astype(str)  # type: ignore[union-attr]
    return own.where(own.notna() & (own != ""), spare).fillna("").astype(str)


_NAMED = 5


def name_some(found: Iterable[str], say: Words, most: int = _NAMED) -> str:
    """A list of names for a note: the first few, and how many there are in all."""
    every = list(found)
    listed = say("list").join(every[:most])
    return listed if len(every) <= most else say("and_others", names=listed, count=len(every))


def region_names(table: pd.DataFrame, lang: Lang) -> pd.Series:
    """The regions' names; with the code where two regions (`region_code`) bear the same name."""
    found = names(table, lang, "region")
    if "region_code" not in table.columns:
        return found
    codes = table["region_code"].astype("str")
    is_shared = codes.groupby(found).transform("nunique") > 1
    return found.mask(is_shared, found + " " + codes)


def only(table: pd.DataFrame, column: str, chart: str) -> Any:  # noqa: ANN401 (as the column)
    """The one value that a column has in all rows.

    Raises:
        ChartError: if there are several: they cannot share a scale.
    """
    found = table[column].dropna().unique()
    if len(found) > 1:
        shown = ", ".join(map(str, found[:3]))
        raise ChartError(
            f"The chart “{chart}” draws one {column}, and the table has {len(found)}: {shown}.",
            remedy="Draw a chart for each.",
        )
    return found[0] if len(found) else ""


def first_of(every: list[str], keep: Collection[str] = ()) -> list[str]:
    """As many names as a page has room for, in their order, those to `keep` in any case."""
    most = theme().page.rows_most
    if len(every) <= most:
        return every
    room = most - sum(name in keep for name in every)
    others = set([name for name in every if name not in keep][:room])
    return [name for name in every if name in keep or name in others]


def one_indicator(table: pd.DataFrame, lang: Lang, chart: str) -> Record:
    """What a table of one indicator says of it: name, unit, decimals, direction.

    Raises:
        ChartError: if the table holds several indicators or units.
    """
    named = "name_zh" in table.columns or "name_en" in table.columns
    name = only(table.assign(name=names(table, lang)), "name", chart) if named else ""
    unit = str(only(table, "unit", chart))
    decimals = only(table, "decimals", chart) or 0
    direction = only(table, "direction", chart) or "neutral"
    return {"name": name, "unit": unit, "decimals": decimals, "direction": direction}


def year_marks(years: pd.Series, undated: str = "") -> list[str]:
    """Each value's year as it is written beside it: only where the rows' years differ.

    Args:
        years: Of the rows.
        undated: What is written where there is none.
    """
    differ, unknown = years.nunique() > 1, f" ({undated})" if undated else ""
    return [unknown if pd.isna(year) else f" ({int(year)})" if differ else "" for year in years]


def limits_of(row: Record, name: str = "value") -> Limits | None:
    """Between which limits a value of a row lies; None where it states none.

    Args:
        row: With the value and `decimals`; `low` and `high`, or `<name>_low` and `<name>_high`,
            as from `analysis.comparable`, else half of the last digit that its indicator prints.
        name: The column of the value.
    """
    value, before = row.get(name), "" if name == "value" else f"{name}_"
    if value is None or bool(pd.isna(value)):
        return None
    half = 0.5 * 10.0 ** -int(row["decimals"])
    ends = {"low": value - half, "high": value + half}
    stated = {end: row.get(f"{before}{end}") for end in ends}
    low, high = (
        ends[end] if number is None or bool(pd.isna(number)) else float(number)
        for end, number in stated.items()
    )
    return low, high


def judge(own: Limits | None, other: Limits | None, direction: str) -> str:
    """The colour that a value earns beside another one.

    Args:
        own: Between which limits the region's value lies, as from `limits_of`.
        other: The same of the benchmark's; None where there is none.
        direction: `more`, `less` or `neutral`.

    Returns:
        `better`, `worse`, or `middle` where their intervals cannot tell; `neutral` where nothing
        can be said.
    """
    if direction == "neutral" or own is None or other is None:
        return "neutral"
    beside = -ahead(own, other) if direction == "less" else ahead(own, other)
    return {1: "better", 0: "middle", -1: "worse"}[beside]
