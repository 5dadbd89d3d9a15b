"""A text that remembers where each of its characters stood."""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

Span = tuple[int, int]


def span_array(spans: Iterable[Span]) -> npt.NDArray[np.int64]:
    """Spans as an array of two columns; a list of tuples would take ten times the memory."""
    return np.fromiter(chain.from_iterable(spans), dtype=np.int64).reshape(-1, 2)


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The number of each character of a text; halves of characters have one, too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def of_code_points(numbers: npt.NDArray[np.uint32]) -> str:
    """The text of the characters that have these numbers."""
    return numbers.tobytes().decode("utf-32-le", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and, for each of its characters, the place it came from.

    Attributes:
        text: The text as it now is.
        places: One place in the source for each character of `text`, rising.
    """

    text: str
    places: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, source: str) -> "Mapped":
        """Start with a text as it is."""
        return cls(source, np.arange(len(source), dtype=np.uint32))

    def with_text(self, text: str) -> "Mapped":
        """The same places under a text of the same length."""
        if len(text) != len(self.text):
            raise ValueError("a text of another length would lose its places")
        return Mapped(text, self.places)

    def without(self, spans: Iterable[Span] | npt.NDArray[np.int64]) -> "Mapped":
        """The text with spans cut out; they may touch and overlap."""
        if not isinstance(spans, np.ndarray):
            rest = iter(spans)
            if (first := next(rest, None)) is None:
                return self
            keep = np.ones(len(self.text), dtype=np.bool_)
            for start, end in chain([first], rest):
                keep[start:end] = False
            return self._kept(keep)
        bounds = spans.clip(max=len(self.text))
        edges = np.zeros(len(self.text) + 1, dtype=np.int32)
        np.add.at(edges, bounds[:, 0], 1)
        np.add.at(edges, bounds[:, 1], -1)
        return self._kept(np.cumsum(edges[:-1]) == 0)

    def _kept(self, keep: npt.NDArray[np.bool_]) -> "Mapped":
        return Mapped(of_code_points(code_points(self.text)[keep]), self.places[keep])

    def drop(
        self, pattern: re.Pattern[str], when: Callable[[re.Match[str]], bool] | None = None
    ) -> "Mapped":
        """Cut out what a pattern matches: its group `cut`, or all of it where it has none.

        Args:
            pattern: What to look for.
            when: Keeps the match in the text if it says no.
        """
        group: str | int = "cut" if "cut" in pattern.groupindex else 0
        found = pattern.finditer(self.text)
        return self.without(match.span(group) for match in found if when is None or when(match))

    def offsets(self, length: int) -> Sequence[int]:
        """The places as `Document.offsets` wants them.

        Args:
            length: Of the source, in characters: the place after the last one.
        """
        places = array("L")
        places.frombytes(self.places.astype(np.dtype(f"u{places.itemsize}")).tobytes())
        places.append(length)
        return places
