"""Rows and columns with names: what the heat table and the coverage matrix stand on."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from plancompare.charts.sheet import Sheet, line_height
from plancompare.charts.theme import theme
from plancompare.charts.typeset import printable, shorten, text_width, wrap

_PAD = 3.0
_ROW_NAME = (130.0, 160.0)  # the widest that a row's name may get, in a wide and a narrow grid
_HEADER_LINES = 8  # of a column's name, set level
_TURNED = 96.0  # the longest that a column's name may get, turned
_TURNED_LINES = 2


@dataclass(frozen=True)
class Grid:
    """Measures of a grid, in points.

    Attributes:
        rows: The rows' names.
        columns: The columns' names.
        name_width: Of the column with the rows' names.
        header: Height of the columns' names.
        cell: Width and height of a cell.
        tails: What follows each column's name and is never left out: its unit.
        is_turned: Whether the columns' names are turned upright.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    tails: Sequence[str]
    name_width: float
    header: float
    cell: tuple[float, float]
    is_turned: bool

    @property
    def height(self) -> float:
        """Of the whole grid."""
        return self.header + self.cell[1] * len(self.rows)

    @property
    def width(self) -> float:
        """Of the whole grid."""
        return self.name_width + self.cell[0] * len(self.columns)

    def cell_at(self, sheet: Sheet, column: int, row: int) -> tuple[float, float]:
        """The left edge and the middle's height of a cell, in points on the sheet."""
        left = sheet.left + self.name_width + column * self.cell[0]
        return left, sheet.top + self.header + (row + 0.5) * self.cell[1]


def lay_grid(
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    cell: tuple[float, float],
    room: float,
    tails: Sequence[str] = (),
) -> Grid:
    """Measure a grid.

    Args:
        rows: The rows' names.
        columns: The columns' names.
        cell: The least width, and the height, of a cell, in points.
        room: The width that there is; cells grow to fill it, or go beyond it.
        tails: What follows the columns' names.

    Returns:
        The grid.
    """
    small = theme().size.small
    tails = tails or [""] * len(columns)
    low, high = _ROW_NAME
    most = min(max(low, room - cell[0] * len(columns) - 2 * _PAD), high)
    name = min(most, max((text_width(row, small) for row in rows), default=0))
    name_width = name + 2 * _PAD
    width = max(cell[0], (room - name_width) / max(len(columns), 1))
    is_turned = any(_longest_word(name) + 1 > width for name in (*columns, *tails))
    grid = Grid(rows, columns, tails, name_width, 0, (width, cell[1]), is_turned)
    header = max((_header_height(grid, place) for place in range(len(columns))), default=0)
    return Grid(rows, columns, tails, name_width, header + 2 * _PAD, grid.cell, is_turned)


def _longest_word(name: str) -> float:
    """The widest piece that a line must hold: a Latin word; Chinese breaks anywhere."""
    latin = "".join(char if ord(char) < 0x2E80 else " " for char in printable(name))
    return max((text_width(word, theme().size.small) for word in latin.split()), default=0)


def _header_lines(grid: Grid, place: int) -> list[str]:
    """The name's lines, and its unit on one of its own."""
    small, tail = theme().size.small, grid.tails[place]
    if not grid.is_turned:
        name = wrap(grid.columns[place], grid.cell[0] - 1, small, lines=_HEADER_LINES)
        return [*name, tail] if tail else name
    lines = max(1, min(_TURNED_LINES, int(grid.cell[0] / line_height(small))))
    return wrap(grid.columns[place], _TURNED, small, lines=lines, tail=tail)


def _header_height(grid: Grid, place: int) -> float:
    small, lines = theme().size.small, _header_lines(grid, place)
    if grid.is_turned:
        return max(text_width(line, small) for line in lines)
    return len(lines) * line_height(small)


def draw_names(sheet: Sheet, grid: Grid) -> Axes:
    """Write the names and return the axes over the cells: a unit a cell, rows downwards."""
    small = theme().size.small
    left, top = sheet.left + grid.name_width, sheet.top + grid.header
    for place, name in enumerate(grid.rows):
        middle = top + (place + 0.5) * grid.cell[1]
        text = shorten(name, grid.name_width - 2 * _PAD, small)
        sheet.text(left - _PAD, middle, text, align="right")
    for place in range(len(grid.columns)):
        _draw_header(sheet, grid, place, left + (place + 0.5) * grid.cell[0], top - _PAD)
    width, height = grid.width - grid.name_width, grid.height - grid.header
    axes = sheet.axes(left, top, left + width, top + height)
    axes.set(xlim=(0, len(grid.columns)), ylim=(len(grid.rows), 0))
    axes.set_axis_off()
    return axes


def _draw_header(sheet: Sheet, grid: Grid, place: int, x: float, bottom: float) -> None:
    lines = _header_lines(grid, place)
    step = line_height(theme().size.small)
    for number, line in enumerate(lines):
        if grid.is_turned:
            shift = (number - (len(lines) - 1) / 2) * step
            sheet.text(x + shift, bottom, line, rotation=90)
        else:
            middle = bottom - (len(lines) - number - 0.5) * step
            sheet.text(x, middle, line, align="center")
