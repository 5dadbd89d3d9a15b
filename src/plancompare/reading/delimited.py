"""CSV files: a table whose cells commas, semicolons, tabs or bars part, in any encoding."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from plancompare.reading.assembly import assemble
from plancompare.reading.decoding import decode
from plancompare.reading.document import Document
from plancompare.reading.errors import EmptyDocument, UnknownEncoding
from plancompare.reading.formats import File
from plancompare.reading.layout import Layout
from plancompare.reading.sheets import lay_out, without_hidden

_FIGURE = re.compile(r"[≥≤<>-]?\d[\d.]*[%‰]?|[-—–/]{0,2}")
_SHORT_WORD = re.compile(r"[\u4e00-\u9fff]{1,6}")
_DELIMITERS = ",;\t|"
_FEWEST_ROWS = 3
_EVEN = 0.9  # of the rows that are as wide as most
_SAMPLE = 20_000  # characters
_LONGEST_CELL = 200  # on average, in characters: what is longer is prose with commas
_LARGEST_FIELD = 1_000_000


def read(file: File) -> Document:
    """Read a CSV file."""
    text = decode(file.data, file.name)
    rows = _rows(text, delimiter_of(text, is_named=True) or ",")
    layout = Layout()
    lay_out(without_hidden(rows, (), (set(), set()), ""), layout, 0, file.name)
    return assemble(file, "csv", "\n".join(layout.lines), layout)


def is_delimited(file: File) -> bool:
    """Whether a text is a CSV file: by its name, or by rows that are equally wide."""
    is_named = file.name.lower().endswith((".csv", ".tsv"))
    if not is_named and file.data.count(b"\n", 0, _SAMPLE) < _FEWEST_ROWS:
        return False
    sample = file.data[: 4 * _SAMPLE]
    whole_lines = sample if len(sample) == len(file.data) else sample.rpartition(b"\n")[0]
    try:
        text = decode(whole_lines, file.name)
    except (UnknownEncoding, EmptyDocument):
        return False
    return delimiter_of(text, is_named=is_named) is not None


def delimiter_of(text: str, *, is_named: bool) -> str | None:
    """The sign between cells; None for a text that is no table.

    Args:
        text: The decoded file.
        is_named: Whether its name says that it is a CSV file. Then one even column is enough.
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0]
    if not is_named and "。" in sample:  # prose
        return None
    scores = {
        sign: _evenness(_without_title(_rows(sample, sign)), is_named) for sign in _signs(is_named)
    }
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else None


def _without_title(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Rows without the line above them that names the table, where those below hold figures."""
    rows = [row for row in rows if any(row)]
    titled = len(rows) > _FEWEST_ROWS and len(rows[0]) == 1
    return rows[1:] if titled and all(map(_holds_figures, rows[2:])) else rows


def _holds_figures(row: Sequence[str]) -> bool:
    """Whether a row's cells after the first are figures or a word, one a figure: 95%,96.1%,完成."""
    cells = [cell.strip() for cell in row[1:]]
    told = all(_FIGURE.fullmatch(cell) or _SHORT_WORD.fullmatch(cell) for cell in cells)
    return told and any(map(str.isdigit, "".join(cells)))


def _signs(is_named: bool) -> str:
    # Bars and tabs of a text without the name are read where they stand (`texttables.py`).
    return _DELIMITERS if is_named else ",;"


def _evenness(rows: Sequence[Sequence[str]], is_named: bool) -> float:
    """How even rows are times how wide; 0 where they make no table."""
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    cells = [cell for row in rows for cell in row]
    is_prose = sum(map(len, cells)) > _LONGEST_CELL * len(cells)
    share = count / widths.total()
    if width < (2 if is_named else 3) or is_prose:
        return 0
    if not is_named and (share < _EVEN or widths.total() < _FEWEST_ROWS):
        return 0
    return share * min(width, 10)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LARGEST_FIELD)
    try:
        return list(csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter))
    except csv.Error:  # a quotation mark that is never closed
        return [line.split(delimiter) for line in text.splitlines()]
