"""The cells that the rules of a PDF's page make, found in steady work.

pdfplumber finds the rules; its own search for cells looks at every crossing from every other one
(80 × 80 cells take a minute). Here a crossing looks only along its own rules.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pdfplumber
from pdfplumber.table import (
    TableFinder,
    TableSettings,
    edges_to_intersections,
    merge_edges,
)

Point = tuple[float, float]
Corners = tuple[float, float, float, float]  # left, top, right, bottom; pdfplumber's run down
Crossings = Mapping[Point, tuple[frozenset[Corners], frozenset[Corners]]]

Edge = dict[str, Any]

_MOST_PAIRS = 4_000_000  # of upright and level rules; a page with more of them is a drawing
_MOST_LOOKS = 100  # along each rule of a crossing: a cell's other corners are near


def edges_of(page: pdfplumber.page.Page) -> list[Edge]:
    """The rules of a page of PDF.

    Args:
        page: The page, not turned.
    """
    finder = object.__new__(TableFinder)  # whose constructor searches for cells at once
    finder.page, finder.settings = page, TableSettings.resolve(None)
    return list(finder.get_edges())


def tables_of_rules(edges: Sequence[Edge]) -> list[list[Corners]]:
    """The tables that rules make, each as its cells, from the top down.

    Args:
        edges: The rules, as pdfplumber has them: `x0`, `top`, `x1`, `bottom` and `orientation`,
            `v` or `h`.
    """
    tables = _touching(_cells(_crossings(edges)))
    several = [cells for cells in tables if len(cells) > 1]
    return sorted(several, key=lambda cells: min((top, left) for left, top, *_ in cells))


def _crossings(edges: Sequence[Edge]) -> Crossings:
    """Where rules cross, with the upright and the level rules that do."""
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_PAIRS:
        return {}
    settings = TableSettings.resolve(None)
    found = edges_to_intersections(
        list(edges), settings.intersection_x_tolerance, settings.intersection_y_tolerance
    )
    return {point: (_boxes(rules["v"]), _boxes(rules["h"])) for point, rules in found.items()}


def _boxes(edges: Iterable[Mapping[str, Any]]) -> frozenset[Corners]:
    return frozenset((edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in edges)


def _cells(crossings: Crossings) -> list[Corners]:
    """The smallest cell to the right of and below each crossing, where there is one."""
    below, beside = defaultdict(list), defaultdict(list)
    for x, y in sorted(crossings):
        below[x].append(y)
        beside[y].append(x)
    found = (_cell(point, crossings, below, beside) for point in sorted(crossings))
    return [cell for cell in found if cell]


def _cell(
    point: Point,
    crossings: Crossings,
    below: Mapping[float, Sequence[float]],
    beside: Mapping[float, Sequence[float]],
) -> Corners | None:
    left, top = point
    rights = [
        right for right in _after(beside[top], left) if _joined(crossings, point, (right, top), 1)
    ]
    for bottom in _after(below[left], top):
        if not _joined(crossings, point, (left, bottom), 0):
            continue
        for right in rights:
            corner = (right, bottom)
            if (
                corner in crossings
                and _joined(crossings, corner, (right, top), 0)
                and _joined(crossings, corner, (left, bottom), 1)
            ):
                return left, top, right, bottom
    return None


def _after(values: Sequence[float], value: float) -> Sequence[float]:
    place = bisect_right(values, value)
    return values[place : place + _MOST_LOOKS]


def _joined(crossings: Crossings, one: Point, other: Point, level: int) -> bool:
    """Whether one rule goes through two crossings: an upright one (0), or a level one (1)."""
    return not crossings[one][level].isdisjoint(crossings[other][level])


def _touching(cells: Sequence[Corners]) -> Iterator[list[Corners]]:
    """Groups of cells that hang together by their corners."""
    at = defaultdict(list)
    for number, cell in enumerate(cells):
        for corner in _corners(cell):
            at[corner].append(number)
    left = set(range(len(cells)))
    for first in range(len(cells)):
        group, waiting = [], [first] if first in left else []
        left.discard(first)
        while waiting:
            number = waiting.pop()
            group.append(number)
            near = {each for corner in _corners(cells[number]) for each in at[corner]} & left
            left -= near
            waiting.extend(near)
        if group:
            yield [cells[number] for number in sorted(group)]


def _corners(cell: Corners) -> tuple[Point, Point, Point, Point]:
    left, top, right, bottom = cell
    return (left, top), (left, bottom), (right, top), (right, bottom)


def merged(edges: Sequence[Edge]) -> list[Edge]:
    """Rules that were drawn in pieces, or twice side by side, as one.

    Args:
        edges: As `edges_of` gives them, of a page that is no PDF's.
    """
    settings = TableSettings.resolve(None)
    tolerances = (settings.snap_x_tolerance, settings.snap_y_tolerance)
    joins = (settings.join_x_tolerance, settings.join_y_tolerance)
    sized = [
        {**edge, "width": edge["x1"] - edge["x0"], "height": edge["bottom"] - edge["top"]}
        for edge in edges
    ]
    return list(merge_edges(sized, *tolerances, *joins)) if sized else []
