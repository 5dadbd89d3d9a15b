"""The words of plan language, and the patterns made of them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The content of `words.toml`."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def any_of(terms: Iterable[str]) -> str:
    """A pattern that matches any of some words, the longest first.

    Args:
        terms: Plain words, no patterns.
    """
    return "|".join(re.escape(term) for term in sorted(set(terms), key=lambda t: (-len(t), t)))
