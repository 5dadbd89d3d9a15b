"""Rows that show two values on a track of their own, with a third one marked below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from plancompare.charts.sheet import Sheet, draw_marker, line_height
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width, wrap

_PAD = 3.5
_RULER = 4.2  # from the dots down to the line that the mark stands under
_LINE = 11.0  # height of the line with the dots
_AFTER = 5.0  # below a row

Role = Literal["start", "now", "end", "mark"]


@dataclass(frozen=True)
class Track:
    """One row as it will be drawn: its texts, and its values on the track from 0 to 1.

    Attributes:
        name: What the row is about, in lines.
        status: What is said of it, on the right.
        colour: Of the way from start (or from now) to end, and of the status' sign.
        places: Where each value that is stated lies, from 0 to 1, and its label.
        told: What the row says to whoever points at it.
    """

    name: list[str]
    status: str
    colour: str
    places: Mapping[Role, tuple[float, str]]
    told: str = ""

    @property
    def height(self) -> float:
        """Of the row, in points."""
        size = theme().size
        below = line_height(size.small) if "mark" in self.places else 0
        line = _LINE if self.places else 0
        return len(self.name) * line_height(size.body) + line + below + _AFTER


def track(  # noqa: PLR0913 (a row: its words, its values, their scale)
    name: str,
    status: str,
    shade: str,
    values: Mapping[Role, tuple[float, str]],
    *,
    tail: str = "",
    scale: tuple[float, float] | None = None,
    told: str = "",
) -> Track:
    """A row, its values placed on a scale.

    Args:
        name: What the row is about.
        status: What is said of it.
        shade: Its colour, as `#RRGGBB`.
        values: The values with their labels; those that are missing are left out.
        tail: Set after the name, and never left out: its unit, its footnote marks.
        scale: What the ends of the track stand for; where rows share one, their bars compare. None:
            the smallest and the largest of the row's own values.
        told: What the row says to whoever points at it.

    Returns:
        The row.
    """
    page, size = theme().page, theme().size
    room = page.width - 2 * page.margin - text_width(status, size.small) - 2 * _PAD
    stated = {role: each for role, each in values.items() if pd.notna(each[0])}
    own = [value for value, _ in stated.values()] or [0.0]
    low, high = scale or (min(own), max(own))
    span = high - low
    places = {
        role: ((value - low) / span if span else 0.5, label)
        for role, (value, label) in stated.items()
    }
    return Track(wrap(name, room, size.body, lines=3, tail=tail), status, shade, places, told)


def draw_tracks(sheet: Sheet, rows: Sequence[Track]) -> None:
    """Draw rows below each other, from the top of the sheet's drawing."""
    small = theme().size.small
    labels = [label for row in rows for role, (_, label) in row.places.items() if role != "mark"]
    room = max((text_width(label, small) for label in labels), default=0) + 2 * _PAD + 2
    ends = (sheet.left + room, sheet.right - room)
    top = sheet.top
    for row in rows:
        _draw_row(sheet, row, top, ends)
        if row.told:
            sheet.paper.tell(sheet.left, top, sheet.right - sheet.left, row.height, row.told)
        top += row.height


def _draw_row(sheet: Sheet, row: Track, top: float, ends: tuple[float, float]) -> None:
    body = theme().size.body
    line = line_height(body)
    for text in row.name:
        sheet.text(sheet.left, top + line / 2, text, size=body)
        top += line
    status_y = top - (len(row.name) - 0.5) * line
    ink = "ink" if row.colour != colour("muted") else "muted"
    sheet.text(sheet.right, status_y, row.status, ink=ink, align="right")
    if not row.places:
        return
    width = text_width(row.status, theme().size.small)
    draw_marker(sheet.paper, [sheet.right - width - 5], [status_y], "s", row.colour, size=3.5)
    _draw_line(sheet, row, top + _LINE / 2, ends)


def _draw_line(sheet: Sheet, row: Track, y: float, ends: tuple[float, float]) -> None:
    paper, (left, right) = sheet.paper, ends
    paper.plot(ends, [y + _RULER] * 2, color=colour("rule"), linewidth=0.6, zorder=1)
    at = {role: left + place * (right - left) for role, (place, _) in row.places.items()}
    ahead = at.get("now", at.get("start"))
    if ahead is not None and "end" in at:
        paper.plot([ahead, at["end"]], [y, y], color=row.colour, linewidth=2.5, zorder=2)
    if "now" in at and "start" in at:
        paper.plot([at["start"], at["now"]], [y, y], color=colour("ink"), linewidth=0.8, zorder=2)
    if "end" in at:
        draw_marker(paper, [at["end"]], [y], "o", row.colour, size=5.5)
    if "start" in at:
        draw_marker(paper, [at["start"]], [y], "o", colour("ink"), colour("paper"), size=4.5)
    if "now" in at:
        draw_marker(paper, [at["now"]], [y], "o", colour("ink"), size=3.5)
    _label(sheet, row, at, y)


def _label(sheet: Sheet, row: Track, at: Mapping[Role, float], y: float) -> None:
    """Start and end on their outer sides, the mark below the track."""
    rising = at.get("start", 0) <= at.get("end", 1e9)
    sides: tuple[tuple[Role, bool], ...] = (("start", rising), ("end", not rising))
    ends = [at[role] for role in ("start", "now", "end") if role in at]
    for role, on_left in sides:
        if role in at:  # beyond all dots of the row
            x = min(ends) - 5.5 if on_left else max(ends) + 5.5
            sheet.text(x, y, row.places[role][1], align="right" if on_left else "left")
    if "mark" in at:
        _draw_mark(sheet, row.places["mark"][1], at["mark"], y)


def _draw_mark(sheet: Sheet, label: str, x: float, y: float) -> None:
    small = theme().size.small
    draw_marker(sheet.paper, [x], [y + _RULER + 2.2], "^", colour("ink"), size=3.5)
    width = text_width(label, small)
    middle = y + _LINE / 2 + line_height(small) / 2
    on_left = x + 5 + width > sheet.right
    sheet.text(
        x + (-5 if on_left else 5), middle, label, ink="muted", align="right" if on_left else "left"
    )
