"""Rows of a CSV file and what pydantic says of them, with errors that a person can act on."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plancompare.errors import PlancompareError, SourceError

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file with a head.

    Attributes:
        path: Where it is.
        columns: The names in its first row.
        rows: Its further rows, each with its number in the file; the head is row 1.
    """

    path: Path
    columns: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]


def read_csv(path: Path) -> CsvFile:
    """Open a CSV file that people wrote.

    Args:
        path: UTF-8, comma separated, with a head.

    Returns:
        The file; its rows are read as they are asked for.

    Raises:
        SourceError: If it is not UTF-8 or no CSV, or a row has too many or too few cells.
    """
    reader = csv.DictReader(io.StringIO(read_utf8(path), newline=""), strict=True)
    return CsvFile(path, tuple(reader.fieldnames or ()), _numbered(reader, path))


def check_columns(file: CsvFile, required: Collection[str], known: Collection[str]) -> None:
    """See that a file has the columns that it needs, and none that nobody knows.

    Args:
        file: The file.
        required: What its head must name.
        known: What its head may name.

    Raises:
        SourceError: If it has not, or has.
    """
    where = f"{file.path}, row 1"
    for column in required:
        if column not in file.columns:
            raise SourceError(
                f"the column “{column}” is missing.",
                where=where,
                remedy=f"The first row must name {','.join(required)}.",
            )
    if unknown := [column for column in file.columns if column not in known]:
        raise SourceError(
            f"the column “{unknown[0]}” is not known.",
            where=where,
            remedy=f"Known are {', '.join(sorted(known))}.",
        )


def _numbered(reader: "csv.DictReader[str]", path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for cells in _rows(reader, path):
        if None in cells or None in cells.values():
            raise SourceError(
                f"the row does not have {len(reader.fieldnames or ())} cells.",
                where=f"{path}, row {reader.line_num}",
                remedy="Put cells that hold a comma in double quotes.",
            )
        yield reader.line_num, cells


def _rows(reader: "csv.DictReader[str]", path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise SourceError(
            f"not valid CSV: {error}.",
            where=f"{path}, row {reader.line_num}",
            remedy="Check the double quotes of that row.",
        ) from error


def read_utf8(path: Path) -> str:
    """The text of a file; raises SourceError, with the row, where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(
            "the text is not UTF-8.",
            where=f"{path}, row {line}",
            remedy="Save it as UTF-8 (in Excel or WPS: “CSV UTF-8”).",
        ) from error


def validated(model: type[_Model], content: dict[str, Any], where: str) -> _Model:
    """The model's instance; raises SourceError with the first thing wrong as one clear line."""
    try:
        return model.model_validate(content)
    except PlancompareError as error:  # from a validator of ours, which says best what is wrong
        raise SourceError(error.problem, where=where, remedy=error.remedy) from error
    except ValidationError as error:
        raise _explain(error, where) from error


def _explain(error: ValidationError, where: str) -> SourceError:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "missing":
            problem, remedy = f"“{field}” is missing.", f"Add {field}."
        case "extra_forbidden":
            problem, remedy = f"“{field}” is not known.", "Check its spelling, or delete it."
        case "greater_than_equal" | "less_than_equal" | "int_parsing" if "year" in field:
            problem = f"{first['input']} is not a year."
            remedy = "Give a year between 1949 and 2100, or leave it empty."
        case "string_too_short":
            problem, remedy = (
                f"“{field}” is empty.",
                f"Fill in {field}; write — where nothing is stated.",
            )
        case _:
            problem = f"“{first['input']}” will not do as {field}: {first['msg']}."
            remedy = "Put it right."
    return SourceError(problem, where=where, remedy=remedy)
