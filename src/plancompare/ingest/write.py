"""Writing a source folder, and never over what a person edited."""

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from plancompare.errors import UsageError
from plancompare.extraction import ExtractedFigure, Unread, read_figures
from plancompare.extraction.evaluate import Comparison, compare
from plancompare.guard.apart import apart
from plancompare.guard.files import settle_all, told_if_unwritable
from plancompare.ingest.guess import Guess, Question, guess_source
from plancompare.ingest.rows import COLUMNS, row_of
from plancompare.measures.draft import draft_measures
from plancompare.reading import Document, read_document
from plancompare.regions import region
from plancompare.sources import load_source
from plancompare.sources.load import check_name

SURE = 0.9  # of figures with this confidence 97 in 100 are right (docs/accuracy.md)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingesting a document came to.

    Attributes:
        folder: The source's folder.
        guess: What the document was taken for.
        figures: What was found in it.
        unread: Known labels whose values were not understood.
        confirmed: The rows of the folder's figures.csv that a person confirmed.
        notes: What of the document was not read, and why.
        difference: Set where the folder was there already and nothing was written: what the
            folder's figures and the document's differ in.
        of_another: Whether that folder was made of another document.
    """

    folder: Path
    guess: Guess
    figures: tuple[ExtractedFigure, ...]
    difference: Comparison | None = None
    unread: tuple[Unread, ...] = ()
    confirmed: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    of_another: bool = False

    @property
    def doubtful(self) -> list[ExtractedFigure]:
        """The figures that a person should look at, those with most doubts first."""
        doubtful = [
            each
            for each in self.figures
            if each.doubts or not each.indicator_id or each.confidence < SURE
        ]
        return sorted(doubtful, key=lambda each: (-len(each.doubts), each.confidence))


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a document.

    Attributes:
        guess: What it was taken for.
        figures: In its order.
        measures: The rows of a first measures.csv.
        sha256: Of the document.
        unread: Known labels whose values were not understood.
        document: The document itself, where something is to be asked before it is taken so.
        notes: What of the document was not read, and why.
    """

    guess: Guess
    figures: tuple[ExtractedFigure, ...]
    measures: Sequence[Mapping[str, str]]
    sha256: str
    unread: tuple[Unread, ...] = ()
    document: Document | None = None
    notes: tuple[str, ...] = ()


class NotTold(UsageError):
    """The document does not say surely enough what it is.

    Attributes:
        questions: What is to be said.
    """

    def __init__(self, questions: Sequence[Question], where: str) -> None:
        self.questions = tuple(questions)
        keys = ", ".join(each.key for each in questions)
        answers = " ".join(f"--set {each.key}=…" for each in questions)
        if any(each.key == "region" for each in questions):
            answers = f"{answers} (or --region; --set holds against the document too)"
        super().__init__(
            f"the document does not tell surely: {keys}.",
            where=where,
            remedy=f"Say it: {answers}; --accept takes the guesses that there are.",
        )

    def __reduce__(self) -> tuple[object, ...]:
        return NotTold, (self.questions, self.where)


@dataclass(frozen=True, slots=True)
class Known:
    """What the user says of a document.

    Attributes:
        region_code: Its region; asked about where the document names another.
        entries: Entries of source.toml, which nothing is asked about.
        accept: Take the guesses as they are.
    """

    region_code: str = ""
    entries: Mapping[str, object] = field(default_factory=dict)
    accept: bool = False


Ask = Callable[[Sequence[Question]], Mapping[str, object]]
"""Asks a person, and gives the entries of source.toml that were answered."""


