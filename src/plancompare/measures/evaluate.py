"""How well themes and agencies are read, against measures that a person labelled."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancompare.extraction.evaluate import Score
from plancompare.measures.read import Measure
from plancompare.measures.themes import themes_of_measure


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of one measure: a row of a file of labels.

    Attributes:
        part: Which part of the sample it belongs to, e.g. `tuning`, `held_out`.
        place: The headings that the measure stands under.
        start: Where it begins in the original.
        end: Where it ends there.
        sha: The first 16 digits of the SHA-256 of its clean text.
        themes: What it is about.
        leads: The agencies that answer for it.
        supports: Those that support them.
    """

    part: str
    place: str
    start: int
    end: int
    sha: str
    themes: frozenset[str]
    leads: frozenset[str]
    supports: frozenset[str]


def read_labels(path: Path) -> list[Label]:
    """Read a file of labels.

    Args:
        path: A CSV file with the columns `part,place,start,end,sha,themes,lead,supporting`;
            themes joined by `;`, agencies by `、`.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [_label(row) for row in csv.DictReader(file)]


def _label(row: dict[str, str]) -> Label:
    return Label(
        part=row["part"],
        place=row["place"],
        start=int(row["start"]),
        end=int(row["end"]),
        sha=row["sha"],
        themes=_split(row["themes"], ";"),
        leads=_split(row["lead"], "、"),
        supports=_split(row["supporting"], "、"),
    )


def _split(text: str, by: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(by)))


def score_themes(measures: Iterable[Measure], labels: Sequence[Label]) -> Score:
    """Themes as read beside themes as labelled: each theme of each measure is one decision.

    Args:
        measures: The measures of the plan, as read.
        labels: The labels of the same plan.

    Returns:
        The counts; a labelled measure that was not read has all its themes missed.
    """
    return _score(measures, labels, lambda each: each.themes, _themes)


def score_leads(measures: Iterable[Measure], labels: Sequence[Label]) -> Score:
    """Lead agencies as read beside those labelled; arguments as for `score_themes`."""
    return _score(measures, labels, lambda each: each.leads, _leads)


def score_supports(measures: Iterable[Measure], labels: Sequence[Label]) -> Score:
    """Supporting agencies as read beside those labelled; arguments as for `score_themes`."""
    return _score(measures, labels, lambda each: each.supports, _supports)


def _themes(measure: Measure) -> Iterable[str]:
    return themes_of_measure(measure)


def _leads(measure: Measure) -> Iterable[str]:
    return measure.responsibility.leads


def _supports(measure: Measure) -> Iterable[str]:
    return measure.responsibility.supports


def _score(
    measures: Iterable[Measure],
    labels: Sequence[Label],
    labelled: Callable[[Label], frozenset[str]],
    read: Callable[[Measure], Iterable[str]],
) -> Score:
    by_span = {(measure.start, measure.end): measure for measure in measures}
    total = Score(0, 0, 0)
    for label in labels:
        measure = by_span.get((label.start, label.end))
        wanted, got = labelled(label), frozenset(read(measure) if measure else ())
        total += Score(len(wanted & got), len(wanted - got), len(got - wanted))
    return total
