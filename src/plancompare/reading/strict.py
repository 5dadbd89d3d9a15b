"""Strict OOXML, which Word and WPS save on request, in the names that python-docx knows.

The two kinds differ in the namespaces of their XML alone, as far as text and tables go.
"""

import io
import zipfile

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": (
        b"http://schemas.openxmlformats.org/drawingml/2006/"
    ),
}


def is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether a document is strict OOXML."""
    return "_rels/.rels" in archive.namelist() and _STRICT in archive.read("_rels/.rels")


def as_transitional(archive: zipfile.ZipFile) -> io.BytesIO:
    """The document with the usual namespaces.

    Args:
        archive: A document of bounded size.
    """
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as other:
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename.endswith((".xml", ".rels")):
                for strict, usual in _NAMES.items():
                    data = data.replace(strict, usual)
            other.writestr(part.filename, data)
    changed.seek(0)
    return changed
