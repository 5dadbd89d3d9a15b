"""`measures.csv`: what a source sets out to do, as a person confirmed it."""

import pytest

from plancompare.errors import SourceError
from plancompare.sources import load_source

HEAD = "place,theme,lead_agencies,supporting_agencies,count,unit,year"


@pytest.fixture
def with_measures(make_source):
    """A function that writes a source with these rows of measures.csv."""

    def write(*rows: str, head: str = HEAD):
        folder = make_source()
        (folder / "measures.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return folder

    return write


def test_a_source_without_the_file_has_no_measures(make_source):
    assert load_source(make_source()).measures == ()


def test_a_row_is_a_measure(with_measures):
    folder = with_measures(
        "三、主要任务 / (一)基层,primary_care;tcm,卫生健康委、疾控局,财政厅,12,中医馆,2025"
    )
    (measure,) = load_source(folder).measures
    assert measure.row == 2
    assert measure.themes == ["primary_care", "tcm"]
    assert measure.leads == ["卫生健康委", "疾控局"]
    assert measure.supports == ["财政厅"]
    assert (measure.count, measure.unit, measure.year) == (12, "中医馆", 2025)


def test_agencies_count_and_year_may_be_empty(with_measures):
    (measure,) = load_source(with_measures("(一)基层,primary_care,,,,,")).measures
    assert measure.leads == measure.supports == []
    assert measure.count is measure.year is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("(一)基层,primary_care,,,12,,", "row 2: count and unit belong together"),
        ("(一)基层,primary_care,,,,所,", "row 2: count and unit belong together"),
        ("(一)基层,,,,,,", "row 2: “theme” is empty"),
        (",primary_care,,,,,", "row 2: “place” is empty"),
        ("(一)基层,primary_care,,,many,所,", "row 2: “many” will not do as count"),
        ("(一)基层,primary_care,,,0,所,", "row 2: “0” will not do as count"),
        ("(一)基层,primary_care,,,12,所,1800", "row 2: 1800 is not a year"),
        ("(一)基层,primary_care,,,", "row 2: the row does not have 7 cells"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(with_measures, row, problem):
    with pytest.raises(SourceError, match=r"measures\.csv") as caught:
        load_source(with_measures(row))
    assert problem in str(caught.value)


def test_a_missing_or_unknown_column_is_named(with_measures):
    with pytest.raises(SourceError, match="the column “year” is missing"):
        load_source(with_measures(head=HEAD.removesuffix(",year")))
    with pytest.raises(SourceError, match="the column “who” is not known"):
        load_source(with_measures(head=HEAD + ",who"))


def test_the_same_row_twice_is_an_error(with_measures):
    row = "(一)基层,primary_care,,,,,"
    with pytest.raises(SourceError, match="the same as row 2"):
        load_source(with_measures(row, row))
