"""What a report's files are made of its executed notebook."""

from typing import TYPE_CHECKING

from plancompare.errors import UsageError
from plancompare.reports.blocks.content import Block, contents
from plancompare.reports.files.chart_list import chart_files
from plancompare.reports.files.html import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

    from plancompare.domain.languages import Lang
    from plancompare.reports.run.tasks import Task

HTML = "report.html"
# what pages, their data and the index are made with
AHEAD = ("jinja2", "plancompare.reports.files.spreadsheet", "pypinyin", "rich.table")
FORMATS = ("html", "pdf", "docx", "pptx")


def files_in(formats: str) -> tuple[str, ...]:
    """The files that a report has in some formats.

    Args:
        formats: Of `FORMATS`, with commas between them. The page is always made: the site leads to
            it.

    Returns:
        Their names, each once.

    Raises:
        UsageError: If a format is unknown.
    """
    asked = [each.strip().lower() for each in formats.split(",") if each.strip()]
    if unknown := [each for each in asked if each not in FORMATS]:
        raise UsageError(
            f"no report can be made as “{unknown[0]}”.",
            remedy=f"Choose from {', '.join(FORMATS)}, with commas between them.",
        )
    return tuple(f"report.{each}" for each in FORMATS if each == "html" or each in asked)


def render(notebook: "NotebookNode", task: "Task") -> "Mapping[str, bytes]":
    """The files of a report.

    Args:
        notebook: As it was executed.
        task: The report, with the names of the files that it must have.

    Returns:
        Contents by file name.
    """
    lang = task.parameters["lang"]
    blocks = contents(notebook)
    files = {
        name: to_html(blocks, lang, task.ways).encode()
        if name == HTML
        else write(name, blocks, lang)
        for name in task.files
    }
    return {**files, **chart_files(blocks, lang)}


def write(name: str, blocks: "Sequence[Block]", lang: "Lang") -> bytes:
    """A report as one file; a format's library is imported only where it is asked for.

    Args:
        name: One of `files_in`.
        blocks: The report.
        lang: `zh` or `en`.

    Returns:
        The file.

    Raises:
        UsageError: If no format has this name.
    """
    match name:
        case "report.html":
            return to_html(blocks, lang).encode()
        case "report.pdf":
            from plancompare.reports.files.pdf import to_pdf  # noqa: PLC0415

            return to_pdf(blocks, lang)
        case "report.docx":
            from plancompare.reports.files.docx import to_docx  # noqa: PLC0415

            return to_docx(blocks, lang)
        case "report.pptx":
            from plancompare.reports.files.pptx import to_pptx  # noqa: PLC0415

            return to_pptx(blocks, lang)
    raise UsageError(f"no report can be made as “{name}”.")
