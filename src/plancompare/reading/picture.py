"""Pictures of pages (PNG, JPEG, TIFF, BMP, GIF, WebP), each page of a TIFF a page."""

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image as Pictures
from PIL import ImageOps, ImageSequence

from plancompare.guard.apart import more_time
from plancompare.guard.limits import limits
from plancompare.reading import ocr
from plancompare.reading.assembly import assemble_layout
from plancompare.reading.document import Document
from plancompare.reading.errors import (
    DocumentTooLarge,
    EmptyDocument,
    ScannedDocument,
    refuse_more,
    refusing_damage,
)
from plancompare.reading.formats import File
from plancompare.reading.pagelayout import Page, lay_out

_LARGEST = 80_000_000  # pixels: an A3 page at 600 dots an inch has 70 million
_READ_AT = 2_400  # pixels on the longer side; an A4 page at 200 dots an inch
_SMALLEST = 1_200  # likewise; what has fewer is enlarged
_LONGER_SIDE = 11.7  # inches, of the A4 page that a picture is taken for


def read(file: File) -> Document:
    """Read a picture of a page, or a TIFF of several."""
    if not ocr.is_installed():
        raise ScannedDocument("a picture.", where=file.name, remedy=ocr.MISSING)
    with refusing_damage("a picture that cannot be opened.", file.name, "Save it as PNG."):
        pages = list(_pages(file))
    remedy = "Take it again, straight from above, in good light."
    nothing = EmptyDocument("a picture in which no text is found.", where=file.name, remedy=remedy)
    return assemble_layout(file, "picture", lay_out(pages), nothing)


def _pages(file: File) -> Iterator[Page]:
    from plancompare.reading import scan  # noqa: PLC0415 - OpenCV is an extra

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)  # see below
        with Pictures.open(io.BytesIO(file.data)) as picture:
            _check(picture, file)
            for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
                _check(frame, file)
                more_time(limits().seconds_page)
                upright = _sized(ImageOps.exif_transpose(frame).convert("RGB"))
                dots = max(upright.size) / _LONGER_SIDE
                yield scan.scanned_page(scan.as_colours(np.asarray(upright)), number, dots)


def _check(picture: Pictures.Image, file: File) -> None:
    if picture.width * picture.height > _LARGEST:
        raise DocumentTooLarge(
            f"more than {_LARGEST:,} pixels.", where=file.name, remedy="Save it smaller."
        )
    refuse_more(getattr(picture, "n_frames", 1), "pages", file.name)


def _sized(picture: Pictures.Image) -> Pictures.Image:
    """The picture as large as text is best recognised in."""
    longer = max(picture.size)
    if _SMALLEST <= longer <= _READ_AT:
        return picture
    scale = _READ_AT / longer if longer > _READ_AT else min(2.0, _READ_AT / longer)
    size = round(picture.width * scale), round(picture.height * scale)
    return picture.resize(size, Pictures.Resampling.LANCZOS)
