"""Regions in order of one indicator, against a benchmark and a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.analysis import places, quartiles, thresholds
from plancompare.analysis.distribution import merit
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.comparison import compared, kept, nation_notes
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
from plancompare.charts.standing import (
    aside_notes,
    off_year_note,
    own_years,
    place_of,
    reference_years,
    with_standing,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width, wrap
from plancompare.charts.words import Words, number, printed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.side_by_side import nation_beside, nations_target, shown_rows

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
    """What is drawn: of the rows, a number stands for so many regions left out.

    Below them, under a line, stands what is set aside.
    """

    about: Record
    rows: list[Record | int]
    aside: list[Record]
    lines: list[_Line]
    benchmark: _Line
    highlight: str
    say: Words


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
        if own["year"] != found.years[indicator]:
            options["benchmark_name"] = say("nation") + f" ({int(own['year'])})"
    if target is not None:
        ids["target_observation_id"] = target["observation_id"]
        options["target"] = target["value"]
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
    target: float | None = None,
    target_name: str = "",
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
        target: A target or a planning standard, in the indicator's unit.
        target_name: What it is, if not simply “target”.

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
        _Line(benchmark_name or say("nation"), benchmark, "--"),
        _Line(target_name or say("target"), target, ":"),
    ]
    plan = _Plan(
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
        _head(ranked, plan, title),
        Foot([*_notes(full, ranked, plan), *notes], source_line(source, say)),
        len(plan.lines) * _label_height() + count * _ROW,
        alt=_alt(ranked, plan),
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


def _head(ranked: pd.DataFrame, plan: _Plan, title: str | None) -> Head:
    say, about = plan.say, plan.about
    order = "subtitle_no_judgement" if about["direction"] == "neutral" else "subtitle_best_first"
    unit = say.unit(about["unit"])
    parts = [
        reference_years(ranked, say),
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
    """What it finds: the highlighted region beside the benchmark, else the highest and lowest."""
    own = ranked[(ranked["region_code"] == plan.highlight) & (plan.highlight != "")]
    if len(own) and number(plan.benchmark.value):
        return _title_of_own(records(own)[0], ranked, plan)
    say, name = plan.say, plan.about["name"]
    year = _in_year(ranked, say)
    ends = records(ranked.sort_values("value", kind="stable").iloc[[0, -1]]) if len(ranked) else []
    if ends and all((ranked["value"] == row["value"]).sum() == 1 for row in ends):
        low, high = (_of_its_year(row, say) for row in ends)
        if len(ranked) > 1:
            named = {"top": ends[1]["region"], "bottom": ends[0]["region"]}
            return say("title_ranking_ends", name=name, year=year, low=low, high=high, **named)
    return say("title_ranking", name=name, count=len(ranked), year=year)


def _of_its_year(row: Record, say: Words) -> str:
    """A value with its year, where that is not the reference year."""
    value = number(row["value"], row["decimals"])
    return say.join([value, say.years([row["year"]])]) if row["own_year"] else value


def _in_year(ranked: pd.DataFrame, say: Words) -> str:
    year = reference_years(ranked, say)
    return say("in_year", year=year) if year else ""


def _title_of_own(row: Record, ranked: pd.DataFrame, plan: _Plan) -> str:
    say, decimals = plan.say, row["decimals"]
    ahead = round(row["value"], decimals) - round(plan.benchmark.value or 0.0, decimals)
    stands = "stands_above" if ahead > 0 else "stands_below" if ahead < 0 else "stands_level"
    level = say("stands_level_after") if ahead == 0 else ""
    return say(
        "title_ranking_own", region=row["region"], name=plan.about["name"],
        value=number(row["value"], decimals) + row["own_year"], stands=say(stands),
        benchmark=plan.benchmark.label, other=number(plan.benchmark.value, decimals) + level,
        year=_in_year(ranked, say),
    )  # fmt: skip


def _notes(full: pd.DataFrame, ranked: pd.DataFrame, plan: _Plan) -> list[str]:
    say = plan.say
    without = full[full["value"].isna()].sort_values(
        "region_code", key=lambda codes: codes != plan.highlight, kind="stable"
    )
    found = [say("not_stated_by", names=name_some(without["region"], say))] if len(without) else []
    if len(plan.rows) < len(ranked):
        found.append(quartile_note(ranked, say))
    if len(ranked) < thresholds().least_ranked and len(ranked):
        found.append(say("few_to_rank", least=thresholds().least_ranked))
    if (ranked["rank_last"] > ranked["rank"]).any():
        found.append(say("tied"))
    if not _starts_at_zero(plan):
        found.append(say("not_from_zero"))
    drawn = full[full["value"].notna()]
    years = off_year_note(drawn["own_year"], say)
    return [*found, *aside_notes(full, say), *years, *say.notes(drawn["flags"])]


def _starts_at_zero(plan: _Plan) -> bool:
    return _lowest(_values(plan)) == 0


def _values(plan: _Plan) -> list[float]:
    """Everything that is drawn on the scale."""
    drawn = [row["value"] for row in (*plan.rows, *plan.aside) if not isinstance(row, int)]
    return [*drawn, *(line.value for line in plan.lines if line.value is not None)]


def quartile_note(ranked: pd.DataFrame, say: Words) -> str:
    """The quartiles of all values, as a sentence (see `analysis.quartiles`)."""
    decimals = ranked["decimals"].iloc[0]
    shown = zip(("q1", "median", "q3"), quartiles(ranked["value"]), strict=True)
    texts = {key: number(value, decimals) for key, value in shown}
    return say("quartiles", count=len(ranked), **texts)


def _label_height() -> float:
    return line_height(theme().size.small)


def _draw(sheet: Sheet, plan: _Plan) -> None:
    drawn = [row for row in (*plan.rows, *plan.aside) if not isinstance(row, int)]
    if not drawn:
        sheet.say_nothing(plan.say)
        return
    columns = _columns(sheet, drawn)
    scale = _scale(_values(plan), columns)
    for place, line in enumerate(plan.lines):
        _draw_line(sheet, line, sheet.top + place * _label_height(), scale, plan)
    top = sheet.top + len(plan.lines) * _label_height()
    for place, row in enumerate([*plan.rows, *plan.aside]):
        middle = top + (place + 0.5) * _ROW
        if isinstance(row, int):
            sheet.text(columns.name, middle, plan.say("omitted", count=row), ink="muted")
        else:
            _draw_row(sheet, row, middle, columns, scale, _shade(row, plan))
            if plan.highlight and row["region_code"] == plan.highlight:
                _draw_highlight(sheet, middle)
    if plan.aside and plan.rows:
        _draw_divide(sheet, top + len(plan.rows) * _ROW)


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
    rank = max(text_width(_place(row), small) for row in rows)
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
    return _Scale(_lowest(values), max(values), columns.first, columns.last)


def _lowest(values: Sequence[float]) -> float:
    low, high = min(values, default=0.0), max(values, default=0.0)
    return 0.0 if 0 <= low < high / 2 or low == high > 0 else low


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
    ink, paint = ("muted", "hatch") if row["reason"] else ("ink", shade)
    is_bar = scale.low == 0
    way, stem = ((scale.first, x), paint) if is_bar else ((scale.first, scale.last), "track")
    sheet.paper.plot(way, [middle, middle], color=colour(stem), linewidth=1.2 if is_bar else 0.6,
                     zorder=2)  # fmt: skip
    face = "paper" if row["reason"] else paint
    draw_marker(sheet.paper, [x], [middle], "o", colour(paint), colour(face), size=4.5)
    sheet.text(columns.name - _PAD, middle, _place(row), ink="muted", align="right")
    name = wrap(row["region"], _NAME, small, lines=1, tail=row["own_year"])[0]
    sheet.text(columns.name, middle, name, ink=ink)
    sheet.text(columns.value, middle, printed(row), align="right", ink=ink)


def _place(row: Record) -> str:
    """The places that a row may hold; empty where it has none."""
    place = None if row["reason"] else place_of(row)
    return place.text if place else ""


def _draw_highlight(sheet: Sheet, middle: float) -> None:
    band = Rectangle((0, middle - _ROW / 2), sheet.width, _ROW, linewidth=0, zorder=0)
    band.set_facecolor(colour("highlight"))
    sheet.paper.add_patch(band)


def _alt(ranked: pd.DataFrame, plan: _Plan) -> str:
    """The title, the first and last three, and the lines."""
    rows = records(ranked)
    shown = rows if len(rows) <= 6 else [*rows[:3], *rows[-3:]]
    parts = [
        f"{_place(row)} {row['region']}{row['own_year']} {printed(row)}".strip() for row in shown
    ]
    parts += [f"{line.label} {number(line.value, plan.about['decimals'])}" for line in plan.lines]
    return plan.say.sentence(_title(ranked, plan), parts)
