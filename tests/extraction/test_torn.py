"""Tables in lines whose heads are torn are read where their rows tell the columns."""

import re

import pytest

from plancompare.extraction import read_figures
from plancompare.reading import read_document


@pytest.fixture
def read(tmp_path):
    def reading(text):
        (path := tmp_path / "table.txt").write_text(text, encoding="utf-8")
        return read_figures(read_document(path), region_code="330000")

    return reading


def said(figures):
    return [(f.indicator_id or f.label, str(f.value), f.unit, f.year) for f in figures]


NUMBER = re.compile(r"[\d.]+")
ROWS = "1978 9062 15.63 6.09 9.54\n1985 9711 10.84 5.87 4.97\n2000 9801 9.08 6.52 2.56\n"


@pytest.mark.parametrize(
    "head",
    [
        # one name after the other
        "年 份 人 口\n人 数\n(万人)\n出生率\n(‰)\n死亡率\n(‰)\n自 然\n增长率(‰)\n",
        # all beginnings, then all ends
        "年\n份\n总人口\n人口\n人口\n人口自然\n(万人)\n出生率\n死亡率\n增 长 率\nyear\n",
        "年份 总人口数(万人) 出生率(‰) 死亡率(‰) 自然增长率(‰)\n"
        "Year Population Birth Death Natural\n"
        "(10 000 persons) rate rate growth rate\n",  # said again in another language
    ],
)
def test_names_over_several_lines(read, head):
    found = said(read(f"3-1 全省人口自然变动\n{head}{ROWS}").figures)
    of_1978 = [each[:3] for each in found if each[3] == 1978 and each[2] == "permille"]
    assert [each[1] for each in of_1978] == ["15.63", "6.09", "9.54"]
    assert (of_1978[0][0], of_1978[2][0]) == ("birth_rate", "natural_growth_rate")
    assert {each[3] for each in found} == {1978, 1985, 2000}


def test_cells_a_line_under_a_head_of_lines(read):
    cells = ROWS.replace(" ", "\n")
    head = "年份\n总人口\n人口\n人口\n人口自然\n(万人)\n出生率\n死亡率\n增长率\n"
    found = said(read(f"主要年份人口变动情况\n{head}{cells}").figures)
    assert ("natural_growth_rate", "2.56", "permille", 2000) in found


BEDS = "1990 2353 19027 35.4 41.1\n1995 2238 22132 36.1 44.4\n2000 1703 25250 33.5 48.1\n"


@pytest.mark.parametrize(
    "head",
    [
        "机构数   卫生   每万人口 每万人口\n(个)   人员数   医生数 床位数\n"
        "年 份   # 医 院 (人) (人) (张)\n",
        "机构数   人员   每万人口拥有\n年份 (个) #医院   医生数 床位数\nYear Number Beds Doctors\n",
    ],
)
def test_the_last_names_are_those_of_the_last_columns(read, head):
    found = said(read(f"18-1 卫生事业基本情况\n{head}{BEDS}").figures)
    assert found[:2] == [
        ("physicians_per_1000", "35.4", "per_10k", 1990), ("beds_per_1000", "41.1", "per_10k", 1990)
    ]  # fmt: skip
    assert len(found) == 6  # nothing of the columns that no name fits


DISEASES = """18-2 传染病发病及死亡情况(2021)
项目 Item 发病率(1/10万) 死亡率(1/10万) 病死率(%)
Incidence Rate (per100 000) Death Rate(per 100 000)
总计 Total 391.4  0.72  0.18
病毒性肝炎 Viral Hepatitis 96.1  0.02  0.02
痢疾 Dysentery 0.41
流脑 Epidemic Encephalitis
狂犬病 Hydrophobia 100.00
梅毒 Syphilis 50.1  0.03  0.06
肺结核 Pulmonary Tuberculosis 38.2  0.07  0.18
"""


def test_diseases_down_the_side_in_two_languages(read):
    found = said(read(DISEASES).figures)
    assert ("tuberculosis_incidence", "38.2", "per_100k", 2021) in found
    assert ("tuberculosis_mortality", "0.07", "per_100k", 2021) in found
    assert not {each[1] for each in found} & {"0.41", "100.00"}  # of which column, nothing tells


