"""Tables that people edit in spreadsheets: what a spreadsheet did to one is told by its name."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from plancompare.errors import SourceError

_LARGEST = 50_000_000  # bytes
_AS_UTF8 = "Save it as UTF-8 (in Excel or WPS: “CSV UTF-8”)."
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_text(path: Path) -> str:
    """The text of a file that a person edited.

    Args:
        path: The file.

    Raises:
        SourceError: If it is not UTF-8, cannot be opened, or is too large; names the row.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise SourceError(
            f"cannot be opened: {error.strerror}.", where=str(path), remedy="Check its permissions."
        ) from error
    if data is None:
        raise SourceError(f"larger than {_LARGEST:,} bytes.", where=str(path), remedy="Split it.")
    if found := _MARKS.get(data[:2]):
        raise SourceError(f"the text is not UTF-8 but {found}.", where=str(path), remedy=_AS_UTF8)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SourceError(
            f"the text is not UTF-8{_encoding(data)}.",
            where=f"{path}, row {line}",
            remedy=_AS_UTF8,
        ) from error


def _encoding(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return " but GBK"


def records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, the head included.

    Args:
        path: The file.

    Yields:
        Each record with the number of the row that it begins in.

    Raises:
        SourceError: If it is no CSV; names the row in which a quote is opened and not closed.
    """
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    row = 1
    try:
        for cells in reader:
            yield row, cells
            row = reader.line_num + 1
    except csv.Error as error:
        problem = (
            "a double quote is opened and not closed" if "end of data" in str(error) else error
        )
        raise SourceError(
            f"not valid CSV: {problem}.",
            where=f"{path}, row {row}",
            remedy="Check the double quotes of that row.",
        ) from error


def refuse_hidden(text: str, where: str) -> None:
    """Refuse a text with control characters, or marks that turn the writing round.

    Args:
        text: A cell, or a file without its line ends.
        where: Its place, for the message.

    Raises:
        SourceError: If it holds one.
    """
    if found := _HIDDEN.search(text):
        raise SourceError(
            f"a character that cannot be seen (U+{ord(found[0]):04X}).",
            where=where,
            remedy="Delete it: type the words again beside it.",
        )
