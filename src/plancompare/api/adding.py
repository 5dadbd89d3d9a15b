"""A plan of one's own in the dataset."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plancompare.api.wording import say
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.ingest import Ingested, Known, ingest
from plancompare.regions.naming import resolve_region
from plancompare.reports.blocks.frames import as_html

if TYPE_CHECKING:
    from plancompare.api.data import Data

_COLUMNS = ("label", "indicator_id", "value_printed", "value", "unit", "bound", "year", "role",
            "confidence", "place", "quote")  # fmt: skip


@dataclass(frozen=True)
class Added:
    """What adding a plan came to.

    Example:
        >>> added.region, len(added.figures) > 5  # of `added = project.add_plan(…)`
        ('150600', True)

    Attributes:
        folder: Its source folder: correct `figures.csv` there, then build again.
        region: The code of the region that it was taken to be of.
        figures: What was found in it, a figure a row.
        to_look_at: Those of them that a person should check against the page.
        data: The dataset with the plan in it.
    """

    folder: Path
    region: str
    figures: pd.DataFrame
    to_look_at: pd.DataFrame
    data: "Data"

    def _repr_html_(self) -> str:
        counts = {"count": len(self.figures), "doubtful": len(self.to_look_at)}
        told = say(self.data.lang, "added", folder=self.folder.name, **counts)
        return f"<p>{escape(told)}</p>{as_html(self.to_look_at)}"


def in_project(raw: Path | None) -> Path:
    """The sources of a project.

    Raises:
        UsageError: There are none: the dataset was not opened in a project.
    """
    if raw is None or not raw.is_dir():
        raise UsageError(
            "this dataset is not that of a project.",
            remedy="`plancompare new DIR` makes one; there, pc.load() opens its dataset.",
        )
    return raw


def add(document: Path, raw: Path, lang: Lang, *, region: str, name: str) -> Added:
    """Make a source of a document, and build the dataset with it.

    Raises:
        PlancompareError: It cannot be read, tells no region, or fails the checks.
    """
    from plancompare.api.opening import load  # noqa: PLC0415 (they know each other)
    from plancompare.build import build  # noqa: PLC0415 (heavy)

    code = resolve_region(region).code if region else ""
    # nobody is asked in a notebook: guesses are taken, all but a region that is not known or is
    # contradicted by the document
    found = ingest(document, raw, known=Known(code, accept=True), name=name)
    curated = raw.parent / "curated"
    build(raw, curated)
    code = str(found.guess.meta["region"])
    return Added(found.folder, code, *_tables(found), load(curated, lang=lang))


def _tables(found: Ingested) -> tuple[pd.DataFrame, pd.DataFrame]:
    every = pd.DataFrame([{c: getattr(f, c) for c in _COLUMNS} for f in found.figures])
    every = every.reindex(columns=list(_COLUMNS)).astype({"value": "float64"})
    doubtful = {id(each) for each in found.doubtful}
    is_doubtful = [id(each) in doubtful for each in found.figures]
    return every, every[is_doubtful].reset_index(drop=True)
