"""Workbooks, OpenDocument, old Word, CSV: files that LibreOffice wrote read as what they show."""

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from plancompare.reading import office, read_document
from plancompare.reading.errors import LegacyFormat
from plancompare.reading.numberformat import shown

MADE = Path(__file__).parent / "made"
PLAN = [
    ["类别", "指标", "数值", "数值", "属性"],
    ["类别", "指标", "2020年", "2025年", "属性"],
    ["健康水平", "人均预期寿命(岁)", "78.1", "79.2", "预期性"],
    ["健康水平", "孕产妇死亡率(1/10万)", "12.4", "<10", "预期性"],
    ["资源配置", "每千人口医疗卫生机构床位数(张)", "6.4", "7.2", "预期性"],
]
BOOK = [
    ["类别", "指标", "单位", "数值", "数值", "属性"],
    ["类别", "指标", "单位", "2020年", "2025年", "属性"],
    ["健康水平", "人均预期寿命", "岁", "78.1", "79.2", "预期性"],
    ["健康水平", "孕产妇死亡率", "1/10万", "12.4", "<10", "预期性"],
    ["服务", "居民健康素养水平", "%", "23.5%", "30%", "预期性"],
    ["服务", "每千人口医疗卫生机构床位数", "张", "6.4", "7.20", ""],
]
BESIDE = [["年份", "床位数(张)"], ["2020", "6500"], ["2021", "6700"]]


def test_a_table_of_opendocument_keeps_its_spans_and_the_text_its_looks(cells, paragraphs):
    document = read_document(MADE / "plan.odt")
    assert document.format == "odt"
    assert [cells(table) for table in document.tables] == [PLAN]
    assert "床位数达到7.2张,婴儿死亡率" in paragraphs(document)[3]


@pytest.mark.parametrize("name", ["plan.doc", "plan.rtf"])
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_old_word_and_rtf_are_read_as_opendocument_is(cells, paragraphs, name):
    document, other = read_document(MADE / name), read_document(MADE / "plan.odt")
    assert document.format == name[-3:]
    assert [cells(table) for table in document.tables] == [PLAN]
    assert paragraphs(document) == paragraphs(other)


