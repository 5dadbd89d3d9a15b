"""Text as a chart can hold it: measured in the chart's font, wrapped, shortened, always literal."""

import os
import unicodedata
from functools import cache, lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from plancompare.charts.theme import font_path

ELLIPSIS = "…"
_EM = 100  # the size that glyphs are measured at
_HAIR = 0.01  # points; sums of measured widths are not exact
_MISSING = "□"
_LONGEST = 2000  # characters of one text that are looked at; no chart has room for more
_NOT_AT_START = set("，。、；：！？）》」』”’％‰…,.;:!?)]}%-–")
_NOT_AT_END = set("（《「『“‘([{")


@cache
def font() -> FT2Font:
    """The charts' font, at a size of its own."""
    face = FT2Font(font_path())  # one of our own: matplotlib changes the size of those it keeps
    face.set_size(_EM, 72)
    return face


# A font reads its file as it goes. Forked kernels would share one place in it, and read each
# other's glyphs; matplotlib forgets its own fonts for the same reason.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=font.cache_clear)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(font().get_charmap())


@lru_cache(maxsize=20_000)
def shown(char: str) -> str:
    """A character as the font can show it: □ for a glyph that it lacks, nothing for controls."""
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Mn"}:
        return ""
    return char if ord(char) in _glyphs() else _MISSING


@lru_cache(maxsize=20_000)
def advance(char: str) -> float:
    """The width of a character as it is shown, in em."""
    visible = shown(char)
    if not visible:
        return 0.0
    glyph = font().load_char(ord(visible), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / _EM


def text_width(text: str, size: float) -> float:
    """The width of one line of text.

    Args:
        text: The line.
        size: The font's size, in points.

    Returns:
        The sum of the glyphs' advances, in points (kerning, which only narrows, is left out).
    """
    return size * sum(map(advance, text))


def printable(text: object) -> str:
    """Text as one line that the font can show: no control characters, □ for glyphs it lacks."""
    return "".join(map(shown, " ".join(str(text)[:_LONGEST].split())))


def shorten(text: object, width: float, size: float) -> str:
    """One line no wider than `width` points, with … where something was left out."""
    line = printable(text)
    if text_width(line, size) <= width + _HAIR:
        return line
    room = width - text_width(ELLIPSIS, size)
    return _head(line, room, size).rstrip() + ELLIPSIS


def _head(text: str, width: float, size: float) -> str:
    used = 0.0
    for place, char in enumerate(text):
        used += size * advance(char)
        if used > width:
            return text[:place]
    return text


def wrap(text: object, width: float, size: float, *, lines: int = 2, tail: str = "") -> list[str]:
    """Lines no wider than `width` points.

    Chinese breaks between any two characters, except before closing and after opening punctuation;
    Latin words stay whole where one fits into a line.

    Args:
        text: What to set.
        width: The line's width, in points.
        size: The font's size, in points.
        lines: At most so many lines; the last one ends with … where something was left out.
        tail: Set after the text, and never left out: its unit, its footnote marks.

    Returns:
        The lines, at least one.
    """
    rest = printable(text)
    found: list[str] = []
    while len(found) < lines - 1 and text_width(rest + tail, size) > width:
        line, rest = _break(rest, width, size)
        found.append(line)
    return [*found, shorten(rest, width - text_width(tail, size), size) + tail]


def _break(text: str, width: float, size: float) -> tuple[str, str]:
    longest = min(max(1, len(_head(text, width, size))), len(text) - 1)
    place = longest
    while place > longest // 2 and not _may_break(text, place):
        place -= 1
    place = place if _may_break(text, place) else longest
    return text[:place].rstrip(), text[place:].lstrip()


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in _NOT_AT_START or before in _NOT_AT_END:
        return False
    return " " in (before, after) or not (_is_latin(before) and _is_latin(after))


def _is_latin(char: str) -> bool:
    return unicodedata.east_asian_width(char) not in {"W", "F"}
