"""What of a chart can be edited: numbers with the labels that they bear, and what may be compared.

PowerPoint and Excel draw bars of it, or a table where numbers of several units stand together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plancompare.analysis.distribution import merit
from plancompare.analysis.series import runs
from plancompare.charts.breaks import breaks_told
from plancompare.charts.chart import Kind, Series
from plancompare.charts.findings import ahead_of
from plancompare.charts.rows import Record, grouped, records, with_defaults
from plancompare.charts.standing import own_year, with_standing
from plancompare.charts.words import Words, bounded, marks, number, printed, value_said
from plancompare.regions import NATION

_BINDING = ("value", "target")  # columns whose values may be bounds or ranges
_SEEN = ("baseline", "latest")
_DECIMALS = re.compile(r"\.(\d+)")
_BESIDE = ("benchmark", "target")  # options of charts: a value that stands beside all others


@dataclass(frozen=True)
class Beside:
    """A value that stands beside all that are compared: the nation's, a standard.

    Attributes:
        name: What it is.
        value: Its number.
        label: The number as it is printed.
    """

    name: str
    value: float
    label: str


@dataclass(frozen=True)
class Editable:
    """Numbers of a chart, a row a category, with the labels that they bear.

    Attributes:
        heading: What the categories are: regions, indicators.
        categories: What is compared, in the order of the drawing; with footnote marks.
        series: What the columns of numbers are called.
        roles: The columns' own names, by which they get their colours.
        values: Numbers by category and column; None where nothing is stated.
        labels: The same as they are printed: bound, range, and the year where it is to be told.
        units: Of each category's numbers; of each column's in a table.
        aside: Why a category may not stand beside the others; empty where it may.
        own: The category that stands out; empty for none.
        beside: What stands beside all of them.
        notes: What the footnote marks mean.
        kind: `bars`; `lines`, where categories are years; `table`, where each column has a unit of
            its own, so that no chart can hold them.
    """

    heading: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    roles: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    units: tuple[str, ...]
    aside: tuple[str, ...]
    own: str = ""
    beside: tuple[Beside, ...] = ()
    notes: tuple[str, ...] = ()
    kind: Kind = "bars"

    @property
    def decimals(self) -> int:
        """The most that a number has as it is printed: what all of a column are written with."""
        found = (_DECIMALS.search(text) for row in self.labels for text in row)
        return max((len(each[1]) for each in found if each), default=0)


def editable(
    series: Series,
    table: pd.DataFrame,
    titles: Mapping[str, str],
    say: Words,
    options: Mapping[str, Any],
) -> Editable | None:
    """What can be edited of a chart.

    Args:
        series: What the chart declares.
        table: The table that it draws, names in the language in `name` and `region`.
        titles: What columns are called.
        say: The words of the language.
        options: The chart's own: `highlight`, `benchmark`, `target` and their names.

    Returns:
        Its numbers; None where the table states none.
    """
    full = with_defaults(
        table,
        flags="",
        bound="exact",
        region_code="",
        direction="neutral",
        reason="",
        series_from=pd.NA,
    )
    full = with_standing(full) if "value" in full else full
    if "latest" in full and "baseline" in full:
        full = full.assign(latest=full["latest"].mask(_is_baseline(full)))
    columns = [each for each in series.columns if each in full and full[each].notna().any()]
    if not columns:
        return None
    if series.kind == "table":
        return _crossed(series, full, titles, say)
    if series.kind == "lines":
        return _lines(full, titles, say, str(options.get("highlight", "")))
    found = records(_in_order(full, columns[0]) if len(columns) == 1 else full)
    own = [row for row in found if row["region_code"] == options.get("highlight", "") != ""]
    return Editable(
        heading=titles[series.category],
        categories=tuple(_category(row, series, say) for row in found),
        series=tuple(titles[each] for each in columns),
        roles=tuple(columns),
        values=tuple(tuple(_value(row[each]) for each in columns) for row in found),
        labels=tuple(tuple(_label(row, each, say) for each in columns) for row in found),
        units=tuple(say.unit(row["unit"]) for row in found),
        aside=tuple(_why(row, say) for row in found),
        own=_category(own[0], series, say) if len(own) == 1 else "",
        beside=_beside(options, found[0], say),
        notes=tuple(_notes(found, columns, say, is_named=series.category == "name")),
    )


def _notes(found: list[Record], columns: list[str], say: Words, *, is_named: bool) -> list[str]:
    """The unit that all share, if no name has it; what is not compared; what the marks mean."""
    signs = {say.unit(row["unit"]) for row in found}
    unit = signs.pop() if len(signs) == 1 and not is_named else ""
    aside = [
        f"{row['region']} {_label(row, columns[0], say)}{say('open')}{_why(row, say)}{say('close')}"
        for row in found
        if row["reason"] and "region" in row
    ]
    told = [say("subtitle_unit", unit=unit)] if unit else []
    more = [say("aside", reasons=say("list").join(aside))] if aside else []
    return [*told, *more, *say.notes(row["flags"] for row in found)]


def _in_order(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Best first, or highest where more is not simply better; as a ranking draws them."""
    direction = str(next(iter(table["direction"].dropna()), "neutral"))
    ranked = table.assign(_merit=merit(table[column], direction))
    return ranked.sort_values("_merit", ascending=False, kind="stable", na_position="last")


