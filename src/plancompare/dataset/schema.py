"""The tables' schema, from the one registry of fields."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from plancompare.domain.vocabulary import vocabulary_of
from plancompare.owndata import toml_beside

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_PANDAS = {"str": "str", "int": "Int64", "float": "float64", "bool": "bool"}
_ARROW = {"str": "string", "int": "int64", "float": "float64", "bool": "bool"}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, type, meaning, and the values it may hold.

    Attributes:
        name: The column's name.
        type: `str`, `int`, `float` or `bool`.
        description_zh: What it means, in Chinese.
        description_en: What it means, in English.
        required: Whether it is never empty.
        key: Whether its values are unique.
        allowed: The values of a closed vocabulary; any value where empty.
        unit_zh: The unit of a number, in Chinese; empty for a year or a number without one.
        unit_en: The unit of a number, in English.
    """

    name: str
    type: str
    description_zh: str
    description_en: str
    required: bool = False
    key: bool = False
    allowed: tuple[str, ...] = ()
    unit_zh: str = ""
    unit_en: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: its name, title and columns in order."""

    name: str
    title_zh: str
    title_en: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> list[str]:
        """The names of its columns, in order."""
        return [field.name for field in self.fields]

    def arrow(self) -> "pa.Schema":
        """The Arrow schema, with each column's description in its metadata."""
        import pyarrow as pa  # noqa: PLC0415 (heavy)

        return pa.schema(
            [
                pa.field(
                    field.name,
                    pa.type_for_alias(_ARROW[field.type]),
                    nullable=not field.required,
                    metadata={
                        "description": field.description_en,
                        "description_zh": field.description_zh,
                    },
                )
                for field in self.fields
            ],
            metadata={"title": self.title_en, "title_zh": self.title_zh},
        )

    def frame(self, table: "pd.DataFrame") -> "pd.DataFrame":
        """A table brought into this schema.

        Args:
            table: With at least the schema's columns.

        Returns:
            The schema's columns in order, in their pandas types; missing text as empty text.
        """
        import pandas as pd  # noqa: PLC0415 (heavy)

        shaped = {}
        for field in self.fields:
            column = table[field.name]
            if field.type == "str":
                column = column.astype("object").where(column.notna(), "")
            shaped[field.name] = column.astype(pd.api.types.pandas_dtype(_PANDAS[field.type]))
        return pd.DataFrame(shaped, columns=self.columns).reset_index(drop=True)


def _field(table: str, entry: dict[str, Any]) -> Field:
    """A field as the registry has it; a closed one with the words of its vocabulary."""
    words = vocabulary_of(table, entry["name"]) if entry.get("closed") else ()
    given = {key: value for key, value in entry.items() if key != "closed"}
    return Field(**given | {"allowed": tuple(entry.get("allowed", words))})


def table_names() -> tuple[str, ...]:
    """The names of the tables of the dataset."""
    return tuple(_registry())


def _registry() -> dict[str, Any]:
    return toml_beside(__file__, "fields.toml")


@cache
def schemas() -> dict[str, TableSchema]:
    """The schema of every table of the dataset, by name."""
    return {
        name: TableSchema(
            name,
            table["title_zh"],
            table["title_en"],
            tuple(_field(name, field) for field in table["field"]),
        )
        for name, table in _registry().items()
    }
