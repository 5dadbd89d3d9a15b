"""Tables as notebooks show them."""

import re

import pandas as pd
from pandas.api.types import is_numeric_dtype

_CELL = re.compile(r"<(t[dh])>")


def as_html(frame: pd.DataFrame, *, header: bool = True) -> str:
    """A table whose text stands at the left, as on a report's page; Jupyter would put it right.

    Args:
        frame: The table; numbers stay at the right.
        header: Whether its columns' names are shown.
    """
    is_text = [not is_numeric_dtype(each) for each in frame.dtypes]
    rows = frame.to_html(index=False, header=header, border=0).split("<tr")
    return "<tr".join(_at_the_left(row, is_text) for row in rows)


def _at_the_left(row: str, is_text: list[bool]) -> str:
    left = iter(is_text)
    return _CELL.sub(
        lambda cell: f'<{cell[1]} style="text-align:left">' if next(left) else cell[0], row
    )
