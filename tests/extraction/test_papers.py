"""Tables of papers that a program turned into Markdown: captions, parts and cells out of place."""

import pytest

from plancompare.extraction import extract
from plancompare.reading import read_document


@pytest.fixture
def read(tmp_path):
    def figures_of(text, name="paper.md"):
        (path := tmp_path / name).write_text(text, encoding="utf-8")
        return extract(read_document(path), region_code="330000")

    return figures_of


def html(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"


def said(figure):
    return (figure.indicator_id or figure.label, str(figure.value), figure.unit, figure.year)


LIFE = html("年份|合计|男性", "2019|79.4|77.1", "2020|80.2|78.0")


@pytest.mark.parametrize(
    "text",
    [
        f"表12019-2020年某市居民期望寿命（岁）\n\n{LIFE}\n",
        f"Table 1 Life expectancy in the city\n\n表1 某市居民期望寿命（岁）\n\n{LIFE}\n",
        # the caption stands under its table, before the next one's
        f"Table 1 Life expectancy\n\n{LIFE}\n\n见表2。\n\n表22019年各年龄组死因\n\n"
        f"表12019-2020年某市居民期望寿命（岁）变化趋势  \nTable 2 Causes  \n\n"
        f"{html('死因|例数', '肿瘤|31', '外伤|12')}\n",
        f"表1 某市居民期望寿命（岁）\n\n{LIFE.replace('html', 'HTML')}\n",
    ],
)
def test_a_numbered_line_near_a_table_is_its_caption(read, text):
    assert [said(figure) for figure in read(text) if figure.indicator_id] == [
        ("life_expectancy", "79.4", "years", 2019), ("life_expectancy_male", "77.1", "years", 2019),
        ("life_expectancy", "80.2", "years", 2020), ("life_expectancy_male", "78.0", "years", 2020),
    ]  # fmt: skip


def test_the_caption_of_another_table_says_nothing(read):
    other = html("死因|例数", "肿瘤|31", "外伤|12")
    text = f"表1 某市居民期望寿命（岁）\n\n{other}\n\n表2 某市门诊量\n\n{LIFE}\n"
    assert [figure for figure in read(text) if figure.indicator_id] == []


HEAD, BODY = "年份|婴儿死亡率（‰）|孕产妇死亡率（1/10万）", ("2018|4.1|9.8", "2019|3.9|9.1")
MORE = ("2020|3.5|8.2", "2021|3.4|8.0")
OTHER = "以下为另一项研究的数据,与上表无关,口径和地区都不同,仅供参照。" * 3


@pytest.mark.parametrize(
    "between", ["\n\n", "\n\n某刊合作期刊  \n\n", "\n\n续表1\n\n", "\n\n(续)\n\n"]
)
def test_a_part_without_a_head_goes_on_the_table_before(read, between):
    text = f"表1 某市妇幼健康\n\n{html(HEAD, *BODY)}{between}{html(*MORE)}\n"
    assert [said(figure) for figure in read(text)][-4:] == [
        ("infant_mortality", "3.5", "permille", 2020),
        ("maternal_mortality", "8.2", "per_100k", 2020),
        ("infant_mortality", "3.4", "permille", 2021),
        ("maternal_mortality", "8.0", "per_100k", 2021),
    ]


@pytest.mark.parametrize(
    "after",
    [
        f"\n\n表2 模型的拟合\n\n{html(*MORE)}",  # it has a caption
        f"\n\n{html('2020|3.5', '2021|3.4')}",  # and another width
        f"\n\n{OTHER}\n\n{html(*MORE)}",  # and far from it
    ],
)
def test_a_table_of_its_own_goes_on_no_other(read, after):
    text = f"表1 某市妇幼健康\n\n{html(HEAD, *BODY)}{after}\n"
    assert {figure.year for figure in read(text)} == {2018, 2019}


def test_years_that_share_a_cell_with_the_next_column(read):
    rows = ["年份 床位|每千人口床位数|病床使用率（%）", "2019 4102|4.1|80.2", "2020 4230|4.2|74.9"]
    found = read(f"表1 某市床位\n\n{html(*rows, '全国||6.3')}\n")
    assert [said(figure)[1:] for figure in found] == [
        ("4.1", "per_1000", 2019), ("80.2", "percent", 2019),
        ("4.2", "per_1000", 2020), ("74.9", "percent", 2020),
    ]  # fmt: skip


def test_a_head_that_does_not_say_what_shares_a_cell_is_not_taken_apart(read):
    rows = ["年份|每千人口床位数", "2019 4102|4.1", "2020 4230|4.2"]
    assert read(f"表1 某市床位\n\n{html(*rows)}\n") == []


@pytest.mark.parametrize(
    ("caption", "label", "indicator"),
    [
        ("表1 某省基层床位数变化", "每千人口基层医疗卫生机构床位数", "primary_beds_per_1000"),
        ("表1 某省乡镇卫生院情况", "每千人口乡镇卫生院床位数", ""),
        ("表1 某省床位数变化", "每千人口床位数", "beds_per_1000"),
        ("表1 某省乡镇卫生院和村卫生室", "每千人口床位数", "beds_per_1000"),  # not of one of them
    ],
)
def test_facilities_in_a_caption_are_those_of_the_whole_table(read, caption, label, indicator):
    found = read(f"{caption}\n\n{html('年份|每千人口床位数', '2019|1.1', '2020|1.2')}\n")
    assert {(each.label, each.indicator_id) for each in found} == {(label, indicator)}


def test_places_under_a_measure_at_the_head_are_its_regions(read):
    table = (
        "<table><tr><td rowspan='2'>年</td><td colspan='2'>婴儿死亡率(‰)</td></tr>"
        "<tr><td>浙江</td><td>全国</td></tr><tr><td>2019</td><td>3.1</td><td>5.6</td></tr>"
        "<tr><td>2020</td><td>2.9</td><td>5.4</td></tr></table>"
    )
    found = read(f"表1 婴儿死亡率的变化\n\n{table}\n")
    assert [(each.region_code, *said(each)) for each in found] == [
        ("330000", "infant_mortality", "3.1", "permille", 2019),
        ("100000", "infant_mortality", "5.6", "permille", 2019),
        ("330000", "infant_mortality", "2.9", "permille", 2020),
        ("100000", "infant_mortality", "5.4", "permille", 2020),
    ]


def test_a_formula_that_sets_signs_apart_is_no_broken_number(tmp_path):
    (path := tmp_path / "paper.md").write_text(
        "某市卫生统计\n\n2019年,全市居民健康素养水平为$2 8 . 1 \\%$。\n", encoding="utf-8"
    )
    found = list(extract(read_document(path)))
    assert [(str(each.value), each.doubts) for each in found] == [("28.1", ())]


def test_heads_that_only_say_how_it_is_measured_have_their_subject_from_the_caption(read):
    table = html(
        "特征|患病率[%(95%CI)]|知晓率[%(95%CI)]|控制率/%",
        "合计|28.1(20.3~36.2)|40.2(33.1~47.0)|9.5",
        "性别|||", "男|30.2(21.0~39.1)|36.6|8.1", "女|26.4|43.9|11.2", "χ²值|4.28|9.52|5.31",
        "P值|0.02|<0.001|0.02",
    )  # fmt: skip
    found = read(f"表2 2015年某省居民高血压患病率、知晓率和控制率\n\n{table}\n")
    assert [said(figure)[:2] for figure in found if figure.indicator_id] == [
        ("hypertension_prevalence", "28.1"), ("hypertension_awareness", "40.2"),
        ("hypertension_control", "9.5"),
    ]  # fmt: skip
    of_men = [said(figure)[:2] for figure in found if figure.label.startswith("男")]
    assert of_men == [
        ("男性高血压患病率(%)", "30.2"), ("男性高血压知晓率(%)", "36.6"),
        ("男性高血压控制率(%)", "8.1"),
    ]  # fmt: skip
    assert len(found) == 9


def test_a_caption_of_two_diseases_gives_no_subject(read):
    table = html("特征|患病率(%)", "合计|28.1", "男|30.2", "女|26.4")
    found = read(f"表2 2015年某省居民高血压和糖尿病患病率\n\n{table}\n")
    assert [figure for figure in found if figure.indicator_id] == []


def test_a_measure_parted_over_two_heads_beside_its_interval(read):
    table = html(
        "特征|患病|患病|知晓|知晓", "特征|率(%)|95%CI|率(%)|95%CI",
        "合计|8.6|7.9~9.3|33.2|29.9~38.1", "男|9.5|8.6~10.6||", "女|7.7|6.8~8.6||",
    )  # fmt: skip
    found = read(f"表1 2013年某省居民糖尿病患病率和知晓率\n\n{table}\n")
    told = [(f.indicator_id or f.label, str(f.value)) for f in found]
    assert told == [
        ("diabetes_prevalence", "8.6"), ("diabetes_awareness", "33.2"),
        ("男性糖尿病患病率(%)", "9.5"), ("女性糖尿病患病率(%)", "7.7"),
    ]  # fmt: skip


def test_a_table_without_a_year_is_read_where_its_measures_have_units(read):
    table = html(
        "特征|监测数|发生率(1/万)|χ²值", "男|5714|86.1|9.2", "女|5108|70.3|", "合计|10822|78.6|"
    )
    found = read(f"表3 围产儿出生缺陷发生情况\n\n{table}\n")
    assert [(f.indicator_id, str(f.value)) for f in found if f.indicator_id] == [
        ("birth_defect_incidence", "78.6")
    ]


SEX = ("男|1402|612(43.7)", "女|1610|781(48.5)")


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        ("表1 某市成人高血压患病情况[n(%)]", ("组别|人数|患病人数", *SEX), "成人高血压患病率"),
        ("表1 某市居民高血压知晓情况及其影响因素", ("组别|人数|知晓|知晓", "组别|人数|n|百分比(%)",
         "男|1402|612|43.7", "女|1610|781|48.5"), "居民高血压知晓率"),
        ("表3 某市不同性别老年人吸烟、饮酒情况比较", ("性别|人数|吸烟|", "性别||n|%",
         "男|1402|612|43.7", "女|1610|781|48.5"), "老年人吸烟率"),
        ("表2 各地区老年人高血压、糖尿病患病率比较(%)", ("性别|高血压", "男|43.7", "女|48.5"),
         "老年人高血压患病率"),
    ],
)  # fmt: skip
def test_the_rate_of_what_is_counted(read, caption, rows, expected):
    found = read(f"2021年调查。\n\n{caption}\n\n{html(*rows)}\n")
    told = [(each.label.removesuffix("(%)"), str(each.value), each.unit) for each in found]
    assert told == [(f"{sex}{expected}", share, "percent")
                    for sex, share in (("男性", "43.7"), ("女性", "48.5"))]  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "shares"),
    [
        ("表1 某市高血压患病情况[n(%)]", ("612(43.9)", "781(56.1)")),  # of all who have it
        ("表1 调查对象的基本情况[n(%)]", ("612(43.7)", "781(48.5)")),
        ("表1 某市高血压和糖尿病患病情况[n(%)]", ("612(43.7)", "781(48.5)")),
    ],
)
def test_shares_that_are_no_rates(read, caption, shares):
    rows = (f"{sex}|{share}" for sex, share in zip("男女", shares, strict=True))
    assert read(f"2021年调查。\n\n{caption}\n\n{html('组别|人数', *rows)}\n") == []


