"""The head and foot of a web page are told from the plan by their words and their place."""

import pytest

from plancompare.reading.page import is_page_table, page_edges

PROSE = "到2025年,全市人均预期寿命达到79.1岁,每千人口床位达到6.5张。" * 3


def left_out(*lines):
    return [lines[number] for number in sorted(page_edges(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置:",
        "首页 >> 政务公开 >> 正文",
        "当前位置:首页>信息公开>规划计划",
        "浏览次数:128",
        "信息名称:全市卫生健康工作计划",
        "索 引 号:000/2020-1",
        "发文字号:某卫发〔2020〕1号",
        "发布机构:某市卫生健康委员会 公开日期:2020-04-15",
        "字体:[大 中 小]",
        "【字体:大 中 小】",
        "来源:某市卫生健康委",
        "分享到:",
        "打印本页",
    ],
)
def test_lines_above_the_plan(line):
    assert left_out(line, "某市卫生健康规划", PROSE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机打开当前页",
        "主办单位:某市人民政府",
        "版权所有:某市人民政府 ICP备00000000号",
        "网站标识码:0000000000",
        "上一篇:某市工作要点",
        "返回顶部",
        "【打印】【关闭】",
    ],
)
def test_lines_below_the_plan(line):
    assert left_out(PROSE, "某市卫生健康委员会", line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "某市“十四五”卫生健康规划",
        "各县(市、区)人民政府,市直各部门:",
        "一、指导思想",
        "2021年12月31日",
        "(征求意见稿)",
        "总体目标:到2025年基本建成。",
        "来源地明确、流向可查",
        "",
    ],
)
def test_lines_of_the_plan_stay(line):
    assert left_out(line, PROSE, line) == []


def test_the_same_words_between_paragraphs_stay():
    assert left_out(PROSE, "来源:各县上报", "主办单位:市疾控中心", PROSE) == []


def test_a_head_and_foot_are_not_looked_for_far_into_a_document():
    lines = ["短行"] * 60 + ["浏览次数:1"] + ["短行"] * 60
    assert left_out(*lines) == []
    assert left_out(*lines[1:61]) == ["浏览次数:1"]


def test_a_long_line_is_no_page_line():
    assert left_out("浏览次数:" + "甲" * 80) == []


def test_no_lines():
    assert page_edges([]) == set()


@pytest.mark.parametrize(
    ("rows", "is_page"),
    [
        ([["索 引 号:", "1"], ["发布机构", "某局"], ["生成日期:", "2020"]], True),
        ([["索引号", "1"], ["指标", "2"], ["床位", "3"]], False),
        ([["类别", "指标"], ["健康水平", "1"]], False),
        ([], False),
    ],
)
def test_a_table_of_fields(rows, is_page):
    assert is_page_table(rows) is is_page
