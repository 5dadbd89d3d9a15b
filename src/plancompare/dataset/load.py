"""Reading the curated dataset."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancompare.dataset.manifest import hash_file
from plancompare.dataset.schema import table_names
from plancompare.errors import DatasetError
from plancompare.guard.locks import Lease

if TYPE_CHECKING:
    import pandas as pd  # half a second, which opening a dataset need not take


@dataclass(frozen=True)
class Dataset:
    """The curated dataset, each table read when it is first asked for.

    Attributes:
        folder: The build that is read; it stays the same while the object lives.
        written: When its manifest was, in nanoseconds: what tells two builds in one folder apart.
        lease: Keeps the folder while the object lives, whatever is built meanwhile.
    """

    folder: Path
    written: int = 0
    lease: Lease | None = field(default=None, compare=False, repr=False)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Time, versions, inputs, and the hash of the dataset.

        Raises:
            DatasetError: If it cannot be read, or does not name every table.
        """
        path = self.folder / "manifest.json"
        try:
            content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            hashes = [content["tables"][name]["sha256"] for name in table_names()]
            hashes += [content["dataset"], content["inputs"], content["built"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(path, f"{type(error).__name__}: {error}") from error
        return content

    @property
    def hash(self) -> str:
        """The hash of the dataset: the same whenever its tables are."""
        return str(self.manifest["dataset"])

    @property
    def as_of(self) -> int:
        """The year that it is looked at from: targets for years before it are due."""
        return int(self.manifest["as_of"])

    @property
    def contents(self) -> str:
        """The hashes of its tables and checks, and the year that it is looked at from."""
        return f"{self.hash} {self.manifest.get('checks')} {self.manifest.get('as_of')}"

    def is_whole(self) -> bool:
        """Whether every table and the checks are there, as the manifest says they were written."""
        try:
            for name in self.manifest["tables"]:
                self.file(f"{name}.parquet")
            self.file("checks.json")
        except DatasetError:
            return False
        return True

    def file(self, name: str) -> Path:
        """The path of one of its files, which is as it was written.

        Args:
            name: `<table>.parquet`, or `checks.json`.

        Raises:
            DatasetError: If it is missing, or its hash is not the one in the manifest.
        """
        path, table = self.folder / name, name.removesuffix(".parquet")
        known = self.manifest["tables"].get(table, {}).get("sha256") or self.manifest.get("checks")
        try:
            if hash_file(path) == known:
                return path
        except OSError as error:
            raise _damaged(path, error.strerror or "it cannot be read") from error
        raise _damaged(path, "it is not the file that its manifest tells of")

    @cached_property
    def checks(self) -> dict[str, Any]:
        """What the checks said when it was built.

        Raises:
            DatasetError: If the file is not as it was written.
        """
        content: dict[str, Any] = json.loads(self.file("checks.json").read_text(encoding="utf-8"))
        return content

    @cached_property
    def observations(self) -> "pd.DataFrame":
        """One comparable number a row."""
        return self._table("observations")

    @cached_property
    def sources(self) -> "pd.DataFrame":
        """Plans, communiqués and reference tables."""
        return self._table("sources")

    @cached_property
    def regions(self) -> "pd.DataFrame":
        """The regions that sources speak of, and those above them."""
        return self._table("regions")

    @cached_property
    def indicators(self) -> "pd.DataFrame":
        """The catalogue."""
        return self._table("indicators")

    @cached_property
    def gaps(self) -> "pd.DataFrame":
        """The gap of every target to its baseline."""
        return self._table("gaps")

    @cached_property
    def unmatched(self) -> "pd.DataFrame":
        """Figures that match no indicator, some of them on purpose."""
        return self._table("unmatched")

    @cached_property
    def findings(self) -> "pd.DataFrame":
        """Values that do not fit another, each with what is said of it."""
        return self._table("findings")

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """Numbered items of plans, and the counts that they promise."""
        return self._table("measures")

    @cached_property
    def responsibilities(self) -> "pd.DataFrame":
        """Agencies with their part in the items of plans."""
        return self._table("responsibilities")

    @cached_property
    def themes(self) -> "pd.DataFrame":
        """What plans may be about."""
        return self._table("themes")

    def _table(self, name: str) -> "pd.DataFrame":
        # By one thread: the tables are small, and a process that forks kernels may have no other.
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 (heavy)

        with ParquetFile(self.file(f"{name}.parquet"), pre_buffer=False) as file:
            table: pd.DataFrame = file.read(use_threads=False).to_pandas(use_threads=False)
        return table


_held: dict[Dataset, Mapping[str, "pd.DataFrame"]] = {}


def load(curated: Path) -> Dataset:
    """Open the curated dataset.

    Args:
        curated: Usually `data/curated`.

    Returns:
        The dataset as it stands now; a build that comes later does not change it.

    Raises:
        DatasetError: If there is none, or its manifest cannot be read.
    """
    dataset = _opened(curated)
    for name, table in _held.get(dataset, {}).items():
        vars(dataset)[name] = table.copy(deep=False)  # who changes theirs changes no one else's
    return dataset


def texts_held_plainly() -> contextlib.AbstractContextManager[None]:
    """Meanwhile tables that are read hold texts as Python's own, not as Arrow's.

    They are quicker to get at one by one, and what is computed is the same.
    """
    import pandas as pd  # noqa: PLC0415 (heavy)

    return pd.option_context("mode.string_storage", "python")


def _opened(curated: Path) -> Dataset:
    """The build that readers see; once more where a build removed it just before its lease."""
    for _attempt in range(3):
        if (curated / "manifest.json").is_file():
            folder = (curated / "manifest.json").resolve().parent
            lease = Lease(folder)
            with contextlib.suppress(FileNotFoundError):
                written = (folder / "manifest.json").stat().st_mtime_ns
                dataset = Dataset(folder, written, lease)
                _ = dataset.manifest  # read and judged
                return dataset
    raise DatasetError(
        "there is no curated dataset.", where=str(curated), remedy="`plancompare build` makes it."
    )


def _damaged(path: Path, reason: str) -> DatasetError:
    return DatasetError(
        f"the curated dataset is damaged: {reason}.",
        where=str(path),
        remedy="`plancompare build` makes it anew.",
    )


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
    _held[dataset] = {name: getattr(dataset, name) for name in table_names()}
    return dataset
