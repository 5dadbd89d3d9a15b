"""Tables turned round: years or regions down the side, what is measured at the head.

They are turned back, a row for each name at the head, and then read as all others.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from plancompare.catalogue import catalogue
from plancompare.domain.units import units
from plancompare.extraction.columns import OF_WHICH, Column, columns_of, year_of_caption
from plancompare.extraction.labels import denominator, indicators, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.populations import FACILITY, RESIDENCE, part_of
from plancompare.extraction.setting import Setting
from plancompare.extraction.words import words
from plancompare.language import normalise_label
from plancompare.language.labels import label_unit
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of
from plancompare.reading.document import Cell, Table

_MOST_HEAD_ROWS = 4
_FEWEST_KEYS = 2
_YEAR = re.compile(rf"{YEAR_DIGITS}(?:年(?:底|末|度)?)?")
_FIGURE = re.compile(r"[≥≤<>]?-?\d[\d,.]*[%‰]?(?:[(\[].*)?")
_CAPTION_END = re.compile(r"(?:的?(?:变化|基本|统计)?(?:情况|统计表|一览表?|对比|比较|趋势)|表)+$")
_SEXES = {"男": "男性", "女": "女性", "男性": "男性", "女性": "女性"}
_PARTS = {*_SEXES, "市", "县", "城镇", "乡村"}
_OPEN_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])/?([%‰])$")  # 病床使用率%
_INTERVAL = re.compile(r"[,(]?95%CI\)?|\(n/N\)")  # 患病率[%(95%CI)]
_BRACKETS = str.maketrans("[]", "()")
_TESTED = re.compile(r"[χΧxX]2?(?:趋势)?值?|[PpFtZ]值?")  # how sure a difference is
_SHARE = re.compile(r"(?:比重|占比|比例|构成比?)(?:\(%\))?")
_LONGEST_SUBJECT = 8  # characters
_COUNTED_BY = re.compile(r"每[十百千万]+(?:常住|户籍)?(?:人口|人)")


@dataclass(frozen=True, slots=True)
class Crosswise:
    """A table turned back.

    Attributes:
        columns: The labels' column and one for each year or region.
        rows: The cells under them.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@cache
def _word(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(words()["crosswise"][kind]))


def is_computed(name: str) -> bool:
    """Whether a caption or head names what was computed of indicators: 集聚度, 基尼系数."""
    return _word("computed").search(plain(name)) is not None


def turned_back(table: Table, setting: Setting, places: Places) -> Crosswise | None:
    """Turn a table whose side names years or regions.

    Returns:
        The table turned back; None where it is none of these.
    """
    table = _on_its_side(_without_ranks(table))
    rows = tuple(row for row in table.rows if not _is_empty_year(row))
    table = replace(table, rows=rows)
    kinds = ((_is_year, _of_years), (_is_place, _of_places), (_is_thing, _of_places))
    for is_key, columns_for in kinds:
        depth = _depth(rows, is_key)
        body = [row for row in rows[depth:] if _has_value(row)] if depth else []
        body = [row for row in body if not _TESTED.fullmatch(plain(row[0].text))]
        keyed = [row for row in body if is_key(plain(row[0].text))]
        if len(keyed) < _FEWEST_KEYS or len(keyed) < len(body) / 2:
            continue
        named, years = _heads(table, depth)
        heads = _measured(named, table.caption)
        heads = [_with_subject(head, plain(table.caption)) for head in heads]
        heads = _said_of(table.caption, heads, places)
        measures = [head for head in heads if _is_measure(head.text)]
        dated = any(years) or year_of_caption(table.caption) or all(map(_has_unit, measures))
        if is_key is _is_thing and not (dated and _name_measures(heads)):
            continue
        if not any(_is_measure(head.text) for head in heads):
            continue
        if any(is_computed(row[0].text) for row in rows[depth:]):
            return Crosswise((), ())
        columns = columns_for([row[0] for row in body], table, setting, places)
        each = tuple(dict.fromkeys(years))  # 2015年 and 2020年 under or over each measure
        of_years = (replace(c, year=year or c.year) for year in each for c, _ in columns)
        parts = [part for _, part in columns]
        return Crosswise(
            (Column("label"), *of_years), tuple(_rows(heads, years, body, parts, each))
        )
    return None


def _on_its_side(table: Table) -> Table:
    """A table whose head names populations (指标, 合计, 市, 县), with these down its side."""
    head, *body = table.rows
    names = [plain(cell.text) for cell in head[1:]]
    if len(names) < 2 or not all(map(_is_part, names)):
        return table
    if 2 * sum(_is_measure(plain(row[0].text)) for row in body) < len(body):
        return table
    return replace(table, rows=tuple(zip(*table.rows, strict=True)))