def test_the_group_over_several_columns_whose_span_is_lost(read):
    rows = ("学段|男生||女生|", "|检出数|检出率(%)|检出数|检出率(%)",
            "小学|812|40.1|903|46.2", "初中|930|65.0|1002|71.3")  # fmt: skip
    found = read(f"表2 2022年某省学生视力不良检出情况\n\n{html(*rows)}\n")
    assert [("男生" in f.label, str(f.value)) for f in found] == [
        (True, "40.1"), (False, "46.2"), (True, "65.0"), (False, "71.3"),
    ]  # fmt: skip


def test_ages_whose_unit_stands_over_them(read):
    rows = ("特征|患病率(%)", "年龄(岁)|", "60~69|40.2", "≥70|51.4", "合计|44.0")
    found = read(f"表1 2021年某市居民高血压患病率\n\n{html(*rows)}\n")
    assert [f.label[:6] for f in found] == ["60~69岁", "≥70岁高血", "高血压患病率"]


CAPTION = "表1 2020年某市居民高血压患病率、知晓率\n"
FLAT = "特征 调查人数 患病率(%) 知晓率(%)\n性别\n男 1402 31.2 45.1\n女 1610 27.6 52.3\n"
FLAT += "年龄(岁)\n18～59 2200 20.2 30.1\n≥60 812 55.1 58.3\n合计 3012 29.3 49.0\n"


