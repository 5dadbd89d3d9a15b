"""Figures in tables of indicators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from plancompare.extraction.columns import OF_WHICH, Column, Layout, layout_of
from plancompare.extraction.crosswise import turned_back
from plancompare.extraction.figure import ExtractedFigure, Unread
from plancompare.extraction.heads import is_computed, of_groups, said_of_people
from plancompare.extraction.labels import denominator, find_label, indicators, plain
from plancompare.extraction.measures import is_total, unit_of
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.populations import part_of
from plancompare.extraction.setting import Setting
from plancompare.extraction.translations import without_translation
from plancompare.language import ValueNotUnderstood, normalise_label, parse_value
from plancompare.language.labels import label_unit
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.units import unit_of_sign
from plancompare.language.values import PrintedValue
from plancompare.reading.document import Cell, Document, Table

if TYPE_CHECKING:
    from plancompare.extraction.anchored import Anchored

_ITS_YEAR = re.compile(rf"\(({YEAR_DIGITS})年?(?:数据|值|年底|末)?\)$")
_NOTE = re.compile(r"(?<=[\d%‰万岁人张])\[\d{1,2}\]|[★☆※△▲*]|(?<=\d)[①-⑳]|(?<=\d)\(含\)")
_ASIDE_AT_END = re.compile(r"(?<=.)\([^()\d]*\)$")
# 29.5(20.7~38.3), 14.1(797/5649): how sure it is, of how many
_INTERVAL = re.compile(r"(?<=[\d%‰])[([](?:95%CI:?)?[\d.,]+[%‰]?[-~–—,/][\d.,]+[%‰]?[)\]]$")
_CUMULATED = re.compile(r"^\[([^\[\]]+)\]$")  # [12]: over all years of the plan
# 比2015年(24.31)降低10个百分点
_BASE_IN_BRACKET = re.compile(rf"({YEAR_DIGITS})年?\(([\d.]+[%‰]?)\)")
# 1.人均预期寿命, (1)人均预期寿命
# a unit that the page shows as a picture: 婴儿死亡率(), 孕产妇死亡率(1/10)
_LOST_UNIT = re.compile(r"\((?:1/1?0?)?\)$")
_ITEM_NUMBER = re.compile(r"^\(?\d{1,2}[).、]\s*(?=\D|\d周?岁)")
_NATURES = {"预期": "预期性", "约束": "约束性"}

_Placed = tuple[Cell, Column]  # a cell and the column that it stands in


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: what it is about."""

    label: str
    cell: Cell
    unit: str
    nature: str
    place: str
    year: int | None
    region: str


