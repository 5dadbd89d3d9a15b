"""What a report's files are made of its executed notebook."""

from typing import TYPE_CHECKING

from plancompare.reports.content import contents
from plancompare.reports.html import to_html
from plancompare.reports.site import chart_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from plancompare.reports.tasks import Task

HTML = "report.html"


def render(notebook: "NotebookNode", task: "Task") -> "Mapping[str, bytes]":
    """The files of a report.

    Args:
        notebook: As it was executed.
        task: The report.

    Returns:
        Contents by file name.
    """
    lang = task.parameters["lang"]
    blocks = contents(notebook)
    return {HTML: to_html(blocks, lang).encode(), **chart_files(blocks, lang)}
