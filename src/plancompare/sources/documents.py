"""The original documents of sources, found by their hash."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from plancompare.errors import UsageError
from plancompare.sources.model import Source

Documents = Mapping[str, Path]
"""Paths by the SHA-256 of their content."""


def hash_documents(folder: Path) -> Documents:
    """Find every file below a folder by the hash of its content.

    Args:
        folder: A folder of documents.

    Returns:
        Paths by SHA-256.

    Raises:
        UsageError: If there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(
            "there is no such folder.", where=str(folder), remedy="Name one with --documents."
        )
    return _by_hash(sorted(path for path in folder.rglob("*") if path.is_file()))


def find_document(source: Source, documents: Documents) -> Path | None:
    """The document that a source's figures were read in.

    Args:
        source: The source.
        documents: Documents by hash.

    Returns:
        The original in the source's own folder if it is there, else the one with its hash, else
        None.
    """
    if source.meta.document is None:
        return None
    own = _by_hash(sorted(source.folder.glob("original.*")))
    return (own | dict(documents)).get(source.meta.document.sha256)


def _by_hash(paths: Iterable[Path]) -> dict[str, Path]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}
