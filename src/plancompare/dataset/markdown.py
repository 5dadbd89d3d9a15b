"""Tables as Markdown that lines up in a terminal too."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from plancompare.errors import plain_text


def as_markdown(answer: pd.DataFrame) -> str:
    """A table as Markdown; columns line up, Chinese or not.

    Args:
        answer: Any table.

    Returns:
        A head, a rule and a line for each row; numbers are right-aligned, what is missing is empty.
    """
    head = [str(column) for column in answer.columns]
    cells = answer.astype("object").where(answer.notna(), "")
    rows = [[_cell(value) for value in row] for row in cells.itertuples(index=False)]
    widths = [max(3, *map(_width, column)) for column in zip(head, *rows, strict=True)]
    right = [is_numeric_dtype(kind) and not is_bool_dtype(kind) for kind in answer.dtypes]
    rule = [
        "-" * (width - number) + ":" * number for width, number in zip(widths, right, strict=True)
    ]
    lines = [_line(row, widths, right) for row in (head, rule, *rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    filled = []
    for cell, width, number in zip(cells, widths, right, strict=True):
        space = " " * (width - _width(cell))
        filled.append(space + cell if number else cell + space)
    return f"| {' | '.join(filled)} |"


def _cell(value: object) -> str:
    text = _number(value) if isinstance(value, float) else plain_text(str(value))
    return text.replace("|", "\\|").replace("\n", " ")


def _number(value: float) -> str:
    """Ten digits, and never fewer than the whole part and four places: 12345678901.25."""
    if not 1e-9 < abs(value) < 1e15:
        return f"{value:.10g}"
    digits = max(10, len(str(int(abs(value)))) + 4)
    shown = f"{Decimal(f'{value:.{digits}g}'):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _width(text: str) -> int:
    """How many columns of a terminal it fills."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
