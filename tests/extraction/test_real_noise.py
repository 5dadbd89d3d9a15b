"""What pages do to numbers and lists: signs cut in two, marks, elided members."""

import pytest

from plancompare.extraction import extract, read_figures
from plancompare.reading import read_document


@pytest.fixture
def read(tmp_path):
    def figures_of(text):
        path = tmp_path / "text.txt"
        path.write_text(f"某市2021年健康报告\n{text}\n", encoding="utf-8")
        found = extract(read_document(path), region_code="330100")
        return [(each.label, f"{each.value}", each.unit, each.year) for each in found]

    return figures_of


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("婴儿死亡率为3.61%。,继续下降。", "3.61", "permille"),
        ("婴儿死亡率为5.51/‰。", "5.51", "permille"),
        ("婴儿死亡率为6.38permil;;无新生儿破伤风。", "6.38", "permille"),
        ("孕产妇死亡率为1 300/10万。", "1300", "per_100k"),
        ("丙类传染病报告发病率1 285.93/10万。", "1285.93", "per_100k"),
        ("婴儿死亡率为7·2‰。", "7.2", "permille"),
        ("家庭医生签约率 42 .6 %。", "42.6", "percent"),
        ("嬰兒死亡率為２‧８６‰。", "2.86", "permille"),
        ("婴儿死亡率[注1]为2.6‰★。", "2.6", "permille"),
        ("婴儿死亡率▲8.7‰。", "8.7", "permille"),
        ("婴儿死亡率(3)3.9‰。", "3.9", "permille"),
        ("婴儿死亡率下降至5 4‰,继续下降。", "5.4", "permille"),
        ("某报2022年3月4日讯 2021年婴儿死亡率为2.6‰。", "2.6", "permille"),
        ("婴儿死亡率为7.2‰①。", "7.2", "permille"),
        ("婴儿死亡率为7.2<sup>1</sup>‰。", "7.2", "permille"),
        ("孕产妇死亡率为9.8/10万[12]。", "9.8", "per_100k"),
        ("孕产妇死亡率为每10万活产9.8例。", "9.8", "per_100k"),
        ("新生儿死亡率降至每千名活产1.6人。", "1.6", "permille"),
        ("每千人口护士三点零五名。", "3.05", "per_1000"),
        ("产后访视率不足两成半。", "25", "percent"),
        ("人均预期寿命(岁):81。", "81", "years"),
        ("婴儿死亡率(‰)＝2.9。", "2.9", "permille"),
        ("人均期望寿命达七十九岁半。", "79.5", "years"),
        ("户籍人口期望寿命83岁半以上。", "83.5", "years"),
        ("婴儿死亡率…………………3.3‰。", "3.3", "permille"),
        ("人均期望寿命为79点6岁。", "79.6", "years"),
        ("婴儿死亡率千分之3点2。", "3.2", "permille"),
        ("婴儿死亡率→3.2‰。", "3.2", "permille"),
        ("婴儿死亡率为3.2/千。", "3.2", "permille"),
        ("产前检查率为96.4<;新生儿访视率上升。", "96.4", "percent"),
    ],
)
def test_a_number_is_read_through_the_noise_around_it(read, printed, value, unit):
    assert [each[1:3] for each in read(printed)] == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "经常参加体育锻炼人数比例为38,5%。",
        "孕产妇死亡率为8.2/lO万。",
        "人均期望寿命为79岁零3个月。",
        "人均期望寿命为79岁3个月。",
        "人均期望寿命为七十九岁零三个月。",
        "居民健康素养水平为3^5%。",
        "孕产妇死亡率为1 8.3/10万。",
        "指标3:孕产妇系统管理率 95.0% 91.2% 指标4:建册数 320人",
    ],
)
def test_a_part_of_a_number_is_never_sure(tmp_path, text):
    (path := tmp_path / "text.txt").write_text(f"某市2021年健康报告\n{text}\n", encoding="utf-8")
    found = extract(read_document(path))
    assert found
    assert {"broken number" in figure.doubts for figure in found} == {True}


