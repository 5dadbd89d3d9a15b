"""What people confirmed, as labels: what of a document was read right, and what was not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plancompare.extraction import ExtractedFigure
from plancompare.extraction.evaluate import Fact, fact_of, facts_of
from plancompare.reviewing.journal import NAME, decisions, latest, standing
from plancompare.reviewing.table import checked
from plancompare.sources import Figure, Source


@dataclass(frozen=True, slots=True)
class Labels:
    """The rows of a source that a person decided on.

    Attributes:
        rows: Those that stand: confirmed, corrected or added.
        refused: What the program had read, and a person rejected or put right.
    """

    rows: tuple[Figure, ...]
    refused: frozenset[Fact]

    def judged(self, figures: Iterable[ExtractedFigure]) -> Iterator[tuple[ExtractedFigure, bool]]:
        """Figures that a person decided on, with whether they are right; the others say nothing.

        Args:
            figures: What the program finds in the source's document.
        """
        right = {fact for row in self.rows for fact in facts_of(row)}
        for figure in figures:
            fact = fact_of(figure)
            if fact in right or fact in self.refused:
                yield figure, fact in right


def labels_of(source: Source) -> Labels:
    """The labels of a source.

    Args:
        source: A source; nothing in it needs to have been reviewed.
    """
    rows = tuple(each for each in source.figures if each.review)
    held = latest(standing(decisions(source.folder / NAME)))
    refused = (
        fact
        for _, each in held
        if each.read and each.did in ("reject", "correct")
        for fact in facts_of(checked(each.read))
    )
    right = {fact for row in rows for fact in facts_of(row)}
    return Labels(rows, frozenset(refused) - right)
