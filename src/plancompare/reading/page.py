"""The head and foot of a web page, as they come along when a plan is saved or copied."""

from collections.abc import Sequence
from itertools import chain, takewhile

from plancompare.reading.wording import wording

_MOST = 60  # lines of a page's head or foot
_LONGEST = 80  # of a line of a page's head or foot, in characters
_PROSE = 60  # a line this long is the plan itself


def page_edges(lines: Sequence[str]) -> set[int]:
    """Which lines are a page's head or foot.

    Only lines before the first and after the last long paragraph can be: the same words inside
    the plan are the plan's.

    Returns:
        The numbers of the lines, from 0.
    """
    numbers = range(len(lines))
    edges = chain(
        takewhile(lambda number: not _is_prose(lines[number]), numbers[:_MOST]),
        takewhile(lambda number: not _is_prose(lines[number]), numbers[: -_MOST - 1 : -1]),
    )
    return {number for number in edges if _is_page_line(lines[number])}


def is_page_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is a page's head: most of its rows begin with the name of a field."""
    fields = wording().page_fields
    first = ["".join(row[0].split()).strip(":：【】[]") for row in rows if row]
    return sum(cell in fields for cell in first) > len(first) / 2


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and "。" in line


def _is_page_line(line: str) -> bool:
    packed = line.replace(" ", "")
    if not packed or len(packed) > _LONGEST:
        return False
    field, colon, _ = packed.strip("【[|").partition(":")
    if colon and field in wording().page_fields:
        return True
    return any(phrase in packed for phrase in wording().page_phrases)
