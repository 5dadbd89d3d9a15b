"""Tables of indicators as plans print them."""

from decimal import Decimal

import pytest
from built_documents import document

from plancompare.extraction import extract
from plancompare.extraction.tables import values_in

PERIOD = (2021, 2025)


def figures(rows, caption="主要发展指标", region="330100", period=PERIOD):
    built = document(title="某市规划", tables=[(caption, rows)])
    return extract(built, region_code=region, period=period)


def said(figure):
    value = None if figure.value is None else str(figure.value)
    name = figure.indicator_id or figure.label
    return (name, value, figure.unit, figure.bound, figure.year, figure.role)


def test_year_columns_are_the_state_and_the_promise():
    found = figures([
        ["指标", "2020年", "2025年", "属性"],
        ["人均预期寿命(岁)", "78.6", "80", "预期性"],
        ["孕产妇死亡率(1/10万)", "8.9", "≤8.5", "约束性"],
    ])  # fmt: skip
    assert [said(figure) for figure in found] == [
        ("life_expectancy", "78.6", "years", "exact", 2020, "actual"),
        ("life_expectancy", "80", "years", "exact", 2025, "target"),
        ("maternal_mortality", "8.9", "per_100k", "exact", 2020, "actual"),
        ("maternal_mortality", "8.5", "per_100k", "at_most", 2025, "target"),
    ]
    assert [figure.nature for figure in found] == ["预期性", "预期性", "约束性", "约束性"]
    assert found[0].place == "主要发展指标 / 第1行"


def test_a_unit_column_gives_the_unit():
    found = figures([
        ["序号", "指标名称", "单位", "2020年", "2025年"],
        ["1", "每千人口医疗卫生机构床位数", "张", "6.9", "7.5"],
        ["2", "婴儿死亡率", "‰", "3.1", "3"],
        ["3", "孕产妇死亡率", "1/10万", "8.9", "8.5"],
        ["4", "居民健康素养水平", "%", "24", "30"],
    ])  # fmt: skip
    assert [figure.unit for figure in found[::2]] == ["per_1000", "permille", "per_100k", "percent"]


@pytest.mark.parametrize("number", ["1.", "1、", "(1)", "1) "])
def test_a_number_before_a_label_is_none_of_it(number):
    found = figures([
        ["指标", "2020年", "2025年"],
        [number + "婴儿死亡率(‰)", "3.1", "3"],
        ["2.5岁以下儿童死亡率(‰)", "4.2", "4"],
    ])  # fmt: skip
    assert [figure.label for figure in found[::2]] == ["婴儿死亡率(‰)", "5岁以下儿童死亡率(‰)"]


def test_a_label_that_a_condition_leads_is_its_last_clause():
    _, found = figures([
        ["指标", "2025年"],
        ["人均预期寿命(岁)", "80"],
        ["按国家统一的口径每年测算一次,居民健康素养水平(%)", "30"],
    ])  # fmt: skip
    assert (found.label, found.indicator_id) == ("居民健康素养水平(%)", "health_literacy")


@pytest.mark.parametrize("head", ["省定目标值", "国定目标", "市定2025年目标"])
def test_what_those_above_ask_for_is_no_target_of_its_own(head):
    found = figures([["指标", "2025年目标", head], ["婴儿死亡率(‰)", "3", "5"]])
    assert [str(figure.value) for figure in found] == ["3"]


def test_how_many_there_are_in_all_is_stated_only_as_a_promise():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["三级医院(所)", "2", "4"],
        ["每千人口注册护士数(人)", "3.2", "3.8"],
    ])  # fmt: skip
    assert [(str(figure.value), figure.role) for figure in found] == [
        ("4", "target"), ("3.2", "actual"), ("3.8", "target"),
    ]  # fmt: skip


def test_a_category_on_the_first_row_of_a_group_is_no_label():
    found = figures([
        ["类别", "序号", "指标", "2020年", "2025年", "指标性质"],
        ["健康水平", "1", "人均预期寿命(岁)", "78.6", "80", "预期性"],
        ["^", "2", "婴儿死亡率(‰)", "3.1", "3", "预期性"],
        ["资源配置", "3", "每千人口注册护士数(人)", "3.6", "4.1", "预期性"],
    ])  # fmt: skip
    assert [figure.indicator_id for figure in found[::2]] == [
        "life_expectancy", "infant_mortality", "nurses_per_1000",
    ]  # fmt: skip


