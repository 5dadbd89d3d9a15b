"""Measures of a whole document, with place, span and who answers."""

from itertools import pairwise
from pathlib import Path

import pytest

from plancompare.measures.read import Measure, read_measures
from plancompare.reading import read_document

# A fictional plan of a fictional county.
PLAN = """云山县卫生健康发展规划（虚构）
本规划由云山县编制。
一、发展基础
建成村卫生室80个。
二、发展目标
提升健康水平。到2025年，建设4个医疗次中心，千人口床位达到7张。
三、主要任务
（一）办好基层医疗。加强卫生院建设，新建12个站点。〔卫生健康局负责，财政局、民政局配合〕
（二）推进信息化，服务群众看病就医少跑路少花钱。建立平台。
1.联通数据。打通医保接口，到2024年实现共享。
（责任单位：医保局）
2.由教育局牵头，开展近视筛查。
"""


@pytest.fixture
def measures(tmp_path: Path) -> list[Measure]:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return read_measures(read_document(path))


def by_text(measures: list[Measure], text: str) -> Measure:
    (found,) = [each for each in measures if text in each.text]
    return found


def test_a_measure_has_its_headings_and_its_words(measures):
    measure = by_text(measures, "卫生院")
    assert measure.place == "三、主要任务 / (一)办好基层医疗"
    assert (measure.action, measure.object) == ("加强", "卫生院建设")
    assert measure.sentence == "加强卫生院建设,新建12个站点"


def test_its_span_finds_the_words_in_the_original(measures):
    measure = by_text(measures, "千人口")
    assert PLAN[measure.start : measure.end] == "到2025年，建设4个医疗次中心，千人口床位达到7张"


def test_reports_and_what_stands_before_the_first_heading_hold_no_measures(measures):
    assert not [each for each in measures if "编制" in each.text or "建成" in each.text]


def test_of_goals_only_what_promises_a_count_is_a_measure(measures):
    goals = [each for each in measures if "目标" in each.place]
    assert [(count.number, count.of) for each in goals for count in each.counts] == [
        (4, "医疗次中心")
    ]
    assert goals[0].year == 2025


def test_a_bracket_answers_for_all_that_stands_before_it_under_the_heading(measures):
    for words in ("卫生院", "12个"):
        who = by_text(measures, words).responsibility
        assert who.leads == ("卫生健康局",)
        assert who.supports == ("财政局", "民政局")


def test_a_bracket_on_a_line_of_its_own_does_too_and_no_further(measures):
    assert by_text(measures, "接口").responsibility.leads == ("医保局",)
    assert by_text(measures, "共享").responsibility.leads == ("医保局",)
    assert not by_text(measures, "建立平台").responsibility
    assert by_text(measures, "近视").responsibility.leads == ("教育局",)


def test_the_bracket_itself_is_no_measure(measures):
    assert not [each for each in measures if "责任" in each.text or "负责" in each.text]


def test_a_long_sentence_is_kept_once_for_all_its_clauses(tmp_path):
    """Otherwise a hostile file of one sentence would fill the memory."""
    path = tmp_path / "long.txt"
    path.write_text("一、任务\n" + "加强建设，" * 1000 + "开展培训。\n", encoding="utf-8")
    found = read_measures(read_document(path))
    assert len(found) == 1001
    assert all(each.sentence is found[0].sentence for each in found)


def test_long_headings_are_cut_at_a_comma_in_the_place(measures):
    assert by_text(measures, "建立平台").place == "三、主要任务 / (二)推进信息化"


def test_a_document_without_headings_is_all_measures(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("加强护理。培训护士30名。\n", encoding="utf-8")
    assert [each.text for each in read_measures(read_document(path))] == [
        "加强护理",
        "培训护士30名",
    ]


@pytest.mark.parametrize(
    ("plan", "promise"),
    [
        ("tibet-2023-service-system-opinions", (19, "县级区域医疗中心")),
        ("changzhou-2020-work-plan", (40, "家庭医生工作室")),
        ("shanxi-2017-work-points", (100, "省级临床重点专科和")),
        ("leshan-shizhong-14fyp-health-draft", (3, "县域医疗卫生次中心")),
        ("tongliao-14fyp-health", (2000, "补充医疗卫生专业人才")),
    ],
)
def test_promised_counts_of_the_real_plans(plan, promise, shared):
    measures = read_measures(read_document(shared / "plans" / f"{plan}.txt"))
    assert promise in [(count.number, count.of) for each in measures for count in each.counts]


@pytest.mark.parametrize(
    ("plan", "least"),
    [
        ("tibet-2023-service-system-opinions", 140),
        ("changzhou-2020-work-plan", 250),
        ("shanxi-2017-work-points", 330),
        ("leshan-shizhong-14fyp-health-draft", 600),
        ("tongliao-14fyp-health", 700),
    ],
)
def test_measures_of_the_real_plans_lie_in_order_and_apart(plan, least, shared):
    document = read_document(shared / "plans" / f"{plan}.txt")
    measures = read_measures(document)
    assert len(measures) >= least
    for before, after in pairwise(measures):
        assert before.start < before.end <= after.start
