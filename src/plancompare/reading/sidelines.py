"""Tables with years, regions or things down their side that have become lines, with nothing drawn.

One cell a line, or one row a line with spaces between its cells. Such a table is known by rows that
all hold a key and as many values as there are names before them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from plancompare.language.numbers import YEAR_DIGITS
from plancompare.reading.document import Cell
from plancompare.reading.grid import cell_of
from plancompare.reading.mapped import Span
from plancompare.reading.wording import wording

Lines = Sequence[Span | None]
Rows = tuple[int, int, list[list[Cell]]]  # the first cell or line, the end, the rows

_FEWEST_ROWS = 2
_MOST_COLUMNS = 16
_MOST_HEAD_LINES = 24
_LONGEST_CELL = 40  # characters
_YEAR = re.compile(rf"{YEAR_DIGITS}年?")
_VALUE = re.compile(r"[≥≤<>约]?-?\d[\d.,]*(?:[%‰]|岁|张|人)?|[—–/-]{1,4}|…{1,2}")
_NO_CELL = re.compile("[。;!?]|,.*,")
_WORD = re.compile(r"\S+")
_NAME_AND_VALUE = re.compile(r"([\u4e00-\u9fff]{2,6})(\d+\.\d+)")  # 上海 74.90
_KEY_AND_VALUE = re.compile(r"([\u4e00-\u9fff]{1,3})(\d[\d.]*)")
_KEY_PART = re.compile(r"[\u4e00-\u9fff]{1,3}")
_SIGN = re.compile(r"[\u4e00-\u9fff#]")
# a name that ends in its unit: 出生率(‰), 病床使用率%
_NAME_WITH_UNIT = re.compile(r"[^()%‰]+(?:\([^()\d]{0,3}(?:1/)?(?:10)?[^()\d]{1,5}\)|[%‰])")
_BARE_UNIT = re.compile(r"\([^()]{1,8}\)|[%‰]")
_CAPTION = re.compile(r"表|\d|情况|[。:;]$")  # a line that can stand above a head
_NAMED_YEAR = re.compile(YEAR_DIGITS)


def tables_of_side_lines(text: str, lines: Lines) -> Iterator[Rows]:
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
    cells = [cell for _, cell in written]
    at = 0
    for place in range(len(cells)):
        if place < at:
            continue
        found = _row_a_line(cells, place) if _is_side(cells[place].text) else None
        found = found or _cell_a_line(cells, place, at)
        if found:
            first, at, rows = found
            yield written[first][0], written[at - 1][0], rows


def _is_side(line: str) -> bool:
    """Whether a line begins with the name of a table's side."""
    words = line[:_LONGEST_CELL].replace(" ", "")
    return words.startswith(tuple(wording().side_names))


def _is_value(word: str) -> bool:
    return _VALUE.fullmatch(word) is not None


def _is_key(word: str) -> bool:
    """Whether a cell can stand at the side of a row."""
    return _YEAR.fullmatch(word) is not None or (
        len(word) <= _LONGEST_CELL and not _is_value(word) and not _NO_CELL.search(word)
    )


def _is_row(cells: Sequence[Cell]) -> bool:
    return _is_key(cells[0].text) and all(_is_value(cell.text) for cell in cells[1:])


def _cell_a_line(cells: Sequence[Cell], place: int, free: int) -> Rows | None:
    """The rows that begin at a line, where each line is a cell.

    Args:
        cells: The lines.
        place: Where the first row may begin: at a year, or at a key with values after it.
        free: The first line that is in no other table.
    """
    after = cells[place + 1].text if place + 1 < len(cells) else ""
    if not _is_value(after) or _YEAR.fullmatch(after) or not _is_key(cells[place].text):
        return None
    width = _width(cells, place)
    head = _head_before(cells, place, width - 1, free) if width > 2 else None
    if head is None:
        return None
    first, names = head
    rows, end = [names], place
    while end + width <= len(cells) and _is_row(cells[end : end + width]):
        rows.append(list(cells[end : end + width]))
        end += width
    return (first, end, rows) if len(rows) > _FEWEST_ROWS else None


def _width(cells: Sequence[Cell], place: int) -> int:
    """How many cells a row has: up to the next key of the same kind."""
    is_year = _YEAR.fullmatch(cells[place].text) is not None
    for end in range(place + 1, min(place + _MOST_COLUMNS, len(cells))):
        next_year = _YEAR.fullmatch(cells[end].text) is not None
        if next_year if is_year else not _is_value(cells[end].text):
            return end - place
    return 0