def _without_ranks(table: Table) -> Table:
    """A table without a first column that only counts its rows: 顺位 1, 2, 3 before the causes."""
    ranks = [cell.text for cell, *_ in table.rows if cell.text.isdecimal()]
    counts = len(ranks) > 1 and ranks == [str(n) for n in range(1, len(ranks) + 1)]
    if not counts or len(table.rows[0]) < 3:
        return table
    return replace(table, rows=tuple(row[1:] for row in table.rows))


def _depth(rows: Sequence[Sequence[Cell]], is_key: Callable[[str], bool]) -> int:
    """How many rows the head takes: those before the first of a year or region; 0 for none."""
    for number, row in enumerate(rows[: _MOST_HEAD_ROWS + 1]):
        if is_key(plain(row[0].text)) and _has_value(row):
            return number
    return 0


def _is_empty_year(row: Sequence[Cell]) -> bool:
    """Whether a row names a year and nothing else."""
    return _is_year(plain(row[0].text)) and not any(cell.text.strip() for cell in row[1:])


def _has_value(row: Sequence[Cell]) -> bool:
    return any(_FIGURE.fullmatch(plain(cell.text)) for cell in row[1:])


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def _is_place(text: str) -> bool:
    return _is_whole(text) or bool(named_region(text))


def _is_thing(text: str) -> bool:
    """Whether a cell can name a kind of facility or a disease: 中医医院, 肺结核."""
    named = bool(text) and not _FIGURE.fullmatch(text)
    return named and not _is_measure(text) and not measure_kind(normalise_label(text))


def _name_measures(heads: Sequence[Cell]) -> bool:
    """Whether most heads are names of measures or counts, not of columns beside them."""
    said = (head.text for head in heads if not _TESTED.fullmatch(head.text))
    named = [normalise_label(text) for text in said if text]
    return 3 * sum(bool(indicators(n) or measure_kind(n)) for n in named) >= 2 * len(named)


def _has_unit(head: Cell) -> bool:
    return bool(_printed_unit(head.text))


def _is_whole(text: str) -> bool:
    return any(_word(kind).fullmatch(text) for kind in ("region", "total"))


def _is_measure(label: str) -> bool:
    text = normalise_label(label)
    return bool(indicators(text) or denominator(text)) or measure_kind(text) in ("share", "years")


def _heads(table: Table, depth: int) -> tuple[list[Cell], list[int | None]]:
    """The names at the head of each column but the first, each one cell, and their years."""
    rows = [row for row in table.rows[:depth] if len(set(row)) > 1]  # no banners
    per = _COUNTED_BY.search(plain(table.caption))
    heads: list[Cell] = []
    years: list[int | None] = []
    for column in list(zip(*rows, strict=True))[1:]:
        cells = [cell for cell in dict.fromkeys(column) if cell.text.strip()]
        names = [printed_name(cell.text) for cell in cells]
        year = next(filter(_is_year, names), "")
        rest = [name for name in names if name != year] if all(names) else [""]
        text = _name(rest, per[0] if per else "") if rest or not year else "合计"
        first, last = (cells[0].start, cells[-1].end) if cells else (0, 0)
        heads.append(Cell(text, first, last))
        years.append(int(year[:4]) if year else None)
    return heads, years


def printed_name(text: str) -> str:
    """A column's name without what is printed beside its unit.

    Args:
        text: 患病率[%(95%CI)], 使用率%.
    """
    name = _INTERVAL.sub("", plain(text)).translate(_BRACKETS)
    return _OPEN_UNIT.sub(r"(\1)", name.replace("/(", "("))


def _with_subject(head: Cell, caption: str) -> Cell:
    """A head that only says how it is measured, with what the caption says that is of.

    Args:
        head: 知晓率(%).
        caption: 表1 某省居民高血压患病率、知晓率和控制率.
    """
    measure = normalise_label(head.text)
    if measure_kind(measure) != "share" or len(measure) > 4 or indicators(measure):
        return head
    spans = ((a, b) for a in range(len(caption)) for b in range(a + 2, a + _LONGEST_SUBJECT))
    subjects = [caption[a:b] for a, b in spans if indicators(caption[a:b] + measure)]
    if len({indicators(subject + measure) for subject in subjects}) != 1:
        return head
    return head._replace(text=min(subjects, key=len) + head.text)


def share_of_group(group: str, share: str) -> str:
    """A group of the population at the head, with the share over it: 60岁及以上人口比重(%).

    Args:
        group: 60岁及以上.
        share: 比重(%).
    """
    return f"{OF_WHICH.sub('', group)}人口{share}"