def test_causes_of_death_with_their_rank_and_no_year(read):
    text = (
        "20—4 全区居民前十位死因顺位、死亡率及构成\n顺 位  死因名称  死亡率(1/10万)  构成(%)\n"
        "1 恶性肿瘤 196.8 29.04\n2 心脏病 166.1 24.5\n3 脑血管病 106.5 15.7\n"
        "4 损伤和中毒 18.4 2.7\n"
    )
    found = said(read(text).figures)
    assert ("cancer_mortality", "196.8", "per_100k", None) in found
    assert ("stroke_mortality", "106.5", "per_100k", None) in found
    assert {each[1] for each in found if each[0].startswith("损伤和中毒构成")} <= {"2.7"}


def test_facilities_with_their_values_a_line_each(read):
    names = "医师日均担负\n\n诊疗人次\n\n病床使用率\n\n(%)\n\n平均住院日\n\n()\n\n"
    rows = "医院\n\n6.9\n\n88.2\n\n10.0\n\n其中:三级医院\n\n7.5\n\n92.8\n\n12.4\n\n"
    rows += "二级医院\n\n6.5\n\n78.5\n\n9.2\n\n乡镇卫生院\n\n9.8\n\n60.0\n\n"
    found = said(read(f"2010年医疗服务工作情况统计\n\n{names}{rows}").figures)
    assert ("三级医院病床使用率(%)", "92.8", "percent", 2010) in found
    assert "60.0" not in {each[1] for each in found}


@pytest.mark.parametrize(
    "text",
    [
        # one name too few, one too many
        "某省情况\n年份\n出生率\n(‰)\n2001 9.1 6.5\n2002 9.2 6.6\n2003 9.0 6.7\n",
        "某省情况\n年份\n出生率(‰)\n死亡率(‰)\n自然增长率(‰)\n2001 9.1 6.5\n2002 9.2 6.6\n"
        "2003 9.0 6.7\n",
        # counts, which none of the catalogue's indicators is
        "某省情况\n年份\n机构数\n(个)\n床位数\n(张)\n2001 91 650\n2002 92 660\n2003 90 670\n",
        # what a model computed
        "某省出生率预测情况\n年份\n预测值(‰)\n95%下限\n2021 9.1 6.5\n2022 9.2 6.6\n2023 9.0 6.7\n",
        # which share of all who died: no mortality
        "死亡原因及构成情况\n项目 占死亡总人数比重(%) 项目 占死亡总人数比重(%)\n"
        "恶性肿瘤 28.3   恶性肿瘤 31.5\n心脏病 19.5   心脏病 15.4\n脑血管病 16.4   脑血管病 15.2\n",
        # numbers that a scan took apart
        "病床使用情况\n病床周转 病床使用率\n次数 (%)\n4 0 2 9 8 42 . 8\n2 3 0 7 5 36 . 7\n"
        "1 6 8 8 1 41 . 2\n",
    ],
)
def test_what_cannot_be_told_is_not_read(read, text):
    assert [each for each in read(text).figures if each.indicator_id] == []


def test_a_head_that_cannot_be_told_is_a_doubt(read):
    text = "某省情况\n年份\n婴儿死亡率\n孕产妇\n2001 9.1 6.5 1\n2002 9.2 6.6 2\n2003 9.0 6.7 3\n"
    reading = read(text)
    assert not reading.figures
    assert "婴儿死亡率" in {each.label for each in reading.unread}


def test_several_values_in_a_line_are_of_several_columns(read):
    """Where nothing says of which, none is of the year that the document reports."""
    head = "某县2023年妇幼健康年报\n表6 妇幼健康情况\n"
    rows = "孕产妇系统管理率(%) 93.1 94.2\n3岁以下儿童系统管理率(%) 92.6 93.3\n"
    rows += "住院分娩率(%) 99.9 100\n"
    untold = read(f"{head}指标 第一季度 第二季度\n{rows}")
    assert not untold.figures
    assert "住院分娩率" in {each.label.split("(")[0] for each in untold.unread}
    told = said(read(f"{head}指标 2022年 2023年\n{rows}").figures)
    assert ("child_systematic_management_u3", "92.6", "percent", 2022) in told
    assert len(told) == 6


