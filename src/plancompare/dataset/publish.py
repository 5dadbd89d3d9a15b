"""Putting a build in place: whole or not at all.

A build is written to a folder of its own, `<curated>/.builds/<hash>`; the names that readers use
are links through `<curated>/.current`, and turning that one link is the moment of publication.
Whenever a run is killed, the link points at the last whole build.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from plancompare.dataset.datapackage import data_package
from plancompare.dataset.formulas import without_formulas
from plancompare.dataset.manifest import make_manifest
from plancompare.dataset.parquet import write_parquet
from plancompare.dataset.schema import schemas

BUILDS, CURRENT, REJECTED = ".builds", ".current", ".rejected"


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
    folder = Path(tempfile.mkdtemp(prefix="staging-", dir=builds))
    folder.chmod(0o755)
    for name, table in tables.items():
        write_table(name, table, folder / f"{name}.parquet")
    _write_json(checks, folder / "checks.json")
    rows = {name: len(table) for name, table in tables.items()}
    manifest = make_manifest(folder, inputs, rows)
    _write_json(manifest, folder / "manifest.json")
    _write_json(data_package(folder, "parquet", manifest), folder / "datapackage.json")
    if changes is not None:
        safe = without_formulas(changes)  # with a byte order mark, by which Excel shows Chinese
        safe.to_csv(folder / "changes.csv", index=False, lineterminator="\n", encoding="utf-8-sig")
    return Staged(folder, curated)


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
    """Make a staged build the one that readers see.

    Args:
        staged: A build that passed its checks.
        curated: The dataset's folder.
    """
    manifest = json.loads((staged.folder / "manifest.json").read_text(encoding="utf-8"))
    final = curated / BUILDS / str(manifest["dataset"])[:16]
    if final.exists():  # the same tables again; the manifest may tell of new inputs
        for file in sorted(staged.folder.iterdir()):
            file.replace(final / file.name)
        staged.folder.rmdir()
    else:
        staged.folder.rename(final)
    _turn(curated / CURRENT, Path(BUILDS) / final.name)
    for file in sorted(final.iterdir()):
        _turn(curated / file.name, Path(CURRENT) / file.name)
    _forget_others(final)


def _turn(link: Path, target: Path) -> None:
    """Point a link at a target in one step."""
    if link.is_symlink() and link.readlink() == target:
        return
    fresh = link.with_name(f"{link.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def _forget_others(final: Path) -> None:
    for build in final.parent.iterdir():
        if build != final:
            shutil.rmtree(build, ignore_errors=True)
    shutil.rmtree(final.parent.parent / REJECTED, ignore_errors=True)
