"""`plancompare extract` and `evaluate`."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare.cli import console, second
from plancompare.cli.options import RAW, Raw
from plancompare.cli.printed import COLUMNS, rows_of, why_of
from plancompare.errors import UsageError, plain_line

if TYPE_CHECKING:
    from collections.abc import Container

    from plancompare.extraction.evaluate import Comparison, Score
    from plancompare.sources import Source

SHOWN = ("label", "value_printed", "unit", "bound", "year", "role", "indicator_id")


class Format(StrEnum):
    """How figures are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Reader(StrEnum):
    """Who reads."""

    rules = "rules"
    llm = "llm"


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("extract")(extract)
    app.command("evaluate")(evaluate)


def extract(  # noqa: PLR0913 (the options of a command)
    file: Annotated[
        Path, typer.Argument(help="A plan: text, HTML, Word, Excel, PDF, scan … (docs/formats.md).")
    ],
    *,
    region: Annotated[str, typer.Option("--region", help="Its region's GB/T 2260 code.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
    why: Annotated[bool, typer.Option("--why", help="Show how each figure was read.")] = False,
    reader: Annotated[
        Reader,
        typer.Option("--reader", help="llm: a language model's answers beside the rules' figures."),
    ] = Reader.rules,
    endpoint: Annotated[
        str, typer.Option("--endpoint", help="Of --reader llm: an OpenAI-compatible address.")
    ] = "",
    model: Annotated[str, typer.Option("--model", help="Of --reader llm: the model there.")] = "",
) -> None:
    """Find the figures of a document: indicator, value, year, role, and the passage of each."""
    from plancompare.guard.apart import apart

    code = _code_of(region) if region else None
    asked = second.endpoint_of(reader, endpoint, model)
    if why:
        for line in apart(why_of, file, code, where=file):
            console.show(line)
        return
    if asked:
        _show(second.rows_beside(file, code, asked), form, second.COLUMNS)
        return
    rows, notes = apart(rows_of, file, code, where=file)
    for note in notes:
        console.say(note)
    _show(rows, form)


def _code_of(region: str) -> str:
    from plancompare.regions import region as known

    return known(region).code


def _show(rows: Sequence[dict[str, object]], form: Format, more: Sequence[str] = ()) -> None:
    """Print figures; in a table with what has more columns than usual."""
    if form is Format.json:
        console.show(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form is Format.csv:
        console.show(_as_csv(rows, (*COLUMNS, *more)))
    else:
        _show_table(rows, (*SHOWN, *more))
        unmatched = sum(not row["indicator_id"] for row in rows)
        console.say(f"{len(rows)} figures, {unmatched} under labels that the catalogue lacks")


def _as_csv(rows: Iterable[dict[str, object]], columns: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _no_formula(value) for key, value in row.items()} for row in rows)
    return text.getvalue().rstrip("\n")


def _no_formula(value: object) -> object:
    from plancompare.dataset.formulas import is_formula

    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def _show_table(rows: Iterable[dict[str, object]], shown: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*shown, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if row[name] is None else plain_line(str(row[name])) for name in shown))
    width = None if sys.stdout.isatty() else 200  # a pipe has no width of its own
    Console(markup=False, highlight=False, width=width).print(table)


def evaluate(
    documents: Annotated[Path, typer.Option("--documents", help="A folder of original documents.")],
    *,
    raw: Raw = RAW,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="A folder of measures labelled by hand.")
    ] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="Only rows that a person decided on in a review.")
    ] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List what only one side has.")] = False,
) -> None:
    """Set what the program finds in original documents beside what people transcribed.

    Compared are whole tuples: indicator or label, value, unit, bound, year and role; with --labels
    also the themes and agencies of measures. With --confirmed what nobody has reviewed yet is
    neither right nor wrong.
    """
    from plancompare.sources import find_sources, load_source
    from plancompare.sources.documents import find_document, hash_documents

    at_hand = hash_documents(documents)
    total: list[Comparison] = []
    for source in map(load_source, find_sources(raw)):
        path = find_document(source, at_hand)
        comparison = _compared(source, path, confirmed=confirmed) if path else None
        if path and comparison:
            _show_score(source.id, [comparison])
            if misses:
                show_misses(comparison)
            if labels:
                _show_measures(path, labels / f"{source.id}.csv")
            total.append(comparison)
    if not total:
        of_what = "reviewed source" if confirmed else "source"
        raise UsageError(
            f"no {of_what}'s document is there.",
            where=str(documents),
            remedy="They are found by the SHA-256 in source.toml.",
        )
    _show_score("all", total)
    _show_indicators(total)


def _compared(source: "Source", path: Path, *, confirmed: bool) -> "Comparison | None":
    """What was found beside what people say; None where nobody has reviewed what should be."""
    from plancompare.extraction.evaluate import compare
    from plancompare.extraction.evidence import extract_from
    from plancompare.reviewing.labels import labels_of

    labels = labels_of(source) if confirmed else None
    if labels and not (labels.rows or labels.refused):
        return None
    found = extract_from(source, path)
    if labels is None:
        return compare(found, source.figures, source.meta.region)
    judged = [figure for figure, _ in labels.judged(found)]
    return compare(judged, labels.rows, source.meta.region)


def _show_measures(document: Path, labels: Path) -> None:
    """Themes and agencies of measures, for each part of the sample that was labelled by hand."""
    from plancompare.measures import evaluate as measured
    from plancompare.measures.read import read_measures
    from plancompare.reading import read_document

    if not labels.is_file():
        return
    measures = read_measures(read_document(document))
    labelled = measured.read_labels(labels)
    scores = {
        "themes": measured.score_themes,
        "lead agencies": measured.score_leads,
        "supporting agencies": measured.score_supports,
    }
    for part in dict.fromkeys(label.part for label in labelled):
        sample = [label for label in labelled if label.part == part]
        for what, score_of in scores.items():
            _show_line(labels.stem, f"{what}, {part}", score_of(measures, sample))


def _show_line(name: str, kind: str, score: "Score") -> None:
    console.show(
        f"{name:40} {kind:10} precision {score.precision:.3f}  recall {score.recall:.3f}  "
        f"F1 {score.f1:.3f}  ({score.found} found, {score.missed} missed, "
        f"{score.spurious} spurious)"
    )


def _show_score(name: str, comparisons: "Sequence[Comparison]") -> None:
    from plancompare.extraction.evaluate import Score

    for kind, comparable in (("comparable", True), ("all", False)):
        scores = [each.score(comparable_only=comparable) for each in comparisons]
        _show_line(name, kind, sum(scores, Score(0, 0, 0)))


def show_misses(comparison: "Comparison", confirmed: "Container[int]" = ()) -> None:
    """List what only one side has.

    Args:
        comparison: What was found beside what stands in figures.csv.
        confirmed: Rows of figures.csv that a person confirmed.
    """
    for fact, row in comparison.missed:
        mark = ", confirmed" if row in confirmed else ""
        console.show(f"  only transcribed: row {row}{mark}: {fact}")
    for fact, figure in comparison.spurious:
        console.show(f"  only extracted: {figure.start}-{figure.end}: {fact}")


def _show_indicators(comparisons: "Sequence[Comparison]") -> None:
    from plancompare.extraction.evaluate import Score

    names = sorted({name for each in comparisons for name in each.scores_by_name()})
    for name in names:
        scores = [each.scores_by_name().get(name, Score(0, 0, 0)) for each in comparisons]
        score = sum(scores, Score(0, 0, 0))
        if score.f1 < 1:
            console.show(f"  {name}: precision {score.precision:.2f}, recall {score.recall:.2f}")
