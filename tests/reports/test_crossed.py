"""Regions down and years across: a value keeps its bound, its flags, its series and its source."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from format_blocks import picture

from plancompare.charts.data import chart_data
from plancompare.reports.blocks.content import Heading, Sentences, TableBlock
from plancompare.reports.blocks.parts import Parts

BOOK, OTHER = "虚构统计年鉴", "虚构县规划"


def lines(*rows: dict[str, object]):
    """A chart over the years, and its table and notes in the annex."""
    usual = {
        "region_code": "990000", "region_zh": "虚构省", "region_en": "Sketch", "name_zh": "床位数",
        "name_en": "Beds", "unit": "per_1000", "decimals": 2, "year": 2020, "role": "actual",
        "bound": "exact", "flags": "second_hand", "publication": BOOK, "issuer": "虚构统计局",
        "issued": "2021", "population_base": "permanent", "series_from": None,
    }  # fmt: skip
    table = pd.DataFrame([usual | row for row in rows])
    table["series_from"] = table["series_from"].astype("Int64")
    shown = replace(picture("ranking"), data=chart_data("trajectory", table, "zh"))
    annex = Parts([Heading("题", 1), shown], [], "zh").annex
    notes = [text for each in annex if isinstance(each, Sentences) for text in each.texts]
    return [each for each in annex if isinstance(each, TableBlock)], notes


@pytest.fixture(scope="module")
def crossed():
    tables, notes = lines(
        {"year": 2019, "value": 5.0},
        {"year": 2020, "value": 5.25, "flags": "derived;second_hand"},
        {"year": 2021, "value": 6.1, "bound": "about", "series_from": 2021},
        {"year": 2025, "value": 7.5, "bound": "at_least", "role": "target", "publication": OTHER,
         "flags": "", "population_base": None},
        {"region_code": "991000", "region_zh": "草图省", "year": 2019, "value": 4.0},
        {"region_code": "991000", "region_zh": "草图省", "year": 2021, "value": 4.75,
         "publication": OTHER, "flags": "questioned", "series_from": 2021},
    )  # fmt: skip
    (table,) = tables
    return {row[0]: dict(zip(table.columns[1:], row[1:], strict=True)) for row in table.rows}, notes


def test_years_stand_across_and_every_value_in_its_cell(crossed):
    rows, _ = crossed
    assert list(rows["虚构省"]) == ["2019", "2020", "2021", "2025"]
    assert rows["虚构省"]["2019"] == "5.00" and rows["草图省"]["2019"] == "4.00"
    assert rows["草图省"]["2020"] == ""


def test_a_target_has_a_row_of_its_own_as_it_was_promised(crossed):
    assert crossed[0]["虚构省 目标"]["2025"] == "≥7.5[2]"


def test_a_new_series_begins_behind_a_bar_and_a_note_tells_it(crossed):
    rows, notes = crossed
    assert rows["虚构省"]["2021"] == "‖≈6.10"
    assert any(each.startswith("‖ ") and "2021" in each for each in notes)


def test_what_is_said_of_a_value_stands_at_its_letter_or_at_its_publication(crossed):
    rows, notes = crossed
    letter = re.fullmatch(r"5\.25([a-z])", rows["虚构省"]["2020"])[1]
    (told,) = [each for each in notes if each.startswith(f"{letter}：")]
    assert "推算" in told and "转载" in told and "常住人口" in told
    of_book, of_other = (
        next(each for each in notes if f"《{each_of}》" in each) for each_of in (BOOK, OTHER)
    )
    assert of_book.startswith("[1]") and "转载" in of_book and "常住人口" in of_book
    assert of_other == f"[2] 《{OTHER}》（虚构统计局，2021）"
    assert "不相协调" in next(each for each in notes if each[0] == rows["草图省"]["2021"][-4])


def test_what_a_page_has_no_room_for_goes_on_below():
    tables, _ = lines(*({"year": year, "value": float(year)} for year in range(1990, 2020)))
    assert [len(each.columns) for each in tables] == [18, 14]
    cells = [cell for each in tables for row in each.rows for cell in row[1:]]
    assert cells == [f"{year:,.2f}" for year in range(1990, 2020)]


def test_two_values_of_a_year_and_a_value_of_none_are_kept():
    (table,), _ = lines({"value": 1.0}, {"value": 2.0}, {"value": 3.0, "year": None})
    assert table.rows == (("虚构省", "1.00 / 2.00", "3.00"),)