def _head_before(
    cells: Sequence[Cell], place: int, names: int, free: int
) -> tuple[int, list[Cell]] | None:
    """Where the head before a row begins, and its names: a line each, or each with its unit."""
    blank = Cell("", cells[place].start, cells[place].start)
    before = cells[max(free, place - 3 * names - 1) : place]
    values = [n for n, cell in enumerate(before) if _is_value(cell.text)]
    before = before[values[-1] + 1 :] if values else before
    sides = [n for n, cell in enumerate(before) if _is_side(cell.text)]
    for first in range(len(before) - names, -1, -1):
        own = before[first:]
        side = before[first - 1] if first else None
        begins = sides[-1] == first - 1 if sides else side is None or _CAPTION.search(side.text)
        found = (own if _are_names(own, names) else _names_with_units(own, names)) if begins else []
        if found:
            return place - len(own) - bool(sides), [side if side and sides else blank, *found]
    return None


def _are_names(cells: Sequence[Cell], count: int) -> bool:
    """Whether so many lines can each be the name of a column."""
    return len(cells) == count and not any(
        _NAMED_YEAR.search(c.text) or _BARE_UNIT.fullmatch(c.text) or _NO_CELL.search(c.text)
        for c in cells
    )


def _row_a_line(cells: Sequence[Cell], at: int) -> Rows | None:
    """The rows from a line on, where each line is a row; its names may take several lines."""
    last = min(at + _MOST_HEAD_LINES, len(cells))
    start = next((n for n in range(at + 1, last) if _is_row_of_words(cells[n])), None)
    if start is None:
        return None
    width = len(_words(cells[start]))
    head = _head(cells[at:start], width)
    rows, place = [head], start
    while head and place < len(cells):
        row = _with_whole_key(_words(cells[place]), width)
        if len(row) != width or not _is_row(row):
            break
        rows.append(row)
        place += 1
    return (at, place, rows) if len(rows) > _FEWEST_ROWS else None


def _is_row_of_words(line: Cell) -> bool:
    if " " not in line.text and not _NAME_AND_VALUE.fullmatch(line.text):
        return False
    words = _words(line)
    return 1 < len(words) <= _MOST_COLUMNS and _is_row(words)


def _words(line: Cell) -> list[Cell]:
    """The words of a line; single signs with spaces between them are one: 合 计."""
    words: list[Cell] = []
    for found in _WORD.finditer(line.text):
        start, end = line.start + found.start(), line.start + found.end()
        sign = _SIGN.fullmatch(found[0]) and found[0] != "女"  # 男 女 are two
        if words and sign and _SIGN.fullmatch(words[-1].text[-2:]):
            words[-1] = Cell(words[-1].text + found[0], words[-1].start, end)
        elif alone := _NAME_AND_VALUE.fullmatch(found[0]):
            middle = start + len(alone[1])
            words += [Cell(alone[1], start, middle), Cell(alone[2], middle, end)]
        else:
            words.append(Cell(found[0], start, end))
    return words


def _with_whole_key(row: list[Cell], width: int) -> list[Cell]:
    """A row whose key a space has parted, with the key as one: 黑龙 江66.97, 黑龙 江 66.97 7.0."""
    key = list(takewhile(lambda cell: _KEY_PART.fullmatch(cell.text), row))
    rest = row[len(key) :]
    if rest and (ends := _KEY_AND_VALUE.fullmatch(rest[0].text)):
        at = rest[0].start + ends.end(1)
        key.append(Cell(ends[1], rest[0].start, at))
        rest[0] = Cell(ends[2], at, rest[0].end)
    if len(key) < 2 or len(rest) != width - 1:
        return row
    return [Cell("".join(part.text for part in key), key[0].start, key[-1].end), *rest]


def _head(lines: Sequence[Cell], width: int) -> list[Cell]:
    """The names of columns: the words of one line, or those that each end in a unit."""
    words = _words(lines[0])
    if len(lines) == 1 and len(words) == width:
        return words
    side, rest = (words[0], words[1:]) if len(lines) == 1 else (lines[0], lines[1:])
    names = _names_with_units(rest, width - 1)
    return [side, *names] if names else []


def _names_with_units(pieces: Sequence[Cell], count: int) -> list[Cell]:
    """So many names that each end in their unit, put together from pieces; else none."""
    signs = [
        (sign, piece.start + place)
        for piece in pieces
        for place, sign in enumerate(piece.text)
        if not sign.isspace()
    ]
    joined = "".join(sign for sign, _ in signs)
    names = list(_NAME_WITH_UNIT.finditer(joined))
    if len(names) != count or "".join(name[0] for name in names) != joined:
        return []
    return [Cell(n[0], signs[n.start()][1], signs[n.end() - 1][1] + 1) for n in names]
