"""The five real plans, where they are at hand: none of their text is kept here."""

import hashlib
import re
from pathlib import Path

import pytest

from plancompare.reading import read_document
from plancompare.reading.cleaning import clean
from plancompare.reading.outline import outline

PLANS = Path(__file__).parents[3] / "shared" / "plans"
NAMES = [
    "changzhou-2020-work-plan",
    "leshan-shizhong-14fyp-health-draft",
    "shanxi-2017-work-points",
    "tibet-2023-service-system-opinions",
    "tongliao-14fyp-health",
]
pytestmark = pytest.mark.skipif(not PLANS.exists(), reason=f"no real plans in {PLANS}")


@pytest.fixture(scope="module")
def plans():
    return {name: read_document(PLANS / f"{name}.txt") for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_original_is_the_file(plans, name):
    data = (PLANS / f"{name}.txt").read_bytes()
    assert plans[name].original.encode("utf-8") == data
    assert plans[name].sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_the_plans_in_other_encodings(plans, name, encoding, read):
    again = read(plans[name].original.encode(encoding))
    assert again.original == plans[name].original
    assert again.text == plans[name].text


@pytest.mark.parametrize("name", NAMES)
def test_each_block_and_cell_is_its_original_cleaned(plans, name):
    document = plans[name]
    pieces = [(block.start, block.end) for block in document.blocks]
    pieces += [(c.start, c.end) for t in document.tables for row in t.rows for c in row]
    assert len(pieces) > 10
    for start, end in pieces:
        printed = document.original[slice(*document.original_span(start, end))]
        assert clean(printed).text == document.text[start:end]


@pytest.mark.parametrize("name", NAMES)
def test_no_noise_is_left(plans, name):
    text = plans[name].text
    assert not re.search(
        r"[?]|bookmark|[\u0101-\u01dc]|[，；：（）％０-９\u3000\u00a0]|[,;、。]{2}", text
    )
    assert not re.search(r"[衛醫療構區發計劃與為產黨]", text)


def test_every_figure_of_the_originals_is_still_there(plans):
    for document in plans.values():
        lines = clean(document.original).text
        figures = re.findall(r"\d+(?:\.\d+)?", re.sub(r"_\w+|\[.*?\]", "", document.original))
        assert [f for f in figures if f not in lines] == []


def test_tongliao_has_one_table_of_22_rows(plans, cells):
    (table,) = plans["tongliao-14fyp-health"].tables
    head, *rows = cells(table)
    assert head == ["类别", "指标", "指标", "2020年", "2025年", "指标性质"]
    assert [row[1] for row in rows] == [str(number) for number in range(1, 23)]
    assert {row[5] for row in rows} == {"预期", "约束"}
    assert [row[0] for row in rows].count("健康服务") == 8
    assert rows[7][2:] == ["高血压和Ⅱ型糖尿病患者规范化管理率(%)", "52.4/55.1", "≥80", "约束"]
    assert rows[21][:2] + rows[21][3:] == ["健康保障", "22", "30.06", "<28", "预期"]
    assert table.caption == "主要发展指标"


@pytest.mark.parametrize("name", [name for name in NAMES if "tongliao" not in name])
def test_the_others_have_no_table(plans, name):
    assert plans[name].tables == ()


# Counted in the files by `grep`, not by the program.
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("changzhou-2020-work-plan", {"(": 3, "1": 10}),
        ("leshan-shizhong-14fyp-health-draft", {"章": 4, "节": 18, "、": 45, "——": 11}),
        ("shanxi-2017-work-points", {"(": 30, "、": 6}),
        ("tibet-2023-service-system-opinions", {"(": 26, "、": 7}),
        ("tongliao-14fyp-health", {"、": 5, "专栏": 8}),
    ],
)
def test_headings(plans, name, counts):
    heads = outline(plans[name].text)
    kinds = {
        "章": lambda n: n.endswith("章"),
        "节": lambda n: n.endswith("节"),
        "、": lambda n: n.endswith("、"),
        "(": lambda n: n.startswith("("),
        "1": lambda n: n[0].isdigit(),
        "——": lambda n: n == "——",
        "专栏": lambda n: n.startswith("专栏"),
    }
    assert {kind: sum(kinds[kind](head.number) for head in heads) for kind in counts} == counts


def test_places_name_chapter_and_section(plans):
    document = plans["tongliao-14fyp-health"]
    place = next(b.place for b in document.blocks if "1~1.5名" in document.text[b.start : b.end])
    assert [part[:3] for part in place.split(" / ")] == ["三、主", "(二)", "6.加"]


def test_the_web_page_around_changzhou_is_left_out(plans):
    document = plans["changzhou-2020-work-plan"]
    assert len(document.blocks) == 15
    assert document.text.strip().startswith("2020年")
    assert "浏览次数" in document.original
    assert "浏览次数" not in document.text


def test_tibets_brackets(plans):
    text = plans["tibet-2023-service-system-opinions"].text
    assert set(re.findall(r"\(([^()一二三四五六七]{1,4})\)", text)) == {
        "市",
        "藏",
        "人民政府",
        "编办",
    }