def test_without_libreoffice_an_old_document_says_what_to_do(monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    with pytest.raises(LegacyFormat, match=r"Install LibreOffice.*save it as \.docx"):
        read_document(MADE / "plan.doc")


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_is_read_as_it_is_shown(cells, paragraphs, kind):
    document = read_document(MADE / f"book.{kind}")
    assert document.format == kind
    assert [cells(table) for table in document.tables[:2]] == [BOOK, BESIDE]
    assert [table.place for table in document.tables] == [
        "sheet 主要指标, table 1",
        "sheet 主要指标, table 2",
        "sheet 分县, table 1",
    ]
    assert paragraphs(document)[:2] == ["云溪市“十四五”卫生健康规划主要指标(虚构)", "单位:见表"]
    assert not any(word in document.text for word in ("隐藏", "不读", "划去"))


def test_a_csv_file_is_a_table_in_any_encoding(cells):
    document = read_document(MADE / "book.csv")  # LibreOffice's, in GB18030
    assert document.format == "csv"
    assert cells(document.tables[0])[0] == BOOK[0]
    assert cells(document.tables[0])[2] == BOOK[2]
    assert cells(document.tables[1]) == BESIDE


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_sign_between_cells_is_found_out(read, cells, sign, encoding):
    rows = [["指标", "2020年", "2025年"], ["床位数", "6.4", "7.2"], ["护士数", "3.1", "3.9"]]
    text = "\r\n".join(sign.join(row) for row in rows)
    assert cells(read(text.encode(encoding), "表.csv").tables[0]) == rows


def test_a_csv_file_under_another_name_is_one_and_prose_with_commas_is_none(read, cells):
    text = "指标,2020年,2025年\n床位数,6.4,7.2\n护士数,3.1,3.9\n"
    assert read(text, "附件.txt").format == "csv"
    prose = "一、目标,任务\n加强建设,完善制度,提高水平,达到6.4张。\n二、保障\n落实责任。\n"
    assert read(prose, "规划.txt").format == "txt"
    even = "养老,到2020年,达到30张。\n托育,到2020年,达到4个。\n健身,到2020年,达到2次。\n"
    assert read(even, "要点.txt").format == "txt"


def test_the_line_that_names_a_table_may_stand_above_its_commas(read):
    text = "2021年监测结果\n指标,城市,农村\n婴儿死亡率(‰),2.2,3.9\n新生儿死亡率(‰),-,1.8\n"
    assert read(text, "附件.txt").format == "csv"
    told = "2021年情况\n指标,目标,完成,结论\n产检率,≥90%,95.1%,完成\n访视率,≥85%,90%,完成\n"
    assert read(told, "附件.txt").format == "csv"
    prose = "2021年监测结果\n患病率升,发病率降,见下\n甲市低,乙市高,丙市平\n一是,二是,三是\n"
    assert read(prose, "附件.txt").format == "txt"


def test_a_cell_may_hold_commas_and_lines(read, cells):
    text = '指标,说明,值\n床位数,"含,公立\n和民办",7.2\n护士数,无,3.9\n'
    assert cells(read(text, "a.csv").tables[0])[1] == ["床位数", "含,公立和民办", "7.2"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.935, "0.0%", "93.5%"),
        (0.3, "0%", "30%"),
        (7.2, "0.00", "7.20"),
        (7.2, "General", "7.2"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1,234,567"),
        (7.25, "0.0#", "7.25"),
        (7, "0.##", "7"),
        (3.9, '0.0"人"', "3.9人"),
        (2020, '0"年"', "2020年"),
        (-1.5, "0.0;[Red]-0.0", "-1.5"),
        (80, '"≥"0', "≥80"),
        (12, "@", "12"),
        (True, "General", "是"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value, form, text):
    assert shown(value, form) == text


def test_raised_and_struck_out_parts_of_a_workbooks_cell(read, cells):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book, stream = openpyxl.Workbook(), io.BytesIO()
    mark, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    book.active.append(["指标", "值"])
    book.active.append(["床位", CellRichText("7.2", TextBlock(mark, "1"), TextBlock(struck, "8"))])
    book.save(stream)
    assert cells(read(stream.getvalue(), "a.xlsx").tables[0]) == [["指标", "值"], ["床位", "7.2"]]


def test_a_blank_row_does_not_cut_a_sheets_table_in_two(read, cells):
    text = "指标,2020年,2025年\n床位数,6.4,7.2\n,,\n护士数,3.1,3.9\n,,\n县,人口,面积\n甲,1,2\n"
    tables = [cells(table) for table in read(text, "a.csv").tables]
    assert [len(table) for table in tables] == [3, 2]


def test_nor_does_one_cut_its_head_off(read, cells):
    text = "指标,2020年,2025年\n,,\n床位数,6.5,7.2\n医师数,2.9,3.2\n"
    assert cells(read(text, "a.csv").tables[0])[:2] == [
        ["指标", "2020年", "2025年"],
        ["床位数", "6.5", "7.2"],
    ]


def test_tables_in_html_within_markdown(read, cells, paragraphs):
    text = (
        "# 云溪市规划\n\n一、目标\n\n<table><tr><th rowspan=2>指标</th><th colspan=2>值</th></tr>"
        "<tr><th>2020年</th><th>2025年</th></tr><tr><td>床位</td><td>6.4<br>6.9</td>"
        "<td>7.2<sup>1</sup></td></tr></table>\n\n二、任务\n"
    )
    document = read(text, "plan.md")
    assert paragraphs(document) == ["# 云溪市规划", "一、目标", "二、任务"]
    assert cells(document.tables[0]) == [
        ["指标", "值", "值"],
        ["指标", "2020年", "2025年"],
        ["床位", "6.4 6.9", "7.2"],
    ]
