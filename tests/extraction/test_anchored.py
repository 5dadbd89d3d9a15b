"""Tables that have lost their shape are put together again around the labels of the catalogue."""

import pytest

from plancompare.extraction import extract, read_figures
from plancompare.reading import read_document

HEAD = ["领域", "序号", "主要指标", "单位", "2020年", "2025年目标", "指标性质"]
ROWS = [
    ["健康水平", "1", "人均预期寿命", "77.9", ">79", "预期性"],  # its unit's cell was empty
    ["2", "孕产妇死亡率", "/10万", "9.1", "<8", "预期性"],
    ["3", "居民健康素养水平", "%", "-", "30", "预期性"],
    ["健康服务", "4", "每千人口拥有注册护士数", "2.9", "3.8", "约束性"],
]


@pytest.fixture
def read(tmp_path):
    def figures_of(text):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        found = extract(read_document(path), region_code="330100")
        return [
            (each.label, str(each.value), each.bound, each.unit, each.year, each.role)
            for each in found
            if each.value is not None
        ]

    return figures_of


def test_cells_one_a_line_with_empty_ones_lost(read):
    lines = "\n".join([*HEAD, *(cell for row in ROWS for cell in row)])
    assert read(f"某市“十四五”卫生健康主要指标\n{lines}\n5\n") == [
        ("人均预期寿命", "77.9", "exact", "years", 2020, "actual"),
        ("人均预期寿命", "79", "above", "years", 2025, "target"),
        ("孕产妇死亡率", "9.1", "exact", "per_100k", 2020, "actual"),
        ("孕产妇死亡率", "8", "below", "per_100k", 2025, "target"),
        ("居民健康素养水平", "30", "exact", "percent", 2025, "target"),
        ("每千人口拥有注册护士数", "2.9", "exact", "per_1000", 2020, "actual"),
        ("每千人口拥有注册护士数", "3.8", "exact", "per_1000", 2025, "target"),
    ]


def test_rows_run_together_in_one_line_with_their_numbers(read):
    text = (
        "某市“十四五”卫生健康规划\n专栏 主要指标\n序号 指标 单位 属性 2025年 2020年\n"
        "13 居民平均预期寿命 岁 预期性 >83 -\n14 孕产妇死亡率 1/10万 预期性 <7 -\n"
        "15 婴儿死亡率 ‰ 预期性 <3 2.9\n"
    )
    assert read(text) == [
        ("居民平均预期寿命", "83", "above", "years", 2025, "target"),
        ("孕产妇死亡率", "7", "below", "per_100k", 2025, "target"),
        ("婴儿死亡率", "3", "below", "permille", 2025, "target"),
        ("婴儿死亡率", "2.9", "exact", "permille", 2020, "actual"),
    ]


def test_a_head_broken_in_two_and_a_target_put_as_a_change(read):
    text = (
        "某市“十三五”卫生健康指标完成情况\n序号\n指标\n单位\n2020年\n完成情况\n2020年\n规划目标\n"
        "1\n人均期望寿命\n81.2\n(市级测算)\n≥80\n2\n重大慢性病过早死亡率\n%\n9.1\n"
        "比2015年(12.3)降低10个百分点\n3\n婴儿死亡率\n2.4\n≤4\n"
    )
    assert read(text) == [
        ("人均期望寿命", "81.2", "exact", "years", 2020, "actual"),
        ("人均期望寿命", "80", "at_least", "years", 2020, "target"),
        ("重大慢性病过早死亡率", "9.1", "exact", "percent", 2020, "actual"),
        ("重大慢性病过早死亡率", "12.3", "exact", "percent", 2015, "actual"),
        ("重大慢性病过早死亡率", "10", "exact", "pct_points", 2020, "change"),
        ("婴儿死亡率", "2.4", "exact", "permille", 2020, "actual"),
        ("婴儿死亡率", "4", "at_most", "permille", 2020, "target"),
    ]


def test_short_lines_of_prose_are_no_table(read):
    text = "某市健康报告\n2023年,主要指标如下。\n婴儿死亡率\n较低。\n孕产妇死亡率\n2\n"
    assert read(text) == []


@pytest.mark.parametrize(
    ("cell", "value", "bound"),
    [
        ("7.2[1]", "7.2", "exact"),
        ("2.6★", "2.6", "exact"),
        ("26以上(含)", "26", "at_least"),
        ("[12]", "12", "exact"),
        ("7.2①", "7.2", "exact"),
    ],
)
def test_marks_at_a_value_do_not_make_it_vanish(read, cell, value, bound):
    text = (
        "某市“十四五”卫生健康规划\n指标 | 单位 | 2025年\n"
        f"每千人口床位数 | 张 | {cell}\n婴儿死亡率 | ‰ | 3\n"
    )
    assert read(text)[0][1:3] == (value, bound)


CONTINUED = """某行动主要指标
领域

序号

指标

基期水平

2022年目标值

2030年目标值

指标性质

健康知识普及行动

1

居民健康素养水平(%)

12.4

≥21

≥29

预期性

说明:这一段把表格隔开。

5

孕妇贫血率(%)

16.5

<13

<9

预期性

6

5岁以下儿童生长迟缓率(%)

7.2

<6

<4

预期性
"""


