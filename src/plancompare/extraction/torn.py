"""Tables in lines whose heads are torn: a name over several lines, units apart, a second language.

The rows say how many columns there are: each holds a key (a year, a place, a disease) and as many
values. The pieces before the first row are the names of these columns if they can be put together
in one way to so many names that each say what is measured. Where only the last names can be, they
are those of the last columns.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import dropwhile

from plancompare.extraction.heads import aged, is_measure, word_of
from plancompare.extraction.times import is_year
from plancompare.extraction.tornheads import (
    caption_of,
    heads_of,
    is_caption,
    is_known,
    is_side,
    pieces_of,
    side_of,
    two_rows,
    words_of,
)
from plancompare.extraction.translations import HAN, blanked
from plancompare.language.labels import label_unit
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.reading.document import Cell, Document, Table

_FEWEST_ROWS = 3
_MOST_COLUMNS = 16
_MOST_HEAD_LINES = 24
_LONGEST_LINE = 120  # characters
_LONGEST_NAME = 24
_VALUE = re.compile(
    r"[≥≤<>-]?\d[\d,]*(?:\.\d+)?[%‰]?(?:\(\d[\d.]*%?\))?|[—–/-]{1,3}|…{1,2}"  # 31(15.4)
)
_AGE = r"\d{1,2}(?:[—–~-]\d{0,2}|及?以上|\+)(?:周?岁|(?=\s|$))|[<>≥≤]=?\d{1,3}(?:周?岁)?"
_ROW = re.compile(
    r"(?:\(?\d{1,2}[.、)]?\s*(?=[^\d\s.])(?!周?岁|个?月|天|及?以上|型))?"  # its number
    rf"(?P<key>{YEAR_DIGITS}(?:年(?=\s|\d)|(?=\s))"
    rf"|(?:{_AGE})(?=\s)"
    r"|[#*]?\s?(?:其中:)?(?:\d{1,2}(?:周?岁|个?月|天|型))?[\u4e00-\u9fff]"
    r"(?:[^\d(]|\([^()]{0,12}\)|\((?![^()]{0,12}\))){0,40}?)\s*"
    r"(?P<values>(?:(?<=[^\d.])\d|[≥≤<>-]\d|[—–…]).*)"
)
_STOP = re.compile("[。;!?]|,.*,")
_LAST_SIGN = re.compile(r"[\d%‰)—–/…-]")  # of a value, and so of a row: of few sentences


@cache
def _banner() -> re.Pattern[str]:
    """What stands over groups, with how sure their difference is: 性别, 年龄(岁) 8.21 <0.001."""
    told_by = word_of("told_by").pattern
    return re.compile(rf"(?:{told_by})(?:\(周?岁\))?(?:\s*[<>]?\d+\.\d+){{0,2}}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: what stands at its side and its values, and the lines it takes."""

    key: Cell
    values: tuple[Cell, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Torn:
    """The tables of a document whose heads are torn.

    Attributes:
        tables: Those whose names could be put together.
        untold: The known labels of the others.
        spans: Where the rows of all of them begin and end in `Document.text`.
    """

    tables: list[Table]
    untold: list[Cell]
    spans: list[tuple[int, int]]


def torn_tables(document: Document, unread: Iterable[Table]) -> Torn:
    """Find the tables whose rows are whole and whose heads are torn.

    Args:
        document: The document.
        unread: Those of its tables that no figure was read from; their rows are lines again.
    """
    lines = _lines(document, unread)
    torn = Torn([], [], [])
    free = at = 0
    while at < len(lines):
        if not _may_be_row(lines, at):
            at += 1
            continue
        beside = _beside(lines, at)
        if len(beside) >= _FEWEST_ROWS:
            torn.tables.extend(_tables_beside(_head_lines(lines, at, free), beside))
            free = at = at + len(beside)
            continue
        found = _rows(lines, at)
        rows = _without_years(found)
        head = _head_lines(lines, rows[0].first, free) if len(rows) > 1 else []
        table = _table(head, rows) if head else None
        if len(rows) < _FEWEST_ROWS and not table:
            torn.spans.extend(_span([row]) for row in rows[:1] if _is_row_alone(row))
            after = rows[0].first if rows else found[-1].end if found else at
            at = max(after, at + (len(found) == len(rows)))
            continue
        labels = (*pieces_of(head), *(row.key for row in rows))
        torn.tables.extend([table] if table else [])
        torn.untold.extend([] if table else filter(is_known, labels))
        free = at = rows[-1].end
        if any(len(row.values) > 1 for row in rows):
            torn.spans.append(_span(rows))
    return torn


def _may_be_row(lines: Sequence[Cell], at: int) -> bool:
    """Whether a line ends in what can be a value, or one stands in the line after it."""
    return _ends_in_value(lines[at]) or (
        at + 1 < len(lines) and _VALUE.match(lines[at + 1].text) is not None
    )


def _ends_in_value(line: Cell) -> bool:
    """Whether a line may be a whole row: short, with a value at its end."""
    return len(line.text) <= _LONGEST_LINE and bool(_LAST_SIGN.match(line.text.rstrip()[-1:]))


def _beside(lines: Sequence[Cell], at: int) -> list[list[list[Cell]]]:
    """The lines from one on that give as many rows side by side, each as its rows."""
    found: list[list[list[Cell]]] = []
    for place in range(at, len(lines)):  # no copy of the rest: it would be one for each line
        line = lines[place]
        own_words = words_of(line) if _ends_in_value(line) else []
        numbered = bool(own_words) and own_words[0].text.isdecimal()
        rows = _side_by_side(own_words[numbered:])
        if not rows or (found and [*map(len, rows)] != [*map(len, found[0])]):
            break
        found.append(rows)
    return found


def _tables_beside(
    head: Sequence[Cell], lines: Sequence[Sequence[Sequence[Cell]]]
) -> Iterator[Table]:
    """The tables that stand side by side; none where their names cannot be told."""
    pieces = [piece for piece in pieces_of(head) if not is_side(piece)]
    names = two_rows(pieces, sum(len(row) - 1 for row in lines[0]))
    each = len(lines[0][0]) - 1
    for number, rows in enumerate(zip(*lines, strict=True)) if names else ():
        own = [row[number * each : (number + 1) * each] for row in names]
        yield _with_side(head, own, rows)


def _with_side(
    head: Sequence[Cell], names: Sequence[Sequence[Cell]], body: Iterable[Sequence[Cell]]
) -> Table:
    """A table whose side is called as the head says."""
    first = names[0][0]
    measured = "指标" if is_year(first.text) else ""
    side = Cell(side_of(head) or measured, first.start, first.start)
    heads = ((side, *row) for row in names)
    return Table((*heads, *map(tuple, body)), caption_of(head), "")


def _span(rows: Sequence[_Row]) -> tuple[int, int]:
    return rows[0].key.start, rows[-1].values[-1].end


def _is_row_alone(row: _Row) -> bool:
    """Whether a line gives several values to a label and nothing says what each is of."""
    return len(row.values) > 1 and is_known(row.key)


def _lines(document: Document, unread: Iterable[Table]) -> list[Cell]:
    """The lines of text outside tables, and the rows of tables that were not understood."""
    text = document.text
    spans = [(block.start, block.end) for block in document.blocks]
    for table in unread:
        for row in table.rows:
            cells = [cell for cell in dict.fromkeys(row) if cell.text]
            spans += [(cells[0].start, cells[-1].end)] if cells else []
    return [Cell(blanked(text[start:end]), start, end) for start, end in sorted(set(spans))]


def _rows(lines: Sequence[Cell], at: int) -> list[_Row]:
    """The rows that follow each other from a line on, those without values left out."""
    rows: list[_Row] = []
    of_ages = False
    while at < len(lines):
        row = _row(lines, at, len(rows[-1].values) if rows else 0)
        if row is None and not (rows and _is_empty(lines, at)):
            break
        of_ages = "年龄" in lines[at].text if _is_banner(lines[at]) else of_ages
        rows += [replace(row, key=aged(row.key) if of_ages else row.key)] if row else []
        at = row.end if row else at + 1
    return _without_numbers(rows)


def _without_numbers(rows: list[_Row]) -> list[_Row]:
    """Rows without the number of the next one, where cells are a line each: 186.4, 29.1, 2."""
    last = [row.values[-1].text for row in rows[:-1]]
    if len(last) < _FEWEST_ROWS - 1 or last != [str(n) for n in range(2, len(rows) + 1)]:
        return rows
    return [*(replace(row, values=row.values[:-1]) for row in rows[:-1]), rows[-1]]


def _without_years(rows: list[_Row]) -> list[_Row]:
    """Rows without the line of a head before them that holds the years of its columns.

    Where that begins with what the side is called and the rows are of measures, they are read
    round their labels.
    """
    measured = any(is_measure(row.key.text) for row in rows)
    return list(dropwhile(lambda row: _holds_years(row, side=not measured), rows))


def _holds_years(row: _Row, *, side: bool) -> bool:
    named = is_year(row.key.text) or (side and is_side(row.key))
    return named and all(is_year(cell.text) for cell in row.values)


def _row(lines: Sequence[Cell], at: int, width: int = 0) -> _Row | None:
    if _is_banner(lines[at]):
        return None
    return _row_in_line(lines, at) or _row_in_lines(lines, at, width)


def _is_banner(line: Cell) -> bool:
    return _banner().fullmatch(line.text.strip()) is not None


def _is_empty(lines: Sequence[Cell], at: int) -> bool:
    """Whether a line among rows is blank, or a key without a value between two of them."""
    text = lines[at].text.strip()
    if _is_banner(lines[at]):
        return True
    between = at + 1 < len(lines) and _is_name(text) and _row(lines, at + 1) is not None
    return not text or (between and not label_unit(text))


def _row_in_line(lines: Sequence[Cell], at: int) -> _Row | None:
    line = lines[at]
    found = _ROW.fullmatch(line.text.strip()) if _ends_in_value(line) else None
    if found is None:
        return None
    start = line.start + len(line.text) - len(line.text.lstrip())
    values = words_of(Cell(found["values"], start + found.start("values"), line.end))
    if not all(_VALUE.fullmatch(cell.text) for cell in values) or len(values) > _MOST_COLUMNS:
        return None
    first, last = start + found.start("key"), start + found.end("key")
    return _Row(Cell(found["key"].strip(), first, last), tuple(values), at, at + 1)


def _row_in_lines(lines: Sequence[Cell], at: int, width: int) -> _Row | None:
    """A row whose cells are a line each: a key and at least two values.

    Args:
        lines: The lines.
        at: Where the row begins.
        width: How many values the row before it has; after as many ≥60 is the next row's key.
    """
    key = lines[at]
    text = key.text.strip()
    dated, of_age = is_year(text), re.fullmatch(_AGE, text) is not None
    if not (dated or of_age) and (not HAN.match(text.lstrip("# ")) or not _is_name(text)):
        return None
    end = at + 1
    while end < len(lines) and end - at <= _MOST_COLUMNS and _VALUE.fullmatch(lines[end].text):
        if is_year(lines[end].text) and (dated or end == at + 1):
            break
        if end - at > width > 0 and re.fullmatch(_AGE, lines[end].text):
            break
        end += 1
    return _Row(key, tuple(lines[at + 1 : end]), at, end) if end - at > 2 else None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not _STOP.search(text) and not re.search(r"\d", text)


def _table(head: Sequence[Cell], rows: Sequence[_Row]) -> Table | None:
    """The table that rows make with the names before them; None where these cannot be told."""
    counts = Counter(len(row.values) for row in rows)
    fewest = min(_FEWEST_ROWS, len(rows))
    width = max((each for each, count in counts.items() if count >= fewest), default=0)
    names = heads_of(head, width) if width else []
    all_told = bool(names) and len(names[0]) == width and not is_year(names[0][0].text)
    if not names or not (all_told or len(rows) >= _FEWEST_ROWS):
        return None
    whole = (row for row in rows if len(row.values) == width)
    return _with_side(head, names, ((row.key, *row.values[-len(names[0]) :]) for row in whole))


def _head_lines(lines: Sequence[Cell], end: int, free: int) -> list[Cell]:
    """The lines before the first row, back to a sentence."""
    head: list[Cell] = []
    for line in reversed(lines[max(free, end - _MOST_HEAD_LINES) : end]):
        if len(line.text) > _LONGEST_LINE or _STOP.search(line.text):
            break
        head.insert(0, line)
        if is_caption(line.text):
            break
    last = head[-1].text.strip() if head else ""
    return head[:-1] if last == "1" or _banner().fullmatch(last) else head  # 1: the row's number


def _side_by_side(words: Sequence[Cell]) -> list[list[Cell]]:
    """The rows with keys of their own that a line gives: 肿瘤 207.2 29.4 肿瘤 120.5 22.3."""
    keys = [n for n, word in enumerate(words) if not _VALUE.fullmatch(word.text)]
    width = keys[1] if len(keys) > 1 else 0
    if width < 2 or keys != list(range(0, len(words), width)) or len(words) % width:
        return []
    return [list(words[key : key + width]) for key in keys]
