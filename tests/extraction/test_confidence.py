"""Each figure says how it was read and how sure that is; what was not understood is named."""

import pytest
from typer.testing import CliRunner

from plancompare.cli.app import app
from plancompare.extraction import read_figures
from plancompare.extraction.confidence import confidence_of
from plancompare.extraction.dating import weights
from plancompare.extraction.derivation import _said, derivation_of
from plancompare.reading import read_document


@pytest.fixture
def page(tmp_path):
    def written(text):
        path = tmp_path / "page.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def reading(path):
    return read_figures(read_document(path), region_code="330100")


NEWS = (
    "某市预期寿命达到82.1岁 婴儿死亡率再降\n2023-03-01 来源:某报\n"
    "2022年,全市居民人均预期寿命为82.1岁,婴儿死亡率为2.1‰。\n"
)


def test_a_headline_that_the_text_says_again_counts_once(page):
    found = reading(page(NEWS)).figures
    assert [(each.label, each.year) for each in found] == [
        ("居民人均预期寿命", 2022),
        ("婴儿死亡率", 2022),
    ]


def test_nor_does_one_of_last_year_on_a_page_that_was_put_up_late(page):
    text = (
        "某市去年预期寿命80.6岁\n发布时间:2026-03-01 来源:某报\n"
        "2017年全市人均预期寿命为80.6岁,婴儿死亡率为3.1‰。\n"
    )
    assert [each.year for each in reading(page(text)).figures] == [2017, 2017]


def test_nor_does_a_value_that_is_also_said_roughly(page):
    text = (
        "某市预期寿命突破80岁\n2023-03-01 来源:某报\n"
        "2022年,全市人均预期寿命为80.6岁,已超过80岁。婴儿死亡率超过2‰。\n"
    )
    assert [each.value_printed for each in reading(page(text)).figures] == ["80.6岁", "超过2‰"]


def test_nor_does_one_that_tells_less_of_whom_it_speaks(page):
    text = (
        "某市孕产妇死亡率降至8.8/10万 居民健康有保障\n2023-03-01 来源:某报\n"
        "2022年,全市户籍孕产妇死亡率为8.8/10万。\n"
    )
    assert [each.label for each in reading(page(text)).figures] == ["户籍孕产妇死亡率"]


@pytest.mark.parametrize(
    ("title", "heads", "sure"),
    [
        ("某市“十四五”卫生健康规划", "2020年|2025年", True),
        ("某市卫生健康指标", "2020年|2025年", False),
        ("某市卫生健康指标", "2020年实际值|2025年目标值", True),
        ("某市“十四五”卫生健康规划", "2020年|2022年", False),
    ],
)
def test_a_column_told_by_its_year_alone_is_not_sure_but_in_a_plans_own_years(
    page, title, heads, sure
):
    table = f"指标|{heads}\n婴儿死亡率(‰)|3.1|2.8\n孕产妇死亡率(1/10万)|9.2|8.5\n"
    found = reading(page(f"{title}\n{table}")).figures
    assert len(found) == 4
    last = [each for each in found if each.value in (2.8, 8.5)]
    assert all((each.confidence >= 0.9) == sure for each in last)
    assert all(("year_alone" in each.reasons) != sure for each in last)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("某市2008年国民经济和社会发展统计公报\n十、卫生\n全市婴儿死亡率5.7‰。", True),
        ("政府工作报告\n——2019年1月8日\n一、2018年工作回顾\n婴儿死亡率5.7‰。", True),
        ("某市2018年工作总结和2019年思路\n一、2018年工作回顾\n婴儿死亡率5.7‰。", True),
        ("2018重庆死亡个案22万例\n2019-02-01\n出生人口减少。婴儿死亡率5.7‰。", False),
        ("2018年我市婴儿死亡率创新低\n2019-02-01\n目前,婴儿死亡率5.7‰。", False),
    ],
)
def test_a_document_that_says_its_year_is_sure_of_what_it_tells(page, text, sure):
    (found,) = reading(page(f"{text}\n")).figures
    assert (found.confidence >= 0.9) == sure


def test_words_that_aim_make_a_year_to_come_no_less_sure(page):
    def sure(words):
        text = f"某市“十四五”卫生健康规划\n到2025年,{words}婴儿死亡率控制在4‰以下。\n"
        return reading(page(text)).figures[0].confidence

    assert sure("力争") == sure("") >= 0.9


def test_a_plain_sentence_is_surer_than_an_elided_one(page):
    text = "某市2022年健康报告\n2022年签约服务覆盖率为40%,老人为70%。\n"
    plain, elided = reading(page(text)).figures
    assert plain.confidence > elided.confidence


def test_a_value_outside_the_range_of_its_indicator_is_in_doubt(page):
    (found,) = reading(page("某市2022年健康报告\n2022年人均预期寿命为8.2岁。\n")).figures
    assert "out of range" in found.doubts
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    ("cell", "doubted"), [("7.2<br>8", True), ("7 8", True), ("7.28", False), ("12 345", False)]
)
def test_a_number_whose_digits_stand_apart_is_in_doubt(tmp_path, cell, doubted):
    path = tmp_path / "page.html"
    path.write_text(
        "<html><meta charset=utf-8><h1>某市规划</h1><table><tr><th>指标<th>2025年"
        f"<tr><td>每千人口医疗卫生机构床位数（张）<td>{cell}</table></html>",
        encoding="utf-8",
    )
    (found,) = reading(path).figures
    assert ("broken number" in found.doubts) is doubted
    assert found.confidence < 0.9 or not doubted


def test_the_derivation_names_rule_evidence_and_what_else_was_possible(page):
    figure = reading(page(NEWS)).figures[0]
    lines = "\n".join(derivation_of(figure))
    assert "its own words are a label (rule_label)" in lines
    assert "-30 the year lies behind the document (year_behind)" in lines
    assert "actual, not target" in lines
    assert confidence_of(figure) == figure.confidence


def test_each_piece_of_evidence_is_told_in_words():
    assert set(weights("role")) - {"close"} == set(_said("role"))
    told = {*_said("label"), *_said("year"), *_said("form")}
    assert {n for n in weights("confidence") if n.startswith(("rule_", "year_"))} <= (
        told | set(_said("role"))
    )


def test_a_known_label_whose_value_was_not_understood_is_named(page):
    text = (
        "某市“十四五”规划\n指标 | 单位 | 2025年\n"
        "婴儿死亡率 | ‰ | 3.1×2.2\n孕产妇死亡率 | /10万 | 9\n"
    )
    found = reading(page(text))
    assert [(each.label, each.printed) for each in found.unread] == [("婴儿死亡率", "3.1×2.2")]


def test_extract_shows_why(page):
    shown = CliRunner().invoke(app, ["extract", str(page(NEWS)), "--why"])
    assert shown.exit_code == 0
    assert "婴儿死亡率 = 2.1‰" in shown.output
    assert "role" in shown.output


def test_a_sentence_or_table_printed_twice_counts_once(page):
    table = "指标 | 2020年 | 2025年\n婴儿死亡率(‰) | 3.2 | 3\n孕产妇死亡率(/10万) | 9 | 8\n"
    text = f"某市“十四五”规划\n到2025年,人均预期寿命达到79岁。\n{table}\n"
    once, twice = reading(page(text)).figures, reading(page(text + text[10:])).figures
    assert len(once) == 5
    assert [f.label for f in twice] == [f.label for f in once]
