"""How well extraction finds what people transcribed: precision, recall, F1, and every miss.

A tuple is (indicator or label, value, upper value, unit, bound, year, role). Extracted and
transcribed tuples are matched one to one; for a change the value is its size, and its direction
counts too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from plancompare.catalogue import catalogue
from plancompare.extraction.figure import ExtractedFigure
from plancompare.extraction.measures import unit_of
from plancompare.language import normalise_label, parse_value
from plancompare.language.values import PrintedValue

Origin = TypeVar("Origin")


class Transcribed(Protocol):
    """A row that a person entered, as `sources.Figure` has it."""

    @property
    def row(self) -> int:
        """Its row in the file."""
        ...

    @property
    def label(self) -> str:
        """The label as printed."""
        ...

    @property
    def value(self) -> str:
        """The value as printed."""
        ...

    @property
    def year(self) -> int | None:
        """The year that the value holds for."""
        ...

    @property
    def role(self) -> str:
        """`actual`, `target` or `change`."""
        ...


@dataclass(frozen=True, slots=True)
class Fact:
    """What is compared.

    Attributes:
        name: The indicator's id, or the normalised label where the catalogue does not know it.
        comparable: True where the name is an indicator's.
        value: The number; the size of a change; None for a dash.
        upper: The upper end of a range.
        unit: One of the design's units.
        bound: How it binds.
        year: The year it holds for.
        role: `actual`, `target` or `change`.
        direction: `up` or `down` for a change.
    """

    name: str
    comparable: bool
    value: Decimal | None
    upper: Decimal | None
    unit: str
    bound: str
    year: int | None
    role: str
    direction: str = ""

    def __str__(self) -> str:
        """Tell it in a line: beds_per_1000 = 7.2 per_1000 (2025, target, at_least)."""
        size = "—" if self.value is None else f"{self.value:f}"
        size += f"~{self.upper:f}" if self.upper is not None else ""
        bound = "" if self.bound == "exact" else self.bound
        said = (str(self.year or ""), self.role, self.direction, bound)
        return f"{self.name} = {size} {self.unit} ({', '.join(filter(None, said))})"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one comparison.

    Attributes:
        found: Tuples on both sides.
        missed: Tuples that only the transcription has.
        spurious: Tuples that only extraction has.
    """

    found: int
    missed: int
    spurious: int

    @property
    def precision(self) -> float:
        """Share of the extracted tuples that the transcription has; 1 where none was extracted."""
        extracted = self.found + self.spurious
        return self.found / extracted if extracted else 1.0

    @property
    def recall(self) -> float:
        """Share of the transcribed tuples that extraction has; 1 where there are none."""
        transcribed = self.found + self.missed
        return self.found / transcribed if transcribed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.found + self.missed + self.spurious
        return 2 * self.found / total if total else 1.0

    def __add__(self, other: "Score") -> "Score":
        """The counts of two comparisons together."""
        return Score(
            self.found + other.found, self.missed + other.missed, self.spurious + other.spurious
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Extraction beside transcription, for one source.

    Attributes:
        found: Tuples on both sides, as often as on both.
        missed: Transcribed tuples that extraction lacks, each with its row of figures.csv.
        spurious: Extracted tuples that the transcription lacks, each with its figure.
    """

    found: tuple[Fact, ...]
    missed: tuple[tuple[Fact, int], ...]
    spurious: tuple[tuple[Fact, ExtractedFigure], ...]

    def score(self, *, comparable_only: bool = True) -> Score:
        """The counts.

        Args:
            comparable_only: Leave out labels that the catalogue does not know.
        """

        def counted(fact: Fact) -> bool:
            return fact.comparable or not comparable_only

        return Score(
            sum(counted(fact) for fact in self.found),
            sum(counted(fact) for fact, _ in self.missed),
            sum(counted(fact) for fact, _ in self.spurious),
        )

    def scores_by_name(self) -> Mapping[str, Score]:
        """The counts of each indicator, and of each label that the catalogue does not know."""
        scores: defaultdict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
        for fact in self.found:
            scores[fact.name] += Score(1, 0, 0)
        for fact, _ in self.missed:
            scores[fact.name] += Score(0, 1, 0)
        for fact, _ in self.spurious:
            scores[fact.name] += Score(0, 0, 1)
        return dict(sorted(scores.items()))


def compare(
    extracted: Iterable[ExtractedFigure], transcribed: Iterable[Transcribed], region_code: str = ""
) -> Comparison:
    """Set extracted figures beside transcribed ones.

    Args:
        extracted: What extraction found.
        transcribed: The rows of the source's figures.csv.
        region_code: The source's region; figures of other regions that the document quotes are
            left out, since the transcription leaves them out.

    Returns:
        What both have, and what only one has.
    """
    expected = [(fact, row.row) for row in transcribed for fact in facts_of(row)]
    actual = [
        (fact_of(figure), figure)
        for figure in extracted
        if figure.region_code == region_code or not region_code
    ]
    shared = Counter(fact for fact, _ in expected) & Counter(fact for fact, _ in actual)
    return Comparison(
        tuple(shared.elements()), tuple(_left(expected, shared)), tuple(_left(actual, shared))
    )


def _left(pairs: Iterable[tuple[Fact, Origin]], shared: Counter[Fact]) -> list[tuple[Fact, Origin]]:
    """The pairs that remain when the shared facts are taken out, the first ones first."""
    remaining = shared.copy()
    left = []
    for fact, origin in pairs:
        if remaining[fact]:
            remaining[fact] -= 1
        else:
            left.append((fact, origin))
    return left


def fact_of(figure: ExtractedFigure) -> Fact:
    """The tuple that an extracted figure stands for."""
    return Fact(
        figure.indicator_id or normalise_label(figure.label),
        bool(figure.indicator_id),
        figure.value,
        figure.value_upper,
        figure.unit,
        figure.bound,
        figure.year,
        figure.role,
        figure.direction,
    )


def facts_of(row: Transcribed) -> list[Fact]:
    """The tuples that a transcribed row stands for.

    Returns:
        One tuple; several where the label names several indicators.
    """
    values = parse_value(row.value)
    match = catalogue().match(row.label)
    ids: tuple[str, ...] = match.indicator_ids if match else ("",)
    if len(values) == 1:
        values = values * len(ids)
    if len(ids) != len(values):
        ids = ids * len(values) if len(ids) == 1 else ("",) * len(values)
    return [_fact_of(row, value, each) for value, each in zip(values, ids, strict=True)]


def _fact_of(row: Transcribed, value: PrintedValue, indicator_id: str) -> Fact:
    change = value.change
    return Fact(
        indicator_id or normalise_label(row.label),
        bool(indicator_id),
        change.amount if change else value.value,
        value.upper,
        unit_of(row.label, value.unit, indicator_id),
        value.bound,
        row.year,
        row.role,
        change.direction if change and row.role == "change" else "",
    )