PLANNED = """附件:某市健康城市2012年-2014年行动计划指标
序号
| 指标名称
| 目前水平
| 工作进度
| 牵头部门
|
(截至2011年底)
| 2012年
| 2013年
| 2014年
|
一
| 合理膳食
|
1
| 居民健康素养水平(%)
| 12.1
| 13
| 14
| 16
| 市健促办
|
2
| 国家卫生县城比例(%)
| --
| >80
| 市爱卫办
|
3
| 高血压患者规范管理率(%)
| 61.3
| 62
| 65
| 70
| 市卫生局
|
"""


def test_a_head_of_two_lines_stands_over_the_columns_of_figures(read):
    found = read(PLANNED).figures
    assert [(f.indicator_id, str(f.value), f.year, f.role) for f in found] == [
        ("health_literacy", "12.1", 2011, "actual"),
        ("health_literacy", "13", 2012, "target"),
        ("health_literacy", "14", 2013, "target"),
        ("health_literacy", "16", 2014, "target"),
        ("hypertension_standard_management", "61.3", 2011, "actual"),
        ("hypertension_standard_management", "62", 2012, "target"),
        ("hypertension_standard_management", "65", 2013, "target"),
        ("hypertension_standard_management", "70", 2014, "target"),
    ]  # and none of a row that lacks cells


def test_empty_years_and_cells_that_a_converter_has_gathered(tmp_path):
    head = "| 时间 | 常住人口(万人) | 出生率(‰) | 城镇化率(%) |\n|---|---|---|---|\n"
    full = "| 2017 | 61.20 | 11.30 | 52.10 |\n| 2016 | 60.90 | 12.40 | 50.80 |\n"
    gathered = "| 2015 | 60.10 | 7.70 | |\n| 2014 | 59.90 | ||\n"  # of which columns?
    (path := tmp_path / "table.md").write_text(
        f"某县历年人口\n\n{head}| 2019 | |||\n| 2018 | |||\n{full}{gathered}", encoding="utf-8"
    )
    read = read_figures(read_document(path))
    assert sorted(
        value
        for each in read.unread
        if each.label == "出生率(‰)"
        for value in NUMBER.findall(each.printed)
    ) == ["59.90", "60.10", "7.70"]
    found = [each for each in said(read.figures) if each[2] != "other"]
    assert found == [
        ("birth_rate", "11.30", "permille", 2017),
        ("urbanisation_rate", "52.10", "percent", 2017),
        ("birth_rate", "12.40", "permille", 2016),
        ("urbanisation_rate", "50.80", "percent", 2016),
    ]


BED_HEAD = "年份            病床周转次数    病床使用率(%)   出院者平均住院日(日)\n"
BED_ROWS = """2015            35.1            88.2            9.1
2016            36.2            87.9
2017            36.9            86.4            8.7
2018                            85.0            8.6
2019            37.3
2020  31.3  71.7
"""


def test_figures_that_a_row_lacks_are_told_by_where_the_others_stand(read):
    reading = read(f"某市卫生年鉴\n\n2-4 医院床位使用\n{BED_HEAD}{BED_ROWS}")
    found = {(each[0], each[3]): each[1] for each in said(reading.figures)}
    names = "bed_turnover", "bed_occupancy", "average_length_of_stay"
    assert [found.get((name, 2016)) for name in names] == ["36.2", "87.9", None]
    assert [found.get((name, 2018)) for name in names] == [None, "85.0", "8.6"]
    assert {year for _, year in found} == {2015, 2016, 2017, 2018}
    assert {each.printed for each in reading.unread} == {"37.3", "31.3  71.7"}


