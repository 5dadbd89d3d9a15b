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


def wrapped(text, width):
    """Break each paragraph into lines of a set number of characters."""
    return "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, len(line), width)
    )


LONG = (
    "到2025年,全市每千人口执业(助理)医师数达到3.6人,每千人口注册护士数达到4.5人,人均预期寿命达到79.1岁,"
    "基层医疗卫生机构服务能力进一步提高,居民健康素养水平达到30%以上。各县按照职责分工抓好落实,确保如期完成各项任务。"
)


@pytest.mark.parametrize("width", [24, 30, 38])
def test_wrapped_paragraphs_are_joined(read, paragraphs, width):
    plan = [
        "一、发展目标",
        "\u3000\u3000" + LONG,
        "\u3000\u3000" + LONG,
        "二、组织实施",
        "\u3000\u3000" + LONG,
    ]
    document = read(wrapped("\n".join(plan), width))
    assert paragraphs(document) == [line.strip("\u3000") for line in plan]
    for block in document.blocks:
        start, end = document.original_span(block.start, block.end)
        again = document.original[start:end].replace("\n", "")
        assert again == document.text[block.start : block.end]


def test_wrapped_paragraphs_without_indents_end_with_a_sentence(read, paragraphs):
    first = LONG[:-1] + "又" * (-len(LONG) % 30) + "。"  # the last line is full
    assert paragraphs(read(wrapped(first + "\n" + LONG, 30))) == [first, LONG]


def test_short_lines_are_not_taken_for_a_wrapped_paragraph(read, paragraphs):
    names = ["青溪县", "白石县", "云岭县", "丹河区", "沙洲区", "北山区", "南湖区"]
    assert paragraphs(read("\n".join(names))) == names


HEAD_OF_PAGE = """您当前的位置:
首页 >> 政务公开 >> 正文
浏览次数:
索 引 号:000/2020-00001
发布机构:某市卫生健康委员会 公开日期:2020-04-15
"""
FOOT_OF_PAGE = """
扫一扫在手机打开当前页
版权所有:某市人民政府 网站标识码:0000000000
"""


def test_the_head_and_foot_of_a_web_page_are_left_out(read, paragraphs):
    body = ["某市卫生健康工作计划", LONG]
    document = read(HEAD_OF_PAGE + "\n".join(body) + FOOT_OF_PAGE)
    assert paragraphs(document) == body
    assert document.original.startswith("您当前的位置")
    assert "扫一扫" not in document.text


def test_the_same_words_inside_the_plan_stay(read, paragraphs):
    body = [LONG, "来源:各县上报。", "在候诊区张贴二维码,扫一扫即可预约。", LONG]
    assert paragraphs(read("\n".join(body))) == body


def test_rows_of_numbers_are_no_paragraph(read, paragraphs):
    rows = [f"{year} 90.62 15.63 35.32 6.09 55.30 9.5{year % 10}" for year in range(2001, 2009)]
    assert paragraphs(read("\n".join(["年 份 出 生 死 亡", *rows])))[1:] == rows
