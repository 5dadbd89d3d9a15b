"""What kind of file it is, told by its content: names and endings are often wrong."""

import io
import zipfile
from dataclasses import dataclass

from plancompare.reading.errors import (
    DamagedDocument,
    EmptyDocument,
    LegacyFormat,
    ProtectedDocument,
    UnknownFormat,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>")
_SAVE_AS_DOCX = (
    "Open it in Word or WPS and save it as .docx, or run: soffice --headless --convert-to docx FILE"
)
_READ = "What is read: text, HTML, DOCX and PDF."


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        name: The file's name.
        data: All of its bytes.
    """

    name: str
    data: bytes


def recognise(file: File) -> str:
    """Tell the format: `txt`, `html`, `docx` or `pdf`.

    Args:
        file: The file.

    Raises:
        EmptyDocument: If it has no bytes.
        LegacyFormat: If it is a .doc, .wps or RTF document.
        ProtectedDocument: If it is a .docx with a password.
        UnknownFormat: If it is a document of another kind.
    """
    if not file.data:
        raise EmptyDocument("the file is empty.", where=file.name, remedy="Save it again.")
    head = file.data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _recognise_zip(file)
    _refuse_legacy(file, head)
    # A null byte stands beside every ASCII letter of UTF-16.
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"multipart/related" in start:
        raise UnknownFormat(
            "a web archive (MHTML).", where=file.name, remedy="Save the page as HTML instead."
        )
    if start.startswith(b"<") and any(sign in start for sign in _HTML_SIGNS):
        return "html"
    return "txt"


def _refuse_legacy(file: File, head: bytes) -> None:
    if head.startswith(_OLE) and _ENCRYPTED in file.data:
        raise ProtectedDocument(
            "the document wants a password.",
            where=file.name,
            remedy="Open it and save a copy without one.",
        )
    if head.startswith(_OLE):
        raise LegacyFormat(
            "an old Word or WPS document (.doc, .wps).", where=file.name, remedy=_SAVE_AS_DOCX
        )
    if head.startswith(b"{\\rtf") or b"<w:wordDocument" in head:
        raise LegacyFormat("an RTF or Word 2003 document.", where=file.name, remedy=_SAVE_AS_DOCX)


def _recognise_zip(file: File) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise DamagedDocument(
            "a damaged .docx or zip file.", where=file.name, remedy="Get the file once more."
        ) from None
    if "word/document.xml" in names:
        return "docx"
    kinds = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint file", "content.xml": "an ODF file"}
    kind = next(
        (kind for sign, kind in kinds.items() if any(name.startswith(sign) for name in names)),
        "a zip archive",
    )
    raise UnknownFormat(f"{kind}, not a plan's text.", where=file.name, remedy=_READ)
