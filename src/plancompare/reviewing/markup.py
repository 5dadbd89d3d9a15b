"""The text of a document as markup, with every figure marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from plancompare.reading import Cell, Document, Table

Span = tuple[int, int]
Marks = Sequence[Sequence[Span]]
"""For each figure where its value stands in `Document.original`."""


def of_text(document: Document, marks: Marks) -> str:
    """A text, or what a document says where it has no looks of its own.

    Args:
        document: The document.
        marks: Where its figures stand.
    """
    if document.format == "txt":
        body = f"<pre>{_marked(document.original, 0, len(document.original), marks)}</pre>"
    else:
        body = f'<div class="laid">{"".join(_laid_out(document, marks))}</div>'
    return _page(body)


def _page(body: str) -> str:
    head = f'<meta charset="utf-8"><style>{style("text")}{style("marks")}</style>'
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


@cache
def style(name: str) -> str:
    """How a text (`text`), or marked figures (`marks`) look."""
    return (files(__package__) / "page" / f"{name}.css").read_text(encoding="utf-8")


def _laid_out(document: Document, marks: Marks) -> Iterator[str]:
    """Paragraphs, and tables where they stand."""
    original, place = document.original, 0
    for table in document.tables:
        cells = [c for row in table.rows for c in row if c.text]
        if not cells:
            continue
        start, _ = document.original_span(cells[0].start, cells[0].end)
        end = max(document.original_span(each.start, each.end)[1] for each in cells)
        if start >= place:
            yield from _paragraphs(original, place, start, marks)
            yield _table(document, table, marks)
            place = end
    yield from _paragraphs(original, place, len(original), marks)


def _paragraphs(original: str, start: int, end: int, marks: Marks) -> Iterator[str]:
    for line in original[start:end].split("\n"):
        if line.strip():
            yield f"<p>{_marked(original, start, start + len(line), marks)}</p>"
        start += len(line) + 1


def _table(document: Document, table: Table, marks: Marks) -> str:
    rows, spans = [], _spans(table)
    for r, row in enumerate(table.rows):
        cells = []
        for c, cell in enumerate(row):
            down, across = spans.get((r, c), (0, 0))
            if down:
                start, end = document.original_span(cell.start, cell.end)
                said = _marked(document.original, start, end, marks) if cell.text else ""
                cells.append(f'<td rowspan="{down}" colspan="{across}">{said}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _spans(table: Table) -> Mapping[tuple[int, int], Span]:
    """For the first place of each cell how many rows and columns it spans."""
    places: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            places[_identity(cell, r, c)].append((r, c))
    return {
        found[0]: (found[-1][0] - found[0][0] + 1, found[-1][1] - found[0][1] + 1)
        for found in places.values()
    }


def _identity(cell: Cell, row: int, column: int) -> tuple[int, ...]:
    return (cell.start, cell.end) if cell.text else (-1, row, column)


def _pieces(start: int, end: int, marks: Marks) -> Iterator[tuple[int, int, list[int]]]:
    """A stretch of text parted where figures begin and end, each piece with its figures."""
    inside = [(n, a, b) for n, found in enumerate(marks) for a, b in found if a < end and b > start]
    cuts = {start, end, *(max(a, start) for _, a, _ in inside), *(min(b, end) for *_, b in inside)}
    for a, b in pairwise(sorted(cuts)):
        yield a, b, [n for n, first, last in inside if first <= a and b <= last]


def _marked(text: str, start: int, end: int, marks: Marks) -> str:
    pieces = []
    for a, b, numbers in _pieces(start, end, marks):
        said = escape(text[a:b])
        pieces.append(f'<mark data-n="{joined(numbers)}">{said}</mark>' if numbers else said)
    return "".join(pieces)


def joined(numbers: Iterable[int]) -> str:
    """The numbers of the figures of a mark, as its attribute holds them."""
    return " ".join(map(str, numbers))
