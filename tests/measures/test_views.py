"""Measures as charts, reports and the notebook show them."""

from types import SimpleNamespace

import pandas as pd
import pytest
from measure_tables import CHANGZHOU, SHANXI, TIBET, tables, work_reports

from plancompare.charts.data import chart_data
from plancompare.dataset.measure_tables import themes_table
from plancompare.reports.sections.of_measures import sections_of_measures
from plancompare.reports.told.cite import cite
from plancompare.reports.told.measures_tables import (
    DEPTH_COLUMNS,
    depth_table,
    promises_table,
    similarity_table,
    subjects_table,
)
from plancompare.views.behind import sources_of
from plancompare.views.measure_views import agency_view, coverage_view

COUNTY, PREFECTURE = "511102", "511100"


class _Tables(SimpleNamespace):
    """Tables in place of a dataset's: like a dataset, each is only the same as itself."""

    __hash__ = object.__hash__


@pytest.fixture
def regions() -> pd.DataFrame:
    rows = [
        (SHANXI, "山西省", "Shanxi", "province", "100000"),
        (TIBET, "西藏自治区", "Tibet", "province", "100000"),
        (CHANGZHOU, "常州市", "Changzhou", "prefecture", "320000"),
        (PREFECTURE, "乐山市", "Leshan", "prefecture", "510000"),
        (COUNTY, "市中区", "Shizhong", "county", PREFECTURE),
    ]
    columns = ["region_code", "name", "name_en", "level", "parent_code"]
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture
def data(regions):
    """What the functions use of a dataset."""
    measures, responsibilities = tables()
    sources = pd.DataFrame(
        {
            "source_id": [f"plan-{each}" for each in (SHANXI, TIBET, CHANGZHOU)],
            "title": ["甲规划", "乙意见", "丙计划"],
            "issuer": ["山西省政府", "西藏自治区政府", "常州市政府"],
            "issued": "2022-01-05",
        }
    )
    return _Tables(
        measures=measures, responsibilities=responsibilities, sources=sources,
        regions=regions, themes=themes_table(), hash="0123456789abcdef0123",
    )  # fmt: skip


def test_coverage_has_the_names_of_themes_and_regions(data):
    view = coverage_view(data)
    row = view[(view["region_code"] == SHANXI) & (view["theme_id"] == "tcm")].iloc[0]
    assert row[["region_zh", "region_en", "theme_en", "level", "items"]].tolist() == [
        "山西省", "Shanxi", "Chinese and ethnic medicine", "province", 2,
    ]  # fmt: skip
    shown = view["theme_id"].drop_duplicates().tolist()
    assert shown == [each for each in data.themes["theme_id"] if each in set(shown)]


def test_a_county_is_named_after_its_prefecture(data):
    data.measures = data.measures.assign(region_code=COUNTY)
    view = coverage_view(data)
    assert set(view["region_zh"]) == {"乐山市市中区"}


def test_agencies_are_those_of_the_region_in_the_themes_order(data):
    view = agency_view(data, TIBET)
    assert view["theme_zh"].drop_duplicates().tolist() == ["中医药与民族医药", "人才队伍"]
    assert agency_view(data, SHANXI).empty


def test_the_data_behind_the_charts_stand_under_words(data):
    behind = chart_data("theme_coverage", coverage_view(data), "zh")
    assert behind.columns == (
        "行政区划代码", "地区", "级别", "主题", "条目数", "承诺的数量", "写明由谁负责的条目",
    )  # fmt: skip
    assert (SHANXI, "山西省", "省级", "中医药与民族医药", 2, 0, 0) in behind.rows
    behind = chart_data("agency_matrix", agency_view(data, TIBET), "en")
    assert behind.columns == ("Region code", "Agency", "Theme", "Items led", "Items supported")
    assert (TIBET, "Health", "Workforce", 2, 0) in behind.rows


def test_promises_are_shown_largest_first_with_their_themes(data):
    table = promises_table(data, "zh")
    assert table[["region", "count_of", "count", "themes"]].to_numpy().tolist() == [
        ["常州市", "签约居民", "3万", "中医药与民族医药"],
        ["常州市", "中医馆", "12", "中医药与民族医药"],
    ]


def test_likeness_is_shown_with_two_decimals(data):
    table = similarity_table(data, "en")
    assert list(table.columns) == ["region", "Shanxi", "Changzhou", "Tibet"]
    assert table.set_index("region").loc["Shanxi", "Tibet"] == "0.09"


def test_work_reports_have_their_own_tables(data):
    data.measures = pd.concat([data.measures, work_reports()], ignore_index=True)
    held = depth_table(data, "zh").set_index("region")
    assert held.loc["山西省", list(DEPTH_COLUMNS[1:5])].tolist() == [3, 2, 3, 1]
    assert held.loc["山西省", "nearest"] == "西藏自治区"
    named = subjects_table(data, "zh").set_index("subject")
    assert named.loc["长期护理保险", "who"] == "全部"
    assert named.loc["托幼一体", "who"] == "山西省"


def test_plans_and_work_reports_do_not_share_a_chart(data):
    data.measures = pd.concat([data.measures, work_reports()], ignore_index=True)
    view = coverage_view(data).set_index(["region_code", "theme_id"])
    assert view.loc[(SHANXI, "insurance"), "items"] == 0  # its work report has one
    drawn = coverage_view(data, measures=work_reports()).set_index(["region_code", "theme_id"])
    assert drawn.loc[(SHANXI, "insurance"), "items"] == 1


def test_a_chart_is_cited_with_its_plans_and_the_dataset(data):
    both = coverage_view(data, [SHANXI, TIBET])
    assert sources_of(data, both) == "《甲规划》《乙意见》"
    citation = cite(data, agency_view(data, TIBET), "zh")
    assert citation.startswith(
        "《乙意见》（西藏自治区政府，2022-01-05）。数据集0123456789abcdef（plancompare "
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reports_sections_show_themselves(data, lang, monkeypatch):
    """In this process, on the small dataset; what it shows is gathered."""
    shown = []
    monkeypatch.setattr(
        "plancompare.reports.blocks.show.display", lambda *args, **kwargs: shown.append(args)
    )
    for section in sections_of_measures(data, lang, []).values():
        section()
    assert len(shown) > 15
