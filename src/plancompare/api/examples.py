"""A fictional plan to try things on."""

from pathlib import Path

from plancompare.api.shipped import shipped
from plancompare.errors import UsageError


def example(name: str = "plan.docx") -> Path:
    """A fictional health plan that comes with the package, in four formats.

    Example:
        >>> pc.example("plan.pdf").suffix
        '.pdf'

    Args:
        name: `plan.docx`, `plan.pdf`, `plan.html` or `plan.txt`.

    Returns:
        The file's path.

    Raises:
        UsageError: There is no such example.
    """
    folder = shipped("examples")
    if (folder / name).is_file() and Path(name).name == name:
        return folder / name
    known = ", ".join(sorted(path.name for path in folder.glob("plan.*")))
    raise UsageError(f"there is no example “{name}”.", remedy=f"There are {known}.")
