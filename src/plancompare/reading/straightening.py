"""Pictures of pages made straight: turned by quarters, and by the degrees that a scanner is off."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from plancompare.reading.ocr import Image

_MOST_DEGREES = 6.0
_STEPS = (0.5, 0.1, 0.02)  # degrees, coarse to fine
_SMALL = 900  # pixels across: enough to tell the angle of lines
_WHITE = (255, 255, 255)
_NOT_WORTH_IT = 0.03  # degrees


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture made straight, and the way back to the picture as it was.

    Attributes:
        image: The straight picture.
        back: From its pixels to those of the picture as it was, a matrix of two rows.
    """

    image: Image
    back: npt.NDArray[np.float64]


def straightened(image: Image) -> Straight:
    """Turn a picture so that its lines are level.

    Args:
        image: A picture whose text is not on its side.
    """
    angle = _skew(image)
    if abs(angle) < _NOT_WORTH_IT:
        return Straight(image, np.array([[1.0, 0, 0], [0, 1, 0]]))
    height, width = image.shape[:2]
    there = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        image, there, (width, height), flags=cv2.INTER_CUBIC, borderValue=_WHITE
    )
    back = np.asarray(cv2.invertAffineTransform(there), dtype=np.float64)
    return Straight(np.asarray(turned, dtype=np.uint8), back)


def turned(image: Image, quarters: int) -> Straight:
    """Turn a picture by quarters to the left.

    Args:
        image: The picture.
        quarters: How many, 0 to 3.
    """
    height, width = image.shape[:2]
    back = {
        0: [[1.0, 0, 0], [0, 1, 0]],
        1: [[0, -1, width - 1], [1, 0, 0]],
        2: [[-1, 0, width - 1], [0, -1, height - 1]],
        3: [[0, 1, 0], [-1, 0, height - 1]],
    }[quarters]
    return Straight(np.ascontiguousarray(np.rot90(image, quarters)), np.array(back, dtype=float))


def after(first: Straight, second: Straight) -> Straight:
    """Two turns as one.

    Args:
        first: The turn that was made first.
        second: The one that was made of its picture.
    """
    whole = np.vstack([second.back, [0, 0, 1]])
    return Straight(second.image, first.back @ whole)


def _skew(image: Image) -> float:
    """The angle by which the lines run down to the right, in degrees."""
    small = _small(image)
    best = 0.0
    reach = _MOST_DEGREES
    for step in _STEPS:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _evenness(small, angle)))
        reach = step
    return best


def _small(image: Image) -> npt.NDArray[np.uint8]:
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, _SMALL / gray.shape[1])
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(dark, dtype=np.uint8)


def _evenness(dark: npt.NDArray[np.uint8], angle: float) -> float:
    """How sharply dark rows change with white ones when the picture is turned by an angle."""
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(dark, matrix, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