def test_rows_that_a_note_cuts_off_go_on_with_the_columns_of_their_table(tmp_path):
    (file := tmp_path / "表.txt").write_text(CONTINUED, encoding="utf-8")
    found = extract(read_document(file), region_code="330100")
    assert [(str(each.value), each.year, each.role) for each in found] == [
        ("12.4", None, "actual"), ("21", 2022, "target"), ("29", 2030, "target"),
        ("16.5", None, "actual"), ("13", 2022, "target"), ("9", 2030, "target"),
        ("7.2", None, "actual"), ("6", 2022, "target"), ("4", 2030, "target"),
    ]  # fmt: skip


OF_WHOM = (
    "1|人均预期寿命|户籍人口|预期性|≥81.3岁|2|婴儿死亡率|户籍人口|预期性|≤3.1‰|全人口|预期性|≤4.7‰|"
    "3|孕产妇死亡率|全人口|预期性|≤8.5/10万|4|自愿无偿献血比例|-|预期性|100%|"
    "5|每千人口注册护士数|常住人口|预期性|3.6"
)


@pytest.mark.parametrize(
    "head", ["序号|主要指标|统计口径|属性|2025年目标", "序号|主要指标|属性|2025年目标"]
)
def test_of_whom_a_row_is_stands_between_label_and_value(read, head):
    lines = f"{head}|{OF_WHOM}".replace("|", "\n\n")
    found = read(f"某区“十四五”卫生健康规划指标\n\n{lines}\n")
    if "口径" not in head:  # nothing says what the line is of
        found = [each for each in found if each[0] != "自愿无偿献血比例"]
    assert [each[:2] for each in found] == [
        ("户籍人口人均预期寿命", "81.3"),
        ("户籍人口婴儿死亡率", "3.1"),
        ("婴儿死亡率", "4.7"),
        ("孕产妇死亡率", "8.5"),
        *([("自愿无偿献血比例", "100")] if "口径" in head else []),
        ("每千人口注册护士数", "3.6"),
    ]


def test_a_population_that_is_a_row_stays_one(read):
    lines = "\n".join(
        [*HEAD, *ROWS[0], "2", "城镇化率", "%", "61", "64", "3", "常住人口", "万人", "210", "220"]
    )
    assert ("城镇化率", "64") in [each[:2] for each in read(f"某市“十四五”主要指标\n{lines}\n")]


def test_a_whole_value_before_the_name_of_the_next_part(read):
    more = ["4", "每千人口医疗机构床位数", "张", "6.4", "6", "医疗保障"]
    more += ["5", "个人卫生支出占卫生总费用的比重", "%", "26", "25"]
    lines = "\n".join([*HEAD, *(cell for row in ROWS[:3] for cell in row), *more])
    found = read(f"某市“十四五”卫生健康主要指标\n{lines}\n")
    assert ("每千人口医疗机构床位数", "6") in [each[:2] for each in found]


def test_a_column_that_is_no_value_has_its_cell_and_a_category_stands_before_the_label(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某市国民经济和社会发展第十五个五年规划纲要\n专栏1 主要指标\n"
        "类别 指标 2025年 2030年 年均/累计 属性\n"
        "创新驱动 4.研发经费投入增长(%) — — >7 预期性\n"
        "民生福祉 11.人均预期寿命(岁) 79.3 80 — 预期性\n"
        "13.3岁以下婴幼儿入托率(%) 8.1 15 — 预期性\n",
        encoding="utf-8",
    )
    found = extract(read_document(path))
    assert [(f.label, str(f.value), f.year, f.role) for f in found] == [
        ("人均预期寿命(岁)", "79.3", 2025, "actual"), ("人均预期寿命(岁)", "80", 2030, "target"),
        ("3岁以下婴幼儿入托率(%)", "8.1", 2025, "actual"),
        ("3岁以下婴幼儿入托率(%)", "15", 2030, "target"),
    ]  # fmt: skip


def test_how_far_a_goal_is_reached_in_words_is_no_value(read):
    head = "某市“十二五”规划主要指标实现情况\n指标名称 单位 规划目标 2015年实际 完成情况\n"
    found = read(f"{head}人均期望寿命 岁 77 77.6 完成\n婴儿死亡率 ‰ ≤8 5.3 完成\n")
    assert [(each[0], each[1], each[5]) for each in found] == [
        ("人均期望寿命", "77", "target"), ("人均期望寿命", "77.6", "actual"),
        ("婴儿死亡率", "8", "target"), ("婴儿死亡率", "5.3", "actual"),
    ]  # fmt: skip


def test_a_change_beside_two_years_has_its_cell_and_leaves_no_doubt(tmp_path):
    head = "某省2014年统计年鉴\n2-8 妇幼保健\n项 目 2012 2013 2013年比2012年±%\n"
    rows = "孕产妇死亡率(1/10万) 15.2 14.1 -7.2\n婴儿死亡率(‰) 7.3 6.9 -5.5\n"
    (path := tmp_path / "table.txt").write_text(
        f"{head}{rows}住院分娩率(%) 99.8 99.9 0.1\n", "utf-8"
    )
    reading = read_figures(read_document(path))
    assert [(str(f.value), f.year) for f in reading.figures] == [
        ("15.2", 2012), ("14.1", 2013), ("7.3", 2012), ("6.9", 2013), ("99.8", 2012), ("99.9", 2013)
    ]  # fmt: skip
    assert reading.unread == []


