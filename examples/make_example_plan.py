"""Make the example plan in four formats from one content: `python examples/make_example_plan.py`.

The plan is fictional. Its table is as hard as real ones are: categories and row numbers that span
rows, a head cell that spans columns, sub-rows, a paired cell, dashes and a relative target.
"""

import html
import io
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import typst
from docx.oxml.ns import qn

from plancompare.charts.theme import font_path

FOLDER = Path(__file__).parent / "plan"
FONT = "Plan Sans SC"  # the charts' own
PROSE = ("before", "after")


@dataclass(frozen=True)
class Cell:
    """A cell of the table with the rows and columns that it spans."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


def content() -> dict[str, Any]:
    """Read the content."""
    return tomllib.loads((FOLDER / "content.toml").read_text("utf-8"))


def cells(rows: list[list[str]]) -> list[list[Cell]]:
    """The cells that are there, by row; empty places belong to the cell above or to the left.

    Args:
        rows: The texts; the first row is the head.
    """
    found: list[list[Cell]] = []
    for at, row in enumerate(rows):
        found.append([])
        for column, text in enumerate(row):
            if text:
                below = 1 if at == 0 else _empty_below(rows, at, column)
                right = 1 + sum(not cell for cell in row[column + 1 : column + 2] if at == 0)
                found[-1].append(Cell(text, at, column, below, right))
    return found


def _empty_below(rows: list[list[str]], at: int, column: int) -> int:
    """How many rows a cell covers, itself included."""
    end = at + 1
    while end < len(rows) and not rows[end][column]:
        end += 1
    return end - at


def as_text(plan: dict[str, Any]) -> str:
    """Plain text, the table flattened to one cell a line as web pages lose it."""
    lines = list(plan["before"])
    for row in cells(plan["table"]["rows"]):
        lines += ["|", *(f"{cell.text} |" for cell in row)]
    return "\n".join([*lines, *plan["after"], ""])


def as_html(plan: dict[str, Any]) -> str:
    """A web page whose table has row and column spans."""
    rows = [
        "<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>"
        for row in cells(plan["table"]["rows"])
    ]
    table = ["<table>", *rows, "</table>"]
    paragraphs = [[f"<p>{html.escape(text)}</p>" for text in plan[key]] for key in PROSE]
    title = html.escape(plan["before"][0])
    head = f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
    style = "<style>td,th{border:1px solid;padding:2px 6px}table{border-collapse:collapse}</style>"
    body = [f"{head}{style}</head><body>", *paragraphs[0], *table, *paragraphs[1], "</body></html>"]
    return "\n".join([*body, ""])


def _html_cell(cell: Cell) -> str:
    name = "th" if cell.row == 0 else "td"
    spans = "".join(
        f' {kind}="{count}"'
        for kind, count in (("rowspan", cell.rows), ("colspan", cell.columns))
        if count > 1
    )
    return f"<{name}{spans}>{html.escape(cell.text)}</{name}>"


def write_docx(plan: dict[str, Any], path: Path) -> None:
    """A Word document with merged cells."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "SimSun"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    for text in plan["before"]:
        document.add_paragraph(text)
    rows = plan["table"]["rows"]
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row in cells(rows):
        for cell in row:
            first = table.cell(cell.row, cell.column)
            last = table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            first.merge(last).text = cell.text
    for text in plan["after"]:
        document.add_paragraph(text)
    packed = io.BytesIO()
    document.save(packed)
    path.write_bytes(_without_dates(packed))


def _without_dates(packed: io.BytesIO) -> bytes:
    """The same archive without the time of its making, so that it only changes with its content."""
    again = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def write_pdf(plan: dict[str, Any], path: Path) -> None:
    """A PDF of several pages with a running head, page numbers and a ruled table."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "plan.typ")
        source.write_text(_typst(plan), "utf-8")
        typst.compile(
            str(source),
            output=str(path),
            font_paths=[str(font_path().parent)],
            ignore_system_fonts=True,
        )


def _typst(plan: dict[str, Any]) -> str:
    before, after = ["\n\n".join(map(_quoted, plan[key])) for key in PROSE]
    head, *rows = ["".join(map(_typst_cell, row)) for row in cells(plan["table"]["rows"])]
    columns = "(auto, auto, 1fr, auto, auto, auto, auto)"
    return f"""\
#set document(title: {_quoted(plan["before"][0])[1:]}, date: none)
#set page(paper: "a5", header: align(center, text(8pt)[虚构示例]), numbering: "— 1 —")
#set text(font: "{FONT}", lang: "zh", region: "cn", size: 10pt)
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
{before}

#text(8pt, table(columns: {columns}, table.header({head}), {"".join(rows)}))

{after}
"""


def _typst_cell(cell: Cell) -> str:
    spans = f"rowspan: {cell.rows}, colspan: {cell.columns}"
    return f"table.cell({spans}, {_quoted(cell.text)[1:]}),\n"


def _quoted(text: str) -> str:
    """Text as a string in Typst's markup, so that no sign in it is markup."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    """Write the four files."""
    plan = content()
    (FOLDER / "plan.txt").write_text(as_text(plan), "utf-8", newline="\n")
    (FOLDER / "plan.html").write_text(as_html(plan), "utf-8", newline="\n")
    write_docx(plan, FOLDER / "plan.docx")
    write_pdf(plan, FOLDER / "plan.pdf")


if __name__ == "__main__":
    main()
