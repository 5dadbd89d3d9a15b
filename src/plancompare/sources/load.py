"""Reading source folders, with an error that a person can act on for whatever may be wrong."""

import csv
import io
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plancompare.errors import PlancompareError, SourceError
from plancompare.sources.model import Correction, Figure, Measure, Source, SourceMeta

REQUIRED_COLUMNS: dict[type[BaseModel], tuple[str, ...]] = {
    Figure: ("label", "value", "year", "role", "nature", "place"),
    Measure: ("place", "theme", "lead_agencies", "supporting_agencies", "count", "unit", "year"),
}
_Model = TypeVar("_Model", bound=BaseModel)


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
        folder: A folder with `source.toml` and `figures.csv`.

    Returns:
        The source.

    Raises:
        SourceError: If a file is missing or holds what it should not; names file, row, remedy.
    """
    for name in ("source.toml", "figures.csv"):
        if not (folder / name).is_file():
            raise SourceError(
                f"{name} is missing.",
                where=str(folder),
                remedy="A source folder holds source.toml and figures.csv; see data/raw/README.md.",
            )
    return Source(
        id=folder.name,
        folder=folder,
        meta=_read_meta(folder / "source.toml"),
        figures=tuple(_read_rows(Figure, folder / "figures.csv")),
        corrections=tuple(_read_corrections(folder / "corrections.toml")),
        measures=tuple(_read_measures(folder / "measures.csv")),
    )


def _read_meta(path: Path) -> SourceMeta:
    return _validated(SourceMeta, _read_toml(path), str(path))


def _read_corrections(path: Path) -> list[Correction]:
    if not path.is_file():
        return []
    entries = _read_toml(path).get("correction", [])
    return [
        _validated(Correction, entry, f"{path}, entry {n}") for n, entry in enumerate(entries, 1)
    ]


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read_utf8(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            f"not valid TOML: {error}.", where=str(path), remedy="Mend that line."
        ) from error


def _read_utf8(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(
            "the text is not UTF-8.",
            where=f"{path}, row {line}",
            remedy="Save it as UTF-8 (in Excel or WPS: “CSV UTF-8”).",
        ) from error


def _read_measures(path: Path) -> Iterator[Measure]:
    return _read_rows(Measure, path) if path.is_file() else iter(())


def _read_rows(model: type[_Model], path: Path) -> Iterator[_Model]:
    reader = csv.DictReader(io.StringIO(_read_utf8(path), newline=""), strict=True)
    _check_columns(model, reader.fieldnames or (), path)
    seen: dict[tuple[str, ...], int] = {}
    for cells in _rows(reader, path):
        where = f"{path}, row {reader.line_num}"
        if None in cells or None in cells.values():
            raise SourceError(
                f"the row does not have {len(reader.fieldnames or ())} cells.",
                where=where,
                remedy="Put cells that hold a comma in double quotes.",
            )
        key = tuple(cells.values())
        if key in seen:
            raise SourceError(
                f"the row is the same as row {seen[key]}.",
                where=where,
                remedy="Delete one of the two.",
            )
        seen[key] = reader.line_num
        yield _validated(model, cells | {"row": reader.line_num}, where)


def _rows(reader: "csv.DictReader[str]", path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise SourceError(
            f"not valid CSV: {error}.",
            where=f"{path}, row {reader.line_num}",
            remedy="Check the double quotes of that row.",
        ) from error


def _check_columns(model: type[BaseModel], columns: Sequence[str], path: Path) -> None:
    known = set(model.model_fields) - {"row"}
    required = REQUIRED_COLUMNS[model]
    for column in required:
        if column not in columns:
            raise SourceError(
                f"the column “{column}” is missing.",
                where=f"{path}, row 1",
                remedy=f"The first row must name {','.join(required)}.",
            )
    if unknown := [column for column in columns if column not in known]:
        raise SourceError(
            f"the column “{unknown[0]}” is not known.",
            where=f"{path}, row 1",
            remedy=f"Known are {', '.join(sorted(known))}.",
        )


def _validated(model: type[_Model], content: dict[str, Any], where: str) -> _Model:
    """The model's instance; the first thing wrong with the content as one clear line."""
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
