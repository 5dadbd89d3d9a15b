"""Markdown and text with tables in HTML, as tools that read scans write them."""

import html
import re

from plancompare.reading import html as webpage
from plancompare.reading.document import Document
from plancompare.reading.formats import File

_TABLE = re.compile(r"<table\b[^>]*>.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_FRAME = re.compile(
    r"</?(?:html|body)\b[^>]*>", re.IGNORECASE
)  # each table may be a page of its own


def has_tables(text: str) -> bool:
    """Whether a text holds tables in HTML."""
    return _TABLE.search(text) is not None


def read(file: File, text: str) -> Document:
    """Read the lines between the tables as paragraphs, and the tables as a web page's."""
    text = _FRAME.sub("", text)
    pieces, end = [], 0
    for table in _TABLE.finditer(text):
        pieces += [_paragraphs(text[end : table.start()]), table[0]]
        end = table.end()
    page = "".join([*pieces, _paragraphs(text[end:])])
    whole = f"<!DOCTYPE html><html><body>{page}</body></html>"
    return webpage.read(File(file.name, whole.encode("utf-8", "replace"))).of_file(file.data, "md")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
