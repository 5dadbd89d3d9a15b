"""What a model is asked about: passages of the clean text, each tied to the original."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plancompare.reading.document import Document

_LONGEST = 1_500  # characters of a passage
_PIECE = re.compile(r"[^\n。]{0,1500}[\n。]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document.

    Attributes:
        text: The piece.
        place: The headings that it stands under.
        offsets: For each character of it, and its end, the place in the original.
    """

    text: str
    place: str
    offsets: tuple[int, ...]


def passages_of(document: Document) -> list[Passage]:
    """The passages of a document that print digits, in order.

    Args:
        document: The document.
    """
    places = iter(document.blocks)
    block = next(places, None)
    place = ""
    found = []
    for start, end in _pieces(document.text):
        while block is not None and block.start < end:
            place, block = block.place, next(places, None)
        text = document.text[start:end]
        if any(sign.isdigit() for sign in text):
            found.append(Passage(text, place, tuple(map(int, document.offsets[start : end + 1]))))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Whole lines and sentences together, as many as a passage holds."""
    start = end = 0
    for piece in _PIECE.finditer(text):
        if piece.end() - start > _LONGEST and end > start:
            yield start, end
            start = end
        end = piece.end()
    if end > start:
        yield start, end
