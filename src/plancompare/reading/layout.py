"""How a document lies on its page: paragraphs and cells, a line each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plancompare.reading.boxes import Box, Line


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
        boxes: Of lines that stand on pages, the box of each character; None for spaces.
        recognised: The lines that a program read from a picture.
    """

    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    boxes: dict[int, list[Box | None]] = field(default_factory=dict)
    recognised: set[int] = field(default_factory=set)

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

    def add_each(self, text: str) -> None:
        """Add each line of a text that holds anything as a paragraph of its own.

        Args:
            text: As its author broke it into lines.
        """
        for line in text.split("\n"):
            if line.strip():
                self.add(line)

    def add_lines(self, lines: Iterable[Line], page: int) -> int:
        """Add a paragraph or a cell with the places of its characters, made one line.

        Args:
            lines: Of it, as they stand on the page.
            page: The page they stand on.

        Returns:
            The number of its line.
        """
        lines = list(lines)
        number = self.add("\n".join(line.text for line in lines), page)
        signs = zip("".join(line.text for line in lines), _all_boxes(lines), strict=True)
        printed = iter([box for sign, box in signs if not sign.isspace()])
        self.boxes[number] = [
            None if sign.isspace() else next(printed, None) for sign in self.lines[number]
        ]
        if any(line.is_recognised for line in lines):
            self.recognised.add(number)
        return number

    def cell_lines(self) -> set[int]:
        """The lines that are cells of tables."""
        return {line for grid in self.grids for row in grid.rows for line in row}

    def page(self, line: int) -> int:
        """The page of a line, or 0 where there are no pages."""
        return self.pages[line] if self.pages else 0

    def page_name(self, page: int) -> str:
        """What a page is called; empty where there are no pages."""
        return self.names.get(page, f"page {page}" if page else "")


def _all_boxes(lines: Iterable[Line]) -> Iterable[Box | None]:
    for line in lines:
        yield from line.boxes or [line.box] * len(line.text)


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
