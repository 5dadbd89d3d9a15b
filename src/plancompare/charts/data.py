"""The table behind a chart, as whoever copies the chart gets it."""

import re
from dataclasses import dataclass

# What XML 1.0 leaves out, but for tab and line breaks.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class ChartData:
    """The table behind a chart, under names that its readers know.

    Attributes:
        columns: The columns' names.
        rows: Numbers as numbers; None where nothing is stated.
        category: The column that names what is compared; empty where only a picture can show it.
        series: The columns of numbers that an editable chart draws beside each other.
        unit: The column of the numbers' units; numbers of one unit share a scale.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    category: str = ""
    series: tuple[str, ...] = ()
    unit: str = ""


def legible(text: str) -> str:
    """Text as every XML file may hold it: no control characters, no halves of characters."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
