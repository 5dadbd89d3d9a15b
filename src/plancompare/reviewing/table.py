"""figures.csv as a person's decisions change it: one row at a time, the file always whole."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from plancompare.errors import SourceError
from plancompare.guard.files import told_if_unwritable, write_whole
from plancompare.sources import Figure
from plancompare.sources.load import REQUIRED_COLUMNS
from plancompare.sources.rows import read_csv, validated

REVIEW = "review"
_ASIDE = frozenset({"method", REVIEW, "note"})  # columns that make no other figure of a row

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a figures.csv.

    Attributes:
        columns: Its columns.
        rows: Its rows, each with a cell for every column.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Args:
            path: A figures.csv.

        Raises:
            SourceError: If it is no CSV.
        """
        file = read_csv(path)
        return cls(file.columns, tuple(cells for _, cells in file.rows))

    def write(self, path: Path) -> None:
        """Write the file whole.

        Args:
            path: A figures.csv.

        Raises:
            UsageError: If it cannot be written.
        """
        text = io.StringIO()
        writer = csv.DictWriter(text, self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        with told_if_unwritable(path):
            write_whole(path, text.getvalue())

    def place(self, row: Row) -> int:
        """Which row says the same in every column; -1 if none does."""
        return next((n for n, each in enumerate(self.rows) if is_same(each, row)), -1)

    def changed(self, before: Row | None, after: Row | None, row: int) -> "Table":
        """The table with one row put for another, added, or left out.

        Args:
            before: The row as it stands; None where there is none yet.
            after: The row as it is to stand; None where it is to go.
            row: Where a row that is added comes to stand.

        Raises:
            SourceError: If the row no longer stands as it was, or another says the same.
        """
        place = row if before is None else self.place(before)
        if place < 0:
            raise SourceError(
                "the row has been changed in figures.csv meanwhile.",
                where=str((before or {}).get("label", "")),
                remedy="Load the page again.",
            )
        rows = list(self.rows)
        rows[place : place + (before is not None)] = [after] if after else []
        if after:
            _refuse_second(after, [each for n, each in enumerate(rows) if n != place])
        return self._of(rows)

    def _of(self, rows: Sequence[Row]) -> "Table":
        more = [name for row in rows for name, cell in row.items() if cell]
        columns = tuple(dict.fromkeys((*self.columns, *more)))
        return replace(
            self,
            columns=columns,
            rows=tuple({name: row.get(name, "") for name in columns} for row in rows),
        )


def is_same(row: Row, other: Row) -> bool:
    """Whether two rows say the same in every column; a column that is missing is empty."""
    return all(row.get(name, "") == other.get(name, "") for name in {*row, *other})


def states(row: Row) -> tuple[str, ...]:
    """What a row states, apart from how it was got and who looked at it."""
    names = sorted(name for name, cell in row.items() if cell and name not in _ASIDE)
    return tuple(f"{name}={row[name]}" for name in names)


def _refuse_second(row: Row, others: Sequence[Row]) -> None:
    if states(row) in map(states, others):
        raise SourceError(
            "another row states the same.",
            where=row["label"],
            remedy="Reject one of the two, or say in the place what sets them apart.",
        )


def checked(row: Row) -> Figure:
    """A row as loading the source will read it.

    Args:
        row: With the columns of figures.csv.

    Raises:
        SourceError: If it would be refused.
    """
    full = {name: row.get(name, "") for name in (*REQUIRED_COLUMNS[Figure], *row)}
    return validated(Figure, full | {"row": 2}, row.get("label", ""))


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
