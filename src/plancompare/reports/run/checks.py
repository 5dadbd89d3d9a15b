"""What must be true of a report before it counts as done: no failure that looks like success."""

from collections.abc import Callable, Collection, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from plancompare.errors import ReportError
from plancompare.reports.blocks.cells import INJECTED_TAG, PARAMETERS_TAG, tags

if TYPE_CHECKING:
    from nbformat import NotebookNode

END = 64  # bytes of a file's end that its mark is looked for in


def _between(head: bytes, tail: bytes) -> Callable[[bytes], bool]:
    """Whether data begins and ends so, whatever its case and the space around it."""

    def whole(data: bytes) -> bool:
        begins = data[:END].lstrip().lower().startswith(head)
        return begins and data[-END:].rstrip().lower().endswith(tail)

    return whole


def _holding(member: str) -> Callable[[bytes], bool]:
    """Whether data is an archive that is sound and has this member."""

    def whole(data: bytes) -> bool:
        try:
            with ZipFile(BytesIO(data)) as archive:
                return member in archive.namelist() and archive.testzip() is None
        except BadZipFile:
            return False

    return whole


WHOLE: Mapping[str, Callable[[bytes], bool]] = {
    ".html": _between(b"<!doctype html", b"</html>"),
    ".svg": _between(b"<", b"</svg>"),
    ".pdf": _between(b"%pdf-", b"%%eof"),
    ".png": _between(b"\x89png", b"iend\xaeb`\x82"),
    ".docx": _holding("word/document.xml"),
    ".pptx": _holding("ppt/presentation.xml"),
    ".xlsx": _holding("xl/workbook.xml"),
}
"""Whether a file of each kind is whole; of other kinds it is enough not to be empty."""


def check_notebook(notebook: "NotebookNode") -> None:
    """See that an executed notebook shows something.

    Raises:
        ReportError: No cell put anything out but warnings.
    """
    if not any(_shown(output) for cell in notebook.cells for output in cell.get("outputs", [])):
        raise ReportError("the notebook ran but showed nothing.")


def _shown(output: "NotebookNode") -> bool:
    return bool(output.get("name") != "stderr" and output.output_type != "error")


def check_files(files: Mapping[str, bytes], wanted: Collection[str]) -> None:
    """See that files are there, not empty, and whole as far as their kind shows it.

    Args:
        files: Their contents by name.
        wanted: Names that must be among them.

    Raises:
        ReportError: One is not; the message names it.
    """
    for name in wanted:
        if name not in files:
            raise ReportError("was not made of the notebook.", where=name)
    for name, data in files.items():
        if not data.strip():
            raise ReportError("is empty.", where=name)
        if not WHOLE.get(PurePath(name).suffix, bool)(data):
            raise ReportError("is not whole.", where=name)


def to_publish(notebook: "NotebookNode") -> "NotebookNode":
    """Take off what is not for readers: parameters, warnings, and where and when it was run."""
    notebook.metadata.pop("papermill", None)
    hidden = {PARAMETERS_TAG, INJECTED_TAG}
    notebook.cells = [cell for cell in notebook.cells if not hidden.intersection(tags(cell))]
    for cell in notebook.cells:
        for kind in ("papermill", "execution"):
            cell.metadata.pop(kind, None)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    return notebook
