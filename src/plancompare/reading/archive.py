"""Zip files, which most document formats are, opened in bounds."""

import io
import re
import zipfile

from plancompare.guard.limits import limits
from plancompare.reading.errors import DocumentTooLarge, ProtectedDocument
from plancompare.reading.formats import File

_CHUNK = 1 << 20
_MEDIA = re.compile(r"(?:^|/)(?:media|Res|Pictures)/")  # pictures, which are not read as XML


def check_size(file: File) -> None:
    """Refuse what unpacks to too much, whatever its directory says.

    Raises:
        DocumentTooLarge: If it unpacks to more than is reasonable.
        ProtectedDocument: If its parts are encrypted.
    """
    left, largest_part = limits().unpacked_mb * 1_000_000, limits().part_mb * 1_000_000
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        for part in archive.infolist():
            if part.flag_bits & 1:
                raise ProtectedDocument(
                    "the document wants a password.",
                    where=file.name,
                    remedy="Open it and save a copy without one.",
                )
            limit = min(left, left if _MEDIA.search(part.filename) else largest_part)
            size = part.file_size if part.file_size > limit else _unpacked(archive, part, limit)
            if size > limit:
                raise DocumentTooLarge(
                    f"{part.filename} unpacks to more than {limit // 1_000_000} MB.",
                    where=file.name,
                    remedy="If you trust the file, save its text as .txt.",
                )
            left -= size


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int) -> int:
    """How many bytes a part unpacks to; counts no further than just over the limit."""
    size = 0
    with archive.open(part) as stream:
        while size <= limit and (chunk := stream.read(_CHUNK)):
            size += len(chunk)
    return size
