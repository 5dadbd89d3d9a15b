"""What kind of file it is, told by its content: names and endings are often wrong."""

import io
import re
import zipfile
from dataclasses import dataclass

from plancompare.reading.errors import (
    DamagedDocument,
    EmptyDocument,
    ProtectedDocument,
    UnknownFormat,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>")
_READ = (
    "What is read: text, HTML, Word, Excel, CSV, ODF, RTF, PDF, OFD, pictures, e-mails, zip "
    "archives of these (docs/formats.md)."
)
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", 0),
    (b"\xff\xd8\xff", 0),
    (b"II*\x00", 0),
    (b"MM\x00*", 0),
    (b"GIF8", 0),
    (b"BM", 0),
    (b"WEBP", 8),
)
_STREAMS = {  # of an OLE file, by which its program is told
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
    "__properties_version1.0": "msg",
    "MatOST": "wps",
    "CONTENTS": "wps",
}
_PARTS = {  # of a zip file, likewise
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
    "content.xml": "odf",
    "META-INF/container.xml": "epub",
}
_NOT_READ = {
    "ppt": ("an old PowerPoint file (.ppt).", "Save it as PDF."),
    "pptx": ("a PowerPoint file.", "Save it as PDF."),
    "msg": ("an Outlook message (.msg).", "Save it as .eml, or its attachment as a file."),
    "epub": ("an e-book (EPUB).", "Save it as PDF or HTML."),
    "xlsb": ("a binary Excel workbook (.xlsb).", "Save it as .xlsx."),
    "ole": ("an old Office file that is neither Word nor Excel.", "Save it as PDF or .docx."),
    "rar": ("a RAR archive.", "Unpack it, or pack it anew as .zip."),
    "7z": ("a 7-Zip archive.", "Unpack it, or pack it anew as .zip."),
    "gz": ("a gzip or tar archive.", "Unpack it, or pack it anew as .zip."),
    "caj": ("a CAJ or KDH file of CNKI.", "Download it as PDF, or print it to one."),
    "heic": ("a picture in HEIC or AVIF, as telephones take it.", "Save it as JPEG or PNG."),
    "djvu": ("a DjVu file.", "Print it to PDF."),
    "program": ("a program.", _READ),
    "media": ("a sound or film.", _READ),
}
_SIGNATURES = (
    (rb"Rar!\x1a\x07", "rar"),
    (rb"7z\xbc\xaf\x27\x1c", "7z"),
    (rb"\x1f\x8b|BZh\d|\xfd7zXZ|.{257}ustar", "gz"),
    (rb"CAJ|HN\x01|HN\x02|KDH|NH", "caj"),
    (rb".{4}ftyp(?:heic|heix|mif1|msf1|hevc|avif)", "heic"),
    (rb"AT&TFORM", "djvu"),
    (rb"MZ.\x00|\x7fELF", "program"),
    (rb"ID3|OggS|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp", "media"),
)
_MAIL_HEADER = re.compile(
    rb"(?:[\w-]{1,60}: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.IGNORECASE
)
_MAIL_FIELDS = (b"mime-version:", b"from:", b"subject:", b"date:")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        name: The file's name.
        data: All of its bytes.
        depth: How many files it is packed in.
    """

    name: str
    data: bytes
    depth: int = 0


def recognise(file: File) -> str:
    """Tell the format.

    Returns:
        `txt`, `html`, `docx`, `pdf`, `xlsx`, `xls`, `office` (what LibreOffice converts), `odf`,
        `rtf`, `doc`, `ofd`, `zip`, `mail` or `picture`.

    Raises:
        EmptyDocument: If it has no bytes.
        ProtectedDocument: If it is a document with a password.
        UnknownFormat: If it is a document of another kind.
    """
    if not file.data:
        raise EmptyDocument("the file is empty.", where=file.name, remedy="Save it again.")
    kind = _kind(file)
    if kind == "encrypted":
        raise ProtectedDocument(
            "the document wants a password.",
            where=file.name,
            remedy="Open it and save a copy without one.",
        )
    if kind in _NOT_READ:
        problem, remedy = _NOT_READ[kind]
        raise UnknownFormat(problem, where=file.name, remedy=remedy)
    return kind


def _kind(file: File) -> str:
    head = file.data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _recognise_zip(file)
    if head.startswith(_OLE):
        streams = (kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in file.data)
        return next(streams, "ole")
    if any(head.startswith(sign, start) for sign, start in _PICTURES) and b"\0" in head:
        return "picture"
    signatures = (
        kind for sign, kind in _SIGNATURES if re.match(sign, head, re.DOTALL) and b"\0" in head
    )
    return next(signatures, "") or _recognise_text(head)


def _recognise_text(head: bytes) -> str:
    # A null byte stands beside every ASCII letter of UTF-16.
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    lower = start.lower()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if b"<w:wordDocument" in start or b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "office"
    mail = _MAIL_HEADER.match(start)
    if mail and any(field in mail[0].lower() for field in _MAIL_FIELDS):
        return "mail"
    if lower.startswith(b"<") and any(sign in lower for sign in _HTML_SIGNS):
        return "html"
    return "txt"


def _recognise_zip(file: File) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DamagedDocument(
            "a damaged .docx or zip file.", where=file.name, remedy="Get the file once more."
        ) from None
    if "xl/workbook.bin" in names:
        return "xlsb"
    return next((kind for part, kind in _PARTS.items() if part in names), "zip")
