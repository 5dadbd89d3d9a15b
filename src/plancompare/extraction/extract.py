"""The figures of a document."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancompare.extraction.anchored import anchored_tables
from plancompare.extraction.confidence import agreed, judged, said_once
from plancompare.extraction.figure import ExtractedFigure, Unread
from plancompare.extraction.heads import is_computed
from plancompare.extraction.labels import plain
from plancompare.extraction.overlooked import overlooked
from plancompare.extraction.places import Places
from plancompare.extraction.prose import Reader
from plancompare.extraction.setting import Period, setting_of
from plancompare.extraction.tables import TableReader
from plancompare.extraction.torn import torn_tables
from plancompare.extraction.whole import whole_tables
from plancompare.language.labels import label_unit
from plancompare.reading.document import Block, Document, Table

_PRINTED = 1_000  # characters of the original among which its date may stand
_STATED = re.compile(r"[\u4e00-\u9fff]{3}[^\d]{0,8}\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document.

    Attributes:
        figures: Its figures, in its order.
        unread: Known labels that a value stands beside which was not understood.
    """

    figures: list[ExtractedFigure]
    unread: list[Unread]


def extract(
    document: Document, *, region_code: str | None = None, period: Period | None = None
) -> list[ExtractedFigure]:
    """Find the figures of a document.

    Args:
        document: The document.
        region_code: The region whose document it is, GB/T 2260; figures of another region that it
            quotes carry that one's code.
        period: The first and last year that the document plans or reports; by default the years
            that its title names.

    Returns:
        One figure a value and indicator, in the document's order. A label that the catalogue does
        not know comes out with an empty `indicator_id`.
    """
    return read_figures(document, region_code=region_code, period=period).figures


def read_figures(
    document: Document, *, region_code: str | None = None, period: Period | None = None
) -> Reading:
    """Find the figures of a document, and the known labels whose values were not understood.

    Args:
        document: The document.
        region_code: As of `extract`.
        period: As of `extract`.
    """
    setting = setting_of(document.text, period, document.original[:_PRINTED])
    places = Places.of(region_code or "", document.text)
    prose, tables = Reader(document, places, setting), TableReader(document, places, setting)
    found: list[ExtractedFigure] = []
    shapeless = []
    for table in whole_tables(document.tables):
        figures = list(tables.read(table))
        shapeless += [] if figures or is_computed(table.caption) else [table]
        found += figures
    torn = torn_tables(document, shapeless)
    found += [figure for table in torn.tables for figure in tables.read(table)]
    mended = anchored_tables(document, shapeless, tables.layouts, setting, places)
    for anchored in mended:
        found += tables.read_anchored(anchored)
    whole = [(each.start, each.end) for each in mended]
    spans = [*whole, *torn.spans]
    for block in _outside(spans, _passages(document, shapeless)):
        found += prose.read(block)
    found.sort(key=lambda figure: (figure.start, figure.end))
    kept = agreed(found, document.original) if setting.news else said_once(found)
    figures = list(judged(kept, document.recognised))
    unread = [*tables.unread, *prose.unread]
    unread += [
        Unread(plain(cell.text), "", "", cell.start)
        for cell in torn.untold
        if not any(start <= cell.start < end for start, end in whole)
    ]
    unread += list(overlooked(document, figures, unread))
    return Reading(figures, sorted(unread, key=lambda each: each.start))


def _outside(spans: Iterable[tuple[int, int]], blocks: Sequence[Block]) -> list[Block]:
    """The blocks, in order, that do not begin in a table put together again."""
    starts = [block.start for block in blocks]
    inside = {
        start
        for first, end in spans
        for start in starts[bisect_left(starts, first) : bisect_left(starts, end)]
    }
    return [block for block in blocks if block.start not in inside]


def _passages(document: Document, tables: Iterable[Table]) -> list[Block]:
    """The paragraphs, and the cells that say a label and its value in one.

    Args:
        document: The document.
        tables: Those of its tables that no figure was read from.
    """
    cells = {
        Block(cell.start, cell.end, table.caption or table.place): None
        for table in tables
        for row in table.rows
        for cell in row
        if _STATED.search(cell.text) and not label_unit(cell.text)
    }
    return sorted((*document.blocks, *cells), key=lambda block: block.start)
