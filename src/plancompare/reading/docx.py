"""Word documents: paragraphs and tables in the order of the page."""

import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from plancompare.reading.archive import check_size
from plancompare.reading.assembly import assemble_layout
from plancompare.reading.document import Document
from plancompare.reading.errors import EmptyDocument, refusing_damage
from plancompare.reading.formats import File
from plancompare.reading.layout import Grid, Layout
from plancompare.reading.numbering import Numbering
from plancompare.reading.strict import as_transitional, is_strict
from plancompare.reading.visibility import raised
from plancompare.reading.wordlooks import Looks, is_hidden_row

_MOST_COLUMNS = 100

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = frozenset((qn("w:t"), _MATH_TEXT))
_SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_PASSED_OVER = frozenset((qn("w:txbxContent"), qn("w:moveFrom"), qn("w:del"), _FALLBACK))
_WRAPPERS = frozenset(
    (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"))
)


def read(file: File) -> Document:
    """Read a Word document."""
    with refusing_damage(
        "a .docx that cannot be opened.", file.name, "Open it in Word or WPS and save it again."
    ):
        check_size(file)
        document = docx.Document(_usual(file))
        looks = Looks.of(document.styles.element)
        reader = _Reader(_numbering(document), _contents_styles(document), looks)
        reader.walk(document.element.body)
    remedy = "If its pages are pictures, run text recognition (OCR) first."
    nothing = EmptyDocument("a document without text.", where=file.name, remedy=remedy)
    return assemble_layout(file, "docx", reader.layout, nothing)


def _usual(file: File) -> io.BytesIO:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return as_transitional(archive) if is_strict(archive) else io.BytesIO(file.data)


def _numbering(document: WordDocument) -> Numbering:
    has_lists = any(rel.reltype == RT.NUMBERING for rel in document.part.rels.values())
    lists = document.part.numbering_part.element if has_lists else None
    return Numbering.of(lists, document.styles.element)


def _contents_styles(document: WordDocument) -> frozenset[str]:
    """The styles of a table of contents, whose lines repeat the headings."""
    names = {style.style_id: (style.name or "").lower() for style in document.styles}
    return frozenset(style for style, name in names.items() if name.startswith("toc "))


@dataclass
class _Reader:
    """Goes through a document's body and lays it out.

    Attributes:
        numbering: Counts the numbered paragraphs.
        left_out: Styles of paragraphs that are left out.
        looks: Tells hidden, struck out and raised text.
        layout: What has been laid out.
    """

    numbering: Numbering
    left_out: frozenset[str]
    looks: Looks
    layout: Layout = field(default_factory=Layout)

    def walk(self, container: Element) -> None:
        """Lay out the paragraphs and tables in a body, a cell or a text box."""
        for element in container:
            if element.tag in _WRAPPERS:
                self.walk(element)
            elif element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)

    def _paragraph(self, paragraph: Element) -> None:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in self.left_out:
            return
        self.layout.add_each(self._words(paragraph))
        for box in _boxes(paragraph):
            self.walk(box)

    def _words(self, paragraph: Element) -> str:
        words = "".join(self._pieces(paragraph))
        return self.numbering.number(paragraph) + words if words.strip() else ""

    def _pieces(self, element: Element) -> Iterator[str]:
        """The text of a paragraph, without what is deleted or hidden and what stands in boxes."""
        for child in element:
            sign = _sign(child)
            if sign is not None:
                yield sign
            elif child.tag == qn("w:r"):
                yield self._run(child)
            elif child.tag not in _PASSED_OVER:
                yield from self._pieces(child)

    def _run(self, run: Element) -> str:
        if self.looks.hides(run):
            return ""
        words = "".join(self._pieces(run))
        return raised(words) if self.looks.raises(run) else words

    def _table(self, table: Element) -> None:
        """Lay out a table; one of a single row or column is a box of paragraphs."""
        rows = [
            list(_inner(row, qn("w:tc")))
            for row in _inner(table, qn("w:tr"))
            if not is_hidden_row(row)
        ]
        rows = [row for row in rows if row]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            for cell in chain.from_iterable(rows):
                self.walk(cell)
            return
        lines: list[list[int]] = []
        for row in rows:
            lines.append(self._row(row, lines[-1] if lines else []))
        width = max(map(len, lines))
        filler = self.layout.add("")
        self.layout.grids.append(Grid([row + [filler] * (width - len(row)) for row in lines]))

    def _row(self, cells: list[Element], above: list[int]) -> list[int]:
        """The lines of a row's cells, each in all the columns that it spans."""
        row: list[int] = []
        for cell in cells:
            properties = cell.find(qn("w:tcPr"))
            goes_on, columns = _spans(properties)
            if goes_on and len(row) < len(above):
                line = above[len(row)]
            else:
                paragraphs = cell.iter(qn("w:p"))
                line = self.layout.add("\n".join(map(self._words, paragraphs)))
            row += [line] * columns
        return row


def _spans(properties: Element | None) -> tuple[bool, int]:
    """Whether a cell goes on from the one above, and how many columns it spans."""
    if properties is None:
        return False, 1
    merge, span = properties.find(qn("w:vMerge")), properties.find(qn("w:gridSpan"))
    goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    return goes_on, min(_MOST_COLUMNS, int(span.get(qn("w:val"), 1))) if span is not None else 1


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes of a paragraph, but not those inside them: their own paragraphs have these."""
    for child in element:
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _inner(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those inside wrappers."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inner(child, tag)


def _sign(element: Element) -> str | None:
    """What an element of a run prints; None where that is for those in it to say."""
    if element.tag in _TEXT:
        return element.text or ""
    if element.tag == qn("w:sym") and element.get(qn("w:font")) == "Symbol":
        code = int(element.get(qn("w:char"), "F020"), 16)
        return chr(code) if code <= sys.maxunicode else ""
    return _SIGNS.get(element.tag)
