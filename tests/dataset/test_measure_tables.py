"""The tables of measures, of who answers for them, and of themes."""

import pytest

from plancompare.dataset.measure_tables import (
    measures_table,
    responsibilities_table,
    themes_table,
)
from plancompare.errors import SourceError
from plancompare.sources import load_source

HEAD = "place,theme,lead_agencies,supporting_agencies,count,unit,year"


@pytest.fixture
def with_measures(make_source):
    """A function that makes a source with these rows of measures.csv."""

    def make(*rows: str, head: str = HEAD):
        folder = make_source()
        (folder / "measures.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return load_source(folder)

    return make


def test_a_row_of_the_file_is_a_row_of_the_table(with_measures):
    table = measures_table([with_measures("(一)基层,primary_care;tcm,县卫健局,,12,中医馆,2025")])
    (row,) = table.to_dict("records")
    assert row == {
        "measure_id": "county-plan/2", "source_id": "county-plan", "region_code": "150500",
        "place": "(一)基层", "subjects": "", "themes": "primary_care;tcm",
        "lead_agencies": "县卫健局", "supporting_agencies": "", "count": 12,
        "count_of": "中医馆", "year": 2025,
        "measure_row": 2,
    }  # fmt: skip


def test_the_subjects_of_a_row_are_those_of_the_file(with_measures):
    row = "(一)基层,长期护理保险,primary_care,,,,,"
    table = measures_table([with_measures(row, head=HEAD.replace("theme", "subject,theme"))])
    assert table["subjects"].tolist() == ["长期护理保险"]


def test_a_source_without_measures_adds_no_rows(make_source):
    source = load_source(make_source())
    assert measures_table([source]).empty
    assert responsibilities_table([source]).empty


def test_an_unknown_theme_is_an_error_with_file_and_row(with_measures):
    source = with_measures("(一)基层,primary_care,,,,,", "(二)其他,primary_cares,,,,,")
    with pytest.raises(SourceError, match=r"measures\.csv, row 3: .*“primary_cares”"):
        measures_table([source])


def test_an_agency_has_its_name_its_kind_and_its_part(with_measures):
    table = responsibilities_table([with_measures("(一)基层,tcm,县卫健局,气象台、市财政局,,,")])
    parts = table[["part", "agency_printed", "agency_id", "agency_zh", "agency_en"]]
    assert parts.to_numpy().tolist() == [
        ["lead", "县卫健局", "health", "卫生健康部门", "Health"],
        ["support", "气象台", "", "气象台", "气象台"],
        ["support", "市财政局", "finance", "财政部门", "Finance"],
    ]


def test_an_agency_that_a_count_repeats_from_its_item_stands_once(with_measures):
    source = with_measures("(一)基层,tcm,县卫健局,,,,", "(一)基层,tcm,县卫健局,,3,中医馆,2025")
    assert len(responsibilities_table([source])) == 1
    assert len(measures_table([source])) == 2


def test_themes_have_names_and_definitions_in_both_languages():
    table = themes_table()
    assert table["theme_id"].is_unique
    assert (table != "").all(axis=None)
