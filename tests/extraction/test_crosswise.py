"""Tables with years or regions down their side, drawn or become lines."""

import pytest
from built_documents import document

from plancompare.extraction import extract, read_figures
from plancompare.reading import read_document


def figures(rows, caption="", title="2022年某省卫生健康统计公报"):
    built = document(title=title, tables=[(caption, rows)])
    return extract(built, region_code="330000")


def said(figure):
    name = figure.indicator_id or figure.label
    return (name, str(figure.value), figure.unit, figure.year)


@pytest.fixture
def read(tmp_path):
    def reading(text):
        (path := tmp_path / "text.txt").write_text(text, encoding="utf-8")
        return read_figures(read_document(path), region_code="330000")

    return reading


def test_years_down_the_side():
    found = figures([
        ["年份", "孕产妇死亡率(1/10万)", "每千人口床位数(张)"],
        ["2021", "8.7", "6.3"],
        ["2022", "8.2", "6.4"],
    ])  # fmt: skip
    assert [said(figure) for figure in found] == [
        ("maternal_mortality", "8.7", "per_100k", 2021),
        ("beds_per_1000", "6.3", "per_1000", 2021),
        ("maternal_mortality", "8.2", "per_100k", 2022),
        ("beds_per_1000", "6.4", "per_1000", 2022),
    ]
    assert found[3].quote == "2022\n8.2\n6.4"


def test_men_and_women_after_a_measure_are_those_that_it_is_of():
    found = figures([
        ["年份", "期望寿命(岁)", "男性", "女性", "婴儿死亡率(‰)"],
        ["2015", "77.3", "75.1", "79.8", "5.2"],
        ["2022", "79.9", "77.6", "82.4", "2.9"],
    ])  # fmt: skip
    assert [each.indicator_id for each in found[:4]] == [
        "life_expectancy", "life_expectancy_male", "life_expectancy_female", "infant_mortality",
    ]  # fmt: skip
    assert {each.unit for each in found} == {"years", "permille"}


def test_regions_down_the_side_each_carry_their_own():
    found = figures(
        [["地区", "每千人口床位数(张)"], ["全省", "6.4"], ["杭州市", "7.9"], ["山区县", "4.1"]],
        caption="表1 2021年各地卫生资源",
    )
    assert [(figure.region_code, *said(figure)) for figure in found] == [
        ("330000", "beds_per_1000", "6.4", "per_1000", 2021),
        ("330100", "beds_per_1000", "7.9", "per_1000", 2021),
        ("330000", "每千人口山区县床位数(张)", "4.1", "per_1000", 2021),
    ]


def test_ranks_before_regions_are_left_out_where_the_whole_has_none():
    head = ["排名", "地区", "每千人口床位数(张)"]
    rows = [head, ["*", "全省", "6.4"], ["1", "杭州市", "7.9"], ["3", "宁波市", "6.1"]]
    found = figures(rows, caption="表1 2021年各地卫生资源")
    assert [(figure.region_code, str(figure.value)) for figure in found] == [
        ("330000", "6.4"), ("330100", "7.9"), ("330200", "6.1"),
    ]  # fmt: skip


def test_a_caption_may_say_by_whom_is_counted():
    head = ["年份", "床位数(张)", "注册护士数(人)", "医院床位数(万张)"]
    found = figures(
        [head, ["2021", "5.7", "3.3", "21"], ["2022", "5.9", "3.4", "22"]], "每千人口卫生资源"
    )
    assert [said(figure)[0] for figure in found] == ["beds_per_1000", "nurses_per_1000"] * 2


@pytest.mark.parametrize(
    ("caption", "head"), [("表3 床位集聚度", "每千人口床位数"), ("", "每千人口床位数基尼系数")]
)
def test_what_was_computed_of_an_indicator_is_not_its_value(caption, head):
    assert figures([["年份", head], ["2021", "1.02"], ["2022", "1.05"]], caption) == []


def test_a_caption_may_say_the_year_of_the_only_values():
    rows = [["指标", "数值"], ["婴儿死亡率(‰)", "3.2"], ["人均预期寿命(岁)", "79.1"]]
    found = figures(rows, caption="表2 2021年主要健康指标")
    assert [said(figure)[3] for figure in found] == [2021, 2021]