@dataclass
class TableReader:
    """Reads the tables of one document in order.

    Attributes:
        document: The document.
        places: What its words for regions mean.
        setting: What it is.
        unread: Known labels whose cells were not understood.
        layouts: Where the tables that were read end, and how their columns lie.
    """

    document: Document
    places: Places
    setting: Setting
    unread: list[Unread] = field(init=False, default_factory=list)
    layouts: list[tuple[int, Layout]] = field(init=False, default_factory=list)
    _layout: Layout | None = field(init=False, default=None)
    _parent: str = field(init=False, default="")  # the row that sub-rows are part of
    _in_parts: bool = field(init=False, default=False)
    _parent_unit: str = field(init=False, default="")
    _form: tuple[str, ...] = field(init=False, default=())  # how it came to be a table of rows

    def read(self, table: Table) -> Iterator[ExtractedFigure]:
        """The figures of a table.

        Args:
            table: The table; one without a head goes on the one before.
        """
        if is_computed(table.caption):
            return
        table = without_translation(table)
        table = replace(table, rows=said_of_people(table.rows))
        self._parent, self._form = "", ()
        place = f"{table.caption or table.place} / "
        if turned := turned_back(table, self.setting, self.places):
            self._form = ("table_turned",)
            yield from self._rows(turned, place, of="列", first=2)
            return
        layout = layout_of(table, self.setting, self.places)
        if not layout.has_values:
            if self._layout is None or len(self._layout.columns) != len(table.rows[0]):
                return
            layout = replace(self._layout, rows=table.rows)
        self._layout = layout
        self.layouts.append((table.rows[-1][-1].end, layout))
        yield from self._rows(layout, place)

    def read_anchored(self, table: "Anchored") -> Iterator[ExtractedFigure]:
        """The figures of a table that was put together again."""
        for cell in table.unread:
            self.unread.append(Unread(plain(cell.text), "", "", cell.start))
        self._parent, self._form = "", ("table_anchored",)
        rows = said_of_people(table.layout.rows)
        yield from self._rows(replace(table.layout, rows=rows))

    def _rows(
        self, layout: Layout, place: str = "", *, of: str = "行", first: int = 1
    ) -> Iterator[ExtractedFigure]:
        for number, cells in enumerate(layout.rows, start=first):
            row = list(zip(cells, layout.columns, strict=True))
            yield from self._row(row, f"{place}第{number}{of}")

    def _row(self, row: Sequence[_Placed], place: str) -> Iterator[ExtractedFigure]:
        others = ("value", "unit", "nature")
        if any(column.kind in others and _is_label(cell) for cell, column in row):
            return  # it lacks cells, and those that it has stand under others' heads
        kinds = [column.kind for _, column in row]
        after = kinds.index("label") > kinds.index("value")  # the labels stand last
        labels = [cell for cell, column in row if after and column.kind == "label"]
        last = 0
        for i, (cell, column) in enumerate(row):
            if column.kind == "label":
                labels = [cell] if last < i - 1 or not labels else [*labels, cell]
                last = i
            elif column.kind == "value" and labels:
                about = self._about(labels, row, place)
                if about is not None and cell is not about.cell:
                    yield from self._cell(cell, column, about)

    def _about(self, labels: Sequence[Cell], row: Sequence[_Placed], place: str) -> _Row | None:
        named = [cell for cell in labels if cell.text.strip() and not values_in(cell.text)]
        if not named:
            return None
        nature = _first(row, "nature")
        year = re.match(YEAR_DIGITS, _first(row, "year"))
        asides = (plain(cell.text) for cell, column in row if year and column.kind == "aside")
        label = self._label(named)
        return _Row(
            label,
            named[-1],
            self._unit(label, named[-1], _unit(row)),
            next((full for word, full in _NATURES.items() if word in nature), ""),
            place,
            int(year[0]) if year else None,
            next(filter(None, map(named_region, asides)), ""),
        )

    def _label(self, named: Sequence[Cell]) -> str:
        """A row's label; a sub-row's with that of the row it is part of."""
        text = _indicator_in(plain(named[-1].text))
        above = plain(named[-2].text) if len(named) > 1 and named[-2] is not named[-1] else ""
        part = OF_WHICH.sub("", text)
        known = bool(indicators(normalise_label(part)))
        named_part = part != text or (self._in_parts and not known and not _is_whole(text))
        if not (above or named_part):
            self._parent, self._in_parts = text, False
            return text
        self._in_parts = named_part
        whole = normalise_label(above or self._parent)
        return part if known or not whole else part_of(whole, part, len(denominator(whole)))

    def _unit(self, label: str, cell: Cell, printed: str) -> str:
        """The unit that a row's values are printed in; a part's is that of its whole."""
        ids = indicators(normalise_label(label))
        if not self._in_parts:
            self._parent_unit = unit_of(label, printed, ids[0] if len(ids) == 1 else "")
            return printed
        own = printed or ids or label_unit(plain(cell.text)) or self._parent_unit == "other"
        return printed if own else self._parent_unit

    def _cell(self, cell: Cell, column: Column, row: _Row) -> Iterator[ExtractedFigure]:
        text = plain(cell.text)
        if row.year:
            column = replace(column, year=row.year, region=row.region)
        if column.part:
            row = replace(row, label=of_groups(row.label, [column.part]))
        own_year = _ITS_YEAR.search(text)
        if own_year:
            column = replace(column, year=int(own_year[1]))
        label = find_label(normalise_label(row.label), self.places)
        ids = label.ids if label else indicators(normalise_label(row.label))
        ids = ids or _ids_of_pair(normalise_label(row.label))
        unsure = column.unsure or cell.unplaced or not values_in(text)
        noted = any(
            each.label == row.label and (column.unsure or each.start == cell.start)
            for each in self.unread
        )
        if ids and unsure and not noted and any(sign.isdigit() for sign in text):
            self.unread.append(Unread(row.label, cell.text.strip(), row.place, cell.start))
        region = self.places.code(column.region or (label.region if label else ""))
        if base := _BASE_IN_BRACKET.search(text):
            text = text.replace(f"({base[2]})", "")
            before = Column("value", int(base[1]), "actual")
            yield from self._cell(cell._replace(text=base[2]), before, row)
        for value, indicator_id in [] if unsure else _shared_out(values_in(text), ids):
            figure = self._figure(cell, column, row, value)
            sign = value.unit or row.unit
            if figure.role == "actual" and is_total(row.label, sign, indicator_id):
                continue
            yield figure._replace(
                indicator_id=indicator_id,
                region_code=region or "",
                unit=unit_of(row.label, sign, indicator_id),
                doubts=() if region is not None else ("another region",),
            )

    def _figure(
        self, cell: Cell, column: Column, row: _Row, value: PrintedValue
    ) -> ExtractedFigure:
        """The figure of a cell, apart from what its label says."""
        change = value.change
        printed = self.document.original_span(cell.start, cell.end)
        label = column.key or row.cell
        first, last = min(label.start, cell.start), max(label.end, cell.end)
        start, end = self.document.original_span(first, last)
        return ExtractedFigure(
            label=row.label,
            indicator_id="",
            region_code="",
            value_printed=self.document.original[slice(*printed)],
            value=change.amount if change else value.value,
            value_upper=value.upper,
            unit=value.unit,
            bound=value.bound,
            year=column.year,
            role="change" if change else column.role,
            direction=change.direction if change else "",
            nature=row.nature,
            place=row.place,
            quote=self.document.original[start:end],
            start=start,
            end=end,
            method="table",
            reasons=self._reasons(column),
            value_at=printed,
        )

    def _reasons(self, column: Column) -> tuple[str, ...]:
        alone = ("year_alone",) if column.by_year else ()
        return "table", *self._form, f"year_{'said' if column.year else 'open'}", *alone


