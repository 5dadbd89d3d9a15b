"""Workbooks for Excel and WPS in which no text is computed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plancompare.dataset.formulas import is_formula

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML file may hold them
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED = datetime(1980, 1, 1)  # as the files in its archive: the same rows give the same bytes


def workbook(
    sheets: Mapping[str, Iterable[Sequence[object]]], *, decimals: int | None = None
) -> bytes:
    """Rows as the sheets of a workbook; texts are text, whatever they begin with.

    Args:
        sheets: Rows by the sheet's name, the head first. Cells are texts, numbers, booleans, or
            None where they are to stay empty.
        decimals: With how many a number that may have some is shown; as many as it has for none.

    Returns:
        The file; the same for the same rows.
    """
    written = BytesIO()
    with Workbook(written, _AS_TEXT) as book:
        book.set_properties({"created": _CREATED})
        head, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        shown = f"#,##0.{'0' * decimals}" if decimals else None
        broken = book.add_format({"num_format": shown}) if shown else None
        for name, rows in sheets.items():
            _fill(book.add_worksheet(name), rows, head, quoted, broken)
    return written.getvalue()


def _fill(
    sheet: Worksheet,
    rows: Iterable[Sequence[object]],
    head: Format,
    quoted: Format,
    broken: Format | None,
) -> None:
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                text = _CONTROLS.sub("", value)
                look = head if number == 0 else quoted if is_formula(value) else None
                sheet.write_string(number, column, text, look)
            else:
                sheet.write(number, column, value, broken if isinstance(value, float) else None)
