"""Tables turned round: years or regions down the side, what is measured at the head.

They are turned back, a row for each name at the head, and then read as all others.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from plancompare.catalogue import catalogue
from plancompare.domain.units import units
from plancompare.extraction.columns import OF_WHICH, Column, Layout, columns_of, year_of_caption
from plancompare.extraction.heads import (
    SEXES,
    aged,
    has_figure,
    is_aside,
    is_computed,
    is_figure,
    is_measure,
    is_part,
    is_place,
    is_whole,
    measured_heads,
    printed_unit,
    word_of,
)
from plancompare.extraction.labels import denominator, indicators, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.populations import part_of
from plancompare.extraction.rates import with_rates
from plancompare.extraction.setting import Setting
from plancompare.extraction.times import is_year
from plancompare.language import normalise_label
from plancompare.reading.document import Cell, Table

_MOST_HEAD_ROWS = 4
_FEWEST_KEYS = 2
_RANK = {"排名", "名次", "位次", "序号"}


def turned_back(table: Table, setting: Setting, places: Places) -> Layout | None:
    """Turn a table whose side names years or regions.

    Returns:
        The columns of years or regions, and a row for each measure; None where it is none of these.
    """
    table = _on_its_side(_without_ranks(_under_places(with_rates(_aged(_spread(table))))))
    rows = tuple(row for row in _stacked(table.rows) if not _is_empty_year(row))
    if not rows:
        return None
    table = replace(table, rows=rows)
    kinds = ((is_year, _of_years), (is_place, _of_places), (_is_thing, _of_places))
    for is_key, columns_for in kinds:
        depth = _depth(rows, is_key)
        body = [row for row in rows[depth:] if _may_have_value(row)] if depth else []
        body = [row for row in body if not is_aside(plain(row[0].text))]
        keyed = [row for row in body if is_key(plain(row[0].text))]
        if len(keyed) < _FEWEST_KEYS or len(keyed) < len(body) / 2:
            continue
        heads, years = measured_heads(table, depth, places)
        measures = [head for head in heads if is_measure(head.text)]
        dated = any(years) or year_of_caption(table.caption) or all(map(_has_unit, measures))
        if is_key is _is_thing and not (dated and _name_measures(heads)):
            continue
        if not any(is_measure(head.text) for head in heads):
            continue
        if any(is_computed(row[0].text) for row in rows[depth:]):
            return Layout((), ())
        columns = columns_for([row[0] for row in body], table, setting, places)
        each = tuple(dict.fromkeys(years))  # 2015年 and 2020年 under or over each measure
        of_years = (replace(c, year=year or c.year) for year in each for c, _ in columns)
        parts = [part for _, part in columns]
        return Layout((Column("label"), *of_years), tuple(_rows(heads, years, body, parts, each)))
    return None


def _spread(table: Table) -> Table:
    """A table with each name of its head over all columns that it covers, where spans are lost.

    男生, an empty cell, over 检出数, 检出率.
    """
    head = list(takewhile(lambda row: not has_figure(row), table.rows))
    spread = [list(row) for row in head]
    for row, below in pairwise(spread):
        named = [bool(cell.text.strip()) for cell in below]
        for at in range(2, len(row)):
            if not row[at].text.strip() and named[at] and named[at - 1]:
                row[at] = row[at - 1]
    return replace(table, rows=(*map(tuple, spread), *table.rows[len(head) :]))


def _aged(table: Table) -> Table:
    """A table with 岁 beside each age at its side, which is said once: 年龄(岁) over 60~69, ≥70."""
    rows = []
    of_ages = "年龄" in table.rows[0][0].text
    in_ages = of_ages
    for row in table.rows:
        text = plain(row[0].text)
        key = aged(row[0]) if in_ages else row[0]
        rows.append((key, *row[1:]))
        in_ages = key != row[0] or of_ages or "年龄" in text
    return replace(table, rows=tuple(rows))


def _under_places(table: Table) -> Table:
    """A table whose rows begin with a place and a year, each place on a line above its years."""
    head, *body = table.rows
    names = [plain(row[0].text) for row in body]
    dated = len(head) > 2 and all(is_year(plain(row[1].text)) for row in body)
    if not body or not dated or not all(map(is_part, names)):
        return table
    rows = [head[1:]]
    for above, name, row in zip(["", *names], names, body, strict=False):
        blank = Cell("", row[0].end, row[0].end)
        rows += [(row[0], *[blank] * (len(row) - 2))] if name != above else []
        rows.append(row[1:])
    return replace(table, rows=tuple(rows))


def _stacked(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of tables side by side, one below the other; none where their heads differ.

    A later column that is called as the side is begins another table: 年份 出生率 年份 出生率.
    """
    heads = list(takewhile(lambda row: not has_figure(row), rows))
    again = (
        number
        for row in heads
        for number, cell in enumerate(row)
        if cell is not row[0] and cell.text and cell.text == row[0].text
    )
    width = next(again, len(rows[0]))
    parts = [range(at, at + width) for at in range(0, len(rows[0]), width)]
    named = {tuple(row[n].text for row in heads for n in part if n < len(row)) for part in parts}
    if len(named) > 1:
        return ()
    body = [[row[n] for n in part] for part in parts for row in rows[len(heads) :]]
    return tuple(map(tuple, [*(row[:width] for row in heads), *body]))


