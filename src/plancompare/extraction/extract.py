"""The figures of a document."""

from plancompare.extraction.anchored import anchored_tables
from plancompare.extraction.figure import ExtractedFigure
from plancompare.extraction.places import Places
from plancompare.extraction.prose import Reader
from plancompare.extraction.setting import Period, setting_of
from plancompare.extraction.tables import TableReader
from plancompare.reading.document import Document

_PRINTED = 1_000  # characters of the original among which its date may stand


def extract(
    document: Document, *, region_code: str | None = None, period: Period | None = None
) -> list[ExtractedFigure]:
    """Find the figures of a document.

    Args:
        document: The document, as reading hands it on.
        region_code: The region whose document it is, GB/T 2260; figures of another region that it
            quotes carry that one's code.
        period: The first and last year that the document plans or reports; by default the years
            that its title names.

    Returns:
        One figure a value and indicator, in the document's order. A label that the catalogue does
        not know comes out with an empty `indicator_id`.
    """
    setting = setting_of(document.text, period, document.original[:_PRINTED])
    places = Places(region_code or "", document.text)
    prose, tables = Reader(document, places, setting), TableReader(document, places, setting)
    found: list[ExtractedFigure] = []
    unread = []
    for table in document.tables:
        figures = list(tables.read(table))
        unread += [] if figures else [table]
        found += figures
    taken: set[int] = set()
    for anchored in anchored_tables(document, unread, setting, places):
        found += tables.read_anchored(anchored)
        taken.update(range(anchored.start, anchored.end))
    for block in document.blocks:
        found += [] if block.start in taken else prose.read(block)
    return sorted(found, key=lambda figure: (figure.start, figure.end))
