"""Reading the curated dataset."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow.parquet import ParquetFile

from plancompare.dataset.manifest import hash_file
from plancompare.dataset.schema import schemas
from plancompare.errors import DatasetError


@dataclass(frozen=True)
class Dataset:
    """The curated dataset, each table read when it is first asked for.

    Attributes:
        folder: The build that is read; it stays the same while the object lives.
        written: When its manifest was, in nanoseconds: what tells two builds in one folder apart.
    """

    folder: Path
    written: int = 0

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Time, versions, inputs, and the hash of the dataset."""
        content: dict[str, Any] = json.loads(
            (self.folder / "manifest.json").read_text(encoding="utf-8")
        )
        return content

    @property
    def hash(self) -> str:
        """The hash of the dataset: the same whenever its tables are."""
        return str(self.manifest["dataset"])

    def is_whole(self) -> bool:
        """Whether every table and the checks are there, as the manifest says they were written."""
        tables = self.manifest["tables"]
        hashes = {f"{name}.parquet": table["sha256"] for name, table in tables.items()}
        hashes["checks.json"] = self.manifest.get("checks", "")
        return all(
            (self.folder / name).is_file() and hash_file(self.folder / name) == known
            for name, known in hashes.items()
        )

    @cached_property
    def checks(self) -> dict[str, Any]:
        """What the checks said when it was built."""
        content: dict[str, Any] = json.loads(
            (self.folder / "checks.json").read_text(encoding="utf-8")
        )
        return content

    @cached_property
    def observations(self) -> pd.DataFrame:
        """One comparable number a row."""
        return self._table("observations")

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Plans, communiqués and reference tables."""
        return self._table("sources")

    @cached_property
    def regions(self) -> pd.DataFrame:
        """The regions that sources speak of, and those above them."""
        return self._table("regions")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The catalogue."""
        return self._table("indicators")

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """The gap of every target to its baseline."""
        return self._table("gaps")

    @cached_property
    def unmatched(self) -> pd.DataFrame:
        """Figures that match no indicator, some of them on purpose."""
        return self._table("unmatched")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Numbered items of plans, and the counts that they promise."""
        return self._table("measures")

    @cached_property
    def responsibilities(self) -> pd.DataFrame:
        """Agencies with their part in the items of plans."""
        return self._table("responsibilities")

    @cached_property
    def themes(self) -> pd.DataFrame:
        """What plans may be about."""
        return self._table("themes")

    def _table(self, name: str) -> pd.DataFrame:
        # By one thread: the tables are small, and a process that forks kernels may have no other.
        with ParquetFile(self.folder / f"{name}.parquet", pre_buffer=False) as file:
            table: pd.DataFrame = file.read(use_threads=False).to_pandas(use_threads=False)
        return table


_held: dict[Dataset, Mapping[str, pd.DataFrame]] = {}


def load(curated: Path) -> Dataset:
    """Open the curated dataset.

    Args:
        curated: Usually `data/curated`.

    Returns:
        The dataset as it stands now; a build that comes later does not change it.

    Raises:
        DatasetError: If there is none.
    """
    if not (curated / "manifest.json").is_file():
        raise DatasetError(
            "there is no curated dataset.",
            where=str(curated),
            remedy="`plancompare build` makes it.",
        )
    manifest = (curated / "manifest.json").resolve()
    dataset = Dataset(manifest.parent, manifest.stat().st_mtime_ns)
    for name, table in _held.get(dataset, {}).items():
        vars(dataset)[name] = table.copy(deep=False)  # who changes theirs changes no one else's
    return dataset


def hold(curated: Path) -> Dataset:
    """Read all tables of the curated dataset, so that they are at hand for every later `load`.

    For processes that are forked from this one, and read the same build.

    Args:
        curated: Usually `data/curated`.

    Returns:
        The dataset.

    Raises:
        DatasetError: If there is none.
    """
    dataset = load(curated)
    _held[dataset] = {name: getattr(dataset, name) for name in schemas()}
    return dataset
