"""Regions in order of one indicator, against a benchmark and a target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.analysis import middle_years, quartiles, ranks
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.examples import in_the_middle, values_of_regions
from plancompare.charts.rows import (
    Record,
    judge,
    name_some,
    one_indicator,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import (
    Foot,
    Head,
    Key,
    Sheet,
    draw_marker,
    line_height,
    open_sheet,
    source_line,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width, wrap
from plancompare.charts.words import Words, number, printed, words
from plancompare.charts.years import of_like_years
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.regions import NATION
from plancompare.views.region_views import chosen, national

_ENDS = 15  # rows at either end of a long ranking
_AROUND = 3  # rows on either side of the highlighted one
_ROW = 10.5
_PAD = 4.0
_NAME = 84.0  # the widest that a name may get


@dataclass(frozen=True)
class _Line:
    """A vertical line across the ranking."""

    label: str
    value: float | None
    style: str


@dataclass(frozen=True)
class _Plan:
    """What is drawn: of the rows, a number stands for so many regions left out."""

    about: Record
    rows: list[Record | int]
    lines: list[_Line]
    benchmark: _Line
    highlight: str
    say: Words


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = asked.some_indicators(1)
    rows = chosen(data, "actual", [indicator], asked.regions)
    rows = rows[rows["region_code"] != NATION]
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


def _example(count: int) -> Drawn:
    rows = values_of_regions(count, 6)
    rows.loc[rows.index[4::9], "value"] = np.nan
    rows.loc[rows.index[2::11], "flags"] = "second_hand"
    return Drawn(rows, {"highlight": in_the_middle(count), "benchmark": 23.2, "target": 25.0})


@chart(
    needs=("value", "unit", "decimals"),
    made=_of_dataset,
    example=_example,
    series=Series("region", ("value",)),
)
def ranking(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    highlight: str = "",
    benchmark: float | None = None,
    benchmark_name: str = "",
    target: float | None = None,
    target_name: str = "",
) -> Figure:
    """Regions in order of one indicator: best on top, or highest where more is not simply better.

    Of more than 60 regions the ends and the highlighted region's neighbours are drawn, with the
    quartiles of all in a note. Regions without a value are named in a note and not ranked.

    Args:
        table: One row a region. Columns: `region_zh` and/or `region_en`, `value` (missing where not
            stated), `unit`, `decimals`. Optional: `region_code`, `name_zh`, `name_en` (the
            indicator's), `direction` (`more`, `less`, `neutral`), `year`, `bound`, `flags`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.
        benchmark: A value to compare with, in the indicator's unit.
        benchmark_name: What it is, if not the nation's.
        target: A target or a planning standard, in the indicator's unit.
        target_name: What it is, if not simply “target”.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or there are several indicators.
    """
    say = words(lang)
    full = with_defaults(
        table, region_code="", direction="neutral", year=pd.NA, bound="exact", flags=""
    )
    full = full.assign(region=region_names(full, lang))
    ranked = _ranked(full)
    lines = [
        _Line(benchmark_name or say("nation"), benchmark, "--"),
        _Line(target_name or say("target"), target, ":"),
    ]
    plan = _Plan(
        about=one_indicator(full, lang, "ranking"),
        rows=_choose(ranked, highlight),
        lines=[line for line in lines if number(line.value)],
        benchmark=lines[0],
        highlight=highlight,
        say=say,
    )
    sheet = open_sheet(
        _head(ranked, plan, title),
        Foot([*_notes(full, ranked, plan), *notes], source_line(source, say)),
        len(plan.lines) * _label_height() + max(len(plan.rows), 1) * _ROW,
        alt=_alt(ranked, plan),
    )
    _draw(sheet, plan)
    return sheet.figure


def _ranked(full: pd.DataFrame) -> pd.DataFrame:
    """The rows with a value, best first, with their ranks (equal values share one)."""
    stated = full[full["value"].notna()]
    direction = str(next(iter(stated["direction"]), "neutral"))
    ranked = stated.assign(
        rank=ranks(stated["value"], direction),
        own_year=_own_years(stated["year"]),
    )
    return ranked.sort_values(["rank", "region"], kind="stable").reset_index(drop=True)


def _own_years(years: pd.Series) -> list[str]:
    """The year in brackets after each name, where the values are of different years."""
    differ = years.nunique() > 1
    return [f" ({int(year)})" if differ and pd.notna(year) else "" for year in years]


def _choose(ranked: pd.DataFrame, highlight: str) -> list[Record | int]:
    """The rows to draw; a number stands for so many regions left out."""
    rows = records(ranked)
    if len(rows) <= theme().page.rows_most:
        return list(rows)
    kept = {*range(_ENDS), *range(len(rows) - _ENDS, len(rows))}
    for place in ranked.index[(ranked["region_code"] == highlight) & (highlight != "")]:
        kept.update(range(max(0, place - _AROUND), min(len(rows), place + _AROUND + 1)))
    chosen: list[Record | int] = []
    before = -1
    for place in sorted(kept):
        if place > before + 1:
            chosen.append(place - before - 1)
        chosen.append(rows[place])
        before = place
    return chosen


def _head(ranked: pd.DataFrame, plan: _Plan, title: str | None) -> Head:
    say, about = plan.say, plan.about
    order = "subtitle_no_judgement" if about["direction"] == "neutral" else "subtitle_best_first"
    unit = say.unit(about["unit"])
    parts = [
        say.years(ranked["year"]),
        say("subtitle_unit", unit=unit) if unit else "",
        say("count_n", count=len(ranked)),
        say(order),
    ]
    found = {_shade(row, plan) for row in records(ranked)}
    key = [
        Key(say(shade, benchmark=plan.benchmark.label), colour(shade))
        for shade in ("better", "middle", "worse")
        if shade in found
    ]
    return Head(title or _title(ranked, plan), say.join(parts), key)


def _shade(row: Record, plan: _Plan) -> str:
    return judge(row["value"], plan.benchmark.value, row["direction"], row["decimals"])


def _title(ranked: pd.DataFrame, plan: _Plan) -> str:
    return plan.say("title_ranking", name=plan.about["name"], count=len(ranked))


def _notes(full: pd.DataFrame, ranked: pd.DataFrame, plan: _Plan) -> list[str]:
    say = plan.say
    without = full[full["value"].isna()].sort_values(
        "region_code", key=lambda codes: codes != plan.highlight, kind="stable"
    )
    found = [say("not_stated_by", names=name_some(without["region"], say))] if len(without) else []
    if len(plan.rows) < len(ranked):
        found.append(quartile_note(ranked, say))
    return [*found, *say.years_differ(ranked["year"]), *say.notes(ranked["flags"])]


def quartile_note(ranked: pd.DataFrame, say: Words) -> str:
    """The quartiles of all values, as a sentence (see `analysis.quartiles`)."""
    decimals = ranked["decimals"].iloc[0]
    shown = zip(("q1", "median", "q3"), quartiles(ranked["value"]), strict=True)
    texts = {key: number(value, decimals) for key, value in shown}
    return say("quartiles", count=len(ranked), **texts)


def _label_height() -> float:
    return line_height(theme().size.small)


def _draw(sheet: Sheet, plan: _Plan) -> None:
    drawn = [row for row in plan.rows if not isinstance(row, int)]
    if not drawn:
        sheet.say_nothing(plan.say)
        return
    columns = _columns(sheet, drawn)
    values = [row["value"] for row in drawn] + [line.value for line in plan.lines]
    scale = _scale(values, columns)
    for place, line in enumerate(plan.lines):
        _draw_line(sheet, line, sheet.top + place * _label_height(), scale, plan)
    top = sheet.top + len(plan.lines) * _label_height()
    for place, row in enumerate(plan.rows):
        middle = top + (place + 0.5) * _ROW
        if isinstance(row, int):
            sheet.text(columns.name, middle, plan.say("omitted", count=row), ink="muted")
        else:
            _draw_row(sheet, row, middle, columns, scale, _shade(row, plan))
            if plan.highlight and row["region_code"] == plan.highlight:
                _draw_highlight(sheet, middle)


@dataclass(frozen=True)
class _Columns:
    """Where the columns stand, in points.

    `name` is the names' left edge, `value` the values' right edge; between them the scale.
    """

    name: float
    first: float
    last: float
    value: float


def _columns(sheet: Sheet, rows: Sequence[Record]) -> _Columns:
    small = theme().size.small
    rank = max(text_width(number(row["rank"], 0), small) for row in rows)
    name = min(_NAME, max(text_width(row["region"] + row["own_year"], small) for row in rows))
    value = max(text_width(printed(row), small) for row in rows)
    left = sheet.left + rank + _PAD
    return _Columns(left, left + name + 2 * _PAD, sheet.right - value - 2 * _PAD, sheet.right)


@dataclass(frozen=True)
class _Scale:
    """Values to points; `zero` is where stems start, or None where the scale has no zero."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.first + share * (self.last - self.first)


def _scale(values: Sequence[float], columns: _Columns) -> _Scale:
    """From zero where the values lie near it, so that lengths are true; else from the lowest."""
    low, high = min(values), max(values)
    if 0 <= low < high / 2:
        low = 0.0
    return _Scale(low, high, columns.first, columns.last)


def _draw_line(sheet: Sheet, line: _Line, top: float, scale: _Scale, plan: _Plan) -> None:
    """A line from its label down; a label hides the lines behind it."""
    small = theme().size.small
    value = " " + number(line.value, plan.about["decimals"])
    label = wrap(line.label, (sheet.right - sheet.left) * 0.6, small, lines=1, tail=value)[0]
    x, half = scale(line.value or 0.0), text_width(label, small) / 2
    at = min(max(x, sheet.left + half), sheet.right - half)
    bottom = top + _label_height()
    sheet.text(at, (top + bottom) / 2, label, ink="muted", align="center", back="paper")
    sheet.paper.plot(
        [x, x], [bottom, sheet.top + sheet.height], color=colour("ink"), linestyle=line.style,
        linewidth=0.8, zorder=1,
    )  # fmt: skip


def _draw_row(  # noqa: PLR0913, PLR0917 (a row is all of this)
    sheet: Sheet, row: Record, middle: float, columns: _Columns, scale: _Scale, shade: str
) -> None:
    small = theme().size.small
    x = scale(row["value"])
    stem = colour(shade if scale.low == 0 else "rule")
    sheet.paper.plot([scale.first, x], [middle, middle], color=stem, linewidth=1.2, zorder=2)
    draw_marker(sheet.paper, [x], [middle], "o", colour(shade), size=4.5)
    sheet.text(columns.name - _PAD, middle, number(row["rank"], 0), ink="muted", align="right")
    name = wrap(row["region"], _NAME, small, lines=1, tail=row["own_year"])[0]
    sheet.text(columns.name, middle, name)
    sheet.text(columns.value, middle, printed(row), align="right")


def _draw_highlight(sheet: Sheet, middle: float) -> None:
    band = Rectangle((0, middle - _ROW / 2), sheet.width, _ROW, linewidth=0, zorder=0)
    band.set_facecolor(colour("highlight"))
    sheet.paper.add_patch(band)


def _alt(ranked: pd.DataFrame, plan: _Plan) -> str:
    """The title, the first and last three, and the lines."""
    rows = records(ranked)
    shown = rows if len(rows) <= 6 else [*rows[:3], *rows[-3:]]
    parts = [f"{number(row['rank'], 0)} {row['region']} {printed(row)}" for row in shown]
    parts += [f"{line.label} {number(line.value, plan.about['decimals'])}" for line in plan.lines]
    return plan.say.sentence(_title(ranked, plan), parts)
