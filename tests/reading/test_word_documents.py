"""Word documents: paragraphs and tables in the order of the page, merged cells unfolded."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from plancompare.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    ProtectedDocument,
)

ROWS = [
    ["类别", "指标", "指标", "2020年", "2025年"],
    ["健康水平", "1", "人均预期寿命(岁)", "78.2", "79.1"],
    ["健康水平", "2", "婴儿死亡率(‰)", "3.6", "<5"],
    ["服务", "3", "床位(张)", "—", "7"],
]


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill(table, rows):
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text


@pytest.fixture
def word():
    return docx.Document()


def test_paragraphs_and_tables_in_order(read, word, paragraphs, cells):
    word.add_paragraph("一、目标")
    line = word.add_paragraph("每千人口床位达到")
    line.add_run("6.5").bold = True
    line.add_run("张。")
    word.add_paragraph("主要指标")
    table = word.add_table(4, 5)
    fill(table, ROWS)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "指标"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "健康水平"
    word.add_paragraph("二、任务")
    document = read(saved(word), "plan.docx")
    assert document.format == "docx"
    assert paragraphs(document) == ["一、目标", "每千人口床位达到6.5张。", "主要指标", "二、任务"]
    assert cells(document.tables[0]) == ROWS
    rows = document.tables[0].rows
    assert rows[0][1] is rows[0][2]
    assert rows[1][0] is rows[2][0]
    assert document.tables[0].caption == "主要指标"


def test_the_original_is_a_line_for_each_paragraph_and_cell(read, word):
    word.add_paragraph("一、目标")
    fill(word.add_table(2, 2), [["指标", "值"], ["床位", "6.5"]])
    assert read(saved(word)).original.split("\n")[:5] == ["一、目标", "指标", "值", "床位", "6.5"]


def test_a_box_of_one_cell_is_prose(read, word, paragraphs):
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "专栏1 工程"
    cell.add_paragraph("——建设。建3所医院。")
    fill(cell.add_table(2, 2), [["指标", "值"], ["床位", "6.5"]])
    document = read(saved(word))
    assert paragraphs(document) == ["专栏1工程", "——建设。建3所医院。"]
    assert len(document.tables) == 1


def test_line_breaks_part_paragraphs_but_not_cells(read, word, paragraphs, cells):
    word.add_paragraph("一、目标\n正文一句。")
    fill(word.add_table(2, 2), [["指标", "值"], ["人均预期\n寿命", "78.2\n79.1"]])
    document = read(saved(word))
    assert paragraphs(document) == ["一、目标", "正文一句。"]
    assert cells(document.tables[0])[1] == ["人均预期寿命", "78.2 79.1"]


def numbered(word, form, pattern, texts):
    """Add paragraphs of a list that Word numbers by itself."""
    part = word.part.numbering_part.element
    part.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
            "</w:lvl></w:abstractNum>"
        ),
    )
    number = part.add_num(77)
    for text in texts:
        properties = word.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number.numId
        properties.get_or_add_ilvl().val = 0


@pytest.mark.parametrize(
    ("form", "pattern", "printed"),
    [
        ("chineseCountingThousand", "%1、", ["一、甲", "二、乙", "十二、末"]),
        ("japaneseCounting", "（%1）", ["(一)甲", "(二)乙", "(十二)末"]),
        ("decimal", "%1.", ["1.甲", "2.乙", "12.末"]),
        ("decimalEnclosedCircle", "%1", ["①甲", "②乙", "⑫末"]),
        ("upperLetter", "%1.", ["A.甲", "B.乙", "L.末"]),
        ("chineseCounting", "第%1章", ["第一章甲", "第二章乙", "第十二章末"]),
        ("bullet", "", ["甲", "乙", "末"]),
    ],
)
def test_numbers_that_word_prints_by_itself(read, word, form, pattern, printed):
    numbered(word, form, pattern, ["甲", "乙", *["丙"] * 9, "末"])
    lines = read(saved(word)).text.split("\n")
    assert [lines[0], lines[1], lines[-1]] == printed


def test_numbers_that_a_style_brings_along(read, word, paragraphs):
    word.add_paragraph("甲", style="List Number")
    word.add_paragraph("乙", style="List Number")
    assert paragraphs(read(saved(word))) == ["1.甲", "2.乙"]


def test_what_was_deleted_stays_out_and_what_was_inserted_comes_in(read, word, paragraphs):
    line = word.add_paragraph("床位达到")
    for tag, text_tag, text in (("w:del", "w:delText", "6"), ("w:ins", "w:t", "7")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        line._p.append(change)
    line.add_run("张。")
    assert paragraphs(read(saved(word))) == ["床位达到7张。"]


def test_a_table_of_contents_is_left_out(read, word, paragraphs):
    style = word.styles.add_style("toc 1", 1)
    word.add_paragraph("第一章 现状\t3", style=style)
    word.add_paragraph("第一章 现状")
    assert paragraphs(read(saved(word))) == ["第一章 现状"]


def test_the_symbol_fonts_signs(read, word, cells):
    table = word.add_table(2, 2)
    fill(table, [["指标", "值"], ["率(%)", ""]])
    sign = OxmlElement("w:sym")
    sign.set(qn("w:font"), "Symbol")
    sign.set(qn("w:char"), "F0B3")
    run = table.cell(1, 1).paragraphs[0].add_run()
    run._r.append(sign)
    table.cell(1, 1).paragraphs[0].add_run("80")
    assert cells(read(saved(word)).tables[0])[1] == ["率(%)", "≥80"]


def repacked(data, changes):
    """The same archive with some parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return packed.getvalue()


