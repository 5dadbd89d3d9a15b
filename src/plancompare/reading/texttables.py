"""Tables in plain text: where they are, and what their cells are.

Six forms are known: one cell a line between lines of a single bar, one with the bar before it,
rows of cells between bars, cells held apart by tabs, cells held apart by several spaces, and one
cell a line under a head.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plancompare.reading.celllines import tables_of_cell_lines
from plancompare.reading.document import Cell
from plancompare.reading.grid import Row, cell_of, even_rows, full_rows, gathered_cell, is_figure
from plancompare.reading.mapped import Span

_CELL_LINE = re.compile(r"[^|]*\|")
_LED_LINE = re.compile(r"\|\s*[^|\s][^|]*")  # | 81, a cell a line, the bar before it
_LONGEST_CELL = 40  # characters of one without a bar
_GATHERED = re.compile(r"[^|\s] \| (\|+)$")
_RULE = re.compile(r"[|:+=\- ─━┄┈┼├┤┬┴┌┐└┘]+")
_BETWEEN_GAPS = re.compile(r"(?:[^ \t]|[ \t](?=[^ \t]))+")
_GAP = re.compile(r"(?<! ) {2,}")
_SENTENCE = re.compile(r"(?:[^ ]| (?! )){30,400}。")  # signs that a page hides stand around it
_HAN = re.compile("[\u2e80-\u9fff]")
_KEY_AND_FIGURE = re.compile(r"(?P<key>(?:\d{4}年?|[\u4e00-\u9fff]{2,8})) \d[\d,.]*%?")
_MOST_IN_ROW = 24  # cells
_FEWEST_ROWS = {"bars": 2, "tabs": 2, "gaps": 3}


@dataclass(frozen=True, slots=True)
class TextTable:
    """A stretch of lines that is a table, or a box of prose.

    Attributes:
        first: Its first line.
        last: Its last line.
        rows: Rows of equal length; each row is one cell where the stretch is a box of prose.
    """

    first: int
    last: int
    rows: tuple[Row, ...]

    @property
    def is_box(self) -> bool:
        """Whether this is prose in a frame, not a table."""
        return len(self.rows[0]) == 1


def find_tables(text: str, lines: Sequence[Span | None]) -> list[TextTable]:
    """Find the tables of a clean text.

    Args:
        text: The clean text.
        lines: Start and end of each line; None for a line that is none of this text.
    """
    forms = ["" if span is None else _form(text[slice(*span)]) for span in lines]
    lines = list(lines)
    _find_led(text, lines, forms)
    _find_lone(text, lines, forms)
    tables = []
    for form, numbers in _stretches(forms):
        rows = _ROWS[form](text, [span for number in numbers if (span := lines[number])])
        if form == "cells" and _is_unparted(rows):
            for number in numbers:
                lines[number], forms[number] = _without_bar(text, lines[number]), ""
            continue
        if rows and len(rows) >= _FEWEST_ROWS.get(form, 1):
            tables.append(TextTable(numbers[0], numbers[-1], even_rows(text, rows)))
    plain = [
        "" if span is None or form else text[slice(*span)].strip()
        for span, form in zip(lines, forms, strict=True)
    ]
    tables += [_of_lines(text, lines, found) for found in tables_of_cell_lines(plain)]
    return sorted(tables, key=lambda table: table.first)


def _find_led(text: str, lines: Sequence[Span | None], forms: list[str]) -> None:
    """Mark the lines of tables whose cells have the bar before them: the number 1, then | 床位."""
    printed = ["" if span is None else text[slice(*span)].strip() for span in lines]
    led = [_LED_LINE.fullmatch(line) is not None for line in printed]
    if sum(led) <= sum(form == "cells" for form in forms) / 2:
        return
    for number, line in enumerate(printed):
        after = number + 1 < len(led) and led[number + 1]
        begins = bool(line) and "|" not in line and len(line) <= _LONGEST_CELL and after
        if led[number] or begins or (line == "|" and number and forms[number - 1] == "led"):
            forms[number] = "led"


def _find_lone(text: str, lines: Sequence[Span | None], forms: list[str]) -> None:
    """Mark the lines that are of the rows before them.

    After rows between gaps a key and one figure: 2016 36.2. After rows between bars a bar alone.
    """
    for number, span in enumerate(lines):
        before, line = forms[number - 1] if number else "", text[slice(*(span or (0, 0)))]
        if before == "gaps" and not forms[number] and _KEY_AND_FIGURE.fullmatch(line):
            forms[number] = "gaps"
        elif before == "bars" and line.strip() == "|":
            forms[number] = "blank"


def _is_unparted(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether no line parts the rows of a table whose cells are a line each."""
    longest = max(map(len, rows), default=0)
    return longest > 1 and (len(rows) == 1 or sum(len(row) > _MOST_IN_ROW for row in rows) == 1)


