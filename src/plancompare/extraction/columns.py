"""The columns of a table of indicators: what each holds, by its head."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Literal

from plancompare.extraction.labels import indicators, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places
from plancompare.extraction.populations import GROUP
from plancompare.extraction.setting import Role, Setting, guess_period
from plancompare.extraction.times import YEAR
from plancompare.extraction.words import words
from plancompare.language import normalise_label
from plancompare.language.patterns import any_of
from plancompare.reading.document import Cell, Table

Kind = Literal["number", "category", "label", "unit", "nature", "value", "year", "aside"]

OF_WHICH = re.compile(r"^(?:其中|#)[::]?")  # before the name of a part
_YEAR = re.compile(YEAR)
_IN_BRACKETS = re.compile(r"(?<=.{2})\((?:计量)?单位[^()]*\)$")
_BEFORE_REGION = re.compile(rf"{YEAR}年?(?:底|末)?|\s")
_BOUND = re.compile("[≥≤<>]")
_GOAL = re.compile(r"[≥≤<>]\d[\d.]*[%‰]?")
_PLAN = re.compile("[一二三四五六七八九十]{1,2}五(?=规划|计划|目标|时?期|末|完成|实际|终)")
_GOALS = re.compile("年?(?:底|末)?(?:规划|纲要|预期|发展|行动)?目标(?:值|水平)?")
_HOW_FAR = re.compile("(?:目标|指标)?(?:完成|实现|达标)情况")
_LATE = 9999
_MOST_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        kind: What it holds.
        year: For values, the year they hold for.
        role: For values, whether they are stated or promised.
        region: For values, the word for the region that the head names, or empty.
        key: Where the table was turned round, the cell at its side that names year or region.
        by_year: Whether neither a word of the head nor a plan's own years tell the role.
        part: The population that the head names beside the year, or empty.
        unsure: Whether nothing tells it from another column.
    """

    kind: Kind
    year: int | None = None
    role: Role = "actual"
    region: str = ""
    key: Cell | None = None
    by_year: bool = False
    part: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read.

    Attributes:
        columns: Its columns, left to right.
        rows: The rows below its head.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def has_values(self) -> bool:
        """Whether it has labels and values at all."""
        kinds = {column.kind for column in self.columns}
        return {"label", "value"} <= kinds


@cache
def _head_of(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(words()["columns"][kind]))


def layout_of(table: Table, setting: Setting, places: Places) -> Layout:
    """Read a table's head.

    Args:
        table: The table.
        setting: What its document is: the base year and the last year of its period.
        places: The document's regions.
    """
    depth = _depth(table.rows)
    rows = [row for row in table.rows[:depth] if len(set(row)) > 1 or len(row) == 1]  # no banners
    heads = [_head(column) for column in zip(*rows, strict=True)]
    columns = columns_of(heads, setting, places)
    if not any(column.kind == "value" for column in columns):
        columns = _dated_otherwise(table, heads, columns, setting)
    body = list(zip(*table.rows[depth:], strict=True)) or [()] * len(columns)
    if columns and not any(column.kind == "label" for column in columns):
        columns = _with_labels(columns, body)
    if setting.plans or any(column.kind == "nature" for column in columns):
        columns = aimed_at(columns, body)
    return Layout(tuple(columns), table.rows[depth:])


def _dated_otherwise(
    table: Table, heads: Sequence[str], columns: list[Column], setting: Setting
) -> list[Column]:
    """Columns of which none names a year: a row has its own, or the caption names it."""
    of_rows = [_head_of("year").fullmatch(head) is not None for head in heads]
    year = None if any(of_rows) else year_of_caption(table.caption) or setting.year_reported
    return [
        Column("year")
        if is_year
        else Column("value", year, by_year=True)
        if (year or any(of_rows)) and _head_of("plain").fullmatch(head)
        else column
        for head, column, is_year in zip(heads, columns, of_rows, strict=True)
    ]


