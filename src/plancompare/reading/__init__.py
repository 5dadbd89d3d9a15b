"""Documents to clean text and tables, each piece tied to its place in the original."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from plancompare.reading.document import Block, Cell, Document, Table
from plancompare.reading.errors import DocumentTooLarge, UnreadableFile
from plancompare.reading.formats import File, recognise

__all__ = ["Block", "Cell", "Document", "Table", "read_document"]

_READERS = {"txt": "text", "html": "html", "docx": "docx", "pdf": "pdf"}
_LARGEST = 100_000_000  # bytes; the text of a 50 MB file takes about 2 GB while it is cleaned


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
    try:
        if path.stat().st_size > _LARGEST:
            raise DocumentTooLarge(
                f"larger than {_LARGEST // 1_000_000} MB.",
                where=str(path),
                remedy="Take the pictures out, or split it.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"cannot be opened: {error.strerror}.", where=str(path), remedy="Check the path."
        ) from None
