"""The data behind a chart for spreadsheets: no text in them runs as a formula."""

import csv
from io import StringIO

from plancompare.charts.data import Cell, ChartData
from plancompare.dataset.formulas import is_formula
from plancompare.dataset.workbook import workbook

_SHEET = "data"


def to_csv(data: ChartData) -> str:
    """The data as CSV.

    Args:
        data: What a chart shows.

    Returns:
        Text to be written as UTF-8 with a byte order mark (`utf-8-sig`), which Excel needs; a text
        that a spreadsheet would take for a formula has an apostrophe put before it.
    """
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(data.columns)
    lines.writerows(map(_harmless, row) for row in data.rows)
    return written.getvalue()


def to_xlsx(data: ChartData) -> bytes:
    """The data as a workbook of one sheet; texts are text, whatever they begin with.

    Numbers are whole, and shown with the decimals that the chart writes.
    """
    decimals = data.editable.decimals if data.editable else None
    return workbook({_SHEET: [data.columns, *data.rows]}, decimals=decimals)


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
