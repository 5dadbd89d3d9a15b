"""Documents to clean text and tables, each piece tied to its place in the original.

A format is a module with a function `read`, from the bytes of a `File` to its `Document`; what it
cannot read it refuses with a `DocumentError` that says why and what to do (`errors.py`).
"""

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

_READERS = {  # the module that reads a format, where it has another name
    "xlsx": "workbook",
    "xls": "workbook",
    "txt": "text",
    "doc": "office",
    "wps": "office",
    "rtf": "office",
}

_OF_PARTS = ("zip", "mail")  # which hold other files


def read_document(path: Path) -> Document:
    """Read a plan, in whatever format it comes (docs/formats.md), told by its content.

    Args:
        path: The file.

    Raises:
        DocumentError: If the file cannot be read; the message says why and what to do.
    """
    return read_file(File(path.name, _bytes(path)))


def read_file(file: File) -> Document:
    """Read a plan from its bytes.

    Args:
        file: The file.

    Raises:
        DocumentError: If it cannot be read.
    """
    # A format's library is imported when a file needs it.
    kind = recognise(file)
    module = import_module(f"plancompare.reading.{_READERS.get(kind, kind)}")
    read: Callable[..., Document] = module.read
    return read(file, read_file) if kind in _OF_PARTS else read(file)


def _bytes(path: Path) -> bytes:
    largest = limits().file_mb * 1_000_000
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise UnreadableFile(
                "not a file but a folder, a pipe or a device.",
                where=str(path),
                remedy="Name a file; a folder is read when it is packed as .zip.",
            )
        with open(descriptor, "rb") as file:  # noqa: PTH123
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
