"""Plain text: what is in the file comes out, tied to its place."""

import hashlib

import pytest

from plancompare.reading import read_document

PLAN = """虚构市“十四五”卫生健康规划
一、发展目标
(一)主要目标。到2025年,全市人均预期寿命达到79.1岁。
主要指标
|
类别 |
指 标 |
2020年 |
2025年 |
|
健康水平 |
1 |
人均预期寿命(岁) |
78.2 |
79.1 |
|
2 |
婴儿死亡率(‰) |
3.6 |
<5 |
|
健康服务 |
3 |
村卫生室达标率(%) |
— |
≥95 |
二、组织实施
各地要抓好落实。
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode())
    return read_document(path)


def test_the_original_is_the_file_to_the_character(document):
    assert document.original == PLAN
    assert document.sha256 == hashlib.sha256(PLAN.encode()).hexdigest()
    assert (document.name, document.format) == ("plan.txt", "txt")


def test_paragraphs_stand_under_their_headings(document):
    places = {document.text[b.start : b.end][:6]: b.place for b in document.blocks}
    assert places["虚构市“十四"] == ""
    assert places["(一)主要目"] == "一、发展目标 / (一)主要目标"
    assert places["各地要抓好落"] == "二、组织实施"


def test_a_flattened_table_is_put_together_again(document):
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["类别", "指标", "指标", "2020年", "2025年"],
        ["健康水平", "1", "人均预期寿命(岁)", "78.2", "79.1"],
        ["健康水平", "2", "婴儿死亡率(‰)", "3.6", "<5"],
        ["健康服务", "3", "村卫生室达标率(%)", "—", "≥95"],
    ]
    assert (table.caption, table.place) == ("主要指标", "table 1")


def test_a_cell_shows_where_it_stood(document):
    cell = document.tables[0].rows[0][1]
    start, end = document.original_span(cell.start, cell.end)
    assert document.original[start:end] == "指 标"