def _without_bar(text: str, line: Span | None) -> Span | None:
    """A line without the bar that it ends in."""
    return line and (line[0], line[0] + len(text[slice(*line)].rstrip(" |")))


def _of_lines(text: str, lines: Sequence[Span | None], found: list[list[int]]) -> TextTable:
    rows = [[cell_of(text, *(lines[number] or (0, 0))) for number in row] for row in found]
    return TextTable(found[0][0], found[-1][-1], even_rows(text, rows))


def _form(line: str) -> str:
    if "|" in line:
        return "cells" if _CELL_LINE.fullmatch(line) else "bars"
    if not line.strip():
        return "blank"
    if "\t" in line.strip():
        return "tabs"
    if "  " in line and len(_GAP.findall(line.strip())) >= 2 and not _SENTENCE.search(line):
        return "gaps"
    return ""


def _stretches(forms: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Runs of lines of one form; blank lines between them do not end a run."""
    written = ((number, form) for number, form in enumerate(forms) if form != "blank")
    for form, run in groupby(written, key=lambda item: item[1]):
        if form:
            yield form, [number for number, _ in run]


def _rows_of_cell_lines(text: str, stretch: Iterable[Span]) -> list[list[Cell]]:
    """One cell a line, `|` alone on a line between rows."""
    rows: list[list[Cell]] = [[]]
    for start, end in stretch:
        cell = cell_of(text, start, end - 1 if text[start:end].endswith("|") else end)
        if cell.text:
            rows[-1].append(cell)
        elif rows[-1]:
            rows.append([])
    return _mended([row for row in rows if row])


def _mended(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Put rows together that an empty cell has parted: its line, too, is a single bar."""
    width = max(map(len, rows), default=0)
    mended: list[list[Cell]] = []
    for row in rows:
        above = mended[-1] if mended else row
        together = len(above) + 1 + len(row)
        parted = max(len(above), len(row)) < width - 1 and width - 1 <= together <= width
        if mended and parted:
            mended[-1] = [*above, Cell("", above[-1].end, above[-1].end), *row]
        else:
            mended.append(row)
    return mended


def _rows_of_led_lines(text: str, stretch: Iterable[Span]) -> list[list[Cell]]:
    """One cell a line with the bar before it; a row begins without one and ends in one alone."""
    rows: list[list[Cell]] = [[]]
    for start, end in stretch:
        line = text[start:end].strip()
        if rows[-1] and (line == "|" or not line.startswith("|")):
            rows.append([])
        if line != "|":
            first = start + text[start:end].index(line[0])
            rows[-1].append(cell_of(text, first + line.startswith("|"), end))
    return _labels_of_short(text, list(filter(None, rows)))


def _labels_of_short(text: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows that lack cells, with what follows their names as one: nothing tells what they lack."""
    width = max(map(len, rows), default=0)
    first = next((n for n, row in enumerate(rows) if len(row) == width), 0)
    for n, row in enumerate(rows):
        if n > first and 1 < len(row) < width:
            names = 1 if is_figure(row[1]) else 2
            rest = [cell_of(text, row[names].start, row[-1].end)] if row[names:] else []
            rows[n] = [*row[:names], *rest, *[Cell("", row[-1].end, row[-1].end)] * width][:width]
    return rows


def _rows_between_bars(text: str, stretch: Iterable[Span]) -> list[list[Cell]]:
    rows = []
    stretch = list(stretch)
    gathered = len({len(gap[1]) for each in stretch if (gap := _gathered(text, each))}) > 1
    for start, end in stretch:
        if _RULE.fullmatch(text, start, end):
            continue
        inner = text[start:end].strip()
        first = start + text[start:end].index(inner) + inner.startswith("|")
        last = first + len(inner) - inner.startswith("|") - inner.endswith("|")
        cells = _split(text, first, last, "|")
        if gathered and not cells[-1].text and any(cell.text for cell in cells[1:]):
            cells[1:] = [gathered_cell(text, cells)] * (len(cells) - 1)
        rows.append(cells)
    return rows


def _gathered(text: str, line: Span) -> re.Match[str] | None:
    """The end of a row whose empty cells a converter has gathered there: | 2006 | 9.85 | |||."""
    return _GATHERED.search(text[slice(*line)].strip())


def _rows_between_tabs(text: str, stretch: Iterable[Span]) -> list[list[Cell]]:
    return [_split(text, start, end, "\t") for start, end in stretch]


def _rows_between_gaps(text: str, stretch: Iterable[Span]) -> list[list[Cell]]:
    rows = [
        [cell_of(text, *match.span()) for match in _BETWEEN_GAPS.finditer(text, start, end)]
        for start, end in stretch
    ]
    full = full_rows(rows, max(map(len, rows)))
    if not full:
        return rows
    columns = list(zip(*(_places(text, row) for row in full), strict=True))
    edges = [(min(a for a, _ in column), max(b for _, b in column)) for column in columns]
    first = rows.index(list(full[0]))
    return [*rows[:first], *(_under(text, row, edges) for row in rows[first:])]


def _places(text: str, row: Sequence[Cell]) -> list[Span]:
    """Where the cells of a row are seen to begin and end, from where its first does."""
    seen = [_seen(text[row[0].start : cell.start]) for cell in row]
    return [(at, at + _seen(cell.text)) for at, cell in zip(seen, row, strict=True)]


def _seen(printed: str) -> int:
    """How wide a text is printed: Chinese signs are two wide."""
    return len(printed) + len(_HAN.findall(printed))


def _under(text: str, row: list[Cell], edges: Sequence[Span]) -> list[Cell]:
    """A row that lacks figures with each where it is printed, where that can be told.

    Args:
        text: The text.
        row: The row.
        edges: Between which places the whole rows print each column.
    """
    if len(row) == 1 and (lone := _KEY_AND_FIGURE.fullmatch(row[0].text)):
        at = row[0].start + lone.end("key")
        row = [cell_of(text, row[0].start, at), cell_of(text, at, row[0].end)]
    elif not 1 < len(row) < len(edges) or not all(map(is_figure, row[1:])):
        return row
    else:
        over = [
            [n for n, (a, b) in enumerate(edges) if start < b and a < end]
            for start, end in _places(text, row)
        ]
        if all(len(each) == 1 for each in over) and len({n for (n,) in over}) == len(row):
            blank = Cell("", row[-1].end, row[-1].end)
            return [row[over.index([n])] if [n] in over else blank for n in range(len(edges))]
    return [row[0], *[gathered_cell(text, row)] * (len(edges) - 1)]


def _split(text: str, start: int, end: int, separator: str) -> list[Cell]:
    cells = []
    for piece in text[start:end].split(separator):
        cells.append(cell_of(text, start, start + len(piece)))
        start += len(piece) + 1
    return cells


_ROWS = {
    "cells": _rows_of_cell_lines,
    "led": _rows_of_led_lines,
    "bars": _rows_between_bars,
    "tabs": _rows_between_tabs,
    "gaps": _rows_between_gaps,
}
