"""Rows of unequal length to a table whose rows are equal.

A table that was flattened to text has lost its spans: a category that covers several rows stands
only in the first of them, and a head cell that covers two columns stands once.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, product

from plancompare.language.numbers import YEAR_DIGITS
from plancompare.reading.document import Cell
from plancompare.reading.errors import DocumentTooLarge

Row = tuple[Cell, ...]
_MOST_PLACES = 1_000_000
_YEAR = re.compile(YEAR_DIGITS)
_FIGURE = re.compile(r"[\d.,/~%‰≥≤<>—–+ -]*")


def even_rows(text: str, rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Fill rows up to the longest one.

    A row of one cell covers all columns. A row that is short repeats the first cells of the row
    above it, up to its own row number where the table has a column of row numbers; where all cells
    but the first are figures it lacks some of them, and nothing tells which. A short first
    row is a head whose cell over the row numbers covers the next column too.

    Args:
        text: The clean text that they stand in.
        rows: Rows top to bottom, none empty.
    """
    width = max(map(len, rows))
    rows = _with_subheads(rows, width)
    numbers = number_column(rows, width)
    filled: list[Row] = []
    of_figures = bool(full_rows(rows, width))
    for row in rows:
        above = filled[-1] if filled else None
        if of_figures and 1 < len(row) < width and _lacks_figures(row, above):
            filled.append((row[0], *[gathered_cell(text, row)] * (width - 1)))
        else:
            filled.append(_even_row(tuple(row), width, numbers, above))
    return carry_categories(filled)


def full_rows(rows: Sequence[Sequence[Cell]], width: int) -> list[Sequence[Cell]]:
    """The whole rows of a table whose cells are all figures but the first; none for one alone."""
    full = [row for row in rows if len(row) == width and all(map(is_figure, row[1:]))]
    return full if len(full) > 1 else []


def _lacks_figures(row: Sequence[Cell], above: Row | None) -> bool:
    is_key = not is_figure(row[0]) or _YEAR.match(row[0].text) is not None
    return above is not None and is_key and all(map(is_figure, row[1:]))


def gathered_cell(text: str, cells: Sequence[Cell]) -> Cell:
    """The cells after a row's first as one: nothing tells their places.

    Args:
        text: The clean text that they stand in.
        cells: The cells of a row.
    """
    filled = [cell for cell in cells[1:] if cell.text]
    if not filled:
        return cells[-1]
    return cell_of(text, filled[0].start, filled[-1].end)._replace(unplaced=True)


def cell_of(text: str, start: int, end: int) -> Cell:
    """The cell that a piece of a text is, without the white space round it.

    Args:
        text: The text.
        start: Where the piece begins.
        end: Where it ends.
    """
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    words = raw.strip()
    return Cell(words, start, start + len(words))


def number_column(rows: Sequence[Sequence[Cell]], width: int) -> int | None:
    """The column of row numbers: in the rows of full width, whole numbers that go up by one.

    Args:
        rows: Rows top to bottom.
        width: Of a full row.
    """
    places = [_number_place(row) for row in rows]
    found = [
        int(row[place].text) for row, place in zip(rows, places, strict=True) if place is not None
    ]
    if len(found) < 2 or sum(b - a == 1 for a, b in pairwise(found)) < len(found) / 2:
        return None
    whole = [
        place
        for row, place in zip(rows, places, strict=True)
        if place is not None and len(row) == width
    ]
    return min(whole, default=None)


