"""What a page says a second time in another language."""

import re
from dataclasses import replace

from plancompare.reading.document import Cell, Table

# 卫生总费用(亿元) Total Expenditure on Health: the second language of a head
LATIN = re.compile(
    r"\([A-Za-z][^()\u4e00-\u9fff]*\)"
    r"|(?<![A-Za-z'&-])[A-Za-z][A-Za-z'&-]*(?:[ ,/]+(?:\d+ )?[A-Za-z'&-]+)+"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
_SIGN = r"[A-Za-z](?:值|\(%)|CI(?![A-Za-z])"  # P值, n(%), 95%CI are of no language
_FOREIGN = re.compile(
    rf"\([^()\u4e00-\u9fff]*[A-Za-z][^()\u4e00-\u9fff]*\)|(?!{_SIGN})[A-Za-z][A-Za-z,.&'-]*"
)


def without_translation(table: Table) -> Table:
    """A table whose cells have lost what they say a second time in another language."""
    return replace(table, rows=tuple(tuple(map(_in_one_language, row)) for row in table.rows))


def _in_one_language(cell: Cell) -> Cell:
    text = LATIN.sub("", cell.text) if HAN.search(cell.text) else cell.text
    return cell if text == cell.text else cell._replace(text=text.strip())


def blanked(text: str) -> str:
    """A line with blanks, sign for sign, where it is in another language; bars are blanks."""
    if HAN.search(text) or not text[:1].isdigit():
        for other in (LATIN, _FOREIGN) if _LETTER.search(text) else ():
            text = other.sub(lambda found: " " * len(found[0]), text)
    return text.replace("|", " ")
