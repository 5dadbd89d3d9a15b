"""What a report's files are made of its executed notebook."""

from typing import TYPE_CHECKING

from plancompare.errors import UsageError
from plancompare.reports.blocks.parts import BRIEF, Parts, parts_of
from plancompare.reports.files.chart_list import chart_files
from plancompare.reports.files.html import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

    from plancompare.reports.files.ways import Ways
    from plancompare.reports.run.tasks import Task

HTML = "report.html"
# what pages, their data and the index are made with
AHEAD = ("jinja2", "plancompare.reports.files.spreadsheet", "pypinyin", "rich.table")
_DOCUMENTS = {"report.pdf": "pdf", "report.docx": "docx"}
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


def with_brief(files: "Sequence[str]") -> tuple[str, ...]:
    """The files of a report whose documents are a brief to send on, and an annex with all tables.

    Args:
        files: As from `files_in`.
    """
    parted = {name: (f"brief.{kind}", f"annex.{kind}") for name, kind in _DOCUMENTS.items()}
    return tuple(each for name in files for each in parted.get(name, (name,)))


def render(notebook: "NotebookNode", task: "Task") -> "Mapping[str, bytes]":
    """The files of a report.

    Args:
        notebook: As it was executed.
        task: The report, with the names of the files that it must have.

    Returns:
        Contents by file name.
    """
    parts = parts_of(notebook, task.parameters["lang"])
    files = {name: write(name, parts, task.ways) for name in task.files}
    return {**files, **chart_files(parts.whole, parts.lang)}


def write(name: str, parts: Parts, ways: "Ways | None" = None) -> bytes:
    """A report as one file; a format's library is imported only where it is asked for.

    Args:
        name: One of `files_in` or `with_brief`.
        parts: The report.
        ways: Where its page leads to.

    Returns:
        The file.

    Raises:
        UsageError: If no format has this name.
    """
    stem, _, kind = name.partition(".")
    blocks = {"report": parts.whole, "brief": parts.brief, "annex": parts.annex}.get(stem, ())
    lang, is_annex = parts.lang, stem == "annex"
    match kind:
        case "html" if blocks:
            return to_html(blocks, lang, ways).encode()
        case "pdf" if blocks:
            from plancompare.reports.files.pdf import to_pdf  # noqa: PLC0415

            return to_pdf(blocks, lang, contents=stem != BRIEF, across=is_annex)
        case "docx" if blocks:
            from plancompare.reports.files.docx import to_docx  # noqa: PLC0415

            return to_docx(blocks, lang, contents=is_annex, across=is_annex)
        case "pptx" if blocks:
            from plancompare.reports.files.pptx import to_pptx  # noqa: PLC0415

            return to_pptx(parts.slides, lang)
    raise UsageError(f"no report can be made as “{name}”.")
