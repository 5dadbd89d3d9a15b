"""Whole texts in the manner of other regions' plans (our own writing, fictional), read as one.

They were written and labelled before the program was run on them; the first run of each is in
`held_out/README.md`.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from plancompare.extraction import extract
from plancompare.extraction.evaluate import compare
from plancompare.reading import read_document

FOLDER = Path(__file__).parent / "held_out"
TEXTS = sorted(FOLDER.glob("*.txt"))


@dataclass(frozen=True)
class Row:
    """A row of a held-out text's CSV."""

    row: int
    label: str
    value: str
    year: int | None
    role: str


def rows_of(text: Path) -> list[Row]:
    with text.with_suffix(".csv").open(encoding="utf-8") as file:
        return [
            Row(
                number,
                row["label"],
                row["value"],
                int(row["year"]) if row["year"] else None,
                row["role"],
            )
            for number, row in enumerate(csv.DictReader(file), start=2)
        ]


def region_of(text: Path) -> str:
    """A code of the right level; the regions themselves are fictional."""
    levels = {"province": "520000", "healthy": "520000", "county": "510623", "district": "310106"}
    return next((code for word, code in levels.items() if text.stem.startswith(word)), "330100")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_comparable_figures_are_found_and_no_others(text):
    region = region_of(text)
    comparison = compare(
        extract(read_document(text), region_code=region), rows_of(text), region
    )  # fmt: skip
    score = comparison.score()
    assert score.f1 >= 0.95, comparison
    assert score.precision >= 0.98, comparison


def test_all_figures_together():
    scores = []
    for text in TEXTS:
        figures = extract(read_document(text), region_code=region_of(text))
        scores.append(compare(figures, rows_of(text), region_of(text)).score(comparable_only=False))
    total = sum(scores[1:], scores[0])
    assert total.f1 >= 0.94


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_every_quote_is_the_passage_and_contains_the_value(text):
    document = read_document(text)
    for figure in extract(document, region_code=region_of(text)):
        assert document.original[figure.start : figure.end] == figure.quote
        assert figure.value_printed in figure.quote