def test_a_sub_row_is_named_with_what_it_is_part_of():
    found = figures([
        ["指标", "单位", "2020年", "2025年"],
        ["每千人口医疗卫生机构床位数", "张", "6.9", "7.5"],
        ["其中:公立医院", "张", "4.4", "4.6"],
        ["基层医疗卫生机构", "张", "1.3", "1.4"],
        ["每千人口执业(助理)医师数", "人", "3.2", "3.6"],
    ])  # fmt: skip
    assert [figure.indicator_id for figure in found[::2]] == [
        "beds_per_1000", "public_hospital_beds_per_1000", "primary_beds_per_1000",
        "physicians_per_1000",
    ]  # fmt: skip


def test_a_sub_row_that_the_catalogue_does_not_know_is_not_the_plain_indicator():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["婴儿死亡率(‰)", "3.1", "3"],
        ["其中:山区", "4.1", "4"],
    ])  # fmt: skip
    assert [figure.indicator_id for figure in found] == ["infant_mortality"] * 2 + [""] * 2
    assert found[2].label == "山区婴儿死亡率"
    assert [figure.unit for figure in found] == ["permille"] * 4


def test_a_sub_row_has_the_unit_of_what_it_is_part_of_unless_it_says_its_own():
    found = figures([
        ["指标", "单位", "2020年", "2025年"],
        ["孕产妇死亡率", "1/10万", "8.7", "8"],
        ["其中:产后出血", "", "0.8", "0.7"],
        ["高血压患者管理率(%)", "", "71", "75"],
        ["其中:医师上门次数(次)", "", "2", "3"],
    ])  # fmt: skip
    units = ["per_100k"] * 4 + ["percent"] * 2
    assert [figure.unit for figure in found][:6] == units
    assert "percent" not in [figure.unit for figure in found[6:]]


def test_a_dash_is_a_row_without_a_value():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["15岁以上人群吸烟率(%)", "—", "≤20"],
    ])  # fmt: skip
    assert [figure.value for figure in found] == [None, Decimal(20)]


def test_words_instead_of_a_value_are_no_figure():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["婴儿死亡率(‰)", "3.1", "持续降低"],
        ["居民健康素养水平(%)", "24", "达到国家要求"],
    ])  # fmt: skip
    assert [said(figure)[0] for figure in found] == ["infant_mortality", "health_literacy"]


def test_a_change_in_a_cell_has_its_direction():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["重大慢性病过早死亡率(%)", "13.2", "比2020年降低10%"],
        ["人均预期寿命(岁)", "78.6", "提高1岁左右"],
    ])  # fmt: skip
    changes = [figure for figure in found if figure.role == "change"]
    assert [(said(each)[:4], each.direction) for each in changes] == [
        (("premature_ncd_mortality", "10", "percent", "exact"), "down"),
        (("life_expectancy", "1", "years", "about"), "up"),
    ]


def test_a_paired_cell_is_a_figure_for_each_indicator():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["高血压和糖尿病患者规范管理率(%)", "70.1/68.4", "≥75"],
    ])  # fmt: skip
    assert [said(figure)[:2] for figure in found] == [
        ("hypertension_standard_management", "70.1"), ("diabetes_standard_management", "68.4"),
        ("hypertension_standard_management", "75"), ("diabetes_standard_management", "75"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "years", "roles"),
    [
        (["指标", "现状值", "目标值"], [2020, 2025], ["actual", "target"]),
        (["指标", "2020年基期值", "2025年目标值"], [2020, 2025], ["actual", "target"]),
        (["主要指标", "2020年实际", "2025年规划"], [2020, 2025], ["actual", "target"]),
        (["指标", "“十三五”末", "“十四五”末"], [2020, 2025], ["actual", "target"]),
        (["指标", "2019年", "2020年"], [2019, 2020], ["actual", "actual"]),
        (["指标", "2023年目标", "2025年目标"], [2023, 2025], ["target", "target"]),
    ],
)
def test_heads_say_year_and_role(head, years, roles):
    found = figures([head, ["婴儿死亡率(‰)", "3.1", "3"]])
    assert [figure.year for figure in found] == years
    assert [figure.role for figure in found] == roles


def test_a_head_of_two_rows_is_read_as_one():
    found = figures(
        [
            ["领域", "指标", "基期水平", "目标值", "<", "指标性质"],
            ["^", "^", "^", "2022年", "2030年", "^"],
            ["健康知识", "居民健康素养水平(%)", "17.8", "≥24", "≥32", "预期性"],
        ],
        period=(2020, 2030),
    )
    assert [said(figure)[1:] for figure in found] == [
        ("17.8", "percent", "exact", 2019, "actual"),
        ("24", "percent", "at_least", 2022, "target"),
        ("32", "percent", "at_least", 2030, "target"),
    ]


