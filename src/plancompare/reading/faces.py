"""The parts of a PDF's page whose text runs in one direction, each turned so that it is upright.

A wide table is often set on its side on a page that stands, or a page lies on its side and its
text does not: what counts is the direction of the text, not that of the page.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium

from plancompare.reading.boxes import Character
from plancompare.reading.pdftext import Turn, characters, without_tracking
from plancompare.reading.struck import without_struck

_FEWEST = 10  # characters of a part of its own; fewer are read with the others


@dataclass(frozen=True, slots=True)
class Face:
    """Text that runs in one direction.

    Attributes:
        turn: From the page's own coordinates to those in which the text is upright.
        signs: The characters, in the latter.
        back: From these to the coordinates of the page as it is looked at; empty if the same.
    """

    turn: Turn
    signs: Sequence[Character]
    back: tuple[float, ...]

    def recognised(self) -> "Face":
        """The same, its text marked as read in a picture, by whatever program."""
        return replace(self, signs=[replace(sign, is_recognised=True) for sign in self.signs])


def faces(page: pdfium.PdfPage) -> list[Face]:
    """The faces of a page, in the order in which their text begins."""
    looked_at = Turn.of(page)
    signs = characters(page, looked_at)
    counts = Counter(sign.rotation for sign in signs if not sign.text.isspace())
    if not counts:
        return [Face(looked_at, signs, ())]
    most = counts.most_common(1)[0][0]
    own = {rotation for rotation, count in counts.items() if rotation == most or count >= _FEWEST}
    order = dict.fromkeys(sign.rotation for sign in signs if sign.rotation in own)
    return [_face(page, looked_at, rotation, rotation == most, own) for rotation in order]


def _face(
    page: pdfium.PdfPage, looked_at: Turn, rotation: int, takes_rest: bool, own: set[int]
) -> Face:
    turn = looked_at.rotated(rotation)
    signs = [
        sign
        for sign in characters(page, turn)
        if sign.rotation == rotation or (takes_rest and sign.rotation not in own)
    ]
    same = turn.rotation == looked_at.rotation
    seen = without_struck(page, turn, signs)
    return Face(turn, without_tracking(seen), () if same else _back(turn, looked_at))


def _back(turn: Turn, looked_at: Turn) -> tuple[float, ...]:
    whole = _matrix(looked_at) @ np.linalg.inv(_matrix(turn))
    return tuple(float(each) for each in whole[:2].ravel())


def _matrix(turn: Turn) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """A turn of points, the page's corner at 0."""
    angle = math.radians(turn.rotation)
    cos, sin = round(math.cos(angle)), round(math.sin(angle))
    right, up = {
        0: (0.0, 0.0),
        90: (0.0, turn.width),
        180: (turn.width, turn.height),
        270: (turn.height, 0.0),
    }[turn.rotation]
    return np.array([[cos, sin, right], [-sin, cos, up], [0.0, 0.0, 1.0]])
