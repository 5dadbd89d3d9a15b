"""The passages of a document that transcribed figures were read in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from plancompare.extraction.evaluate import Fact, fact_of, facts_of
from plancompare.extraction.extract import extract
from plancompare.extraction.figure import ExtractedFigure
from plancompare.reading import read_document
from plancompare.sources import Figure, Source

Evidence = Mapping[tuple[str, str], ExtractedFigure]
"""By where a figure stands and indicator: the figure as the program found it in the document."""


def extract_from(source: Source, path: Path) -> list[ExtractedFigure]:
    """The figures that the program finds in a source's document.

    Args:
        source: Whose document it is; its region and period say how to read it.
        path: The document.

    Returns:
        The figures, in the document's order.

    Raises:
        DocumentError: If the document cannot be read.
    """
    meta = source.meta
    period = (meta.first_year, meta.last_year) if meta.first_year and meta.last_year else None
    return extract(read_document(path), region_code=meta.region, period=period)


def find_evidence(transcribed: Iterable[Figure], extracted: Iterable[ExtractedFigure]) -> Evidence:
    """Find the passage of each transcribed figure.

    Args:
        transcribed: The figures of a source, in their order.
        extracted: The figures found in the document, in its order.

    Returns:
        The extracted figure that says the same; of several rows that say the same the first one
        gets the first passage. A row whose figure was not found is absent.
    """
    passages: dict[Fact, list[ExtractedFigure]] = defaultdict(list)
    for figure in extracted:
        passages[fact_of(figure)].append(figure)
    found = {}
    for row in transcribed:
        for fact in facts_of(row):
            if passages[fact]:
                found[row.where, fact.name] = passages[fact].pop(0)
    return found
