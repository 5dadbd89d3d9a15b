"""The dataset for spreadsheets and other people's tools: CSV and XLSX, with the data dictionary."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa

from plancompare.dataset.datapackage import data_package
from plancompare.dataset.dictionary import dictionary
from plancompare.dataset.formulas import without_formulas
from plancompare.dataset.load import Dataset, load
from plancompare.dataset.parquet import write_parquet
from plancompare.dataset.publish import BUILDS
from plancompare.dataset.schema import schemas
from plancompare.dataset.workbook import workbook
from plancompare.errors import UsageError
from plancompare.guard.files import told_if_unwritable

DICTIONARY = "dictionary"
_MOST_ROWS = 1_048_576  # of a sheet, the head included


def export_csv(curated: Path, folder: Path) -> list[Path]:
    """Write every table as CSV, with the data dictionary and a `datapackage.json`.

    The files are UTF-8 with a byte order mark, which Excel needs to show Chinese. A text that a
    spreadsheet would take for a formula has an apostrophe put before it.

    Args:
        curated: The dataset's folder.
        folder: Where to write; made where it is missing. Files of the same names are replaced.

    Returns:
        The files written.

    Raises:
        DatasetError: If there is no dataset.
        UsageError: If the folder cannot be written to.
    """
    dataset = load(curated)
    refuse_dataset(folder, dataset)
    written = []
    with told_if_unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in _tables(dataset):
            written.append(folder / f"{name}.csv")
            without_formulas(table).to_csv(written[-1], index=False, encoding="utf-8-sig")
        package = data_package(folder, "csv", dataset.manifest)
        written.append(folder / "datapackage.json")
        text = json.dumps(package, ensure_ascii=False, indent=1)
        written[-1].write_text(text + "\n", encoding="utf-8")
    return written


def write_arrow(table: pa.Table, path: Path) -> None:
    """Write a table of an answer as CSV for spreadsheets, like `export_csv`, or as Parquet.

    Args:
        table: With a column `region_code`; texts may be coded.
        path: Ends in `.csv` or `.parquet`; a file of that name is replaced.

    Raises:
        UsageError: If the file cannot be written.
    """
    coded = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    plain = table.cast(
        pa.schema([f.with_type(pa.string()) if f.name in coded else f for f in table.schema])
    )
    with told_if_unwritable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".parquet":
            write_parquet(plain, path)
        else:
            frame = plain.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
            without_formulas(frame).to_csv(path, index=False, encoding="utf-8-sig")


def export_xlsx(curated: Path, path: Path) -> None:
    """Write every table as a sheet of one workbook, after a sheet with the data dictionary.

    Texts are text, whatever they begin with: no cell holds a formula.

    Args:
        curated: The dataset's folder.
        path: Where to write; a file that is there is replaced.

    Raises:
        DatasetError: If there is no dataset.
        UsageError: If the file cannot be written, or a table has more rows than a sheet.
    """
    dataset = load(curated)
    refuse_dataset(path, dataset)
    tables = dict(_tables(dataset))
    for name, table in tables.items():
        if len(table) >= _MOST_ROWS:
            raise UsageError(
                f"the table {name} has {len(table):,} rows, more than a sheet can hold.",
                where=str(path),
                remedy="Export it as CSV.",
            )
    with told_if_unwritable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook({name: _sheet(table) for name, table in tables.items()}))


def _tables(dataset: Dataset) -> Iterator[tuple[str, pd.DataFrame]]:
    yield DICTIONARY, dictionary()
    for name in schemas():
        yield name, getattr(dataset, name)


def _sheet(table: pd.DataFrame) -> Iterator[Sequence[object]]:
    """The rows of a sheet, the head first."""
    yield list(table.columns)
    yield from table.astype("object").where(table.notna(), None).itertuples(index=False)


def refuse_dataset(target: Path, dataset: Dataset) -> None:
    """Keep a file that a user names out of the dataset's own folder: builds alone write to it.

    Args:
        target: Where the user wants something written.
        dataset: The dataset.

    Raises:
        UsageError: If that is in the dataset's folder.
    """
    own = dataset.folder.parent.parent if dataset.folder.parent.name == BUILDS else dataset.folder
    place = target.resolve()
    if own.resolve() in (place, *place.parents):
        raise UsageError(
            "that is the dataset's own folder.", where=str(target), remedy="Choose another place."
        )