def test_entities_are_never_resolved(read, word, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    word.add_paragraph("正文")
    part = zipfile.ZipFile(io.BytesIO(saved(word))).read("word/document.xml").decode()
    part = part.replace("?>", f'?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>', 1)
    part = part.replace("正文", "正文&e;")
    document = read(repacked(saved(word), {"word/document.xml": part}))
    assert "SECRET" not in document.original


@pytest.fixture
def _small_parts(monkeypatch):
    """A part may unpack to no more than 1 MB, so that a bomb need not be a large one."""
    monkeypatch.setenv("PLANCOMPARE_LIMIT_PART_MB", "1")


@pytest.mark.usefixtures("_small_parts")
def test_a_zip_bomb_is_refused(read, word):
    word.add_paragraph("正文")
    bomb = repacked(saved(word), {"word/document.xml": b"<w:document>" + b" " * 1_500_000})
    assert len(bomb) < 50_000
    with pytest.raises(DocumentTooLarge, match=r"word/document\.xml unpacks to more than 1 MB"):
        read(bomb, "bomb.docx")


@pytest.mark.usefixtures("_small_parts")
def test_a_zip_bomb_that_lies_about_its_size_is_refused(read, word):
    word.add_paragraph("正文")
    bomb = repacked(saved(word), {"word/document.xml": b"<w:document>" + b" " * 1_500_000})
    size = (1_500_012).to_bytes(4, "little")
    assert bomb.count(size) == 2  # in the part's own head and in the directory
    with pytest.raises((DocumentTooLarge, DamagedDocument)):
        read(bomb.replace(size, (4000).to_bytes(4, "little")), "bomb.docx")


@pytest.mark.parametrize(
    "change",
    [
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b""},
        {"[Content_Types].xml": b"<Types/>"},
        {"word/styles.xml": b"<x"},
        {"word/_rels/document.xml.rels": b"<x"},
    ],
)
def test_a_damaged_document_is_named(read, word, change):
    word.add_paragraph("正文")
    with pytest.raises(DamagedDocument, match=r"a\.docx: .* save it again"):
        read(repacked(saved(word), change), "a.docx")


def test_half_a_file_is_damaged(read, word):
    with pytest.raises(DamagedDocument):
        read(saved(word)[:2000], "a.docx")


def test_an_empty_document_is_refused(read, word):
    with pytest.raises(EmptyDocument, match="without text"):
        read(saved(word), "a.docx")


def test_a_document_with_encrypted_parts_is_refused(read, word):
    word.add_paragraph("正文")
    data = bytearray(saved(word))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1  # the flag "encrypted" in the directory
    with pytest.raises(ProtectedDocument, match="password"):
        read(bytes(data), "a.docx")