def test_lines_that_say_how_a_value_came_about_are_sentences(read):
    text = (
        "“健康某省2030”规划纲要的主要指标\n2030年的指标,其中:\n"
        "人均预期寿命 达到79岁(2020年人均预期寿命达到77.4岁) |\n"
        "重大慢性病过早死亡率 较2015年下降30% |\n"
        "婴儿死亡率 5.0‰(目前8.3‰) |\n孕产妇死亡率 12/10万(目前20.6/10万) |\n"
    )
    assert {each[:2] + each[4:] for each in read(text)} == {
        ("人均预期寿命", "79", 2030, "target"),
        ("人均预期寿命", "77.4", 2020, "target"),
        ("重大慢性病过早死亡率", "30", 2030, "change"),
        ("婴儿死亡率", "5.0", 2030, "target"),
        ("婴儿死亡率", "8.3", None, "actual"),
        ("孕产妇死亡率", "12", 2030, "target"),
        ("孕产妇死亡率", "20.6", None, "actual"),
    }


BOX = """指标名称
2020年
2025年
年均增速
〔累计〕
属性
(一)民生福祉
1.城镇新增就业人数(万人)
—
—
〔6〕
预期性
2.人均预期寿命(岁)
77.4
78.6
〔1.2〕
预期性
3.每千人口医师数(人)
2.3
2.9
4.7%
预期性
4.婴儿死亡率(‰)
5.1
<4
—
约束性
"""
OF_BOX = [
    ("人均预期寿命(岁)", "77.4", "exact", "years", 2020, "actual"),
    ("人均预期寿命(岁)", "78.6", "exact", "years", 2025, "target"),
    ("每千人口医师数(人)", "2.3", "exact", "per_1000", 2020, "actual"),
    ("每千人口医师数(人)", "2.9", "exact", "per_1000", 2025, "target"),
    ("婴儿死亡率(‰)", "5.1", "exact", "permille", 2020, "actual"),
    ("婴儿死亡率(‰)", "4", "below", "permille", 2025, "target"),
]


@pytest.mark.parametrize("head", ["年均增速\n〔累计〕", "年均增长(%)", "年均增速〔累计〕"])
@pytest.mark.parametrize("first", ["(一)民生福祉", "民生保障"])
def test_what_five_years_add_up_to_has_its_cell_in_an_outline_s_box(read, head, first):
    text = BOX.replace("年均增速\n〔累计〕", head).replace("(一)民生福祉", first)
    assert read(f"某县“十四五”规划纲要\n专栏1 主要指标\n{text}") == OF_BOX


def test_the_numbers_of_a_list_of_names_are_no_values(read):
    names = ["人均预期寿命", "婴儿死亡率", "床位使用率", "每千人口医师数", "健康素养水平"]
    for between in (" ", "\n", "."):
        listed = "\n".join(f"{number}{between}{name}" for number, name in enumerate(names, start=3))
        assert read(f"评价指标目录\n{listed}\n") == []


def test_what_the_last_plan_came_to_and_the_next_table_after_it(tmp_path):
    rows = "人均预期寿命(岁) 76.1 77.2 77.9 完成\n婴儿死亡率(‰) 5.4 5.1 4.2 完成\n"
    text = f"“十三五”主要指标完成情况表\n指标名称 2015年 “十三五”目标 2020年完成 完成情况\n{rows}"
    text += "专栏 “十四五”主要指标\n指标名称 2020年基数 2025年目标 指标性质\n"
    text += "人均预期寿命(岁) 77.9 79 预期性\n婴儿死亡率(‰) 4.2 <4 预期性\n"
    (path := tmp_path / "plan.txt").write_text(f"某市第十四个五年规划纲要\n\n{text}", "utf-8")
    found = extract(read_document(path))
    told = [(str(f.value), f.year, f.role) for f in found if f.indicator_id == "life_expectancy"]
    assert told == [
        ("76.1", 2015, "actual"), ("77.2", 2020, "target"), ("77.9", 2020, "actual"),
        ("77.9", 2020, "actual"), ("79", 2025, "target"),
    ]  # fmt: skip


def test_how_far_a_goal_is_met_beside_what_was_reached(tmp_path):
    text = "|指标|2015年|“十三五”目标|2020年完成|完成情况|\n|---|---|---|---|---|\n"
    text += "|婴儿死亡率(‰)|5.4|5.1|4.2|完成|\n|人均预期寿命(岁)|76.1|77.2|77.9|完成|\n"
    (path := tmp_path / "plan.md").write_text(f"# 某市第十四个五年规划纲要\n\n{text}", "utf-8")
    assert ("4.2", 2020, "actual") in [
        (str(f.value), f.year, f.role) for f in extract(read_document(path))
    ]
