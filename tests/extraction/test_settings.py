"""What a document is, and whose figures it prints."""

import pytest
from built_documents import document

from plancompare.extraction import extract
from plancompare.extraction.places import Places
from plancompare.extraction.setting import role_of_heading, setting_of, title_line
from plancompare.extraction.titles import guess_period
from plancompare.reading import read_document


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("某市“十四五”卫生健康发展规划", (2021, 2025)),
        ("某省卫生计生事业发展“十三五”规划", (2016, 2020)),
        ("健康某市行动实施方案(2020—2030年)", (2020, 2030)),
        ("2020年全市卫生健康工作计划安排", (2020, 2020)),
        ("某县2023年工作总结和2024年工作打算", (2024, 2024)),
        ("“健康某省2030”规划纲要", (2016, 2030)),
        ("2024年卫生健康事业发展统计公报", (2024, 2024)),
        ("2018年3月全市传染病疫情概况", (2018, 2018)),
        ("卫生健康工作要点", None),
    ],
)
def test_the_years_of_a_title(title, period):
    assert guess_period(title) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("关于深化改革的意见\n现提出2025年重点工作任务如下。", (2025, 2025)),
        ("实施意见\n到2025年,体系更加完善。到2025年,目标实现。到2035年,全面建成。", (2021, 2025)),
        ("某市关于推进健康行动的实施意见\n2019年6月3日\n到2030年,主要指标领先。", (2019, 2030)),
        ("养老\n到2015年,床位30张。到2020年,35张。到2015年,有站。到2020年,普及。", (2011, 2020)),
        ("没有年份的文件", None),
    ],
)
def test_the_years_of_a_text_whose_title_names_none(text, period):
    assert setting_of(text, None).period == period


def test_a_title_may_stand_after_what_it_is():
    text = "文档介绍:某省儿童发展规划(2001-2010年)(略)\n出生缺陷发生率到2005年要降至71/万。"
    assert setting_of(text, None).period == (2001, 2010)


def test_news_are_no_younger_than_the_goal_that_their_headline_tells():
    title = "2030年某省人均预期寿命81岁左右"
    text = f"{title}\n意见提出到2030年某省人均预期寿命达到81岁左右,并于2030年力争实现。\n"
    assert setting_of(text, None).written is None


def test_what_a_text_without_a_date_states_lies_behind_it():
    text = "患病率的整体情况\n2012年报告显示,2012年的数据可比。2013年高血压患病率为26.1%。\n"
    (figure,) = extract(document(("", text), title="患病率的整体情况"))
    assert (figure.year, figure.role) == (2013, "actual")


REVIEW = "某市“十四五”卫生健康规划实施情况中期评估报告\n"


@pytest.mark.parametrize(
    ("text", "base_year"),
    [
        ("截至2023年底,总体进展顺利。2022年机构改革完成。", 2023),
        ("2022年指标完成较好,2022年投入增加,2023年开局良好。", 2022),
        ("截至2025年底,各项任务收官。2023年、2024年稳步推进。", 2025),
        ("到2025年目标可期,比2020年明显进步。", 2025),
    ],
)
def test_a_review_of_a_plan_tells_of_the_year_that_it_looks_back_from(text, base_year):
    setting = setting_of(REVIEW + text, None)
    assert setting.period == (2021, 2025)
    assert setting.reports
    assert setting.base_year == base_year


def test_a_review_tells_of_no_year_in_which_its_plan_was_issued():
    setting = setting_of(REVIEW + "2021年12月印发实施规划。2023年指标进展良好。", None)
    assert setting.base_year == 2023
    last = REVIEW.replace("中期", "终期") + "2022年指标完成较好,2022年投入增加。"
    assert setting_of(last, None).base_year == 2025


def test_how_a_plans_indicators_were_met_is_told_not_planned():
    assert not setting_of(
        "某市“十三五”卫生与健康规划主要指标完成情况\n期望寿命80.8岁。", None
    ).plans


def test_a_year_whose_value_is_called_expected_has_not_come():
    text = "1. 产检率 % 2020年:92.2 2025年:95 预期性\n2. 婴儿死亡率 ‰ 2020年:3.2 2025年:≤3 约束性\n"
    figures = extract(document(("", text), title="健康水平"))
    assert {(each.year, each.role) for each in figures} == {(2020, "actual"), (2025, "target")}


