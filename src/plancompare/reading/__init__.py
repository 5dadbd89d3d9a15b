"""Documents to clean text and tables, each piece tied to its place in the original."""

from pathlib import Path

from plancompare.reading.document import Block, Cell, Document, Table

__all__ = ["Block", "Cell", "Document", "Table", "read_document"]


def read_document(path: Path) -> Document:
    """Read a plan.

    Args:
        path: A text file.

    Raises:
        DocumentError: If the file is empty or cannot be read.
    """
    # Only when a file is read: the libraries take a quarter of a second to import.
    from plancompare.reading.assembly import File  # noqa: PLC0415
    from plancompare.reading.text import read_text  # noqa: PLC0415

    return read_text(File(path.name, "txt", path.read_bytes()))
