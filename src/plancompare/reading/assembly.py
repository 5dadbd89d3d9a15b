"""From paragraphs and tables to a `Document`: the last step of every format."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancompare.reading.document import Block, Document, Table
from plancompare.reading.mapped import Mapped, Span
from plancompare.reading.outline import Heading, outline

_LONGEST_CAPTION = 50  # in characters


def line_spans(text: str) -> list[Span]:
    """Start and end of each line, line ends left out.

    Args:
        text: With line feeds for line ends.
    """
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space and bars at its ends."""
    start, end = span
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip(" \t|"))
    return start, max(start, end - len(raw) + len(raw.rstrip(" \t|")))


def caption(text: str, above: Sequence[Span]) -> str:
    """The caption of a table: the nearest line above it that is short and no sentence.

    Args:
        text: The clean text.
        above: The lines above the table, top to bottom; the last few are enough.
    """
    for start, end in reversed(above):
        line = text[start:end].strip()
        if line:
            return line if len(line) <= _LONGEST_CAPTION and not line.endswith(("。", ";")) else ""
    return ""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        name: The file's name.
        format: `txt`, `html`, `docx` or `pdf`.
        data: All of its bytes.
    """

    name: str
    format: str
    data: bytes


def assemble(
    file: File, original: str, clean: Mapped, paragraphs: Sequence[Span], tables: Sequence[Table]
) -> Document:
    """Put a document together, each paragraph under its headings.

    Args:
        file: The file that was read.
        original: The text as it was decoded or laid out.
        clean: Its clean copy.
        paragraphs: Where the paragraphs stand in the clean copy.
        tables: The tables, their cells in the clean copy.
    """
    return Document(
        name=file.name,
        format=file.format,
        sha256=hashlib.sha256(file.data).hexdigest(),
        original=original,
        text=clean.text,
        offsets=clean.offsets(len(original)),
        blocks=tuple(_blocks(clean.text, paragraphs)),
        tables=tuple(tables),
    )


def _blocks(text: str, paragraphs: Sequence[Span]) -> Iterator[Block]:
    """Paragraphs with the headings that they stand under, their own included."""
    headings = iter(outline(text))
    upcoming = next(headings, None)
    path: list[Heading] = []
    last_end = 0
    for start, end in paragraphs:
        while upcoming is not None and upcoming.start <= start:
            if upcoming.start == start or upcoming.start < last_end:  # not one inside a table
                path[upcoming.level - 1 :] = [upcoming]
            upcoming = next(headings, None)
        last_end = end
        yield Block(start, end, " / ".join(map(_printed, path)))


def _printed(heading: Heading) -> str:
    space = " " if heading.number[-1] in "编篇章节条" else ""
    return f"{heading.number}{space}{heading.title}"
