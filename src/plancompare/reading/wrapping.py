"""Paragraphs that were broken into lines of a set width."""

import numpy as np
import numpy.typing as npt

from plancompare.reading.mapped import Mapped
from plancompare.reading.outline import outline

_NARROWEST, _WIDEST = 40, 120  # columns that a page has; a longer line is a paragraph
_SLACK = 4  # columns that a full line may lack, since some signs must not begin a line
_FEWEST_FULL = 5  # lines
_SHARE_FULL = 0.3  # of the lines with text
_NEVER_JOINED = ("|", "\t", "  ")  # signs of a table
_SENTENCE_ENDS = ("。", "!", "?", ";", ":")

Numbers = npt.NDArray[np.int64]


def unwrap(text: Mapped) -> Mapped:
    """Join the lines of wrapped paragraphs.

    A text is taken as wrapped where many lines are equally long and none is longer. A full line
    goes on in the next one, unless that is indented, a heading or a table's; in a text without
    indents a full line that ends a sentence also ends its paragraph.

    Args:
        text: Clean text; the places tell what was indented.
    """
    lines = text.text.split("\n")
    ends = np.cumsum([len(line) + 1 for line in lines]) - 1
    starts = np.append(0, ends[:-1] + 1)
    indents = _indents(text, starts)
    full = _full_lines(_widths(text.text, ends), np.diff(ends, prepend=-1) - 1, indents)
    if full is None:
        return text
    new = (indents > 0) | (starts == ends)
    new |= np.isin(starts, [heading.start for heading in outline(text.text)])
    if not (indents > 0).any():
        new[1:] |= [line.endswith(_SENTENCE_ENDS) for line in lines[:-1]]
    tabular = np.array([any(sign in line for sign in _NEVER_JOINED) for line in lines])
    joined = full[:-1] & ~new[1:] & ~tabular[:-1] & ~tabular[1:]
    return text.without(np.stack([ends[:-1], ends[:-1] + 1], axis=1)[joined])


def _full_lines(
    columns: Numbers, characters: Numbers, indents: Numbers
) -> npt.NDArray[np.bool_] | None:
    """Which lines are full, by columns or by characters; None if the text is not wrapped."""
    if not _NARROWEST <= columns.max() <= _WIDEST:
        return None
    by_column = columns + 2 * indents
    by_character = characters + indents
    full = max(
        (by_column >= by_column.max() - _SLACK, by_character >= by_character.max() - _SLACK / 2),
        key=np.count_nonzero,
    )
    needed = max(_FEWEST_FULL, _SHARE_FULL * np.count_nonzero(characters))
    return full if np.count_nonzero(full) >= needed else None


def _widths(text: str, ends: Numbers) -> Numbers:
    """Width of each line in columns: a wide character takes two."""
    characters = np.frombuffer((text + "\n").encode("utf-32-le", "surrogatepass"), dtype="<u4")
    columns = np.cumsum(1 + (characters > 0x7F).astype(np.int64))
    return np.diff(columns[ends], prepend=0) - 1


def _indents(text: Mapped, starts: Numbers) -> Numbers:
    """How many characters cleaning has cut before each line's first one."""
    indents = np.zeros(len(starts), dtype=np.int64)
    inner = (starts > 0) & (starts < len(text.text))
    indents[inner] = np.diff(text.places.astype(np.int64))[starts[inner] - 1] - 1
    return indents