@pytest.mark.parametrize("gap", ["\t", " | "])
def test_a_key_with_too_few_figures_is_a_doubt(read, gap):
    rows = "年份 婴儿死亡率(‰) 孕产妇死亡率(1/10万)\n2015 4.1 9.2\n2016 8.7\n2017 3.9 8.8\n"
    reading = read(f"某市年鉴\n\n{rows.replace(' ', gap)}")
    assert {each[3] for each in said(reading.figures)} == {2015, 2017}
    assert "8.7" in {each.printed for each in reading.unread}


def test_cells_that_are_empty_where_they_stand_are_read(tmp_path):
    head = "| 时间 | 常住人口(万人) | 出生率(‰) | 城镇化率(%) |\n|---|---|---|---|\n"
    rows = "| 2017 | 61.20 | 11.30 | |\n| 2016 | | 12.40 | |\n| 2015 | 60.10 | 9.80 | 50.30 |\n"
    (path := tmp_path / "table.md").write_text(f"某县历年人口\n\n{head}{rows}", encoding="utf-8")
    found = said(read_figures(read_document(path)).figures)
    assert [each[1] for each in found if each[0] == "birth_rate"] == ["11.30", "12.40", "9.80"]


@pytest.mark.parametrize("apart", [" ", "\n"])
def test_a_share_over_groups_of_age_is_said_of_each(read, apart):
    head = "地区 比重\n0—14岁 15—59岁 60岁及以上\n其中:65岁及以上\n".replace(" ", apart)
    rows = "全省 14.2 66.1 19.7 13.4\n杭州市 13.0 70.2 16.8 11.6\n宁波市 12.1 69.8 18.1 12.6\n"
    rows = rows.replace("全 省", "全省").replace(" ", "\n") if head.startswith("地区\n") else rows
    found = said(
        read(f"某省2020年人口普查公报\n5-2 各地区人口年龄构成\n单位:%\n{head}{rows}").figures
    )
    known = [each[:2] for each in found if "_" in each[0]]
    assert known[:3] == [
        ("children_0_14_share", "14.2"), ("aged_60_share", "19.7"), ("aged_65_share", "13.4"),
    ]  # fmt: skip
    assert len(known) == 9


CAUSES = """8-1-1 2015年某省居民主要疾病死亡率及构成
疾病名称 合计 男 女
死亡率 构成 位次 死亡率 构成 位次 死亡率 构成 位次
(1/10万) (%) (1/10万) (%) (1/10万) (%)
传染病(不含结核) 6.71 1.02 9 9.31 1.33 8 4.02 0.71 10
恶性肿瘤 161.31 26.41 1 201.22 29.41 1 121.51 22.31 2
脑血管病 131.61 21.91 2 141.02 20.01 2 122.04 24.41 1
"""
SIDE_BY_SIDE = """20-5 2015年某省前三位疾病死亡率及构成
顺位 合计 男 女
死亡原因 死亡率 构成 死亡原因 死亡率 构成 死亡原因 死亡率 构成
(1/10万) (%) (1/10万) (%) (1/10万) (%)
1 恶性肿瘤 161.31 26.41 恶性肿瘤 201.22 29.41 心脏病 130.51 22.31
2 心脏病 136.61 21.91 脑血管病 141.02 20.01 恶性肿瘤 121.51 24.41
3 脑血管病 131.61 20.61 心脏病 141.01 20.00 脑血管病 122.04 21.21
"""


@pytest.mark.parametrize(
    "text", [CAUSES, SIDE_BY_SIDE, CAUSES.replace(" ", "\n").replace("\n", " ", 1)]
)
def test_groups_over_the_same_measures_in_a_head_of_three_lines(read, text):
    found = {f.label: (str(f.value), f.indicator_id) for f in read(f"年鉴\n\n{text}").figures}
    assert found["恶性肿瘤死亡率(1/10万)"] == ("161.31", "cancer_mortality")
    assert found["脑血管病死亡率(1/10万)"] == ("131.61", "stroke_mortality")
    assert found["恶性肿瘤男性死亡率(1/10万)"] == ("201.22", "")
    assert found["脑血管病女性死亡率(1/10万)"] == ("122.04", "")
    assert found["恶性肿瘤女性构成(%)"][0] in ("22.31", "24.41")


