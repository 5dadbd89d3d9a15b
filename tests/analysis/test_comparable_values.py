"""Which of many observations a comparison uses."""

import pandas as pd
import pytest
from analysis_tables import actual, observations, target

from plancompare.analysis import (
    comparability_flags,
    latest_values,
    values_nearest,
    yearly_values,
)


def test_one_value_a_year_and_role():
    table = observations(actual(2020, 1.0), actual(2021, 2.0), target(2025, 3.0))
    assert list(yearly_values(table).value) == [1.0, 2.0]
    assert list(yearly_values(table, role="target").value) == [3.0]


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_definition_before_a_near_one_then_the_more_reliable(order):
    rows = [
        actual(2020, 1.0, reliability="press"),
        actual(2020, 2.0, reliability="official", comparability="near"),
        actual(2020, 3.0, reliability="article"),
    ]
    assert list(yearly_values(observations(*rows[::order])).value) == [3.0]


def test_superseded_and_empty_rows_are_left_out():
    table = observations(
        actual(2020, 6.94, flags="conflict;superseded"), actual(2021, None, flags="not_stated")
    )
    assert len(yearly_values(table)) == 0


def test_the_latest_has_a_year_where_any_has():
    table = observations(actual(2018, 1.0), actual(2020, 2.0), actual(None, 9.0))
    assert list(latest_values(table).value) == [2.0]


def test_a_value_without_a_year_where_there_is_no_other():
    assert list(latest_values(observations(actual(None, 9.0))).value) == [9.0]


def test_the_nearest_year_and_of_two_the_later():
    values = yearly_values(
        observations(*(actual(year, float(year)) for year in (2015, 2019, 2021)))
    )
    wanted = pd.DataFrame(
        {"region_code": "150500", "indicator_id": "screening", "year": [2016, 2020, None]},
        index=[7, 8, 9],
    ).astype({"year": "Int64"})
    found = values_nearest(values, wanted)
    assert list(found.index) == [7, 8, 9]
    assert list(found.value) == [2015.0, 2021.0, 2021.0]
    assert list(found.year_distance.fillna(-1)) == [1, 1, -1]


def test_a_region_that_states_nothing_stays_missing():
    wanted = pd.DataFrame({"region_code": ["1"], "indicator_id": ["screening"], "year": [2020]})
    found = values_nearest(yearly_values(observations(actual(2020, 1.0))), wanted)
    assert found.value.isna().all()


def test_flags_of_a_comparison():
    pairs = pd.DataFrame(
        {
            "year": pd.array([2020, 2020, None], "Int64"),
            "other_year": pd.array([2022, 2023, 2020], "Int64"),
            "comparability": ["same", "near", "same"],
            "other_comparability": "same",
            "level": ["province", "county", "province"],
            "other_level": "province",
        }
    )
    assert list(comparability_flags(pairs)) == [
        "",
        "levels_differ;near;years_apart",
        "year_unknown",
    ]