@pytest.mark.parametrize("of", ["健康行动推进情况", "《某市妇女发展规划》中期监测"])
def test_a_review_of_a_plan_without_years_tells_what_was_reached(of):
    setting = setting_of(f"{of}\n2022年,孕产妇死亡率9.2/10万。", None)
    assert (setting.default_role, setting.base_year) == ("actual", 2022)


def test_a_plan_that_mentions_no_review_is_none():
    assert setting_of("某市“十四五”卫生健康规划\n截至2023年底。", None).reviewed is None


def test_the_title_is_told_from_what_stands_before_it():
    text = (
        "首页 > 政务公开\n索引号:0141-2020\n发布日期:2020-04-15\n"
        "关于印发2020年全市卫生健康工作要点的通知\n各县区:\n正文。"
    )
    assert title_line(text) == "关于印发2020年全市卫生健康工作要点的通知"


def test_a_line_cut_by_the_length_that_is_looked_at_is_no_title():
    text = "政府工作报告\n各位代表:\n"
    text += "今" * (590 - len(text)) + "。\n2012年全区经济社会发展的预期目标是增长一成。\n"
    assert title_line(text) == "政府工作报告"


@pytest.mark.parametrize(
    ("place", "role"),
    [
        ("一、规划背景 / (一)发展基础", "actual"),
        ("第一章 发展回顾", "actual"),
        ("二、主要目标", "target"),
        ("一、工作完成情况 / (一)持续向好", "actual"),
        ("三、重点任务 / (二)加强基础设施建设", "target"),
        ("附则", None),
    ],
)
def test_headings_say_what_figures_are(place, role):
    assert role_of_heading(place) == role


def test_a_report_states_and_a_plan_promises():
    sentence = ("", "居民健康素养水平达到30%。")
    (stated,) = extract(document(sentence, title="某市2023年工作总结"), region_code="330100")
    (promised,) = extract(document(sentence, title="某市2023年工作要点"), region_code="330100")
    assert (stated.role, stated.year) == ("actual", 2023)
    assert (promised.role, promised.year) == ("target", 2023)


@pytest.mark.parametrize(
    ("date", "year"),
    [("2023年3月20日", 2022), ("2022年11月5日", 2022), ("", 2022)],
)
def test_news_of_the_last_year_come_out_in_the_first_half_of_the_next(date, year):
    text = f"某市妇幼健康水平提升\n{date}\n2022年全市婴儿死亡率3‰。2022年分娩率100%。"
    assert setting_of(text, None).base_year == year


def test_last_year_is_the_one_before_that_of_writing():
    text = "某市妇幼健康水平提升\n2022年全市分娩率100%。截至去年,婴儿死亡率3‰。\n"
    found = extract(document(("", text.split("\n")[1]), title="某市妇幼健康水平提升"))
    assert [figure.year for figure in found] == [2022, 2022]


def test_a_heading_of_a_past_year_tells_what_was_done():
    sentence = "居民健康素养水平达到30%。"
    headings = ("一、2023年主要工作", "二、2024年工作要点")
    title = "某县2023年工作总结和2024年工作要点"
    built = document(*((heading, sentence) for heading in headings), title=title)
    found = extract(built, region_code="510623")
    assert [(figure.year, figure.role) for figure in found] == [(2023, "actual"), (2024, "target")]


def test_a_colon_announces_the_year_of_the_points_after_it():
    figures = extract(
        document(
            ("二、目标", "到2030年,实现以下目标:"),
            ("二、目标", "——人均预期寿命达到80岁。"),
            ("二、目标", "——婴儿死亡率控制在4‰以内。"),
            ("二、目标", "居民健康素养水平达到28%。"),
        ),
        region_code="330100",
        period=(2021, 2025),
    )
    assert [figure.year for figure in figures] == [2030, 2030, 2025]


