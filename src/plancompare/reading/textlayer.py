"""Whether the text of a PDF's page can be used: there may be none, or signs that mean nothing."""

import unicodedata
from collections.abc import Sequence
from enum import Enum
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

from plancompare.reading.boxes import Box, Character
from plancompare.reading.cleaning import simplify
from plancompare.reading.wording import wording

_FEWEST_SIGNS = 20  # a page of pictures may carry a stamp or a page number
_FEWEST_JUDGED = 8  # signs; of fewer nothing can be said
_LEAST_COMMON = 0.25  # of the wide signs; plans have more than half, wrong readings hardly any
_LEAST_WORDS = 0.5  # of the narrow ones, where there are no wide ones: letters and digits
_MOST_LOST = 0.2  # of all: signs that are none, or of no meaning outside their font
_WHOLE = 0.6  # of the page: a picture that is as large is the page
_SAMPLE = 20  # pieces of text
_NO_SIGNS = frozenset((*range(9), *range(14, 32), 11, 12, 0xFFFD, 0xFFFE))
_PART = 0.05  # of the page: a smaller picture is an ornament


class Layer(Enum):
    """What a page's text is."""

    TEXT = "text"
    BLANK = "nothing on it"
    PICTURE = "a picture without text"
    GARBLED = "text whose font does not say which characters it shows"
    RECOGNISED = "a picture, with text that another program read in it"


def layer_of(page: pdfium.PdfPage, signs: Sequence[Character]) -> Layer:
    """What a page's text is."""
    printed = [sign.text for sign in signs if not sign.text.isspace()]
    pictures = pictures_on(page)
    is_picture = sum(map(_area, pictures)) > _WHOLE * _area_of(page)
    lost = _lost(page)
    if len(printed) + lost >= _FEWEST_JUDGED and is_garbled("".join(printed), lost):
        return Layer.GARBLED
    if (
        pictures
        and len(printed) < _FEWEST_SIGNS
        and sum(map(_area, pictures)) > _PART * _area_of(page)
    ):
        return Layer.PICTURE
    if not printed:
        return Layer.BLANK
    return Layer.RECOGNISED if is_picture and _is_invisible(page) else Layer.TEXT


def is_garbled(text: str, lost: int = 0) -> bool:
    """Whether a text is made of signs that mean nothing, as of a font that was cut down.

    Args:
        text: The signs of a page without white space.
        lost: How many more there are that are no characters at all.
    """
    strange = lost + sum(unicodedata.category(sign) in ("Co", "Cn", "Cs", "Cc") for sign in text)
    if strange > _MOST_LOST * (len(text) + lost):
        return True
    wide = [sign for sign in text if sign >= "\u2e80"]
    if len(wide) > len(text) / 10:
        common = wording().common_characters
        return sum(sign in common for sign in simplify("".join(wide))) < _LEAST_COMMON * len(wide)
    return sum(map(str.isalnum, text)) < _LEAST_WORDS * len(text)


def pictures_on(page: pdfium.PdfPage) -> list[Box]:
    """The pictures on a page that are no ornaments, in its own coordinates."""
    boxes = [Box(*shape.get_bounds()) for shape in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])]
    return [box for box in boxes if _area(box) > _PART * _area_of(page)]


def _area(box: Box) -> float:
    return max(0.0, box.right - box.left) * max(0.0, box.height)


def _area_of(page: pdfium.PdfPage) -> float:
    width, height = page.get_size()
    return float(width * height) or 1.0


def _lost(page: pdfium.PdfPage) -> int:
    """How many signs of a page are no characters."""
    text = page.get_textpage()
    codes = (raw.FPDFText_GetUnicode(text, place) for place in range(text.count_chars()))
    return sum(code in _NO_SIGNS for code in codes)


def _is_invisible(page: pdfium.PdfPage) -> bool:
    """Whether the text of a page is not drawn, as under a picture of it."""
    texts = page.get_objects([raw.FPDF_PAGEOBJ_TEXT])
    modes = [raw.FPDFTextObj_GetTextRenderMode(text) for text in islice(texts, _SAMPLE)]
    return modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes) / 2
