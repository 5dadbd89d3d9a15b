"""The page of a chart: title, subtitle and key on top, the drawing, then notes and the source.

Everything is placed in points from the top left corner, and all text is measured before it is
placed, so nothing has to be laid out twice and nothing is cut off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.typing import FillStyleType

from plancompare.charts.paper import POINTS, ChartFigure, Paper
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import printable, shorten, text_width, wrap
from plancompare.charts.words import Words

Align = Literal["left", "center", "right"]
FillStyle = FillStyleType

_VISUAL_CENTRE = 0.37  # of a CJK glyph above its baseline, in em
_ICON = 11  # a key's sign, in points
_TITLE_LINES, _SUBTITLE_LINES, _NOTE_LINES = 3, 3, 5


@dataclass(frozen=True)
class Key:
    """One entry of the key: a sign and what it means."""

    label: str
    colour: str
    marker: str = "o"
    face: str = ""
    line: str = ""
    hatch: str = ""
    fill: FillStyle = "full"


@dataclass(frozen=True)
class Head:
    """What stands above a drawing."""

    title: str
    subtitle: str = ""
    key: Sequence[Key] = ()


@dataclass(frozen=True)
class Foot:
    """What stands below a drawing; `source` already says that it is one."""

    notes: Sequence[str] = ()
    source: str = ""


@dataclass(frozen=True)
class Sheet:
    """A figure with its head and foot set; the drawing goes between `top` and `top + height`.

    Attributes:
        figure: The figure.
        paper: Its surface, in points from its top left corner.
        width: Of the figure, in points.
        left: Where the drawing may begin, in points.
        right: Where it has to end, in points.
        top: Its upper edge, in points.
        height: Its height, in points.
    """

    figure: Figure
    paper: Paper
    width: float
    left: float
    right: float
    top: float
    height: float

    def text(  # noqa: PLR0913 (what a piece of text is)
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 0,
        ink: str = "ink",
        align: Align = "left",
        rotation: float = 0,
        back: str = "",
    ) -> None:
        """Write one line whose middle is at height `y` (turned: whose middle is at `x`).

        With `back` a patch of that colour hides what is behind.
        """
        size = size or theme().size.small
        shift = _VISUAL_CENTRE * size
        across = shift if rotation else 0
        self.paper.text(
            x + across,
            y if rotation else y + shift,
            printable(text),
            fontsize=size,
            color=colour(ink),
            ha="right" if rotation else align,
            va="bottom" if rotation else "baseline",
            rotation=rotation,
        )
        if back:
            width, high = text_width(text, size), 0.9 * line_height(size)
            left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
            patch = Rectangle((left - 1.5, y - high / 2), width + 3, high)
            patch.set(facecolor=colour(back), linewidth=0, zorder=1.5)
            self.paper.add_patch(patch)

    def say_nothing(self, say: Words) -> None:
        """Say that there is nothing to draw, where the drawing would have begun."""
        size = theme().size.small
        self.text(self.left, self.top + line_height(size) / 2, say("nothing"), ink="muted")

    def axes(self, left: float, top: float, right: float, bottom: float) -> Axes:
        """Axes between these edges, in points from the top left corner."""
        height = self.figure.get_figheight() * POINTS
        box = (left / self.width, 1 - bottom / height)
        return self.figure.add_axes(
            (*box, (right - left) / self.width, (bottom - top) / height), zorder=-1
        )


def line_height(size: float) -> float:
    """The height of a line of text, in points."""
    return size * theme().size.leading


def open_sheet(head: Head, foot: Foot, height: float, *, alt: str, width: float = 0) -> Sheet:
    """A sheet with head and foot set.

    Args:
        head: Title, subtitle and key.
        foot: Notes and the source.
        height: What the drawing needs, in points.
        alt: What the chart says, for those who cannot see it; kept as the figure's label.
        width: Of the figure, in points; the theme's if not given.

    Returns:
        The sheet.
    """
    page = theme().page
    width = max(width, page.width)
    inner = width - 2 * page.margin
    above, below = _head_lines(head, inner), _foot_lines(foot, inner)
    rows = _key_rows(head.key, inner)
    key_height = len(rows) * line_height(theme().size.small)
    top = page.margin + _block_height(above) + key_height + page.gap
    total = top + height + page.gap + _block_height(below) + page.margin
    figure = _blank(width, total, alt)
    is_title = [line.size == theme().size.title for line in above]
    figure.titled = page.margin + line_height(theme().size.title) * sum(is_title)
    figure.patch.set_label(head.title)  # in full, for whoever names or captions the chart
    sheet = Sheet(figure, Paper.of(figure), width, page.margin, width - page.margin, top, height)
    _write_block(sheet, above, page.margin)
    _draw_key(sheet, rows, page.margin + _block_height(above))
    _write_block(sheet, below, top + height + page.gap)
    return sheet


def titled(figure: Figure) -> float:
    """How much of a chart its title takes at the top, in points: what captions it cuts that off."""
    return figure.titled if isinstance(figure, ChartFigure) else 0.0


def _blank(width: float, height: float, alt: str) -> ChartFigure:
    figure = ChartFigure(figsize=(width / POINTS, height / POINTS), dpi=theme().page.dpi)
    FigureCanvasAgg(figure)
    figure.set_label(alt)
    return figure


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    ink: str


def _head_lines(head: Head, width: float) -> list[_Line]:
    size = theme().size
    title = wrap(head.title, width, size.title, lines=_TITLE_LINES)
    subtitle = wrap(head.subtitle, width, size.small, lines=_SUBTITLE_LINES)
    return [
        *(_Line(text, size.title, "ink") for text in title),
        *(_Line(text, size.small, "muted") for text in subtitle if text),
    ]


def _foot_lines(foot: Foot, width: float) -> list[_Line]:
    size = theme().size.small
    return [
        _Line(text, size, "muted")
        for part in (*foot.notes, foot.source)
        for text in wrap(part, width, size, lines=_NOTE_LINES)
        if text
    ]


def _block_height(lines: Sequence[_Line]) -> float:
    return sum(line_height(line.size) for line in lines)


def _write_block(sheet: Sheet, lines: Sequence[_Line], top: float) -> None:
    for line in lines:
        height = line_height(line.size)
        sheet.text(sheet.left, top + height / 2, line.text, size=line.size, ink=line.ink)
        top += height


def _key_rows(keys: Sequence[Key], width: float) -> list[list[tuple[float, Key]]]:
    """The key's entries with their left edges, broken into rows."""
    rows: list[list[tuple[float, Key]]] = []
    left = width
    for key in keys:
        needed = _ICON + text_width(key.label, theme().size.small)
        if not rows or left + needed > width:
            rows.append([])
            left = 0
        rows[-1].append((left, key))
        left += needed + _ICON / 1.5
    return rows


