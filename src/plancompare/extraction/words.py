"""The words of plan language."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The content of `words.toml`."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