def _on_its_side(table: Table) -> Table:
    """A table whose head names populations (指标, 合计, 市, 县), with these down its side."""
    head, *body = table.rows
    names = [plain(cell.text) for cell in head[1:]]
    if len(names) < 2 or not all(map(is_part, names)) or (body and body[0][0] is head[0]):
        return table
    if 2 * sum(is_measure(plain(row[0].text)) for row in body) < len(body):
        return table
    return replace(table, rows=tuple(zip(*table.rows, strict=True)))


def _without_ranks(table: Table) -> Table:
    """A table without a first column that only counts its rows: 顺位 1, 2, 3 before the causes."""
    ranks = [cell.text for cell, *_ in table.rows if cell.text.isdecimal()]
    counts = len(ranks) > 1 and ranks == [str(n) for n in range(1, len(ranks) + 1)]
    named = plain(table.rows[0][0].text) in _RANK
    if not (counts or named) or len(table.rows[0]) < 3:
        return table
    return replace(table, rows=tuple(row[1:] for row in table.rows))


def _depth(rows: Sequence[Sequence[Cell]], is_key: Callable[[str], bool]) -> int:
    """How many rows the head takes: those before the first of a year or region; 0 for none."""
    for number, row in enumerate(rows[: _MOST_HEAD_ROWS + 1]):
        dates = all(is_year(plain(cell.text)) for cell in row[1:] if cell.text.strip())
        if is_key(plain(row[0].text)) and has_figure(row) and not dates:
            return number
    return 0


def _is_empty_year(row: Sequence[Cell]) -> bool:
    """Whether a row names a year and nothing else."""
    return is_year(plain(row[0].text)) and not any(cell.text.strip() for cell in row[1:])


def _may_have_value(row: Sequence[Cell]) -> bool:
    """Whether a row has a value, or several cells whose places nothing tells as one."""
    return has_figure(row) or any(cell.unplaced for cell in row[1:])


def _is_thing(text: str) -> bool:
    """Whether a cell can name a kind of facility or a disease: 中医医院, 肺结核."""
    named = bool(text) and not is_figure(text)
    return named and not is_measure(text) and not measure_kind(normalise_label(text))


def _name_measures(heads: Sequence[Cell]) -> bool:
    """Whether most heads are names of measures or counts, not of columns beside them."""
    said = (head.text for head in heads if not is_aside(plain(head.text)))
    named = [normalise_label(text) for text in said if text]
    return 3 * sum(bool(indicators(n) or measure_kind(n)) for n in named) >= 2 * len(named)


