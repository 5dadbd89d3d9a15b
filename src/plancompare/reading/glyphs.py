"""What a recognised text leaves open and its picture tells: ‰ or %, a raised mark or a digit."""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from plancompare.reading.ocr import Image, Word
from plancompare.reading.visibility import raised

_RINGS = {2: "%", 3: "‰"}
_STOPPED = {2: "%", 4: "‰"}  # before a full stop
_MARKED = re.compile(r"\d[\d.]*\d")
_LOWER = 0.8  # of the height of the other digits: a raised mark is smaller
_LIFT = 0.2  # of their height: and its foot stands higher
_SPECK = 0.25  # of a word's height: what is smaller is a point or dirt

Box = tuple[int, int, int, int]  # left, top, width and height


def looked_at(image: Image, words: Sequence[Word]) -> list[Word]:
    """Words with the signs that their picture shows.

    Args:
        image: The picture.
        words: Of a line.
    """
    after = [word.text[:1] for word in words[1:]] + [""]
    return [
        _with_mark(image, _with_rings(image, word, following))
        for word, following in zip(words, after, strict=True)
    ]


def _with_rings(image: Image, word: Word, following: str) -> Word:
    """A word whose percent sign is one for thousands if it has three rings.

    A full stop after it is a ring, too, of which more or less may be seen.
    """
    if "%" not in word.text and "‰" not in word.text:
        return word
    place = max(word.text.find("%"), word.text.find("‰"))
    step = (word.right - word.left) / len(word.text)
    left, right = word.left + (place - 0.3) * step, word.left + (place + 1.6) * step
    dark = _dark(image, replace(word, left=left, right=right))
    if dark is None:
        return word
    stop = (word.text[place + 1 :] + following).startswith("。")
    sign = _STOPPED.get(_rings(dark)) if stop else _RINGS.get(_rings(dark))
    text = word.text[:place] + sign + word.text[place + 1 :] if sign else word.text
    return replace(word, text=text)


def _with_mark(image: Image, word: Word) -> Word:
    """A number whose last digit is small and stands high: that is a mark."""
    if not _MARKED.fullmatch(word.text):
        return word
    dark = _dark(image, word)
    boxes = _glyphs(dark) if dark is not None else []
    if len(boxes) != len(word.text.replace(".", "")):
        return word
    *others, last = boxes
    height = float(np.median([box[3] for box in others]))
    foot = float(np.median([box[1] + box[3] for box in others]))
    if last[3] < _LOWER * height and last[1] + last[3] < foot - _LIFT * height:
        return replace(word, text=word.text[:-1] + raised(word.text[-1]))
    return word


def _dark(image: Image, word: Word) -> npt.NDArray[np.uint8] | None:
    """The ink of a word, white on black, at three times its size."""
    top, bottom = max(0, int(word.top)), int(word.bottom) + 1
    left, right = max(0, int(word.left)), int(word.right) + 1
    piece = image[top:bottom, left:right]
    if min(piece.shape[:2]) < 4:
        return None
    gray = cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY)
    large = cv2.resize(gray, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    _, dark = cv2.threshold(large, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(dark, dtype=np.uint8)


def _rings(dark: npt.NDArray[np.uint8]) -> int:
    """How many holes the ink has that are as large as those of a percent sign."""
    contours, tree = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return 0
    least = (dark.shape[0] * 0.05) ** 2
    return sum(
        cv2.contourArea(contour) > least
        for contour, (*_, parent) in zip(contours, tree[0], strict=True)
        if parent >= 0
    )


def _glyphs(dark: npt.NDArray[np.uint8]) -> list[Box]:
    """The pieces of ink that are as high as digits or marks, from the left."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    boxes = [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:]]
    return sorted(box for box in boxes if box[3] > _SPECK * dark.shape[0])
