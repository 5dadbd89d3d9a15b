"""Tables with level rules alone, as papers set them: their columns are where nothing is printed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from plancompare.reading.boxes import Box, Character, Line
from plancompare.reading.pdftables import RuledTable
from plancompare.reading.pdftext import lines

_SAME_END = 5.0  # points: rules of one table begin and end together
_FEWEST_RULES = 3
_SHORTEST = 100.0  # points of a rule
_RIVER = 0.4  # of a height: a strip as wide, empty in all rows, parts columns; 2020 年 has 0.25
_CLOSE = 0.8  # of the usual distance of rows: what is closer goes on a cell


def open_tables(
    rules: Sequence[Box], signs: Sequence[Character], page: int, known: Sequence[RuledTable]
) -> list[RuledTable]:
    """Find tables between level rules that begin and end together.

    Args:
        rules: Of the page, level and upright.
        signs: Its characters.
        page: Its number.
        known: The tables that were found by their cells.
    """
    upright = [rule for rule in rules if rule.height > rule.right - rule.left]
    found: list[RuledTable] = []
    for outer in _outlines(rules):
        is_known = any(table.box.holds(outer) or outer.holds(table.box) for table in known)
        if is_known or any(outer.holds(rule) for rule in upright):
            continue
        inside = [sign for sign in signs if outer.holds(sign.box)]
        found += _tables(outer, inside, page)
    return found


def _outlines(rules: Sequence[Box]) -> Iterator[Box]:
    """Where three level rules or more stand below each other."""
    level = [rule for rule in rules if rule.right - rule.left > _SHORTEST and rule.height < 3]
    while level:
        first = level[0]
        alike = [
            rule
            for rule in level
            if abs(rule.left - first.left) < _SAME_END and abs(rule.right - first.right) < _SAME_END
        ]
        level = [rule for rule in level if rule not in alike]
        heights = {round(rule.top / _SAME_END) for rule in alike}
        if len(heights) >= _FEWEST_RULES:
            bottom, top = min(rule.bottom for rule in alike), max(rule.top for rule in alike)
            yield Box(first.left, bottom, first.right, top)


def _tables(outer: Box, signs: Sequence[Character], page: int) -> Iterator[RuledTable]:
    printed = [sign for sign in signs if not sign.text.isspace()]
    if not printed:
        return
    rows = _rows(printed)
    edges = _columns(printed, outer)
    if len(rows) < 2 or len(edges) < 3:
        return
    cells: list[tuple[Line, ...]] = []
    grid: list[tuple[int, ...]] = []
    for row in rows:
        numbers = []
        for left, right in pairwise(edges):
            inside = [s for s in row if left <= (s.box.left + s.box.right) / 2 < right]
            numbers.append(len(cells))
            cells.append(tuple(lines(inside, page)))
        grid.append(tuple(numbers))
    yield RuledTable(outer, page, page, tuple(cells), tuple(grid))


def _rows(signs: Sequence[Character]) -> list[list[Character]]:
    """The characters of each row; lines that are close together are of one row."""
    by_height: list[list[Character]] = []
    for sign in sorted(signs, key=lambda each: -_middle(each.box)):
        if by_height and _middle(by_height[-1][0].box) - _middle(sign.box) < sign.box.height / 2:
            by_height[-1].append(sign)
        else:
            by_height.append([sign])
    steps = [_middle(a[0].box) - _middle(b[0].box) for a, b in pairwise(by_height)]
    usual = float(np.median(steps)) if steps else 0.0
    rows = by_height[:1]
    for step, row in zip(steps, by_height[1:], strict=True):
        if step < _CLOSE * usual:
            rows[-1] = [*rows[-1], *row]
        else:
            rows.append(row)
    order = {id(sign): place for place, sign in enumerate(signs)}
    return [sorted(row, key=lambda sign: order[id(sign)]) for row in rows]


def _columns(signs: Sequence[Character], outer: Box) -> list[float]:
    """The edges of the columns: the middles of the strips in which nothing is printed."""
    river = _RIVER * float(np.median([sign.box.height for sign in signs]))
    edges, reach = [outer.left], None
    for sign in sorted(signs, key=lambda each: each.box.left):
        if reach is not None and sign.box.left - reach > river:
            edges.append((reach + sign.box.left) / 2)
        reach = max(reach or sign.box.right, sign.box.right)
    return [*edges, outer.right + 1]


def _middle(box: Box) -> float:
    return (box.bottom + box.top) / 2
