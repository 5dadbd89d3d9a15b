"""Who may write to a folder, and who still reads what is in it.

The operating system keeps these locks, and ends them with the process that holds them: however a
run is killed, none stays behind.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from plancompare.errors import BusyError


@contextlib.contextmanager
def alone(folder: Path, name: str, *, problem: str) -> Iterator[None]:
    """Keep others out of a folder; there is nothing left of the lock afterwards.

    Args:
        folder: The folder; made where it is missing.
        name: The lock's file in it. One that a killed run left is taken over.
        problem: What to tell the one who comes second.

    Raises:
        BusyError: Another process holds the lock.
    """
    is_new = not folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    descriptor = _taken(path)
    if descriptor is None:
        raise BusyError(problem, where=str(folder), remedy="Wait for it, or stop it.")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()  # before the lock is given up: whoever holds it then holds a new file
        os.close(descriptor)
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()  # nothing came of it


def _taken(path: Path) -> int | None:
    """A lock on the file of this name; None where another holds it."""
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if _is_file(descriptor, path):
            return descriptor
        os.close(descriptor)  # its last holder has removed it meanwhile


def _is_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


class Lease:
    """Tells that a folder is being read, for as long as the object lives.

    Attributes:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._descriptor: int | None = None
        with contextlib.suppress(OSError):  # without locks on its disk, or descriptors: no lease
            self._descriptor = os.open(folder, os.O_RDONLY)
            fcntl.flock(self._descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def __reduce__(self) -> tuple[object, ...]:
        """Take out a lease of its own in another process."""
        return Lease, (self.folder,)

    def __del__(self) -> None:
        """End the lease."""
        if self._descriptor is not None:
            os.close(self._descriptor)


@contextlib.contextmanager
def unread(folder: Path) -> Iterator[bool]:
    """Whether nobody has a lease on a folder; while this is open nobody gets one.

    Args:
        folder: The folder.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)
