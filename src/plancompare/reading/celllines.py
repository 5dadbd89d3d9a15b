"""Tables whose cells have become lines, with nothing drawn between them.

Such a table is known by its head: several lines in a row that are names of columns. What the
columns hold tells its rows apart: a row may lack cells that cover several rows (a category before
the label, an agency after the values) and a sub-row its number, but no value.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, combinations, product

from plancompare.language.numbers import YEAR_DIGITS
from plancompare.reading.wording import wording

_FEWEST_NAMES = 3
_MOST_BEFORE_LABEL = 6  # columns: each of them may be left out of a row
_LONGEST_CELL = 90  # characters
_YEAR = rf"[^\d。,:;、]{{0,6}}{YEAR_DIGITS}年?[^\d。,]{{0,8}}"
_OVER_YEARS = re.compile("(?:规划|预期|发展)?目标(?:值|水平)?")
_IN_ROWS = re.compile(r"\(?\d{1,3}\)?[.、]?")
_GOES_ON = re.compile(r"[(〔\[][^\d()〔〕\[\]]{1,10}[)〕\]]")  # 年均增速 / 〔累计〕
_FIGURE = re.compile(r"[约近]?[≥≤<>]?\d[\d.,:/~%‰-]*|[—–-]{1,4}")


def tables_of_cell_lines(lines: Sequence[str]) -> Iterator[list[list[int]]]:
    """Find the tables.

    Args:
        lines: The lines of a text; empty for those that are none of it or blank.

    Yields:
        For each table its rows, the head first, as the numbers of the lines of their cells.
    """
    written = [number for number, line in enumerate(lines) if line]
    at, before = 0, [""]
    while at < len(written):
        head, at = _names_from(lines, written, at)
        if not _is_head([lines[number] for number in head]):  # nor is any part of it
            continue
        body = _body(lines, written, at)
        names, rows = _read(lines, head, body)
        again = [lines[number] for number in names] == before
        if _covered(rows) and (len(rows) > 1 or again):
            yield [names, *rows]
            before = [lines[number] for number in names]
            at += body.index(rows[-1][-1]) + 1


def _read(
    lines: Sequence[str], head: list[int], body: Sequence[int]
) -> tuple[list[int], list[list[int]]]:
    """The reading of a head under which most lines are cells, and its rows."""
    readings = [(names, _rows(lines, names, body)) for names in _readings(lines, head)]
    return max(readings, key=lambda it: (_covered(it[1]), len(it[0]) in map(len, it[1])))


def _covered(rows: Sequence[Sequence[int]]) -> int:
    """How many cells rows have, lone ones left out."""
    return sum(len(row) for row in rows if len(row) > 1)


def _names_from(lines: Sequence[str], written: Sequence[int], at: int) -> tuple[list[int], int]:
    """The names of columns that follow each other from a line on, and where to look next."""
    head: list[int] = []
    for end in range(at, len(written)):
        line = lines[written[end]]
        if _kind_of_column(line):
            head.append(written[end])
        elif not (head and _GOES_ON.fullmatch(line)):
            return head, max(end, at + 1)
    return head, len(written)


def _is_head(names: Sequence[str]) -> bool:
    """Whether names of columns make a table's head."""
    kinds = {_kind_of_column(name) for name in names}
    return len(names) >= _FEWEST_NAMES and {"value", "text"} <= kinds


def _readings(lines: Sequence[str], head: list[int]) -> Iterator[list[int]]:
    """The ways to read a head: names at its ends may be none, one may cover the years below it."""
    has_year = any(re.fullmatch(_YEAR, lines[number]) for number in head)
    whole = re.fullmatch(_YEAR, lines[head[-1]]) is not None  # a year has values of its own
    for first, last in product((0, 1), (len(head), len(head) - (not whole))):
        names = head[first:last]
        yield names
        covering = [number for number in names if has_year and _OVER_YEARS.fullmatch(lines[number])]
        for one in covering:
            yield [number for number in names if number != one]


