"""Ruled tables on the pages of a PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pdfplumber
import pypdfium2 as pdfium
from pypdfium2 import raw

from plancompare.reading.pdftext import Box, Character, Turn, lines

_FEWEST_SEGMENTS = 12  # of lines and boxes that can make a table of two rows and columns
_MOST_SEGMENTS = 50_000  # more than that is a drawing
_SAME_EDGE = 3.0  # points

CellText = tuple[Box, str]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table between rules.

    Attributes:
        box: Its place on its first page.
        page: Its first page, from 1.
        last_page: Its last page.
        cells: The texts of its cells, each once.
        rows: For each row the places in `cells`; a cell that spans stands in each place.
    """

    box: Box
    page: int
    last_page: int
    cells: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]

    def continued_by(self, lower: "RuledTable") -> "RuledTable | None":
        """This table and the one that follows it as one; None if that is another table.

        Args:
            lower: The next thing in the document, if that is a table. It goes on with this one
                if it stands on a later page and has as many columns; head rows printed again are
                left out.
        """
        if lower.page == self.last_page or len(self.rows[0]) != len(lower.rows[0]):
            return None
        repeated = 0
        for mine, its in zip(self.rows, lower.rows, strict=False):
            if [self.cells[cell] for cell in mine] != [lower.cells[cell] for cell in its]:
                break
            repeated += 1
        shift = len(self.cells)
        more = tuple(tuple(cell + shift for cell in row) for row in lower.rows[repeated:])
        return RuledTable(
            box=self.box,
            page=self.page,
            last_page=lower.last_page,
            cells=self.cells + lower.cells,
            rows=self.rows + more,
        )


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether a page has as many lines and boxes as a table needs, and not too many.

    Args:
        page: The page.
    """
    segments = 0
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        segments += raw.FPDFPath_CountSegments(shape)
        if segments > _MOST_SEGMENTS:
            return False
    return segments >= _FEWEST_SEGMENTS


def ruled_tables(
    page: pdfplumber.page.Page, signs: Sequence[Character], turn: Turn
) -> list[RuledTable]:
    """Find the ruled tables of a page that have several rows and columns.

    Args:
        page: The page as pdfplumber sees it, not turned.
        signs: The characters of the same page.
        turn: How the page is turned when it is looked at.
    """
    found = []
    for table in page.find_tables():
        outer, *boxes = [turn.box(_corners(page, box, turn)) for box in (table.bbox, *table.cells)]
        rows = _rows(boxes)
        if len(rows) > 1 and len(rows[0]) > 1:
            inside = [sign for sign in signs if outer.holds(sign.box)]
            cells = (*(_text(box, inside) for box in boxes), "")
            found.append(RuledTable(outer, page.page_number, page.page_number, cells, rows))
    return found


def _corners(
    page: pdfplumber.page.Page, box: tuple[float, float, float, float], turn: Turn
) -> tuple[float, float, float, float]:
    """From pdfplumber's coordinates, which run down, to the page's own."""
    left, top = page.mediabox[:2]
    x, y = turn.left - left, turn.bottom + page.height + top
    return box[0] + x, y - box[3], box[2] + x, y - box[1]


def _text(box: Box, signs: Sequence[Character]) -> str:
    return "\n".join(line.text for line in lines(sign for sign in signs if box.holds(sign.box)))


def _rows(boxes: Sequence[Box]) -> tuple[tuple[int, ...], ...]:
    """The rows of a table by the boxes of its cells; gaps get the number after the last one."""
    columns = _edges([edge for box in boxes for edge in (box.left, box.right)])
    heights = _edges([edge for box in boxes for edge in (box.bottom, box.top)])[::-1]
    grid = [[len(boxes)] * (len(columns) - 1) for _ in heights[1:]]
    for cell, box in enumerate(boxes):
        for row, column in _places(box, columns, heights):
            grid[row][column] = cell
    return tuple(map(tuple, grid))


def _edges(values: Sequence[float]) -> list[float]:
    """The different edges, rising; those that are nearly the same are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _places(
    box: Box, columns: Sequence[float], heights: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """The rows and columns whose middle is in a box."""
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (left, right) in enumerate(pairwise(columns)):
            if box.holds(Box(left, bottom, right, top)):
                yield row, column
