"""What reading hands on: clean text and tables, each piece tied to its place in the original."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: The cell's clean text.
        start: Where it begins in `Document.text`.
        end: Where it ends in `Document.text`.
    """

    text: str
    start: int
    end: int


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


@dataclass(frozen=True, slots=True)
class Block:
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
        """The same document, read from another file than the one it was made into.

        Args:
            data: The bytes of the file.
            format_name: Its format.
        """
        return replace(self, sha256=hashlib.sha256(data).hexdigest(), format=format_name)
