"""Paragraphs that were broken into lines: of a set width, or in the middle of a figure."""

import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from plancompare.reading.mapped import Mapped
from plancompare.reading.outline import outline

_NARROWEST, _WIDEST = 40, 120  # columns that a page has; a longer line is a paragraph
_SLACK = 4  # columns that a full line may lack, since some signs must not begin a line
_FEWEST_FULL = 5  # lines
_SHARE_FULL = 0.3  # of the lines with text
_NEVER_JOINED = ("|", "\t", "  ")  # signs of a table
_NUMBERS = re.compile(r"(?:\S+ )?(?:-?\d[\d.,]*[%‰]? ){2,}-?\d[\d.,]*[%‰]?")  # a row: 2020 3.1 4.2
_SENTENCE_ENDS = ("。", "!", "?", ";", ":")

Numbers = npt.NDArray[np.int64]

_UNIT = r"(?:岁|%|‰|/10?万|张|人|个百分点)"
_VALUE = rf"[≥≤<>]?\d{{1,6}}(?:\.\d{{1,3}})?{_UNIT}"
_LABEL_ENDS = re.compile(r"[\u4e00-\u9fff\d]{4,40}(?:率|寿命|水平|比例|比重|占比)$")
_VALUE_ALONE = re.compile(rf"{_VALUE}(?:以上|以下|左右)?[,。;]?$")
_GOES_ON_AFTER = re.compile("[比较同]|其中|[男女]性|也就是|这")  # the line after a value in a text
_BARE_NUMBER = re.compile(r"[\d.,%‰/<>≥≤~—-]{1,12}[万岁张人个]?$")
_GOES_ON = tuple("0123456789.≥≤<>比较岁%‰/张人名增提上下降减")  # what a broken figure goes on with
_MOST_LABELS = 2  # above a value of their own; more are a table
# the end of a line, the beginning of the next: between them a figure was broken
_BROKEN = (
    (re.compile(r"(?<![\d.])\d{1,4}\.$"), re.compile(rf"\d{{1,3}}{_UNIT}")),
    (re.compile(r"(?<![\d.])\d{1,4}$"), re.compile(rf"\.\d{{1,3}}{_UNIT}")),
    (
        re.compile("[\u4e00-\u9fff]{3}(?:达到|[降升][至到]|(?:提高|下降|上升)到|仅?为)$"),
        re.compile(_VALUE),
    ),
    (
        # in a sentence: 其中男性69.6 / 岁,女性73.3岁
        re.compile(r"^(?=.{10}).*[\u4e00-\u9fff]{2}\d{1,4}(?:\.\d{1,3})?$"),
        re.compile(r"(?:岁|%|‰|/10?万|张|人|名)[,。;、]"),
    ),
    (
        # 100%, alone in its line before 比2020年降低10%, is a table's cell
        re.compile(
            rf"^(?![^\n]*[增提升降减])(?:.*[\u4e00-\u9fff]{{3}}.{{0,20}}?{_VALUE}|[\d.]+岁)$"
        ),
        re.compile(r"[比较]20\d\d年[^,。;\n]{0,6}[增提升上降下减]"),
    ),
    # …为35.6% / 较2021年的21% / 增长了14.6个百分点
    (re.compile(rf"[\u4e00-\u9fff]{{3}}{_VALUE}$"), re.compile(rf"[比较]20\d\d年的{_VALUE}$")),
    (
        re.compile(rf"[比较]20\d\d年的{_VALUE}$"),
        re.compile(rf"(?:增长|提高|上升|提升|增加|下降|降低|减少)了?{_VALUE}"),
    ),
)


def unwrap(text: Mapped) -> Mapped:
    """Join the lines of wrapped paragraphs.

    A text is taken as wrapped where many lines are equally long and none is longer. A full line
    goes on in the next one, unless that is indented, a heading or a table's; in a text without
    indents a full line that ends a sentence also ends its paragraph.

    Args:
        text: Clean text; the places tell what was indented.
    """
    lines = text.text.split("\n")
    if max(map(len, lines)) > _WIDEST:
        return text
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
    tabular = np.array([_is_row(line) for line in lines])
    joined = full[:-1] & ~new[1:] & ~tabular[:-1] & ~tabular[1:]
    return text.without(np.stack([ends[:-1], ends[:-1] + 1], axis=1)[joined])


def _is_row(line: str) -> bool:
    drawn = any(sign in line for sign in _NEVER_JOINED)
    return drawn or _NUMBERS.fullmatch(line.strip()) is not None


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


def rejoin(text: Mapped) -> Mapped:
    """Join lines between which a figure was broken, as pages for telephones do.

    A decimal, a verb and its value, a value and what it changed by; and a label above its value,
    unless several of them stand so: that is a table.

    Args:
        text: Clean text.
    """
    lines = text.text.split("\n")
    labelled = [place for place in range(len(lines) - 1) if _is_above_value(lines, place)]
    joined = set(labelled if len(labelled) <= _MOST_LABELS else ())
    joined |= {place for place, pair in enumerate(pairwise(lines)) if _is_broken(*pair)}
    if not joined:
        return text
    ends = np.cumsum([len(line) + 1 for line in lines]) - 1
    return text.without((int(ends[place]), int(ends[place]) + 1) for place in sorted(joined))


def _is_broken(line: str, after: str) -> bool:
    """Whether a figure is broken between two lines."""
    return after[:1] in _GOES_ON and any(
        start.match(after) and end.search(line) for end, start in _BROKEN
    )


def _is_above_value(lines: list[str], place: int) -> bool:
    """Whether a line is a label, the next its value, and neither is part of a column."""
    if not (_LABEL_ENDS.fullmatch(lines[place]) and _VALUE_ALONE.fullmatch(lines[place + 1])):
        return False
    before, after = "".join(lines[max(place - 1, 0) : place]), "".join(lines[place + 2 : place + 3])
    goes_on = not after or _GOES_ON_AFTER.match(after) is not None
    return goes_on and not _BARE_NUMBER.fullmatch(before)
