"""OpenDocument: texts (.odt) and workbooks (.ods), from the XML that they consist of.

LibreOffice writes what each cell shows beside what it holds, so no format of numbers is needed.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from plancompare.guard.limits import limits
from plancompare.reading.archive import check_size
from plancompare.reading.assembly import assemble_layout
from plancompare.reading.document import Document
from plancompare.reading.errors import (
    EmptyDocument,
    UnknownFormat,
    refuse_more,
    refusing_damage,
)
from plancompare.reading.formats import File
from plancompare.reading.grid import unfold
from plancompare.reading.layout import Grid, Layout
from plancompare.reading.odflooks import OdfLooks, q
from plancompare.reading.sheets import Sheet, lay_out, without_hidden
from plancompare.reading.visibility import raised

_SKIPPED = frozenset(
    q(name)
    for name in (
        "text:tracked-changes",
        "text:note-body",
        "office:annotation",
        "office:forms",
        "text:table-of-content",
        "text:sequence-decls",
        "text:alphabetical-index",
    )
)
_PARAGRAPHS = frozenset((q("text:p"), q("text:h")))
_ROW, _CELLS = q("table:table-row"), (q("table:table-cell"), q("table:covered-table-cell"))
_SIGNS = {q("text:tab"): "\t", q("text:line-break"): "\n"}


def read(file: File) -> Document:
    """Read an OpenDocument text or workbook."""
    with refusing_damage(
        "an ODF file that cannot be opened.", file.name, "Open it in LibreOffice and save it again."
    ):
        check_size(file)
        content, styles = _parts(file.data)
        reader = _Reader(OdfLooks.of(styles, content), file.name)
        kind, body = _kind(content, file)
        if kind == "odt":
            reader.walk(body)
        else:
            reader.sheets(body)
    nothing = EmptyDocument("a document without text.", where=file.name, remedy="Save it as PDF.")
    return assemble_layout(file, kind, reader.layout, nothing)


def _parts(data: bytes) -> tuple[Element, Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = etree.fromstring(archive.read("content.xml"), parser)
        has_styles = "styles.xml" in archive.namelist()
        styles = etree.fromstring(archive.read("styles.xml"), parser) if has_styles else content
    return content, styles


def _kind(content: Element, file: File) -> tuple[str, Element]:
    """Its format, and what it consists of."""
    for name, kind in (("office:text", "odt"), ("office:spreadsheet", "ods")):
        body = content.find(f"{q('office:body')}/{q(name)}")
        if body is not None:
            return kind, body
    raise UnknownFormat(
        "an ODF drawing or presentation.", where=file.name, remedy="Save it as PDF."
    )


@dataclass
class _Reader:
    """Goes through a body and lays it out.

    Attributes:
        looks: Tells hidden, struck out and raised text.
        name: The file's name.
        layout: What has been laid out.
    """

    looks: OdfLooks
    name: str
    layout: Layout = field(default_factory=Layout)

    def walk(self, container: Element) -> None:
        """Lay out the paragraphs and tables in a body, a list, a section or a text box."""
        for element in container:
            if element.tag in _PARAGRAPHS:
                self._paragraph(element)
            elif element.tag == q("table:table"):
                self._table(element)
            elif element.tag not in _SKIPPED and not self.looks.hides(element):
                self.walk(element)

    def _paragraph(self, paragraph: Element) -> None:
        self.layout.add_each(self._words(paragraph))
        for frame in paragraph.iter(q("draw:text-box")):
            self.walk(frame)

    def _words(self, element: Element) -> str:
        """The text of a paragraph or span as it looks."""
        if self.looks.hides(element):
            return ""
        pieces = [element.text or ""]
        for child in element:
            pieces += [self._piece(child), child.tail or ""]
        words = "".join(pieces)
        return raised(words) if self.looks.raises(element) else words

    def _piece(self, child: Element) -> str:
        if child.tag == q("text:s"):
            return " " * min(int(child.get(q("text:c"), "1")), 100)
        if child.tag == q("text:note-citation"):
            return raised("".join(map(str, child.itertext())))
        if child.tag in _SIGNS:
            return _SIGNS[child.tag]
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or "draw}" in child.tag:
            return ""
        return self._words(child)

    def _cell(self, cell: Element) -> str:
        return "\n".join(self._words(each) for each in cell.iter(*_PARAGRAPHS))

    def _table(self, table: Element) -> None:
        """Lay out a table; one of a single row or column is a box of paragraphs."""
        rows = [[cell for cell in row if cell.tag == _CELLS[0]] for row in self._rows(table)]
        rows = [row for row in rows if row]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            for row in rows:
                for cell in row:
                    self.walk(cell)
            return
        spans = [
            [(self.layout.add(self._cell(each)), *_span(each)) for each in row] for row in rows
        ]
        self.layout.grids.append(Grid(unfold(spans, self.layout.add(""), self.name)))

    def _rows(self, table: Element) -> Iterator[Element]:
        for row in table.iter(_ROW):
            nearest = next(row.iterancestors(q("table:table")), None)
            if nearest is table and row.get(q("table:visibility"), "visible") == "visible":
                yield row

    def sheets(self, body: Element) -> None:
        """Lay out the sheets of a workbook that are shown."""
        number = 0
        for table in body.iter(q("table:table")):
            if self.looks.hides_table(table):
                continue
            number += 1
            name = table.get(q("table:name"), "")
            self.layout.names[number] = f"sheet {name}"
            lay_out(self._sheet(table, name), self.layout, number, self.name)

    def _sheet(self, table: Element, name: str) -> Sheet:
        rows: list[list[str]] = []
        spans: list[tuple[int, int, int, int]] = []
        hidden = set[int]()
        for row in table.iter(_ROW):
            texts = self._sheet_row(row, len(rows), spans)
            count = _repeated(row, "rows") if any(texts) else 1
            for _ in range(min(count, limits().cells // max(1, len(texts)))):
                if row.get(q("table:visibility"), "visible") != "visible":
                    hidden.add(len(rows))
                rows.append(texts)
            self._check(rows)
        return without_hidden(rows, spans, (hidden, _hidden_columns(table)), name)

    def _check(self, rows: list[list[str]]) -> None:
        cells = sum(map(len, rows[-1:])) * len(rows)
        refuse_more(cells, "cells", self.name, "Keep the rows that matter")

    def _sheet_row(
        self, row: Element, number: int, spans: list[tuple[int, int, int, int]]
    ) -> list[str]:
        texts: list[str] = []
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            text = self._cell(cell) if cell.tag == _CELLS[0] else ""
            struck = self.looks.hides(cell)
            down, across = _span(cell)
            if down > 1 or across > 1:
                spans.append((number, len(texts), number + down - 1, len(texts) + across - 1))
            count = _repeated(cell, "columns")
            texts += (
                [""] if not text and count > 1000 else ["" if struck else text] * min(count, 1000)
            )
        return texts


def _span(cell: Element) -> tuple[int, int]:
    down, across = (cell.get(q(f"table:number-{x}-spanned"), "1") for x in ("rows", "columns"))
    return max(1, int(down)), max(1, int(across))


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(q(f"table:number-{what}-repeated"), "1")))


def _hidden_columns(table: Element) -> set[int]:
    hidden, place = set[int](), 0
    for column in table.iter(q("table:table-column")):
        count = min(_repeated(column, "columns"), 1000)
        if column.get(q("table:visibility"), "visible") != "visible":
            hidden |= set(range(place, place + count))
        place += count
    return hidden
