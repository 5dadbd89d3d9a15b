"""From lines to a `Document`: the last step of every format."""

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from plancompare.errors import DocumentError
from plancompare.reading.captions import captions
from plancompare.reading.cleaning import clean
from plancompare.reading.document import Block, Cell, Document, Places, Table
from plancompare.reading.errors import refuse_more
from plancompare.reading.formats import File
from plancompare.reading.grid import carry_categories
from plancompare.reading.layout import Grid, Layout
from plancompare.reading.mapped import Mapped, Span
from plancompare.reading.outline import Heading, outline
from plancompare.reading.page import page_edges
from plancompare.reading.texttables import TextTable, find_tables
from plancompare.reading.wrapping import rejoin, unwrap

_BLANK_LINES = re.compile(r"(?<=\n\n)\n+")
_HALVES = re.compile("[\ud800-\udfff]")  # of characters, which no library takes
_DIGIT = re.compile(r"\d")
_MOST_ABOVE = 8  # lines above a table among which its caption may stand

Lines = Sequence[Span | None]  # where each line stands in the clean text; None if it is left out


def assemble(
    file: File,
    format_name: str,
    original: str,
    layout: Layout | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    """Clean a text, find its tables, and put each paragraph under its headings.

    Args:
        file: The file that was read.
        format_name: `txt`, `html`, `docx` or `pdf`.
        original: The text as it was decoded, or the lines of the layout.
        layout: Tables and pages where the format has them; None for plain text.
        notes: What was not read, and why.

    Raises:
        DocumentTooLarge: If it has more characters or lines than are read.
    """
    is_plain, layout = layout is None, layout or Layout()
    refuse_more(len(original), "characters", file.name)
    original = _HALVES.sub("\ufffd", original)
    text = clean(original)
    if is_plain:
        text = text.drop(_BLANK_LINES)
    refuse_more(text.text.count("\n"), "lines", file.name)
    text, lines = _without_page_edges(text, layout)
    if is_plain:
        text = rejoin(unwrap(text))
        lines = line_spans(text.text)
    stretches = _stretches(text.text, lines, layout)
    return Document(
        name=file.name,
        format=format_name,
        sha256=hashlib.sha256(file.data).hexdigest(),
        original=original,
        text=text.text,
        offsets=text.offsets(len(original)),
        blocks=tuple(_blocks(text.text, lines, stretches, layout)),
        tables=tuple(_tables(text.text, lines, stretches, layout)),
        places=_places(layout) if layout.boxes else None,
        recognised=tuple(_recognised(layout)),
        notes=notes,
    )


def assemble_layout(
    file: File,
    format_name: str,
    layout: Layout,
    refusal: DocumentError,
    notes: tuple[str, ...] = (),
) -> Document:
    """Assemble what a format has laid out, or refuse it.

    Args:
        file: The file that was read.
        format_name: As of `assemble`.
        layout: Its text and tables.
        refusal: What is raised if it has no text.
        notes: What was not read, and why.
    """
    if not any(layout.lines):
        raise refusal
    return assemble(file, format_name, "\n".join(layout.lines), layout, notes)


def _places(layout: Layout) -> Places:
    """The boxes of all lines as one row of numbers; line ends stand nowhere."""
    pages, edges = array("H"), array("f")
    for number, line in enumerate(layout.lines):
        boxes = layout.boxes.get(number) or [None] * len(line)
        page = layout.page(number)
        for box in [*boxes, None]:
            pages.append(page if box else 0)
            edges.extend((box.left, box.bottom, box.right, box.top) if box else (0, 0, 0, 0))
    return Places(pages, edges)


def _recognised(layout: Layout) -> Iterator[Span]:
    start = 0
    for number, line in enumerate(layout.lines):
        if line and number in layout.recognised:
            yield start, start + len(line)
        start += len(line) + 1


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


def _without_page_edges(text: Mapped, layout: Layout) -> tuple[Mapped, Lines]:
    """Leave out the head and foot of a web page, and tables that were printed before."""
    spans = line_spans(text.text)
    repeated = _without_repeats(text.text, spans, layout)
    in_grids = layout.cell_lines() | repeated
    loose = [number for number in range(len(spans)) if number not in in_grids]
    edges = page_edges([text.text[slice(*spans[number])] for number in loose])
    left_out = {loose[place] for place in edges} | repeated
    shorter = text.without((spans[number][0], spans[number][1] + 1) for number in left_out)
    remaining = iter(line_spans(shorter.text))
    numbers = range(len(spans))
    return shorter, [None if number in left_out else next(remaining) for number in numbers]


def _without_repeats(text: str, spans: Sequence[Span], layout: Layout) -> set[int]:
    """Take tables out that were printed before, as pages for screens and telephones do.

    Returns:
        The lines of their cells.
    """
    seen: set[tuple[tuple[str, ...], ...]] = set()
    kept, lines = [], set()
    for grid in layout.grids:
        printed = tuple(tuple(text[slice(*spans[line])] for line in row) for row in grid.rows)
        if printed in seen and _DIGIT.search("".join(chain.from_iterable(printed))):
            lines |= {line for row in grid.rows for line in row}
        else:
            kept.append(grid)
        seen.add(printed)
    layout.grids[:] = kept
    return lines


def _stretches(text: str, lines: Lines, layout: Layout) -> list[TextTable]:
    """The tables that the format names, and those that the text draws, in order."""
    in_grids = layout.cell_lines()
    loose = [None if number in in_grids else span for number, span in enumerate(lines)]
    named = [_named(text, lines, grid) for grid in layout.grids]
    drawn = [found for found in find_tables(text, loose) if not found.is_box]
    return sorted(named + drawn, key=lambda found: found.first)


def _named(text: str, lines: Lines, grid: Grid) -> TextTable:
    numbers = sorted({line for row in grid.rows for line in row})
    cells = {number: _cell(text, lines[number]) for number in numbers}
    rows = carry_categories([tuple(cells[line] for line in row) for row in grid.rows])
    return TextTable(numbers[0], numbers[-1], rows)


def _cell(text: str, span: Span | None) -> Cell:
    start, end = _trimmed(text, span or (0, 0))
    return Cell(text[start:end], start, end)


def _tables(
    text: str, lines: Lines, stretches: Sequence[TextTable], layout: Layout
) -> Iterator[Table]:
    counts: Counter[int] = Counter()
    above = [_lines_between(text, lines, stretches, stretch.first) for stretch in stretches]
    for stretch, caption in zip(stretches, captions(above), strict=True):
        page = layout.page(stretch.first)
        counts[page] += 1
        name = f"table {counts[page]}"
        yield Table(stretch.rows, caption, ", ".join(filter(None, (layout.page_name(page), name))))


def _lines_between(
    text: str, lines: Lines, stretches: Sequence[TextTable], first: int
) -> list[str]:
    """The lines just above a line that hold anything, back to the table before."""
    ends = [stretch.last for stretch in stretches if stretch.last < first]
    spans = lines[max([first - _MOST_ABOVE, *[end + 1 for end in ends[-1:]], 0]) : first]
    written = (text[slice(*span)].strip(" \t|") for span in spans if span)
    return [line for line in written if line]


def _paragraphs(
    text: str, lines: Lines, stretches: Sequence[TextTable], layout: Layout
) -> Iterator[tuple[Span, int]]:
    """The paragraphs outside tables, each with its page."""
    in_tables = {line for found in stretches for line in range(found.first, found.last + 1)}
    for number, span in enumerate(lines):
        if span is not None and number not in in_tables:
            start, end = _trimmed(text, span)
            if start < end:
                yield (start, end), layout.page(number)


def _trimmed(text: str, span: Span) -> Span:
    """A span without the white space and bars at its ends."""
    raw = text[slice(*span)]
    start = span[0] + len(raw) - len(raw.lstrip(" \t|"))
    return start, max(start, span[1] - len(raw) + len(raw.rstrip(" \t|")))


def _blocks(
    text: str, lines: Lines, stretches: Sequence[TextTable], layout: Layout
) -> Iterator[Block]:
    """Paragraphs with the headings that they stand under, their own included."""
    headings = iter(outline(text))
    upcoming = next(headings, None)
    path: list[Heading] = []
    last_end = 0
    for (start, end), page in _paragraphs(text, lines, stretches, layout):
        while upcoming is not None and upcoming.start <= start:
            if upcoming.start == start or upcoming.start < last_end:  # not one inside a table
                path[upcoming.level - 1 :] = [upcoming]
            upcoming = next(headings, None)
        last_end = end
        place = " / ".join(map(_printed, path))
        yield Block(start, end, ", ".join(filter(None, (layout.page_name(page), place))))


def _printed(heading: Heading) -> str:
    space = " " if heading.number[-1] in "编篇分章节条" else ""
    return f"{heading.number}{space}{heading.title}"
