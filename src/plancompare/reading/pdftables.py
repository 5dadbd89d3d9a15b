"""Ruled tables on the pages of a PDF."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

import pdfplumber
import pypdfium2 as pdfium
from pypdfium2 import raw

from plancompare.reading.boxes import Box, Character, Line
from plancompare.reading.pdftext import Turn, lines
from plancompare.reading.rules import edges_of, tables_of_rules

_FEWEST_SEGMENTS = 6  # of lines and boxes that can make a table: three level rules do
_MOST_SEGMENTS = 50_000  # more than that is a drawing
_SAME_EDGE = 3.0  # points
_STRIP = 20.0  # points: cells are sorted by the strips of the page that they touch


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table between rules.

    Attributes:
        box: Its place on its first page.
        page: Its first page, from 1.
        last_page: Its last page.
        cells: The lines of its cells, each cell once.
        rows: For each row the places in `cells`; a cell that spans stands in each place.
    """

    box: Box
    page: int
    last_page: int
    cells: tuple[tuple[Line, ...], ...]
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
            if self.texts(mine) != lower.texts(its):
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

    def as_looked_at(self, back: tuple[float, ...]) -> "RuledTable":
        """The table with its characters' places on the page as it is looked at.

        Args:
            back: The matrix of the way there; empty where the page was not turned.
        """
        cells = (tuple(line.as_looked_at(back) for line in cell) for cell in self.cells)
        return replace(self, cells=tuple(cells)) if back else self

    def texts(self, row: Sequence[int]) -> list[str]:
        """The texts of a row's cells.

        Args:
            row: One of `rows`.
        """
        return ["\n".join(line.text for line in self.cells[cell]) for cell in row]


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether a page has as many lines and boxes as a table needs, and not too many."""
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
    edges = edges_of(page)
    tables = [
        [turn.box(_corners(page, box, turn)) for box in cells] for cells in tables_of_rules(edges)
    ]
    return tables_of_cells(tables, signs, page.page_number)


def rules_of(page: pdfplumber.page.Page, turn: Turn) -> list[Box]:
    """The rules of a page.

    Args:
        page: The page as pdfplumber sees it, not turned.
        turn: How the page is turned when it is looked at.
    """
    sides = ("x0", "top", "x1", "bottom")
    corners = ([float(edge[side]) for side in sides] for edge in edges_of(page))
    return [turn.box(_corners(page, (x0, y0, x1, y1), turn)) for x0, y0, x1, y1 in corners]


def tables_of_cells(
    tables: Iterable[Sequence[Box]], signs: Sequence[Character], page: int
) -> list[RuledTable]:
    """Put the characters of a page into the cells that its rules make.

    Args:
        tables: The cells of each table.
        signs: The characters of the page.
        page: Its number.

    Returns:
        The tables that have several rows and columns and hold any text.
    """
    found = []
    for boxes in tables:
        outer = Box(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )
        rows = _rows(boxes)
        if len(rows) > 1 and len(rows[0]) > 1:
            inside = _by_cell(boxes, [sign for sign in signs if outer.holds(sign.box)])
            cells = (*(tuple(lines(inside[number], page)) for number in range(len(boxes))), ())
            if any(cells):
                found.append(RuledTable(outer, page, page, cells, rows))
    return found


def _corners(
    page: pdfplumber.page.Page, box: tuple[float, float, float, float], turn: Turn
) -> tuple[float, float, float, float]:
    """From pdfplumber's coordinates, which run down, to the page's own."""
    left, top = page.mediabox[:2]
    x, y = turn.left - left, turn.bottom + page.height + top
    return box[0] + x, y - box[3], box[2] + x, y - box[1]


def _by_cell(boxes: Sequence[Box], signs: Iterable[Character]) -> Mapping[int, list[Character]]:
    """The characters of each cell, in their order; only cells of the same height are looked at."""
    strips = defaultdict(list)
    for number, box in enumerate(boxes):
        for strip in range(int(box.bottom // _STRIP), int(box.top // _STRIP) + 1):
            strips[strip].append(number)
    found = defaultdict(list)
    for sign in signs:
        middle = (sign.box.bottom + sign.box.top) / 2
        for number in strips[int(middle // _STRIP)]:
            if boxes[number].holds(sign.box):
                found[number].append(sign)
    return found


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
    """The rows and columns whose middle is in a box; `columns` rise and `heights` fall."""
    across = [(left + right) / 2 for left, right in pairwise(columns)]
    down = [-(top + bottom) / 2 for top, bottom in pairwise(heights)]
    rows = range(bisect_left(down, -box.top), bisect_right(down, -box.bottom))
    yield from product(rows, range(bisect_left(across, box.left), bisect_right(across, box.right)))
