"""Measures: what a plan says will be done, under which heading, and who answers for it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from plancompare.measures.agencies import Responsibility, responsibility, responsibility_in
from plancompare.measures.clauses import Clause, Count, clauses, counts, sentences, wording, year
from plancompare.measures.scope import Scope, about_health, scope_of, states_goals
from plancompare.reading.document import Document
from plancompare.reading.outline import Heading, outline

_BRACKET = re.compile(r"[〔(\[【]((?:[^()〔〕【】\[\]]|\([^()]*\))*)[〕)\]】]")

_TITLE_PARTS = re.compile("[、,和与及]")
_LONG = 20  # characters of a heading

Span = tuple[int, int]
Path = tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a plan says will be done.

    Attributes:
        text: The clause, clean.
        action: Its verb; empty where it has none.
        object: What is done, after the verb.
        sentence: The sentence that it stands in, clean.
        headings: The headings that it stands under, outermost first.
        start: Where the clause begins in `Document.original`.
        end: Where it ends there.
        responsibility: Who answers for it.
        counts: The counts that it prints.
        year: The last year that it names.
        general: Whether the document is one about everything, not a plan for health.
    """

    text: str
    action: str
    object: str
    sentence: str
    headings: tuple[str, ...]
    start: int
    end: int
    responsibility: Responsibility
    counts: tuple[Count, ...]
    year: int | None
    general: bool = False

    @property
    def place(self) -> str:
        """The headings, joined; long ones cut at a comma, as in `figures.csv`."""
        return " / ".join(
            each.split(",")[0] if len(each) > _LONG else each for each in self.headings
        )


def read_measures(document: Document) -> list[Measure]:
    """Read the measures of a plan.

    What stands under a heading of reasons (发展基础, 指导思想) is none; under a heading of goals
    (发展目标) only what promises a count is one. Text before the first heading is none, unless the
    document has no headings. Of a general document (a government work report) only what is about
    health and looks ahead is one, whatever heading it stands under.

    Args:
        document: A plan.

    Returns:
        The measures in the order of the text.
    """
    pieces = list(_pieces(document))
    if scope := scope_of(document):
        return list(_in_scope(document, scope, pieces))
    headed = any(path for path, _ in pieces)
    return [
        measure
        for path, group in groupby(pieces, key=lambda piece: piece[0])
        if (path or not headed) and _decisive(path) != "reports"
        for measure in _measures(document, path, [span for _, span in group])
        if measure.counts or _decisive(path) != "goals"
    ]


def _in_scope(
    document: Document, scope: Scope, pieces: Sequence[tuple[Path, Span]]
) -> Iterator[Measure]:
    for path, group in groupby(pieces, key=lambda piece: piece[0]):
        ahead = [span for _, span in group if scope.plans(span[0])]
        for measure in _measures(document, path, ahead):
            if about_health(measure.text) and not states_goals(measure.sentence):
                yield replace(measure, general=True)


def _pieces(document: Document) -> Iterator[tuple[Path, Span]]:
    """The paragraphs, cut at the headings in them and without these, each with its headings."""
    headings = outline(document.text)
    starts = [heading.start for heading in headings]
    path: Path = ()
    for block in document.blocks:
        inside = headings[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        ends = [*(heading.start for heading in inside), block.end]
        yield from _stretch(document, path, (block.start, ends[0]))
        for heading, end in zip(inside, ends[1:], strict=True):
            path = (*path[: heading.level - 1], heading)
            yield from _stretch(document, path, (heading.end, end))


def _stretch(document: Document, path: Path, span: Span) -> Iterator[tuple[Path, Span]]:
    if document.text[slice(*span)].strip():
        yield path, span


def _measures(document: Document, path: Path, pieces: Sequence[Span]) -> Iterator[Measure]:
    for who, piece in _answered(document.text, pieces):
        for start, end in sentences(document.text, *piece):
            sentence = document.text[start:end]
            named = who or responsibility_in(sentence)
            for clause in clauses(document.text, start, end):
                yield _measure(document, path, clause, sentence, named)


def _answered(text: str, pieces: Sequence[Span]) -> Iterator[tuple[Responsibility, Span]]:
    """What stands before a bracket that says who answers, back to the bracket before it."""
    waiting: list[Span] = []
    for start, end in pieces:
        begin = start
        for bracket in _BRACKET.finditer(text, start, end):
            if who := responsibility(bracket[1]):
                waiting.append((begin, bracket.start()))
                yield from ((who, each) for each in waiting)
                waiting, begin = [], bracket.end()
        waiting.append((begin, end))
    yield from ((Responsibility(), each) for each in waiting)


def _measure(
    document: Document, path: Path, clause: Clause, sentence: str, who: Responsibility
) -> Measure:
    text = document.text[clause.start : clause.end]
    start, end = document.original_span(clause.start, clause.end)
    return Measure(
        text=text,
        action=clause.action,
        object=clause.object,
        sentence=sentence,
        headings=tuple(map(_printed, path)),
        start=start,
        end=end,
        responsibility=who,
        counts=tuple(counts(text)),
        year=year(text),
    )


def _printed(heading: Heading) -> str:
    space = " " if heading.number[-1] in "编篇分章节条" else ""
    return f"{heading.number}{space}{heading.title}"


def _decisive(path: Path) -> str:
    """Whether the innermost heading that tells says `reports` or `goals`; empty if none tells."""
    for heading in reversed(path):
        for kind, pattern in _passages().items():
            if any(map(pattern.fullmatch, _TITLE_PARTS.split(heading.title))):
                return kind
    return ""


@cache
def _passages() -> dict[str, re.Pattern[str]]:
    before = "|".join(map(re.escape, wording()["title_openings"]))
    return {
        kind: re.compile(f"(?:{before})*(?:{'|'.join(map(re.escape, wording()[kind]))})")
        for kind in ("reports", "goals")
    }
