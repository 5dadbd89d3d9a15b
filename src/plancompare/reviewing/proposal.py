"""What the program reads in a document, as rows that a person is asked about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from plancompare.extraction import ExtractedFigure
from plancompare.extraction.derivation import derivation_of
from plancompare.extraction.evaluate import Fact, fact_of
from plancompare.ingest.rows import row_of
from plancompare.ingest.write import SURE
from plancompare.reviewing.table import Row, states

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row as the program reads it.

    Attributes:
        cells: The row, as ingest writes it.
        facts: What it states, to be compared with other rows.
        doubts: Why a person should look: names of `words.toml`.
        confidence: How likely it is right, by what was measured on labelled texts.
        reasons: How it was read, a line each.
        quote: The passage, as printed.
        indicator_ids: What it was taken for.
        spans: Where its value stands in `Document.original`; several where the text repeats it.
    """

    cells: Row
    facts: tuple[Fact, ...]
    doubts: tuple[str, ...]
    confidence: float
    reasons: tuple[str, ...]
    quote: str
    indicator_ids: tuple[str, ...]
    spans: tuple[Span, ...]


def proposals_of(figures: Iterable[ExtractedFigure], region_code: str) -> list[Proposal]:
    """Rows of extracted figures; figures that make the same row are one.

    Args:
        figures: In the document's order.
        region_code: The source's; figures of other regions that the document quotes are left out.
    """
    together: dict[tuple[str, ...], list[ExtractedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.region_code in ("", region_code):
            together[states(row_of(figure))].append(figure)
    return [_proposal(alike) for alike in together.values()]


def _proposal(alike: list[ExtractedFigure]) -> Proposal:
    least = min(alike, key=lambda each: each.confidence)
    return Proposal(
        cells=row_of(alike[0]),
        facts=tuple(fact_of(each) for each in alike),
        doubts=_doubts(alike),
        confidence=least.confidence,
        reasons=tuple(derivation_of(least)),
        quote=least.quote,
        indicator_ids=tuple(dict.fromkeys(e.indicator_id for e in alike if e.indicator_id)),
        spans=tuple(dict.fromkeys(each.value_at for each in alike)),
    )


def _doubts(alike: list[ExtractedFigure]) -> tuple[str, ...]:
    found = [doubt.replace(" ", "_") for each in alike for doubt in each.doubts]
    found += ["no_indicator" for each in alike if not each.indicator_id]
    if not found and any(each.confidence < SURE for each in alike):
        found.append("unsure")
    return tuple(dict.fromkeys(found))
