"""What reading hands on: clean text and tables, each piece tied to its place in the original."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell of a table.

    Attributes:
        text: The cell's clean text.
        start: Where it begins in `Document.text`.
        end: Where it ends in `Document.text`.
        unplaced: True for several cells as one, of whose columns nothing tells.
    """

    text: str
    start: int
    end: int
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its spans unfolded: every row has the same number of cells.

    A cell that spans several rows or columns stands in each of them, as the same `Cell`.

    Attributes:
        rows: The rows, head rows included, top to bottom.
        caption: The line above the table, or empty.
        place: Where it stands, e.g. `table 1` or `page 3, table 1`.
    """

    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    place: str


class Block(NamedTuple):
    """A paragraph or heading outside tables.

    Attributes:
        start: Where it begins in `Document.text`.
        end: Where it ends in `Document.text`.
        place: The headings it stands under, outermost first, joined by ` / `; with the page
            before them where the format has pages.
    """

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page, in points from the lower left corner as the page is looked at."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    def goes_on(self, other: "Area") -> bool:
        """Whether another area stands in the same line, or in the same line that runs up or down.

        Args:
            other: Of the next character.
        """
        level = self.bottom < (other.bottom + other.top) / 2 < self.top
        shifted = abs(self.left + self.right - other.left - other.right) / 2
        height = other.top - other.bottom
        apart = max(self.bottom - other.top, other.bottom - self.top)
        upright = shifted < (other.right - other.left) / 4 and apart < height
        return self.page == other.page and (level or upright)

    def with_more(self, other: "Area") -> "Area":
        """The area round both.

        Args:
            other: On the same page.
        """
        return Area(
            self.page,
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a text stand on pages.

    Attributes:
        pages: For each character its page, from 1; 0 for what stands nowhere, as spaces do.
        edges: For each character left, bottom, right and top.
    """

    pages: Sequence[int]
    edges: Sequence[float]

    def areas(self, start: int, end: int) -> list[Area]:
        """The rectangles that a piece of the text fills, one for each of its lines.

        Args:
            start: Where the piece begins in `Document.original`.
            end: Where it ends.
        """
        areas: list[Area] = []
        for number in range(start, end):
            page = self.pages[number]
            if not page:
                continue
            area = Area(page, *self.edges[4 * number : 4 * number + 4])
            if areas and areas[-1].goes_on(area):
                areas[-1] = areas[-1].with_more(area)
            else:
                areas.append(area)
        return areas


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read.

    Attributes:
        name: The file's name.
        format: E.g. `txt`, `html`, `docx`, `pdf`; docs/formats.md lists them.
        sha256: Of the file's bytes, in hexadecimal.
        original: For a text file the decoded file, to the character; for the other formats the
            text as it was laid out (paragraphs and cells, a line each).
        text: The clean copy: simplified characters, half-width digits and signs, no noise.
        offsets: For each character of `text` its place in `original`, and at the end one more,
            the length of `original`.
        blocks: Paragraphs in order. Together with the tables' cells they cover `text`.
        tables: Tables in order.
        places: Where each character of `original` stands on its page, where there are pages.
        recognised: The pieces of `original` that a program read from a picture (OCR).
        notes: What of the file was not read, and why; for people.
    """

    name: str
    format: str
    sha256: str
    original: str
    text: str
    offsets: Sequence[int]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = field(default=())
    places: "Places | None" = None
    recognised: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the clean text stands in the original.

        Args:
            start: Where the piece begins in `text`.
            end: Where it ends in `text`; not before `start`.

        Returns:
            Start and end in `original`, so that `original[start:end]` is the passage as printed.
        """
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def of_file(self, data: bytes, format_name: str) -> "Document":
        """The same document, read from another file than the one it was made into."""
        return replace(self, sha256=hashlib.sha256(data).hexdigest(), format=format_name)
