"""Tables whose cells have become lines, with nothing drawn between them.

Such a table is known by its head: several lines in a row that are names of columns. Its rows are
told apart by their numbers, or by their ends: a printed value or 预期性 is followed by a label.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from plancompare.reading.outline import opens_with_number
from plancompare.reading.wording import wording

_FEWEST_NAMES = 3
_LONGEST_CELL = 45  # characters
_YEAR = r"(?:19|20)\d\d年?[^\d。,]{0,8}"


def tables_of_cell_lines(lines: Sequence[str]) -> Iterator[list[list[int]]]:
    """Find the tables.

    Args:
        lines: The lines of a text; empty for those that are none of it or blank.

    Yields:
        For each table its rows, the head first, as the numbers of the lines of their cells.
    """
    written = [number for number, line in enumerate(lines) if line]
    at = 0
    while at < len(written):
        head = _head(lines, written, at)
        if not head:
            at += 1
            continue
        body = _body(lines, written, at + len(head))
        rows = _rows(lines, body)
        # The first of the names may be the table's caption.
        for names in (head, head[1:]):
            if _fit(names, rows):
                yield [names, *rows]
                break
        at += len(head) + len(body)


def _head(lines: Sequence[str], written: Sequence[int], at: int) -> list[int]:
    """The names of columns that begin at a line; empty if they make no table's head."""
    end = at
    while end < len(written) and _column_name().fullmatch(lines[written[end]]):
        end += 1
    head = list(written[at:end])
    has_year = any(re.fullmatch(_YEAR, lines[number]) for number in head)
    return head if len(head) >= _FEWEST_NAMES and has_year else []


def _body(lines: Sequence[str], written: Sequence[int], at: int) -> list[int]:
    """The lines that can be cells, up to a sentence, a heading or the next head."""
    body: list[int] = []
    names = 0
    for place in range(at, len(written)):
        number, line = written[place], lines[written[place]]
        if len(line) > _LONGEST_CELL or line.endswith(("。", ";")) or opens_with_number(line):
            break
        body.append(number)
        names = names + 1 if _column_name().fullmatch(line) else 0
        if names == _FEWEST_NAMES:
            return body[:-names]
    return body


def _rows(lines: Sequence[str], body: Sequence[int]) -> list[list[int]]:
    """Rows that each end where words, or the next row number, follow a value."""
    numbered = "1" in [lines[number] for number in body[:2]]
    rows: list[list[int]] = []
    ended, count = True, 1
    for number, following in zip_longest(body, body[1:]):
        is_value = _last_cell().fullmatch(lines[number]) is not None
        if numbered and lines[number] == str(count) and following is not None:
            # A row number has a label after it; a value has another value or the next row.
            is_value = _last_cell().fullmatch(lines[following]) is not None
            count += not is_value
        if ended and not is_value:
            rows.append([])
        if not rows:
            return []
        rows[-1].append(number)
        ended = is_value
    return rows


def _fit(head: Sequence[int], rows: Sequence[Sequence[int]]) -> bool:
    """Whether rows are as long as their head lets one expect."""
    lengths = list(map(len, rows))
    return (
        len(rows) > 1
        and max(lengths) in (len(head), len(head) + 1)
        and min(lengths) >= max(lengths) - 2
    )


@cache
def _column_name() -> re.Pattern[str]:
    names = "|".join(map(re.escape, wording().column_names))
    return re.compile(rf"(?:{names})(?:\([^()]{{1,10}}\))?|{_YEAR}")


@cache
def _last_cell() -> re.Pattern[str]:
    """A printed value, a change or the nature of an indicator."""
    words = wording()
    units, tails, changes, natures = (
        "|".join(map(re.escape, listed))
        for listed in (words.value_units, words.value_tails, words.change_words, words.natures)
    )
    value = rf"[约近]?[≥≤<>]?\d[\d.,/~%‰-]*(?:{units})?(?:{tails})?"
    return re.compile(
        rf"{value}|[—–/-]{{1,4}}|(?:{changes}).{{0,20}}|\d{{4}}年?基础上.{{0,15}}|(?:{natures})"
    )
