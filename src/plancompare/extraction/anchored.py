"""Tables that have lost their shape: cells one a line, or a row run together in one line.

Nothing tells where their columns were, but a label of the catalogue opens a row, and what follows
it up to the next label are its cells, told apart by what they hold: a unit, 预期性, a value, an
aside. The names of columns before the first row say which of the values is of which year.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import dropwhile

from plancompare.extraction.columns import (
    OF_WHICH,
    Column,
    Layout,
    aimed_at,
    kind_of_head,
    value_columns,
)
from plancompare.extraction.labels import find_label, may_begin, may_end, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places
from plancompare.extraction.setting import Setting, guess_period
from plancompare.extraction.tables import values_in
from plancompare.extraction.times import is_year
from plancompare.extraction.translations import blanked
from plancompare.language import normalise_label
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.units import printed_units
from plancompare.reading.document import Cell, Document, Table

_LONGEST_CELL = 60  # characters
_MOST_HEADS = 14  # cells before the first row that may name its columns
_LONGEST_NAME = 10  # characters of a column's name
_MOST_CELLS = 12  # of a row
_FEWEST_ROWS = 2  # where nothing else says that lines are a table
_LONGEST_NOTE = 1500  # characters between the rows of a table
_FEWEST_HEADS = 3
_INDEX = re.compile(r"\(?(\d{1,3})\)?[.、]?")
_NATURE = re.compile("(?:预期|约束|指导|预测|引导)性?")
_ASIDE = re.compile(r"^\([^()]*\)$")
_YEARS = re.compile(YEAR_DIGITS)
_YEAR_SAID = re.compile(f"{YEAR_DIGITS}年度?")  # before its value: 2020年:77.2
_WORD = re.compile(r"\S+")
_ROW_NUMBER = re.compile(
    r"\(?\d{1,3}[).、]?(?=[\u4e00-\u9fff])(?!周?岁|个?月|年|天)|\d{1,2}[.、](?=\d周?岁)"
)
_PART = re.compile(
    rf"(?:预期|约束|指导)性|{YEAR_DIGITS}年?[比较]{YEAR_DIGITS}\S*|{YEAR_DIGITS}(?![\d.,])年?[\u4e00-\u9fff]{{0,6}}|1?/10?万|[≥≤<>约]{{0,2}}-?\d[\d.,/~-]*(?:[%‰]|岁|张|人)?"
    r"|[%‰]|[^\d≥≤<>%‰]+"
)
_MAY_BE_VALUE = re.compile(r"[\d一二两三四五六七八九十百千万零番成/—–-]")
_POPULATION = re.compile("(?:户籍|常住|外来|流动|全)(?:市|区|县)?(?:人口|居民)")  # of whom a row is
_WHOLE_POPULATION = re.compile("(?:常住|全).*")
_OF_WHOM = re.compile("(?:统计|计算)?(?:口径|人群|对象|范围)")
_DASH = re.compile("[-—–/]+")
_CUMULATED = re.compile(r"[(\[〔【]-?\d[\d.,]*[%‰]?[)\]〕】]")  # 〔1.1〕 in five years
# 死亡率 较2015年下降30%, 婴儿死亡率 5‰(目前8.1‰): said, not set in columns
_SAID = re.compile(r"[较比]\d{4}年[^\d]{0,4}[下降提上增减]|[(]目前\d|[降升提][至到高升]\d|达到\d")
_NO_CELL = re.compile("[。;!?]|,.*,")


@dataclass
class _Row:
    """A label and the cells after it."""

    label: Cell
    unit: Cell | None = None
    nature: Cell | None = None
    values: list[Cell] = field(default_factory=list)
    cumulated: Cell | None = None


@dataclass(frozen=True)
class Anchored:
    """A table put together again.

    Attributes:
        layout: What its cells hold, left to right, and the cells; empty ones where it has none.
        start: Where it begins in `Document.text`.
        end: Where it ends.
        unread: Rows whose values fit no columns.
    """

    layout: Layout
    start: int
    end: int
    unread: tuple[Cell, ...] = ()


def anchored_tables(
    document: Document,
    unread: Iterable[Table],
    layouts: Iterable[tuple[int, Layout]],
    setting: Setting,
    places: Places,
) -> list[Anchored]:
    """Find the tables that have lost their shape.

    Args:
        document: The document.
        unread: Those of its tables that no figure was read from.
        layouts: Where the others end, and their columns: rows cut off from them go on with those.
        setting: What it is.
        places: Its regions.
    """
    found: list[Anchored] = []
    ended = list(layouts)
    for cells in _runs(_cells(document, unread), places):
        if not any(_MAY_BE_VALUE.search(cell.text) for cell in cells[1:]):
            continue  # most are a heading, a date, a name
        run = _of_populations(cells, places)
        labels = [place for place, cell in enumerate(run) if _is_label(cell, places)]
        before = _columns_before(run[labels[0]].start, ended) if labels else ()
        table = _put_together(run, labels, before, setting, places)
        if table is not None:
            found.append(table)
            ended.append((table.end, table.layout))
    return found


def _of_populations(run: Sequence[Cell], places: Places) -> list[Cell]:
    """Cells with those that say of whom a row is (口径: 户籍人口) made part of its label."""
    whose = [_POPULATION.fullmatch(cell.text) is not None for cell in run]
    if not any(whose) and not any(_OF_WHOM.fullmatch(plain(cell.text)) for cell in run):
        return list(run)
    labels = [
        not is_whose and _is_label(cell, places) for is_whose, cell in zip(whose, run, strict=True)
    ]
    if not any(labels):
        return list(run)
    heads = any(_OF_WHOM.fullmatch(plain(cell.text)) for cell in run[: labels.index(True)])
    after = [cell.text for is_label, cell in zip(labels, run[1:], strict=False) if is_label]
    often = Counter(text for text in after if _POPULATION.fullmatch(text)).most_common(1)
    if not (heads or (often and often[0][1] > 1)):
        return list(run)
    found: list[Cell] = []
    label: Cell | None = None
    for is_label, is_whose, cell in zip(labels, whose, run, strict=True):
        if is_label:
            label = cell
        elif label and is_whose:
            of_whom = "" if _WHOLE_POPULATION.fullmatch(cell.text) else cell.text
            first = found[-1] is label
            place = label if first else cell
            found[-1 if first else len(found) :] = [
                Cell(of_whom + _label_text(label), place.start, cell.end)
            ]
            continue
        elif found and found[-1] is label and heads and _DASH.fullmatch(cell.text):
            continue
        found.append(cell)
    return found


def _columns_before(start: int, ended: Iterable[tuple[int, Layout]]) -> Sequence[Column]:
    """The columns of the table that ends shortly before a place; none where there is none."""
    near = [each for each in ended if 0 <= start - each[0] <= _LONGEST_NOTE]
    return max(near, key=lambda each: each[0])[1].columns if near else ()


def _cells(document: Document, unread: Iterable[Table]) -> list[Cell]:
    """The pieces of text that can be cells or rows, in order."""
    text = document.text
    blocks = [Cell(blanked(text[b.start : b.end]), b.start, b.end) for b in document.blocks]
    inside = {cell for table in unread for row in table.rows for cell in row if cell.text.strip()}
    return sorted((*blocks, *inside), key=lambda cell: cell.start)


def _runs(cells: Sequence[Cell], places: Places) -> Iterator[list[Cell]]:
    """Stretches of cells, rows run together in one line taken apart."""
    run: list[Cell] = []
    for cell in cells:
        is_short = len(" ".join(cell.text.split())) <= _LONGEST_CELL
        pieces = [cell] if is_short and not _NO_CELL.search(cell.text) else []
        if pieces and _can_be_row(cell.text.strip()):
            apart = _pieces(cell, places)
            is_row = any(_is_label(each, places) for each in apart)
            heads = not is_row and _are_heads(apart)
            if heads and any(_is_label(each, places) for each in run):  # the next table's
                yield run
                run = []
            pieces = apart if is_row or heads else pieces
        if not pieces and run:
            yield run
            run = []
        run += pieces
    if run:
        yield run


def _can_be_row(text: str) -> bool:
    number = _ROW_NUMBER.match(text)
    begins = " " in text or may_begin(text[number.end() :] if number else text)
    return begins and any(map(str.isdigit, text)) and not _SAID.search(text)


def _pieces(cell: Cell, places: Places) -> list[Cell]:
    """The cells of a row that is run together in one line: 14 孕产妇死亡率 1/10万 预期性 <7."""
    pieces: list[Cell] = []
    named = False
    for word in _WORD.finditer(cell.text):
        start, end = cell.start + word.start(), cell.start + word.end()
        label = None if named else _label_at_start(Cell(word[0], start, end), places)
        if label:
            named = True  # a category may stand before it
            pieces.append(label)
            start = label.end
        rest = cell.text[start - cell.start : end - cell.start]
        pieces += [
            Cell(part[0], start + part.start(), start + part.end()) for part in _PART.finditer(rest)
        ]
    return pieces


def _are_heads(cells: Sequence[Cell]) -> bool:
    """Whether the words of a line are names of columns."""
    if len(cells) < _FEWEST_HEADS:
        return False
    kinds = [kind_of_head(plain(cell.text)) for cell in cells]
    values = kinds.count("value")
    return len(set(kinds) - {"aside"}) >= _FEWEST_HEADS or (values > 1 and "label" in kinds)


def _label_at_start(word: Cell, places: Places) -> Cell | None:
    """The longest label that a word begins with, its number left out."""
    number = _ROW_NUMBER.match(word.text)
    first = number.end() if number else 0
    for last in range(len(word.text), first + 3, -1):
        label = Cell(word.text[first:last], word.start + first, word.start + last)
        if _is_label(label, places):
            return label
    return None


def _is_label(cell: Cell, places: Places) -> bool:
    """Whether a cell says what is measured, by the catalogue or by its end."""
    return _names_measure(_label_text(cell), places)


@lru_cache(maxsize=4096)  # a cell is asked for its run, its row and its own sake
def _names_measure(text: str, places: Places) -> bool:
    says = text == "死亡率"  # of whom, the rows beside it tell
    says = says or (len(text) > 4 and measure_kind(text) in ("share", "years", "ratio"))
    if not 3 <= len(text) <= 40 or not (says or may_end(text)):
        return False
    whose = _POPULATION.match(text)
    label = find_label(text, places) or (whose and find_label(text[whose.end() :], places))
    known = label is not None and bool(label.ids)
    return (known or (says and _heads_no_values(text))) and not _is_value(text)


def _heads_no_values(text: str) -> bool:
    """Whether words are no name of a column of values."""
    no_values = kind_of_head(text) in ("aside", "label", "category")
    return no_values and not re.search(r"\d{4}年|目标", text)


def _label_text(cell: Cell) -> str:
    return normalise_label(OF_WHICH.sub("", plain(cell.text)))


def _is_known(cell: Cell, places: Places) -> bool:
    label = find_label(_label_text(cell), places)
    return label is not None and bool(label.ids)


def _is_value(text: str) -> bool:
    if not _MAY_BE_VALUE.search(text) or _YEAR_SAID.fullmatch(plain(text)):
        return False
    return bool(values_in(text)) or plain(text) in ("-", "—", "——", "--", "/")


def _put_together(
    run: Sequence[Cell],
    labels: Sequence[int],
    before: Sequence[Column],
    setting: Setting,
    places: Places,
) -> Anchored | None:
    """The table that a stretch of cells is, or None where it is none."""
    heads = _heads(run[max(0, labels[0] - _MOST_HEADS) : labels[0]]) if labels else []
    fewest = 1 if before or _are_heads(heads) else _FEWEST_ROWS
    if len(labels) < fewest:
        return None
    rows = [
        _row(
            run[at],
            run[at + 1 : min(after, at + 1 + _MOST_CELLS)],
            plain(run[at - 1].text) if at else "",
            is_last=after == len(run),
        )
        for at, after in zip(labels, [*labels[1:], len(run)], strict=True)
    ]
    full = [row for row in rows if row.values]
    if len(full) < fewest or not any(_is_known(row.label, places) for row in full):
        return None
    names = [plain(cell.text) for cell in heads]
    usual, _ = Counter(len(row.values) for row in full).most_common(1)[0]
    columns = value_columns(names, usual, before, setting, places)
    if not columns:
        return None
    if len(full[-1].values) == len(columns) + 1:  # the number of a row that is cut off
        full[-1].values.pop()
    placed = [(row, _placed(row, columns)) for row in full]
    start = heads[0].start if heads else full[0].label.start
    end = max(cell.end for row in full for cell in (row.label, *row.values))
    blank = Cell("", start, start)
    lines = tuple(
        (row.label, row.unit or blank, row.nature or blank, *(cell or blank for cell in cells))
        for row, cells in placed
        if cells
    )
    unread = tuple(row.label for row, cells in placed if not cells)
    named = [Column("label"), Column("unit"), Column("nature"), *columns]
    if setting.plans or any(row.nature for row in full):
        named = aimed_at(named, list(zip(*lines, strict=True)))
    return Anchored(Layout(tuple(named), lines), start, end, unread)


def _row(label: Cell, cells: Sequence[Cell], number: str, *, is_last: bool) -> _Row:
    """What the cells after a label hold, up to words that are none of them.

    `number` is the cell before the label: the row's own number where it has one.
    """
    row = _Row(label)
    before = None
    own = _INDEX.match(number if number.isdecimal() else label.text)
    after = str(int(own[1]) + 1) if own else ""
    for cell in cells:
        text = plain(cell.text)
        if text in printed_units() and not row.values and row.unit is None:
            row.unit = cell
        elif _NATURE.fullmatch(text):
            row.nature = cell
        elif row.values and _CUMULATED.fullmatch(text):
            row.cumulated = cell
        elif _is_value(cell.text) and not _ASIDE.match(cell.text):
            row.values.append(cell)
        elif row.values and not _ASIDE.match(cell.text):
            is_last = plain(row.values[-1].text) != after  # words that part rows: 二、资源配置
            break
        before = cell
    last = plain(row.values[-1].text) if row.values and row.values[-1] is before else ""
    numbered = not is_last and (len(row.values) > 1 or last == after)
    if numbered and _INDEX.fullmatch(last):
        row.values.pop()  # the number of the next row
    return row


def _heads(cells: Sequence[Cell]) -> list[Cell]:
    """The names of columns before the first row; a year and what is of it become one."""
    kinds = ((cell, kind_of_head(plain(cell.text))) for cell in cells)
    heads: list[Cell] = []
    for cell, kind in dropwhile(lambda each: not _names_column(*each), kinds):
        if _is_of_row(_YEARS.sub("", cell.text)):
            if heads:
                break  # a row whose label nobody knows
            continue
        if heads and kind != "aside" and _goes_on(heads[-1].text, cell.text):
            heads[-1] = Cell(heads[-1].text + cell.text, heads[-1].start, cell.end)
        else:
            heads.append(cell)
    return heads


def _is_of_row(text: str) -> bool:
    """Whether a cell without its years is one of a row, and no name of a column."""
    said = plain(text)
    return bool(re.search(r"\d", text) or _DASH.fullmatch(said) or _NATURE.fullmatch(said))


def _names_column(cell: Cell, kind: str) -> bool:
    """Whether a cell is a name that the first columns of tables have."""
    return len(cell.text) <= _LONGEST_NAME and kind in ("number", "category", "label", "unit")


def _goes_on(year: str, name: str) -> bool:
    """Whether a name says what the year before it is of: 2020年 / 完成情况."""
    alone = is_year(plain(year)) and not _YEARS.match(plain(name))
    return alone and not guess_period(name) and kind_of_head(plain(name)) == "value"


def _placed(row: _Row, columns: Sequence[Column]) -> list[Cell | None]:
    """The values under their columns; empty where it cannot be told which they belong to."""
    values = row.values
    if len(values) == len(columns):
        return list(values)
    if row.cumulated and len(values) == len(columns) - 1:
        return [*values, row.cumulated] if columns[-1].kind == "aside" else []
    targets = [place for place, column in enumerate(columns) if column.role == "target"]
    bound = len(values) == 1 and any(value.bound != "exact" for value in values_in(values[0].text))
    if not bound or len(targets) != 1:
        return []
    return [values[0] if place == targets[0] else None for place in range(len(columns))]
