"""The characters of a PDF page, as lines and as paragraphs."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from plancompare.reading.boxes import Box, Character, Line
from plancompare.reading.outline import opens_heading, opens_with_number
from plancompare.reading.visibility import raised

_WIDE_GAP = 1.0  # of a character's height: what is further apart is another column
_FIRST_WIDE = "\u2e80"  # of the characters that are written without spaces
_SMALL = 0.8  # of the height of its line: what is smaller and stands higher is a raised mark
_RAISE = 0.15  # of its line's height, from the line's foot to the mark's
_LEAST_TRACKING = 0.1  # of a character's height: letters further apart are set apart on purpose
_MORE_THAN_TRACKING = 0.15  # likewise: a space is wider than that distance
_EDGE_LINES = 2  # at the top and the bottom of a page may be a running head
_PAGE_NUMBER = re.compile(r"[-—–·•\s]*第?\s*\d{1,4}\s*页?(?:\s*[/,共]+\s*\d{1,4}\s*页?)?[-—–·•\s]*")
_SENTENCE_ENDS = ("。", ";", "；", ":", "：", "!", "！", "?", "？")


@dataclass(frozen=True, slots=True)
class Margins:
    """How running text lies on the pages, in points.

    Attributes:
        left: Where lines begin that go on a paragraph.
        right: Where full lines end.
        size: The height of a line.
    """

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, found: Sequence[Line]) -> "Margins":
        """Measure a document: most of its lines are running text."""
        if not found:
            return cls(0, 0, 0)
        return cls(
            left=float(np.percentile([line.box.left for line in found], 10)),
            right=float(np.percentile([line.box.right for line in found], 90)),
            size=float(np.median([line.box.height for line in found])),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """From a page's own coordinates to those of the page as it is looked at.

    Attributes:
        left: Where the page begins, in its own coordinates.
        bottom: Likewise.
        width: Of the page before it is turned.
        height: Likewise.
        rotation: How far it is turned clockwise: 0, 90, 180 or 270 degrees.
    """

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "Turn":
        """The turn of a page."""
        left, bottom, right, top = page.get_mediabox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation())

    def rotated(self, rotation: int) -> "Turn":
        """The turn to another direction.

        Args:
            rotation: How far the page is turned clockwise.
        """
        return replace(self, rotation=rotation)

    def box(self, corners: tuple[float, float, float, float]) -> Box:
        """A rectangle on the page as it is looked at.

        Args:
            corners: Left, bottom, right and top in the page's own coordinates.
        """
        x0, x1 = corners[0] - self.left, corners[2] - self.left
        y0, y1 = corners[1] - self.bottom, corners[3] - self.bottom
        match self.rotation:
            case 90:
                return Box(y0, self.width - x1, y1, self.width - x0)
            case 180:
                return Box(self.width - x1, self.height - y1, self.width - x0, self.height - y0)
            case 270:
                return Box(self.height - y1, x0, self.height - y0, x1)
            case _:
                return Box(x0, y0, x1, y1)


def characters(page: pdfium.PdfPage, turn: Turn | None = None) -> list[Character]:
    """The characters of a page in the order of its text, line ends left out.

    Args:
        page: The page.
        turn: To the coordinates of their boxes; by default those of the page as looked at.
    """
    text = page.get_textpage()
    turn = turn or Turn.of(page)
    found: list[Character] = []
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        if "\udc00" <= sign <= "\udfff" and found and "\ud800" <= found[-1].text <= "\udbff":
            found[-1] = replace(found[-1], text=_whole(found[-1].text + sign))
        elif sign >= " " and sign not in "\x7f\ufffe\uffff":
            box = turn.box(text.get_charbox(index, loose=True))
            # The angle is that of the writing, which runs up where the page must be turned by 90.
            quarters = -round(raw.FPDFText_GetCharAngle(text, index) / (math.pi / 2))
            is_guessed = sign == " " and raw.FPDFText_IsGenerated(text, index) == 1
            found.append(Character(sign, box, 90 * (quarters % 4), is_guessed))
    return found


def without_tracking(signs: Sequence[Character]) -> list[Character]:
    """Characters without the spaces that are guessed in text whose letters stand apart.

    Args:
        signs: Of one direction.
    """
    printed = [sign for sign in signs if not sign.text.isspace()]
    gaps = [
        (b.box.left - a.box.right) / b.box.height
        for a, b in pairwise(printed)
        if min(a.text, b.text) >= _FIRST_WIDE and b.box.height and _goes_on([a], b)
    ]
    tracking = float(np.median(gaps)) if gaps else 0.0
    if tracking < _LEAST_TRACKING:
        return list(signs)
    kept: list[Character] = []
    before: Character | None = None
    for sign, following in zip(signs, [*signs[1:], None], strict=True):
        if sign.is_guessed and before and following and following.box.height:
            gap = (following.box.left - before.box.right) / following.box.height
            if gap <= tracking + _MORE_THAN_TRACKING:
                continue
        kept.append(sign)
        before = before if sign.text.isspace() else sign
    return kept


def lines(signs: Iterable[Character], page: int = 0) -> list[Line]:
    """Put characters together to lines.

    Args:
        signs: In the order of the text.
        page: The page they stand on.

    Returns:
        The lines in the same order; several spaces stand where columns are apart.
    """
    found: list[list[Character]] = []
    for sign in signs:
        if sign.text.isspace():
            if found:
                found[-1].append(sign)
        elif found and _goes_on(found[-1], sign):
            found[-1].append(sign)
        else:
            found.append([sign])
    return [_line(line, page) for line in found]


def _goes_on(line: Sequence[Character], sign: Character) -> bool:
    """Whether a character stands on a line: at its height, and not back to the left."""
    last = next(previous for previous in reversed(line) if not previous.text.isspace()).box
    size = max(last.height, sign.box.height)
    rise = abs(last.top + last.bottom - sign.box.top - sign.box.bottom) / 2
    return rise < size / 2 and sign.box.left > last.left - size


def _line(signs: Sequence[Character], page: int) -> Line:
    printed = [sign for sign in signs if not sign.text.isspace()]
    signs = _with_marks(signs, printed)
    words: list[str] = []
    boxes: list[Box | None] = []
    previous, spaced = None, False
    for sign in signs:
        if sign.text.isspace():
            spaced = True
            continue
        gap = _between(previous, sign, spaced) if previous else ""
        word = _whole(sign.text)
        words += [gap, word]
        boxes += [*[None] * len(gap), *[sign.box] * len(word)]
        previous, spaced = sign, False
    box = Box(
        min(sign.box.left for sign in printed),
        min(sign.box.bottom for sign in printed),
        max(sign.box.right for sign in printed),
        max(sign.box.top for sign in printed),
    )
    is_recognised = any(sign.is_recognised for sign in printed)
    return Line("".join(words), box, page, tuple(boxes), is_recognised)


def _whole(text: str) -> str:
    """A sign without halves of characters, which no library takes."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _with_marks(signs: Sequence[Character], printed: Sequence[Character]) -> list[Character]:
    """The signs of a line, raised ones marked; the heights are those of the fonts."""
    height = float(np.median([sign.box.height for sign in printed]))
    foot = float(np.median([sign.box.bottom for sign in printed]))
    is_raised = [
        not sign.text.isspace()
        and sign.box.height < _SMALL * height
        and sign.box.bottom > foot + _RAISE * height
        for sign in signs
    ]
    return [
        replace(sign, text=raised(sign.text)) if is_mark else sign
        for sign, is_mark in zip(signs, is_raised, strict=True)
    ]


