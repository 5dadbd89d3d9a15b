"""Pages of characters and tables, of PDF, OFD or a picture, to paragraphs and tables in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from plancompare.reading.boxes import Character, Line
from plancompare.reading.layout import Grid, Layout
from plancompare.reading.pdftables import RuledTable
from plancompare.reading.pdftext import (
    Margins,
    lines,
    paragraphs,
    without_running_heads,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, or on that part of it whose text runs in one direction.

    Attributes:
        number: Of the page, from 1.
        signs: Its characters.
        tables: Its tables.
        back: From its points to those of the page as it is looked at, where it was turned for
            reading: the six numbers of a matrix of two rows.
    """

    number: int
    signs: Sequence[Character]
    tables: Sequence[RuledTable]
    back: tuple[float, ...] = ()


def lay_out(pages: Sequence[Page]) -> Layout:
    """Put characters into lines and paragraphs, and tables where they stand between them."""
    running = without_running_heads([_running_lines(page) for page in pages])
    margins = Margins.of(list(chain.from_iterable(running)))
    layout = Layout()
    for _, run in groupby(_items(running, [_as_looked_at(page) for page in pages]), key=type):
        items = list(run)
        for table in _joined(item for item in items if isinstance(item, RuledTable)):
            _add_table(layout, table)
        running_lines = (item for item in items if isinstance(item, Line))
        for paragraph in paragraphs(running_lines, margins):
            layout.add_lines(paragraph, paragraph[0].page)
    return layout


def _running_lines(page: Page) -> list[Line]:
    signs = (sign for sign in page.signs if not _holds(page.tables, sign))
    found = lines(signs, page.number)
    if page.back:  # the order of the text is that of the page before it was turned
        found.sort(key=lambda line: -line.box.top)
    return [line.as_looked_at(page.back) for line in found]


def _as_looked_at(page: Page) -> list[RuledTable]:
    """The tables of a page, their characters where they stand on it as it is looked at."""
    return [table.as_looked_at(page.back) for table in page.tables]


def _holds(tables: Sequence[RuledTable], sign: Character) -> bool:
    return any(table.box.holds(sign.box) for table in tables)


def _items(
    pages: Sequence[Sequence[Line]], tables: Sequence[Sequence[RuledTable]]
) -> Iterator[Line | RuledTable]:
    """The lines of each page, and each table before the first line that is below it."""
    for on_page, found in zip(pages, tables, strict=True):
        waiting = sorted(found, key=lambda table: table.box.top)
        for line in on_page:
            while waiting and line.box.top < waiting[-1].box.top:
                yield waiting.pop()
            yield line
        yield from reversed(waiting)


def _joined(tables: Iterable[RuledTable]) -> Iterator[RuledTable]:
    """Tables with their continuations on the pages after."""
    whole: RuledTable | None = None
    for table in tables:
        longer = whole.continued_by(table) if whole else None
        if whole and not longer:
            yield whole
        whole = longer or table
    if whole:
        yield whole


def _add_table(layout: Layout, table: RuledTable) -> None:
    numbers = [layout.add_lines(cell, table.page) for cell in table.cells]
    layout.grids.append(Grid([[numbers[cell] for cell in row] for row in table.rows]))
