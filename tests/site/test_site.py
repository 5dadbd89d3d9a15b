"""Charts beside their reports, and the words by which the site finds things."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_tools import DATA, SVG, picture, report

from plancompare.dataset.schema import schemas
from plancompare.reports.files.chart_list import chart_files, read_charts
from plancompare.reports.site.search import keys
from plancompare.reports.told.tables import checks_table

CHECKS = [
    {
        "table": "observations",
        "why": "filled",
        "why_zh": "不为空",
        "blocking": True,
        "passed": True,
    },
    {"table": "gaps", "why": "unique", "why_zh": "编号不重复", "blocking": True, "passed": False},
]
CHECKED = SimpleNamespace(checks={"checks": CHECKS})


def finds(typed: str, *names: str) -> bool:
    """What page.js does: every word typed is somewhere in the keys."""
    return all(word in keys(*names) for word in typed.lower().split())


@pytest.mark.parametrize("typed", ["山东", "东省", "shandong", "SHANDONG", "sds", "sd", "370000"])
def test_a_region_is_found_in_characters_pinyin_and_initials(typed):
    assert finds(typed, "山东省", "370000", "Shandong")


@pytest.mark.parametrize("typed", ["chongqing", "cqs"])
def test_a_character_of_two_readings_is_read_as_in_its_word(typed):
    assert finds(typed, "重庆市")


def test_an_english_name_is_found_where_pinyin_differs():
    assert finds("inner mongolia", "内蒙古自治区", "Inner Mongolia")
    assert finds("shaanxi", "陕西省", "Shaanxi")


def test_words_in_any_order_all_have_to_be_there():
    assert finds("bed 千人口", "每千人口床位数", "Beds per 1,000 people")
    assert not finds("山东 床位", "山东省")


def test_latin_letters_and_digits_in_a_name_stay_as_they_are():
    assert finds("gdp", "卫生总费用占GDP的比重")
    assert finds("5suiyixia", "5岁以下儿童死亡率")


@given(st.text(min_size=1))
def test_any_name_is_found_by_itself(name):
    assert finds(name, name)


def test_a_report_s_charts_lie_beside_it_as_pictures():
    files = chart_files(report(), "zh")
    assert list(files) == ["charts.json", "charts/beds.svg"]
    assert files["charts/beds.svg"] == SVG.encode()


def test_the_list_of_charts_is_read_back(tmp_path):
    for name, content in chart_files(report(), "zh").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    [chart] = read_charts(tmp_path)
    assert (chart.name, chart.alt) == ("beds", picture().alt)
    assert chart.indicators == ("每千人口床位数", "婴儿死亡率")
    assert (chart.width, chart.height) == (238, 120)


def test_a_chart_that_shows_no_indicators_names_none():
    files = chart_files([picture(data=DATA.__class__(("地区",), (("虚构县",),)))], "zh")
    assert json.loads(files["charts.json"])[0]["indicators"] == []


def test_a_report_without_charts_has_an_empty_list(tmp_path):
    assert read_charts(tmp_path) == []
    assert json.loads(chart_files([], "zh")["charts.json"]) == []


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["编号不重复 ✗ 未通过", "不为空 ✓ 通过"]),
        ("en", ["unique ✗ failed", "filled ✓ passed"]),
    ],
)
def test_failed_checks_are_told_first(lang, told):
    table = checks_table(CHECKED, lang)
    assert list(table["check"] + " " + table["result"]) == told


def test_checks_stand_under_the_title_of_their_table():
    titles = list(checks_table(CHECKED, "zh")["table"])
    assert titles == [schemas()["gaps"].title_zh, schemas()["observations"].title_zh]
