"""PDF files: running text, ruled tables and the pages that they stand on."""

import io
from collections.abc import Sequence
from itertools import chain

import pdfplumber
import pypdfium2 as pdfium
from pypdfium2 import raw

from plancompare.guard.limits import limits, more
from plancompare.reading.assembly import assemble
from plancompare.reading.boxes import Character
from plancompare.reading.document import Document
from plancompare.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    ProtectedDocument,
    ScannedDocument,
    refusing_damage,
)
from plancompare.reading.formats import File
from plancompare.reading.pagelayout import Page, lay_out
from plancompare.reading.pdftables import RuledTable, has_rules, ruled_tables
from plancompare.reading.pdftext import Turn, characters

_DAMAGED = "a PDF that cannot be opened."
_REMEDY = "Get the file once more, or print it to a new PDF."
_FEWEST_CHARACTERS = 20  # a page, on average; pictures of pages may carry stamped page numbers

Signs = Sequence[Character]  # of a page


def read(file: File) -> Document:
    """Read a PDF file.

    Args:
        file: The file.

    Raises:
        DamagedDocument: If it cannot be opened.
        DocumentTooLarge: If it has more pages than are read.
        EmptyDocument: If its pages are blank.
        ProtectedDocument: If it wants a password.
        ScannedDocument: If its pages are pictures without text.
    """
    with _open(file) as document, refusing_damage(_DAMAGED, file.name, _REMEDY):
        signs = [characters(page) for page in document]
        _check_text(document, signs, file.name)
        tables = _tables(document, file, signs)
    found = zip(signs, tables, strict=True)
    layout = lay_out([Page(number, *each) for number, each in enumerate(found, start=1)])
    return assemble(file, "pdf", "\n".join(layout.lines), layout)


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
    if count > limits().pages:
        raise DocumentTooLarge(
            f"{count} pages, and no more than {limits().pages} are read.",
            where=file.name,
            remedy=f"Split it, {more('pages')}.",
        )
    return document


def _check_text(document: pdfium.PdfDocument, signs: Sequence[Signs], name: str) -> None:
    """Tell a document of pictures from one of text."""
    printed = sum(not sign.text.isspace() for sign in chain.from_iterable(signs))
    pictures = any(
        next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None
        for page in document
    )
    if pictures and printed < _FEWEST_CHARACTERS * len(document):
        raise ScannedDocument(
            "a scanned PDF: its pages are pictures without text.",
            where=name,
            remedy="Run text recognition (OCR) on it first, e.g. `ocrmypdf -l chi_sim IN OUT`.",
        )
    if not printed:
        raise EmptyDocument("a PDF without text.", where=name, remedy="Save it again, with text.")


def _tables(
    document: pdfium.PdfDocument, file: File, signs: Sequence[Signs]
) -> list[list[RuledTable]]:
    """The tables of each page; pdfplumber, which is slow, only sees pages with rules."""
    ruled = [has_rules(page) for page in document]
    if not any(ruled):
        return [[] for _ in ruled]
    turns = [Turn.of(page) for page in document]
    with pdfplumber.open(_upright(document, file)) as plumber:
        pages = plumber.pages
        if len(pages) != len(ruled):  # a damaged list of pages, which the two mend otherwise
            raise DamagedDocument(
                f"its pages are counted as {len(ruled)} and as {len(pages)}.",
                where=file.name,
                remedy=_REMEDY,
            )
        tables: list[list[RuledTable]] = []
        for number, page in enumerate(pages):
            found = ruled_tables(page, signs[number], turns[number]) if ruled[number] else []
            tables.append(found)
            page.close()
    return tables


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
