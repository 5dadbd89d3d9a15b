"""The pictures in a PDF that are read: pages that are one, and those on a page of text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from plancompare.guard.apart import more_time
from plancompare.guard.limits import limits
from plancompare.reading import ocr
from plancompare.reading.boxes import Box, Character
from plancompare.reading.pagelayout import Page
from plancompare.reading.pdftables import RuledTable
from plancompare.reading.pdftext import Turn
from plancompare.reading.textlayer import pictures_on

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_LARGE = 0.08  # of the page: a picture that may hold a table
_MOST_SIGNS = 20  # printed over a picture: with more it is a background


def recognised_page(page: "pdfium.PdfPage", number: int) -> Page:
    """Read a page by what it looks like.

    Args:
        page: The page.
        number: Of it, from 1.
    """
    from plancompare.reading import scan  # noqa: PLC0415 - OpenCV is an extra

    more_time(limits().seconds_page)
    dots = scan.dots_for(*page.get_size())
    picture = page.render(scale=dots / 72)
    image = scan.as_colours(picture.to_numpy().copy(), is_red_first=False)
    picture.close()
    return scan.scanned_page(image, number, dots)


def pictures_with_text(page: "pdfium.PdfPage", signs: Sequence[Character]) -> list[Box]:
    """The large pictures on a page of text over which no text is printed.

    Args:
        page: The page.
        signs: Its characters, as it is looked at.
    """
    turn = Turn.of(page)
    width, height = page.get_size()
    found = []
    for own in pictures_on(page):
        box = turn.box((own.left, own.bottom, own.right, own.top))
        is_large = (box.right - box.left) * box.height > _LARGE * width * height
        if is_large and sum(box.holds(sign.box) for sign in signs) < _MOST_SIGNS:
            found.append(box)
    return found


def with_pictures(page: Page, seen: Page, pictures: Sequence[Box]) -> Page:
    """A page of text with what stands in its pictures.

    Args:
        page: The page by its text.
        seen: The same, by what it looks like.
        pictures: The places of its pictures.
    """
    signs = [sign for sign in _moved(seen.signs, seen.back) if _is_in(pictures, sign.box)]
    tables = [_table(each, seen.back) for each in seen.tables]
    inside = [table for table in tables if _is_in(pictures, table.box)]
    return replace(page, signs=[*page.signs, *signs], tables=[*page.tables, *inside])


def note_of(number: int) -> str:
    """What to tell of a page whose pictures are not read."""
    return f"page {number}: a picture on it is not read. {ocr.MISSING}"


def _moved(signs: Sequence[Character], back: tuple[float, ...]) -> Iterator[Character]:
    return (replace(sign, box=sign.box.moved(back)) for sign in signs)


def _table(table: RuledTable, back: tuple[float, ...]) -> RuledTable:
    return replace(table.as_looked_at(back), box=table.box.moved(back))


def _is_in(pictures: Sequence[Box], box: Box) -> bool:
    return any(picture.holds(box) for picture in pictures)
