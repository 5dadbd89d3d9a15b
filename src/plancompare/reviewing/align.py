"""Where each character of a text as it was read stands among the letters of the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from plancompare.reading import Document

_ANCHOR = 12  # letters: a line this long stands on a page once
_SHORTEST = 4  # letters of a piece of a line that is looked for by itself
_NEAR = 400  # letters that are looked through for a short line
_LINE = re.compile(r"[^\n]+")

Places = npt.NDArray[np.int64]
Span = tuple[int, int]


def aligned(document: Document, letters: str) -> Places:
    """Find a text again on the page that it was read from.

    Both go through the page in much the same order; the page also has what was left out in
    reading (running heads, menus). The cells of a table may come row by row on the page and
    column by column in the text: the order that finds more of it again is taken.

    Args:
        document: The document; its `original` is looked for.
        letters: All printed characters of the page, without spaces.

    Returns:
        For each character of `original` its place among the letters, or -1.
    """
    lines = [found.span() for found in _LINE.finditer(document.original)]
    orders = [lines, _row_by_row(document, lines)]
    tried = [_Aligner(document.original, letters, order).places for order in orders]
    return max(tried, key=lambda places: np.count_nonzero(places >= 0))


def _row_by_row(document: Document, lines: Sequence[Span]) -> list[Span]:
    """Lines and cells in reading order: those of a table row by row, where its first one stands."""
    cells: dict[int, tuple[int, list[Span]]] = {}  # by start: the table, its cells
    for number, table in enumerate(document.tables):
        each = [cell for row in table.rows for cell in row if cell.text]
        found = list(dict.fromkeys(document.original_span(c.start, c.end) for c in each))
        cells |= {start: (number, found) for start, _ in found}
    order: dict[Span, None] = {}
    for line in lines:
        inside = next((cells[place] for place in range(*line) if place in cells), None)
        order |= dict.fromkeys(inside[1] if inside else [line])
    return list(order)


@dataclass
class _Aligner:
    original: str
    letters: str
    order: Sequence[Span]
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        self.places = np.full(len(self.original), -1, dtype=np.int64)
        lines = [line for span in self.order if (line := _printed(self.original, *span))]
        anchors = self._anchors(lines)
        ends = self._ends(anchors, len(lines))
        start = 0
        for number, line in enumerate(lines):
            if number in anchors:
                start = anchors[number] + len(line)
            else:
                start = self._find(line, start, ends[number])

    def _ends(self, anchors: Mapping[int, int], count: int) -> list[int]:
        """For each line where the next anchor begins."""
        ends, end = [0] * count, len(self.letters)
        for number in reversed(range(count)):
            ends[number] = end
            end = anchors.get(number, end)
        return ends

    def _anchors(self, lines: list[list[int]]) -> dict[int, int]:
        """The long lines that are found whole, one after the other."""
        found, start = {}, 0
        for number, line in enumerate(lines):
            place = self.letters.find(self._word(line), start) if len(line) >= _ANCHOR else -1
            if place >= 0:
                found[number] = place
                self._set(line, place)
                start = place + len(line)
        return found

    def _find(self, line: list[int], start: int, end: int) -> int:
        """Place a line, or its pieces; the place to go on from."""
        last = min(end, start + _NEAR + len(line))
        place = self.letters.find(self._word(line), start, last)
        if place >= 0:
            self._set(line, place)
            return place + len(line)
        if len(line) < 2 * _SHORTEST:
            return start
        half = len(line) // 2
        return self._find(line[half:], self._find(line[:half], start, end), end)

    def _word(self, line: list[int]) -> str:
        return "".join(self.original[place] for place in line)

    def _set(self, line: list[int], place: int) -> None:
        self.places[line] = np.arange(place, place + len(line))


def _printed(text: str, start: int, end: int) -> list[int]:
    return [place for place in range(start, end) if not text[place].isspace()]
