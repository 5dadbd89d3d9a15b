"""What the columns of a table hold, where their names do not say it outright."""

from built_documents import document

from plancompare.extraction import extract


def figures(rows, title):
    return extract(document(title=title, tables=[("", rows)]), region_code="330000")


def test_each_row_has_its_own_year_and_place():
    found = figures(
        [["地区", "指标", "年份", "数值", "单位"], ["杭州市", "婴儿死亡率", "2021", "2.1", "‰"],
         ["宁波市", "孕产妇死亡率", "2022", "3.4", "1/10万"]],
        "某省卫生健康数据",
    )  # fmt: skip
    assert [(f.indicator_id, str(f.value), f.year, f.region_code) for f in found] == [
        ("infant_mortality", "2.1", 2021, "330100"), ("maternal_mortality", "3.4", 2022, "330200"),
    ]  # fmt: skip


def test_a_first_column_of_labels_is_theirs_whatever_it_is_called():
    rows = [["主要目标", "2015年目标", "2020年目标"], ["人均体育场地面积(平方米)", "1.4", "1.7"],
            ["非公立医疗机构床位数占比(%)", "18", "24"]]  # fmt: skip
    found = figures(rows, "某市健康服务业发展规划")
    assert [(str(f.value), f.year, f.role) for f in found] == [
        ("1.4", 2015, "target"), ("1.7", 2020, "target"),
        ("18", 2015, "target"), ("24", 2020, "target"),
    ]  # fmt: skip


def test_a_column_of_bounds_is_aimed_at():
    rows = [["指标", "2025年", "2030年", "性质"], ["婴儿死亡率(‰)", "≤4.6", "4.1", "预期性"],
            ["孕产妇死亡率(1/10万)", "≤11", "≤9", "预期性"]]  # fmt: skip
    assert {f.role for f in figures(rows, "某区推进健康行动的实施意见")} == {"target"}


def test_a_few_bounds_beside_a_first_year_of_none_are_aimed_at():
    rows = [["指标", "2020年", "2025年", "2030年", "属性"],
            ["孕产妇死亡率(1/10万)", "9.3", "<9", "<8", "预期性"],
            ["人均预期寿命(岁)", "78.2", "79.5", "81", "预期性"],
            ["居民健康素养水平(%)", "23.5", "28", "35", "预期性"]]  # fmt: skip
    lines = [("", " ".join(row)) for row in rows]
    for found in (figures(rows, "主要指标"), extract(document(*lines, title="主要指标"))):
        roles = {f.year: f.role for f in found}
        assert roles == {2020: "actual", 2025: "target", 2030: "target"}


def test_what_one_year_has_over_another_is_no_value():
    rows = [
        ["指标", "2020年", "2023年", "2023年比2020年"],
        ["每千人口床位数(张)", "6.1", "7.0", "0.9"],
    ]
    assert [str(f.value) for f in figures(rows, "某省统计报告")] == ["6.1", "7.0"]


def test_years_beside_a_column_of_all_goals_are_reached():
    head = ["指标", "单位", "2010年", "2020年", "纲要目标", "目标实现程度(%)"]
    rows = [head, ["孕产妇死亡率", "1/10万", "30.1", "16.8", "≤20", "100"]]
    title = "某省妇女发展纲要(2011—2020年)实施情况监测"
    found = extract(document(title=title, tables=[("附表", rows)]))
    assert [(str(f.value), f.role) for f in found] == [
        ("30.1", "actual"), ("16.8", "actual"), ("20", "target")
    ]  # fmt: skip


def test_bare_years_before_the_column_of_goals_are_reached():
    head = ["指标", "基期值(2018年)", "2020年", "2022年目标", "进展"]
    rows = [head, ["居民健康素养水平(%)", "18.1", "24.5", "≥22", "提前实现"]]
    found = figures(rows, "健康某省行动(2019—2030年)2020年进展")
    assert [(f.year, f.role) for f in found] == [
        (2018, "actual"), (2020, "actual"), (2022, "target")
    ]  # fmt: skip
