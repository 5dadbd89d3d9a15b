"""Text of a PDF's page that a line is drawn through: a PDF does not say that it is struck out."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from plancompare.reading.boxes import Box, Character
from plancompare.reading.pdftext import Turn

_THICKEST = 0.2  # of a sign's height
_BAND = (0.25, 0.7)  # of a sign's height, from its foot: below it a line is under, above it over
_LEAST_OF_LINE = 0.8  # that lies on signs: a rule of a table or of a form is longer
_MOST_SHAPES = 10_000  # of a page that are looked at; one with more is a drawing


def without_struck(page: pdfium.PdfPage, turn: Turn, signs: Sequence[Character]) -> list[Character]:
    """The signs that no line is drawn through.

    Args:
        page: The page.
        turn: From its coordinates to those in which the signs are upright.
        signs: Of one direction.
    """
    if not signs:
        return []
    boxes = np.array([(s.box.left, s.box.bottom, s.box.right, s.box.top) for s in signs])
    struck = np.zeros(len(signs), dtype=bool)
    for line in _level_lines(page, turn):
        on_it = _are_on(line, boxes)
        if on_it.any():
            left, right = boxes[on_it, 0].min(), boxes[on_it, 2].max()
            shared = min(right, line.right) - max(left, line.left)
            struck |= on_it & (shared >= _LEAST_OF_LINE * (line.right - line.left))
    return [sign for sign, is_struck in zip(signs, struck, strict=True) if not is_struck]


def _level_lines(page: pdfium.PdfPage, turn: Turn) -> Iterator[Box]:
    """The shapes that are wider than they are high."""
    for shape in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]), _MOST_SHAPES):
        box = turn.box(shape.get_bounds())
        if box.height < box.right - box.left:
            yield box


def _are_on(line: Box, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which signs a line goes through the middle of, from side to side."""
    left, bottom, right, top = boxes.T
    heights = np.maximum(top - bottom, 0.1)
    up = ((line.bottom + line.top) / 2 - bottom) / heights
    middle = (left + right) / 2
    is_thin = line.height <= _THICKEST * heights
    is_at_it = (line.left <= middle) & (middle <= line.right)
    found: npt.NDArray[np.bool_] = is_thin & (_BAND[0] <= up) & (up <= _BAND[1]) & is_at_it
    return found
