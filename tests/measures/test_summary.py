"""The sentences of a region's section on measures."""

import re
from pathlib import Path

import pandas as pd
import pytest
from measure_tables import CHANGZHOU, SHANXI, TIBET, tables, work_reports

from plancompare.dataset.measure_tables import measures_table, responsibilities_table
from plancompare.reports.told import measures_summary
from plancompare.sources import load_source

RAW = Path(__file__).parents[2] / "data/raw"


def describe(measures, responsibilities, region, lang="zh"):
    return measures_summary.describe(
        measures_summary.kinds_of(measures), responsibilities, region, lang
    )


def test_in_chinese():
    assert describe(*tables(), TIBET) == [
        "西藏自治区的规划文件有3个编号条目提出举措，涉及3个主题（共49个），"
        "条目最多的是人才队伍（2条）、中医药与民族医药、组织实施与评估。",
        "比率之外没有承诺任何数量。",
        "3个条目中有2个写明由谁负责；负责条目最多的是卫生健康部门（2条）、财政部门。",
        "配合条目最多的是民政部门。",
        "既没有承诺数量（比率不计）、也没有写明由谁负责的主题只有组织实施与评估。",
        "山西省、常州市都有条目涉及、本地区没有的主题是血液管理。",
        "与山西省、常州市相比，只有本地区涉及的主题是组织实施与评估。",
        "提出的内容与常州市最相近。",
    ]


def test_in_english():
    assert describe(*tables(), CHANGZHOU, "en") == [
        "Changzhou sets out measures in 2 numbered items, on 3 of 49 themes; most are on: Chinese "
        "and ethnic medicine (1); Blood (1); Workforce (1).",
        "Counts that it promises, rates apart (2): 签约居民 30,000; 中医馆 12 (2025).",
        "No item says who answers for it: that has to be settled when tasks are handed out.",
        "Themes on which it neither promises a count (rates apart) nor says who answers: 2 (67% of "
        "those it takes up); among them most items are on: Blood; Workforce.",
        "It takes up every theme that Shanxi, Tibet all take up.",
        "Beside Shanxi, Tibet, it alone promises a count on: Chinese and ethnic medicine.",
        "What it sets out to do is most like that of Shanxi.",
    ]


def test_themes_that_a_region_does_not_take_up_are_not_named():
    (scope, *_) = describe(*tables(), SHANXI)
    assert scope.endswith("条目最多的是中医药与民族医药（2条）、血液管理。")


def test_whole_myriads_are_written_so_in_chinese():
    assert any("签约居民 3万、" in each for each in describe(*tables(), CHANGZHOU))


def test_a_region_without_measures_has_no_sentences():
    assert describe(*tables(), "110000") == []


def test_a_work_report_is_set_beside_work_reports():
    measures, responsibilities = tables()
    both = pd.concat([measures, work_reports()], ignore_index=True)
    sentences = describe(both, responsibilities, SHANXI)
    assert any("政府工作报告提出3项健康及相关举措" in each for each in sentences)
    assert "比率之外只承诺了一项数量：普惠托位 300（2026年）。" in sentences
    missing = "多数工作报告提出、本地区报告没有写到的事项是"
    (told,) = [each for each in describe(both, responsibilities, TIBET) if missing in each]
    assert "托幼一体" in told


def test_a_theme_that_a_report_takes_up_is_not_missed_in_it():
    measures = work_reports()
    named = measures.assign(subjects=measures["subjects"].replace("托幼一体", "托育服务"))
    own = (
        named[named["region_code"] == TIBET]
        .iloc[[0]]
        .assign(measure_id="own", subjects="一老一小", themes="childcare")
    )
    told = describe(pd.concat([named, own], ignore_index=True), tables()[1], TIBET)
    assert not [each for each in told if "没有写到" in each and "托育服务" in each]


def test_a_region_alone_is_compared_with_nobody():
    measures, responsibilities = tables()
    own = measures[measures["region_code"] == TIBET]
    assert not [each for each in describe(own, responsibilities, TIBET) if "最相近" in each]


@pytest.fixture(scope="module")
def five_plans():
    every = [load_source(path.parent) for path in sorted(RAW.glob("*/measures.csv"))]
    sources = [each for each in every if each.meta.kind != "work_report"]
    return measures_table(sources), responsibilities_table(sources)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("region", ["540000", "140000", "150500", "320400", "511102"])
def test_each_of_the_five_regions_gets_a_section(five_plans, region, lang):
    sentences = describe(*five_plans, region, lang)
    assert len(sentences) >= 6
    assert not [each for each in sentences if re.search(r"[{}]|\bnan\b|None|<NA>", each)]


def test_tibets_section_says_what_its_opinions_hold(five_plans):
    section = "".join(describe(*five_plans, "540000"))
    assert "县级区域医疗中心 19（2025年）" in section
    assert "27个条目中有23个写明由谁负责" in section


def test_a_county_is_named_with_its_prefecture(five_plans):
    assert describe(*five_plans, "511102")[0].startswith("乐山市市中区")
    assert "Shizhong (Leshan)" in describe(*five_plans, "511102", "en")[0]
