"""Tables made whole: parts that a page or a scan has torn off, and cells that it ran together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from plancompare.language.numbers import YEAR_DIGITS
from plancompare.reading.document import Cell, Table

Row = tuple[Cell, ...]

_FIGURE = re.compile(r"[≥≤<>]?-?\d[\d,.]*[%‰]?\*?|[—–/-]{1,4}")
_YEAR_AND_MORE = re.compile(rf"{YEAR_DIGITS}年?(?: \S+)+")
_WORD = re.compile(r"\S+")
_OWN_CAPTION = re.compile(r"表\s?\d")
_MOST_BETWEEN = 60  # characters: a page's foot and the next one's head


def whole_tables(tables: Iterable[Table]) -> list[Table]:
    """The tables of a document, each with the parts that follow it without a head of their own."""
    whole: list[Table] = []
    for table in map(_parted, tables):
        if whole and _goes_on(whole[-1], table):
            whole[-1] = replace(whole[-1], rows=(*whole[-1].rows, *table.rows))
        else:
            whole.append(table)
    return whole


def _goes_on(before: Table, table: Table) -> bool:
    """Whether a table goes on the one before: as wide, close to it, and without a head."""
    between = table.rows[0][0].start - before.rows[-1][-1].end
    return (
        len(table.rows[0]) == len(before.rows[0])
        and 0 <= between <= _MOST_BETWEEN
        and not _OWN_CAPTION.match(table.caption)
        and _holds_values(table.rows[0])
        and not _holds_values(before.rows[0])
    )


def _holds_values(row: Sequence[Cell]) -> bool:
    """Whether most cells after the first are figures."""
    figures = sum(_FIGURE.fullmatch(cell.text) is not None for cell in row[1:])
    return 2 * figures > len(row) - 1


def _parted(table: Table) -> Table:
    """A table whose years share their cells with the next column, taken apart: 2015 3393."""
    first = [row[0] for row in table.rows]
    joined = [_YEAR_AND_MORE.fullmatch(cell.text) is not None for cell in first]
    counts = {
        len(cell.text.split()) for cell, is_joined in zip(first, joined, strict=True) if is_joined
    }
    if sum(joined) < 2 or len(counts) != 1 or joined[0]:
        return table
    count = counts.pop()
    if len(first[0].text.split()) != count:  # the head is not run together likewise
        return table
    return replace(table, rows=tuple((*_words(row[0], count), *row[1:]) for row in table.rows))


def _words(cell: Cell, count: int) -> Row:
    """A cell's words, a cell each; a cell that holds fewer is the first."""
    words = [
        Cell(found[0], cell.start + found.start(), cell.start + found.end())
        for found in _WORD.finditer(cell.text)
    ]
    if len(words) == count:
        return tuple(words)
    return (cell, *[Cell("", cell.end, cell.end)] * (count - 1))
