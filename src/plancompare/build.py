"""The build: the steps from source folders to one whole, checked dataset, in their order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from plancompare.analysis.gaps import gap_table, plan_starts
from plancompare.analysis.rare_events import few_events
from plancompare.dataset import Dataset, load
from plancompare.dataset.difference import difference
from plancompare.dataset.manifest import hash_inputs, hash_program, reference_year
from plancompare.dataset.measure_tables import (
    measures_table,
    responsibilities_table,
    themes_table,
)
from plancompare.dataset.publish import publish, stage, tidy
from plancompare.dataset.schema import schemas
from plancompare.dataset.tables import (
    Reading,
    in_order,
    indicators_table,
    observations_table,
    regions_table,
    sources_table,
    unmatched_table,
)
from plancompare.errors import DatasetError, SourceError
from plancompare.extraction.evidence import Evidence, extract_from, find_evidence
from plancompare.guard.apart import apart
from plancompare.guard.locks import alone
from plancompare.harmonisation import harmonise
from plancompare.harmonisation.breaks import with_series_from
from plancompare.harmonisation.flags import has_flag, with_flag
from plancompare.harmonisation.precedence import flag_across_sources, flag_within_publications
from plancompare.harmonisation.ratios import with_ratios
from plancompare.harmonisation.starts import with_starts_elsewhere
from plancompare.quality import Report, validate
from plancompare.quality.findings import compare, findings_table, flag_findings
from plancompare.sources import Source, find_sources, load_source
from plancompare.sources.documents import Documents, find_document, hash_documents


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    Attributes:
        curated: Where the dataset is.
        rows: The number of rows of each table.
        checks: What the checks said.
        unmatched: Figures that match no indicator, with the reason; some are so on purpose.
        changes: What it added, revised and removed since the dataset before, value by value.
    """

    curated: Path
    rows: dict[str, int]
    checks: Report
    unmatched: pd.DataFrame
    changes: pd.DataFrame


def build(
    raw: Path,
    curated: Path,
    *,
    documents: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
    begins: Callable[[], None] = lambda: None,
) -> BuildResult:
    """Make the dataset anew and publish it if it passes its checks.

    Args:
        raw: The folder of source folders.
        curated: Where the dataset is to stand. What stands there stays until the new one is whole.
        documents: A folder of original documents; those of the sources are found by their hash,
            and give each figure its quote and span.
        progress: Is told what is being done, a line at a time.
        begins: Is called once it is known that there is something new to build.

    Returns:
        What was built.

    Raises:
        SourceError: If a source cannot be used.
        QualityError: If the dataset fails a check. The rejected build stays in
            `<curated>/.rejected`, to be looked at.
        BusyError: If another build is at work in the folder.
    """
    with alone(curated, ".building", problem="another build is at work."):
        tidy(curated)
        return _build(raw, curated, documents, progress, begins)


def _build(
    raw: Path,
    curated: Path,
    documents: Path | None,
    progress: Callable[[str], None],
    begins: Callable[[], None],
) -> BuildResult:
    inputs = hash_inputs(raw) | hash_program() | _hash_documents(documents)
    before = _published(curated)
    if before and before.manifest["inputs"] == inputs:
        progress("Nothing has changed since the last build")
        return _unchanged(before, curated)
    begins()
    tables, compared = _make(raw, documents, progress)
    progress("Checking the dataset")
    held = Report.from_json(before.checks).held if before else None
    checks = validate(tables, held=held, compared=compared)
    observations = tables["observations"]
    changes = difference(before.observations if before else observations.head(0), observations)
    staged = stage(tables, curated, inputs=inputs, checks=checks.as_json(), changes=changes)
    if not checks.passed:
        raise checks.as_error(staged.reject())
    publish(staged, curated)
    rows = {name: len(table) for name, table in tables.items()}
    return BuildResult(curated, rows, checks, tables["unmatched"], changes)


def _hash_documents(documents: Path | None) -> dict[str, str]:
    at_hand = hash_documents(documents) if documents else {}
    return {str(path): digest for digest, path in at_hand.items()}


