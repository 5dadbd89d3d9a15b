"""Tables with years or regions down their side that have become lines, with nothing drawn.

One cell a line, or one row a line with spaces between its cells. Such a table is known by the name
of its side (年份, 地区), and by rows that all hold a key and as many values as the head has names.
"""

import re
from collections.abc import Iterator, Sequence

from plancompare.reading.document import Cell
from plancompare.reading.grid import cell_of
from plancompare.reading.mapped import Span
from plancompare.reading.wording import wording

Lines = Sequence[Span | None]
Found = tuple[int, int, list[list[Cell]]]

_FEWEST_ROWS = 2
_MOST_COLUMNS = 16
_MOST_HEAD_LINES = 24
_LONGEST_CELL = 40  # characters
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_VALUE = re.compile(r"[≥≤<>约]?-?\d[\d.,]*(?:[%‰]|岁|张|人)?|[—–/-]{1,4}|…{1,2}")
_NO_CELL = re.compile("[。;!?]|,.*,")
_WORD = re.compile(r"\S+")
_SIGN = re.compile(r"[\u4e00-\u9fff#]")
# a name that ends in its unit: 出生率(‰)
_NAME_WITH_UNIT = re.compile(r"[^()]+\([^()]{1,8}\)")


def tables_of_side_lines(text: str, lines: Lines) -> Iterator[Found]:
    """Find the tables.

    Args:
        text: A clean text.
        lines: Start and end of each line; None for those that are none of it or in other tables.

    Yields:
        The first and the last line of each table, and its rows, the head first.
    """
    written = [
        (number, cell_of(text, *span))
        for number, span in enumerate(lines)
        if span and text[slice(*span)].strip()
    ]
    at = 0
    while at < len(written):
        found = None
        if _is_side(written[at][1].text):
            found = _cell_a_line(written, at) or _row_a_line(written, at)
        if found:
            length, rows = found
            yield written[at][0], written[at + length - 1][0], rows
            at += length
        else:
            at += 1


def _is_side(line: str) -> bool:
    """Whether a line begins with the name of a table's side."""
    words = line[:_LONGEST_CELL].replace(" ", "")
    return words.startswith(tuple(wording().side_names))


def _is_value(word: str) -> bool:
    return _VALUE.fullmatch(word) is not None


def _is_key(word: str) -> bool:
    """Whether a cell can stand at the side of a row."""
    return _YEAR.fullmatch(word) is not None or (
        not _is_value(word) and len(word) <= _LONGEST_CELL and not _NO_CELL.search(word)
    )


def _is_row(cells: Sequence[Cell]) -> bool:
    return _is_key(cells[0].text) and all(_is_value(cell.text) for cell in cells[1:])


def _cell_a_line(
    written: Sequence[tuple[int, Cell]], at: int
) -> tuple[int, list[list[Cell]]] | None:
    """The rows from a line on, where each line is a cell."""
    cells = [cell for _, cell in written[at : at + _MOST_COLUMNS + 1]]
    values = (n for n, cell in enumerate(cells) if _is_value(cell.text))
    first = next(values, 0)
    if first and not _YEAR.fullmatch(cells[first].text):
        first -= 1  # a region before its values
    if first < 2 or cells[0].text.replace(" ", "") not in wording().side_names:
        return None
    rows = [cells[:first]]
    place = at + first
    while place + first <= len(written):
        row = [cell for _, cell in written[place : place + first]]
        if not _is_row(row):
            break
        rows.append(row)
        place += first
    return (place - at, rows) if len(rows) > _FEWEST_ROWS else None


def _row_a_line(
    written: Sequence[tuple[int, Cell]], at: int
) -> tuple[int, list[list[Cell]]] | None:
    """The rows from a line on, where each line is a row; its names may take several lines."""
    last = min(at + _MOST_HEAD_LINES, len(written))
    start = next((n for n in range(at + 1, last) if _is_row_of_words(written[n][1])), None)
    if start is None:
        return None
    width = len(_words(written[start][1]))
    head = _head([cell for _, cell in written[at:start]], width)
    rows = [head]
    place = start
    while head and place < len(written):
        row = _words(written[place][1])
        if len(row) != width or not _is_row(row):
            break
        rows.append(row)
        place += 1
    return (place - at, rows) if len(rows) > _FEWEST_ROWS else None


def _is_row_of_words(line: Cell) -> bool:
    words = _words(line)
    return 1 < len(words) <= _MOST_COLUMNS and _is_row(words)


def _words(line: Cell) -> list[Cell]:
    """The words of a line; single signs with spaces between them are one: 合 计."""
    words: list[Cell] = []
    for found in _WORD.finditer(line.text):
        start, end = line.start + found.start(), line.start + found.end()
        if words and _SIGN.fullmatch(found[0]) and _SIGN.fullmatch(words[-1].text[-2:]):
            words[-1] = Cell(words[-1].text + found[0], words[-1].start, end)
        else:
            words.append(Cell(found[0], start, end))
    return words


def _head(lines: Sequence[Cell], width: int) -> list[Cell]:
    """The names of columns: the words of one line, or those that each end in a unit."""
    words = _words(lines[0])
    if len(lines) == 1 and len(words) == width:
        return words
    side, rest = (words[0], words[1:]) if len(lines) == 1 else (lines[0], lines[1:])
    signs = [
        (sign, piece.start + place)
        for piece in rest
        for place, sign in enumerate(piece.text)
        if not sign.isspace()
    ]
    joined = "".join(sign for sign, _ in signs)
    names = list(_NAME_WITH_UNIT.finditer(joined))
    if len(names) != width - 1 or "".join(name[0] for name in names) != joined:
        return []
    return [
        side,
        *(Cell(n[0], signs[n.start()][1], signs[n.end() - 1][1] + 1) for n in names),
    ]
