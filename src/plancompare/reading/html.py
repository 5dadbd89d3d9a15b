"""Web pages: their paragraphs and tables, without the frame around them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree, html

from plancompare.reading.assembly import assemble_layout
from plancompare.reading.decoding import decode, decode_as
from plancompare.reading.document import Document
from plancompare.reading.errors import DocumentTooLarge, EmptyDocument
from plancompare.reading.formats import File
from plancompare.reading.grid import unfold
from plancompare.reading.layout import Grid, Layout, one_line
from plancompare.reading.page import is_page_table
from plancompare.reading.visibility import Visibility, raised
from plancompare.reading.wording import wording

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{1,30})""", re.IGNORECASE
)
_SPACES = re.compile("[ \t\r\n\f]+")
_LONG_CELL = 500  # characters; a cell that is longer and holds most of the page is no cell


def read(file: File) -> Document:
    """Read a web page."""
    root = parse(file)
    walker = _Walker(file.name, _length(root) // 2, Visibility(root))
    walker.walk(root)
    remedy = "Save it again, whole."
    nothing = EmptyDocument("a page without text.", where=file.name, remedy=remedy)
    return assemble_layout(file, "html", walker.layout, nothing)


def parse(file: File) -> html.HtmlElement:
    """The elements of a web page, without comments and instructions.

    Raises:
        EmptyDocument: If there is no text on the page.
        UnknownEncoding: If its bytes are no text.
        DocumentTooLarge: If its elements are nested beyond reason.
    """
    return _parse(_decode(file), file.name)


def _decode(file: File) -> str:
    """Text of the page: in UTF-8 if it is that, else as declared, else as found out."""
    declared = _CHARSET.search(file.data[:4096])
    encodings = ["utf-8", declared[1].decode("ascii").lower() if declared else ""]
    for encoding in encodings:
        text = decode_as(file.data, {"gb2312": "gb18030", "gbk": "gb18030"}.get(encoding, encoding))
        if text is not None:
            return text
    return decode(file.data, file.name)


def _parse(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise EmptyDocument("a page without text.", where=name, remedy="Save it again.") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentTooLarge(
            "elements nested more than 2,000 deep.",
            where=name,
            remedy="Copy the text into a text file.",
        )
    return root


@dataclass
class _Walker:
    """Goes through a page and lays out what is to be read.

    Attributes:
        name: The file's name.
        half: Half the characters of the page: what holds more is neither a cell nor a frame.
        visibility: What is seen of it.
        layout: What has been laid out.
        words: The paragraph that is being gathered.
    """

    name: str
    half: int
    visibility: Visibility
    layout: Layout = field(default_factory=Layout)
    words: list[str] = field(default_factory=list)

    def walk(self, root: html.HtmlElement) -> None:
        """Lay out an element and all in it."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                self._begin(element, walk)
            else:
                self._break(element)
                self._gather(element.tail)
        self._flush()

    def _begin(self, element: html.HtmlElement, walk: "etree.iterwalk") -> None:
        hides = self.visibility.hides
        if hides(element) or (_is_frame(element) and _length(element, self.half) < self.half):
            walk.skip_subtree()
            return
        self._break(element)
        if self.visibility.raises(element):
            walk.skip_subtree()
            self._gather(_text(element, self.visibility))
            return
        rows = _table_rows(element, hides) if element.tag == "table" else None
        if rows is not None and max(map(_longest_text, rows)) < max(self.half, _LONG_CELL):
            walk.skip_subtree()
            self._table(element, rows)
        else:
            self._gather(element.text)

    def _gather(self, words: str | None) -> None:
        if words:
            self.words.append(_SPACES.sub(" ", words))

    def _break(self, element: html.HtmlElement) -> None:
        if element.tag in wording().html_blocks:
            self._flush()

    def _flush(self) -> None:
        words = one_line("".join(self.words))
        if words:
            self.layout.add(words)
        self.words.clear()

    def _table(self, table: html.HtmlElement, rows: list[list[html.HtmlElement]]) -> None:
        """Lay out a table: its caption, then each cell once."""
        for caption in table.iterchildren("caption"):
            self.layout.add(_text(caption, self.visibility))
        texts = [[_text(cell, self.visibility) for cell in row] for row in rows]
        if is_page_table(texts):
            return
        spans = [
            [
                (self.layout.add(text), _span(cell, "rowspan"), _span(cell, "colspan"))
                for cell, text in zip(row, words, strict=True)
            ]
            for row, words in zip(rows, texts, strict=True)
        ]
        self.layout.grids.append(Grid(unfold(spans, self.layout.add(""), self.name)))


def _table_rows(
    table: html.HtmlElement, hides: Callable[[html.HtmlElement], bool]
) -> list[list[html.HtmlElement]] | None:
    """The cells of a table of data; None for one that only lays out the page, or a box."""
    if sum(1 for _ in islice(table.iter("table"), 2)) > 1:
        return None
    shown = (row for row in table.iter("tr") if not hides(row) and not hides(row.getparent()))
    rows = [[cell for cell in row.iterchildren("td", "th") if not hides(cell)] for row in shown]
    rows = [row for row in rows if row]
    is_data = len(rows) > 1 and max(map(len, rows)) > 1
    return rows if is_data else None


def _longest_text(row: list[html.HtmlElement]) -> int:
    return max(map(_length, row))


def _length(element: html.HtmlElement, enough: int | None = None) -> int:
    """The characters in an element; counted no further than is enough."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if enough is not None and length >= enough:
            break
    return length


def _text(element: html.HtmlElement, visibility: Visibility) -> str:
    """The text of a cell, a line for each of its paragraphs; raised signs are marked."""
    pieces: list[str] = []
    raised_from: list[int] = []  # where the pieces begin of each raised element that is open
    hidden: html.HtmlElement | None = None
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and visibility.hides(inner):
            walk.skip_subtree()  # the next event is its end
            hidden = inner
            continue
        if hidden is not None:
            hidden = None
            pieces.append(_SPACES.sub(" ", inner.tail or ""))
            continue
        if inner.tag in wording().html_blocks:
            pieces.append("\n")
        if event == "start":
            raised_from += [len(pieces)] if visibility.raises(inner) else []
            pieces.append(_SPACES.sub(" ", inner.text or ""))
            continue
        if visibility.raises(inner):
            mark = "".join(pieces[(first := raised_from.pop()) :])
            pieces[first:] = [raised(mark)]
        if inner is not element:
            pieces.append(_SPACES.sub(" ", inner.tail or ""))
    return "".join(pieces)


def _span(cell: html.HtmlElement, name: str) -> int:
    digits = (cell.get(name) or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 1


def _is_frame(element: html.HtmlElement) -> bool:
    """Whether an element is named as the frame of the page, not as its content."""
    if element.tag in wording().html_frame:
        return next(element.iterancestors("article", "main"), None) is None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return not wording().html_frame_names.isdisjoint(names)
