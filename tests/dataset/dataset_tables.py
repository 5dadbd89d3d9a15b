"""Rows of the dataset's tables for tests; the plan that they come from is made up (虚构)."""

import pandas as pd

from plancompare.dataset.schema import Field, schemas


def rows(table: str, *given: dict) -> pd.DataFrame:
    """Rows of a table of the dataset; what is not given is empty."""
    blank = {field.name: _blank(field) for field in schemas()[table].fields}
    made = pd.DataFrame([blank | row for row in given], columns=list(blank))
    return schemas()[table].frame(made)


def _blank(field: Field) -> object:
    if field.type in ("int", "float") and not field.required:
        return None
    return {"str": "", "int": 0, "float": 0.0, "bool": False}[field.type]


def beds(year: int | None, value: float | None, **more: object) -> dict:
    """An observation of beds per 1,000 people."""
    return {
        "observation_id": f"beds/{year}/{value}",
        "source_id": "yunzhou-14fyp",
        "region_code": "510000",
        "indicator_id": "beds_per_1000",
        "year": year,
        "role": "actual",
        "value": value,
        "value_printed": f"{value}张",
        "bound": "exact",
        "unit": "per_1000",
        "comparability": "same",
        "label_printed": "每千人口床位数",
        "figure_row": 2,
        "method": "transcribed",
        "reliability": "official",
    } | more