@pytest.mark.parametrize(
    ("region", "word", "code"),
    [
        ("330100", "全市", "330100"),
        ("330100", "全省", "330000"),
        ("330100", "全国", "100000"),
        ("510623", "全县", "510623"),
        ("510623", "全市", "510600"),
        ("310106", "全区", "310106"),
        ("150000", "全区", "150000"),
        ("150000", "自治区", "150000"),
        ("100000", "全国", "100000"),
        ("330100", "", "330100"),
        ("", "全国", "100000"),
        ("", "全省", None),
    ],
)
def test_words_for_regions(region, word, code):
    assert Places(region, "").code(word) == code


def test_without_a_code_the_own_region_is_the_one_most_spoken_of():
    places = Places.of("", "全市…全市…全省…全市")
    assert places.code("全市") == ""
    assert places.code("全省") is None


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("澜溪市“十四五”卫生健康发展规划", "全市"),
        ("某某省云溪市青原县“十四五”卫生健康规划", "全县"),
        ("某某省健康城市社区建设规划", "全省"),
    ],
)
def test_without_a_code_the_title_names_the_own_region(title, word):
    places = Places.of("", f"{title}\n{word}…全国…全区…全区")
    assert places.code(word) == ""
    assert places.code("全区") is None


def test_a_figure_of_a_region_that_cannot_be_told_is_doubtful():
    text = "全市每千人口床位数6张,全市婴儿死亡率3‰,全省婴儿死亡率为5‰。"
    figures = extract(document(("", text), title="某市2023年工作总结"))
    assert [figure.doubts for figure in figures] == [(), (), ("another region",)]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("婴儿死亡率控制在4%以内。", "permille"),
        ("5岁以下儿童死亡率降至6.9%。", "permille"),
        ("婴儿死亡率控制在0.4%以内。", "percent"),
        ("孕产妇死亡率控制在4%以内。", "percent"),
    ],
)
def test_a_unit_that_is_likely_a_misprint_is_doubtful(sentence, unit):
    (figure,) = extract(document(("目标", sentence)), region_code="330100")
    assert (figure.unit, figure.doubts) == (unit, ("unit",))


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("某市公布卫生数据\n2015年人均预期寿命82岁,较上年提高。数据显示,规划目标提前实现。", False),
        ("某省发布白皮书\n孕产妇死亡率由2012年的20/10万下降到2022年的9/10万。", False),
        ("某市发布报告\n生长迟缓率降至5%以下,均已实现国家规划目标。超重率为11%。", False),
        ("某市推进卫生强市\n到2025年床位达到6张,力争2030年达到7张。床位比上年增加。", True),
    ],
)
def test_a_text_without_a_telling_title_is_what_it_does_most(text, plans):
    setting = setting_of(text, None)
    assert (setting.plans, setting.reports) == (plans, not plans)