@pytest.mark.parametrize(
    "head",
    [
        "合计 男 女\n死亡率 构成 死亡率 构成\n",
        "男 女\n死亡率 构成 死亡率 位次\n",
        "死亡率 死亡率 构成 构成\n",
    ],
)
def test_groups_that_fit_no_measures_give_nothing(read, head):
    rows = "恶性肿瘤 161.3 26.4 201.2 29.4\n心脏病 1 2 3 4\n脑血管病 131.6 21.9 141.0 20.0\n"
    assert read(f"年鉴\n\n8-1 2015年死亡率及构成情况\n死因 {head}{rows}").figures == []


def test_a_head_one_year_short_gives_doubts(read):
    rows = "孕产妇死亡率(1/10万) 30.0 23.2 20.1 19.9\n婴儿死亡率(‰) 13.1 9.5 8.1 7.5\n"
    reading = read(
        f"某省年鉴\n\n11-2 妇幼健康\n指标 2010 2013 2015\n{rows}住院分娩率(%) 97 98 99 99\n"
    )
    assert reading.figures == []
    assert {"孕产妇死亡率(1/10万)", "婴儿死亡率(‰)"} <= {each.label for each in reading.unread}


def test_ages_and_sizes_of_cities_under_a_caption_that_says_the_measure(read):
    rows = "0~4 10.6 11.5 9.7\n5~14 5.3 5.8 5.0\n15~64 5.7 6.0 5.4\n65及以上 62.2 73.0 50.2\n"
    text = f"表2-3 2013年调查地区居民高血压患病率(%)\n年龄组 合计 大城市 小城市\n{rows}"
    found = {(f.label, str(f.value), f.year) for f in read(f"某次调查\n\n{text}").figures}
    assert ("65岁及以上大城市居民高血压患病率(%)", "73.0", 2013) in found
    assert ("0~4岁居民高血压患病率(%)", "10.6", 2013) in found
    assert len(found) == 12


def test_places_a_cell_a_line_beside_a_count_in_a_unit_of_its_own(read):
    rows = "全国 123621 16.51 6.51 10.01\n辽宁 4131 11.71 6.31 5.41\n上海 1451 5.51 6.81 -1.31\n"
    head = "年底总人口\n(万人)\n出生率\n死亡率\n自然增长率\n"
    text = (
        f"4-3 各地区总人口和出生率、死亡率、自然增长率(1997年)\n{head}{rows.replace(' ', chr(10))}"
    )
    found = [(f.region_code, *said([f])[0]) for f in read(text).figures]
    assert ("310000", "natural_growth_rate", "-1.31", "permille", 1997) in found
    assert ("210000", "birth_rate", "11.71", "permille", 1997) in found
    assert ("100000", "crude_death_rate", "6.51", "permille", 1997) in found


BED_USE = "医院 85.4 86.1 9.6 9.4\n民营医院 62.8 63.2 8.5 8.6\n乡镇卫生院 59.9 60.6 6.4 6.5\n"


@pytest.mark.parametrize("head", ["病床使用率(%) 平均住院日(日)", "病床使用率 (%) 平均住院日 (日)"])
def test_the_same_years_under_each_measure_of_a_torn_head(read, head):
    text = f"某省简报\n\n表5 医院病床使用情况\n机构类别 {head}\n2015 2016 2015 2016\n{BED_USE}"
    found = [
        each
        for each in said(read(text).figures)
        if each[0] in ("bed_occupancy", "average_length_of_stay")
    ]
    assert found[:4] == [
        ("bed_occupancy", "85.4", "percent", 2015), ("bed_occupancy", "86.1", "percent", 2016),
        ("average_length_of_stay", "9.6", "other", 2015),
        ("average_length_of_stay", "9.4", "other", 2016),
    ]  # fmt: skip