@pytest.mark.parametrize("text", [FLAT, "\n".join(FLAT.split()) + "\n"])
def test_groups_of_a_flattened_table_under_what_tells_them_apart(read, text):
    figures = read(f"{CAPTION}{text}", "paper.txt")
    found = {(f.label.removesuffix("(%)"), str(f.value)) for f in figures}
    assert found == {
        ("男性高血压患病率", "31.2"), ("男性高血压知晓率", "45.1"),
        ("女性高血压患病率", "27.6"), ("女性高血压知晓率", "52.3"),
        ("18~59岁高血压患病率", "20.2"), ("18~59岁高血压知晓率", "30.1"),
        ("≥60岁高血压患病率", "55.1"), ("≥60岁高血压知晓率", "58.3"),
        ("高血压患病率", "29.3"), ("高血压知晓率", "49.0"),
    }  # fmt: skip


def test_shares_in_brackets_beside_how_sure_the_difference_is(read):
    rows = "特征 调查人数 患病人数 χ2值 P值\n性别 6.12 0.013\n男 1402 162(11.6)\n女 1610 141(8.8)\n"
    rows += "居住地 8.33 0.004\n城市 1500 180(12.0)\n农村 1512 123(8.1)\n"
    found = read(f"2019年调查\n\n表2 某市不同特征居民糖尿病患病情况[n(%)]\n{rows}", "paper.txt")
    assert [(f.label[:2], str(f.value)) for f in found] == [
        ("男性", "11.6"), ("女性", "8.8"), ("城市", "12.0"), ("农村", "8.1"),
    ]  # fmt: skip


