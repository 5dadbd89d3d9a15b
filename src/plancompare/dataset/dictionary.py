"""The data dictionary: every column of every table, in both languages, from the field registry."""

import pandas as pd

from plancompare.dataset.schema import Field, schemas
from plancompare.domain.languages import Lang
from plancompare.domain.vocabulary import meaning


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


def _listed(table: str, field: Field, lang: Lang) -> str:
    lines = (f"{value}: {meaning(table, field.name, value, lang)}" for value in field.allowed)
    return "\n".join(lines)
