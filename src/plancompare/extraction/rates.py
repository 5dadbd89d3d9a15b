"""Rates that a paper's table prints without their names: 百分比, or 31(15.4) under n(%).

What is counted stands in the caption or at the head (患病情况, 检出人数, 吸烟 over n and %). The
share of it in each group is its rate, unless the shares of the groups make up a whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from plancompare.extraction.composition import DISEASE
from plancompare.extraction.heads import (
    has_figure,
    is_aside,
    is_figure,
    is_part,
    measured_by,
    of_part,
    printed_name,
    word_of,
)
from plancompare.extraction.labels import indicators, plain
from plancompare.extraction.populations import GROUP, part_of
from plancompare.language import normalise_label
from plancompare.reading.document import Cell, Table

_COUNT_AND_SHARE = re.compile(r"(?:n|N|[例人]数?|频数)[,/、]?[(\[]?%")  # [n(%)], 例(%)
_IN_BRACKETS = re.compile(r"\d[\d, ]*\((?P<share>\d{1,3}(?:\.\d+)?)%?\)")
_SHARE = re.compile(r"(?:百分[比率]|比例|率)?(?:\(%\)|%)|百分[比率]|率")
_SEVERAL = re.compile("[率、和与及]")
_OF_ALL = 0.3  # how far shares of a whole may be from 100 in sum


@cache
def _by() -> re.Pattern[str]:
    """By what a caption says that groups are told apart: 不同性别, 各地区."""
    return re.compile(f"(?:不同|各)(?:{word_of('told_by').pattern})的?")


@cache
def _counted() -> re.Pattern[str]:
    """What ends in what is counted: 某县居民两周患病情况及…, 检出人数."""
    event = word_of("event").pattern
    after = r"(?:人数|例数|人次|[数率者])?(?:的?(?:情况|状况|现状|结果|比较|差异|变化|趋势))*"
    return re.compile(rf"(?P<what>.*(?:{event}))率?{after}(?:[及和与(\[].*)?")


@cache
def _ends_in_rate() -> re.Pattern[str]:
    """A caption that ends in a rate in percent: 高血压、糖尿病患病率比较(%)."""
    event = word_of("event").pattern
    return re.compile(rf"(?P<rate>(?:{event})率)(?:的?(?:比较|情况|变化))*\(%\)$")


def with_rates(table: Table) -> Table:
    """A table of a paper with its rates named at the head, and alone in their cells."""
    depth = sum(1 for _ in takewhile(lambda row: not has_figure(row), table.rows))
    if not 0 < depth < len(table.rows) or word_of("trial").search(plain(table.caption)):
        return table
    rows = [list(row) for row in table.rows]
    for column, rate, shares in _rates(table, depth):
        last = max(n for n in range(depth) if n == 0 or rows[n][column] != rows[n - 1][column])
        for number in range(last, depth):
            rows[number][column] = rows[number][column]._replace(text=f"{rate}(%)")
        for row, share in zip(rows[depth:], shares, strict=True):
            row[column] = share
    return replace(table, rows=tuple(map(tuple, rows)))


def _rates(table: Table, depth: int) -> Iterator[tuple[int, str, list[Cell]]]:
    """The columns that hold rates: the name of each and its cells."""
    caption = plain(table.caption)
    in_brackets = _COUNT_AND_SHARE.search(caption) is not None
    for number, column in enumerate(zip(*table.rows, strict=True)):
        names = list(dict.fromkeys(printed_name(cell.text) for cell in column[:depth]))
        shares = _shares(column[depth:], in_brackets or any(map(_COUNT_AND_SHARE.search, names)))
        if number == 0 or not shares:
            continue
        rate = _of_disease(names[-1], caption)
        if shares != [*column[depth:]] or _is_share(names[-1]):
            rate = _named(names, caption)
        if rate and not _make_a_whole(shares):
            yield number, rate, shares


def _shares(cells: Sequence[Cell], in_brackets: bool) -> list[Cell]:
    """The cells of a column with the share of each count alone, where they print both."""
    found = [_IN_BRACKETS.fullmatch(plain(cell.text)) for cell in cells]
    both = sum(each is not None for each in found)
    if not in_brackets or 2 * both <= sum(is_figure(plain(cell.text)) for cell in cells):
        return list(cells)
    return [
        cell._replace(text=f"{each['share']}%") if each else cell
        for cell, each in zip(cells, found, strict=True)
    ]


def _named(names: Sequence[str], caption: str) -> str:
    """The rate that a column is of, by what is counted in it, else by what the caption says is."""
    said = _rate_of(caption)
    own = next(filter(None, map(_rate_of, reversed(names))), "")
    if own and own not in said:
        of = (name + own for name in names if indicators(normalise_label(name + own)))
        return _of_group(next(of, own), caption)
    last = names[-1]
    if own or not said or _is_share(last) or is_aside(last) or _COUNT_AND_SHARE.search(last):
        return said  # 患病人数, under a caption that says of what
    of_disease = last + _bare(said)
    if indicators(normalise_label(of_disease)) or DISEASE.search(last):
        return _of_group(of_disease, caption)
    return of_part(said, last) if is_part(last) else last + said


def _bare(rate: str) -> str:
    """A rate without what it is of: 患病率."""
    ends = re.search(f"(?:{word_of('event').pattern})率$", rate)
    return ends[0] if ends else ""


def _of_disease(name: str, caption: str) -> str:
    """The rate of the disease that a column is called by, where the caption says which: 高血压."""
    rate = _ends_in_rate().search(_by().sub("", caption))
    named = name + rate["rate"] if rate else ""
    return _of_group(named, caption) if indicators(normalise_label(named)) else ""


def _of_group(rate: str, caption: str) -> str:
    """A rate of those whom a caption names: 表3 某市老年人吸烟、饮酒情况."""
    found = GROUP.finditer(_by().sub("", caption))  # 中小学生 are no 小学生
    *_, group = ["", *(each[0] for each in found if each.string[: each.start()][-1:] != "中")]
    return part_of(rate, group) if group and group not in rate else rate


def _rate_of(text: str) -> str:
    """The rate of what a name or caption says is counted: 患病人数 and 患病情况 have 患病率."""
    found = _counted().fullmatch(_by().sub("", text))
    if found is None or _SEVERAL.search(found["what"]):
        return ""
    return measured_by(f"{found['what']}率(%)")


def _make_a_whole(shares: Sequence[Cell]) -> bool:
    """Whether the shares of a column are those of a whole: they add up to 100, or as often."""
    sizes = [float(size[0]) for cell in shares if (size := re.match(r"\d+\.?\d*", cell.text))]
    off = sum(sizes) % 100
    return len(sizes) > 1 and min(off, 100 - off) <= _OF_ALL


def _is_share(name: str) -> bool:
    """Whether a name says no more than that shares stand under it: 百分比(%), 检出率(%)."""
    bare = _counted().fullmatch(normalise_label(name))
    return bool(_SHARE.fullmatch(name) or (bare and name.startswith(f"{bare['what']}率(%")))
