"""The data behind a chart for spreadsheets: no text in them runs as a formula."""

import pandas as pd

from plancompare.dataset.exports import without_formulas, workbook
from plancompare.reports.content import ChartData

_SHEET = "data"


def to_csv(data: ChartData) -> str:
    """The data as CSV.

    Args:
        data: What a chart shows.

    Returns:
        Text to be written as UTF-8 with a byte order mark (`utf-8-sig`), which Excel needs; a text
        that a spreadsheet would take for a formula has an apostrophe put before it.
    """
    return without_formulas(_frame(data)).to_csv(index=False, lineterminator="\n")


def to_xlsx(data: ChartData) -> bytes:
    """The data as a workbook of one sheet; texts are text, whatever they begin with."""
    return workbook({_SHEET: _frame(data)})


def _frame(data: ChartData) -> pd.DataFrame:
    frame = pd.DataFrame(list(data.rows), columns=list(data.columns))
    return frame.convert_dtypes(convert_string=False, convert_boolean=False, convert_floating=False)