def _has_unit(head: Cell) -> bool:
    return bool(printed_unit(head.text))


def _of_years(
    keys: Sequence[Cell], table: Table, setting: Setting, places: Places
) -> list[tuple[Column, str]]:
    over = _banners(table.rows)
    found: dict[Cell, tuple[Column, str]] = {}
    for banner in dict.fromkeys(over[key] for key in keys):
        under = [key for key in keys if over[key] == banner]
        columns = columns_of([plain(key.text) for key in under], setting, places)
        region, part = _whose(banner)
        for column, key in zip(columns, under, strict=True):
            whose = region or column.region
            found[key] = (replace(column, key=key, region=whose), part or column.part)
    return [found[key] for key in keys]


def _banners(rows: Sequence[Sequence[Cell]]) -> dict[Cell, str]:
    """For the first cell of each row the population that a row above says: 男性, then years."""
    over = ""
    found = {}
    for row in rows:
        texts = {plain(cell.text) for cell in row} - {""}
        name = texts.pop() if len(texts) == 1 else ""
        if is_part(name) or (name and not is_year(name) and over and not is_whole(over)):
            over = name  # after a group, whatever stands alone is another one
        found[row[0]] = over
    return found


def _of_places(
    keys: Sequence[Cell], table: Table, setting: Setting, places: Places
) -> list[tuple[Column, str]]:
    year = year_of_caption(table.caption) or setting.year_reported
    whose = [_whose(OF_WHICH.sub("", plain(key.text))) for key in keys]
    return [
        (Column("value", year, "actual", region, key), part)
        for key, (region, part) in zip(keys, whose, strict=True)
    ]


def _whose(name: str) -> tuple[str, str]:
    """The region or the part of it that a name at the side says; neither for the whole of it."""
    word = word_of("region").fullmatch(name)
    if word or is_whole(name):
        return (word[0] if word else ""), ""
    region = named_region(name)
    return region, "" if region else SEXES.get(name, name)


def _rows(
    heads: Sequence[Cell],
    years: Sequence[int | None],
    body: Sequence[Sequence[Cell]],
    parts: Sequence[str],
    each: Sequence[int | None],
) -> list[tuple[Cell, ...]]:
    """A row for each head; what is said of a part (东部) has a row of its own.

    Args:
        heads: What is measured.
        years: The year of each head.
        body: The rows of the table.
        parts: The part that each of them is said of.
        each: The years of which the new rows have all columns.
    """
    blank = Cell("", 0, 0)
    rows = []
    for number, (head, own_year) in enumerate(zip(heads, years, strict=True), start=1):
        cells = [row[number] if year == own_year else blank for year in each for row in body]
        if not any(cell.text.strip() for cell in cells) or not _can_be_measured(head.text):
            continue
        for part in dict.fromkeys(parts):
            label = normalise_label(head.text)
            unit = f"({u})" if part and (u := _unit_of_whole(head.text)) else ""
            text = part_of(label, part, len(denominator(label))) + unit if part else head.text
            of = [*parts] * len(each)
            own = (c if p == part else blank for c, p in zip(cells, of, strict=True))
            rows.append((head._replace(text=text), *own))
    return rows


def _can_be_measured(head: str) -> bool:
    """Whether a head names what can be an indicator: no order, and nothing computed."""
    said = bool(head) and not is_aside(head) and not word_of("total").fullmatch(head)
    return said and not is_computed(head) and not word_of("order").search(head)


def _unit_of_whole(head: str) -> str:
    """The unit that a head prints, or its indicator's: what is said of a part has the same."""
    ids = indicators(normalise_label(head))
    known = units()[catalogue()[ids[0]].unit].printed if len(ids) == 1 else ()
    return printed_unit(head) or next(iter(known), "")