def _body(lines: Sequence[str], written: Sequence[int], at: int) -> list[int]:
    """The lines that can be cells, up to a sentence or the next head."""
    body: list[int] = []
    names = 0
    for place in range(at, len(written)):
        number, line = written[place], lines[written[place]]
        if len(line) > _LONGEST_CELL or line.endswith(("。", ";")):
            break
        body.append(number)
        names = names + 1 if _kind_of_column(line) else 0
        if names == _FEWEST_NAMES:
            return body[:-names]
    return body


def _rows(lines: Sequence[str], head: Sequence[int], body: Sequence[int]) -> list[list[int]]:
    """The rows that cover most of the cells, from the first on; none where it begins no row."""
    patterns = _patterns([_kind_of_column(lines[number]) for number in head])
    covered, length = [0] * (len(body) + 1), [0] * (len(body) + 1)
    may = {
        kind: [_holds(kind, lines[number]) for number in body]
        for kind in dict.fromkeys(chain.from_iterable(patterns))
    }
    for at in reversed(range(len(body))):
        for pattern in patterns:
            if len(pattern) > len(body) - at or not all(
                may[kind][at + place] for place, kind in enumerate(pattern)
            ):
                continue
            whole = covered[at + len(pattern)] + (len(pattern) if len(pattern) > 1 else 0)
            if whole > covered[at]:
                covered[at], length[at] = whole, len(pattern)
    rows: list[list[int]] = []
    at = 0
    while length[at]:
        rows.append(list(body[at : at + length[at]]))
        at += length[at]
    return rows


def _patterns(kinds: Sequence[str]) -> list[tuple[str, ...]]:
    """What a row may hold: the whole first, then with cells left out that cover several rows."""
    values = [place for place, kind in enumerate(kinds) if kind == "value"]
    labels = [place for place in range(values[0]) if kinds[place] == "text"] if values else []
    if not labels or labels[-1] > _MOST_BEFORE_LABEL:
        return []
    before, after = labels[-1], values[-1] + 1
    whole = tuple(kinds)
    found = [
        (*kept, *whole[before:last])
        for last in range(len(whole), after - 1, -1)
        for count in range(before, -1, -1)
        for kept in combinations(whole[:before], count)
    ]
    return [*dict.fromkeys(found), ("text",)]


@cache
def _name() -> re.Pattern[str]:
    """A column's name, with a group for each thing that its cells may hold."""
    kinds = "|".join(
        f"(?P<{kind}>{'|'.join(map(re.escape, names))})"
        for kind, names in wording().column_names.items()
    )
    return re.compile(rf"[^\d。,:;、]{{0,6}}?(?:{kinds}|{_YEAR})")


def _kind_of_column(line: str) -> str:
    """What the cells of a column of this name hold; empty if it is no such name."""
    if len(line) > _LONGEST_CELL:
        return ""
    name = _name().fullmatch(re.sub(r"[(〔\[][^()〔〕\[\]]{1,10}[)〕\]]$|[“”\"]", "", line))
    return (name.lastgroup or "value") if name else ""


def _holds(kind: str, cell: str) -> bool:
    """Whether a column of a kind can hold a cell."""
    if kind == "number":
        return _IN_ROWS.fullmatch(cell) is not None
    if kind == "value":
        return _value().fullmatch(cell) is not None
    if kind == "nature":
        return cell in wording().natures or not _value().fullmatch(cell)
    return kind == "unit" or _FIGURE.fullmatch(cell) is None


@cache
def _value() -> re.Pattern[str]:
    """A printed value, a change, or words in place of one."""
    words = wording()
    units, tails, changes = (
        "|".join(map(re.escape, listed))
        for listed in (words.value_units, words.value_tails, words.change_words)
    )
    number = r"[约近]?[\[〔≥≤<>]{0,2}\d[\d.,:/~%‰≥≤<>-]*"
    value = rf"{number}(?:{units})?(?:{tails})?[\]〕]?(?:\([^()]{{1,12}}\))?"
    in_words = r"\d{4}年?基础上.{0,15}|.{0,4}下达.{0,8}"
    return re.compile(rf"{value}|[—–/-]{{1,4}}|(?:{changes}).{{0,24}}|{in_words}")
