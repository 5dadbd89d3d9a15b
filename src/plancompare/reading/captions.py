"""What the tables of a document are called, by the lines above and below them."""

import re
from collections.abc import Sequence

from plancompare.language.numbers import YEAR_DIGITS

_LONGEST = 50  # characters
# 表3 各区床位; its number may run into the year that follows: 表32015-2020年
_NUMBERED = re.compile(rf"表\s?(\d{{1,2}}?)(?=\D|{YEAR_DIGITS}\s?[年~—–-])\s*(?=\S)")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def captions(above: Sequence[Sequence[str]]) -> list[str]:
    """The caption of each table: the nearest line above it, if it is short and no sentence.

    Where several lines are numbered (表1, 表2), the last number is this table's, and the one
    before is that of the table before, under which it stands. A line in another language says
    it a second time.

    Args:
        above: For each table the lines above it, back to the table before.
    """
    found: list[str] = []
    for lines in above:
        numbered = sorted(filter(None, map(_numbered, lines)))
        found.append(numbered[-1][1] if numbered else _nearest(lines))
        left = numbered[:-1]
        if left and len(found) > 1 and not _numbered(found[-2]):
            found[-2] = left[-1][1]
    return found


def _numbered(line: str) -> tuple[int, str] | None:
    """A caption's number, and the caption, its number set apart from a year that follows."""
    number = _NUMBERED.match(line)
    if number is None or not _is_short(line):
        return None
    rest = line[number.end() :]
    return int(number[1]), f"表{number[1]} {rest}" if rest[0].isdigit() else line


def _nearest(lines: Sequence[str]) -> str:
    """The nearest line, one without Chinese signs only where no other is short enough."""
    line = lines[-1] if lines else ""
    return line if _is_short(line) else ""


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST and not line.endswith(("。", ";"))
