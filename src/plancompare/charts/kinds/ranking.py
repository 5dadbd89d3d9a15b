"""Regions in order of one indicator, against a benchmark and a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.analysis import Limits, places
from plancompare.analysis.distribution import merit
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.comparison import compared, kept, nation_notes
from plancompare.charts.examples import in_the_middle, values_of_regions
from plancompare.charts.ranking_told import (
    Line,
    Plan,
    head_of,
    lowest,
    notes_of,
    places_said,
    said_of,
    shade_of,
    values_of,
)
from plancompare.charts.rows import (
    Record,
    one_indicator,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import (
    Foot,
    Sheet,
    draw_marker,
    line_height,
    open_sheet,
    source_line,
)
from plancompare.charts.standing import (
    own_years,
    with_standing,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width, wrap
from plancompare.charts.words import number, printed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.side_by_side import nation_beside, nations_target, shown_rows

_ENDS = 15  # rows at either end of a long ranking
_AROUND = 3  # rows on either side of the highlighted one
_ROW = 10.5
_PAD = 4.0
_NAME = 84.0  # the widest that a name may get


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    """Regions of one level, the nation and its target beside them where they may be."""
    (indicator,) = asked.some_indicators(1)
    found = compared(data, asked, [indicator])
    nation, target = nation_beside(found), nations_target(data, found)
    say = words(asked.lang)
    options: dict[str, Any] = {"highlight": asked.region, "notes": nation_notes(found, asked.lang)}
    ids: dict[str, str | None] = {"nation_observation_id": None, "target_observation_id": None}
    if len(nation):
        own = nation.iloc[0]
        ids["nation_observation_id"] = own["observation_id"]
        options["benchmark"] = own["value"]
        options["benchmark_limits"] = (own["low"], own["high"])
        if own["year"] != found.years[indicator]:
            options["benchmark_name"] = say("nation") + f" ({int(own['year'])})"
    if target is not None:
        ids["target_observation_id"] = target["observation_id"]
        options["target"], options["target_bound"] = target["value"], target["bound"]
        options["target_name"] = say("nations_target", year=int(target["year"]))
    return Drawn(shown_rows(found, kept(asked)).assign(**ids), options)


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
    benchmark_limits: Limits | None = None,
    target: float | None = None,
    target_name: str = "",
    target_bound: str = "exact",
) -> Figure:
    """Regions in order of one indicator: best on top, or highest where more is not simply better.

    Of more than 60 regions the ends and the highlighted region's neighbours are drawn, with the
    quartiles of all in a note. Regions without a value are named in a note and not ranked. What may
    not stand beside the others (`analysis.comparable`) is drawn below a line, grey and unranked. A
    year stands beside each value that is not of the reference year. Where rounding or an interval
    cannot tell regions apart, each has the range of places that it may hold (`analysis.places`).

    Args:
        table: One row a region. Columns: `region_zh` and/or `region_en`, `value` (missing where not
            stated), `unit`, `decimals`. Optional: `region_code`, `name_zh`, `name_en` (the
            indicator's), `direction` (`more`, `less`, `neutral`), `year`, `bound`, `flags`, and
            `reason`, `reference_year`, `low`, `high` as from `analysis.comparable`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.
        benchmark: A value to compare with, in the indicator's unit.
        benchmark_name: What it is, if not the nation's.
        benchmark_limits: Between which it lies; as exact as the values are shown where not given.
        target: A target or a planning standard, in the indicator's unit.
        target_name: What it is, if not simply “target”.
        target_bound: How it binds: `exact`, `at_least`, ….

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or there are several indicators.
    """
    say = words(lang)
    full = with_defaults(
        with_standing(table), region_code="", direction="neutral", bound="exact", flags=""
    )
    full = full.assign(region=region_names(full, lang), own_year=own_years(full, say))
    ranked = _ranked(full)
    lines = [
        Line(benchmark_name or say("nation"), benchmark, "--", benchmark_limits),
        Line(target_name or say("target"), target, ":", bound=target_bound),
    ]
    plan = Plan(
        about=one_indicator(full, lang, "ranking"),
        rows=_choose(ranked, highlight),
        aside=_aside(full, highlight),
        lines=[line for line in lines if number(line.value)],
        benchmark=lines[0],
        highlight=highlight,
        say=say,
    )
    count = max(len(plan.rows) + len(plan.aside), 1)
    sheet = open_sheet(
        head_of(ranked, plan, title),
        Foot([*notes_of(full, ranked, plan), *notes], source_line(source, say)),
        len(plan.lines) * _label_height() + count * _ROW,
        alt=said_of(ranked, plan),
    )
    _draw(sheet, plan)
    return sheet.figure


def _ranked(full: pd.DataFrame) -> pd.DataFrame:
    """The rows that stand, best first, with the places that each may hold."""
    stated = full[full["value"].notna() & (full["reason"] == "")]
    direction = str(next(iter(stated["direction"]), "neutral"))
    ranked = stated.join(places(stated, direction)).assign(_merit=merit(stated["value"], direction))
    ranked = ranked.sort_values(["_merit", "region"], ascending=[False, True], kind="stable")
    return ranked.drop(columns="_merit").reset_index(drop=True)


def _aside(full: pd.DataFrame, highlight: str) -> list[Record]:
    """The rows that are set aside, the latest first; as many as there is room for."""
    rows = full[full["value"].notna() & (full["reason"] != "")]
    rows = rows.sort_values(["year", "region"], ascending=[False, True], kind="stable")
    first = (rows["region_code"] == highlight) & (highlight != "")
    return records(pd.concat([rows[first], rows[~first]]).head(_ENDS))


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


def _label_height() -> float:
    return line_height(theme().size.small)


def _draw(sheet: Sheet, plan: Plan) -> None:
    drawn = [row for row in (*plan.rows, *plan.aside) if not isinstance(row, int)]
    if not drawn:
        sheet.say_nothing(plan.say)
        return
    columns = _columns(sheet, drawn)
    scale = _scale(values_of(plan), columns)
    for place, line in enumerate(plan.lines):
        _draw_line(sheet, line, sheet.top + place * _label_height(), scale, plan)
    top = sheet.top + len(plan.lines) * _label_height()
    for place, row in enumerate([*plan.rows, *plan.aside]):
        middle = top + (place + 0.5) * _ROW
        if isinstance(row, int):
            sheet.text(columns.name, middle, plan.say("omitted", count=row), ink="muted")
        else:
            _draw_row(sheet, row, middle, columns, scale, shade_of(row, plan))
            width = sheet.right - sheet.left
            sheet.paper.tell(sheet.left, middle - _ROW / 2, width, _ROW, _told(row, plan))
            if plan.highlight and row["region_code"] == plan.highlight:
                _draw_highlight(sheet, middle)
    if plan.aside and plan.rows:
        _draw_divide(sheet, top + len(plan.rows) * _ROW)


def _told(row: Record, plan: Plan) -> str:
    """A row in words: its region, its value, and the year where that differs."""
    unit = plan.say.unit_after(plan.about["unit"])
    return plan.say.join([row["region"], printed(row) + unit + row["own_year"]])


def _draw_divide(sheet: Sheet, at: float) -> None:
    """The line below which stands what is set aside."""
    sheet.paper.plot([sheet.left, sheet.right], [at, at], color=colour("muted"), linewidth=0.8)


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
    rank = max(text_width(places_said(row), small) for row in rows)
    name = min(_NAME, max(text_width(row["region"] + row["own_year"], small) for row in rows))
    value = max(text_width(printed(row), small) for row in rows)
    left = sheet.left + (rank + _PAD if rank else 0)
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
    """From zero where the values lie near it, so that lengths are true; else from the lowest.

    A scale that does not start at zero has no stems: their lengths would say nothing.
    """
    return _Scale(lowest(values), max(values), columns.first, columns.last)


def _draw_line(sheet: Sheet, line: Line, top: float, scale: _Scale, plan: Plan) -> None:
    """A line from its label down; a label hides the lines behind it."""
    small = theme().size.small
    value = " " + line.said(plan.about["decimals"])
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
    ink, paint = ("muted", "hatch") if row["reason"] else ("ink", shade)
    is_bar = scale.low == 0
    way, stem = ((scale.first, x), paint) if is_bar else ((scale.first, scale.last), "track")
    sheet.paper.plot(way, [middle, middle], color=colour(stem), linewidth=1.2 if is_bar else 0.6,
                     zorder=2)  # fmt: skip
    face = "paper" if row["reason"] else paint
    draw_marker(sheet.paper, [x], [middle], "o", colour(paint), colour(face), size=4.5)
    sheet.text(columns.name - _PAD, middle, places_said(row), ink="muted", align="right")
    name = wrap(row["region"], _NAME, small, lines=1, tail=row["own_year"])[0]
    sheet.text(columns.name, middle, name, ink=ink)
    sheet.text(columns.value, middle, printed(row), align="right", ink=ink)


def _draw_highlight(sheet: Sheet, middle: float) -> None:
    band = Rectangle((0, middle - _ROW / 2), sheet.width, _ROW, linewidth=0, zorder=0)
    band.set_facecolor(colour("highlight"))
    sheet.paper.add_patch(band)