def test_years_that_fit_no_measures_give_nothing(read):
    head = "机构类别 病床使用率(%) 平均住院日(日)\n2015 2016 2015\n"
    rows = "医院 85.4 86.1 9.6\n民营医院 62.8 63.2 8.5\n乡镇卫生院 59.9 60.6 6.4\n"
    assert read(f"某省简报\n\n表5 医院病床使用情况\n{head}{rows}").figures == []


def test_a_row_after_a_line_of_years_alone_has_no_value(read):
    reading = read("某县2018年年报\n\n2016 2017 2018\n婴儿死亡率(‰) 2.8 2.6 2.5\n产检率(%) 9 9 9\n")
    assert reading.figures == []
    assert "婴儿死亡率(‰)" in {each.label for each in reading.unread}


def test_two_lists_of_places_each_under_the_line_that_says_its_year(read):
    rows = "全 国 {}\n黑龙 江 {}\n上海 {}\n"
    first, second = rows.format(68.5, 66.9, 74.9), rows.format("71.4", "72.3", "78.1")
    side = "地 区 人均预期寿命(岁)\n"
    text = f"各地的寿命\n\n1990年各地排名:\n\n{side}{first}2000年各地排名:\n\n{side}{second}"
    reading = read(text)
    found = {(f.region_code, f.year): str(f.value) for f in reading.figures}
    assert found[("230000", 1990)] == "66.9"
    assert found[("310000", 2000)] == "78.1"
    assert len(found) == 6
    assert not reading.unread


def test_a_facility_that_is_marked_as_part_of_the_one_above(read):
    head = "14-2 医疗机构病床使用(2014)\n病床周转次数\n(次)\n病床使用率\n%\n"
    found = said(read(f"{head}医院\n28.6\n86.1\n# 综合医院\n32.4\n88.7\n中医院\n27\n90\n").figures)
    assert ("综合医院病床使用率(%)", "88.7", "percent", 2014) in found


def test_goals_with_their_bounds_beside_what_came_of_them(read):
    head = "2022年度服务完成情况\n项目 目标 完成\n"
    rows = "产后访视率 ≥85% 91.2%\n2型糖尿病患者规范管理率 ≥61% 66.3%\n新生儿访视率 ≥86% 93.4%\n"
    found = {(f.label, f.role): (str(f.value), f.bound) for f in read(head + rows).figures}
    assert found[("2型糖尿病患者规范管理率", "target")] == ("61", "at_least")
    assert found[("2型糖尿病患者规范管理率", "actual")] == ("66.3", "exact")
    assert len(found) == 6


def test_two_rows_under_the_years_of_their_columns(read):
    found = said(read("指标 2020年 2021年\n婴儿死亡率(‰) 3.3 3.1\n产检率(%) 97 98\n").figures)
    assert ("infant_mortality", "3.1", "permille", 2021) in found


def test_town_and_country_at_the_head_of_measures(read):
    head = "2021年妇幼情况\n指标 城市 农村 合计\n"
    found = said(read(f"{head}婴儿死亡率(‰) 2.2 3.8 3.0\n新生儿死亡率(‰) 1.1 1.9 1.5\n").figures)
    assert ("infant_mortality", "3.0", "permille", 2021) in found
    assert ("infant_mortality", "2.2", "permille", 2021) not in found


@pytest.mark.parametrize("head", ["2021年各县市婴儿死亡率(‰)", "县市 婴儿死亡率(‰)"])
def test_places_under_the_one_measure_of_a_line(read, head):
    figures = read(f"2021年年报\n\n{head}\n德清县 2.8\n长兴县 3.3\n安吉县 3.1\n").figures
    assert {(f.region_code, str(f.value), f.year) for f in figures} == {
        ("330521", "2.8", 2021), ("330522", "3.3", 2021), ("330523", "3.1", 2021),
    }  # fmt: skip


def test_years_under_the_one_measure_of_a_line(read):
    figures = read("人均预期寿命(岁)\n2010年 75.1\n2015年 77.2\n2020年 79.8\n").figures
    assert [(f.year, str(f.value)) for f in figures] == [
        (2010, "75.1"),
        (2015, "77.2"),
        (2020, "79.8"),
    ]
