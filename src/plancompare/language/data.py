"""The wording tables that lie beside this code."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Read one of this package's TOML tables.

    Args:
        name: The file's name, e.g. `words.toml`.

    Returns:
        Its content.
    """
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
