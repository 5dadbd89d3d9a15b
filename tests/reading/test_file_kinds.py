"""What a file is shows in its content; what cannot be read says what to do."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancompare.errors import DocumentError
from plancompare.reading import office, read_document
from plancompare.reading.document import Document
from plancompare.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    ProtectedDocument,
    UnknownFormat,
    UnreadableFile,
)
from plancompare.reading.formats import File, recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("一、目标".encode(), "txt"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\r\n  <HTML lang=zh>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<p>a fragment", "html"),
        ("<关于进一步完善的意见>".encode(), "txt"),
        (b"%PDF-1.4", "pdf"),
        (b"junk before\n%PDF-1.4", "pdf"),
        (archive("word/document.xml", "[Content_Types].xml"), "docx"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (b"{\\rtf1 text}", "rtf"),
        (b'<?xml version="1.0"?><w:wordDocument>', "office"),
        (archive("xl/workbook.xml"), "xlsx"),
        (archive("OFD.xml"), "ofd"),
        (archive("content.xml"), "odf"),
        (archive("a.txt"), "zip"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", "mail"),
        (b"From: a@b.cn\nSubject: x\n\ntext", "mail"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0", "picture"),
    ],
)
def test_the_kind_is_told_by_the_content(data, kind):
    assert recognise(File("misnamed.xyz", data)) == kind


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"", EmptyDocument, "empty"),
        (OLE, UnknownFormat, "neither Word nor Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedDocument, "password"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), UnknownFormat, "PowerPoint"),
        (archive("xl/workbook.xml"), DamagedDocument, "a workbook that cannot be opened"),
        (archive("xl/workbook.bin"), UnknownFormat, "xlsb"),
        (archive("ppt/presentation.xml"), UnknownFormat, "a PowerPoint file"),
        (archive("content.xml", "mimetype"), DamagedDocument, "an ODF file that cannot be"),
        (archive("META-INF/container.xml"), UnknownFormat, "e-book"),
        (b"Rar!\x1a\x07\x00" + bytes(9), UnknownFormat, "RAR archive.*Unpack it"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(9), UnknownFormat, "7-Zip"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(9), UnknownFormat, "HEIC.*Save it as JPEG"),
        (b"HN\x01\x00" + bytes(99), UnknownFormat, "CNKI.*Download it as PDF"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(read, data, error, message):
    with pytest.raises(error, match=message) as caught:
        read(data, "规划.doc")
    assert str(caught.value).startswith("规划.doc: ")
    assert caught.value.remedy


def test_a_legacy_name_on_a_readable_file_does_not_matter(read, paragraphs):
    assert paragraphs(read("<html><p>一、目标</p></html>", "plan.doc")) == ["一、目标"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile, match=r"missing\.txt: cannot be opened: No such file"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(UnreadableFile, match="a folder is read when"):
        read_document(tmp_path)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_001)  # takes no room on the disk
    with pytest.raises(DocumentTooLarge, match="100 MB"):
        read_document(path)


HEADS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html>",
    b"{\\rtf",
    OLE[:8],
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from(HEADS), tail=st.binary(max_size=1500))
def test_random_bytes_give_a_document_or_a_clear_error(tmp_path, monkeypatch, head, tail):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)  # LibreOffice takes seconds
    path = tmp_path / "random.bin"
    path.write_bytes(head + tail)
    try:
        document = read_document(path)
    except DocumentError as error:
        assert str(error).startswith(("random.bin: ", str(path)))
    else:
        assert isinstance(document, Document)
        assert len(document.offsets) == len(document.text) + 1