def carry_categories(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Carry a category down over the rows whose first cell is empty.

    Args:
        rows: Rows of equal length.
    """
    carried: list[Row] = []
    for row in rows:
        above = carried[-1] if carried else None
        is_part = above is not None and not row[0].text and any(cell.text for cell in row[1:])
        carried.append((above[0], *row[1:]) if above is not None and is_part else row)
    return tuple(carried)


def unfold(
    rows: Sequence[Sequence[tuple[int, int, int]]], filler: int, where: str
) -> list[list[int]]:
    """Put each cell in every place that it spans.

    Args:
        rows: For each row its cells: the cell's number, the rows and the columns it spans; 0 rows
            for all that are left.
        filler: The number of the empty cell that fills gaps.
        where: The file's name.

    Returns:
        Rows of equal length of cell numbers.

    Raises:
        DocumentTooLarge: If there would be more than a million.
    """
    too_many = DocumentTooLarge(
        "a table whose cells span millions of places.",
        where=where,
        remedy="Copy its text into a text file.",
    )
    places: dict[tuple[int, int], int] = {}
    for row_number, row in enumerate(rows):
        column = 0
        for cell, row_span, column_span in row:
            while (row_number, column) in places:
                column += 1
            below = min(row_span or len(rows), len(rows) - row_number)
            if len(places) + below * column_span > _MOST_PLACES:
                raise too_many
            for place in product(range(below), range(column, column + max(1, column_span))):
                places[row_number + place[0], place[1]] = cell
    width = 1 + max(column for _, column in places)
    if width * len(rows) > _MOST_PLACES:
        raise too_many
    return [
        [places.get((number, column), filler) for column in range(width)]
        for number in range(len(rows))
    ]


def _with_subheads(rows: Sequence[Sequence[Cell]], width: int) -> Sequence[Sequence[Cell]]:
    """Put the second line of a head under the cells of the first that cover it.

    It stands over the columns of figures: 序号 指标 目前水平 进度 部门 over 2011年 2012年 2013年.
    """
    head, below, *body = rows if len(rows) > 3 else ([], [])
    whole = [row for row in body if len(row) == width]
    covering = len(head) - (width - len(below))
    if len(whole) < 2 or not 0 < covering <= len(below) < width or len(head) == width:
        return rows
    first = next((n for n in range(1, width) if _holds_figures(whole, n)), width)
    last = first + len(below)
    if not all(_holds_figures(whole, n) for n in range(first, min(last, width))) or last > width:
        return rows
    over = _spread(head[first : first + covering], below)
    named = [b if _YEAR.search(b.text) else a for a, b in zip(over, below, strict=False)]
    before, after = head[:first], head[first + covering :]
    return [[*before, *named, *after], [*before, *below, *after], *body]


def _spread(over: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The head over each name: all as many where these repeat, else the last over the rest."""
    each = len(below) // len(over)
    names = [cell.text for cell in below]
    if each > 1 and names == names[:each] * len(over):
        return [cell for cell in over for _ in range(each)]
    return [*over, *[over[-1]] * len(below)]


def _holds_figures(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    return 2 * sum(is_figure(row[column]) for row in rows) > len(rows)


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds nothing but a figure.

    Args:
        cell: The cell.
    """
    return _FIGURE.fullmatch(cell.text) is not None


def _number_place(row: Sequence[Cell]) -> int | None:
    """Where a row's number stands: among its first two cells, before words."""
    for place, (cell, following) in enumerate(pairwise(row[:3])):
        if cell.text.isdecimal() and len(cell.text) < 4 and not is_figure(following):
            return place
    return None


def _even_row(row: Row, width: int, numbers: int | None, above: Row | None) -> Row:
    missing = width - len(row)
    if missing <= 0:
        return row
    if len(row) == 1:
        return row * width
    if above is None:
        place = numbers if numbers is not None and numbers < len(row) else len(row) - 1
        return (*row[:place], *[row[place]] * missing, *row[place:])
    own = None if numbers is None else _own_number(row, above[numbers])
    if numbers is None or own is None:
        return (*above[:missing], *row)
    left = min(missing, max(0, numbers - own))
    return _fill_right((*above[:left], *row), missing - left, numbers, above)


def _own_number(row: Row, above: Cell) -> int | None:
    """Where a row's own number stands; a figure that does not follow the one above is none."""
    place = _number_place(row)
    if place is None or (above.text.isdecimal() and int(row[place].text) != int(above.text) + 1):
        return None
    return place


def _fill_right(row: Row, missing: int, numbers: int, above: Row) -> Row:
    """Fill what is missing after a row number.

    If the row ends as the one above does, a category after the number goes on; else its last
    cells are empty.
    """
    ends_alike = is_figure(row[-1]) == is_figure(above[-1])
    if ends_alike:
        after = numbers + 1
        return (*row[:after], *above[after : after + missing], *row[after:])
    return (*row, *[Cell("", row[-1].end, row[-1].end)] * missing)
