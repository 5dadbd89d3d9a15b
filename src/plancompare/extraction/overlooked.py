"""Known labels beside which something stands that gave no figure: doubts, never silence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancompare.catalogue import catalogue
from plancompare.extraction.figure import ExtractedFigure, Unread
from plancompare.extraction.heads import measured_by
from plancompare.extraction.labels import indicators, may_begin, may_end
from plancompare.extraction.times import is_year
from plancompare.language import normalise_label
from plancompare.language.units import printed_units
from plancompare.reading.document import Block, Cell, Document

_LONGEST_LINE = 60  # characters of a line that can be cells
_LONGEST_VALUE = 20
_BESIDE = 20  # cells after a label among which its value may stand
_NUMBER = re.compile(r"[≥≤<>约]?\d{1,3}(?:\.\d+)?[%‰]?")
_PLAIN = re.compile(r"[(〔\[#]?[≥≤<>约-]*[\d,.]+[%‰]?[)〕\].、]?")
_ROW_NUMBER = re.compile(r"^[(]?\d{1,3}[).、]")
_CAPTION = re.compile(r"表\s?\d|(?:19|20)\d\d(?:[—~-](?:19|20)\d\d)?年[\u4e00-\u9fff]")
_WORD = re.compile(r"\S+")
_MANY_BARS = 8
_BETWEEN_BARS = re.compile(r"[^|\s][^|]*")
# 27.平均预期寿命岁2.0≥7628.平均受教育年限年2.0: from one item's number to the next one's
_ITEM = re.compile(r"(?<=\d[.、])[^\d,。;:、.|]{4,30}[≥≤<>]?\d[\d.]{0,6}[≥≤<>]?[\d.]*")
_ITEM_BEGINS = re.compile(r"[.、](?<=\d.)[^\d,。;:、.|]{4}")  # most paragraphs have none
_UNIT_AT_END = re.compile("(?:岁|[%‰人张])$")
_VALUE = re.compile(r"(?<![\d.,/])[≥≤<>约]?\d")


class _Piece(NamedTuple):
    """A cell, or a word of a line.

    Attributes:
        cell: Where it stands, and its text.
        row: Which row of tables it is of; 0 for a line's.
        place: What it stands under.
        named: Whether its column has a name.
        label: The label that it is, where the catalogue knows it.
    """

    cell: Cell
    row: int
    place: str
    named: bool
    label: str


def overlooked(
    document: Document, figures: Sequence[ExtractedFigure], noted: Iterable[Unread]
) -> Iterator[Unread]:
    """Known labels that stand alone in a cell or line, whose value no figure has."""
    pieces = _pieces(document)
    values = sorted(figure.value_at[0] for figure in figures)
    doubts = sorted(each.start for each in noted)
    labels = (*(figure.label for figure in figures), *(each.label for each in noted))
    told = set(map(normalise_label, labels))
    for number, piece in enumerate(pieces):
        if not piece.label:
            continue
        beside = pieces[number + 1 : number + 1 + _BESIDE]
        own = _own(piece, beside)
        end = own[-1].cell.end if own else piece.cell.end
        unread = _unread(document, own, values)
        if not unread and piece.label not in told:
            numbers = [each for each in beside if _NUMBER.fullmatch(each.cell.text)]
            unread = _unread(document, numbers[:1], values)
        if unread and not _any_between(doubts, piece.cell.start, end):
            told.add(piece.label)
            yield Unread(piece.cell.text, unread, piece.place, piece.cell.start)


def _pieces(document: Document) -> list[_Piece]:
    """The cells of all tables and the words of short lines, in order."""
    found: list[_Piece] = []
    rows = ((row, table) for table in document.tables for row in table.rows)
    for number, (row, table) in enumerate(rows, start=1):
        named = dict(zip(row, (bool(head.text) for head in table.rows[0]), strict=True))
        found += (_piece(cell, number, table.place, is_named) for cell, is_named in named.items())
    for block in document.blocks:
        form = _form_of(block, document.text)
        for word in form.finditer(document.text, block.start, block.end) if form else ():
            cells = _parted(Cell(word[0], *word.span()))
            found += (_piece(cell, 0, block.place, named=True) for cell in cells)
    return sorted(found, key=lambda piece: piece.cell.start)


def _form_of(block: Block, text: str) -> re.Pattern[str] | None:
    """What the cells of a line look like: words, what stands between bars, or run-on items."""
    if block.end - block.start <= _LONGEST_LINE:
        return _WORD
    many = text.count("|", block.start, block.end) >= _MANY_BARS
    if many:
        return _BETWEEN_BARS
    return _ITEM if _ITEM_BEGINS.search(text, block.start, block.end) else None


def _parted(word: Cell) -> list[Cell]:
    """A word whose label runs into its value, taken apart: 孕产妇死亡率8.6/10万."""
    number = _ROW_NUMBER.match(word.text)
    first = number.end() if number else 0
    if may_begin(word.text[first:]):
        for value in _VALUE.finditer(word.text, first + 1):
            at = value.start()
            label = _UNIT_AT_END.sub("", word.text[first:at])
            if may_end(label) and indicators(normalise_label(label)):
                parts = ((first, first + len(label)), (at, len(word.text)))
                return [Cell(word.text[a:b], word.start + a, word.start + b) for a, b in parts]
    return [word]


def _piece(cell: Cell, row: int, place: str, named: bool) -> _Piece:
    label = normalise_label(_ROW_NUMBER.sub("", cell.text))
    if _CAPTION.match(cell.text):  # 表2 2013年居民高血压患病率: what all of its table measures
        label = measured_by(cell.text)
    ids = indicators(label)
    # totals may be left out
    counted = not ids or all(catalogue()[each].unit == "count" for each in ids)
    return _Piece(cell, row, place, named, "" if counted else label)


def _own(label: _Piece, beside: Sequence[_Piece]) -> list[_Piece]:
    """What stands between a label and the next one, in its row."""
    own: list[_Piece] = []
    for piece in beside:
        if piece.label or piece.row != label.row:
            break
        own.append(piece)
    if own and label.row == 0 and own[-1].cell.text.strip(".、()").isdecimal():
        own.pop()  # the number of the next row
    return own


def _unread(document: Document, own: Sequence[_Piece], values: Sequence[int]) -> str:
    """The first cell of a row that can hold a value and gave none, where that can be told."""
    may = [piece for piece in own if _may_be_value(piece.cell.text)]
    spans = [document.original_span(piece.cell.start, piece.cell.end) for piece in may]
    read = [_any_between(values, *span) for span in spans]
    odd = [piece for piece, is_read in zip(may, read, strict=True) if not is_read]
    if any(read):  # a plain number beside a value may be of a column that says something else
        odd = [piece for piece in odd if not (piece.named and _PLAIN.fullmatch(piece.cell.text))]
    return odd[0].cell.text if odd else ""


def _may_be_value(text: str) -> bool:
    return (
        len(text) <= _LONGEST_VALUE
        and any(sign.isdigit() for sign in text)
        and not is_year(text)
        and text not in printed_units()
        and not text.endswith(":")
    )


def _any_between(starts: Sequence[int], first: int, end: int) -> bool:
    place = bisect_left(starts, first)
    return place < len(starts) and starts[place] < end
