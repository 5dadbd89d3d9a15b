"""Files that are there whole, and stay when the power goes."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from plancompare.errors import UsageError


def settle(path: Path) -> None:
    """Have a file, or a folder's list of files, written to the disk itself.

    Args:
        path: The file or folder.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settle_all(folder: Path) -> None:
    """Have a folder written to the disk, with the files in it.

    Args:
        folder: A folder of files.
    """
    for path in folder.iterdir():
        settle(path)
    settle(folder)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that readers see the old one or the new one, and nothing between.

    Args:
        path: The file.
        text: All that it is to hold.
    """
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    settle(path.parent)


@contextlib.contextmanager
def told_if_unwritable(path: Path) -> Iterator[None]:
    """Make a clear error of it if a file cannot be written where a user named it.

    Args:
        path: The place that was named.

    Raises:
        UsageError: Instead of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror or error}.",
            where=str(path),
            remedy="Close it if a spreadsheet has it open, make room, or choose another place.",
        ) from error
