"""Rows of unequal length to a table whose rows are equal.

A table that was flattened to text has lost its spans: a category that covers several rows stands
only in the first of them, and a head cell that covers two columns stands once.
"""

from collections.abc import Sequence
from itertools import pairwise, product

from plancompare.reading.document import Cell

Row = tuple[Cell, ...]
_MOST_PLACES = 1_000_000


def even_rows(rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Fill rows up to the longest one.

    A row of one cell covers all columns. A row that is short repeats the first cells of the row
    above it, up to its own row number where the table has a column of row numbers. A short first
    row is a head whose cell over the row numbers covers the next column too.

    Args:
        rows: Rows top to bottom, none empty.
    """
    width = max(map(len, rows))
    numbers = number_column(rows, width)
    filled: list[Row] = []
    for row in rows:
        above = filled[-1] if filled else None
        filled.append(_even_row(tuple(row), width, numbers, above))
    return carry_categories(filled)


def number_column(rows: Sequence[Sequence[Cell]], width: int) -> int | None:
    """The column of row numbers: in the rows of full width, whole numbers that go up by one.

    Args:
        rows: Rows top to bottom.
        width: Of a full row.
    """
    counts = [_row_number(row) for row in rows]
    found = [number for number in counts if number is not None]
    if len(found) < 2 or sum(b - a == 1 for a, b in pairwise(found)) < len(found) / 2:
        return None
    places = [
        place
        for row in rows
        if len(row) == width
        for place, cell in enumerate(row[:3])
        if cell.text.isdecimal() and int(cell.text) in found
    ]
    return min(places, default=None)


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


def unfold(rows: Sequence[Sequence[tuple[int, int, int]]], filler: int) -> list[list[int]] | None:
    """Put each cell in every place that it spans.

    Args:
        rows: For each row its cells: the cell's number, the rows and the columns it spans; 0 rows
            for all that are left.
        filler: The number of the empty cell that fills gaps.

    Returns:
        Rows of equal length of cell numbers; None where there would be more than a million.
    """
    places: dict[tuple[int, int], int] = {}
    for row_number, row in enumerate(rows):
        column = 0
        for cell, row_span, column_span in row:
            while (row_number, column) in places:
                column += 1
            below = min(row_span or len(rows), len(rows) - row_number)
            if len(places) + below * column_span > _MOST_PLACES:
                return None
            for place in product(range(below), range(column, column + max(1, column_span))):
                places[row_number + place[0], place[1]] = cell
    width = 1 + max(column for _, column in places)
    if width * len(rows) > _MOST_PLACES:
        return None
    return [
        [places.get((number, column), filler) for column in range(width)]
        for number in range(len(rows))
    ]


def _row_number(row: Sequence[Cell]) -> int | None:
    """The row number among a row's first two cells, if the cell after it is words."""
    for place, cell in enumerate(row[:-1][:2]):
        if cell.text.isdecimal() and not row[place + 1].text[:1].isdecimal() and len(cell.text) < 4:
            return int(cell.text)
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
    left = missing
    if numbers is not None:
        own = next((at for at, cell in enumerate(row[:2]) if cell.text.isdecimal()), None)
        left = missing if own is None else min(missing, max(0, numbers - own))
    after = Cell("", row[-1].end, row[-1].end)
    return (*above[:left], *row, *[after] * (missing - left))
