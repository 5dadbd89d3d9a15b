"""The data behind a chart for spreadsheets: no text in them runs as a formula."""

import pandas as pd

from plancompare.dataset.exports import workbook
from plancompare.dataset.formulas import without_formulas
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
    """The data; whole numbers, such as years, stay whole where one is missing."""
    frame = pd.DataFrame(list(data.rows), columns=list(data.columns))
    cells = zip(data.columns, zip(*data.rows, strict=True), strict=False)
    whole = [
        name for name, every in cells if {type(each) for each in every} - {type(None)} == {int}
    ]
    return frame.astype(dict.fromkeys(whole, "Int64"))
