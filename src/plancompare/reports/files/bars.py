"""A chart's data as bars: what a slide shows as a chart that its reader can edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from plancompare.charts.data import Cell, ChartData

BETWEEN = 0.6  # the space between two categories, in bars
Row = dict[str, Cell]


@dataclass(frozen=True)
class Bars:
    """The bars of one slide: numbers of one unit, a category a row.

    Attributes:
        unit: Of the numbers.
        labels: What is compared.
        values: Numbers by series, one for each label; None where nothing is stated.
        highest: Of all numbers of the unit, so that slides that go on are on one scale.
    """

    unit: str
    labels: tuple[str, ...]
    values: dict[str, tuple[float | None, ...]]
    highest: float

    @property
    def numbers(self) -> list[float]:
        """The numbers that are stated."""
        return [value for each in self.values.values() for value in each if value is not None]


def bars_of(data: ChartData, most: int) -> list[Bars]:
    """The bars of a chart.

    Args:
        data: What the chart shows.
        most: How many bars a slide has room for.

    Returns:
        The numbers unit by unit, as many at a time as there is room for; the longest bar first
        where there is one series. A number that is alone with its unit is left out, for there is
        nothing to compare it with.
    """
    every = [dict(zip(data.columns, row, strict=True)) for row in data.rows]
    rows = [row for row in every if any(row[name] is not None for name in data.series)]
    if len(data.series) == 1:
        rows.sort(key=lambda row: _number(row[data.series[0]]) or 0, reverse=True)
    units = dict.fromkeys(str(row.get(data.unit) or "") for row in rows)
    return [
        bars
        for unit in units
        for bars in _of_unit(
            [row for row in rows if str(row.get(data.unit) or "") == unit], data, unit, most
        )
    ]


def numbers_of(data: ChartData) -> int:
    """How many numbers a chart has that could be bars."""
    places = [data.columns.index(name) for name in data.series]
    return sum(row[place] is not None for row in data.rows for place in places)


def _of_unit(rows: Sequence[Row], data: ChartData, unit: str, most: int) -> Iterator[Bars]:
    stated = [name for name in data.series if any(row[name] is not None for row in rows)]
    numbers = [
        number for row in rows for name in stated if (number := _number(row[name])) is not None
    ]
    if len(numbers) == 1:
        return
    room = max(1, int(most / (len(stated) + BETWEEN)))
    step = ceil(len(rows) / ceil(len(rows) / room))  # parts of like size
    for start in range(0, len(rows), step):
        part = rows[start : start + step]
        labels = tuple(str(row[data.category]) for row in part)
        values = {name: tuple(_number(row[name]) for row in part) for name in stated}
        yield Bars(unit, labels, values, max(numbers))


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None
