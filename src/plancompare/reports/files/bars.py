"""A chart's numbers as slides show them: bars or lines of one unit, or else a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from plancompare.charts.editable import Editable

BETWEEN = 0.6  # the space between two categories, in bars


@dataclass(frozen=True)
class Bars:
    """Bars of one slide: numbers of one unit, a category a row.

    Attributes:
        categories: What is compared, and what stands beside all of it.
        series: What each bar of a category is.
        roles: The series' own names, by which they get their colours.
        values: Numbers by category and series; None where nothing is stated.
        labels: The same as they are printed.
        shades: Of each category, where there is one series: `own`, `other`, `benchmark`.
        highest: Of all numbers of the chart, so that slides that go on are on one scale.
    """

    categories: tuple[str, ...]
    series: tuple[str, ...]
    roles: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    shades: tuple[str, ...]
    highest: float

    @property
    def numbers(self) -> list[float]:
        """The numbers that are stated."""
        return [value for row in self.values for value in row if value is not None]


@dataclass(frozen=True)
class Grid:
    """A table of one slide.

    Attributes:
        columns: The columns' names.
        rows: Cells as readers see them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def is_chart(numbers: Editable) -> bool:
    """Whether a chart may hold the numbers: of one unit, and two or more to be compared."""
    if numbers.kind != "bars":
        return numbers.kind == "lines"
    kept = _kept(numbers)
    return len({numbers.units[place] for place in kept}) == 1 and len(kept) > 1


def bars_of(numbers: Editable, most: int) -> list[Bars]:
    """The bars of a chart, without what may not stand beside the others.

    Args:
        numbers: Of which `is_chart` holds.
        most: How many bars a slide has room for.

    Returns:
        As many at a time as there is room for; what stands beside all of them first on each.
    """
    kept = _kept(numbers)
    count = len(numbers.series)
    alone = count == 1
    beside = numbers.beside if alone else ()
    room = max(1, most - len(beside) if alone else int(most / (count + BETWEEN)))
    highest = max(
        [each for place in kept for each in numbers.values[place] if each is not None]
        + [each.value for each in beside]
    )
    step = ceil(len(kept) / ceil(len(kept) / room))  # parts of like size
    return [
        _page(numbers, kept[start : start + step], highest, with_beside=alone)
        for start in range(0, len(kept), step)
    ]


def _kept(numbers: Editable) -> list[int]:
    """Where the categories stand that state a number and may be compared."""
    return [
        place
        for place, (why, values) in enumerate(zip(numbers.aside, numbers.values, strict=True))
        if not why and any(each is not None for each in values)
    ]


def _page(numbers: Editable, places: Sequence[int], highest: float, *, with_beside: bool) -> Bars:
    beside = numbers.beside if with_beside else ()
    own = numbers.own
    shades = ["own" if numbers.categories[each] == own or not own else "other" for each in places]
    return Bars(
        categories=(*(each.name for each in beside), *(numbers.categories[at] for at in places)),
        series=numbers.series,
        roles=numbers.roles,
        values=(*((each.value,) for each in beside), *(numbers.values[at] for at in places)),
        labels=(*((each.label,) for each in beside), *(numbers.labels[at] for at in places)),
        shades=("benchmark",) * len(beside) + tuple(shades),
        highest=highest,
    )


def grid_of(numbers: Editable) -> Grid:
    """The numbers as a table, each category that states one a row."""
    rows = [
        (category, *labels)
        for category, labels in zip(numbers.categories, numbers.labels, strict=True)
        if any(labels)
    ]
    return Grid((numbers.heading, *numbers.series), tuple(rows))


def joined(one: Grid, other: Grid, most: int) -> Grid | None:
    """Two tables of like columns as one, if it has no more rows than there is room for."""
    wide, narrow = sorted((one, other), key=_width, reverse=True)
    columns = tuple(dict.fromkeys(wide.columns + narrow.columns))
    rows = [
        tuple(dict(zip(grid.columns, row, strict=True)).get(each, "") for each in columns)
        for grid in (one, other)
        for row in grid.rows
    ]
    alike = one.columns[0] == other.columns[0] and {*one.columns[1:]} & {*other.columns[1:]}
    return Grid(columns, tuple(rows)) if alike and len(rows) <= most else None


def _width(grid: Grid) -> int:
    return len(grid.columns)


def pages_of(grid: Grid, most: int) -> Iterator[Grid]:
    """A table in parts of like size, as many rows at a time as a slide has room for."""
    step = ceil(len(grid.rows) / ceil(len(grid.rows) / most)) if grid.rows else 1
    for start in range(0, len(grid.rows), step):
        yield replace(grid, rows=grid.rows[start : start + step])
