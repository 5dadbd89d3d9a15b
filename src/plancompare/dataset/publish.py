"""Putting a build in place: whole or not at all.

A build is written to a folder of its own, `<curated>/.builds/<hash>`; the names that readers use
are links through `<curated>/.current`, and turning that one link is the moment of publication.
Whenever a run is killed, the link points at the last whole build. A published folder is named by
its manifest and never written to again; the one before the last stays, and so does each that a
process still reads.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from plancompare.dataset.datapackage import data_package
from plancompare.dataset.formulas import without_formulas
from plancompare.dataset.manifest import hash_file, make_manifest, reference_year
from plancompare.dataset.parquet import write_parquet
from plancompare.dataset.schema import schemas
from plancompare.guard.files import settle, settle_all
from plancompare.guard.locks import unread

BUILDS, CURRENT, REJECTED = ".builds", ".current", ".rejected"
STAGING = "staging-"  # begins the names of builds that nobody sees


@dataclass(frozen=True, slots=True)
class Staged:
    """A build that readers do not see yet."""

    folder: Path
    curated: Path

    def reject(self) -> Path:
        """Move it to where a person can look at it.

        Returns:
            The folder of rejected builds, which holds this one only.
        """
        rejected = self.curated / REJECTED
        shutil.rmtree(rejected, ignore_errors=True)
        return self.folder.rename(rejected)


def stage(
    tables: Mapping[str, pd.DataFrame],
    curated: Path,
    *,
    inputs: dict[str, str],
    checks: Mapping[str, object],
    changes: pd.DataFrame | None = None,
) -> Staged:
    """Write a build beside the one that readers see.

    Args:
        tables: Every table, in its schema.
        curated: The dataset's folder; made where it is missing.
        inputs: Hashes of what the build was made from.
        checks: What its checks said.
        changes: What is new since the build that readers see, where that was asked.

    Returns:
        The staged build.
    """
    builds = curated / BUILDS
    builds.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=builds))
    try:
        folder.chmod(0o755)
        _write(folder, tables, inputs, checks, changes)
    except BaseException:  # the disk is full, or the run was stopped
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Staged(folder, curated)


def _write(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    inputs: dict[str, str],
    checks: Mapping[str, object],
    changes: pd.DataFrame | None,
) -> None:
    for name, table in tables.items():
        write_table(name, table, folder / f"{name}.parquet")
    _write_json(checks, folder / "checks.json")
    rows = {name: len(table) for name, table in tables.items()}
    as_of = reference_year(tables["observations"], tables["sources"])
    manifest = make_manifest(folder, inputs, rows, as_of)
    _write_json(manifest, folder / "manifest.json")
    _write_json(data_package(folder, "parquet", manifest), folder / "datapackage.json")
    if changes is not None:
        safe = without_formulas(changes)  # with a byte order mark, by which Excel shows Chinese
        safe.to_csv(folder / "changes.csv", index=False, lineterminator="\n", encoding="utf-8-sig")


def write_table(name: str, table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet: the same table gives the same bytes.

    Args:
        name: The table's name in the field registry.
        table: The table, in its schema.
        path: Where to write it.
    """
    schema = schemas()[name].arrow()
    arrow = pa.Table.from_pandas(table, schema=schema, preserve_index=False)
    metadata = {**(arrow.schema.metadata or {}), **(schema.metadata or {})}
    write_parquet(arrow.replace_schema_metadata(metadata), path)


def _write_json(content: object, path: Path) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def publish(staged: Staged, curated: Path) -> None:
    """Make a staged build the one that readers see, in one step: the turn of one link.

    Args:
        staged: A build that passed its checks.
        curated: The dataset's folder.
    """
    settle_all(staged.folder)
    final = staged.folder.rename(_free_name(staged.folder))
    settle(final.parent)
    before = _current(curated)
    _adopt(curated, final)
    _name_files(curated, final)  # where there is no build yet they lead nowhere until the turn
    _turn(curated / CURRENT, Path(BUILDS) / final.name)
    _unname_files(curated, final)
    settle(curated)
    _forget(curated, {final.name, before})


def _free_name(staged: Path) -> Path:
    """The folder of a build by its manifest; another for one that was made anew, being damaged."""
    name, number = hash_file(staged / "manifest.json")[:16], 1
    while (path := staged.with_name(name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return path


def tidy(curated: Path) -> None:
    """Put right what killed builds have left, so that nobody has to.

    Their litter goes, and every file of the build that readers see has its name.

    Args:
        curated: The dataset's folder, with nobody else at work in it.
    """
    for litter in (curated / BUILDS).glob(f"{STAGING}*"):
        shutil.rmtree(litter, ignore_errors=True)
    for litter in curated.glob("*.new"):
        if litter.is_symlink():
            litter.unlink(missing_ok=True)
    if (curated / CURRENT).is_symlink() and (curated / CURRENT).is_dir():
        _name_files(curated, curated / CURRENT)
        _unname_files(curated, curated / CURRENT)


def _current(curated: Path) -> str:
    """The name of the build that readers see; empty if there is none."""
    link = curated / CURRENT
    return link.readlink().name if link.is_symlink() else ""


def _adopt(curated: Path, final: Path) -> None:
    """Make a build of files that stand in the dataset's folder themselves: somebody copied it.

    Readers see the same files as before, through links, until the next turn.
    """
    there = [path for file in final.iterdir() if (path := curated / file.name).exists()]
    plain = [path for path in there if _is_plain(path)]
    if not plain and not _is_plain(curated / CURRENT):
        return
    copy = Path(tempfile.mkdtemp(prefix="copy-", dir=curated / BUILDS))
    for file in there:
        shutil.copy2(file, copy)
    if _is_plain(curated / CURRENT):  # a copy of it, which nobody reads: there are files for that
        (curated / CURRENT).rename(copy / CURRENT)
    _turn(curated / CURRENT, Path(BUILDS) / copy.name)
    for file in plain:
        _turn(file, Path(CURRENT) / file.name)


def _is_plain(path: Path) -> bool:
    return path.exists() and not path.is_symlink()


def _name_files(curated: Path, build: Path) -> None:
    """Name every file of a build where readers look for it."""
    for file in sorted(build.iterdir()):
        if not file.name.startswith("."):
            _turn(curated / file.name, Path(CURRENT) / file.name)


def _unname_files(curated: Path, build: Path) -> None:
    """Take away the names of files that a build has not, and one before it had."""
    for link in curated.iterdir():
        is_ours = link.is_symlink() and link.readlink().parts[0] == CURRENT
        if is_ours and not (build / link.name).exists():
            link.unlink()


def _turn(link: Path, target: Path) -> None:
    """Point a link at a target in one step."""
    if link.is_symlink() and link.readlink() == target:
        return
    fresh = link.with_name(f"{link.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def _forget(curated: Path, kept: Collection[str]) -> None:
    """Remove the builds before the last one, unless somebody still reads them."""
    for build in (curated / BUILDS).iterdir():
        if build.name not in kept:
            with unread(build) as is_unread:
                if is_unread:
                    shutil.rmtree(build, ignore_errors=True)
    shutil.rmtree(curated / REJECTED, ignore_errors=True)
