"""Where reports are kept: a folder of this machine, or any that fsspec reaches."""

import contextlib
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from plancompare.errors import ReportError


class OutputError(ReportError):
    """The folder of reports cannot be written: the disk is full, or it is not ours to write."""


class Folder:
    """A folder whose files are each written whole or not at all.

    Attributes:
        url: A path, or an fsspec URL such as `s3://bucket/reports`.
    """

    def __init__(self, url: str | Path) -> None:
        self.url = str(url)
        self._files, path = fsspec.url_to_fs(self.url)
        self._path = path.rstrip("/")

    @property
    def local(self) -> Path | None:
        """The folder on this machine, if it is."""
        return Path(self._path) if isinstance(self._files, LocalFileSystem) else None

    def where(self, name: str) -> str:
        """Return the path or URL of a file or folder in it."""
        return f"{self.url.rstrip('/')}/{name}"

    def sizes(self) -> dict[str, int]:
        """List all files below, by their names relative to the folder, with their bytes."""
        if not self._files.exists(self._path):
            return {}
        found = self._files.find(self._path, detail=True)
        return {path.removeprefix(f"{self._path}/"): info["size"] for path, info in found.items()}

    def read(self, name: str) -> bytes:
        """Read a file.

        Raises:
            FileNotFoundError: It is not there.
        """
        data: bytes = self._files.cat_file(f"{self._path}/{name}")
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write a file; whoever reads it meanwhile sees all of the old one or of the new.

        Raises:
            OutputError: It cannot be written; an old file of that name is left as it was.
        """
        path = f"{self._path}/{name}"
        try:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            if self.local is None:  # an object store shows no half-written objects
                self._files.pipe_file(path, data)
            else:
                _replace(Path(path), data)
            if (size := self._files.size(path)) != len(data):
                raise OSError(f"{size} of {len(data)} bytes were written")
        except OSError as error:
            reason = error.strerror or str(error)
            remedy = "Make room or name another folder, then run again to go on."
            raise OutputError(
                f"cannot be written ({reason}).", where=self.where(name), remedy=remedy
            ) from error

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._path}/{name}")


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
