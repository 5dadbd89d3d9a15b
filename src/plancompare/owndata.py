"""The data that lies as TOML beside the code that reads it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def toml_beside(module: str, name: str) -> dict[str, Any]:
    """A TOML file that lies beside a module, read once; nobody may change what it gives.

    Args:
        module: The module's `__file__`.
        name: The file, seen from the module's folder.
    """
    return tomllib.loads((Path(module).parent / name).read_text(encoding="utf-8"))
