"""Documents to clean text and tables, each piece tied to its place in the original."""

import os
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from plancompare.guard.limits import limits, more
from plancompare.reading.document import Block, Cell, Document, Table
from plancompare.reading.errors import DocumentTooLarge, UnreadableFile
from plancompare.reading.formats import File, recognise

__all__ = ["Block", "Cell", "Document", "Table", "read_document"]

_READERS = {"txt": "text", "html": "html", "docx": "docx", "pdf": "pdf"}


def read_document(path: Path) -> Document:
    """Read a plan: plain text, HTML, DOCX or PDF, told by its content.

    Args:
        path: The file.

    Raises:
        DocumentError: If the file cannot be read; the message says why and what to do.
    """
    file = File(path.name, _bytes(path))
    # A format's library is imported when a file needs it.
    module = import_module(f"plancompare.reading.{_READERS[recognise(file)]}")
    read: Callable[[File], Document] = module.read
    return read(file)


def _bytes(path: Path) -> bytes:
    largest = limits().file_mb * 1_000_000
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableFile(
                    "not a file but a folder, a pipe or a device.",
                    where=str(path),
                    remedy="Save it as a file first.",
                )
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableFile(
            f"cannot be opened: {reason}.", where=str(path), remedy="Check the path."
        ) from None
    if len(data) > largest:
        raise DocumentTooLarge(
            f"larger than {limits().file_mb} MB.",
            where=str(path),
            remedy=f"Take the pictures out, split it, {more('file_mb')}.",
        )
    return data