@pytest.mark.parametrize("printed", ["3O.5%", "XX%", "____%", "28.x%"])
def test_a_known_label_beside_a_number_that_cannot_be_read_is_a_doubt(tmp_path, printed):
    path = tmp_path / "text.txt"
    path.write_text(
        f"某市2021年健康报告\n2021年居民健康素养水平达到{printed}。\n", encoding="utf-8"
    )
    read = read_figures(read_document(path))
    assert [each.label for each in read.unread] == ["居民健康素养水平"]
    assert read.figures == []


def test_members_that_share_the_measure_of_the_clause_before(read):
    text = "学生近视率为55.2%,小学生、初中生和高中生分别为35.1%、70.2%和80.4%。"
    assert [each[:2] for each in read(text)][1:] == [
        ("小学生近视率", "35.1"),
        ("初中生近视率", "70.2"),
        ("高中生近视率", "80.4"),
    ]


def test_a_comma_put_before_every_sign_parts_no_list(read):
    text = "小学生、初中生,、高中生的视力不良率高达44.2%、71.5%,、82.6%。"
    assert [each[:2] for each in read(text)] == [
        ("小学生视力不良率", "44.2"),
        ("初中生视力不良率", "71.5"),
        ("高中生视力不良率", "82.6"),
    ]


def test_one_value_for_each_kind_that_is_counted(read):
    text = "高血压、糖尿病、乙肝三种疾病筛查率均达到88%以上。"
    assert [each[0] for each in read(text)] == ["高血压筛查率", "糖尿病筛查率", "乙肝筛查率"]


def test_members_that_share_the_rate_at_the_end(read):
    text = "视力不良、龋齿、沙眼患病率分别为42%、18.3%和13.2%。"
    assert [each[:2] for each in read(text)] == [
        ("视力不良患病率", "42"),
        ("龋齿患病率", "18.3"),
        ("沙眼患病率", "13.2"),
    ]


def test_the_year_in_the_sentence_is_that_of_its_value(read):
    assert read("恶性肿瘤发病粗率为407.1/10万,比2019年(388.1/10万)上升。")[1][1:] == (
        "388.1", "per_100k", 2019,
    )  # fmt: skip
    assert read("在2016年至2021年,人均预期寿命从75.11岁提高至76.82岁。") == [
        ("人均预期寿命", "75.11", "years", 2016),
        ("人均预期寿命", "76.82", "years", 2021),
    ]


def test_the_size_of_a_change_put_as_a_noun(read):
    text = (
        "城市孕产妇死亡率由49.9/10万下降到19.8/10万,农村由114.9/10万下降到20.2/10万,"
        "下降幅度分别为56.9%和82%。"
    )
    assert [each[1] for each in read(text)][-2:] == ["56.9", "82"]


def test_a_region_before_a_label_is_no_part_of_it(read):
    assert read("杭州市居民平均预期寿命为83.1岁。")[0][0] == "居民平均预期寿命"


