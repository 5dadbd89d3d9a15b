"""Documents that were made to break a reader: read or refused, in bounded work."""

import io
import os
import re
import threading
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from plancompare.errors import DocumentError
from plancompare.extraction import extract
from plancompare.reading import read_document
from plancompare.reading.errors import DocumentTooLarge, UnreadableFile
from plancompare.reading.formats import File
from plancompare.reading.html import read as read_html

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("name", ["d_symsur.docx", "d_txbx20.docx", "h_cs_undefined.html"])
@pytest.mark.usefixtures("ends")
def test_what_broke_it_is_read_or_refused(shared, name):
    try:
        extract(read_document(shared / "cases" / "hostile" / name))
    except DocumentError as error:
        assert name in str(error)


@pytest.mark.usefixtures("ends")
def test_pages_that_two_libraries_count_differently_are_refused_as_damage(shared, tmp_path):
    whole = (shared / "cases" / "hostile" / "p_pages1000.pdf").read_bytes()
    kids = re.search(rb"/Kids ?\[(.*?)\]", whole, re.DOTALL)
    three = b" ".join(re.findall(rb"\d+ \d+ R", kids[1])[:3])
    few = whole.replace(kids[1], three).replace(b"/Count 1000", b"/Count 3")
    (tmp_path / "plan.pdf").write_bytes(few)
    with pytest.raises(DocumentError, match="counted as 3 and as 1"):
        read_document(tmp_path / "plan.pdf")


def _word(tmp_path, body: str):
    document = docx.Document()
    document.element.body.append(parse_xml(f"<w:p {W}>{body}</w:p>"))
    document.save(tmp_path / "plan.docx")
    return read_document(tmp_path / "plan.docx")


@pytest.mark.usefixtures("ends")
def test_text_boxes_inside_text_boxes_are_read_once_each(tmp_path):
    """Each level was walked by every paragraph around it: two to the power of the levels."""
    levels = 60
    start = "<w:r><w:t>层</w:t></w:r><w:r><w:pict><w:txbxContent><w:p>" * levels
    end = "</w:p></w:txbxContent></w:pict></w:r>" * levels
    text = _word(tmp_path, f"{start}<w:r><w:t>底</w:t></w:r>{end}").text
    assert (text.count("层"), text.count("底")) == (levels, 1)


@pytest.mark.parametrize("code", ["D800", "FFFFFFF"])
def test_half_a_character_in_word_is_none(tmp_path, code):
    sign = f'<w:r><w:t>健康</w:t><w:sym w:font="Symbol" w:char="{code}"/></w:r>'
    _word(tmp_path, sign).text.encode()


@pytest.mark.parametrize(
    "charset", ["undefined", "unicode_escape", "idna", "base64", "rot13", "x" * 30]
)
def test_only_encodings_of_texts_are_obeyed(charset):
    page = f'<html><meta charset="{charset}"><p>每千人口床位数达到 7 张 \\u0041</p>'
    assert "\\u0041" in read_html(File("page.html", page.encode("gb18030"))).text


def test_a_page_may_frame_itself_as_deep_as_it_likes():
    page = "<html><body>" + "<nav>" * 1_500 + "<p>健康</p>" + "</nav>" * 1_500 + "<p>床位</p>" * 99
    assert "床位" in read_html(File("page.html", page.encode())).text


def test_a_pipe_or_a_device_is_no_document(tmp_path):
    before = threading.active_count()
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero", tmp_path):
        with pytest.raises(UnreadableFile):
            read_document(tmp_path / path)
    assert threading.active_count() == before


def test_more_text_than_any_plan_is_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANCOMPARE_LIMIT_CHARACTERS", "1000")
    (tmp_path / "plan.txt").write_text("床" * 1_001, encoding="utf-8")
    with pytest.raises(DocumentTooLarge, match="PLANCOMPARE_LIMIT_CHARACTERS"):
        read_document(tmp_path / "plan.txt")


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANCOMPARE_LIMIT_PART_MB", "1")  # so that a small bomb will do
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 1_500_000)
    (tmp_path / "bomb.docx").write_bytes(packed.getvalue())
    with pytest.raises(DocumentTooLarge, match="1 MB"):
        read_document(tmp_path / "bomb.docx")
