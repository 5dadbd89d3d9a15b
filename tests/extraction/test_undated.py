"""Years that may or may not have come: 到2022年 in a text without a date, 今年 of one that has."""

import pytest

from plancompare.extraction import extract
from plancompare.reading import read_document

_SURE = 0.9


@pytest.fixture
def read(tmp_path):
    def figures(text):
        path = tmp_path / "page.txt"
        path.write_text(text, encoding="utf-8")
        return extract(read_document(path))

    return figures


@pytest.mark.parametrize(
    "text",
    [
        "到2023年,全县婴儿死亡率下降到3.3‰。",
        "某市老年健康服务情况\n“十四五”全市65岁及以上老年人健康管理率达到72%。",
        "某区“十四五”妇女健康\n“十四五”末,孕产妇死亡率控制在9/10万以下。",
    ],
)
def test_nobody_can_be_sure_of_a_year_that_may_not_have_come(read, text):
    (figure,) = read(text)
    assert "year_unsettled" in figure.reasons
    assert figure.confidence < _SURE


def test_a_goal_that_is_said_to_be_one_is_sure_without_a_date(read):
    (figure,) = read("某市卫生健康情况\n“十四五”时期力争居民健康素养水平达到31%。")
    assert (figure.year, figure.role) == (2025, "target")


def test_a_text_that_states_a_later_year_has_seen_the_end_of_its_plan(read):
    text = "某市卫生健康情况\n“十三五”期间婴儿死亡率达到3.1‰。2021年婴儿死亡率为2.9‰。"
    first, _ = read(text)
    assert (first.year, first.role) == (2020, "actual")
    assert "year_unsettled" not in first.reasons


def test_what_fell_to_a_value_has_fallen(read):
    text = "山区健康\n到2017年,全县婴儿死亡率降到了5.1‰。到2020年,力争控制在4.5‰以内。"
    found = [(each.label, each.year, each.role) for each in read(text)]
    assert found == [("婴儿死亡率", 2017, "actual"), ("婴儿死亡率", 2020, "target")]


@pytest.mark.parametrize(
    ("said", "year"), [("今年,全县孕产妇死亡率要", 2018), ("去年,全县孕产妇死亡率", 2017)]
)
def test_this_year_is_that_of_the_date(read, said, year):
    text = f"母婴安全行动在全县启动\n2018-03-12 来源:县报\n{said}控制在13/10万以内。"
    assert [figure.year for figure in read(text)] == [year]


def test_this_year_is_none_where_nothing_dates_the_text(read):
    (figure,) = read("某县母婴安全行动启动\n今年该县将把孕产妇死亡率控制在13/10万以内。")
    assert (figure.label, figure.year, figure.role) == ("孕产妇死亡率", None, "target")


def test_what_is_within_reach_this_year_is_aimed_at(read):
    told, aimed = read("老龄快报\n上半年全市65岁及以上老年人健康管理率为61%,年内可达70%。")
    assert (told.role, aimed.role) == ("actual", "target")


def test_a_year_that_something_is_to_be_met_by_is_not_stated(read):
    text = "某区家庭医生工作\n2020年底要实现家庭医生签约率58%,目前已达51.9%。"
    assert [(each.year, each.role) for each in read(text)] == [(2020, "target"), (None, "actual")]


def test_what_is_expected_of_a_plans_years_is_not_reached(read):
    text = "某市妇幼健康状况\n“十一五”期间婴儿死亡率为8.2‰。预计“十二五”期间婴儿死亡率在7‰左右。"
    assert [(each.year, each.role) for each in read(text)] == [(2010, "actual"), (2015, "target")]


@pytest.mark.parametrize(
    "line",
    [
        "👉 婴儿死亡率:6.1‰(2015年)→4.2‰(2020年)→2.6‰(2024年)",
        "✅ 婴儿死亡率:2015年6.1‰,2020年4.2‰,2024年2.6‰",
        "▶婴儿死亡率 2015年6.1‰ 2020年4.2‰ 2024年2.6‰",
    ],
)
def test_a_year_beside_its_value_is_neither_ahead_nor_a_date(read, line):
    found = read(f"数读:一组数据看某县健康账本\n{line}\n")
    assert [(each.indicator_id, each.year, each.role) for each in found] == [
        ("infant_mortality", year, "actual") for year in (2015, 2020, 2024)
    ]


def test_an_arrow_says_which_way_a_value_went(read):
    *_, change = read("某县健康账本\n婴儿死亡率 2015年6.1‰ 2024年2.6‰ ↓57%\n")
    assert (change.role, change.direction, change.value) == ("change", "down", 57)


def test_the_months_of_a_survey_have_passed_in_a_text_without_a_date(read):
    text = (
        "摘要 方法 于2011年6~9月,按2007年人口标化,随机抽取某州18岁以上居民5000名。\n"
        "结果 糖尿病患病率为7.4%。结论 低于2008年全国调查的9.7%。"
    )
    assert (read(text)[0].year, read(text)[0].role) == (2011, "actual")


def test_what_a_headline_says_was_held_is_no_promise(read):
    text = (
        "某市婴儿死亡率连续7年控制在3‰以内\n2022-12-28 来源:某网\n"
        "力争到2025年,人均预期寿命达到81岁。以上目标写入规划。\n"
    )
    assert read(text)[0].role == "actual"


def test_news_of_a_plan_go_on_in_the_year_that_a_paragraph_told_of(read):
    text = (
        "某市卫生健康发展成就 2022-12-28\n"
        "十年来,婴儿死亡率从2012年的5.9‰降至2021年的2.4‰。\n"
        "每千人口床位数从3.8张增加到6.7张。\n"
        "我们力争到2025年,每千人口床位数达到7.2张。规划明确了目标。\n"
    )
    told = [(float(each.value), each.year, each.role) for each in read(text)]
    assert (6.7, 2021, "actual") in told
    assert (7.2, 2025, "target") in told


def test_what_is_done_next_is_aimed_at(read):
    *now, goal, later = read(
        "某市精神卫生工作情况\n全市在册患者规范管理率93.1%,规律服药率84.2%。\n"
        "下一步,到2025年底在册患者规范管理率达到95%;规律服药率保持在86%以上。"
    )
    assert [each.role for each in now] == ["actual", "actual"]
    assert [(each.year, each.role) for each in (goal, later)] == [(2025, "target")] * 2


def test_the_second_half_of_a_year_is_planned_where_the_first_is_reported(read):
    told = read(
        "市卫健局2022年上半年工作总结及下半年计划\n上半年,两癌筛查率完成58%。\n"
        "下半年,两癌筛查率达到80%。\n"
    )
    assert [(float(each.value), each.role) for each in told] == [(58, "actual"), (80, "target")]


def test_what_is_told_as_of_a_month_has_been_reached(read):
    (_, now) = read(
        "某县健康扶贫三年成效\n截至2020年6月底,全县住院报销比例由2016年的71.2%提高到88.7%。\n"
    )
    assert (now.year, now.role) == (2020, "actual")


def test_news_of_a_meeting_promise_for_their_own_year(read):
    *told, goal = read(
        "某县召开卫生工作会 部署2018年任务\n2018-02-09\n会议指出,2017年,参合率98.6%。"
        "会议强调,2018年要抓好五项工作,确保家庭医生签约率达到40%以上。\n"
    )
    assert [(each.year, each.role) for each in told] == [(2017, "actual")]
    assert (goal.year, goal.role) == (2018, "target")
