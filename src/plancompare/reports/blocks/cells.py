"""A notebook's cells by their tags: which set its parameters."""

from collections.abc import Mapping
from typing import Any

PARAMETERS_TAG, INJECTED_TAG = "parameters", "injected-parameters"
YOURS_TAG = "yours"  # for whoever opens the notebook to change; no part of the report


def tags(cell: Mapping[str, Any]) -> list[str]:
    """Return a cell's tags."""
    found: list[str] = cell.get("metadata", {}).get("tags", [])
    return found
