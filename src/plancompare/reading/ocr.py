"""Text recognition, offline: rapidocr with the models that its wheel carries.

Needs the extra `plancompare[documents]`.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
Quad = tuple[tuple[float, float], ...]

MISSING = "Install plancompare[documents], with which pictures are read (pip install …)."
_LOWEST_SCORE = 0.3  # of a line; what is lower is no text
_PACKAGES = ("rapidocr", "onnxruntime", "cv2")


@dataclass(frozen=True, slots=True)
class Word:
    """A character, or a number, as it was recognised.

    Attributes:
        text: What it says.
        score: How sure that is, 0 to 1.
        left: In pixels, as the others; y runs down.
        top: Its upper edge.
        right: Its right edge.
        bottom: Its lower edge.
    """

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line, or a piece of one, as it was found.

    Attributes:
        words: From the left.
        score: How sure the text is, 0 to 1.
        quad: Its corners.
    """

    words: tuple[Word, ...]
    score: float
    quad: Quad

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Its left, upper, right and lower edge."""
        across, down = [x for x, _ in self.quad], [y for _, y in self.quad]
        return min(across), min(down), max(across), max(down)

    @property
    def is_upright(self) -> bool:
        """Whether it is taller than wide: its text runs up or down."""
        across = abs(self.quad[1][0] - self.quad[0][0])
        return abs(self.quad[3][1] - self.quad[0][1]) > 1.5 * across


def is_installed() -> bool:
    """Whether what recognises text is installed."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def recognise(image: Image) -> list[TextLine]:
    """Find the text in a picture.

    Args:
        image: Of three colours.
    """
    found = _engine()(image, return_word_box=True)
    if found.boxes is None or found.word_results is None:
        return []
    lines = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
    return [
        TextLine(tuple(_words(text, words, score, box)), float(score), _quad(box))
        for box, text, score, words in lines
    ]


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr has no types
    from rapidocr import RapidOCR  # noqa: PLC0415 - takes a second, and is an extra

    logging.getLogger("RapidOCR").disabled = True
    return RapidOCR(
        params={
            "Global.use_cls": False,  # pages are turned as a whole (`straightening.py`)
            "Global.log_level": "critical",
            "Global.text_score": _LOWEST_SCORE,
            "Global.max_side_len": 2600,
            "Det.limit_type": "max",  # lines are found in a smaller picture than they are read in
            "Det.limit_side_len": 1600,
            "Rec.rec_batch_num": 1,  # lines of one batch are all made as wide as the widest
            # One thread takes a third less work than two, which wait for each other.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _quad(box: npt.NDArray[np.float64]) -> Quad:
    return tuple((float(x), float(y)) for x, y in box)


def _words(text: str, words: Any, score: float, box: npt.NDArray[np.float64]) -> Iterator[Word]:  # noqa: ANN401
    """The words of a line with their places; the whole line where the two do not agree."""
    pieces = [
        (piece, sure, np.asarray(quad)) for piece, sure, quad in words or () if quad is not None
    ]
    if "".join(piece for piece, *_ in pieces).replace(" ", "") != text.replace(" ", ""):
        pieces = [(text, score, np.asarray(box))]
    for piece, sure, quad in pieces:
        (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
        yield Word(piece, float(sure), float(left), float(top), float(right), float(bottom))
