"""Rows and columns with names: what the heat table and the coverage matrix stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from plancompare.charts.sheet import Sheet, line_height
from plancompare.charts.theme import theme
from plancompare.charts.typeset import text_width, wrap

_PAD = 3.0
_ROW_NAME = (130.0, 160.0)  # the widest that a row's name may get, in a wide and a narrow grid
_TAIL_LINES = 2
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
        tails: What follows a name and is never left out: its unit.
        is_turned: Whether the columns' names are turned upright.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    name_width: float
    header: float
    cell: tuple[float, float]
    tails: Mapping[str, str]
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

    def tell(self, sheet: Sheet, column: int, row: int, text: str) -> None:
        """Let a cell say something to whoever points at it."""
        left, middle = self.cell_at(sheet, column, row)
        sheet.paper.tell(left, middle - self.cell[1] / 2, *self.cell, text)


def lay_grid(
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    cell: tuple[float, float],
    room: float,
    tails: Mapping[str, str] | None = None,
) -> Grid:
    """Measure a grid.

    Args:
        rows: The rows' names.
        columns: The columns' names.
        cell: The least width, and the height, of a cell, in points.
        room: The width that there is; cells grow to fill it, or go beyond it.
        tails: What follows a name, of a row or of a column, and is never left out: its unit.

    Returns:
        The grid.
    """
    tails = tails or {}
    low, high = _ROW_NAME
    most = min(max(low, room - cell[0] * len(columns) - 2 * _PAD), high)
    whole = [text_width(row + tails.get(row, ""), theme().size.small) for row in rows]
    name_width = min(most, max(whole, default=0)) + 2 * _PAD
    width = max(cell[0], (room - name_width) / max(len(columns), 1))
    words = " ".join([*columns, *(tails.get(name, "") for name in columns)])
    is_turned = _longest_word(words) + 1 > width
    grid = Grid(rows, columns, name_width, 0, (width, cell[1]), tails, is_turned)
    header = max((_header_height(grid, name) for name in columns), default=0)
    return replace(grid, header=header + 2 * _PAD)


def _longest_word(names: str) -> float:
    """The widest piece that a line must hold: a Latin word; Chinese breaks anywhere."""
    latin = "".join(char if ord(char) < 0x2E80 else " " for char in names)
    return max((text_width(word, theme().size.small) for word in latin.split()), default=0)


def _header_lines(grid: Grid, name: str) -> list[str]:
    """A column's name in lines, and its unit on lines of its own."""
    small, tail = theme().size.small, grid.tails.get(name, "")
    if not grid.is_turned:
        parts = [(name, _HEADER_LINES), (tail, _TAIL_LINES)]
        wrapped = (wrap(part, grid.cell[0] - 1, small, lines=most) for part, most in parts if part)
        return [line for lines in wrapped for line in lines]
    count = max(1, min(_TURNED_LINES, int(grid.cell[0] / line_height(small))))
    return wrap(name, _TURNED, small, lines=count, tail=tail)


def _header_height(grid: Grid, name: str) -> float:
    small, lines = theme().size.small, _header_lines(grid, name)
    if grid.is_turned:
        return max(text_width(line, small) for line in lines)
    return len(lines) * line_height(small)


def draw_names(sheet: Sheet, grid: Grid) -> Axes:
    """Write the names and return the axes over the cells: a unit a cell, rows downwards."""
    small = theme().size.small
    left, top = sheet.left + grid.name_width, sheet.top + grid.header
    for place, name in enumerate(grid.rows):
        middle = top + (place + 0.5) * grid.cell[1]
        width, tail = grid.name_width - 2 * _PAD, grid.tails.get(name, "")
        [text] = wrap(name, width, small, lines=1, tail=tail)
        sheet.text(left - _PAD, middle, text, align="right")
    for place, name in enumerate(grid.columns):
        _draw_header(sheet, grid, name, left + (place + 0.5) * grid.cell[0], top - _PAD)
    width, height = grid.width - grid.name_width, grid.height - grid.header
    axes = sheet.axes(left, top, left + width, top + height)
    axes.set(xlim=(0, len(grid.columns)), ylim=(len(grid.rows), 0))
    axes.set_axis_off()
    return axes


def _draw_header(sheet: Sheet, grid: Grid, name: str, x: float, bottom: float) -> None:
    lines = _header_lines(grid, name)
    step = line_height(theme().size.small)
    for number, line in enumerate(lines):
        if grid.is_turned:
            shift = (number - (len(lines) - 1) / 2) * step
            sheet.text(x + shift, bottom, line, rotation=90)
        else:
            middle = bottom - (len(lines) - number - 0.5) * step
            sheet.text(x, middle, line, align="center")
