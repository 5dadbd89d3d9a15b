"""Rows of a CSV file and what pydantic says of them, with errors that a person can act on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plancompare.errors import PlancompareError, SourceError
from plancompare.sources.csvfile import records, refuse_hidden

_Model = TypeVar("_Model", bound=BaseModel)
_SEPARATORS = {";": "semicolons", "\t": "tabs", "，": "Chinese commas", "|": "bars"}
_WANTED = {
    "string": "Write it in double quotes, as text.",
    "date": "Write it as a date: 2021-12-31, without quotes.",
    "int": "Write it as a whole number.",
}


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
    found = records(path)
    _, columns = next(found, (1, []))
    return CsvFile(path, tuple(columns), _rows(found, columns, path))


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
    _check_separator(file, where)
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


def _check_separator(file: CsvFile, where: str) -> None:
    for separator, name in _SEPARATORS.items():
        if len(file.columns) == 1 and separator in file.columns[0]:
            raise SourceError(
                f"the columns are held apart by {name}, not by commas.",
                where=where,
                remedy="Save it as CSV with commas (in Excel or WPS: “CSV UTF-8”).",
            )
    names = [column for column in file.columns if not column.isdigit()]
    if twice := [name for place, name in enumerate(names) if name in names[:place]]:
        raise SourceError(
            f"the column “{twice[0]}” stands twice.", where=where, remedy="Delete one."
        )


def _rows(
    found: Iterator[tuple[int, list[str]]], columns: Collection[str], path: Path
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of which every cell is empty, as spreadsheets append them, hold nothing."""
    for row, cells in found:
        if not any(cells):
            continue
        where = f"{path}, row {row}"
        if len(cells) != len(columns):
            raise SourceError(
                f"the row does not have {len(columns)} cells but {len(cells)}.",
                where=where,
                remedy="Put cells that hold a comma in double quotes.",
            )
        if any("\n" in cell or "\r" in cell for cell in cells):
            raise SourceError(
                "a cell that goes over several lines.",
                where=where,
                remedy="Check the double quotes of that row.",
            )
        for cell in cells:
            refuse_hidden(cell, where)
        yield row, dict(zip(columns, cells, strict=True))


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
        case "literal_error":
            problem = f"“{first['input']}” will not do as {field}."
            remedy = f"It is one of {str(first['ctx']['expected']).replace(' or ', ', ')}."
        case _:
            problem = f"“{first['input']}” will not do as {field}."
            remedy = _WANTED.get(first["type"].partition("_")[0], "See data/raw/README.md.")
    return SourceError(problem, where=where, remedy=remedy)
