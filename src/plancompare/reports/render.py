"""What a report's files are made of its executed notebook."""

import re
from html import unescape
from typing import TYPE_CHECKING

from plancompare.reports.html import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from plancompare.reports.tasks import Task

HTML = "report.html"
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


def render(notebook: "NotebookNode", task: "Task") -> "Mapping[str, bytes]":
    """The files of a report.

    Args:
        notebook: As it was executed.
        task: The report.

    Returns:
        Contents by file name.
    """
    lang = task.parameters["lang"]
    return {HTML: to_html(notebook, title_of(notebook), lang).encode()}


def title_of(notebook: "NotebookNode") -> str:
    """A report's title: the first heading of the first level that its notebook displays."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            shown = output.get("data", {}).get("text/html", "")
            if found := _TITLE.search(shown):
                return unescape(found[1])
    return ""
