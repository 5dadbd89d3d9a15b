"""Documents of pages: their pictures, and where on them each figure stands."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from plancompare.reading import Document
from plancompare.reading.document import Area, Places

FORMATS = ("pdf", "picture")
"""The formats that are shown as pictures of their pages."""

_WIDTH = 1400  # dots of a page's picture
_MOST_DOTS = 4000  # of its height: a page may be a strip
_LONGER_SIDE = 11.7 * 72  # points, of the page that a picture is taken for
_LINE = re.compile(r"[^\n]+")

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


def pages_of(
    document: Document, places: Places, path: Path, spans: Sequence[Sequence[Span]]
) -> Iterator[Page]:
    """The pages of a document, with the figures on them.

    Args:
        document: The document as it was read.
        places: Where its characters stand.
        path: The document's file.
        spans: For each figure where its value stands in `Document.original`.
    """
    sizes = _sizes(document.format, path)
    marks: dict[int, list[tuple[int, Spot]]] = defaultdict(list)
    for number, (start, end) in ((n, span) for n, found in enumerate(spans) for span in found):
        for area in places.areas(start, end):
            marks[area.page].append((number, _spot(area, sizes)))
    lines: dict[int, list[tuple[str, Spot]]] = defaultdict(list)
    for text, area in _lines(document.original, places):
        lines[area.page].append((text, _spot(area, sizes)))
    for page, (width, height) in enumerate(sizes, start=1):
        yield Page(height / width, tuple(marks[page]), tuple(lines[page]))


def _lines(original: str, places: Places) -> Iterator[tuple[str, Area]]:
    """What is printed on one line, with its place; a paragraph may go over several."""
    for line in _LINE.finditer(original):
        start, last = line.start(), None
        for place in range(*line.span()):
            for area in places.areas(place, place + 1):
                if last and not _beside(last, area):
                    yield original[start:place], places.areas(start, place)[0]
                    start = place
                last = area
        if last:
            yield original[start : line.end()], places.areas(start, line.end())[0]


def _beside(area: Area, following: Area) -> bool:
    """Whether a character stands on the line of the one before it."""
    middle = (following.bottom + following.top) / 2
    return area.page == following.page and area.bottom < middle < area.top


def _spot(area: Area, sizes: Sequence[tuple[float, float]]) -> Spot:
    width, height = sizes[area.page - 1]
    parts = (area.left / width, 1 - area.top / height, (area.right - area.left) / width,
             (area.top - area.bottom) / height)  # fmt: skip
    return tuple(round(part, 5) for part in parts)  # type: ignore[return-value]


def _sizes(form: str, path: Path) -> list[tuple[float, float]]:
    """The width and height of each page, in points."""
    if form == "pdf":
        with pdfium.PdfDocument(path) as pdf:
            return [page.get_size() for page in pdf]
    with Image.open(path) as picture:
        frames = range(getattr(picture, "n_frames", 1))
        sizes = [_frame(picture, number).size for number in frames]
    return [(w * _LONGER_SIDE / max(w, h), h * _LONGER_SIDE / max(w, h)) for w, h in sizes]


def _frame(picture: Image.Image, number: int) -> Image.Image:
    """A page of a picture, the right way up."""
    picture.seek(number)
    return ImageOps.exif_transpose(picture)


def pictures_of_pages(path: Path, numbers: Sequence[int]) -> list[bytes]:
    """Pages as PNG; done in a process of its own, whose start takes longer than a page.

    Args:
        path: The document's file.
        numbers: The pages', from 0.
    """
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    return [_packed((_of_pdf if is_pdf else _of_picture)(path, each)) for each in numbers]


def _packed(picture: Image.Image) -> bytes:
    packed = io.BytesIO()
    picture.convert("RGB").save(packed, "PNG", compress_level=3)
    return packed.getvalue()


def _of_pdf(path: Path, number: int) -> Image.Image:
    with pdfium.PdfDocument(path) as pdf:
        page = pdf[number]
        width, height = page.get_size()
        drawn = page.render(scale=min(_WIDTH / width, _MOST_DOTS / height), draw_annots=False)
        picture: Image.Image = drawn.to_pil()
    return picture


def _of_picture(path: Path, number: int) -> Image.Image:
    with Image.open(path) as picture:
        frame = _frame(picture, number).convert("RGB")
    frame.thumbnail((_WIDTH, _MOST_DOTS))
    return frame
