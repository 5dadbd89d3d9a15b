"""The wide form of figures: regions down, years across, as statistical tables are printed.

A row is one label in one region. Its cells are figures like the rows of `figures.csv`; what those
say in columns of their own, a row of the table says once for all its cells.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from plancompare.errors import SourceError
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.regions import UnknownRegion, region
from plancompare.sources.model import WHERE, Figure
from plancompare.sources.rows import CsvFile, check_columns, read_csv, validated

REQUIRED_COLUMNS = ("label", "unit", "role", "place", "region_code", "region")
_OF_THE_TABLE = {"unit", "region"}
_OF_A_CELL = {"value", "year", "method"}
_YEAR = re.compile(YEAR_DIGITS)


def read_table(path: Path) -> Iterator[Figure]:
    """Read a `table.csv`.

    Args:
        path: A CSV file with `REQUIRED_COLUMNS`, any other column of `figures.csv` that says
            something of a whole row, and a column for each year.

    Yields:
        A figure for each cell that is not empty, row by row. Its value is the cell and the row's
        unit; its place is the row's, the region and the year.

    Raises:
        SourceError: If the table holds what it should not; names file, row, column, remedy.
    """
    file = read_csv(path)
    years = tuple(column for column in file.columns if _YEAR.fullmatch(column))
    _check_head(file, years)
    stated: dict[tuple[str, ...], int] = {}
    for row, cells in file.rows:
        _check_region(cells, f"{path}, row {row}")
        said = {name: cells[name] for name in file.columns if name not in (*years, *_OF_THE_TABLE)}
        for year in years:
            if cells[year]:
                where = f"{path}, row {row}, column {year}"
                _check_once(said | {"year": year}, row, stated, where)
                yield validated(Figure, said | _cell(cells, row, year), where)


def _check_head(file: CsvFile, years: tuple[str, ...]) -> None:
    check_columns(file, REQUIRED_COLUMNS, (set(Figure.model_fields) - WHERE - _OF_A_CELL)
                  | _OF_THE_TABLE | set(years))  # fmt: skip
    where = f"{file.path}, row 1"
    if not years:
        raise SourceError(
            "no column is headed by a year.", where=where, remedy="Add a column such as 2020."
        )
    if twice := {year for year in years if years.count(year) > 1}:
        raise SourceError(
            f"two columns are headed {min(twice)}.", where=where, remedy="Delete one of the two."
        )


def _check_region(cells: dict[str, str], where: str) -> None:
    """A row that slipped against the printed one has another region's name beside its code."""
    try:
        name = region(cells["region_code"]).name
    except UnknownRegion as error:
        raise SourceError(error.problem, where=where, remedy=error.remedy) from error
    if cells["region"] != name:
        raise SourceError(
            f"{cells['region_code']} is {name}, not {cells['region']}.",
            where=where,
            remedy="Check code and name against the printed row.",
        )


def _cell(cells: dict[str, str], row: int, year: str) -> dict[str, object]:
    return {
        "row": row,
        "column": year,
        "year": year,
        "value": _with_unit(cells[year], cells["unit"]),
        "place": f"{cells['place']} / {cells['region']} / {year}年",
    }


def _with_unit(cell: str, unit: str) -> str:
    """What the table prints once for all its cells, put to a number; a dash has no unit."""
    return cell + unit if cell[-1].isdigit() else cell


def _check_once(
    said: dict[str, str], row: int, stated: dict[tuple[str, ...], int], where: str
) -> None:
    """What a row says of a year, no other row says; a note makes no difference."""
    first = stated.setdefault(tuple(said[name] for name in said if name != "note"), row)
    if first != row:
        raise SourceError(
            f"the same is stated in row {first}.",
            where=where,
            remedy="Leave one of the two cells empty.",
        )
