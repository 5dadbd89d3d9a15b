"""Workbooks: the sheets of .xlsx and .xls files, as they are shown.

openpyxl and xlrd tell what is hidden, struck out and how numbers are shown; readers that are
faster (python-calamine) do not, and 0.935 shown as 93.5% would be read as 0.935.
"""

import io
from collections.abc import Iterator

import openpyxl
import xlrd
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from plancompare.guard.limits import limits
from plancompare.reading.archive import check_size
from plancompare.reading.assembly import assemble_layout
from plancompare.reading.document import Document
from plancompare.reading.errors import EmptyDocument, ProtectedDocument, refusing_damage
from plancompare.reading.formats import File
from plancompare.reading.layout import Layout
from plancompare.reading.numberformat import is_date_format, shown
from plancompare.reading.sheets import Sheet, lay_out, without_hidden
from plancompare.reading.visibility import raised

_DAMAGED = "a workbook that cannot be opened."
_REMEDY = "Open it in Excel or WPS and save it again as .xlsx, or save the sheet as CSV."
_SUPERSCRIPT = 1  # xlrd's word for it


def read(file: File) -> Document:
    """Read a workbook."""
    is_packed = file.data.startswith(b"PK")
    with refusing_damage(_DAMAGED, file.name, _REMEDY):
        check_size(file) if is_packed else _check_password(file)
        sheets = list(_of_xlsx(file.data) if is_packed else _of_xls(file.data))
    layout = Layout()
    for number, sheet in enumerate(sheets, start=1):
        layout.names[number] = f"sheet {sheet.name}"
        lay_out(sheet, layout, number, file.name)
    remedy = "Unhide the sheets and rows that matter, and save it."
    nothing = EmptyDocument("a workbook that shows no text.", where=file.name, remedy=remedy)
    return assemble_layout(file, "xlsx" if is_packed else "xls", layout, nothing)


def _check_password(file: File) -> None:
    try:
        xlrd.open_workbook(file_contents=file.data, on_demand=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ProtectedDocument(
                "the workbook wants a password.",
                where=file.name,
                remedy="Open it and save a copy without one.",
            ) from None
        raise


def _of_xlsx(data: bytes) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = _xlsx_rows(sheet)
        spans = [
            (span.min_row - 1, span.min_col - 1, span.max_row - 1, span.max_col - 1)
            for span in sheet.merged_cells.ranges
        ]
        yield without_hidden(rows, spans, _xlsx_hidden(sheet), sheet.title)


def _xlsx_rows(sheet: Worksheet) -> list[list[str]]:
    rows: list[list[str]] = []
    cells = 0
    for row in sheet.iter_rows():
        cells += len(row)
        if cells > limits().cells:
            break  # `lay_out` refuses it
        rows.append([_xlsx_cell(cell) for cell in row])
    return rows


def _xlsx_cell(cell: "openpyxl.cell.cell.Cell") -> str:
    font = getattr(cell, "font", None)
    if cell.value is None or (font is not None and font.strike):
        return ""
    if isinstance(cell.value, CellRichText):
        return "".join(map(_rich, cell.value))
    return shown(cell.value, cell.number_format)


def _rich(part: str | TextBlock) -> str:
    if isinstance(part, str):
        return part
    if part.font.strike:
        return ""
    return raised(part.text) if part.font.vertAlign == "superscript" else part.text


def _xlsx_hidden(sheet: Worksheet) -> tuple[set[int], set[int]]:
    rows = {number - 1 for number, each in sheet.row_dimensions.items() if each.hidden}
    columns = {
        number - 1
        for each in sheet.column_dimensions.values()
        if each.hidden
        for number in range(each.min or 1, (each.max or each.min or 0) + 1)
    }
    return rows, columns


def _of_xls(data: bytes) -> Iterator[Sheet]:
    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, logfile=io.StringIO()
    ) as book:
        for sheet in book.sheets():
            if sheet.visibility:
                continue
            rows = [
                [_xls_cell(book, sheet, row, column) for column in range(sheet.row_len(row))]
                for row in range(sheet.nrows)
            ]
            spans = [
                (top, left, bottom - 1, right - 1)
                for top, bottom, left, right in sheet.merged_cells
            ]
            hidden = (
                {row for row, info in sheet.rowinfo_map.items() if info.hidden},
                {column for column, info in sheet.colinfo_map.items() if info.hidden},
            )
            yield without_hidden(rows, spans, hidden, sheet.name)


def _xls_cell(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    look = book.xf_list[cell.xf_index]
    if book.font_list[look.font_index].struck_out:
        return ""
    number_format = book.format_map[look.format_key].format_str
    if cell.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column), [])
        return "".join(_xls_runs(book, cell.value, runs))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if is_date_format(number_format):
            date = xlrd.xldate_as_datetime(cell.value, book.datemode)
            return shown(date, number_format)
        return shown(cell.value, number_format)
    return ""


def _xls_runs(book: xlrd.Book, text: str, runs: list[tuple[int, int]]) -> Iterator[str]:
    """The runs of a text, each from where its font begins."""
    starts = [(0, None), *runs]
    for (start, font), (end, _) in zip(starts, [*runs, (len(text), None)], strict=True):
        look = None if font is None else book.font_list[font]
        part = text[start:end]
        if look is not None and look.struck_out:
            continue
        is_raised = look is not None and look.escapement == _SUPERSCRIPT
        yield raised(part) if is_raised else part
