"""Baseline and target of each indicator, with the nation marked."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from plancompare.charts.chart import chart
from plancompare.charts.sheet import (
    Foot,
    Head,
    Key,
    Sheet,
    draw_marker,
    line_height,
    open_sheet,
    source_line,
)  # fmt: skip
from plancompare.charts.tables import Record, names, records, with_defaults
from plancompare.charts.theme import colour, status_colour, theme
from plancompare.charts.typeset import shorten, text_width, wrap
from plancompare.charts.wording import Lang, Words, bounded, marks, number, words

_PAD = 3.5
_RULER = 4.2  # from the dots down to the line that the nation stands under
_TRACK = 11.0  # height of the line with the dots
_BENCHMARK = 60.0  # the widest that the benchmark's name may get
_AFTER = 5.0  # below a row


@dataclass(frozen=True)
class _Row:
    """One indicator as it will be drawn: its texts, and its values on the track from 0 to 1."""

    name: list[str]
    status: str
    colour: str
    marks: dict[str, tuple[float, str]]  # baseline, target, nation -> place, label


@chart("unit", "decimals", "baseline", "target", "status")
def dumbbell(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    subject: str = "",
    benchmark: str = "",
) -> Figure:
    """Where a region stands and what it promises, an indicator a row.

    Every row has a scale of its own, for units differ; the values are written at the dots, and the
    status is written out.

    Args:
        table: One row an indicator, drawn in the table's order. Columns: `name_zh` and/or
            `name_en`, `unit`, `decimals`, `baseline`, `target` (numbers in that unit, missing where
            not stated), `status` (as in the table `gaps`). Optional: `baseline_year`,
            `target_year`, `target_upper`, `bound`, `nation` (the benchmark's value),
            `nation_year`, `flags` (joined by `;`).
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        subject: Whose targets: a region and a domain, e.g. 通辽市资源配置.
        benchmark: What `nation` is called, if not the nation.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing.
    """
    say = words(lang)
    full = with_defaults(
        table, baseline_year=pd.NA, target_year=pd.NA, target_upper=float("nan"), bound="exact",
        nation=float("nan"), nation_year=pd.NA, flags="",
    )  # fmt: skip
    shown = full.assign(name=names(full, lang)).head(theme().page.rows_most)
    benchmark = benchmark or say("nation")
    rows = [_row(record, say, benchmark) for record in records(_dated(shown))]
    sheet = open_sheet(
        _head(shown, say, title or _title(subject, say), benchmark),
        Foot(_notes(full, shown, notes, say), source_line(source, say)),
        sum(map(_height, rows)),
        alt=_alt(shown, subject, say),
    )
    _draw(sheet, rows)
    return sheet.figure


_ROLES = ("baseline", "target", "nation")


def _dated(shown: pd.DataFrame) -> pd.DataFrame:
    """Each value's year as it is written beside it: only where the rows' years differ."""
    years = {}
    for role in _ROLES:
        found = shown[f"{role}_year"]
        differ = found.nunique() > 1
        years[f"{role}_dated"] = [
            f" ({int(year)})" if differ and pd.notna(year) else "" for year in found
        ]
    return shown.assign(**years)


def _title(subject: str, say: Words) -> str:
    return say("title_dumbbell", subject=subject) if subject else say("title_dumbbell_bare")


def _head(shown: pd.DataFrame, say: Words, title: str, benchmark: str) -> Head:
    years = {
        "baseline": say.years(shown["baseline_year"]),
        "target": say.years(shown["target_year"]),
    }
    subtitle = say.join([
        say("indicators", count=len(shown)),
        *(say(role) + say("colon") + year for role, year in years.items() if year),
    ])  # fmt: skip
    key = [
        Key(say("baseline"), colour("ink"), face=colour("paper")),
        Key(say("target"), colour("ink")),
    ]
    if shown["nation"].notna().any():
        label = say.join([benchmark, say.years(shown["nation_year"])])
        key.append(Key(label, colour("ink"), marker="^"))
    return Head(title, subtitle, key)


def _notes(full: pd.DataFrame, shown: pd.DataFrame, notes: Sequence[str], say: Words) -> list[str]:
    left_out = len(full) - len(shown)
    more = [say("more_rows", count=left_out)] if left_out else []
    return [*more, *say.notes(shown["flags"]), *notes]


def _row(record: Record, say: Words, benchmark: str) -> _Row:
    page, size = theme().page, theme().size
    status = _status(record, say)
    room = page.width - 2 * page.margin - text_width(status, size.small) - 2 * _PAD
    tail = say.unit_of(record["name"], record["unit"]) + marks(record["flags"])
    return _Row(
        name=wrap(record["name"], room, size.body, lines=3, tail=tail),
        status=status,
        colour=status_colour(record["status"]),
        marks=_marks(record, benchmark),
    )


def _status(record: Record, say: Words) -> str:
    gap = abs(record["target"] - record["baseline"])
    return say(record["status"], gap=number(gap, record["decimals"]))


def _marks(record: Record, benchmark: str) -> dict[str, tuple[float, str]]:
    decimals, name = record["decimals"], shorten(benchmark, _BENCHMARK, theme().size.small)
    labels = {
        "baseline": number(record["baseline"], decimals),
        "target": bounded(record["target"], decimals, record["bound"], record["target_upper"]),
        "nation": f"{name} {number(record['nation'], decimals)}",
    }
    labels = {role: label + record[f"{role}_dated"] for role, label in labels.items()}
    values = {key: record[key] for key in labels if pd.notna(record[key])}
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    span = high - low
    return {
        key: ((value - low) / span if span else 0.5, labels[key]) for key, value in values.items()
    }


def _height(row: _Row) -> float:
    size = theme().size
    below = line_height(size.small) if "nation" in row.marks else 0
    track = _TRACK if row.marks else 0
    return len(row.name) * line_height(size.body) + track + below + _AFTER


def _draw(sheet: Sheet, rows: Sequence[_Row]) -> None:
    small = theme().size.small
    labels = [label for row in rows for key, (_, label) in row.marks.items() if key != "nation"]
    room = max((text_width(label, small) for label in labels), default=0) + 2 * _PAD + 2
    ends = (sheet.left + room, sheet.right - room)
    top = sheet.top
    for row in rows:
        _draw_row(sheet, row, top, ends)
        top += _height(row)


def _draw_row(sheet: Sheet, row: _Row, top: float, ends: tuple[float, float]) -> None:
    body = theme().size.body
    line = line_height(body)
    for text in row.name:
        sheet.text(sheet.left, top + line / 2, text, size=body)
        top += line
    status_y = top - (len(row.name) - 0.5) * line
    ink = "ink" if row.colour != colour("muted") else "muted"
    sheet.text(sheet.right, status_y, row.status, ink=ink, align="right")
    if not row.marks:
        return
    width = text_width(row.status, theme().size.small)
    draw_marker(sheet.paper, [sheet.right - width - 5], [status_y], "s", row.colour, size=3.5)
    _draw_track(sheet, row, top + _TRACK / 2, ends)


def _draw_track(sheet: Sheet, row: _Row, y: float, ends: tuple[float, float]) -> None:
    paper, (left, right) = sheet.paper, ends
    paper.plot(ends, [y + _RULER] * 2, color=colour("rule"), linewidth=0.6, zorder=1)
    at = {key: left + place * (right - left) for key, (place, _) in row.marks.items()}
    if "baseline" in at and "target" in at:
        way = [at["baseline"], at["target"]]
        paper.plot(way, [y, y], color=row.colour, linewidth=2.5, zorder=2)
    if "target" in at:
        draw_marker(paper, [at["target"]], [y], "o", row.colour, size=5.5)
    if "baseline" in at:
        draw_marker(paper, [at["baseline"]], [y], "o", colour("ink"), colour("paper"), size=4.5)
    _label_track(sheet, row, at, y)


def _label_track(sheet: Sheet, row: _Row, at: dict[str, float], y: float) -> None:
    """Baseline and target on their outer sides, the nation below the track."""
    rising = at.get("baseline", 0) <= at.get("target", 1e9)
    for key, on_left in (("baseline", rising), ("target", not rising)):
        if key in at:
            x = at[key] + (-5.5 if on_left else 5.5)
            sheet.text(x, y, row.marks[key][1], align="right" if on_left else "left")
    if "nation" in at:
        _label_nation(sheet, row.marks["nation"][1], at["nation"], y)


def _label_nation(sheet: Sheet, label: str, x: float, y: float) -> None:
    small = theme().size.small
    draw_marker(sheet.paper, [x], [y + _RULER + 2.2], "^", colour("ink"), size=3.5)
    width = text_width(label, small)
    middle = y + _TRACK / 2 + line_height(small) / 2
    on_left = x + 5 + width > sheet.right
    sheet.text(
        x + (-5 if on_left else 5), middle, label, ink="muted", align="right" if on_left else "left"
    )


def _alt(table: pd.DataFrame, subject: str, say: Words) -> str:
    """The title, then each indicator with its values and its status."""
    parts = [_alt_row(record, say) for record in records(table)]
    return say.sentence(_title(subject, say), parts)


def _alt_row(record: Record, say: Words) -> str:
    target = bounded(record["target"], record["decimals"], record["bound"], record["target_upper"])
    values = {"baseline": number(record["baseline"], record["decimals"]), "target": target}
    stated = [
        f"{say(role)} " + (value + _year(record, role, say) if value else say("not_stated"))
        for role, value in values.items()
    ]
    name = record["name"] + say.unit_of(record["name"], record["unit"])
    return say.join([name, *stated, _status(record, say)])


def _year(record: Record, role: str, say: Words) -> str:
    year = say.years([record[f"{role}_year"]])
    return f"{say('open')}{year}{say('close')}" if year else ""