def _between(sign: Character, following: Character, spaced: bool) -> str:
    """What stands between two characters of a line: nothing, a space, or a column's gap."""
    if following.box.left - sign.box.right > _WIDE_GAP * following.box.height:
        return "  "
    # Beside a wide character a space only comes of the way that the line was set.
    return " " if spaced and max(sign.text, following.text) < _FIRST_WIDE else ""


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out page numbers, and the heads and feet that pages share.

    Args:
        pages: The lines of each page, top to bottom.
    """
    edges = [_edges(page) for page in pages]
    counts = Counter(
        _shape(line) for edge in edges for line in {_shape(x): x for x in edge}.values()
    )
    needed = max(2, len(pages) / 2)
    return [
        [
            line
            for line in page
            if line not in edge
            or not (_PAGE_NUMBER.fullmatch(line.text) or counts[_shape(line)] >= needed)
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.box.top)
    return by_height[:_EDGE_LINES] + by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def paragraphs(found: Iterable[Line], margins: Margins) -> Iterator[list[Line]]:
    """Put the lines of one paragraph together.

    A line goes on in the next one if it reaches the right margin and the next one is neither
    indented nor a heading.

    Args:
        found: Lines of running text, top to bottom, page after page.
        margins: Of the document.
    """
    paragraph: list[Line] = []
    for line in found:
        if paragraph and not _continues(paragraph[-1], line, margins):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _continues(line: Line, following: Line, margins: Margins) -> bool:
    size = margins.size
    is_full = line.box.right >= margins.right - 1.6 * size
    steps_in = following.box.left > line.box.left + 0.6 * size
    same_size = 0.8 * line.box.height < following.box.height < 1.25 * line.box.height
    apart = line.page == following.page and line.box.bottom - following.box.top > 1.5 * size
    in_columns = "  " in line.text or "  " in following.text
    heads = opens_heading(following.text)
    if not is_full or steps_in or not same_size or apart or in_columns or heads:
        return False
    indented = following.box.left > margins.left + size
    return not (
        line.text.endswith(_SENTENCE_ENDS) and (indented or opens_with_number(following.text))
    )