@pytest.mark.parametrize(
    "text",
    [
        "年份\n\n孕产妇死亡率(1/10万)\n\n婴儿死亡率(‰)\n\n2021\n\n8.7\n\n3.0\n\n2022\n\n8.2\n\n-\n",
        "年份 孕产妇死亡率(1/10万) 婴儿死亡率(‰)\n2021 8.7 3.0\n2022 8.2 —\n",
        "年 份 死 亡\n孕产妇\n死亡率(1/10万)\n婴儿死\n亡率(‰)\n2021 8.7 3.0\n2022 8.2 -\n",
    ],
)
def test_years_down_the_side_of_lines(read, text):
    found = read(f"某省妇幼健康公报\n{text}").figures
    assert [said(figure)[:2] for figure in found if figure.value is not None] == [
        ("maternal_mortality", "8.7"), ("infant_mortality", "3.0"), ("maternal_mortality", "8.2"),
    ]  # fmt: skip


def test_a_head_that_does_not_fit_its_rows_is_a_doubt(read):
    text = (
        "某省妇幼健康公报\n年份\n死亡率\n孕产妇死亡率\n婴儿死亡率\n2021\n8.7\n3.0\n2022\n8.2\n2.8\n"
    )
    found = read(text)
    assert not found.figures
    assert {each.label for each in found.unread} == {"孕产妇死亡率", "婴儿死亡率"}


def test_a_row_that_a_heading_cuts_off_goes_on_with_the_last_tables_columns(read):
    head = "某省“十四五”规划\n表1\n指标 | 单位 | 2020年 | 2025年\n婴儿死亡率 | ‰ | 3.2 | 3\n"
    found = read(f"{head}(续)\n孕产妇死亡率(/10万)\n9.1\n8\n").figures
    assert [said(figure)[1] for figure in found] == ["3.2", "3", "9.1", "8"]


def test_the_unit_of_a_label_alone_is_no_value(read):
    assert read("某省妇幼健康公报\n2022年,孕产妇死亡率(1/10万)继续降低。\n").figures == []


FACILITIES = """2021年某省医院病床使用情况
病床周转次数(次)
病床使用率%
出院者平均
住院日(日)
医院
28.4
74.6
9.2
中医医院
28.1
73.9
9.3
"""


@pytest.mark.parametrize("bar", ["", " |"])
def test_kinds_of_facilities_down_the_side_are_part_of_the_label(read, bar):
    text = FACILITIES.replace("\n", f"{bar}\n")
    if bar:
        text = text.replace("出院者平均 |\n", "出院者平均")
    found = read(text).figures
    assert [said(figure)[1:] for figure in found if "率" in figure.label] == [
        ("74.6", "percent", 2021), ("73.9", "percent", 2021),
    ]  # fmt: skip
    assert {figure.unit for figure in found if "日" in figure.label} == {"other"}
    assert {figure.indicator_id for figure in found if "中医医院" in figure.label} == {""}


def test_columns_beside_a_list_of_things_are_no_measures():
    rows = [
        ["项目", "总投资(万元)", "完成率"],
        ["市医院迁建", "12000", "80"],
        ["县医院", "900", "70"],
    ]
    assert figures(rows, "2021年项目进度") == []


def test_what_a_caption_measures_is_said_of_each_population_at_the_head():
    found = figures(
        [
            ["年份", "合计", "男", "城市"],
            ["2020", "79.1", "76.8", "80.2"],
            ["2021", "79.6", "77", "81"],
        ],
        caption="表3 某省居民人均预期寿命变化情况",
    )
    assert [said(figure) for figure in found[:3]] == [
        ("life_expectancy", "79.1", "years", 2020),
        ("life_expectancy_male", "76.8", "years", 2020),
        ("城市居民人均预期寿命", "80.2", "other", 2020),
    ]


def test_a_place_that_a_disease_takes_is_no_figure():
    found = figures(
        [["疾病", "死亡率(1/10万)", "构成(%)", "位次"], ["脑血管病", "140.2", "20.4", "2"],
         ["恶性肿瘤", "160.4", "23.4", "1"]],
        caption="表1 2021年主要疾病死亡率",
    )  # fmt: skip
    assert [said(figure) for figure in found] == [
        ("stroke_mortality", "140.2", "per_100k", 2021),
        ("脑血管病构成(%)", "20.4", "percent", 2021),
        ("cancer_mortality", "160.4", "per_100k", 2021),
        ("恶性肿瘤构成(%)", "23.4", "percent", 2021),
    ]


