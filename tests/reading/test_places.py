"""Each piece says where it stands: under which headings, in which table, below which caption."""

import json

import pytest

TABLE = "类别\t指标\t2025年\n健康\t寿命(岁)\t79.1\n资源\t床位(张)\t7"


def places(document):
    return {document.text[b.start : b.end][:3]: b.place for b in document.blocks}


def test_a_place_is_the_path_of_headings(read):
    text = "\n".join(
        [
            "某市规划",
            "第一章 现状",
            "第一节　成绩",
            "正文甲。",
            "第二章 任务",
            "一、强基层",
            "(一)建机构。内容。",
            "续上段。",
            "二、抓服务",
        ]
    )
    assert places(read(text)) == {
        "某市规": "",
        "第一章": "第一章 现状",
        "第一节": "第一章 现状 / 第一节 成绩",
        "正文甲": "第一章 现状 / 第一节 成绩",
        "第二章": "第二章 任务",
        "一、强": "第二章 任务 / 一、强基层",
        "(一)": "第二章 任务 / 一、强基层 / (一)建机构",
        "续上段": "第二章 任务 / 一、强基层 / (一)建机构",
        "二、抓": "第二章 任务 / 二、抓服务",
    }


def test_a_heading_inside_a_paragraph_counts_from_the_next_one(read):
    found = places(read("一、任务。说明。(一)甲事。内容。(二)乙事。内容。\n续上段。"))
    assert found == {"一、任": "一、任务", "续上段": "一、任务 / (二)乙事"}


def test_what_looks_like_a_heading_in_a_table_is_none(read):
    table = TABLE.replace("健康", "一、健康").replace("资源", "二、资源")
    assert places(read(f"三、目标\n{table}\n正文甲。"))["正文甲"] == "三、目标"


def test_an_item_without_a_title_gives_its_number(read):
    item = "(二)各县要在年内建成机制,把任务落实到人、到岗、到具体单位,并按季度报告进展和问题。"
    assert places(read(f"一、任务\n{item}"))["(二)"] == "一、任务 / (二)"


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("表1 主要指标\n", "表1主要指标"),
        ("主要指标\n\n\n", "主要指标"),
        ("到2025年实现以下目标。\n", ""),
        ("前一句说明;\n", ""),
        ("", ""),
        ("很长的一行" * 20 + "\n", ""),
    ],
)
def test_a_caption_is_the_short_line_above(read, above, caption):
    (table,) = read(f"{above}{TABLE}\n后文。").tables
    assert table.caption == caption


def test_a_caption_is_a_paragraph_too(read, paragraphs):
    assert paragraphs(read(f"主要指标\n{TABLE}")) == ["主要指标"]


def test_spans_of_a_piece_of_a_block_point_into_the_original(read):
    document = read("１．强基层。每千人口床位達到（含民營）6. 5 張。\r\n")
    start = document.text.index("6.5")
    span = document.original_span(start, start + 3)
    assert document.original[slice(*span)] == "6. 5"
    assert document.original_span(start, start) == (span[0], span[0])
    assert document.original_span(len(document.text), len(document.text)) == (
        len(document.original),
        len(document.original),
    )


def test_spans_can_be_written_as_json(read):
    document = read(TABLE)
    cell = document.tables[0].rows[1][1]
    assert json.loads(json.dumps(document.original_span(cell.start, cell.end))) == [15, 20]
