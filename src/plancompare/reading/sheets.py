"""What a sheet shows, as paragraphs and tables: titles and notes are text, what is between a table.

A sheet may hold several tables, one below another or side by side; blank rows and columns part
them. Workbooks (`workbook.py`) and CSV files (`delimited.py`) come this way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from plancompare.language.numbers import YEAR_DIGITS
from plancompare.reading.errors import refuse_more
from plancompare.reading.layout import Grid, Layout

_NUMBER = re.compile(r"[\d.,%‰≥≤<>()~/+-]*\d[\d.,%‰≥≤<>()~/+-]*")
_YEAR = re.compile(rf"{YEAR_DIGITS}年?")

Place = tuple[int, int]  # row and column
Region = tuple[range, Sequence[int]]  # its rows and its columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells that a sheet shows.

    Attributes:
        name: Of the sheet.
        rows: The texts of its cells; hidden rows and columns are left out, all are equally long.
        merged: For each place in merged cells the place of the cell that is shown there.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merged: Mapping[Place, Place] = field(default_factory=dict)

    def at(self, place: Place) -> str:
        """The text shown at a place.

        Args:
            place: Row and column.
        """
        row, column = self.merged.get(place, place)
        return self.rows[row][column]


def lay_out(sheet: Sheet, layout: Layout, number: int, name: str) -> None:
    """Add a sheet's paragraphs and tables.

    Args:
        sheet: The sheet.
        layout: Where to add them.
        number: Of the sheet in its workbook, as the page of its lines.
        name: For messages.

    Raises:
        DocumentTooLarge: If it has more cells than are read.
    """
    refuse_more(sum(map(len, sheet.rows)), "cells", name, "Keep the rows that matter")
    for region in _joined(sheet, _regions(sheet)):
        _add(sheet, region, layout, number)


def without_hidden(
    rows: Sequence[Sequence[str]],
    spans: Iterable[tuple[int, int, int, int]],
    hidden: tuple[set[int], set[int]],
    name: str,
) -> Sheet:
    """A sheet of what is shown.

    Args:
        rows: The texts of all cells.
        spans: Merged cells: first row, first column, last row, last column.
        hidden: The rows and the columns that are hidden.
        name: Of the sheet.
    """
    width = max(map(len, rows), default=0)
    shown_rows = [row for row in range(len(rows)) if row not in hidden[0]]
    shown_columns = [column for column in range(width) if column not in hidden[1]]
    new_row = {old: new for new, old in enumerate(shown_rows)}
    new_column = {old: new for new, old in enumerate(shown_columns)}
    texts = [
        [rows[row][column] if column < len(rows[row]) else "" for column in shown_columns]
        for row in shown_rows
    ]
    merged: dict[Place, Place] = {}
    for top, left, bottom, right in spans:
        places = [
            (new_row[row], new_column[column])
            for row in range(top, min(bottom + 1, len(rows)))
            for column in range(left, min(right + 1, width))
            if row in new_row and column in new_column
        ]
        if places and top < len(rows) and left < len(rows[top]):
            texts[places[0][0]][places[0][1]] = rows[top][left]
            merged |= dict.fromkeys(places, places[0])
    return Sheet(name, texts, merged)


def _regions(sheet: Sheet) -> Iterator[Region]:
    """Stretches of rows between blank ones, parted where a column is blank."""
    columns = range(len(sheet.rows[0]) if sheet.rows else 0)
    numbered = (
        (row, any(sheet.at((row, c)).strip() for c in columns)) for row in range(len(sheet.rows))
    )
    for is_filled, run in groupby(numbered, key=lambda item: item[1]):
        if not is_filled:
            continue
        found = [row for row, _ in run]
        rows = range(found[0], found[-1] + 1)
        filled = ((c, any(sheet.at((row, c)).strip() for row in rows)) for c in columns)
        for has_text, beside in groupby(filled, key=lambda item: item[1]):
            if has_text:
                yield rows, [column for column, _ in beside]


def _joined(sheet: Sheet, regions: Iterable[Region]) -> Iterator[Region]:
    """Regions of the same columns together where the lower one begins with figures, not a head."""
    last: Region | None = None
    for region in regions:
        if last and last[1] == region[1] and _begins_with_figures(sheet, region):
            last = range(last[0].start, region[0].stop), last[1]
            continue
        if last:
            yield last
        last = region
    if last:
        yield last


def _begins_with_figures(sheet: Sheet, region: Region) -> bool:
    texts = [sheet.at((region[0][0], column)).strip() for column in region[1]]
    figures = [text for text in texts if _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text)]
    return bool(figures) and len(figures) < len(texts)


def _add(sheet: Sheet, region: Region, layout: Layout, number: int) -> None:
    """Titles above, the table, notes below."""
    rows = [row for row in region[0] if _texts(sheet, row, region[1])]
    above = _count_single(sheet, rows, region[1])
    below = _count_single(sheet, rows[above:][::-1], region[1])
    table = rows[above : len(rows) - below]
    if len(table) < 2:
        table, above, below = [], len(rows), 0
    for row in rows[:above]:
        _paragraphs(sheet, row, region[1], layout, number)
    if table:
        _add_table(sheet, table, region[1], layout, number)
    for row in rows[len(rows) - below :] if below else ():
        _paragraphs(sheet, row, region[1], layout, number)


def _texts(sheet: Sheet, row: int, columns: Sequence[int]) -> list[str]:
    """The different cells of a row that hold text."""
    places = dict.fromkeys(sheet.merged.get((row, column), (row, column)) for column in columns)
    return [text for place in places if (text := sheet.rows[place[0]][place[1]].strip())]


def _count_single(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many of the first rows hold one cell, and are no part of a narrow table."""
    count = 0
    for row in rows:
        if len(_texts(sheet, row, columns)) > 1:
            break
        count += 1
    return count


def _paragraphs(
    sheet: Sheet, row: int, columns: Sequence[int], layout: Layout, number: int
) -> None:
    texts = _texts(sheet, row, columns)
    for line in "  ".join(texts).splitlines():
        if line.strip():
            layout.add(line, number)


def _add_table(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[int], layout: Layout, number: int
) -> None:
    lines: dict[Place, int] = {}
    grid: list[list[int]] = []
    heads = _count_heads(sheet, rows, columns)
    for row in rows:
        numbers: list[int] = []
        for column in columns:
            place = sheet.merged.get((row, column), (row, column))
            text = sheet.rows[place[0]][place[1]]
            if (
                numbers
                and not text.strip()
                and row in rows[: heads - 1]
                and sheet.at((row + 1, column)).strip()
            ):
                numbers.append(numbers[-1])  # a head over several columns, in a file without spans
                continue
            if place not in lines:
                lines[place] = layout.add(text, number)
            numbers.append(lines[place])
        grid.append(numbers)
    layout.grids.append(Grid(grid))


def _count_heads(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows stand before the first with figures."""
    for count, row in enumerate(rows):
        if _begins_with_figures(sheet, (range(row, row + 1), columns)):
            return count
    return 0
