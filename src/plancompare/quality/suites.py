"""The expectations, from the field registry and the catalogue: neither is stated twice."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from plancompare.catalogue import Indicator, catalogue
from plancompare.dataset.schema import Field, TableSchema
from plancompare.owndata import toml_beside
from plancompare.quality.relations import asked

COMPARISONS = "comparisons"
"""The rows held against each other, which are judged and not published."""

# where a failing row can be found again
IDENTIFIERS = {
    "observations": ["indicator_id", "source_id", "figure_row", "figure_column", "value_printed"],
    "sources": ["source_id"],
    "regions": ["region_code"],
    "indicators": ["indicator_id"],
    "gaps": ["region_code", "indicator_id", "source_id", "target_year"],
    "unmatched": ["source_id", "figure_row", "figure_column"],
    "findings": ["finding_id"],
    COMPARISONS: ["en"],
    "measures": ["measure_id"],
    "responsibilities": ["measure_id", "agency_printed"],
    "themes": ["theme_id"],
}
_NAMESPACE = uuid.UUID("6f1d2f3e-9a0b-5c4d-8e7f-3b2a1c0d9e8f")
FIRST_YEAR, LAST_YEAR = 1949, 2100
_COLUMN_ARGUMENTS = ("column", "column_A", "column_B")


Cells = dict[str, "pd.Series[Any]"]
"""Columns by their names, all with the same rows: a table without what a table costs."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation, as Great Expectations names it.

    Attributes:
        type: In snake case, e.g. `expect_column_values_to_be_unique`.
        kwargs: Its arguments.
        subject: The column, columns or indicator it is about.
        why: What it says, for a reader, in English.
        why_zh: The same in Chinese.
        blocking: Whether what fails it refuses the build; else it is listed.
        told: The column that says what a failing row is, where that depends on more than the
            columns judged.
    """

    type: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    why: str = ""
    why_zh: str = ""
    blocking: bool = True
    told: str = ""

    def as_json(self, table: str) -> dict[str, Any]:
        """In Great Expectations' own form, with an id that stays the same."""
        content = {"type": self.type, "kwargs": self.kwargs, "meta": self.meta}
        name = f"{table}:{json.dumps(content, sort_keys=True, ensure_ascii=False)}"
        return {"id": str(uuid.uuid5(_NAMESPACE, name))} | content

    def judged(self, table: pd.DataFrame) -> Cells:
        """The cells that it judges: the columns that it names, and the rows of its condition."""
        cells = {name: table[name] for name in self.columns or table.columns}
        if not self.is_conditional:
            return cells
        meets = table[self.condition_column].isin(self.condition)
        return {name: column[meets] for name, column in cells.items()}

    @property
    def condition(self) -> list[str]:
        """The values that meet its condition."""
        return list(self.kwargs["row_condition"]["parameter"])

    @property
    def columns(self) -> list[str]:
        """The columns that it names, without that of its condition."""
        named = [self.kwargs[name] for name in self.column_arguments]
        return named + ([self.told] if self.told else [])

    @property
    def column_arguments(self) -> list[str]:
        """Those of its arguments that name the columns it judges."""
        return [name for name in _COLUMN_ARGUMENTS if name in self.kwargs]

    @property
    def condition_column(self) -> str:
        """The column of its condition."""
        return str(self.kwargs["row_condition"]["column"]["name"])

    @property
    def is_conditional(self) -> bool:
        """Whether it judges only the rows that meet a condition."""
        return "row_condition" in self.kwargs

    @property
    def meta(self) -> dict[str, str]:
        """What the reader is told."""
        said = {"subject": self.subject, "why": self.why, "why_zh": self.why_zh}
        return said if self.blocking else said | {"severity": "flag"}


def suite(table: TableSchema) -> list[Expectation]:
    """Everything that a table must hold.

    Args:
        table: Its schema.

    Returns:
        The expectations, in a stable order.
    """
    expectations = [_columns(table)]
    for each in table.fields:
        expectations.extend(_field(each))
    if table.name == "observations":
        expectations.extend(_observations())
    return expectations


def comparison_suite() -> list[Expectation]:
    """What must hold between rows, an expectation for each check: found is no more than allowed.

    A check that refuses the build and one that only flags are two: `name/refuses`, `name/flags`.
    """
    return [
        Expectation(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {
                "column_A": "limit",
                "column_B": "found",
                "or_equal": True,
                "row_condition": _is_in("judged", [f"{name}/{verdict}"]),
            },
            f"{name}/{verdict}",
            said["en"],
            said["zh"],
            blocking=verdict == "refuses",
            told="en",
        )
        for name, said in asked().items()
        for verdict in ("refuses", "flags")
    ]


