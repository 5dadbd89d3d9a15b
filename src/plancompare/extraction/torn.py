"""Tables in lines whose heads are torn: a name over several lines, units apart, a second language.

The rows say how many columns there are: each holds a key (a year, a place, a disease) and as many
values. The pieces before the first row are the names of these columns if they can be put together
in one way to so many names that each say what is measured. Where only the last names can be, they
are those of the last columns.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from plancompare.extraction.heads import share_of_group
from plancompare.extraction.labels import denominator, indicators, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.translations import HAN, LATIN
from plancompare.extraction.words import words
from plancompare.language import normalise_label
from plancompare.language.labels import label_unit
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of
from plancompare.reading.document import Cell, Document, Table

_FEWEST_ROWS = 3
_MOST_COLUMNS = 16
_MOST_HEAD_LINES = 24
_LONGEST_LINE = 120  # characters
_LONGEST_NAME = 24
_YEAR = re.compile(rf"{YEAR_DIGITS}年?")
_VALUE = re.compile(r"-?\d[\d,]*(?:\.\d+)?[%‰]?|[—–/-]{1,3}|…{1,2}")
_ROW = re.compile(
    r"(?:\(?\d{1,2}[.、)]?\s*(?=[^\d\s.])(?!周?岁|个?月|天))?"  # its number
    rf"(?P<key>{YEAR_DIGITS}年?(?=\s)"
    r"|\d{1,2}[—–~-]\d{1,2}(?:周?岁|(?=\s))"
    r"|[#*]?(?:其中:)?(?:\d{1,2}(?:周?岁|个?月|天))?[\u4e00-\u9fff][^\d]{0,40}?)\s*"
    r"(?P<values>(?:(?<=[^\d.])\d|-\d|[—–…]).*)"
)
_AGE = r"(?:\d{1,2}[—–~-])?\d{1,2}周?岁(?:及?以[上下])?"
_WORD = re.compile(rf"{_AGE}(?=\d)|[^\s()]*\([^\s()]*\)?|[^\s()]+|\)")  # a bracket ends a word
_LETTER = re.compile("[A-Za-z]")
_FOREIGN = re.compile(r"\([^()\u4e00-\u9fff]*[A-Za-z][^()\u4e00-\u9fff]*\)|[A-Za-z][A-Za-z,.&'-]*")
_STOP = re.compile("[。;!?]|,.*,")
_UNIT = re.compile(r"\(.{1,8}\)|[%‰]")


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
        rows = _rows(lines, at)
        if len(rows) < _FEWEST_ROWS:
            torn.spans.extend(_span([row]) for row in rows[:1] if _is_row_alone(row))
            at += 1
            continue
        head = _head_lines(lines, rows[0].first, free)
        table = _table(head, rows)
        labels = (*_pieces(head), *(row.key for row in rows))
        torn.tables.extend([table] if table else [])
        torn.untold.extend([] if table else filter(_is_known, labels))
        free = at = rows[-1].end
        if any(len(row.values) > 1 for row in rows):
            torn.spans.append(_span(rows))
    return torn


def _span(rows: Sequence[_Row]) -> tuple[int, int]:
    return rows[0].key.start, rows[-1].values[-1].end


def _is_row_alone(row: _Row) -> bool:
    """Whether a line gives several values to a label and nothing says what each is of."""
    return len(row.values) > 1 and _is_known(row.key)


def _lines(document: Document, unread: Iterable[Table]) -> list[Cell]:
    """The lines of text outside tables, and the rows of tables that were not understood."""
    text = document.text
    spans = [(block.start, block.end) for block in document.blocks]
    for table in unread:
        for row in table.rows:
            cells = [cell for cell in dict.fromkeys(row) if cell.text]
            spans += [(cells[0].start, cells[-1].end)] if cells else []
    return [Cell(_own(text[start:end]), start, end) for start, end in sorted(set(spans))]


def _own(line: str) -> str:
    """A line with blanks where it is in another language, as long as before."""
    if not HAN.search(line) and _VALUE.match(line):
        return line
    for other in (LATIN, _FOREIGN) if _LETTER.search(line) else ():
        line = other.sub(lambda found: " " * len(found[0]), line)
    return line.replace("|", " ")


def _rows(lines: Sequence[Cell], at: int) -> list[_Row]:
    """The rows that follow each other from a line on, those without values left out."""
    rows: list[_Row] = []
    while at < len(lines):
        row = _row(lines, at)
        if row is None and not (rows and _is_empty(lines, at)):
            break
        rows += [row] if row else []
        at = row.end if row else at + 1
    return _without_numbers(rows)


def _without_numbers(rows: list[_Row]) -> list[_Row]:
    """Rows without the number of the next one, where cells are a line each: 186.4, 29.1, 2."""
    last = [row.values[-1].text for row in rows[:-1]]
    if len(last) < _FEWEST_ROWS - 1 or last != [str(n) for n in range(2, len(rows) + 1)]:
        return rows
    return [*(replace(row, values=row.values[:-1]) for row in rows[:-1]), rows[-1]]


def _row(lines: Sequence[Cell], at: int) -> _Row | None:
    return _row_in_line(lines, at) or _row_in_lines(lines, at)


def _is_empty(lines: Sequence[Cell], at: int) -> bool:
    """Whether a line among rows is blank, or a key without a value between two of them."""
    text = lines[at].text.strip()
    between = at + 1 < len(lines) and _is_name(text) and _row(lines, at + 1) is not None
    return not text or (between and not label_unit(text))


def _row_in_line(lines: Sequence[Cell], at: int) -> _Row | None:
    line = lines[at]
    found = _ROW.fullmatch(line.text.strip()) if len(line.text) <= _LONGEST_LINE else None
    if found is None:
        return None
    start = line.start + len(line.text) - len(line.text.lstrip())
    values = _words(Cell(found["values"], start + found.start("values"), line.end))
    if not all(_VALUE.fullmatch(cell.text) for cell in values) or len(values) > _MOST_COLUMNS:
        return None
    first, last = start + found.start("key"), start + found.end("key")
    return _Row(Cell(found["key"].strip(), first, last), tuple(values), at, at + 1)


def _row_in_lines(lines: Sequence[Cell], at: int) -> _Row | None:
    """A row whose cells are a line each: a key and at least two values."""
    key = lines[at]
    text = key.text.strip()
    is_year = _YEAR.fullmatch(text) is not None
    if not is_year and (not HAN.match(text.lstrip("#")) or not _is_name(text)):
        return None
    end = at + 1
    while end < len(lines) and end - at <= _MOST_COLUMNS and _VALUE.fullmatch(lines[end].text):
        if is_year and _YEAR.fullmatch(lines[end].text):
            break
        end += 1
    return _Row(key, tuple(lines[at + 1 : end]), at, end) if end - at > 2 else None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not _STOP.search(text) and not re.search(r"\d", text)


def _words(line: Cell) -> list[Cell]:
    return [
        Cell(word[0], line.start + word.start(), line.start + word.end())
        for word in _WORD.finditer(line.text)
    ]


def _table(head: Sequence[Cell], rows: Sequence[_Row]) -> Table | None:
    """The table that rows make with the names before them; None where these cannot be told."""
    counts = Counter(len(row.values) for row in rows)
    width = max((each for each, count in counts.items() if count >= _FEWEST_ROWS), default=0)
    names = _names(head, width)
    if not names:
        return None
    measured = "指标" if _YEAR.fullmatch(names[0].text) else ""
    side = Cell(_side(head) or measured, names[0].start, names[0].start)
    body = [(row.key, *row.values[-len(names) :]) for row in rows if len(row.values) == width]
    caption = next((plain(each.text) for each in head if _is_caption(each.text)), "")
    return Table(((side, *names), *body), caption, "")


def _head_lines(lines: Sequence[Cell], end: int, free: int) -> list[Cell]:
    """The lines before the first row, back to a sentence."""
    head: list[Cell] = []
    for line in reversed(lines[max(free, end - _MOST_HEAD_LINES) : end]):
        if len(line.text) > _LONGEST_LINE or _STOP.search(line.text):
            break
        head.insert(0, line)
        if _is_caption(line.text):
            break
    return head[:-1] if head and head[-1].text.strip() == "1" else head  # the first row's number


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:续?表|附表)\s?\d|^\d{{1,2}}[—–-]\d{{1,2}}(?![\d岁周])|{any_of(words()['torn']['caption'])}"
    )


@cache
def _sides() -> tuple[str, ...]:
    return tuple(words()["torn"]["side"])


def _is_caption(text: str) -> bool:
    return _caption().search(plain(text)) is not None


def _side(head: Sequence[Cell]) -> str:
    """What the side of the table is called."""
    pieces = [cell.text for cell in _pieces(head)]
    return next((piece for piece in pieces if piece in _sides()), "")


def _pieces(head: Iterable[Cell]) -> list[Cell]:
    """The pieces of names: words, single signs put together with the next ones, no caption."""
    pieces: list[Cell] = []
    single = False
    for line in head:
        if _is_caption(line.text):
            continue
        for word in _words(line):
            alone = len(word.text) == 1 and HAN.match(word.text) is not None
            if alone and single:
                pieces[-1] = Cell(pieces[-1].text + word.text, pieces[-1].start, word.end)
            else:
                pieces.append(word)
            single = alone and not single
    return pieces


def _names(head: Sequence[Cell], width: int) -> list[Cell]:
    """The names of all columns, else of the last ones; none where they cannot be told."""
    if years := _years(head, width):
        return years
    pieces = _pieces(head)
    for start in range(len(pieces) - 1, -1, -1):  # what is called so is the side, and no column
        if pieces[start].text in _sides():
            pieces = pieces[start + 1 :]
            break
    ways = (_groups, _halves, _in_turn)
    return next(filter(None, (way(pieces, width) for way in ways)), None) or _last(head, width)


def _groups(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names of groups that one share stands over: 比重 over 0-14岁, 15-59岁, 60岁及以上."""
    if len(pieces) != width + 1 or measure_kind(pieces[0].text) != "share":
        return []
    share, *groups = pieces
    if any(_worth(group.text) for group in groups):
        return []
    return [each._replace(text=share_of_group(each.text, share.text)) for each in groups]