def ingest(
    path: Path, raw: Path, *, known: Known = Known(), name: str = "", ask: Ask | None = None
) -> Ingested:
    """Make a source folder of a document.

    Args:
        path: The document.
        raw: The folder of source folders.
        known: What the user says of it; the rest is guessed from the document.
        name: The folder's name; made from region and period where empty.
        ask: Asks a person about what is not sure.

    Returns:
        What was found. Where the folder is there already nothing is written, and the difference
        says what has changed.

    Raises:
        DocumentError: If the document cannot be read.
        NotTold: If something is not sure and nobody can be asked.
    """
    check_name(name)
    found = _answered(apart(read, path, known, where=path), path, known, ask)
    guess, code = found.guess, str(found.guess.meta["region"])
    folder = raw / (name or _folder_name(guess))
    if folder.exists():
        there = load_source(folder)
        difference = compare(found.figures, there.figures, code)
        confirmed = frozenset(each.row for each in there.figures if each.review)
        made_of = there.meta.document
        return Ingested(
            folder,
            guess,
            found.figures,
            difference,
            found.unread,
            confirmed,
            found.notes,
            of_another=made_of is not None and made_of.sha256 != found.sha256,
        )
    own = [each for each in found.figures if each.region_code in ("", code)]
    meta = {**guess.meta, "document": {"sha256": found.sha256}}
    with told_if_unwritable(raw):
        _write(folder, meta, own, found.measures)
    return Ingested(folder, guess, found.figures, unread=found.unread, notes=found.notes)


def _answered(found: Found, path: Path, known: Known, ask: Ask | None) -> Found:
    """What was found, with what is not sure answered by a person, or taken as it is."""
    while questions := _open_questions(found.guess, known):
        if ask is None:
            raise NotTold(questions, str(path))
        answers = ask(questions)
        known = Known(known.region_code, {**known.entries, **answers}, known.accept)
        found = apart(find, found.document, known, where=path)
    return found


def _open_questions(guess: Guess, known: Known) -> Sequence[Question]:
    """What is to be asked; a region that is contradicted or not known is asked in any case."""
    if not known.accept:
        return guess.questions
    contradicted = bool(known.region_code)
    regions = [each for each in guess.questions if each.key == "region"]
    return [each for each in regions if contradicted or not each.guess]


def read(path: Path, known: Known) -> Found:
    """Read a document, in a process of its own: what is in it is foreign.

    Args:
        path: The document.
        known: What the user says of it.

    Returns:
        All that a source folder is made of.

    Raises:
        DocumentError: If the document cannot be read.
    """
    return find(read_document(path), known)


def find(document: Document, known: Known) -> Found:
    """Find what a source folder is made of; done in a process of its own.

    Args:
        document: The document.
        known: What the user says of it.
    """
    guess = guess_source(document, known.region_code, known.entries)
    if _open_questions(guess, known):
        return Found(guess, (), (), document.sha256, document=document)
    found = read_figures(document, region_code=str(guess.meta["region"]), period=_period(guess))
    figures, unread = tuple(found.figures), tuple(found.unread)
    measures = draft_measures(document)
    return Found(guess, figures, measures, document.sha256, unread, notes=document.notes)


def _period(guess: Guess) -> tuple[int, int] | None:
    """The years of the document, where a person said them: else they are found in its text."""
    first, last = guess.meta.get("first_year"), guess.meta.get("last_year")
    said = guess.sure.get("first_year") == 1 and isinstance(first, int) and isinstance(last, int)
    return (first, last) if said else None  # type: ignore[return-value]


def _folder_name(guess: Guess) -> str:
    """E.g. `tongliao-2021-2025-plan`."""
    where = region(str(guess.meta["region"])).name_en.lower().replace(" ", "-")
    years = [guess.meta[key] for key in ("first_year", "last_year") if key in guess.meta]
    period = [str(year) for year in dict.fromkeys(years)]
    return "-".join([where, *period, str(guess.meta["kind"]).replace("_", "-")])


def _write(
    folder: Path,
    meta: dict[str, object],
    figures: Sequence[ExtractedFigure],
    measures: Sequence[Mapping[str, str]],
) -> None:
    """Write all files, or none: the folder appears when it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    part.mkdir()
    (part / "source.toml").write_text(tomli_w.dumps(meta), encoding="utf-8")
    (part / "figures.csv").write_text(_as_csv(figures), encoding="utf-8")
    if measures:
        (part / "measures.csv").write_text(_measures_csv(measures), encoding="utf-8")
    settle_all(part)
    part.rename(folder)


def _measures_csv(measures: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(measures[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(measures)
    return text.getvalue()


def _as_csv(figures: Iterable[ExtractedFigure]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = (tuple(row_of(each).values()) for each in figures)
    writer.writerows(dict.fromkeys(rows))  # a paired cell is one row
    return text.getvalue()