def _measured(heads: Sequence[Cell], caption: str) -> Sequence[Cell]:
    """Heads that only name populations, with what the caption says is measured of them.

    Args:
        heads: 合计, 男, 女.
        caption: 表2 某市人均预期寿命(岁).
    """
    named = _CAPTION_END.sub("", caption)
    text = normalise_label(named)
    known = (text[cut:] for cut in range(len(text) - 2) if indicators(text[cut:]))
    label = next(known, "")
    if not label or not all(_is_part(plain(head.text)) for head in heads):
        return heads
    unit = f"({u})" if (u := _printed_unit(named)) else ""
    return [head._replace(text=_of_part(label, plain(head.text)) + unit) for head in heads]


def _said_of(caption: str, heads: Sequence[Cell], places: Places) -> Sequence[Cell]:
    """Heads with the facilities that the caption says all of the table is of.

    Args:
        caption: 表1 某省基层床位数变化.
        heads: 每千人口床位数, 病床使用率.
        places: The document's regions.
    """
    of = dict.fromkeys(_word("caption_of").findall(caption))
    if len(of) != 1 or any(FACILITY.search(head.text) for head in heads):
        return heads
    whose = next(iter(of)).replace("基层", "基层医疗卫生机构")
    return [
        head._replace(text=_of_whom(head.text, whose, places)) if _is_measure(head.text) else head
        for head in heads
    ]


def _of_whom(head: str, whose: str, places: Places) -> str:
    region, label = places.split(normalise_label(head))
    unit, per = _printed_unit(head), len(denominator(label))
    named = region + label[:per] + whose + label[per:]
    return f"{named}({unit})" if unit else named


def _is_part(name: str) -> bool:
    return _is_place(name) or name in _PARTS or RESIDENCE.fullmatch(name) is not None


def _of_part(label: str, name: str) -> str:
    """The label of a part of what a caption measures."""
    if _word("total").fullmatch(name):
        return label
    if _is_place(name):
        return name + label
    return part_of(label, _SEXES.get(name, name), len(denominator(label)))


def _name(names: Sequence[str], per: str) -> str:
    """What a column is called: its last name where that says enough, else all of them."""
    if not names:
        return ""
    if len(names) > 1 and _is_part(names[-1]):  # 注册护士占比(%) over 男
        whole = _name(names[:-1], per)
        unit = f"({u})" if (u := _printed_unit(whole)) else ""
        return _of_part(normalise_label(whole), names[-1]) + unit
    if len(names) > 1 and _SHARE.fullmatch(names[0]):
        return share_of_group(names[-1], names[0])
    joined = "".join(names)
    forms = [names[-1], joined, "".join(reversed(names))]
    if any(denominator(name) == name for name in names):  # 每千人口 over 医师数
        forms = forms[1:]
    per = "" if "(万" in joined else per  # counted in all
    for form in (*(per + form for form in forms if per), *forms):
        if indicators(normalise_label(form)):
            return form
    kind = measure_kind(normalise_label(joined))
    if per and not denominator(joined) and kind in ("count", "counted", ""):
        return per + joined
    return names[-1] if _is_measure(names[-1]) and len(normalise_label(names[-1])) > 1 else joined


def _of_years(
    keys: Sequence[Cell], table: Table, setting: Setting, places: Places
) -> list[tuple[Column, str]]:
    columns = columns_of([plain(key.text) for key in keys], setting, places)
    return [(replace(column, key=key), "") for column, key in zip(columns, keys, strict=True)]


def _of_places(
    keys: Sequence[Cell], table: Table, setting: Setting, places: Places
) -> list[tuple[Column, str]]:
    year = year_of_caption(table.caption) or setting.year_reported
    found = []
    for key in keys:
        name = OF_WHICH.sub("", plain(key.text))
        region = "" if _is_whole(name) else named_region(name)
        part = "" if region or _is_whole(name) else _SEXES.get(name, name)
        word = _word("region").fullmatch(name)
        found.append((Column("value", year, "actual", word[0] if word else region, key), part))
    return found


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
    said = bool(head) and not _TESTED.fullmatch(head) and not _word("total").fullmatch(head)
    return said and not is_computed(head) and not _word("order").search(head)


def _unit_of_whole(head: str) -> str:
    """The unit that a head prints, or its indicator's: what is said of a part has the same."""
    ids = indicators(normalise_label(head))
    known = units()[catalogue()[ids[0]].unit].printed if len(ids) == 1 else ()
    return _printed_unit(head) or next(iter(known), "")


def _printed_unit(head: str) -> str:
    return plain(head).rpartition("(")[2].rstrip(")") if label_unit(head) else ""
