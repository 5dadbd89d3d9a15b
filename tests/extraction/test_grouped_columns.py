"""Groups over, under or between what a table measures: said of them, never of all."""

import pytest
from built_documents import document

from plancompare.extraction import read_figures

CITY, COUNTRY = ["4.8", "4.1"], ["9.7", "8.8"]


def reading(rows, caption=""):
    built = document(title="某省2016年妇幼卫生年鉴", tables=[(caption, rows)])
    return read_figures(built, region_code="330000")


def said(rows, caption=""):
    figures = reading(rows, caption).figures
    return [(f.indicator_id or f.label, str(f.value), f.year) for f in figures]


@pytest.mark.parametrize("kind", ["城市", "大城市", "浙北片"])
def test_a_group_over_several_measures_is_part_of_each(kind):
    found = said([
        ["年份", "合计", "<", kind, "<"],
        ["^", "婴儿死亡率(‰)", "孕产妇死亡率(1/10万)", "婴儿死亡率(‰)", "孕产妇死亡率(1/10万)"],
        ["2014", "7.9", "12.4", "4.8", "9.1"], ["2015", "7.2", "11.8", "4.1", "8.6"],
    ])  # fmt: skip
    assert found[:4] == [
        ("infant_mortality", "7.9", 2014), ("maternal_mortality", "12.4", 2014),
        (f"{kind}婴儿死亡率(‰)", "4.8", 2014), (f"{kind}孕产妇死亡率(1/10万)", "9.1", 2014),
    ]  # fmt: skip


@pytest.mark.parametrize("group", ["男", "女"])
def test_a_cause_of_death_keeps_the_sex_over_its_rate(group):
    found = said([
        ["死因", "合计", group], ["^", "死亡率(1/10万)", "死亡率(1/10万)"],
        ["恶性肿瘤", "164.3", "207.2"], ["脑血管病", "128.2", "141.5"],
    ], caption="表2 2015年主要死因")  # fmt: skip
    assert found == [
        ("cancer_mortality", "164.3", 2015), (f"恶性肿瘤{group}性死亡率(1/10万)", "207.2", 2015),
        ("stroke_mortality", "128.2", 2015), (f"脑血管病{group}性死亡率(1/10万)", "141.5", 2015),
    ]  # fmt: skip


def test_a_group_over_years_is_part_of_the_label():
    rows = [["指标", "城市", "<", "农村", "<"], ["^", "2014", "2015", "2014", "2015"]]
    found = said([*rows, ["婴儿死亡率(‰)", *CITY, *COUNTRY], ["住院分娩率(%)", *["99"] * 4]])
    assert found[:4] == [
        ("城市婴儿死亡率(‰)", "4.8", 2014), ("城市婴儿死亡率(‰)", "4.1", 2015),
        ("农村婴儿死亡率(‰)", "9.7", 2014), ("农村婴儿死亡率(‰)", "8.8", 2015),
    ]  # fmt: skip


def test_columns_that_nothing_tells_apart_are_doubts():
    rows = [["指标", "试点", "<", "对照", "<"], ["^", "2014", "2015", "2014", "2015"]]
    read = reading([*rows, ["婴儿死亡率(‰)", *CITY, *COUNTRY], ["住院分娩率(%)", *["99"] * 4]])
    assert read.figures == []
    assert [each.label for each in read.unread] == ["婴儿死亡率(‰)", "住院分娩率(%)"]


def panel(first, second):
    rows = [
        ["年份", "婴儿死亡率(‰)", "住院分娩率(%)"],
        [first, "", ""],
        ["2014", "4.8", "99.9"],
        ["2015", "4.1", "99.9"],
        [second, "", ""],
        ["2014", "9.7", "98.2"],
        ["2015", "8.8", "98.7"],
    ]
    return reading(rows)  # fmt: skip


def test_a_group_on_a_line_of_its_own_is_said_of_the_years_under_it():
    found = panel("全省", "农村").figures
    assert [(f.label, str(f.value), f.year) for f in found if f.unit == "permille"] == [
        ("婴儿死亡率(‰)", "4.8", 2014), ("婴儿死亡率(‰)", "4.1", 2015),
        ("农村婴儿死亡率(‰)", "9.7", 2014), ("农村婴儿死亡率(‰)", "8.8", 2015),
    ]  # fmt: skip


def test_years_that_repeat_under_other_lines_are_doubts():
    read = panel("试点组", "对照组")
    assert read.figures == []
    assert {each.label for each in read.unread} == {"婴儿死亡率(‰)", "住院分娩率(%)"}


def test_the_population_that_a_caption_names_is_that_of_all_groups():
    rows = [
        ["年龄组", "合计", "男", "女"],
        ["15~24岁", "4.2", "5.1", "3.3"],
        ["合计", "14", "16", "12"],
    ]
    found = said(rows, caption="表1 2015年农村居民高血压患病率(%)")  # fmt: skip
    assert [name for name, _, _ in found if not name.startswith("15")] == [
        "农村居民高血压患病率(%)", "男性农村居民高血压患病率(%)", "女性农村居民高血压患病率(%)",
    ]  # fmt: skip


def test_a_difference_beside_the_sexes_is_not_measured():
    rows = [["年份", "全省", "男", "女", "男女差值"], ["2010", "77.1", "74.9", "79.5", "4.6"],
            ["2011", "77.3", "75.1", "79.8", "4.7"]]  # fmt: skip
    found = [each for each in said(rows, "表2 2010—2011年某省期望寿命(岁)") if each[2] == 2010]
    assert [each[:2] for each in found if each[0].startswith("life")] == [
        ("life_expectancy", "77.1"), ("life_expectancy_male", "74.9"),
        ("life_expectancy_female", "79.5"),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["^", "杭州市"])
def test_a_place_before_each_year_is_that_of_its_row(span):
    rows = [["地区", "年份", "期望寿命(岁)", "婴儿死亡率(‰)"], ["全省", "2019", "78.1", "3.9"],
            ["全省", "2020", "78.6", "3.5"], ["杭州市", "2019", "82.4", "2.1"],
            [span, "2020", "82.9", "1.9"]]  # fmt: skip
    found = [(f.region_code, str(f.value), f.year) for f in reading(rows).figures]
    assert [each for each in found if each[1] > "7"] == [
        ("330000", "78.1", 2019), ("330000", "78.6", 2020),
        ("330100", "82.4", 2019), ("330100", "82.9", 2020),
    ]  # fmt: skip


def test_a_group_that_nobody_knows_is_not_the_one_before():
    head, rows = ["年份", "婴儿死亡率(‰)"], [["2014", "4.8"], ["2015", "4.1"]]
    read = reading([head, ["农村", ""], *rows, ["试点片", ""], ["2016", "9.7"], ["2017", "8.8"]])
    assert [(f.label, str(f.value)) for f in read.figures if f.year > 2015] == [
        ("试点片婴儿死亡率(‰)", "9.7"), ("试点片婴儿死亡率(‰)", "8.8")
    ]  # fmt: skip
