"""The draft of measures.csv that a person starts from."""

import csv
from pathlib import Path

import pytest

from plancompare.extraction.evaluate import Score
from plancompare.measures.draft import draft_measures
from plancompare.reading import read_document
from plancompare.sources import load_source

RAW = Path(__file__).parents[2] / "data/raw"
PLANS = sorted(
    path.parent.name
    for path in RAW.glob("*/measures.csv")
    if not path.parent.name.endswith("-government-report")
)
COLUMNS = ["place", "theme", "lead_agencies", "supporting_agencies", "count", "unit", "year"]

# A fictional plan of a fictional county.
PLAN = """云山县卫生健康发展规划（虚构）
一、主要任务
（一）办好中医。发展中医药，培训中医骨干，到2025年新建12个中医馆。〔卫生健康局负责，财政局配合〕
——办好义诊。每年下乡。
（二）其他事项。处理来信。
"""


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return draft_measures(read_document(path))


def test_an_item_has_its_themes_those_of_most_clauses_first(rows):
    item = rows[0]
    assert item["place"] == "一、主要任务 / (一)办好中医"
    assert item["theme"] == "tcm;workforce"


def test_an_item_has_its_agencies_once(rows):
    assert rows[0]["lead_agencies"] == "卫生健康局"
    assert rows[0]["supporting_agencies"] == "财政局"


def test_a_count_has_a_row_of_its_own(rows):
    assert [rows[1][column] for column in ("theme", "count", "unit", "year")] == [
        "tcm", "12", "中医馆", "2025",
    ]  # fmt: skip


def test_points_belong_to_the_item_above_them(rows):
    assert not [row for row in rows if "——" in row["place"]]


def test_an_item_without_a_theme_is_left_to_the_person(rows):
    assert not [row for row in rows if "其他事项" in row["place"]]


def test_the_columns_are_those_of_the_file(rows):
    assert all(list(row) == COLUMNS for row in rows)


def test_the_draft_is_a_file_that_can_be_loaded(rows, make_source):
    folder = make_source()
    with (folder / "measures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert len(load_source(folder).measures) == len(rows)


@pytest.mark.parametrize("plan", PLANS)
def test_the_draft_names_every_item_that_was_confirmed(plan, shared):
    drafted = draft_measures(read_document(shared / "plans" / f"{plan}.txt"))
    items = {row["place"].split(" / ")[-1] for row in drafted}
    confirmed = {
        each.place.split(" / ")[-1]
        for each in load_source(RAW / plan).measures
        if each.count is None
    }
    # items whose every clause is about everything and nothing are left to the person
    assert len(confirmed - items) <= 1


@pytest.mark.parametrize("plan", PLANS)
def test_the_draft_has_nearly_all_themes_that_a_person_confirmed(plan, shared):
    drafted = draft_measures(read_document(shared / "plans" / f"{plan}.txt"))
    found = {(row["place"].split(" / ")[-1], theme) for row in drafted if not row["count"]
             for theme in row["theme"].split(";")}  # fmt: skip
    wanted = {(each.place.split(" / ")[-1], theme) for each in load_source(RAW / plan).measures
              if each.count is None for theme in each.themes}  # fmt: skip
    score = Score(len(found & wanted), len(wanted - found), len(found - wanted))
    assert score.recall >= 0.85


def test_the_draft_has_nearly_all_agencies_that_a_person_confirmed(shared):
    """A sentence may name its subject in one part and give it its charge in a later one."""
    wanted, found = set(), set()
    for plan in PLANS:
        drafted = draft_measures(read_document(shared / "plans" / f"{plan}.txt"))
        found |= {
            (row["place"].split(" / ")[-1], name)
            for row in drafted
            for name in row["lead_agencies"].split("、")
        }
        wanted |= {
            (each.place.split(" / ")[-1], name)
            for each in load_source(RAW / plan).measures
            for name in each.leads
        }
    assert len(wanted) == 38
    assert len(wanted - found) <= 1


# A fictional work report of a fictional province.
REPORT = """2026年云山省政府工作报告
一、2025年工作回顾
建成养老床位900张。
二、2026年重点工作
（一）办好民生实事。新增普惠托位300个，推行长期护理保险制度，实施教育扩优行动。
（二）培育产业。做强钢铁、船舶、纺织、生物医药等产业。
"""


def test_each_measure_of_a_work_report_has_a_row_with_its_subject(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    drafted = draft_measures(read_document(path))
    assert [(row["subject"], row["theme"], row["count"]) for row in drafted] == [
        ("托育服务", "childcare", "300"),
        ("长期护理保险", "insurance", ""),
    ]
    assert list(drafted[0]) == ["place", "subject", *COLUMNS[1:]]