def _is_label(cell: Cell) -> bool:
    return not values_in(cell.text) and bool(indicators(normalise_label(cell.text)))


def _indicator_in(text: str) -> str:
    """A cell's label without its number; of several clauses the last, where that one is known."""
    text = _LOST_UNIT.sub("", _ITEM_NUMBER.sub("", text))
    last = text.rpartition(",")[2]
    unknown = not indicators(normalise_label(text))
    return last if unknown and indicators(normalise_label(last)) else text


def _ids_of_pair(label: str) -> tuple[str, ...]:
    """The indicators that a row pairs: 每千人口医师数/护士数; empty unless each is known."""
    first, *others = label.split("/")
    per = denominator(first)
    found = [indicators(first), *(indicators(per + each) or indicators(each) for each in others)]
    return tuple(ids[0] for ids in found) if others and all(found) else ()


def _is_whole(label: str) -> bool:
    """Whether a row's label says by itself what is measured."""
    kind = measure_kind(normalise_label(label))
    return kind not in ("", "counted") or bool(denominator(normalise_label(label)))


def _first(row: Sequence[_Placed], kind: str) -> str:
    """The text of a row's cell of a kind."""
    return next((plain(cell.text) for cell, column in row if column.kind == kind), "")


def _unit(row: Sequence[_Placed]) -> str:
    """The design's unit that a row's cell says, or empty."""
    try:
        return unit_of_sign(_first(row, "unit"))
    except KeyError:
        return ""


def values_in(text: str) -> list[PrintedValue]:
    """The values that a cell prints, its footnotes and asides left out; none where it has none."""
    return list(_values_in(text))


@lru_cache(maxsize=4096)
def _values_in(text: str) -> tuple[PrintedValue, ...]:
    text = _BASE_IN_BRACKET.sub(r"\1年", plain(_NOTE.sub("", text)))
    text = _INTERVAL.sub("", _ASIDE_AT_END.sub("", _ITS_YEAR.sub("", text)))
    try:
        return tuple(parse_value(_CUMULATED.sub(r"\1", text))) if text else ()
    except (ValueNotUnderstood, ValueError):
        return ()


def _shared_out(
    values: Sequence[PrintedValue], ids: Sequence[str]
) -> Iterator[tuple[PrintedValue, str]]:
    """The values of a cell with the indicators of its label: one for all, or one each."""
    if len(ids) > 1 and len(values) == 1:
        yield from ((values[0], indicator_id) for indicator_id in ids)
    elif len(ids) > 1 and len(values) == len(ids):
        yield from zip(values, ids, strict=True)
    else:
        yield from ((value, ids[0] if len(ids) == len(values) == 1 else "") for value in values)
