"""Plain text files."""

from plancompare.reading import delimited, markdown
from plancompare.reading.assembly import assemble
from plancompare.reading.decoding import decode
from plancompare.reading.document import Document
from plancompare.reading.formats import File


def read(file: File) -> Document:
    """Read a text file, or a CSV file, which is one by its name or its even rows."""
    if delimited.is_delimited(file):
        return delimited.read(file)
    text = decode(file.data, file.name)
    return markdown.read(file, text) if markdown.has_tables(text) else assemble(file, "txt", text)
