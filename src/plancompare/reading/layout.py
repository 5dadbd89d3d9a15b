"""How a document lies on its page: paragraphs and cells, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells stand on lines of their own.

    Attributes:
        rows: For each row the lines of its cells, equally many; a cell that spans several places
            stands in each.
    """

    rows: Sequence[Sequence[int]]


@dataclass(slots=True)
class Layout:
    """The text of a document, line by line.

    Attributes:
        lines: Paragraphs and cells.
        pages: The page of each line; 0 where the format has none.
        grids: The tables over these lines.
        names: What pages are called that are none, e.g. the sheets of a workbook.
    """

    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def add(self, text: str, page: int = 0) -> int:
        """Add a paragraph or a cell, made one line.

        Args:
            text: Of one or more lines.
            page: The page it stands on.

        Returns:
            The number of its line.
        """
        self.lines.append(one_line(text))
        self.pages.append(page)
        return len(self.lines) - 1

    def cell_lines(self) -> set[int]:
        """The lines that are cells of tables."""
        return {line for grid in self.grids for row in grid.rows for line in row}

    def page(self, line: int) -> int:
        """The page of a line, or 0 where there are no pages."""
        return self.pages[line] if self.pages else 0

    def page_name(self, page: int) -> str:
        """What a page is called; empty where there are no pages."""
        return self.names.get(page, f"page {page}" if page else "")


def one_line(text: str) -> str:
    """Join lines, with a space where a word or number would run into another.

    Args:
        text: Of one or more lines.
    """
    pieces: list[str] = []
    for piece in text.splitlines():
        words = piece.strip()
        if pieces and words and _is_latin(pieces[-1][-1]) and _is_latin(words[0]):
            pieces.append(" ")
        if words:
            pieces.append(words)
    return "".join(pieces)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