def _with_labels(columns: list[Column], body: Sequence[Sequence[Cell]]) -> list[Column]:
    """Columns whose first is that of the labels where most of its cells are (主要目标)."""
    named = sum(_is_label(plain(cell.text)) for cell in body[0])
    return [Column("label"), *columns[1:]] if 2 * named > len(body[0]) else columns


def aimed_at(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> list[Column]:
    """A plan's columns: what only a year tells is a goal where its values are bounds (≥80).

    Most have to be, or any beside a first column that has none.
    """
    bounds = [sum(_BOUND.match(plain(cell.text)) is not None for cell in cells) for cells in body]
    first = next((place for place, each in enumerate(columns) if each.kind == "value"), 0)
    fewest = [
        1 if place > first and not bounds[first] else len(cells) // 2 + 1
        for place, cells in enumerate(body)
    ]
    return [
        replace(column, role="target") if column.by_year and count >= few else column
        for column, count, few in zip(columns, bounds, fewest, strict=False)
    ]


def year_of_caption(caption: str) -> int | None:
    """The one year that a caption names."""
    years = set(_YEAR.findall(caption))
    return int(year) if len(years) == 1 and (year := years.pop()).isdigit() else None


def columns_of(heads: Sequence[str], setting: Setting, places: Places) -> list[Column]:
    """What the columns of a table hold, by their names.

    Args:
        heads: The names, left to right.
        setting: What the table's document is.
        places: The document's regions.
    """
    kinds = [kind_of_head(head) for head in heads]
    years = [_years(head) for head in heads]
    latest = max((year for year in years if year is not None), default=None)
    aims = setting.plans or (setting.news and "nature" in kinds)  # 属性: only a plan's have one
    goals = [_year_of_goals(head) for head in heads]
    first = min((year for year in goals if year is not None), default=0)
    columns = [
        _value_column(head, year, latest if aims else None, setting, places)
        if kind == "value"
        else Column(kind)
        for head, kind, year in zip(heads, kinds, years, strict=True)
    ]
    columns = [
        column
        if (column.year or first) >= first or _head_of("target").search(head)
        else replace(column, role="actual")
        for column, head in zip(columns, heads, strict=True)
    ]
    how_far = [_HOW_FAR.fullmatch(head) is not None for head in heads]
    said = [column for column, is_so in zip(columns, how_far, strict=True) if not is_so]
    columns = [  # 2020年完成, 完成情况: 完成
        Column("aside") if is_so and column in said else column
        for column, is_so in zip(columns, how_far, strict=True)
    ]
    return _told_apart(columns)


def value_columns(
    names: Sequence[str], usual: int, before: Sequence[Column], setting: Setting, places: Places
) -> list[Column]:
    """The columns of values, by their names; by their number where a plan's have none.

    Args:
        names: The names of all columns, left to right; none for rows cut off from a table.
        usual: How many values most rows have.
        before: The columns of the table before, which rows that are cut off have.
        setting: What the table's document is.
        places: The document's regions.

    Returns:
        The columns, and those of asides that have a cell; none where they do not fit the rows.
    """
    named = columns_of(names, setting, places)
    if usual == sum(column.kind == "value" for column in named) - 1:  # 完成情况: 完成 is no value
        named = [c for c, name in zip(named, names, strict=True) if not _HOW_FAR.fullmatch(name)]
    columns = [column for column in named if column.kind == "value"]
    wide = [column for column in named if column.kind in ("value", "aside")]
    while len(wide) > usual and wide[-1].kind == "aside":  # the category of the first row
        wide.pop()
    columns = columns or [column for column in before if column.kind == "value"]
    if columns and usual == len(wide):  # 年均增长 has its cell, too
        return wide
    if columns:
        return columns if usual <= len(columns) else []
    if not setting.plans or setting.period is None or usual > 2:
        return []
    target = Column("value", setting.period[1], "target")
    return [Column("value", setting.base_year, "actual"), target][-usual:]


def _year_of_goals(head: str) -> int | None:
    """The year of a column that has the goals and says so, a late one where it has none."""
    if not _GOALS.fullmatch(_YEAR.sub("", head)):
        return None
    return _years(head) or _LATE


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """Columns with those that nothing tells from others after the same labels made unsure."""
    labels = accumulate(column.kind == "label" for column in columns)
    beside = list(zip(columns, labels, strict=True))
    often = Counter(each for each in beside if each[0].kind == "value")
    return [replace(each[0], unsure=often[each] > 1) for each in beside]


def _depth(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows the head takes: those before one with an indicator, a number or a bound."""
    for i, row in enumerate(rows[: _MOST_HEAD_ROWS + 1]):
        texts = [plain(cell.text) for cell in row]
        if any(_is_label(text) or _GOAL.fullmatch(text) for text in texts) or texts[0] == "1":
            return i
    return 0


def _is_label(text: str) -> bool:
    if indicators(normalise_label(text)):
        return True
    if any(_head_of(kind).search(text) for kind in ("aside", "number", "unit", "nature")):
        return False
    return (
        len(text) > 4
        and measure_kind(normalise_label(text)) != ""
        and kind_of_head(text) == "aside"
    )


def _head(column: Sequence[Cell]) -> str:
    """The words of a column's head, each once, top to bottom."""
    return " ".join(dict.fromkeys(plain(cell.text) for cell in column))


def kind_of_head(head: str) -> Kind:
    """What a column of a name holds."""
    head = _IN_BRACKETS.sub("", head)  # 指标(单位)
    if not head:
        return "aside"
    for kind in ("number", "nature", "unit"):
        if _head_of(kind).search(head) and not _YEAR.search(head):
            return kind
    if _head_of("aside").search(head):
        return "aside"
    if _YEAR.search(head) or _period_of(head) or _is_value_head(head):
        return "value"
    if _head_of("category").search(head):
        return "category"
    return "label" if _head_of("label").search(head) else "aside"


def _is_value_head(head: str) -> bool:
    if _head_of("label").fullmatch(head) or head in words()["columns"]["category"]:
        return False
    return any(_head_of(kind).search(head) for kind in ("actual", "target"))


def _years(head: str) -> int | None:
    years = _YEAR.findall(head)
    if years and years[-1].isdigit():
        return int(years[-1])
    period = _period_of(head)
    return period[1] if period else None


def _period_of(head: str) -> tuple[int, int] | None:
    """The period of a plan that a head names, its quotation marks lost: 十三五目标."""
    named = _PLAN.match(head)
    return guess_period(f"“{named[0]}”" if named else head)


def _lies_ahead(year: int, latest: int | None, setting: Setting) -> bool:
    """Whether a plan's column is of a year to come, or a report's of one after its own.

    Args:
        year: The column's.
        latest: The latest year of a plan's columns; None for the table of a report or page.
        setting: What its document is.
    """
    base = setting.base_year
    if base is None or (setting.news and not setting.plans):
        return year == latest
    return year > (base if setting.plans else max(base, setting.written or base))


def _frames_plan(year: int, setting: Setting) -> bool:
    """Whether a plan, which its title calls so, sets out from a year or aims at it."""
    if not setting.plans or setting.news or setting.period is None:
        return False
    return year in (setting.base_year, setting.period[1])


def _value_column(
    head: str, year: int | None, latest: int | None, setting: Setting, places: Places
) -> Column:
    words_of = _BEFORE_REGION.split(head)
    region = next(filter(None, (places.split(part)[0] for part in words_of)), "")
    part = next((word for word in words_of if GROUP.fullmatch(word)), "")
    base = setting.base_year
    by_year = False
    if _head_of("target").search(head):
        role: Role = "target"
    elif _head_of("actual").search(head):
        role = "actual"
    else:
        role = "target" if year is not None and _lies_ahead(year, latest, setting) else "actual"
        by_year = year is not None and not _frames_plan(year, setting)
    if year is None:
        year = base if role == "actual" else (setting.period[1] if setting.period else None)
    return Column("value", year, role, region, by_year=by_year, part=part)
