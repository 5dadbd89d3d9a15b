"""The words of plan language."""

from typing import Any

from plancompare.owndata import toml_beside


def words() -> dict[str, Any]:
    """The content of `words.toml`."""
    return toml_beside(__file__, "words.toml")