def _draw_key(sheet: Sheet, rows: Sequence[Sequence[tuple[float, Key]]], top: float) -> None:
    size = theme().size.small
    for place, row in enumerate(rows):
        middle = top + (place + 0.5) * line_height(size)
        for left, key in row:
            _draw_sign(sheet.paper, sheet.left + left, middle, key)
            room = sheet.right - sheet.left - left - _ICON
            label = shorten(key.label, room, size)
            sheet.text(sheet.left + left + _ICON, middle, label, size=size, ink="muted")


def _draw_sign(paper: Paper, left: float, middle: float, key: Key) -> None:
    if key.line:
        ends = [left, left + _ICON - 3]
        paper.plot(ends, [middle, middle], color=key.colour, linestyle=key.line, linewidth=1)
    elif key.hatch:
        paper.add_patch(hatched(left + 0.5, middle - 2.8, 7, 5.6))
    else:
        at = [left + _ICON / 2 - 1.5], [middle]
        draw_marker(paper, *at, key.marker, key.colour, key.face, fill=key.fill)


def hatched(left: float, top: float, width: float, height: float) -> Rectangle:
    """A patch that says: nothing stated here."""
    return Rectangle(
        (left, top), width, height, facecolor=colour("paper"), edgecolor=colour("hatch"),
        hatch="//////", linewidth=0.4,
    )  # fmt: skip


def draw_marker(  # noqa: PLR0913, PLR0917 (what a marker is)
    surface: Axes | Paper,
    x: Sequence[float],
    y: Sequence[float],
    marker: str,
    edge: str,
    face: str = "",
    *,
    size: float = 5,
    fill: FillStyle = "full",
) -> None:
    """Markers of `size` points; filled with their edge's colour unless `face` says otherwise."""
    surface.plot(
        x, y, linestyle="none", marker=marker, markersize=size, markeredgewidth=1,
        markeredgecolor=edge, markerfacecolor=face or edge, markerfacecoloralt=colour("paper"),
        fillstyle=fill, zorder=3, clip_on=False,
    )  # fmt: skip


def source_line(source: str, say: Words) -> str:
    """The source as the picture prints it; empty without one."""
    return say("source", source=source) if source else ""
