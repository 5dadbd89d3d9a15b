"""A page that is a picture: made straight, its text recognised, its ruled tables found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from plancompare.reading.boxes import Box, Character
from plancompare.reading.glyphs import looked_at
from plancompare.reading.inklines import in_points, rules_in, without_strokes
from plancompare.reading.ocr import Image, TextLine, Word, recognise
from plancompare.reading.ocrnoise import CUT, without_slips
from plancompare.reading.pagelayout import Page
from plancompare.reading.pdftables import tables_of_cells
from plancompare.reading.rules import tables_of_rules
from plancompare.reading.straightening import Straight, after, straightened, turned

DOTS_PER_INCH = 200
_MOST_PIXELS = 2_600  # on the longer side
_POINTS = 72.0
_MILLIMETRES = 25.4
_UNSURE = 0.8  # a page whose lines score less is tried the other way round


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on a page.

    Attributes:
        lines: From the top down, pieces of a line from the left.
        straight: The picture that they were recognised in.
    """

    lines: list[TextLine]
    straight: Straight

    @property
    def score(self) -> float:
        """How sure its text is on the whole, 0 to 1."""
        lengths = [len(line.words) for line in self.lines]
        scores = [line.score for line in self.lines]
        return float(np.average(scores, weights=lengths)) if sum(lengths) else 0.0


def scanned_page(image: Image, number: int, dots_per_inch: float) -> Page:
    """Read a picture of a page.

    Args:
        image: Of three colours.
        number: Of the page.
        dots_per_inch: Of the picture.
    """
    scan = _upright(image)
    scale = _POINTS / dots_per_inch
    height = scan.straight.image.shape[0]
    signs = [
        sign
        for line in _in_order(scan.lines)
        for sign in _signs(looked_at(scan.straight.image, line), height, scale)
    ]
    rules = rules_in(scan.straight.image, dots_per_inch / _MILLIMETRES)
    edges = in_points(without_strokes(rules, [line.corners for line in scan.lines]), scale)
    cells = [
        [Box(x0, height * scale - y1, x1, height * scale - y0) for x0, y0, x1, y1 in table]
        for table in tables_of_rules(edges)
    ]
    tables = tables_of_cells(cells, signs, number)
    back = _in_page(scan.straight.back, height, image.shape[0], scale)
    return Page(number, signs, tables, back)


def _upright(image: Image) -> Scan:
    """The page with its text level, whichever way it lay."""
    scan = _scan(image, 0)
    if sum(line.is_upright for line in scan.lines) > len(scan.lines) / 2:
        scan = max((_scan(image, 1), _scan(image, 3)), key=lambda each: each.score)
    elif scan.lines and scan.score < _UNSURE:
        scan = max((scan, _scan(image, 2)), key=lambda each: each.score)
    return scan


def _scan(image: Image, quarters: int) -> Scan:
    first = turned(image, quarters)
    straight = after(first, straightened(first.image))
    return Scan(recognise(straight.image), straight)


def _in_page(
    back: npt.NDArray[np.float64], height: int, old_height: int, scale: float
) -> tuple[float, ...]:
    """The way back in points, which run up, instead of pixels, which run down."""
    flip = np.array([[1, 0, 0], [0, -1, height * scale], [0, 0, 1]])
    pixels = np.diag([1 / scale, 1 / scale, 1])
    points = np.diag([scale, scale, 1])
    unflip = np.array([[1, 0, 0], [0, -1, old_height * scale], [0, 0, 1]])
    whole = unflip @ points @ np.vstack([back, [0, 0, 1]]) @ pixels @ flip
    return tuple(float(each) for each in whole[:2].ravel())


def _in_order(lines: Sequence[TextLine]) -> Iterator[list[Word]]:
    """The pieces of text line by line: from the top, and in a line from the left."""
    rest = sorted((line for line in lines if line.words), key=_top)
    while rest:
        first = rest[0]
        middle, half = _middle(first), _height(first) / 2
        row = [line for line in rest if abs(_middle(line) - middle) < half]
        rest = [line for line in rest if abs(_middle(line) - middle) >= half]
        yield from (list(line.words) for line in sorted(row, key=lambda each: each.words[0].left))


def _top(line: TextLine) -> float:
    return min(word.top for word in line.words)


def _height(line: TextLine) -> float:
    return max(word.bottom for word in line.words) - _top(line)


def _middle(line: TextLine) -> float:
    return _top(line) + _height(line) / 2


def _signs(words: Sequence[Word], height: int, scale: float) -> Iterator[Character]:
    """The characters of a piece; a number's share its box evenly, and all are equally high."""
    text = without_slips("".join(word.text for word in words))
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    place = 0
    for word in words:
        step = (word.right - word.left) / max(1, len(word.text))
        for offset in range(len(word.text)):
            left = word.left + offset * step
            box = Box(
                left * scale,
                (height - bottom) * scale,
                (left + step) * scale,
                (height - top) * scale,
            )
            if text[place] != CUT:
                yield Character(text[place], box, is_recognised=True)
            place += 1


def dots_for(width: float, height: float) -> float:
    """How many dots an inch a page is read at: fewer where it is larger than A4.

    Args:
        width: Of the page, in points.
        height: Likewise.
    """
    return min(DOTS_PER_INCH, _MOST_PIXELS * _POINTS / max(width, height, 1.0))


def as_colours(image: npt.NDArray[np.uint8], *, is_red_first: bool = True) -> Image:
    """A picture of three colours, in the order that OpenCV has them.

    Args:
        image: Grey, of three colours, or with transparency.
        is_red_first: Whether red is the first of its colours.
    """
    if image.ndim == 2 or image.shape[2] == 1:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    image = np.ascontiguousarray(image[:, :, :3])
    if not is_red_first:
        return image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGR), dtype=np.uint8)
