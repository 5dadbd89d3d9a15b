"""A release: the dataset as a folder that others can use without this program.

parquet/ and csv/ hold every table, each with its data package; beside them stand the codebook, the
citation, the licence notes by source, the changes since the release before, and the identifiers
that were given up. Versions count as in semantic versioning of data: the first number rises when an
observation was removed, the second when one was added, the third when one was only revised.
"""

import json
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, StrictUndefined

from plancompare.dataset.codebook import codebook
from plancompare.dataset.datapackage import Form, data_package
from plancompare.dataset.difference import difference
from plancompare.dataset.exports import export_csv
from plancompare.dataset.formulas import without_formulas
from plancompare.dataset.load import Dataset, load
from plancompare.dataset.schema import schemas
from plancompare.domain.languages import LANGS
from plancompare.errors import DatasetError, UsageError
from plancompare.owndata import toml_beside

FIRST = "1.0.0"
_ID = "observation_id"
_RELEASE, _RETIRED = "release.json", "RETIRED.csv"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The release before.

    Attributes:
        version: Its version.
        dataset: The hash of its dataset.
        observations: Its table `observations`.
        retired: Identifiers that were given up in it or before it.
    """

    version: str
    dataset: str
    observations: pd.DataFrame
    retired: frozenset[str]


def export_release(curated: Path, folder: Path, since: Path | None = None) -> str:
    """Write a release.

    Args:
        curated: The dataset's folder.
        folder: Where to write; it must be empty or not be there.
        since: The folder of the release before, if there is one.

    Returns:
        The release's version.

    Raises:
        DatasetError: If there is no dataset, or an identifier that was given up is used again.
        UsageError: If the folder is not empty, or `since` is no release.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            "the folder is not empty.", where=str(folder), remedy="Name a new one for the release."
        )
    dataset = load(curated)
    before = read_release(since) if since else None
    _check_identifiers(dataset.observations, before)
    changes = _changes(dataset, before)
    version = FIRST
    if before:
        version = next_version(before.version, changes, is_same=before.dataset == dataset.hash)
    folder.mkdir(parents=True, exist_ok=True)
    _write_tables(dataset, curated, folder, version)
    _write_notes(dataset, folder, version, before)
    _write_csv(changes, folder / "CHANGES.csv")
    _write_csv(_retired(dataset, before), folder / _RETIRED)
    return version


def read_release(folder: Path) -> Earlier:
    """Read what a later release must know of an earlier one.

    Raises:
        UsageError: If the folder holds no release.
    """
    try:
        said = json.loads((folder / _RELEASE).read_text(encoding="utf-8"))
        version, dataset = said["version"], said["dataset"]
        rows = pd.read_parquet(folder / "parquet" / "observations.parquet")
        retired = pd.read_csv(folder / _RETIRED, dtype="str", encoding="utf-8-sig")
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            "there is no release that can be read.",
            where=str(folder),
            remedy="Name the folder of an earlier `plancompare export --format release`.",
        ) from error
    return Earlier(version, dataset, rows, frozenset(retired[_ID]))


def next_version(version: str, changes: pd.DataFrame, *, is_same: bool = True) -> str:
    """The version after one, by what changed.

    Args:
        version: Three numbers, e.g. `1.4.2`.
        changes: As from `difference`.
        is_same: Whether the whole dataset is the same: flags, gaps and findings are told by no
            change of an observation.

    Returns:
        The first number raised where an observation was removed, else the second where one was
        added, else the third where one was revised or the dataset is another; the same version
        where nothing changed.
    """
    numbers = [int(part) for part in version.split(".")]
    happened = set(changes["what"]) | (set() if is_same else {"revised"})
    for place, what in enumerate(("removed", "added", "revised")):
        if what in happened:
            return ".".join(map(str, [*numbers[:place], numbers[place] + 1, *[0] * (2 - place)]))
    return version


def _changes(dataset: Dataset, before: Earlier | None) -> pd.DataFrame:
    rows = dataset.observations
    return difference(before.observations if before else rows.head(0), rows)


def _check_identifiers(observations: pd.DataFrame, before: Earlier | None) -> None:
    again = sorted(before.retired & set(observations[_ID])) if before else []
    if again:
        raise DatasetError(
            f"{len(again)} identifiers of observations that were given up are used again, "
            f"the first is {again[0]}.",
            remedy="Give the source's folder another name, or put the rows back in their order.",
        )


def _retired(dataset: Dataset, before: Earlier | None) -> pd.DataFrame:
    """Identifiers that no later release may give to anything else."""
    known = (before.retired | set(before.observations[_ID])) if before else frozenset[str]()
    return pd.DataFrame({_ID: sorted(known - set(dataset.observations[_ID]))}, dtype="str")


def _write_tables(dataset: Dataset, curated: Path, folder: Path, version: str) -> None:
    parquet = folder / "parquet"
    parquet.mkdir()
    for name in schemas():
        shutil.copyfile(dataset.file(f"{name}.parquet"), parquet / f"{name}.parquet")
    export_csv(curated, folder / "csv")
    forms: tuple[Form, ...] = ("parquet", "csv")
    for form in forms:
        package = data_package(folder / form, form, dataset.manifest)
        _write_json(package | _of_the_release(version), folder / form / "datapackage.json")


def _of_the_release(version: str) -> dict[str, Any]:
    said = _said()
    licence = {"name": said["licence_id"], "title": said["licence_title"]}
    return {"title": said["title"], "version": version, "licenses": [licence]}


def _write_notes(dataset: Dataset, folder: Path, version: str, before: Earlier | None) -> None:
    (folder / "CODEBOOK.md").write_text(codebook(), encoding="utf-8")
    _write_csv(_licences(dataset.sources), folder / "LICENCES.csv")
    built = str(dataset.manifest["built"])
    page = (files(__package__) / "citation.cff.j2").read_text(encoding="utf-8")
    citation = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(page)  # noqa: S701 (no page)
    (folder / "CITATION.cff").write_text(
        citation.render(**_said(), version=version, date=built[:10], hash=dataset.hash),
        encoding="utf-8",
    )
    about = {"version": version, "since": before.version if before else None}
    _write_json(about | {"dataset": dataset.hash, "built": built}, folder / _RELEASE)


def _licences(sources: pd.DataFrame) -> pd.DataFrame:
    """On what terms the figures of each source are passed on."""
    notes = _said()["licence"]
    kept = ["source_id", "title", "issuer", "reliability", "url", "origin"]
    terms = {
        f"note_{lang}": [notes[each][lang] for each in sources["reliability"]] for lang in LANGS
    }
    return sources[kept].assign(**terms)


def _said() -> dict[str, Any]:
    return toml_beside(__file__, "release.toml")


def _write_json(content: object, path: Path) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    without_formulas(table).to_csv(path, index=False, lineterminator="\n", encoding="utf-8-sig")
