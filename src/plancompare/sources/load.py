"""Reading source folders, with an error that a person can act on for whatever may be wrong."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from plancompare.errors import SourceError, plain_line
from plancompare.sources.csvfile import read_text, refuse_hidden
from plancompare.sources.model import WHERE, Correction, Figure, Measure, Source, SourceMeta
from plancompare.sources.rows import check_columns, read_csv, validated
from plancompare.sources.table import read_table

REQUIRED_COLUMNS: dict[type[BaseModel], tuple[str, ...]] = {
    Figure: ("label", "value", "year", "role", "nature", "place"),
    Measure: ("place", "theme", "lead_agencies", "supporting_agencies", "count", "unit", "year"),
}
_Model = TypeVar("_Model", bound=BaseModel)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_DOTS = 100
_LONGEST_NAME = 100  # bytes: with what is put before and after it, no system's names are longer


def find_sources(raw: Path) -> list[Path]:
    """The source folders below a folder, by name.

    Args:
        raw: Usually `data/raw`.

    Returns:
        Every folder in it whose name does not begin with a dot.

    Raises:
        SourceError: If there is no such folder, or none in it.
    """
    if not raw.is_dir():
        raise SourceError("there is no such folder.", where=str(raw), remedy="Name one with --raw.")
    folders = sorted(each for each in raw.iterdir() if each.is_dir() and each.name[0] != ".")
    if not folders:
        raise SourceError(
            "the folder holds no sources.",
            where=str(raw),
            remedy="`plancompare ingest FILE` makes one.",
        )
    return folders


def load_source(folder: Path) -> Source:
    """Read a source folder.

    Args:
        folder: A folder with `source.toml`, and `figures.csv`, `table.csv` or both.

    Returns:
        The source; the cells of its table follow the rows of its figures.

    Raises:
        SourceError: If a file is missing or holds what it should not; names file, row, remedy.
    """
    check_name(folder.name)
    _check_complete(folder)
    return Source(
        id=folder.name,
        folder=folder,
        meta=_read_meta(folder / "source.toml"),
        figures=(*_read_figures(folder / "figures.csv"), *_read_cells(folder / "table.csv")),
        corrections=tuple(_read_corrections(folder / "corrections.toml")),
        measures=tuple(_read_measures(folder / "measures.csv")),
    )


def check_name(name: str) -> None:
    """Refuse a folder's name that could not be part of other names.

    Args:
        name: The name of a source folder; empty for one that is to be made of what is in it.

    Raises:
        SourceError: If it is too long, leads elsewhere, or holds what cannot be seen.
    """
    ways = {"/", "\\", "\0"} & set(name) or name.startswith(".")
    if ways or name != plain_line(name) or len(os.fsencode(name)) > _LONGEST_NAME:
        raise SourceError(
            "will not do as the name of a source folder.",
            where=name[:60],
            remedy=f"Take a name of no more than {_LONGEST_NAME} bytes (33 Chinese characters), "
            "without slashes, that does not begin with a dot.",
        )


def _check_complete(folder: Path) -> None:
    for names in (("source.toml",), ("figures.csv", "table.csv")):
        if not any((folder / name).is_file() for name in names):
            raise SourceError(
                f"{names[0]} is missing.",
                where=str(folder),
                remedy="A source folder holds source.toml, and figures.csv or table.csv; "
                "see data/raw/README.md.",
            )


def _read_figures(path: Path) -> Iterator[Figure]:
    return _read_rows(Figure, path) if path.is_file() else iter(())


def _read_cells(path: Path) -> Iterator[Figure]:
    return read_table(path) if path.is_file() else iter(())


def _read_meta(path: Path) -> SourceMeta:
    return validated(SourceMeta, _read_toml(path), str(path))


def _read_corrections(path: Path) -> list[Correction]:
    if not path.is_file():
        return []
    content = _read_toml(path)
    entries = content.pop("correction", [])
    if content or not isinstance(entries, list):
        raise SourceError(
            f"“{next(iter(content), 'correction')}” is not known here.",
            where=str(path),
            remedy="Each correction begins with a line [[correction]].",
        )
    return [
        validated(Correction, entry, f"{path}, entry {n}") for n, entry in enumerate(entries, 1)
    ]


def _read_toml(path: Path) -> dict[str, Any]:
    text = read_text(path)
    for number, line in enumerate(text.split("\n"), 1):
        refuse_hidden(line.rstrip("\r"), f"{path}, row {number}")
        if _QUOTED.sub("", line).count(".") > _MOST_DOTS:  # each costs more than the one before
            raise SourceError(
                "a key of too many parts.", where=f"{path}, row {number}", remedy="Mend that line."
            )
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = str(error) if isinstance(error, ValueError) else "it is nested too deep"
        raise SourceError(
            f"not valid TOML: {problem}.", where=str(path), remedy="Mend that line."
        ) from error


def _read_measures(path: Path) -> Iterator[Measure]:
    return _read_rows(Measure, path) if path.is_file() else iter(())


def _read_rows(model: type[_Model], path: Path) -> Iterator[_Model]:
    file = read_csv(path)
    check_columns(file, REQUIRED_COLUMNS[model], set(model.model_fields) - WHERE)
    seen: dict[tuple[str, ...], int] = {}
    for row, cells in file.rows:
        where = f"{path}, row {row}"
        first = seen.setdefault(tuple(cells.values()), row)
        if first != row:
            raise SourceError(
                f"the row is the same as row {first}.",
                where=where,
                remedy="Delete one of the two.",
            )
        yield validated(model, cells | {"row": row}, where)
