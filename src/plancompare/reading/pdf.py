"""PDF files: running text, ruled tables and the pages that they stand on.

A page of text is read by its text; one that is a picture, or whose text means nothing, by text
recognition where that is installed. What is left unread stands in the document's notes.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pdfplumber
import pypdfium2 as pdfium

from plancompare.reading import ocr
from plancompare.reading.assembly import assemble_layout
from plancompare.reading.boxes import Box
from plancompare.reading.document import Document
from plancompare.reading.errors import (
    DamagedDocument,
    EmptyDocument,
    ProtectedDocument,
    ScannedDocument,
    refuse_more,
    refusing_damage,
)
from plancompare.reading.faces import Face, faces
from plancompare.reading.formats import File
from plancompare.reading.opentables import open_tables
from plancompare.reading.pagelayout import Page, lay_out
from plancompare.reading.pdfscans import (
    note_of,
    pictures_with_text,
    recognised_page,
    with_pictures,
)
from plancompare.reading.pdftables import RuledTable, has_rules, ruled_tables, rules_of
from plancompare.reading.textlayer import Layer, layer_of

_DAMAGED = "a PDF that cannot be opened."
_REMEDY = "Get the file once more, or print it to a new PDF."
_UNREADABLE = (Layer.PICTURE, Layer.GARBLED)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as its text layer gives it.

    Attributes:
        number: From 1.
        faces: Its text, by direction.
        layer: What it is.
        pictures: The places of pictures beside the text that may hold some.
    """

    number: int
    faces: Sequence[Face]
    layer: Layer
    pictures: Sequence[Box] = ()

    @property
    def is_readable(self) -> bool:
        """Whether it is read by its text layer."""
        return self.layer not in _UNREADABLE


def read(file: File) -> Document:
    """Read a PDF file."""
    with _open(file) as document, refusing_damage(_DAMAGED, file.name, _REMEDY):
        leaves = list(_leaves(document))
        _check(leaves, file.name)
        recognised = dict(_recognised(document, leaves))
        tables = _tables(document, file, leaves)
    pages = [page for leaf in leaves for page in _pages(leaf, tables, recognised.get(leaf.number))]
    remedy = "Scan it again, sharper, at 300 dots an inch."
    problem = "a PDF of pictures in which no text is found."
    nothing = ScannedDocument(problem, where=file.name, remedy=remedy)
    notes = tuple(_notes(leaves, recognised))
    return assemble_layout(file, "pdf", lay_out(pages), nothing, notes)


def _open(file: File) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(file.data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedDocument(
                "the PDF wants a password.",
                where=file.name,
                remedy="Open it and print or save a copy without one.",
            ) from None
        raise DamagedDocument(_DAMAGED, where=file.name, remedy=_REMEDY) from None
    refuse_more(count, "pages", file.name)
    return document


def _leaves(document: pdfium.PdfDocument) -> Iterator[_Leaf]:
    for number, page in enumerate(document, start=1):
        found = faces(page)
        signs = [sign for face in found for sign in face.signs]
        layer = layer_of(page, signs)
        if layer is Layer.RECOGNISED:
            found = [face.recognised() for face in found]
        beside = layer is Layer.TEXT and not any(face.back for face in found)
        yield _Leaf(number, found, layer, pictures_with_text(page, signs) if beside else ())


def _check(leaves: Sequence[_Leaf], name: str) -> None:
    """Refuse what has no text at all, or none that can be read here."""
    if all(leaf.layer is Layer.BLANK for leaf in leaves):
        raise EmptyDocument("a PDF without text.", where=name, remedy="Save it again, with text.")
    readable = any(leaf.is_readable and leaf.layer is not Layer.BLANK for leaf in leaves)
    if readable or ocr.is_installed():
        return
    is_scan = any(leaf.layer is Layer.PICTURE for leaf in leaves)
    problem = (
        "a scanned PDF: its pages are pictures without text."
        if is_scan
        else f"a PDF of {Layer.GARBLED.value}."
    )
    raise ScannedDocument(problem, where=name, remedy=ocr.MISSING)


def _recognised(
    document: pdfium.PdfDocument, leaves: Sequence[_Leaf]
) -> Iterator[tuple[int, Page]]:
    """The pages that are looked at, one after the other: a picture of a page is large."""
    for leaf in leaves if ocr.is_installed() else ():
        if not leaf.is_readable or leaf.pictures:
            yield leaf.number, recognised_page(document[leaf.number - 1], leaf.number)


def _pages(
    leaf: _Leaf, tables: Mapping[tuple[int, int], Sequence[RuledTable]], seen: Page | None
) -> Iterator[Page]:
    """A page, as many times as its text has directions."""
    if not leaf.is_readable:
        yield from [seen] if seen else []
        return
    for place, face in enumerate(leaf.faces):
        page = Page(leaf.number, face.signs, tables.get((leaf.number, place), ()), face.back)
        is_first = place == 0 and not face.back
        yield with_pictures(page, seen, leaf.pictures) if seen and is_first else page


def _notes(leaves: Sequence[_Leaf], recognised: Mapping[int, Page]) -> Iterator[str]:
    for leaf in leaves:
        if leaf.number in recognised:
            continue
        if not leaf.is_readable:
            yield f"page {leaf.number} is not read: {leaf.layer.value}. {ocr.MISSING}"
        elif leaf.pictures:
            yield note_of(leaf.number)


def _tables(
    document: pdfium.PdfDocument, file: File, leaves: Sequence[_Leaf]
) -> dict[tuple[int, int], list[RuledTable]]:
    """The tables of each face; pdfplumber, which is slow, only sees pages with rules."""
    ruled = {
        leaf.number for leaf in leaves if leaf.is_readable and has_rules(document[leaf.number - 1])
    }
    if not ruled:
        return {}
    with pdfplumber.open(_upright(document, file)) as plumber:
        pages = plumber.pages
        if len(pages) != len(leaves):  # a damaged list of pages, which the two mend otherwise
            raise DamagedDocument(
                f"its pages are counted as {len(leaves)} and as {len(pages)}.",
                where=file.name,
                remedy=_REMEDY,
            )
        tables = {}
        for leaf, page in zip(leaves, pages, strict=True):
            for place, face in enumerate(leaf.faces if leaf.number in ruled else ()):
                tables[leaf.number, place] = _tables_of(page, face, leaf.number)
            page.close()
    return tables


def _tables_of(page: pdfplumber.page.Page, face: Face, number: int) -> list[RuledTable]:
    """The tables between rules of both kinds, then those between level ones alone."""
    found = ruled_tables(page, face.signs, face.turn)
    return found + open_tables(rules_of(page, face.turn), face.signs, number, found)


def _upright(document: pdfium.PdfDocument, file: File) -> io.BytesIO:
    """The file with no page turned: pdfplumber finds no tables on some turned pages."""
    turned = [page for page in document if page.get_rotation()]
    if not turned:
        return io.BytesIO(file.data)
    for page in turned:
        page.set_rotation(0)
    saved = io.BytesIO()
    document.save(saved)
    return saved
