"""Year and role from what a document is, where it was dated, and what its paragraphs speak of."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plancompare.extraction import extract
from plancompare.extraction.setting import setting_of
from plancompare.extraction.stated import dated
from plancompare.extraction.titles import guess_period
from plancompare.reading import read_document

WORK_REPORT = """2026年某省政府工作报告
——2026年1月20日在某省第十五届人民代表大会第四次会议上
各位代表:
一、“十四五”时期工作回顾
五年来,我们着力改善民生。人均预期寿命达到78.6岁。
二、“十五五”时期主要目标任务
今后五年,我们要提高生活品质。人均预期寿命提高到80岁。
三、2026年重点工作
加强慢性病管理,重点人群签约服务覆盖率达到93%。
"""


def told(text):
    """Label, value, year and role of each figure."""
    with TemporaryDirectory() as folder:
        (file := Path(folder) / "text.txt").write_text(text, encoding="utf-8")
        figures = extract(read_document(file), region_code="330000")
    return [(each.label, str(each.value), each.year, each.role) for each in figures]


def test_a_work_report_looks_back_on_the_year_before_and_plans_its_own():
    assert told(WORK_REPORT) == [
        ("人均预期寿命", "78.6", 2025, "actual"),
        ("人均预期寿命", "80", 2030, "target"),
        ("重点人群签约服务覆盖率", "93", 2026, "target"),
    ]


def test_the_parts_of_a_work_report_are_told_apart_without_headings():
    text = WORK_REPORT.replace("一、", "").replace("二、", "").replace("三、", "")
    assert told(text) == told(WORK_REPORT)


@pytest.mark.parametrize(
    "title",
    ["某省第十五届人民代表大会第三次会议批准", "十五分钟医疗服务圈建设", "二十五家医院名单"],
)
def test_no_five_year_plan_is_read_where_none_is_named(title):
    assert guess_period(title) is None


def test_a_five_year_plan_is_known_by_its_ordinal_in_full():
    assert guess_period("某县卫生事业发展第十一个五年规划") == (2006, 2010)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Copyright某网 2014\n某市预期寿命公布\n2023-03-01 来源:某报\n正文。", 2023),
        ("某市健康新闻\n版权所有 2012\n【2017-08-30 18:26:11】\n正文。", 2017),
        ("某市新规\n自2014年3月1日起施行。\n发布时间:2023年5月31日", 2023),
        ("某市通知\n正文。\n某市卫生局\n2019年4月2日", 2019),
        ("某市2020年指标\n正文。", None),
    ],
)
def test_a_text_is_dated_by_the_line_that_says_when_it_was_published(text, year):
    assert dated(text)[1] == year


def test_a_report_tells_of_the_year_that_it_names_up_to_its_date():
    text = (
        "某省2024年12月24日发布报告。\n2023年预期寿命为78.9岁。"
        "2023年孕产妇死亡率为9/10万,2023年婴儿死亡率为3‰。"
    )
    assert setting_of(text, None).base_year == 2023


def test_what_was_reached_before_the_goal_was_set_is_no_target():
    text = "某市2019年健康报告发布\n2019年全市孕产妇死亡率为7.31/10万,提前实现规划目标。"
    assert told(text) == [("孕产妇死亡率", "7.31", 2019, "actual")]


NEWS = "某省新闻网\n{}\n"


@pytest.mark.parametrize(
    ("page", "figures"),
    [
        (  # what a page of news says without a time is how things are, whatever plan it speaks of
            "省卫健委介绍“十四五”规划。全省免费婚检率保持在71%。行动方案和规划的发展目标另行公布。",
            [("免费婚检率", "71", "actual")],
        ),
        (
            "方案明确,实现2027年全省人均预期寿命达79.2岁,居民健康素养水平达31%。",
            [("人均预期寿命", "79.2", "target"), ("居民健康素养水平", "31", "target")],
        ),
        (
            "“十五五”规划有了。预计人均预期寿命将由目前的78岁提高一年,达到79岁左右。",
            [("人均预期寿命", "78", "actual"), ("人均预期寿命", "79", "target")],
        ),
    ],
)
def test_news_tell_how_things_are_unless_they_say_when_they_shall_be(page, figures):
    found = told(NEWS.format(page))
    assert [(label, value, role) for label, value, _, role in found] == figures


def test_the_year_of_a_value_is_that_of_the_change_that_led_to_it():
    page = "居民人均预期寿命2022年达到78.4岁,比2020年提高0.6岁;到2024年为78.8岁。"
    assert [(value, year) for _, value, year, _ in told(NEWS.format(page))] == [
        ("78.4", 2022),
        ("0.6", 2022),
        ("78.8", 2024),
    ]


@pytest.mark.parametrize(
    ("title", "base_year"),
    [
        ("2022年《某省妇女发展规划(2021—2030年)》统计监测报告", 2022),
        ("2018年《某省儿童发展规划(2011—2020年)》监测统计公报", 2018),
    ],
)
def test_a_report_on_a_plan_is_no_plan(title, base_year):
    setting = setting_of(f"{title}\n婴儿死亡率为5‰。\n", None)
    assert (setting.default_role, setting.base_year) == ("actual", base_year)


def test_a_publication_named_by_its_year_tells_of_it():
    page = "时间:2021-10-09\n某市卫健委说,《2020某市居民健康白皮书》发布。婴儿死亡率1.3‰。"
    assert told(NEWS.format(page)) == [("婴儿死亡率", "1.3", 2020, "actual")]


def test_what_a_line_that_ends_in_a_colon_announces_holds_for_its_points():
    page = "未来5年某市卫生强市,到2020年要做到:\n1、千人床位数达到4.3张\n2、市域内住院率达到97%以上"
    assert [(value, year, role) for _, value, year, role in told(f"{page}\n")] == [
        ("4.3", 2020, "target"),
        ("97", 2020, "target"),
    ]


def test_news_of_a_plan_tell_its_goals_to_the_end():
    page = (
        "《“十四五”公共服务规划》明确,到2025年,制度更加完善。\n病有所医\n"
        "人均预期寿命78.4岁,基本医疗保险参保率大于96%。\n老有所养\n护理型床位占比达54%。"
    )
    assert [(value, year, role) for _, value, year, role in told(NEWS.format(page))] == [
        ("78.4", 2025, "target"),
        ("96", 2025, "target"),
        ("54", 2025, "target"),
    ]


def test_vaccines_of_a_programme_make_no_page_a_plan():
    page = "2018年人均期望寿命82.6岁。幼儿免疫规划疫苗接种率保持在99%以上。"
    assert {role for *_, role in told(NEWS.format(page))} == {"actual"}


def test_where_news_were_sent_from_is_no_part_of_a_label():
    page = "某报北京5月22日电(记者某某)每千人口注册护士3.6人。"
    assert [label for label, *_ in told(NEWS.format(page))] == ["每千人口注册护士"]


@pytest.mark.parametrize(
    "text",
    [
        "某市健康简讯\n据市卫健委2024年8月29日公布的《2023年某市卫生健康公报》,人均预期寿命80.4岁。",
        "某市健康简讯\n2024年3月5日,市卫健委发布了《2023年某市卫生健康公报》。人均预期寿命80.4岁。",
    ],
)
def test_the_day_of_a_publication_is_no_year_of_its_figures(text):
    assert told(text) == [("人均预期寿命", "80.4", 2023, "actual")]


def test_an_extract_of_a_plan_without_a_date_is_not_written_after_its_goals():
    text = "到2030年具体实现以下目标:\n——健康水平持续提升。2030年人均预期寿命达到79.0岁。\n"
    assert told(text) == [("人均预期寿命", "79.0", 2030, "target")]


@pytest.mark.parametrize(
    ("page", "figures"),
    [
        (  # the plan's name says by when
            "2012年4月19日\n《某省儿童发展规划(2011-2020年)》提出,新生儿听力筛查率达55%以上。",
            [("新生儿听力筛查率", "55", 2020, "target")],
        ),
        (  # what a year is to bring while it lasts
            "时间:2010年8月18日\n今年全省将继续补助,使住院分娩率维持在98%以上。"
            "到今年底婚检率要达到60%以上。",
            [("住院分娩率", "98", 2010, "target"), ("婚检率", "60", 2010, "target")],
        ),
        (  # what a seller solves is no plan
            "护眼灯及智能系统解决方案\n2020年6月9日\n2019年,全省小学生近视率为31.2%。",
            [("小学生近视率", "31.2", 2019, "actual")],
        ),
        (  # a time whose year stands in brackets
            "2021年3月2日\n“十三五”末(2020年)孕产妇死亡率为9.1/10万。",
            [("孕产妇死亡率", "9.1", 2020, "actual")],
        ),
        (  # what is expected of a year to come, on a page without a date
            "方案提出预计2030年全省人均预期寿命达82岁以上。",
            [("人均预期寿命", "82", 2030, "target")],
        ),
        (  # what is to be by a year
            "文件订出考核指标,二○二二年全省人均预期寿命要提升至77.7岁。",
            [("人均预期寿命", "77.7", 2022, "target")],
        ),
        (  # a line that sets others against a year is no title
            "发布时间:2023-03-12\n2022年每千人口医师3.1人\n每千人口注册护士3.7人\n数量均高于2021年",
            [("每千人口医师", "3.1", 2022, "actual"), ("每千人口注册护士", "3.7", 2022, "actual")],
        ),
        (  # of other places
            "2023年全省人均预期寿命78.6岁,只有少数省份人均预期寿命突破80岁。",
            [("人均预期寿命", "78.6", 2023, "actual")],
        ),
        (  # goals of a paper go on after the year that its first sentence says
            "2015年9月21日\n《关于提高山区儿童发展水平的意见》给出具体目标,到2020年,接近全省水平。"
            "5岁以下儿童贫血患病率控制在13%以下。疫苗接种率稳定在92%以上。",
            [
                ("5岁以下儿童贫血患病率", "13", 2020, "target"),
                ("疫苗接种率", "92", 2020, "target"),
            ],
        ),
        (  # how far a year is behind is no change
            "2013年5月6日\n1981年全市人均期望寿命为69.4岁,比目前低10岁左右。"
            "20年后即2001年,全市人均期望寿命增长至75.2岁。",
            [("人均期望寿命", "69.4", 1981, "actual"), ("人均期望寿命", "75.2", 2001, "actual")],
        ),
        (  # goals in quotation marks, of a year that has passed and of one to come
            "2024年2月1日\n2021年提前达到行动提出的“到2022年,成人吸烟率低于21%”的目标。"
            "2023年成人吸烟率为20.2%,离行动提出的“到2030年,成人吸烟率低于18%”目标仍有差距,男性为37.4%。",
            [
                ("成人吸烟率", "21", 2022, "target"),
                ("成人吸烟率", "20.2", 2023, "actual"),
                ("成人吸烟率", "18", 2030, "target"),
                ("男性成人吸烟率", "37.4", 2023, "actual"),
            ],
        ),
        (  # last year, on a page that tells of a plan of years to come
            "2020年9月25日\n行动到2030年,持续十年。去年底全省人均寿命达到77.2岁。",
            [("人均寿命", "77.2", 2019, "actual")],
        ),
        (  # the number of a file is no title
            "索引号 | 11330000MB1970001R/2021-30017 | 文号 | |\n成文日期 | 2021-06-16 |\n"
            "2020年全市婴儿死亡率为2.1‰。2020年共有死亡9124例。\n孕产妇死亡率为4.2/10万。",
            [("婴儿死亡率", "2.1", 2020, "actual"), ("孕产妇死亡率", "4.2", 2020, "actual")],
        ),
        (  # what came of what a plan sets out
            "2022年9月15日\n“十四五”规划提出,到2035年建成健康某省。省卫生健康委介绍,"
            "健康行动主要目标提前实现,进展顺利。居民健康素养水平提升到24.6%。",
            [("居民健康素养水平", "24.6", None, "actual")],
        ),
        (  # a goal in quotation marks, of the plan that was named last
            "2019年12月6日\n市统计局公布《某市妇女发展规划(2011-2020年)》监测报告。\n"
            '2018年妇女常见病筛查率为71.4%,但与《规划》提出的"达到80%以上"的目标还有差距。\n'
            "2018年婚检率达到58.3%,未达到规划提出的70%目标。",
            [
                ("妇女常见病筛查率", "71.4", 2018, "actual"),
                ("妇女常见病筛查率", "80", 2020, "target"),
                ("婚检率", "58.3", 2018, "actual"),
                ("婚检率", "70", 2020, "target"),
            ],
        ),
        (  # the year in the name of a report
            "2021年9月17日\n发布会介绍《某省居民营养状况报告(2020年)》。成人肥胖率为15.2%。",
            [("成人肥胖率", "15.2", 2020, "actual")],
        ),
        (  # ages after a year are no day
            "抽取某市2020年3-65岁常住人口做问卷调查。结果 乙肝疫苗接种率为61.5%。",
            [("乙肝疫苗接种率", "61.5", 2020, "actual")],
        ),
        (  # what is to come about a year has not been told
            "2015年住院分娩率达99.8%。\n人口在2026年前后达到最高。\n婴儿死亡率为4.8‰。",
            [("住院分娩率", "99.8", 2015, "actual"), ("婴儿死亡率", "4.8", 2015, "actual")],
        ),
    ],
)
def test_what_news_say_of_a_year(page, figures):
    assert told(NEWS.format(page)) == figures


def test_years_in_words_are_heads_of_columns_and_rates_per_thousand_permille():
    table = (
        "主要健康指标 二零一五年 二零一六年\n"
        "粗死亡率 (按每一千人口计算的死亡人数) 6.4 6.5\n"
        "婴儿死亡率 (按每千名活产婴儿计算的死亡人数) 1.5 1.7\n"
    )
    with TemporaryDirectory() as folder:
        (file := Path(folder) / "text.txt").write_text(table, encoding="utf-8")
        figures = extract(read_document(file))
    assert [(each.indicator_id, f"{each.value}", each.unit, each.year) for each in figures] == [
        ("crude_death_rate", "6.4", "permille", 2015),
        ("crude_death_rate", "6.5", "permille", 2016),
        ("infant_mortality", "1.5", "permille", 2015),
        ("infant_mortality", "1.7", "permille", 2016),
    ]