def test_undated_news_is_written_after_the_years_that_it_states(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(
        "农村卫生厕所普及率由1993年的7.5%升至2016年的80.3%。力争2030年全覆盖。\n"
        "第一步,到2020年,人均预期寿命达到77.3岁;第二步,到2030年,达到79岁。\n",
        encoding="utf-8",
    )
    found = {str(each.value): (each.year, each.role) for each in extract(read_document(path))}
    assert found["80.3"] == (2016, "actual")
    assert (found["77.3"], found["79"]) == ((2020, "target"), (2030, "target"))


def test_a_table_that_says_what_binds_is_a_plans():
    rows = [["指标", "2010年", "2015年", "属性"], ["病床使用率(%)", "84", "94", "预期性"]]
    built = document(title="中医药发展指标简表", tables=[("", rows)])
    assert [(each.year, each.role) for each in extract(built)] == [
        (2010, "actual"),
        (2015, "target"),
    ]


def test_the_parts_of_a_text_are_a_look_back_and_a_look_ahead(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        """某市政府工作报告
2026年1月27日
第一部分 2025年和“十四五”工作回顾
人均预期寿命提高到79.6岁。
第二部分 “十五五”时期主要目标
人均预期寿命达到81岁左右。
第三部分 2026年重点工作
每千人口托位数达到4.6个。
""",
        encoding="utf-8",
    )
    found = extract(read_document(path), region_code="330100")
    assert [(str(figure.value), figure.year, figure.role) for figure in found] == [
        ("79.6", 2025, "actual"),
        ("81", 2030, "target"),
        ("4.6", 2026, "target"),
    ]


@pytest.mark.parametrize(
    ("text", "base_year"),
    [
        ("某市婴儿死亡率降至3.1‰\n18.02.2017\n全市卫生会议召开。", 2016),
        ("某市妇幼健康工作推进会召开。\n" + "工作稳步推进。" * 100 + "\n2017年3月5日", 2016),
        ("规划提出,展望2035年,人均预期寿命达到81岁。2015年至2020年,从77岁提高到78.4岁。", 2020),
        ("到2030年,婴儿死亡率降到2030年的5‰。2015年人均预期寿命为76.1岁。", 2015),
    ],
)
def test_news_lie_after_what_they_state_and_before_what_they_aim_at(text, base_year):
    setting = setting_of(text, None, text)
    assert (setting.written or 0) - 1 == base_year


def test_an_old_text_that_was_put_up_again_tells_of_its_own_years():
    text = "健康新闻 2023-05-29\n2009年某市婴儿死亡率为6.1‰。2009年孕产妇死亡率为9/10万。"
    assert setting_of(text, None, text).period == (2009, 2009)
    late = text.replace("2023-05-29", "2023-11-02")  # when figures of the year itself may be out
    assert setting_of(late, None, late).period == (2009, 2009)


def test_the_first_year_of_news_holds_for_the_sentences_after_it(tmp_path):
    path = tmp_path / "text.txt"
    text = "报告提到,2016年全市人均期望寿命81.3岁。婴儿死亡率为2.4‰。\n各国2017年差距很大。"
    path.write_text(text, encoding="utf-8")
    assert [each.year for each in extract(read_document(path))] == [2016, 2016]


def test_the_year_of_a_survey_is_that_of_its_results(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(
        "方法于2006年5月对居民普查。结果检出率为21.3%,高血压患病率为15.4%。", encoding="utf-8"
    )
    assert [each.year for each in extract(read_document(path))] == [2006, 2006]


@pytest.mark.parametrize(
    ("told", "years"),
    [
        ("去年居民人均预期寿命由上一年的77.9岁升至78.2岁。", [2020, 2021]),
        ("去年居民人均预期寿命78.2岁,较前年的77.9岁略升0.3岁。", [2021, 2020, 2021]),
        ("“十四五”目标任务提出,每千人口床位数达到7.5张。", [2025]),
        ("2021年婴儿死亡率为3.1‰。今年,婴儿死亡率要控制在3‰以内。", [2021, 2022]),
    ],
)
def test_the_years_that_news_count_back_or_a_plans_number_gives(tmp_path, told, years):
    path = tmp_path / "text.txt"
    path.write_text(f"某省居民健康水平再提升\n2022-07-13 来源:某报\n{told}", encoding="utf-8")
    assert [each.year for each in extract(read_document(path))] == years


def test_a_year_that_others_are_set_against_is_not_the_one_reported():
    text = "某网 2024年2月1日 来源\n2021年提前达标。吸烟率为20.1%,与2021年持平,比2021年略低。"
    assert setting_of(text, None, text).period == (2023, 2023)
    quoted = "某网 2024年2月1日 来源\n吸烟率为20.1%,离“到2030年低于18%”和“到2035年低于15%”尚远。"
    assert not setting_of(quoted, None, quoted).plans


def test_news_that_only_names_a_year_to_come_do_not_tell_of_it(tmp_path):
    path = tmp_path / "text.txt"
    text = "某网3月3日讯 某州启动行动。其目标是到2025年底,实现居民健康素养水平达30%以上。"
    path.write_text(text, encoding="utf-8")
    assert [(each.year, each.role) for each in extract(read_document(path))] == [(2025, "target")]


def test_sentences_of_a_work_report_look_back_and_ahead_by_turns(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某市2023年政府工作报告\n过去五年,人均预期寿命由78.1岁提高到79.7岁。"
        "今后五年,人均预期寿命达到81岁。今年,每千人口托位数达到4个。\n",
        encoding="utf-8",
    )
    told = [(float(each.value), each.year, each.role) for each in extract(read_document(path))]
    assert told[1:] == [(79.7, 2022, "actual"), (81.0, 2027, "target"), (4.0, 2023, "target")]


def test_a_work_report_is_of_the_year_before_the_one_whose_tasks_it_sets(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某县2024年政府工作报告\n一、过去一年工作回顾\n县域内就诊率91.2%。\n"
        "二、2025年主要任务\n县域内就诊率达到92%以上。\n",
        encoding="utf-8",
    )
    told = [(each.year, each.role) for each in extract(read_document(path))]
    assert told == [(2024, "actual"), (2025, "target")]


def test_what_is_to_be_done_before_the_end_of_a_year_does_not_lie_behind(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某市民生实事\n2024年底前,适龄妇女宫颈癌筛查率要达到60%以上。\n", encoding="utf-8"
    )
    assert [(each.year, each.role) for each in extract(read_document(path))] == [(2024, "target")]


def test_a_year_up_to_which_something_is_told_is_no_aim(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某区卫生事业\n人均预期寿命由2010年的72.1岁增长到2020年的75.2岁。"
        "截至2021年,基本医疗保险参保率达到95%以上。\n",
        encoding="utf-8",
    )
    told = [(each.year, each.role) for each in extract(read_document(path))]
    assert told == [(2010, "actual"), (2020, "actual"), (2021, "actual")]


def test_a_paper_of_use_to_who_plans_plans_nothing(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "目的 为制定防治规划提供依据。方法 于2012年4-9月作抽样调查。结果 高血压患病率为15.4%。\n",
        encoding="utf-8",
    )
    told = [(each.year, each.role) for each in extract(read_document(path))]
    assert told == [(2012, "actual")]


def test_what_a_plan_is_said_to_disclose_is_aimed_at(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某网 2016年11月23日\n某市“十三五”规划披露了30个指标,其中人均预期寿命从2015年的76.2岁,"
        "提高至78岁。\n",
        encoding="utf-8",
    )
    told = [(each.year, each.role) for each in extract(read_document(path))]
    assert told == [(2015, "actual"), (2020, "target")]


def test_a_day_in_a_sentence_dates_no_page_that_tells_of_later_years(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "自2003年10月新条例实施后婚检率下降。出生缺陷发生率由2002年的11.3‰升至2004年的12.6‰。"
        "2013年婚检率达51.7%。\n",
        encoding="utf-8",
    )
    told = [(each.year, each.role) for each in extract(read_document(path))]
    assert told == [(2002, "actual"), (2004, "actual"), (2013, "actual")]


def test_the_years_of_a_plan_stand_on_a_line_below_its_name():
    text = "某省防治慢性病中长期规划\n(2017—2025年)\n一、规划背景\n婴儿死亡率为5.1‰。\n"
    setting = setting_of(text, None, text)
    assert (setting.period, setting.news) == ((2017, 2025), False)


def test_what_news_of_a_plan_say_to_be_held_below_is_aimed_at(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "近日,某市印发《防治慢性病规划(2017-2025年)》,其中提到,力争过早死亡率降低到11.3%。\n"
        "到2025年,人均期望寿命超过79岁。\n12岁儿童患龋率控制在28%以内。\n",
        encoding="utf-8",
    )
    told = [(float(each.value), each.year, each.role) for each in extract(read_document(path))]
    assert told == [(11.3, 2025, "target"), (79.0, 2025, "target"), (28.0, 2025, "target")]


def test_a_span_of_days_in_a_paper_ends_when_its_figures_do(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "目的 分析某市死因。方法 收集2014年1月1日至2017年12月31日的死亡信息。"
        "结果 2014-2017年平均婴儿死亡率为4.6‰。\n",
        encoding="utf-8",
    )
    assert [(each.year, each.role) for each in extract(read_document(path))] == [(2017, "actual")]


def test_a_headline_of_what_was_reported_is_that_of_no_report(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "2022某市去年报告死亡个案5万例\n《报告》显示,2021年末,全市常住人口511.2万人。"
        "出生率6.53‰,同比下降2.3个千分点。\n",
        encoding="utf-8",
    )
    assert [each.year for each in extract(read_document(path))] == [2021, 2021]


LOOKS_BOTH_WAYS = """一、{past}工作开展情况
全县老年人健康管理率71.4%。
二、{ahead}工作打算
老年人健康管理率达到74%。"""


@pytest.mark.parametrize(
    ("title", "past", "ahead", "years"),
    [
        ("某县2023年工作总结和2024年工作计划", "2023年", "2024年", (2023, 2024)),
        ("关于2022年工作情况及下一步工作打算的汇报", "", "下一步", (2022, 2023)),
        ("某局2021年工作总结暨2022年重点工作安排", "2021年", "2022年", (2021, 2022)),
        ("某局2023年上半年工作总结和下半年工作计划", "上半年", "下半年", (2023, 2023)),
        ("“十三五”工作总结及“十四五”工作思路", "“十三五”", "“十四五”", (None, 2025)),
    ],
)
def test_what_a_title_promises_after_its_look_back_lies_ahead(tmp_path, title, past, ahead, years):
    path = tmp_path / "text.txt"
    path.write_text(f"{title}\n{LOOKS_BOTH_WAYS.format(past=past, ahead=ahead)}\n", "utf-8")
    found = extract(read_document(path))
    told = [(figure.value_printed, figure.year, figure.role) for figure in found]
    assert told == [("71.4%", years[0], "actual"), ("74%", years[1], "target")]


def test_what_someone_says_first_of_a_year_holds_for_the_sentences_after_it():
    text = "答:到2025年,婴儿死亡率控制在5‰以下。每千人口床位数、医师数分别达到7.5张、3.4人。"
    title = "某省卫生健康委主任答记者问(2022年3月8日)"
    found = extract(document(("", text), title=title))
    assert {(figure.year, figure.role) for figure in found} == {(2025, "target")}
    assert len(found) == 3


@pytest.mark.parametrize("own", ["我区", "全区", "本区"])
def test_our_region_is_the_documents_own_also_where_nobody_knows_which(own):
    text = f"{own}老年人健康管理率72.4%。"
    (figure,) = extract(document(("", text), title="某区2022年工作总结"))
    assert not figure.doubts


def test_a_value_that_is_called_a_goal_is_one():
    text = "高血压患者规范管理率75.3%(目标值≥60%)。"
    found = extract(document(("", text), title="某市2021年健康状况报告"))
    assert [figure.role for figure in found] == ["actual", "target"]


def test_the_province_that_a_city_is_set_against_is_not_its_own_region():
    text = "每千人口医师3.1人,比全省的2.8人多0.3人。"
    found = extract(document(("", text), title="金华市2019年健康状况报告"))
    assert [bool(figure.doubts) for figure in found] == [False, True]


def test_a_report_on_plans_that_its_title_leaves_undated_tells_of_the_year_it_names():
    text = (
        "关于我市儿童发展规划实施情况的报告\n2024年10月\n"
        "2023年是《某市儿童发展规划(2021—2030年)》实施的第三年。婴儿死亡率2.6‰,与上年持平。\n"
    )
    setting = setting_of(text, None)
    assert (setting.period, setting.reviewed, setting.plans) == ((2021, 2030), 2023, False)


def test_lines_of_a_sentence_in_pieces_are_no_title(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某县卫健局\n按照\n《某省2022年健康素养监测方案》\n和《某市2022年监测\n工作方案》要求\n"
        "完成了调查\n2022年某县居民健康素养水平为31.6%\n较2021年的24.1%\n增长了7.5个百分点\n"
        "并持续上升\n与健康行动同步\n",
        encoding="utf-8",
    )
    found = [(str(each.value), each.year, each.role) for each in extract(read_document(path))]
    assert found == [("31.6", 2022, "actual"), ("24.1", 2021, "actual"), ("7.5", 2022, "change")]


def test_what_lies_ahead_of_its_date_is_aimed_at_under_any_heading(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某市癌症防治实施方案\n2025-10-27\n一、成效\n到2030年癌症5年生存率提升至48.2%。\n",
        encoding="utf-8",
    )
    (figure,) = extract(read_document(path))
    assert (figure.year, figure.role) == (2030, "target")


def test_what_a_plan_stresses_lies_ahead_on_an_undated_page(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "寿命是一把尺子\n2022年,全市人均预期寿命达到79.1岁。"
        "《“十四五”健康规划》强调资源下沉,要求2025年县域内就诊率达到88%。\n",
        encoding="utf-8",
    )
    found = [(each.year, each.role) for each in extract(read_document(path))]
    assert found == [(2022, "actual"), (2025, "target")]


def test_news_of_how_a_programme_is_monitored_tell_what_was_done(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "2014年某市妇女发展纲要监测分析出炉\n某报 2015-08-07\n"
        "2014年,孕产妇死亡率为6.4/10万。去年婴儿死亡率为3.1‰。\n",
        encoding="utf-8",
    )
    found = [(str(each.value), each.year, each.role) for each in extract(read_document(path))]
    assert found == [("6.4", 2014, "actual"), ("3.1", 2014, "actual")]


@pytest.mark.parametrize("months", ["2019年5—8月", "2019年10月", "2019年3月至6月"])
def test_a_paper_tells_of_the_year_in_which_it_surveyed(months):
    text = (
        f"目的 了解某县老年人高血压患病情况。方法 {months}采用整群抽样调查老年人1200人。"
        "结果 患病率55.1%。结论 控制率低于2018年全国水平。"
    )
    assert setting_of(text, None).period == (2019, 2019)


def test_a_year_after_who_says_it_holds_for_the_paragraph(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某市发布健康白皮书 2022年3月5日\n"
        "白皮书指出,2021年,全市婴儿死亡率2.4‰。成人吸烟率为21.3%。\n",
        encoding="utf-8",
    )
    assert [each.year for each in extract(read_document(path))] == [2021, 2021]


def test_what_a_communique_now_publishes_is_no_promise(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某市人口普查公报\n2021年5月24日\n现将全市常住人口情况公布如下:\n"
        "全市常住人口中,65岁及以上人口为31.2万人,占14.6%。\n",
        encoding="utf-8",
    )
    (figure,) = extract(read_document(path))
    assert (figure.role, "spoken_target" in figure.reasons) == ("actual", False)


def test_a_census_is_of_its_year():
    """第七次人口普查 was that of 2020; its communiqué need not say so."""
    text = "南溪县第七次人口普查公报\n65岁及以上人口比重由8.94%上升为13.72%。\n"
    assert setting_of(text, None).period == (2020, 2020)


def test_small_summaries_tell_what_was_done():
    """计划免疫 is no plan, 小结 a summary; 监测统计报告 on a plan reviews it."""
    for title in (
        "青石镇2021年计划免疫工作小结",
        "儿童发展规划监测统计报告(2021年)",
        "健康石门规划2021年自查",
    ):
        assert setting_of(f"{title}\n接种率为97.2%。\n", None).default_role == "actual"


def test_news_count_years_from_their_date(tmp_path):
    """前年 lies two years before what is written, 上年 at the head of news one."""
    page = tmp_path / "page.txt"
    page.write_text(
        "我州妇幼健康水平再提升\n2023年6月15日\n"
        "我州婴儿死亡率,去年是3.6‰,前年是4.1‰。\n上年,我州孕产妇死亡率9.7/10万。\n"
    )
    years = [figure.year for figure in extract(read_document(page))]
    assert years == [2022, 2021, 2022]


def test_a_report_on_work_with_parts_for_two_years_looks_both_ways(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "某区2023年卫生健康工作报告\n2022年工作回顾。一年来,婴儿死亡率1.6‰。\n"
        "2023年工作安排。签约率提高到41%;健康素养水平不低于35%。\n",
        encoding="utf-8",
    )
    told = [(each.year, each.role) for each in extract(read_document(path))]
    assert told == [(2022, "actual"), (2023, "target"), (2023, "target")]


def test_what_is_expected_of_a_year_is_none_that_a_text_states(tmp_path):
    (path := tmp_path / "t.txt").write_text(
        "托育服务通气会\n截至2023年9月底,千人口托位数3.4个,预计年底可达3.6个,2025年达4.6个以上。"
        "普惠托位占比58.3%。 2023年10月11日\n",
        encoding="utf-8",
    )
    now, _, goal, share = extract(read_document(path))
    assert [(each.year, each.role) for each in (now, goal, share)] == [
        (2023, "actual"), (2025, "target"), (2023, "actual"),
    ]  # fmt: skip
