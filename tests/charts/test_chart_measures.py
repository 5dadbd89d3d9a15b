"""The charts of measures: themes by regions with depth, and agencies by themes."""

import pandas as pd
import pytest
from chart_layout import texts

from plancompare.charts import CHARTS, agency_matrix, alt_text, theme_coverage, to_png


def coverage_of(count: int) -> pd.DataFrame:
    """All themes in so many regions."""
    return CHARTS["theme_coverage"].example(count).rows


def one_cell(**values) -> pd.DataFrame:
    row = {"region_zh": "甲市", "region_en": "A", "theme_zh": "中医药", "theme_en": "Medicine",
           "items": 3, "counts": 0, "answered": 0}  # fmt: skip
    return pd.DataFrame([row | values])


def said(figure) -> list[str]:
    return [text for text, _ in texts(figure)]


def test_coverage_writes_the_number_of_items_and_leaves_nought_blank():
    assert "3" in said(theme_coverage(one_cell()))
    assert "0" not in said(theme_coverage(one_cell(items=0)))


@pytest.mark.parametrize(
    ("column", "words"), [("counts", "承诺了数量"), ("answered", "写明由谁负责")]
)
def test_the_key_explains_a_mark_only_where_it_is_drawn(column, words):
    assert words not in said(theme_coverage(one_cell()))
    assert words in said(theme_coverage(one_cell(**{column: 2})))


def test_coverage_says_how_many_regions_take_up_a_theme():
    table = pd.concat([one_cell(), one_cell(region_zh="乙市", region_en="B", items=0)])
    assert alt_text(theme_coverage(table)).endswith("：中医药 1/2。")
    assert "2格中1格有举措" in said(theme_coverage(table))[1]


def test_regions_beyond_forty_are_left_out_and_counted():
    assert any("另有5列未画出" in text for text in said(theme_coverage(coverage_of(45))))


def agency_row(agency: str, leads: int, supports: int) -> dict:
    return {"agency_zh": agency, "agency_en": agency, "theme_zh": "中医药", "theme_en": "Medicine",
            "leads": leads, "supports": supports}  # fmt: skip


def test_agencies_that_lead_stand_first():
    table = pd.DataFrame([agency_row("丙", 0, 1), agency_row("甲", 1, 0), agency_row("乙", 0, 0)])
    figure = agency_matrix(table)
    assert [text for text in said(figure) if text in "甲乙丙"] == ["甲", "丙", "乙"]
    assert "甲，负责1个主题，配合0个主题；丙，负责0个主题，配合1个主题" in alt_text(figure)


def test_shades_tell_who_leads_from_who_only_supports():
    leads, supports, neither = (
        to_png(agency_matrix(pd.DataFrame([agency_row("甲", *parts)])), 50)
        for parts in ((1, 0), (0, 1), (0, 0))
    )
    assert len({leads, supports, neither}) == 3