def _years(head: Sequence[Cell], width: int) -> list[Cell]:
    """The years that the last line before the rows names, one for each column."""
    last = next((line for line in reversed(head) if line.text.strip()), None)
    if last is None or _is_caption(last.text):
        return []
    years = [
        Cell(year[0], last.start + year.start(), last.start + year.end())
        for year in _YEAR.finditer(last.text)
    ]
    return years if len(years) == width and not _YEAR.sub("", last.text).count("到") else []


def _in_turn(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names that pieces make one after the other: 出生率 (‰) 死亡率 (‰)."""
    if not width <= len(pieces) <= 6 * width:
        return []
    banner = takewhile(lambda piece: not (_worth(piece.text) or _UNIT.match(piece.text)), pieces)
    best: dict[tuple[int, int], tuple[int, tuple[Cell, ...]]] = {
        (0, start): (0, ()) for start in range(len(list(banner)) + 1)
    }
    for done in range(width):
        for (named, at), (score, names) in list(best.items()):
            if named != done:
                continue
            for end in range(at + 1, min(at + 5, len(pieces)) + 1):
                name = _joined(pieces[at:end])
                worth = 0 if _is_two(pieces[at:end]) else _worth(name.text)
                key = (done + 1, end)
                if worth and (key not in best or best[key][0] < score + worth):
                    best[key] = (score + worth, (*names, name))
    score, names = best.get((width, len(pieces)), (0, ()))
    return list(names) if score > width and _each_once(names) else []


def _is_two(pieces: Sequence[Cell]) -> bool:
    """Whether pieces are more than one name: a unit ends one, as does a label before another."""
    for end in range(1, len(pieces)):
        first, rest = _joined(pieces[:end]), _joined(pieces[end:])
        if label_unit(first.text) or (_is_known(first) and _worth(rest.text)):
            return True
    return False


def _halves(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names whose beginnings stand in one line and whose ends in the next."""
    if len(pieces) != 2 * width or width < 2:
        return []
    names = [_joined([pieces[n], pieces[width + n]]) for n in range(width)]
    known = sum(map(_is_known, names))
    return names if 2 * known >= width else []


def _last(head: Sequence[Cell], width: int) -> list[Cell]:
    """The names of the last columns: by whom is counted, at the end of a line, over what is."""
    words_of = [_words(line) for line in head]
    for number, above in enumerate(words_of):
        pers = [word for word in above if denominator(word.text)]
        if not pers or above[-len(pers) :] != pers:
            continue
        for below in words_of[number + 1 : number + 3]:
            names = _counted(pers, below)
            if 0 < len(names) < width:
                return names
    return []


def _counted(pers: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """What is counted by whom: a name under each, or under the only one as far as it is known.

    每万人口 每万人口 over 医生数 床位数, 每万人口拥有 over 床位数 医生数.
    """
    names = [_joined_to(per, word) for per, word in zip(pers[::-1], below[::-1], strict=False)]
    if len(pers) == 1:
        under = (_joined_to(pers[0], word) for word in reversed(below))
        names = list(takewhile(_is_known, under))
    elif len(names) < len(pers) or not any(map(_is_known, names)):
        return []
    return names[::-1] if all(_worth(name.text) for name in names) else []


def _joined_to(per: Cell, word: Cell) -> Cell:
    return Cell(per.text + word.text, word.start, word.end)


def _is_known(name: Cell) -> bool:
    return bool(indicators(normalise_label(name.text)))


def _joined(pieces: Sequence[Cell]) -> Cell:
    return Cell("".join(piece.text for piece in pieces), pieces[0].start, pieces[-1].end)


@cache
def _worth(name: str) -> int:
    """How well a text can be a column's name: 3 for a known one, 0 for none."""
    if _UNIT.match(name) or not HAN.search(name):
        return 0
    label = normalise_label(name)
    if indicators(label):
        return 4 if label_unit(name) else 3
    return bool(measure_kind(label)) + bool(label_unit(name))


def _each_once(names: Sequence[Cell]) -> bool:
    """Whether no indicator is named twice."""
    known = [indicators(normalise_label(name.text)) for name in names if _is_known(name)]
    return len(known) == len(set(known))
