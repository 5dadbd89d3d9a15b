"""The ruled lines in a picture of a page."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from plancompare.reading.ocr import Image
from plancompare.reading.rules import Corners, Edge, merged

_SHORTEST = 8.0  # millimetres of a rule
_THICKEST = 1.5  # millimetres
_GAP = 0.4  # millimetres that a faint rule may be interrupted
_RIM = 0.15  # of a line of text: its upper and lower edge, where a rule may touch it
_MOST = 5_000  # pieces of rules; a page with more is a drawing


def rules_in(image: Image, dots: float) -> list[Edge]:
    """Find the level and upright rules.

    Args:
        image: A straight picture of a page.
        dots: Its pixels in a millimetre.

    Returns:
        The rules in pixels, as `tables_of_rules` takes them.
    """
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    block = 2 * int(4 * dots) + 1
    found = cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12
    )
    dark = np.asarray(found, dtype=np.uint8)
    edges = [*_level(dark, dots, "h"), *_level(np.ascontiguousarray(dark.T), dots, "v")]
    return edges if len(edges) <= _MOST else []


def without_strokes(edges: list[Edge], texts: Sequence[Corners]) -> list[Edge]:
    """Rules without the strokes of characters, which large type has as long as a rule.

    Args:
        edges: In pixels.
        texts: The boxes of the lines of text: left, top, right, bottom.
    """
    return [edge for edge in edges if not any(_is_within(edge, text) for text in texts)]


def _is_within(edge: Edge, text: Corners) -> bool:
    """Whether a rule runs through a line of text, and hardly out of it."""
    left, top, right, bottom = text
    rim = (bottom - top) * _RIM
    if edge["orientation"] == "v":
        outside = max(0, top - edge["top"]) + max(0, edge["bottom"] - bottom)
        return bool(left < edge["x0"] < right and outside < rim)
    outside = max(0, left - edge["x0"]) + max(0, edge["x1"] - right)
    return bool(top + rim < edge["top"] < bottom - rim and outside < bottom - top)


def in_points(edges: list[Edge], scale: float) -> list[Edge]:
    """Rules in points, those in pieces put together.

    Args:
        edges: In pixels.
        scale: Points in a pixel.
    """
    sides = ("x0", "x1", "top", "bottom")
    return merged([{**edge, **{side: edge[side] * scale for side in sides}} for edge in edges])


def _level(dark: npt.NDArray[np.uint8], dots: float, orientation: str) -> Iterator[Edge]:
    """The level rules of a picture; of one on its side, the upright ones."""
    length, gap = int(_SHORTEST * dots), max(1, int(_GAP * dots))
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    for left, top, width, height, _ in stats[1 : _MOST + 2]:
        if height > _THICKEST * dots:
            continue
        middle = top + height / 2
        level = {"x0": left, "x1": left + width, "top": middle, "bottom": middle}
        if orientation == "v":
            level = {"x0": middle, "x1": middle, "top": left, "bottom": left + width}
        yield {**level, "orientation": orientation}
