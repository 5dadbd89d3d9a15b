"""The document as it looks, with every figure outlined where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plancompare.extraction import read_figures
from plancompare.reading import Document, read_document
from plancompare.reviewing.markup import of_text
from plancompare.reviewing.pages import FORMATS, Page, pages_of
from plancompare.reviewing.proposal import Proposal, proposals_of
from plancompare.reviewing.webpage import of_html

Kind = Literal["pages", "html", "text"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, ready to be looked at.

    Attributes:
        kind: How it is shown: as pictures of its pages, as the web page it is, or as its text.
        proposals: The rows that the program reads in it.
        unread: Known labels whose values were not understood: label, what is printed, place.
        pages: Its pages, where it is shown so.
        markup: What stands on it, as markup in which nothing acts, where it is shown so.
    """

    kind: Kind
    proposals: tuple[Proposal, ...]
    unread: tuple[tuple[str, str, str], ...]
    pages: tuple[Page, ...] = ()
    markup: str = ""


def open_document(path: Path, region_code: str, period: tuple[int, int] | None) -> Opened:
    """Read a document for review; done in a process of its own.

    Args:
        path: The document.
        region_code: The source's region.
        period: The first and last year of the source, where it has them.

    Raises:
        DocumentError: If it cannot be read.
    """
    document = read_document(path)
    found = read_figures(document, region_code=region_code, period=period)
    proposals = proposals_of(found.figures, region_code)
    unread = tuple((each.label, each.printed, each.place) for each in found.unread)
    return _looked(document, path, proposals, unread)


def _looked(
    document: Document,
    path: Path,
    proposals: Sequence[Proposal],
    unread: tuple[tuple[str, str, str], ...],
) -> Opened:
    spans = [each.spans for each in proposals]
    if document.format in FORMATS and document.places:
        pages = tuple(pages_of(document, document.places, path, spans))
        return Opened("pages", tuple(proposals), unread, pages)
    if document.format == "html":
        return Opened("html", tuple(proposals), unread, markup=of_html(document, path, spans))
    return Opened("text", tuple(proposals), unread, markup=of_text(document, spans))
