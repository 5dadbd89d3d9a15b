"""The data dictionary: every column of every table, in both languages, from the field registry."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import pandas as pd

from plancompare.dataset.schema import Field, schemas

Lang = Literal["zh", "en"]


def dictionary() -> pd.DataFrame:
    """The data dictionary.

    Returns:
        A row for each column of each table: `table`, `table_zh`, `table_en`, `column`, `type`,
        `required`, `key`, and in Chinese and English its description, its unit (empty where a
        number has none), and the values of a closed vocabulary with what each means, one a line.
    """
    rows = [
        {
            "table": table.name,
            "table_zh": table.title_zh,
            "table_en": table.title_en,
            "column": field.name,
            "type": field.type,
            "required": field.required,
            "key": field.key,
            "description_zh": field.description_zh,
            "description_en": field.description_en,
            "unit_zh": field.unit_zh,
            "unit_en": field.unit_en,
            "values_zh": _listed(table.name, field, "zh"),
            "values_en": _listed(table.name, field, "en"),
        }
        for table in schemas().values()
        for field in table.fields
    ]
    return pd.DataFrame(rows)


def meaning(table: str, column: str, value: str, lang: Lang) -> str:
    """What a value of a closed vocabulary means.

    Args:
        table: A table of the dataset.
        column: A column of it that has a closed vocabulary.
        value: One of its values.
        lang: `zh` or `en`.

    Returns:
        Some words, e.g. `per 1,000` for the unit `per_1000`.
    """
    last_word = column.rpartition("_")[2]  # standard_bound is a bound
    for name in (f"{table}.{column}", column, last_word):
        if name in _vocabulary():
            return _vocabulary()[name][value][lang]
    raise KeyError(f"{table}.{column}")


def _listed(table: str, field: Field, lang: Lang) -> str:
    lines = (f"{value}: {meaning(table, field.name, value, lang)}" for value in field.allowed)
    return "\n".join(lines)


@cache
def _vocabulary() -> dict[str, dict[str, dict[str, str]]]:
    text = (files(__package__) / "vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