def test_columns_that_say_who_or_how_are_left_out():
    found = figures([
        ["序号", "指标", "2020年", "2025年", "年均增速(%)", "责任部门", "备注"],
        ["1", "每千人口注册护士数(人)", "3.6", "4.1", "2.6", "市卫生健康委", "含助产士3人"],
    ])  # fmt: skip
    assert [figure.value for figure in found] == [Decimal("3.6"), Decimal("4.1")]


def test_a_column_of_another_region_carries_that_region():
    found = figures([
        ["指标", "全国2020年", "全市2020年", "2025年目标"],
        ["婴儿死亡率(‰)", "5.4", "3.1", "3"],
    ])  # fmt: skip
    assert [figure.region_code for figure in found] == ["100000", "330100", "330100"]


def test_regions_under_a_year_each_carry_their_own():
    found = figures([
        ["指标", "2020年", "<", "2025年", "<"],
        ["^", "全省", "全市", "全省", "全市"],
        ["婴儿死亡率(‰)", "4", "3.1", "3.8", "3"],
    ])  # fmt: skip
    assert [(figure.year, figure.region_code) for figure in found] == [
        (2020, "330000"), (2020, "330100"), (2025, "330000"), (2025, "330100"),
    ]  # fmt: skip


def test_a_head_that_names_the_unit_in_brackets_is_that_of_labels():
    found = figures([["指标(单位)", "2020年", "2025年"], ["婴儿死亡率(‰)", "3.1", "3"]])
    assert [figure.indicator_id for figure in found] == ["infant_mortality"] * 2


def test_labels_may_stand_after_their_values():
    found = figures([["2025年目标", "2020年", "指标名称"], ["3", "3.1", "婴儿死亡率(‰)"]])
    assert [said(figure)[4:] for figure in found] == [(2025, "target"), (2020, "actual")]


def test_a_row_that_pairs_two_labels_has_a_value_for_each():
    found = figures([
        ["指标", "2025年"],
        ["每千人口执业(助理)医师数/注册护士数(人)", "3.3/3.8"],
    ])  # fmt: skip
    assert [said(figure)[:2] for figure in found] == [
        ("physicians_per_1000", "3.3"), ("nurses_per_1000", "3.8"),
    ]  # fmt: skip


def test_a_year_in_the_cell_overrules_the_column():
    found = figures([
        ["指标", "2020年", "2025年"],
        ["居民健康素养水平(%)", "24.1(2019年)", "30"],
    ])  # fmt: skip
    assert [figure.year for figure in found] == [2019, 2025]


def test_a_table_that_goes_on_without_its_head_keeps_its_columns():
    head = ["指标", "2020年", "2025年"]
    built = document(
        title="某市规划",
        tables=[
            ("指标", [head, ["婴儿死亡率(‰)", "3.1", "3"]]),
            ("", [["孕产妇死亡率(/10万)", "8.9", "8.5"]]),
        ],
    )
    found = extract(built, region_code="330100", period=PERIOD)
    assert [figure.year for figure in found] == [2020, 2025, 2020, 2025]


def test_a_table_of_other_things_has_no_figures():
    assert figures([["序号", "项目名称", "总投资(万元)"], ["1", "市人民医院迁建", "12000"]]) == []
    assert figures([["机构", "地址"], ["市疾控中心", "人民路12号"]]) == []


def test_the_quote_runs_from_the_label_to_the_value():
    found = figures([["指标", "2020年", "2025年"], ["婴儿死亡率(‰)", "3.1", "3"]])
    assert [figure.quote for figure in found] == ["婴儿死亡率(‰)\n3.1", "婴儿死亡率(‰)\n3.1\n3"]
    assert all(figure.value_printed in figure.quote for figure in found)


def test_two_tables_side_by_side_each_have_their_labels():
    found = figures([
        ["指标", "2020年", "2025年", "指标", "2020年", "2025年"],
        ["婴儿死亡率(‰)", "3.1", "3", "居民健康素养水平(%)", "24", "30"],
    ])  # fmt: skip
    assert [said(figure)[:2] for figure in found] == [
        ("infant_mortality", "3.1"), ("infant_mortality", "3"),
        ("health_literacy", "24"), ("health_literacy", "30"),
    ]  # fmt: skip


@pytest.mark.parametrize("printed", ["78.5①", "78.5岁[1]", "78.5★"])
def test_footnote_marks_are_no_part_of_a_value(printed):
    assert [value.value for value in values_in(printed)] == [Decimal("78.5")]
