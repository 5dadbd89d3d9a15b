"""What can be wrong with a document before a word of it is understood."""

from collections.abc import Iterator
from contextlib import contextmanager

from plancompare.errors import DocumentError
from plancompare.guard.limits import limits, more


class EmptyDocument(DocumentError):
    """The file holds nothing that can be read."""


class UnknownFormat(DocumentError):
    """The file is none of the formats that are read."""


class LegacyFormat(DocumentError):
    """An old binary document of Word or WPS."""


class UnknownEncoding(DocumentError):
    """The bytes of a text file are no text in any encoding that plans are written in."""


class DocumentTooLarge(DocumentError):
    """Reading the file would take more memory than is reasonable."""


class DamagedDocument(DocumentError):
    """The file has the marks of its format and cannot be opened."""


class ProtectedDocument(DocumentError):
    """The file wants a password."""


class ScannedDocument(DocumentError):
    """A PDF of pictures, without text."""


class UnreadableFile(DocumentError):
    """There is no such file, or it may not be opened."""


def refuse_more(count: int, what: str, where: str, remedy: str = "Split it") -> None:
    """Refuse what has more of something than is read.

    Args:
        count: How many it has.
        what: Of what: the name of the limit.
        where: The file's name.
        remedy: What to do, other than to allow more.

    Raises:
        DocumentTooLarge: If that is more than the limit.
    """
    most: int = getattr(limits(), what)
    if count > most:
        problem = f"too many {what}: no more than {most:,} are read."
        raise DocumentTooLarge(problem, where=where, remedy=f"{remedy}, {more(what)}.")


@contextmanager
def refusing_damage(problem: str, where: str, remedy: str) -> Iterator[None]:
    """Make a clear error of whatever a library stumbles over in a malformed file.

    Args:
        problem: What is wrong.
        where: The file's name.
        remedy: What to do.

    Raises:
        DamagedDocument: From the library's own error, which `--debug` shows.
    """
    try:
        yield
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        raise DamagedDocument(problem, where=where, remedy=remedy) from error
