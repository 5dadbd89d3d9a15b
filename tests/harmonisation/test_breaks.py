"""Where an official series changes under its name, values say from when their basis holds."""

import pandas as pd
import pytest

from plancompare.catalogue import catalogue
from plancompare.harmonisation.breaks import with_series_from

ROW = {
    "region_code": "330000",
    "indicator_id": "beds_per_1000",
    "year": 2021,
    "role": "actual",
    "population_base": "permanent",
    "issued": "",
}


def since(**changed) -> int | None:
    row = pd.DataFrame([ROW | changed]).astype({"year": "Int64"})
    found = with_series_from(row)["series_from"].iloc[0]
    return None if pd.isna(found) else int(found)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2021-01-26", None), ("2020", None), ("2021", 2020), ("2021-05-11", 2020), ("", 2020)],
)
def test_what_was_published_before_the_census_cannot_rest_on_it(issued, expected):
    assert since(year=2020, issued=issued) == expected


@pytest.mark.parametrize("year", [2020, 2024])
def test_rates_of_a_province_rest_on_the_census_from_2020_on(year):
    assert since(year=year) == 2020


@pytest.mark.parametrize(
    "changed",
    [
        {"year": 2019},
        {"year": None},
        {"role": "target"},
        {"region_code": "100000"},
        {"region_code": "150500"},
        {"population_base": "registered"},
        {"indicator_id": "bed_total"},  # no people in it
        {"indicator_id": "infant_mortality"},  # counts by births
        {"indicator_id": "elderly_beds_per_1000"},  # by the aged
    ],
)
def test_nothing_is_said_where_no_break_is_known(changed):
    assert since(**changed) is None


def test_each_break_is_of_something_and_says_so_in_both_languages():
    for each in catalogue().breaks:
        assert any(entry.denominator in each.denominators for entry in catalogue().values())
        assert str(each.year) in each.zh
        assert str(each.year) in each.en
        assert each.source
