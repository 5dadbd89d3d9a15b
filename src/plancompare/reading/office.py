"""Old formats, through LibreOffice: .doc, .wps, RTF and Office 2003's XML, made a .docx first.

Readers in Python were tried and lose what figures hang on (docs/formats.md): tables, and the
marks that turn 7.2¹ into 7.21. So without LibreOffice these files are refused.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from plancompare.reading import docx, workbook
from plancompare.reading.document import Document
from plancompare.reading.errors import DamagedDocument, LegacyFormat
from plancompare.reading.formats import File

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_SAVE_AS_DOCX = "open it in Word or WPS and save it as .docx."
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


def read(file: File) -> Document:
    """Read an old document of Word or WPS, or RTF."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise LegacyFormat(
            "an old Word, WPS or RTF document (.doc, .wps, .rtf).",
            where=file.name,
            remedy=f"Install LibreOffice, with which it is read, or {_SAVE_AS_DOCX}",
        )
    is_sheet = b"urn:schemas-microsoft-com:office:spreadsheet" in file.data[:4096]
    kind, reader = ("xlsx", workbook.read) if is_sheet else ("docx", docx.read)
    made = _converted(file, program, kind)
    document = reader(File(file.name, made, file.depth))
    return document.of_file(file.data, _format(file))


def _format(file: File) -> str:
    return "rtf" if file.data.lstrip().startswith(b"{\\rtf") else "doc"


def _converted(file: File, program: str, kind: str) -> bytes:
    """The bytes of the file in another format; nothing in it is run, and it opens nothing."""
    with tempfile.TemporaryDirectory(prefix="plancompare-") as folder:
        source = Path(folder, "document.doc" if kind == "docx" else "document.xml")
        source.write_bytes(file.data)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--convert-to", _FILTERS[kind]),
            *("--outdir", folder, str(source)),
        ]
        environment = {**os.environ, "HOME": folder, "SAL_DISABLE_MACROS": "1"}
        try:
            subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
            return source.with_suffix(f".{kind}").read_bytes()
        except (subprocess.TimeoutExpired, OSError):
            raise DamagedDocument(
                "LibreOffice makes nothing of it.",
                where=file.name,
                remedy=f"If it opens elsewhere, {_SAVE_AS_DOCX}",
            ) from None
