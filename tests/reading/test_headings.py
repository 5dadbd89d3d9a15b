"""Numbered headings are found with their nesting, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading.outline import opens_with_number, outline


def tree(text):
    return [(heading.level, heading.number, heading.title) for heading in outline(text)]


def test_chapters_sections_and_what_is_below_them():
    text = "\n".join(
        [
            "第一章 现状",
            "第一节 成绩",
            "一、总体情况",
            "(一)床位。每千人口床位6.5张。",
            "1.县级医院。内容在后。",
            "(1)设备。内容在后。",
            "①检查。内容在后。",
            "第二节 问题",
            "第二章 目标",
        ]
    )
    assert tree(text) == [
        (1, "第一章", "现状"),
        (2, "第一节", "成绩"),
        (3, "一、", "总体情况"),
        (4, "(一)", "床位"),
        (5, "1.", "县级医院"),
        (6, "(1)", "设备"),
        (7, "①", "检查"),
        (2, "第二节", "问题"),
        (1, "第二章", "目标"),
    ]


def test_nesting_is_what_the_plan_uses_not_a_fixed_depth():
    assert tree("(一)抓党建\n1.学理论。内容。\n2.强队伍。内容。\n(二)抓业务") == [
        (1, "(一)", "抓党建"),
        (2, "1.", "学理论"),
        (2, "2.", "强队伍"),
        (1, "(二)", "抓业务"),
    ]


def test_a_numbering_that_starts_again_opens_a_new_list():
    text = "一、甲\n(一)子。内容。\n(二)丑。内容。\n二、乙\n(一)寅。内容。"
    assert [number for _, number, _ in tree(text)] == ["一、", "(一)", "(二)", "二、", "(一)"]


def test_a_numbering_that_runs_on_over_chapters():
    text = "一、甲\n(一)子。内容。\n二、乙\n(二)丑。内容。\n(三)寅。内容。"
    assert tree(text)[-1] == (2, "(三)", "寅")


def test_points_set_off_by_dashes_stand_below_their_heading():
    text = "(一)目标\n——健康水平。到2025年有提高。\n——服务能力。到2025年有增强。\n(二)任务"
    assert tree(text) == [
        (1, "(一)", "目标"),
        (2, "——", "健康水平"),
        (2, "——", "服务能力"),
        (1, "(二)", "任务"),
    ]


def test_headings_in_the_middle_of_a_paragraph():
    text = "三、任务。说明一句。(一)建机制。内容一句。(二)强基层。内容一句。"
    assert tree(text) == [(1, "三、", "任务"), (2, "(一)", "建机制"), (2, "(二)", "强基层")]


def test_boxes_are_headings_and_so_are_the_points_in_them():
    text = "2.做好防治。内容。\n专栏1 防治项目\n——慢病。内容。 ——职业病。内容。\n(二)其他。内容。"
    assert tree("1.先做。内容。\n" + text)[2:] == [
        (1, "专栏1", "防治项目"),
        (2, "——", "慢病"),
        (2, "——", "职业病"),
        (1, "(二)", "其他"),
    ]


def test_a_heading_closed_by_mistake_is_still_one():
    assert tree("三、全面推进改革,优化服务。\n正文在此。") == [(1, "三、", "全面推进改革,优化服务")]


def test_a_numbered_item_without_a_title_has_none():
    text = (
        "(一)加强领导,各县要在年内建成机制,把任务落实到人、到岗、到具体单位,并按季度报告进展情况。"
    )
    assert tree(text) == [(1, "(一)", "")]


def test_a_title_holds_no_printed_value():
    assert tree("1.建档率达到90%。其中城区95%。") == [(1, "1.", "")]


@pytest.mark.parametrize(
    "text",
    [
        "一是强化领导。二是落实责任。三是加强考核。",
        "1.5名卫生监督员",
        "2.4人,比上年多0.3人。",
        "2020年末,全市有医院30所。",
        "二、三级医院临床重点专科建设稳步推进。",
        "一、二类疫苗接种工作有序开展。",
        "78.2岁",
        "5岁以下儿童死亡率",
        "12\n13\n14",
        "3.没有前两条的条目。内容。",
        "全市建立三级网络(一)和(二)所指机构。",
        "第一章所列任务由各县承担,并在本年度内完成。",
        "——",
        "-- 12 --",
    ],
)
def test_what_only_looks_like_a_heading(text):
    assert tree(text) == []


def test_spans_point_at_number_and_title():
    text = "前言\n一、发展目标\n(二)强基层。内容。"
    for heading in outline(text):
        printed = text[heading.start : heading.end]
        assert printed == f"{heading.number}{heading.title}"


@pytest.mark.parametrize("line", ["（一）标题", "１．标题", "第二章", "——要点", "专栏2"])
def test_lines_that_open_with_a_number(line):
    assert opens_with_number(line)


@pytest.mark.parametrize("line", ["标题", "2020年", "1.5名", "“十四五”"])
def test_lines_that_do_not(line):
    assert not opens_with_number(line)


PIECES = [
    "一、",
    "(一)",
    "1.",
    "2.",
    "第一章",
    "第二节",
    "——",
    "。",
    "\n",
    " ",
    "标题",
    "①",
    "专栏:",
    "5%",
    "|",
    ":",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_headings_come_in_order_do_not_overlap_and_nest_by_steps_of_one(text):
    headings = outline(text)
    depth, end = 0, 0
    for heading in headings:
        assert end <= heading.start < heading.end <= len(text)
        assert 1 <= heading.level <= depth + 1
        assert text[heading.start :].startswith(heading.number)
        depth, end = heading.level, heading.end