def test_later_years_of_a_page_are_no_targets(read):
    rows = "年份\t死亡数\t孕产妇死亡率(1/10万)\n2018\t2\t19.5\n2019\t1\t10.1\n2020\t1\t11.1"
    found = read(f"表5 监测地区孕产妇死亡率\n{rows}\n").figures
    assert {(figure.role, figure.year) for figure in found if figure.indicator_id} == {
        ("actual", 2018),
        ("actual", 2019),
        ("actual", 2020),
    }


def test_a_row_a_line_keeps_the_space_before_its_first_number(read):
    lines = "地区 婴儿死亡率 5岁以下儿童死亡率\n城市 3.4 4.1 1\n农村 6.6 9.4 2\n合计 5.6 7.8 3"
    head = lines.replace("5岁以下儿童死亡率", "5岁以下儿童死亡率 位次", 1)
    found = read(f"表3 某省2019年儿童死亡率\n{head}\n").figures
    assert [said(figure) for figure in found if figure.indicator_id] == [
        ("infant_mortality", "5.6", "permille", 2019),
        ("under5_mortality", "7.8", "permille", 2019),
    ]


def test_a_second_language_makes_no_other_label(read):
    rows = [
        "指标 item 2005 2006",
        "农村总户数(万户) number of rural households (10000 household) 681.7 693.5",
        "农村卫生厕所普及率(%) percentage of villages with lavatories( %) 58.2 60.7",
    ]
    flattened = read("\n".join(["15-19 农村环境情况", *rows, ""])).figures
    barred = read(
        "表2 卫生资源\n| 指标 Indicator | 2020 | 2021 |\n"
        "| 每千人口床位数 Beds per 1000 population | 6.4 | 6.7 |\n"
        "| 注册护士数 Registered nurses | 5 | 6 |\n"
    ).figures
    assert [said(figure)[:2] for figure in (*flattened, *barred) if figure.indicator_id][:4] == [
        ("sanitary_toilets", "58.2"),
        ("sanitary_toilets", "60.7"),
        ("beds_per_1000", "6.4"),
        ("beds_per_1000", "6.7"),
    ]


def test_a_cell_that_says_label_and_value_in_one(read):
    found = read(
        "2022年健康数据\n| 人均预期寿命78.5岁 | 婴儿死亡率3.2‰ |\n| 医院12家 | 床位300张 |\n"
    )
    assert [said(figure) for figure in found.figures if figure.indicator_id] == [
        ("life_expectancy", "78.5", "years", 2022),
        ("infant_mortality", "3.2", "permille", 2022),
    ]


def test_heads_of_heads_say_by_whom_is_counted():
    found = figures([
        ["年份", "每千人口", "<"], ["年份", "床位数(张)", "执业(助理)医师数(人)"],
        ["2020", "6.3", "2.5"], ["2021", "6.5", "2.6"],
    ])  # fmt: skip
    assert {said(figure)[0] for figure in found} == {"beds_per_1000", "physicians_per_1000"}


MEASURES = ["孕产妇死亡率(1/10万)"] * 2 + ["婴儿死亡率(‰)"] * 2
TWO_YEARS = [
    ("maternal_mortality", "9.1", 2019), ("maternal_mortality", "8.4", 2020),
    ("infant_mortality", "3.1", 2019), ("infant_mortality", "2.8", 2020),
]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        [["地区", *MEASURES], ["地区", "2019年", "2020年", "2019年", "2020年"]],
        [["地区", "2019年", "2020年", "2019年", "2020年"], ["地区", *MEASURES]],
    ],
)  # fmt: skip
def test_years_over_or_under_each_measure(head):
    rows = [["全省", "9.1", "8.4", "3.1", "2.8"], ["杭州市", "6.0", "5.5", "2.2", "2.0"]]
    found = figures([*head, *rows])
    of_all = [f for f in found if f.region_code == "330000"]
    assert [(f.indicator_id, str(f.value), f.year) for f in of_all] == TWO_YEARS
    assert len(found) == 8


def test_years_alone_at_the_head_under_a_caption_that_says_what_is_measured():
    rows = [["地区", "2019年", "2020年"], ["全省", "9.1", "8.4"], ["杭州市", "6.0", "5.5"]]
    found = figures(rows, caption="表7 各市孕产妇死亡率(1/10万)")
    told = [(f.indicator_id, str(f.value), f.year, f.region_code) for f in found]
    assert told[:3] == [
        ("maternal_mortality", "9.1", 2019, "330000"),
        ("maternal_mortality", "8.4", 2020, "330000"),
        ("maternal_mortality", "6.0", 2019, "330100"),
    ]  # fmt: skip
    assert figures(rows, caption="表8 各市门诊情况") == []


