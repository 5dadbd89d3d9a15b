"""Plain text files."""

from plancompare.reading.assembly import assemble
from plancompare.reading.decoding import decode
from plancompare.reading.document import Document
from plancompare.reading.formats import File


def read(file: File) -> Document:
    """Read a text file.

    Args:
        file: The file.

    Raises:
        EmptyDocument: If there is nothing in it.
        UnknownEncoding: If it is no text, or in an encoding that is not known.
    """
    return assemble(file, "txt", decode(file.data, file.name))
