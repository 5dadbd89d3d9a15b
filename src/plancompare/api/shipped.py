"""What comes with the package: in a wheel beside the code, in a clone at its top."""

from pathlib import Path

from plancompare.errors import MachineError

_PACKAGE = Path(__file__).parents[1]
_CLONE = {"raw": "data/raw", "notebooks": "notebooks", "examples": "examples/plan"}


def shipped(name: str) -> Path:
    """A folder that comes with the package.

    Args:
        name: `raw` (the sources), `notebooks` or `examples` (a fictional plan in four formats).

    Raises:
        MachineError: It is not there: the installation is not whole.
    """
    for folder in (_PACKAGE / "shipped" / name, _PACKAGE.parents[1] / _CLONE[name]):
        if folder.is_dir():
            return folder
    raise MachineError(
        f"plancompare's own folder “{name}” is missing.",
        where=str(_PACKAGE),
        remedy="Install the package again.",
    )


def beside(module: str, name: str) -> Path:
    """A file that lies beside a module."""
    return Path(module).with_name(name)