def _is_in(column: str, values: list[str]) -> dict[str, Any]:
    """Great Expectations' form of a condition on rows."""
    return {
        "type": "comparison",
        "column": {"name": column},
        "operator": "IN",
        "parameter": values,
    }


def _expectation(
    kind: str, arguments: dict[str, Any], subject: str, said: str, **filled: object
) -> Expectation:
    """An expectation that says what `wording.toml` has under a name."""
    why = {lang: text.format(**filled) for lang, text in _wording()[said].items()}
    return Expectation(f"expect_{kind}", arguments, subject, why["en"], why["zh"])


def _wording() -> dict[str, dict[str, str]]:
    return toml_beside(__file__, "wording.toml")


def _columns(table: TableSchema) -> Expectation:
    kind = "table_columns_to_match_ordered_list"
    return _expectation(kind, {"column_list": table.columns}, "columns", "columns")


def _field(column: Field) -> Iterator[Expectation]:
    """What a column must hold: by what the registry says of it, and by its name."""
    name = column.name

    def values(kind: str, said: str, filled: Mapping[str, object], **other: object) -> Expectation:
        arguments = {"column": name} | other
        return _expectation(f"column_values_to_{kind}", arguments, name, said, name=name, **filled)

    if column.required:
        yield values("not_be_null", "required", {})
    if column.key:
        yield values("be_unique", "key", {})
    if column.allowed:
        words = list(column.allowed) if column.required else ["", *column.allowed]
        yield values("be_in_set", "allowed", {"words": ", ".join(column.allowed)}, value_set=words)
    if name == "region_code":
        yield values("match_regex", "region_code", {}, regex=r"^\d{6}$")
    if name.endswith("year") and column.type == "int":
        ends = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR}
        yield values("be_between", "year", {"first": FIRST_YEAR, "last": LAST_YEAR}, **ends)


def _observations() -> Iterator[Expectation]:
    entries = catalogue()
    known = {"column": "indicator_id", "value_set": sorted(entries)}
    yield _expectation("column_values_to_be_in_set", known, "catalogue", "catalogue")
    yield _expectation(
        "column_pair_values_a_to_be_greater_than_b",
        {
            "column_A": "value_upper",
            "column_B": "value",
            "ignore_row_if": "either_value_is_missing",
        },
        "value_upper",
        "value_upper",
    )
    by_range: dict[tuple[float, float], list[Indicator]] = defaultdict(list)
    for entry in sorted(entries.values(), key=lambda each: each.id):
        by_range[entry.minimum, entry.maximum].append(entry)
    for (minimum, maximum), judged in sorted(by_range.items()):
        yield _range(minimum, maximum, judged)


def _range(minimum: float, maximum: float, judged: list[Indicator]) -> Expectation:
    """Indicators of one range are judged together: each expectation costs a pass over the table."""
    ids = [entry.id for entry in judged]
    return _expectation(
        "column_values_to_be_between",
        {
            "column": "value",
            "min_value": minimum,
            "max_value": maximum,
            "row_condition": _is_in("indicator_id", ids),
        },
        " ".join(ids),
        "range",
        minimum=minimum,
        maximum=maximum,
        ids=_some(ids),
        names=_some([entry.name_zh for entry in judged]),
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} + {len(names) - 3}"


def export_suites(schemas: dict[str, TableSchema], folder: Path) -> list[Path]:
    """Write every suite as JSON; the same registry and catalogue give the same bytes.

    Args:
        schemas: The tables' schemas by name.
        folder: Usually `expectations/`.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    titled = {
        name: ({"title": table.title_en, "title_zh": table.title_zh}, suite(table))
        for name, table in schemas.items()
    }
    about = {"title": "Rows held against each other", "title_zh": "行与行之间的核查"}
    titled[COMPARISONS] = (about, comparison_suite())
    written = []
    for name, (meta, expectations) in sorted(titled.items()):
        content = {
            "name": name,
            "meta": meta,
            "expectations": [each.as_json(name) for each in expectations],
        }
        path = folder / f"{name}.json"
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
        written.append(path)
    return written
