"""What of a general document is about health, and what of it is a plan."""

import csv
from pathlib import Path

import pytest
from measure_tables import sha_of

from plancompare.extraction.evaluate import Score
from plancompare.measures.read import Measure, read_measures
from plancompare.measures.scope import about_health, scope_of
from plancompare.measures.subjects import subjects, subjects_of
from plancompare.measures.themes import themes, themes_of, themes_of_measure
from plancompare.reading import read_document

LABELS = sorted((Path(__file__).parent / "report_labels").glob("*.csv"))

# A fictional work report of a fictional province.
REPORT = """2026年云山省政府工作报告
——2026年1月20日在云山省第一届人民代表大会上
一、“十四五”时期工作回顾
（一）办好民生实事。新增养老床位900张。
五年来，我们建成8个国家区域医疗中心。
二、“十四五”时期成就和“十五五”时期目标
过去五年，县域医共体覆盖面扩大。
“十五五”时期是关键五年。健全养老服务网络。
三、2026年重点工作
主要预期目标是：空气优良天数比例达到90%。
（一）兴业。做强钢铁、船舶、纺织、生物医药等产业。促进民营经济健康发展。
（二）惠民。实施医疗卫生强基工程，扩大失业保险覆盖面，加强食品药品安全监管。
"""


@pytest.fixture
def measures(tmp_path: Path) -> list[Measure]:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return read_measures(read_document(path))


def test_only_what_is_about_health_and_looks_ahead_is_a_measure(measures):
    assert [each.text for each in measures] == [
        "健全养老服务网络",
        "实施医疗卫生强基工程",
        "加强食品药品安全监管",
    ]


def test_measures_of_a_general_document_say_so(measures):
    assert all(each.general for each in measures)


def test_a_health_plan_has_no_scope(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("云山省卫生健康规划\n根据政府工作报告制定本规划。\n", encoding="utf-8")
    assert scope_of(read_document(path)) is None


@pytest.mark.parametrize(
    ("clause", "is_about_health"),
    [
        ("推行长期护理保险制度", True),
        ("提高养老金标准", False),  # a pension is no care
        ("促进平台经济健康发展", False),
        ("壮大电子、汽车、钢铁、医药等产业", False),  # one of four in a list
        ("提升托育、养老、健康、家政等服务", True),  # most of the list
        ("防控动物疫病", False),
        ("健全应急救援体系", False),  # holds 急救
    ],
)
def test_a_clause_is_about_health_by_what_it_is_about(clause, is_about_health):
    assert about_health(clause) is is_about_health


def test_some_themes_are_told_apart_in_general_documents_only():
    clause = "完善养老服务网络"
    assert themes_of(clause) == ["combined_care"]
    assert themes_of(clause, general=True) == ["elderly_care"]


def test_a_subject_inside_a_longer_one_does_not_count():
    assert subjects_of("扩大生育保险覆盖面") == ["生育保险"]


def test_subjects_are_named_once_and_in_both_languages():
    assert all(each.name_en and each.terms for each in subjects().values())
    assert len({each.name_en for each in subjects().values()}) == len(subjects())


# -- three real reports, labelled by hand before the reader saw one


@pytest.fixture(scope="module")
def reports(shared) -> dict[str, list[Measure]]:
    folder = shared / "corpus" / "provincial-reports-2026"
    return {path.stem: read_measures(read_document(folder / f"{path.stem}.txt")) for path in LABELS}


def labels(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def span(row: dict[str, str]) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_labels_are_whole(path):
    rows = labels(path)
    assert {row["kind"] for row in rows} == {"plan", "achievement"}
    assert len({span(row) for row in rows}) == len(rows)
    assert {theme for row in rows for theme in row["themes"].split(";") if theme} <= set(themes())


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_labels_still_find_their_clauses(path, reports):
    texts = {(each.start, each.end): sha_of(each.text) for each in reports[path.stem]}
    found = [row for row in labels(path) if span(row) in texts]
    assert all(texts[span(row)] == row["sha"] for row in found)


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_the_scope_is_read_with_an_f1_of_at_least_09(path, reports):
    read = {(each.start, each.end) for each in reports[path.stem]}
    plans = {span(row) for row in labels(path) if row["kind"] == "plan"}
    assert Score(len(plans & read), len(plans - read), len(read - plans)).f1 >= 0.9


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_no_look_back_is_taken_for_a_plan(path, reports):
    read = {(each.start, each.end) for each in reports[path.stem]}
    assert not [row for row in labels(path) if row["kind"] == "achievement" and span(row) in read]


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_themes_are_read_with_an_f1_of_at_least_085(path, reports):
    read = {(each.start, each.end): each for each in reports[path.stem]}
    total = Score(0, 0, 0)
    for row in labels(path):
        if row["kind"] == "plan":
            measure = read.get(span(row))
            got = set(themes_of_measure(measure)) if measure else set()
            wanted = set(filter(None, row["themes"].split(";")))
            total += Score(len(got & wanted), len(wanted - got), len(got - wanted))
    assert total.f1 >= 0.85
