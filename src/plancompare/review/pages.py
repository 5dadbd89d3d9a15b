"""Pages of a PDF: as pictures, and where on them each figure stands."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium

from plancompare.reading import Document
from plancompare.reading.boxes import Box, Character
from plancompare.reading.pdftext import characters
from plancompare.review.align import aligned

_WIDTH = 1400  # dots of a page's picture
_MOST_DOTS = 4000  # of its height: a page may be a strip

Span = tuple[int, int]
Spot = tuple[float, float, float, float]
"""Left, top, width and height, in parts of the page's width and height."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        ratio: Its height by its width.
        marks: The figures on it: the number of each, and where its value stands.
        lines: Its lines of text, to be selected: what they say, and where they stand.
    """

    ratio: float
    marks: tuple[tuple[int, Spot], ...]
    lines: tuple[tuple[str, Spot], ...]


def pages_of_pdf(document: Document, path: Path, spans: Sequence[Sequence[Span]]) -> Iterator[Page]:
    """The pages of a PDF, with the figures on them.

    Args:
        document: The PDF as it was read.
        path: The PDF.
        spans: For each figure where its value stands in `Document.original`.
    """
    with pdfium.PdfDocument(path) as pdf:
        sizes = [page.get_size() for page in pdf]
        signs = [[each for each in characters(p) if not each.text.isspace()] for p in pdf]
    pages = [number for number, found in enumerate(signs) for _ in found]
    letters = [sign for found in signs for sign in found]
    places = aligned(document, "".join(sign.text for sign in letters))
    marks: list[list[tuple[int, Spot]]] = [[] for _ in sizes]
    for number, start, end in _each(spans):
        found = [int(place) for place in places[start:end] if place >= 0]
        for page, on_page in groupby(found, key=lambda place: pages[place]):
            for line in _lines(letters[place] for place in on_page):
                marks[page].append((number, _spot([each.box for each in line], sizes[page])))
    for page, size in enumerate(sizes):
        texts = tuple(_texts(signs[page], size))
        yield Page(size[1] / size[0], tuple(marks[page]), texts)


def _each(spans: Sequence[Sequence[Span]]) -> Iterator[tuple[int, int, int]]:
    for number, found in enumerate(spans):
        for start, end in found:
            yield number, start, end


def _lines(signs: Iterable[Character]) -> Iterator[list[Character]]:
    """Characters that stand beside each other."""
    line: list[Character] = []
    for sign in signs:
        if line and not _beside(line[-1].box, sign.box):
            yield line
            line = []
        line.append(sign)
    if line:
        yield line


def _beside(box: Box, following: Box) -> bool:
    height = max(box.height, following.height)
    rise = abs(box.top + box.bottom - following.top - following.bottom) / 2
    return rise < height / 2 and -height < following.left - box.right < 2 * height


def _texts(signs: Sequence[Character], size: tuple[float, float]) -> Iterator[tuple[str, Spot]]:
    for line in _lines(signs):
        text = "".join(sign.text for sign in line)
        yield text, _spot([sign.box for sign in line], size)


def _spot(boxes: Sequence[Box], size: tuple[float, float]) -> Spot:
    width, height = size
    left, right = min(b.left for b in boxes), max(b.right for b in boxes)
    bottom, top = min(b.bottom for b in boxes), max(b.top for b in boxes)
    parts = (left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
    return tuple(round(part, 5) for part in parts)  # type: ignore[return-value]


def picture_of_page(path: Path, number: int) -> bytes:
    """A page as a PNG; done in a process of its own.

    Args:
        path: The PDF.
        number: The page's, from 0.
    """
    with pdfium.PdfDocument(path) as pdf:
        page = pdf[number]
        width, height = page.get_size()
        scale = min(_WIDTH / width, _MOST_DOTS / height)
        picture = page.render(scale=scale, draw_annots=False).to_pil()
    file = io.BytesIO()
    picture.convert("RGB").save(file, "PNG", compress_level=3)
    return file.getvalue()