def test_diseases_by_years_under_the_rate_of_a_caption(read):
    rows = "病种 2019 2020\n肺结核 48.8 41.2\n梅毒 33.0 29.9\n合计 301.5 210.3\n"
    found = read(f"表5 2019—2020年某县法定传染病报告发病率(1/10万)\n{rows}", "paper.txt")
    known = [said(figure)[:2] for figure in found if figure.indicator_id]
    assert known == [
        ("tuberculosis_incidence", "48.8"), ("tuberculosis_incidence", "41.2"),
        ("notifiable_incidence", "301.5"), ("notifiable_incidence", "210.3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "heads", "expected"),
    [
        ("表1 某市不同性别老年人慢性病患病情况[例(%)]", "高血压|糖尿病",
         ["老年人高血压患病率", "老年人糖尿病患病率"]),
        ("表2 某市中小学生超重、肥胖检出情况[n(%)]", "超重|肥胖", ["超重率", "肥胖率"]),
        ("表3 某市居民高血压患病情况[n(%)]", "男|女",
         ["男性居民高血压患病率", "女性居民高血压患病率"]),
        ("表4 两组患者感染情况[n(%)]", "肺部感染|切口感染", []),
    ],
)  # fmt: skip
def test_what_each_column_of_shares_is_of(read, caption, heads, expected):
    rows = (f"组别|{heads}", "城市|268(47.9)|92(16.4)", "合计|598(49.8)|204(17.0)")
    found = read(f"2021年调查。\n\n{caption}\n\n{html(*rows)}\n")
    assert [f.label.removesuffix("(%)") for f in found][-2:] == expected


@pytest.mark.parametrize(
    ("people", "indicator"),
    [("成人", "smoking_men"), ("成年人", "smoking_men"), ("中学生", ""), ("老年人", "")],
)
def test_a_sex_stands_for_adults_and_for_no_other_age(read, people, indicator):
    rows = ("性别|吸烟率(%)", "男|43.7", "女|1.5")
    found = read(f"2021年调查。\n\n表1 某市{people}吸烟率\n\n{html(*rows)}\n")
    assert [str(each.value) for each in found] == ["43.7", "1.5"]
    assert found[0].indicator_id == indicator