def test_populations_at_the_head_and_measures_down_the_side():
    rows = [["指标", "合计", "市", "县"], ["住院分娩率", "88.0", "94.6", "84.2"],
            ["产前检查率", "89.3", "", ""]]  # fmt: skip
    found = figures(rows, caption="表3 2006年妇幼保健主要指标(%)")
    assert [said(figure) for figure in found] == [
        ("hospital_delivery", "88.0", "percent", 2006), ("antenatal_care", "89.3", "percent", 2006),
        ("市住院分娩率(%)", "94.6", "percent", 2006), ("县住院分娩率(%)", "84.2", "percent", 2006),
    ]  # fmt: skip


def test_names_that_repeat_under_two_heads_are_shared_out_evenly(read):
    text = (
        "某市2016年学生视力分析\n表2 中小学生视力不良检出情况\n学段    2013年    2016年\n"
        "    检查人数  检出率(%)  检查人数  检出率(%)\n小学    3921    31.2    6284    33.4\n"
        "初中    2824    61.8    3206    62.9\n合计    9055    51.6    12431    46.2\n"
    )
    of_all = [f for f in read(text).figures if f.indicator_id == "poor_vision"]
    assert [(str(f.value), f.year) for f in of_all] == [("51.6", 2013), ("46.2", 2016)]


def test_names_that_a_space_parts_are_one_key(read):
    rows = "上 海 74.91\n黑龙 江 66.91\n内蒙 古 65.61\n全国平均 68.51\n西 藏 59.61\n"
    found = read(f"各省的寿命\n1990年各省份人均预期寿命:\n地 区 人均预期寿命(岁)\n{rows}").figures
    assert [(f.region_code, str(f.value), f.year) for f in found] == [
        ("310000", "74.91", 1990), ("230000", "66.91", 1990), ("150000", "65.61", 1990),
        ("100000", "68.51", 1990), ("540000", "59.61", 1990),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["中医医院", "专科医院"])
def test_how_often_beds_are_used_is_no_count_of_facilities(kind):
    head = ["机构", "病床周转次数(次)", "病床使用率(%)"]
    found = figures([head, ["医院", "28.4", "74.5"], [kind, "28.1", "73.9"]], "表1 2021年病床使用")
    assert [said(figure) for figure in found if figure.label.startswith(kind)] == [
        (f"{kind}病床周转次数(次)", "28.1", "other", 2021),
        (f"{kind}病床使用率(%)", "73.9", "percent", 2021),
    ]


def test_a_line_of_bare_years_under_the_measures_is_no_row():
    head = [
        ["机构", "病床使用率(%)", "<", "平均住院日(日)", "<"],
        ["^", "2015", "2016", "2015", "2016"],
    ]
    rows = [["医院", "85.4", "86.1", "9.6", "9.4"], ["卫生院", "59.9", "60.6", "6.4", "6.5"]]
    found = [said(figure) for figure in figures([*head, *rows], "表5 病床使用")]
    assert ("bed_occupancy", "85.4", "percent", 2015) in found
    assert not {"2015", "2016"} & {value for _, value, _, _ in found}


def test_years_that_go_on_beside_the_first_ones_are_rows_of_their_own():
    head = ["年份", "出生率(‰)", "年份", "出生率(‰)"]
    found = figures([head, ["2001", "10.1", "2011", "9.1"], ["2002", "10.2", "2012", "9.2"]])
    assert {(str(f.value), f.year) for f in found} == {
        ("10.1", 2001), ("10.2", 2002), ("9.1", 2011), ("9.2", 2012)
    }  # fmt: skip


def test_causes_beside_others_are_not_those_of_the_first_column():
    head = [["男性", "<", "女性", "<"], ["病种", "死亡率(1/10万)", "病种", "死亡率(1/10万)"]]
    rows = [["恶性肿瘤", "80.1", "心脏病", "35.2"], ["脑血管病", "40.2", "恶性肿瘤", "12.1"]]
    assert figures([*head, *rows], "表3 2019年前两位死因") == []


def test_the_year_before_a_measure_at_the_head_is_its_columns():
    found = figures(
        [
            ["病种", "2022年发病率(1/10万)", "2023年发病率(1/10万)"],
            ["肺结核", "40.1", "37.9"],
            ["猩红热", "6.2", "5.8"],
        ],
    )
    assert [(each.label, each.year) for each in found[:2]] == [
        ("肺结核发病率(1/10万)", 2022),
        ("肺结核发病率(1/10万)", 2023),
    ]
