"""Themes down, and across whoever has to do with them."""

from collections.abc import Sequence

import pandas as pd

from plancompare.charts.grid import Grid, lay_grid
from plancompare.charts.rows import Record, first_of, records
from plancompare.charts.theme import theme
from plancompare.charts.words import Words

_COLUMNS_MOST = 40


def lay_themes(
    full: pd.DataFrame, cell: tuple[float, float], say: Words, across: Sequence[str] = ()
) -> tuple[Grid, list[str]]:
    """The grid of a table, and notes on what it leaves out.

    Args:
        full: With `across` and `down`, the names of columns and rows.
        cell: Width and height of a cell in millimetres.
        say: The language.
        across: The columns' names in order; as in the table where none is named.
    """
    across, down = across or list(full["across"].unique()), list(full["down"].unique())
    shown = first_of(down)
    page = theme().page
    room = page.width - 2 * page.margin
    grid = lay_grid(shown, across[:_COLUMNS_MOST], cell=cell, room=room)
    left_out = {
        "more_rows": len(down) - len(shown),
        "more_columns": len(across) - len(grid.columns),
    }
    return grid, [say(key, count=count) for key, count in left_out.items() if count]


def cells_of(full: pd.DataFrame) -> dict[tuple[str, str], Record]:
    """The table's rows by the names of their row and column."""
    return {(row["down"], row["across"]): row for row in records(full)}