def _published(curated: Path) -> Dataset | None:
    """The dataset that readers see, if there is one and it is whole."""
    try:
        data = load(curated)
    except DatasetError:
        return None
    return data if data.is_whole() else None


def _unchanged(data: Dataset, curated: Path) -> BuildResult:
    """What a build of the very same inputs gives: the dataset that readers see."""
    rows = {name: table["rows"] for name, table in data.manifest["tables"].items()}
    nothing = difference(data.observations, data.observations)
    return BuildResult(curated, rows, Report.from_json(data.checks), data.unmatched, nothing)


def make_tables(
    raw: Path,
    *,
    documents: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, pd.DataFrame]:
    """Every table of the dataset, made from the source folders.

    Args:
        raw: The folder of source folders.
        documents: A folder of original documents.
        progress: Is told what is being done.

    Returns:
        The tables by name, each in its schema and its stable order.

    Raises:
        SourceError: If a source cannot be used.
    """
    return _make(raw, documents, progress)[0]


def _make(
    raw: Path, documents: Path | None, progress: Callable[[str], None]
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Every table, and the rows that were held against each other."""
    at_hand = hash_documents(documents) if documents else {}
    readings = [_read(folder, at_hand, progress) for folder in find_sources(raw)]
    observations = _observations(readings)
    tables = {
        "observations": observations,
        "sources": sources_table(readings, observations),
        "regions": regions_table(readings, observations),
        "indicators": indicators_table(),
        "unmatched": unmatched_table(readings),
        "measures": measures_table(each.source for each in readings),
        "responsibilities": responsibilities_table(each.source for each in readings),
        "themes": themes_table(),
    }
    compared = compare(tables)
    tables["findings"] = findings_table(compared, tables)
    tables["observations"] = flag_findings(tables["observations"], compared)
    tables["gaps"] = _gaps(tables)
    tables["observations"] = _mark_met(tables["observations"], tables["gaps"])
    return tables, compared


def _read(folder: Path, documents: Documents, progress: Callable[[str], None]) -> Reading:
    progress(f"Reading {folder.name}")
    source = load_source(folder)
    try:
        harmonised = harmonise(source)
    except SourceError as error:
        where = error.where or str(folder)
        if where.startswith("row "):
            file = "table.csv" if ", column " in where else "figures.csv"
            where = f"{folder / file}, {where}"
        raise SourceError(error.problem, where=where, remedy=error.remedy) from error
    return Reading(source, harmonised, _evidence(source, documents, progress))


def _evidence(source: Source, documents: Documents, progress: Callable[[str], None]) -> Evidence:
    """The passages of a source's figures; none where its document is not at hand."""
    path = find_document(source, documents)
    if path is None:
        return {}
    found = find_evidence(source.figures, apart(extract_from, source, path, where=path))
    found_at = {where for where, _ in found}
    progress(f"  {path.name}: passages for {len(found_at)} of {len(source.figures)} figures")
    return found


def _observations(readings: Sequence[Reading]) -> pd.DataFrame:
    """What the sources state, and what follows from it, flagged where several say the same."""
    every = with_starts_elsewhere(observations_table(readings))
    stated = flag_within_publications(every)
    every = with_series_from(with_ratios(stated))
    return flag_across_sources(in_order(every))


def _gaps(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    observations, sources = tables["observations"], tables["sources"]
    table = gap_table(
        observations,
        tables["indicators"],
        as_of=reference_year(observations, sources),
        plan_starts=plan_starts(sources),
        too_few=few_events(observations, tables["regions"]),
    )
    return schemas()["gaps"].frame(table)


def _mark_met(observations: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """Targets that their baseline met when they were set carry the flag, like their gap."""
    key = ["region_code", "indicator_id", "source_id", "target_year"]
    met = gaps.loc[has_flag(gaps["flags"], "already_met"), key]
    found = observations.merge(
        met.rename(columns={"target_year": "year"})
        .drop_duplicates()
        .assign(role="target", met=True),
        how="left",
        validate="many_to_one",
    )["met"].notna()
    marked = observations["flags"].where(
        ~found.to_numpy(), observations["flags"].map(lambda flags: with_flag(flags, "already_met"))
    )
    return observations.assign(flags=marked)