def test_what_something_is_to_become_is_a_target_though_it_is_said_what_it_is_now(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(
        "某市“十四五”健康规划\n到2025年,15岁以上人群吸烟率由目前的27.7%降至20%。\n",
        encoding="utf-8",
    )
    found = extract(read_document(path), region_code="330100")
    assert [(each.year, each.role) for each in found] == [(None, "actual"), (2025, "target")]


def test_news_say_of_which_year_a_value_is_beside_the_goals_of_a_plan(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(
        "某市出台行动方案。方案的主要目标:到2030年,人均预期寿命达到80岁。\n"
        "2021年,婴儿死亡率为2.3‰。\n",
        encoding="utf-8",
    )
    found = extract(read_document(path), region_code="330100")
    assert [(each.year, each.role) for each in found] == [(2030, "target"), (2021, "actual")]


def test_what_is_better_where_less_is_better_has_fallen(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("某市2021年健康报告\nPM2.5年均浓度较2020年改善16.5%。\n", encoding="utf-8")
    (found,) = extract(read_document(path), region_code="330100")
    assert found.direction == "down"


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("65岁及以上人口占8.12%。与2010年普查相比,占比上升。", "8.12", "percent"),
        ("婴儿死亡率和孕产妇死亡率分别为2.61%。和4.7/10万。", "2.61", "permille"),
        ("婴儿死亡率由6.29%。分别下降到5.1%。和4.7%。", "6.29", "permille"),
    ],
)
def test_a_sign_and_a_full_stop_are_a_rate_per_thousand_only_inside_a_sentence(
    read, sentence, value, unit
):
    assert read(sentence)[0][1:3] == (value, unit)


def test_a_region_that_a_sentence_names_alone_is_set_beside_the_one_before(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(
        "某报2015年3月2日\n2014年全国居民期望寿命为76.5岁。福建为77.9岁,排第五。\n",
        encoding="utf-8",
    )
    found = extract(read_document(path))
    assert [(each.label, each.region_code, each.year) for each in found] == [
        ("居民期望寿命", "100000", 2014),
        ("居民期望寿命", "350000", 2014),
    ]


def test_a_passage_that_a_page_prints_twice_counts_once(tmp_path):
    path = tmp_path / "plan.txt"
    sentence = "到2025年,人均预期寿命达到80.4岁。\n"
    path.write_text(f"某市“十四五”卫生健康规划\n二、目标\n{sentence}{sentence}", encoding="utf-8")
    assert [figure.value_printed for figure in extract(read_document(path))] == ["80.4岁"]


def test_sentences_between_the_signs_that_a_page_hides_are_read(read):
    noise = "V5 U+ C  p}  q8 `, @  "
    text = "2020年,全市孕产妇死亡率从12.6/10万下降到9.8/10万,优于全省平均水平。"
    assert [each[1] for each in read(f"{noise}{text}7 t%  q! v  q\n" * 3)] == ["12.6", "9.8"]


def test_a_census_tells_of_the_year_that_it_counts_in(tmp_path):
    path = tmp_path / "census.txt"
    path.write_text(
        "某市人口普查公报\n2021年8月9日\n以2020年11月1日零时为标准时点,60岁及以上人口占19.4%。",
        encoding="utf-8",
    )
    (figure,) = extract(read_document(path))
    assert (figure.indicator_id, figure.year) == ("aged_60_share", 2020)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("2021年全市人均期望寿命\n79.36岁\n较2020年增加0.12岁", ["79.36", "0.12"]),
        ("全市人均期望寿命达到\n79.36岁,居全省前列。", ["79.36"]),
        ("全市孕产妇死亡率为9.\n36/10万,婴儿死亡率为3\n.1‰。", ["9.36", "3.1"]),
        ("全县人均寿命七十多岁,婴儿死亡率为18.5\n‰,孕产妇死亡率为46.1/10万。", ["18.5", "46.1"]),
    ],
)
def test_a_figure_that_is_broken_over_lines_is_read_whole(read, lines, value):
    assert [each[1] for each in read(lines)] == value


def test_labels_and_values_in_turn_are_a_table_that_stays_one(tmp_path):
    path = tmp_path / "text.txt"
    lines = ["指标", "2020年", "孕产妇死亡率", "9.6/10万", "8.1/10万", "婴儿死亡率", "3.2‰", "2.9‰"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_document(path).text.split("\n")[: len(lines)] == lines


@pytest.mark.parametrize(
    "text",
    [
        "2022年,健康工作迎来春天。《健康某市规划纲要》提出:到2025年,指标居全省前列;"
        "2030年人均预期寿命达到80岁;健康素养水平2025年提高到25%,2030年提高到30%。\n",
        "某部明确卫生发展的总体目标是,到2025年,制度更加健全。人均期望寿命达到79.5岁。\n",
        "实现产前筛查率90%以上、新生儿疾病筛查率95%以上的目标。加强人才培养。\n",
    ],
)
def test_what_a_plan_sets_out_is_aimed_at_also_on_a_page_without_a_title(tmp_path, text):
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    assert {figure.role for figure in extract(read_document(path))} == {"target"}
