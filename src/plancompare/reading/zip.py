"""Zip archives: each file within is read; their names say nothing that is done."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from plancompare.reading.archive import check_size
from plancompare.reading.document import Document
from plancompare.reading.errors import refuse_more, refusing_damage
from plancompare.reading.formats import File
from plancompare.reading.joining import read_parts

_IN_UNICODE = 0x800  # the flag of a name in UTF-8
_SYSTEM_FILES = ("__MACOSX", "Thumbs.db", ".DS_Store", "desktop.ini")


def read(file: File, read_file: Callable[[File], Document]) -> Document:
    """Read the files of an archive as one document, in the order of their names."""
    with refusing_damage("a damaged zip file.", file.name, "Get the file once more."):
        check_size(file)
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            infos = [each for each in archive.infolist() if not _is_passed_over(each)]
            refuse_more(len(infos), "parts", file.name, "Keep those that matter")
            parts = [File(_name(each), archive.read(each), file.depth + 1) for each in infos]
    return read_parts(file, sorted(parts, key=lambda each: each.name), "zip", read_file)


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or any(name in info.filename for name in _SYSTEM_FILES)


def _name(info: zipfile.ZipInfo) -> str:
    """The last part of a name, in the encoding that Windows in China packs it in."""
    name = info.filename
    if not info.flag_bits & _IN_UNICODE:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return PurePosixPath(name.replace("\\", "/")).name
