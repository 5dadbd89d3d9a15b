"""How unequal regions are, year by year: Theil's index and its parts between and within groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import breaks_in, runs
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.breaks import break_notes, draw_breaks
from plancompare.charts.chart import chart
from plancompare.charts.frame import (
    draw_frame,
    margin_bottom,
    margin_left,
    scale_of,
    scale_of_years,
)
from plancompare.charts.labels import write_beside
from plancompare.charts.rows import Record, one_indicator, records, with_defaults
from plancompare.charts.sheet import Foot, Head, Key, Sheet, draw_marker, open_sheet, source_line
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width
from plancompare.charts.words import Words, number, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.over_years import inequality_over_years

_HEIGHT = 130.0
_PAD = 5.0
_DECIMALS = 4
_EVEN = 0.02  # a change of less is none
_PARTS = {"theil": "series", "theil_within": "neutral", "theil_between": "ink"}  # -> colour


@dataclass(frozen=True)
class _Line:
    """Theil's index, or one of its parts, over the years."""

    name: str
    values: list[Record]
    ink: str

    @property
    def label(self) -> str:
        return f"{self.name} {number(self.values[-1]['part'], _DECIMALS)}"


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = asked.some_indicators(1)
    return Drawn(inequality_over_years(data, indicator))


def _example(count: int) -> Drawn:
    random = np.random.default_rng(3)
    years = np.arange(2025 - max(1, min(count, 40)), 2025)
    between = np.linspace(0.004, 0.002, len(years)) + random.uniform(0, 3e-4, len(years))
    within = np.linspace(0.011, 0.008, len(years)) + random.uniform(0, 3e-4, len(years))
    table = pd.DataFrame({"year": years, "theil_within": within, "theil_between": between})
    since = pd.array([2020 if year >= 2020 else pd.NA for year in years], "Int64")
    return Drawn(
        table.assign(
            theil=within + between, n=31, name_zh="床位", name_en="Beds", series_from=since
        )
    )


@chart(
    needs=("year", "theil", "theil_within", "theil_between"),
    made=_of_dataset,
    example=_example,
)
def inequality(
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
) -> Figure:
    """Theil's index over the years, and its parts within and between the macro-regions.

    The title says what happened from the first to the last year of the last unbroken run, and no
    line crosses a break: from one basis to another no change can be read.

    Args:
        table: One row a year. Columns: `year`, `theil`, `theil_within`, `theil_between` (as from
            `analysis.inequality_table`). Optional: `n` (regions), `name_zh`, `name_en`,
            `series_from` (the year from which the basis holds), `break_zh`, `break_en` (why).
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or there are several indicators.
    """
    say = words(lang)
    full = with_defaults(table, unit="", decimals=0, direction="", series_from=pd.NA)
    known = full[full["theil"].notna() & full["year"].notna()].sort_values("year")
    about = one_indicator(full, lang, "inequality")
    rows = records(known)
    shown_title = title or _title(runs(rows), about["name"], say)
    lines = _lines(rows, say)
    counted = say("count_n", count=int(known["n"].min())) if "n" in known and rows else ""
    subtitle = say.join([say.years(known["year"]), counted, say("theil_about")])
    sheet = open_sheet(
        Head(shown_title, subtitle, [Key(each.name, colour(each.ink), line="-") for each in lines]),
        Foot(
            [*break_notes(known, lang, say), say("theil_formula"), *notes],
            source_line(source, say),
        ),
        _HEIGHT,
        alt=say.sentence(shown_title, [_alt(row, say) for row in rows]),
    )
    _draw(sheet, lines, breaks_in(known), say)
    return sheet.figure


def _lines(rows: Sequence[Record], say: Words) -> list[_Line]:
    """The lines that have a value, the whole first."""
    made = [
        _Line(say(part), [row | {"part": row[part]} for row in rows if pd.notna(row[part])], ink)
        for part, ink in _PARTS.items()
    ]
    return [line for line in made if line.values]


def _title(parts: Sequence[Sequence[Record]], name: str, say: Words) -> str:
    """What the last run shows."""
    if not parts or len(parts[-1]) < 2:
        return say("title_inequality", name=name)
    first, last = parts[-1][0], parts[-1][-1]
    change = last["theil"] / first["theil"] - 1 if first["theil"] else 0.0
    kind = "even" if abs(change) < _EVEN else "wider" if change > 0 else "narrower"
    return say(
        f"title_inequality_{kind}",
        name=name,
        first=say.year(first["year"]),
        last=say.year(last["year"]),
        share=number(100 * abs(change), 0),
    )


def _alt(row: Record, say: Words) -> str:
    told = [f"{say(part)} {number(row[part], _DECIMALS)}" for part in _PARTS if pd.notna(row[part])]
    return say.join([say.year(row["year"]), *told])


def _told(name: str, row: Record, say: Words) -> str:
    return say.join([name, say.year(row["year"]), number(row["part"], _DECIMALS)])


def _draw(sheet: Sheet, lines: Sequence[_Line], breaks: Sequence[int], say: Words) -> None:
    if not lines:
        sheet.say_nothing(say)
        return
    y = scale_of([0.0, *(row["part"] for line in lines for row in line.values)])
    right = max(text_width(line.label, theme().size.small) for line in lines) + 2 * _PAD + 6
    width = sheet.right - sheet.left - right - margin_left(y)
    x = scale_of_years([int(row["year"]) for row in lines[0].values], width)
    frame = draw_frame(sheet, x, y, right=right, bottom=margin_bottom(titled=False))
    draw_breaks(sheet, frame, breaks)
    for line in lines:
        for run in runs(line.values):
            points = [frame.at(row["year"], row["part"]) for row in run]
            xs, ys = zip(*points, strict=True)
            sheet.paper.plot(xs, ys, color=colour(line.ink), linewidth=1.3, zorder=2)
            draw_marker(sheet.paper, xs, ys, "o", colour(line.ink), colour(line.ink), size=2.4)
            sheet.paper.tell_at(points, [_told(line.name, row, say) for row in run])
    ends = [frame.at(line.values[-1]["year"], line.values[-1]["part"]) for line in lines]
    texts = [[line.label] for line in lines]
    write_beside(sheet, ends, texts, [False] * len(lines), right=frame.right)
