"""The dataset as a Frictionless Data Package, for tools that know nothing of this program.

The standard: https://datapackage.org/standard/data-package/ and its Data Resource and Table Schema.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from plancompare.dataset.manifest import hash_file
from plancompare.dataset.schema import Field, TableSchema, schemas
from plancompare.domain.vocabulary import meaning

Form = Literal["parquet", "csv"]
Descriptor = dict[str, object]

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_MEDIA_TYPES = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}
_TITLE = "Indicators of Chinese regional health plans · 区域卫生健康规划指标"
_DESCRIPTION = (
    "What plans, communiqués and reference tables state about health indicators of Chinese "
    "regions: actual values and targets, each with its source, row and place. "
    "规划、公报和参考资料所载的区域卫生健康指标：现状值与目标值，逐条注明来源、行号与位置。"
)


def data_package(folder: Path, form: Form, manifest: Mapping[str, object]) -> Descriptor:
    """The descriptor of a folder that holds every table of the dataset.

    Args:
        folder: Where the files stand, `<table>.parquet` or `<table>.csv`.
        form: The files' format.
        manifest: The manifest of the build that they come from.

    Returns:
        What belongs in the folder's `datapackage.json`.
    """
    return {
        "name": "plancompare",
        "title": _TITLE,
        "description": _DESCRIPTION,
        "version": str(manifest["dataset"])[:16],
        "created": manifest["built"],
        "resources": [_resource(table, folder, form) for table in schemas().values()],
    }


def _resource(table: TableSchema, folder: Path, form: Form) -> Descriptor:
    file = folder / f"{table.name}.{form}"
    # frictionless counts the bytes of text alone, and refuses a Parquet file that says its own
    of_text = {"encoding": "utf-8", "bytes": file.stat().st_size} if form == "csv" else {}
    return {
        "name": table.name,
        "type": "table",
        "title": f"{table.title_en} · {table.title_zh}",
        "path": file.name,
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        **of_text,
        "hash": f"sha256:{hash_file(file)}",
        "schema": _table_schema(table),
    }


def _table_schema(table: TableSchema) -> Descriptor:
    keys = [field.name for field in table.fields if field.key]
    described: Descriptor = {
        "fields": [_field(table.name, field) for field in table.fields],
        "missingValues": [""],
        "foreignKeys": _foreign_keys(table),
    }
    return described | ({"primaryKey": keys} if keys else {})


def _field(table: str, field: Field) -> Descriptor:
    described: Descriptor = {
        "name": field.name,
        "title": field.name.replace("_", " ").capitalize(),
        "type": _TYPES[field.type],
        "description": f"{field.description_en} · {field.description_zh}",
    }
    if field.unit_en:
        described["unit"] = f"{field.unit_en} · {field.unit_zh}"
    if field.allowed:
        described["categories"] = [
            {"value": value, "label": meaning(table, field.name, value, "en")}
            for value in field.allowed
        ]
    constraints: Descriptor = {"required": True} if field.required else {}
    if field.key:
        constraints["unique"] = True
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    return described | ({"constraints": constraints} if constraints else {})


def _foreign_keys(table: TableSchema) -> list[Descriptor]:
    """A column named like the key of another table refers to it."""
    keys = {
        field.name: other.name
        for other in schemas().values()
        for field in other.fields
        if field.key and other is not table
    }
    return [
        {"fields": [name], "reference": {"resource": keys[name], "fields": [name]}}
        for name in table.columns
        if name in keys
    ]
