"""The catalogue's files, read and checked entry by entry."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plancompare.catalogue.catalogue import Catalogue
from plancompare.catalogue.model import (
    Domain,
    Indicator,
    LeftOut,
    PairedLabel,
    Ratio,
    SeriesBreak,
    Sought,
)
from plancompare.errors import CatalogueError

_UNIQUE = ("id", "name_zh", "name_en")
Entry = TypeVar("Entry", bound=BaseModel)


@dataclass(frozen=True)
class _Row:
    """An entry as it is written, and where."""

    kind: str
    fields: dict[str, Any]
    where: str


@cache
def catalogue() -> Catalogue:
    """The package's own catalogue.

    Raises:
        CatalogueError: An entry is not as docs/catalogue-format.md has it, or is there twice.
    """
    return load_catalogue(files(__package__))


def load_catalogue(folder: Traversable) -> Catalogue:
    """The catalogue of a folder.

    Args:
        folder: It holds `indicators/*.toml`, `domains.toml`, `ratios.toml`, `breaks.toml`,
            `definitions_sought.toml` and `unmatched_on_purpose.toml`.

    Raises:
        CatalogueError: An entry is not as docs/catalogue-format.md has it, or is there twice.
    """
    tables = sorted((folder / "indicators").iterdir(), key=lambda table: table.name)
    rows = [row for table in tables for row in _rows(table, "indicator", "paired_label")]
    _refuse_the_same(rows)
    chapters, ratios = folder / "domains.toml", _rows(folder / "ratios.toml", "ratio")
    left_out = _rows(folder / "unmatched_on_purpose.toml", "unmatched")
    return Catalogue(
        {each.id: each for each in _entries(Domain, _rows(chapters, "domain"))},
        {each.id: each for each in _entries(Indicator, rows, "indicator")},
        tuple(_entries(PairedLabel, rows, "paired_label")),
        tuple(_entries(LeftOut, left_out)),
        tuple(_content(chapters)["flagships"]),
        tuple(_entries(Ratio, ratios)),
        tuple(_entries(SeriesBreak, _rows(folder / "breaks.toml", "break"))),
        tuple(_entries(Sought, _rows(folder / "definitions_sought.toml", "sought"))),
    )


def _content(table: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(table.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"this is not TOML: {error}.", where=table.name) from None


def _rows(table: Traversable, *kinds: str) -> list[_Row]:
    """The entries of a file; besides them it holds at most the list of flagships."""
    rows = []
    for kind, entries in _content(table).items():
        if kind in kinds:
            rows += [_row(table, kind, *each) for each in enumerate(entries, start=1)]
        elif kind != "flagships":
            raise CatalogueError(
                f"“{kind}” is no kind of entry.",
                where=table.name,
                remedy=f"Write {' or '.join(f'[[{each}]]' for each in kinds)}.",
            )
    return rows


def _row(table: Traversable, kind: str, number: int, fields: dict[str, Any]) -> _Row:
    return _Row(kind, fields, f"{table.name}, [[{kind}]] {fields.get('id', number)}")


def _entries(model: type[Entry], rows: list[_Row], kind: str = "") -> Iterator[Entry]:
    for row in rows:
        if kind in ("", row.kind):
            yield _entry(model, row)


def _entry(model: type[Entry], row: _Row) -> Entry:
    try:
        return model.model_validate(row.fields)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CatalogueError(
            f"{key or 'the entry'}: {first['msg']}.",
            where=row.where,
            remedy="docs/catalogue-format.md has the keys.",
        ) from None


def _refuse_the_same(rows: list[_Row]) -> None:
    """No two indicators share an id or a name: the second would take the first one's place."""
    seen: dict[tuple[str, str], str] = {}
    for row in (each for each in rows if each.kind == "indicator"):
        for key in _UNIQUE:
            mine = (key, str(row.fields.get(key, "")))
            if mine in seen:
                raise CatalogueError(
                    f"{key} “{mine[1]}” is that of another entry too: {seen[mine]}.",
                    where=row.where,
                    remedy="Give one of them another, or make one entry of them.",
                )
            seen[mine] = row.where
