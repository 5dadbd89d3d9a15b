"""Writing a source folder, and never over what a person edited."""

import csv
import io
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from plancompare.errors import UsageError
from plancompare.extraction import ExtractedFigure, Unread, read_figures
from plancompare.extraction.evaluate import Comparison, compare
from plancompare.guard.apart import apart
from plancompare.guard.files import settle_all, told_if_unwritable
from plancompare.ingest.guess import Guess, guess_source
from plancompare.ingest.rows import COLUMNS, row_of
from plancompare.measures.draft import draft_measures
from plancompare.reading import read_document
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
        difference: Set where the folder was there already and nothing was written: what the
            folder's figures and the document's differ in.
    """

    folder: Path
    guess: Guess
    figures: tuple[ExtractedFigure, ...]
    difference: Comparison | None = None
    unread: tuple[Unread, ...] = ()

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
    """

    guess: Guess
    figures: tuple[ExtractedFigure, ...]
    measures: Sequence[Mapping[str, str]]
    sha256: str
    unread: tuple[Unread, ...] = ()


def ingest(path: Path, raw: Path, *, region_code: str = "", name: str = "") -> Ingested:
    """Make a source folder of a document.

    Args:
        path: The document.
        raw: The folder of source folders.
        region_code: Its region; guessed from the document where empty.
        name: The folder's name; made from region and period where empty.

    Returns:
        What was found. Where the folder is there already nothing is written, and the difference
        says what has changed.

    Raises:
        DocumentError: If the document cannot be read.
        UsageError: If the region is neither given nor told by the document.
    """
    check_name(name)
    found = apart(read, path, region(region_code).code if region_code else "", where=path)
    guess, code = found.guess, str(found.guess.meta["region"])
    folder = raw / (name or _folder_name(guess))
    if folder.exists():
        known = load_source(folder)
        difference = compare(found.figures, known.figures, code)
        return Ingested(folder, guess, found.figures, difference, found.unread)
    own = [each for each in found.figures if each.region_code in ("", code)]
    meta = {**guess.meta, "document": {"sha256": found.sha256}}
    with told_if_unwritable(raw):
        _write(folder, meta, own, found.measures)
    return Ingested(folder, guess, found.figures, unread=found.unread)


def read(path: Path, region_code: str) -> Found:
    """Read a document, in a process of its own: what is in it is foreign.

    Args:
        path: The document.
        region_code: Its region, where it is known.

    Returns:
        All that a source folder is made of.

    Raises:
        DocumentError: If the document cannot be read.
        UsageError: If the region is neither given nor told by the document.
    """
    document = read_document(path)
    guess = guess_source(document, region_code)
    if "region" not in guess.meta:
        raise UsageError(
            "the document does not tell its region.",
            where=str(path),
            remedy="Give its GB/T 2260 code with --region.",
        )
    found = read_figures(document, region_code=str(guess.meta["region"]))
    figures, unread = tuple(found.figures), tuple(found.unread)
    return Found(guess, figures, draft_measures(document), document.sha256, unread)


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