def _is_baseline(gaps: pd.DataFrame) -> pd.Series:
    """Where the latest is the baseline itself: it is not shown twice."""
    years = [gaps.get(f"{each}_year", pd.Series(pd.NA, gaps.index)) for each in _SEEN]
    same_year = (years[0] == years[1]) | (years[0].isna() & years[1].isna())
    return (gaps["latest"] == gaps["baseline"]) & same_year.fillna(False).astype(bool)


def _category(row: Record, series: Series, say: Words) -> str:
    name = str(row[series.category])
    if series.category != "name":
        return name
    return name + say.unit_of(name, row["unit"]) + marks(row["flags"])


def _value(value: Any) -> float | None:  # noqa: ANN401 (as in the table)
    return None if pd.isna(value) else float(f"{value:.12g}")


def _label(row: Record, column: str, say: Words) -> str:
    """A number as it is printed, with its bound and its year; `_left` and `_right` are sides."""
    if _value(row[column]) is None:
        return ""
    stem, _, side = column.partition("_")
    end = f"_{side}" if side else ""
    bound = str(row.get(f"bound{end}", "exact")) if stem in _BINDING else "exact"
    upper = row.get(f"{stem}_upper{end}")
    is_promised = stem == "target" or (stem == "value" and row.get("role") == "target")
    text = (bounded if is_promised else value_said)(row[column], row["decimals"], bound, upper)
    if stem == "value":
        return text + marks(row["flags"]) + own_year(row, say)
    year = row.get(f"{stem}_year{end}")
    return text if year is None or pd.isna(year) else f"{text} ({int(year)})"


def _why(row: Record, say: Words) -> str:
    return say(f"why_{row['reason']}") if row["reason"] else ""


def _beside(options: Mapping[str, Any], about: Record, say: Words) -> tuple[Beside, ...]:
    named = {"benchmark": say("nation"), "target": say("target")}
    return tuple(
        Beside(
            str(options.get(f"{each}_name") or named[each]),
            float(options[each]),
            number(options[each], about["decimals"]),
        )
        for each in _BESIDE
        if pd.notna(options.get(each))
    )


def _crossed(
    series: Series, full: pd.DataFrame, titles: Mapping[str, str], say: Words
) -> Editable | None:
    """Regions down and indicators across, as a table: each column has a unit of its own."""
    (column,) = series.columns
    stated = records(full[full[column].notna()])
    down = list(dict.fromkeys(str(row[series.category]) for row in stated))
    across = {str(row[series.across]): row["unit"] for row in stated}
    found = {(str(row[series.category]), str(row[series.across])): row for row in stated}
    rows = [[found.get((each, name)) for name in across] for each in down]
    return Editable(
        heading=titles[series.category],
        categories=tuple(down),
        series=tuple(name + say.unit_of(name, unit) for name, unit in across.items()),
        roles=tuple(column for _ in across),
        values=tuple(tuple(_value(row[column]) if row else None for row in each) for each in rows),
        labels=tuple(tuple(_told(row, column, say) for row in each) for each in rows),
        units=tuple(say.unit(unit) for unit in across.values()),
        aside=tuple("" for _ in down),
        notes=tuple(say.notes(full["flags"])),
        kind="table",
    )


def _told(row: Record | None, column: str, say: Words) -> str:
    """A cell of the table: what is not compared is in brackets."""
    if row is None:
        return ""
    text = _label(row, column, say)
    return f"[{text}]" if row["reason"] else text


def _lines(full: pd.DataFrame, titles: Mapping[str, str], say: Words, own: str) -> Editable | None:
    """Years down, and for each region its actual values, its targets and the way to them across."""
    dated = full[full["value"].notna() & full["year"].notna()].sort_values("year", kind="stable")
    if dated.empty:
        return None
    drawn = [
        (name, role, {int(row["year"]): row for row in points})
        for region, rows in grouped(records(dated), "region").items()
        for name, role, points in _of_region(region, rows, say)
        if points
    ]
    years = range(int(dated["year"].min()), int(dated["year"].max()) + 1)
    found = [[points.get(year) for _, _, points in drawn] for year in years]
    is_own = dated["region_code"] == (own or NATION)
    of_own = dated.loc[is_own | (dated["region"].nunique() == 1), "region"]
    return Editable(
        heading=titles["year"],
        categories=tuple(str(year) for year in years),
        series=tuple(name for name, _, _ in drawn),
        roles=tuple(role for _, role, _ in drawn),
        values=tuple(
            tuple(_value(row["value"]) if row else None for row in each) for each in found
        ),
        labels=tuple(
            tuple(printed(row | {"flags": ""}) if row else "" for row in each) for each in found
        ),
        units=tuple(say.unit(str(dated["unit"].iloc[0])) for _ in years),
        aside=tuple("" for _ in years),
        own=str(next(iter(of_own), "")),
        notes=(
            *breaks_told(dated[dated["role"] == "actual"], say.lang, say),
            *say.notes(full["flags"]),
        ),
        kind="lines",
    )


def _of_region(
    region: str, rows: Sequence[Record], say: Words
) -> Iterator[tuple[str, str, list[Record]]]:
    """A region's series by name and role, a part of its own for each side of a break.

    A target that is met or due has no way to it.
    """
    actual, target = ([row for row in rows if row["role"] == each] for each in ("actual", "target"))
    ahead = ahead_of(actual, target)
    *before, last = runs(actual) or [[]]
    for part in before:
        yield f"{region} {say.years(row['year'] for row in part)}", "before", part
    yield region, "actual", last
    yield f"{region} {say('target')}", "target", target
    yield f"{region} {say('way_to_target')}", "way", [*actual[-1:], *ahead] if ahead else []
