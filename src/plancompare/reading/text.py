"""Plain text files."""

from collections.abc import Iterator, Sequence

from plancompare.reading.assembly import File, assemble, caption, line_spans, trimmed
from plancompare.reading.cleaning import clean
from plancompare.reading.decoding import decode
from plancompare.reading.document import Document, Table
from plancompare.reading.mapped import Mapped, Span
from plancompare.reading.page import page_edges
from plancompare.reading.texttables import TextTable, find_tables


def read_text(file: File) -> Document:
    """Read a text file.

    Args:
        file: The file.

    Raises:
        EmptyDocument: If there is nothing in it.
        UnknownEncoding: If it is no text, or in an encoding that is not known.
    """
    original = decode(file.data, file.name)
    text = without_page_edges(clean(original))
    lines = line_spans(text.text)
    stretches = find_tables(text.text, lines)
    tables = [
        Table(
            rows=stretch.rows,
            caption=caption(text.text, lines[max(0, stretch.first - 5) : stretch.first]),
            place=f"table {number}",
        )
        for number, stretch in enumerate((s for s in stretches if not s.is_box), start=1)
    ]
    paragraphs = list(_paragraphs(text.text, lines, stretches))
    return assemble(file, original, text, paragraphs, tables)


def without_page_edges(text: Mapped) -> Mapped:
    """Leave out the head and foot of a web page."""
    spans = line_spans(text.text)
    edges = page_edges([text.text[start:end] for start, end in spans])
    return text.without((spans[number][0], spans[number][1] + 1) for number in edges)


def _paragraphs(text: str, lines: Sequence[Span], stretches: Sequence[TextTable]) -> Iterator[Span]:
    in_table = {
        number
        for stretch in stretches
        if not stretch.is_box
        for number in range(stretch.first, stretch.last + 1)
    }
    for number, span in enumerate(lines):
        start, end = trimmed(text, span)
        if start < end and number not in in_table:
            yield start, end
