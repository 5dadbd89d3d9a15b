"""The wording tables that lie beside this code."""

from typing import Any

from plancompare.owndata import toml_beside


def load(name: str) -> dict[str, Any]:
    """Read one of this package's TOML tables.

    Args:
        name: The file's name, e.g. `words.toml`.

    Returns:
        Its content.
    """
    return toml_beside(__file__, name)
