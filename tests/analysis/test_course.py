"""On course or not: paces, projections, verdicts, and the rate of reduction of UN IGME."""

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, indicators, observations, target
from hypothesis import given
from hypothesis import strategies as st

from plancompare.analysis import (
    average_annual_reduction,
    course_table,
    gap_table,
    other_thresholds,
)


def course(*rows, **options):
    return course_table(gap_table(observations(*rows), indicators(), **options), **options)


def only(*rows, **options):
    found = list(course(*rows, **options).itertuples())
    assert len(found) == 1
    return found[0]


def later(year, value, **other):
    return actual(year, value, source_id="communique", **other)


PLAN = (actual(2020, 70.0), target(2025, 80.0))  # needs 10 in 5 years, 2 a year


# --- The average annual rate of reduction ---


@pytest.mark.parametrize(
    ("earlier", "later", "years", "percent"),
    [
        # UNICEF, on the UN IGME series: from 100 in 1990 to 90 in 2015 is about 0.4 % a year,
        # from 20 to 10 in the same years 2.8 % (a compound rate would round to 2.7 %).
        (100.0, 90.0, 25, 0.4),
        (20.0, 10.0, 25, 2.8),
        # Hill et al., "Child Mortality Estimation: Accelerated Progress in Reducing Global Child
        # Mortality, 1990-2010", PLoS Medicine 2012: two thirds down from 1990 to 2015 needs 4.4 %.
        (3.0, 1.0, 25, 4.4),
    ],
)
def test_reduction_gives_the_published_rates(earlier, later, years, percent):
    found = average_annual_reduction(np.array([earlier]), np.array([later]), np.array([years]))
    assert round(found[0], 1) == percent


def test_reduction_of_a_rising_rate_is_negative():
    # 100·ln(10/12)/4 = -4.558
    found = average_annual_reduction(np.array([10.0]), np.array([12.0]), np.array([4.0]))
    assert found[0] == pytest.approx(-4.558, abs=5e-4)


@pytest.mark.parametrize(
    ("earlier", "later", "years"), [(0.0, 1.0, 5), (1.0, 0.0, 5), (1.0, 2.0, 0), (np.nan, 1.0, 5)]
)
def test_reduction_is_missing_without_two_positive_rates_and_time(earlier, later, years):
    found = average_annual_reduction(np.array([earlier]), np.array([later]), np.array([years]))
    assert np.isnan(found[0])


@given(st.floats(0.1, 1e3), st.floats(0.1, 1e3), st.integers(1, 30), st.floats(0.1, 100))
def test_reduction_does_not_depend_on_the_unit(earlier, later, years, factor):
    rates = [np.array([number]) for number in (earlier, later)]
    plain = average_annual_reduction(*rates, np.array([years]))
    scaled = average_annual_reduction(*(rate * factor for rate in rates), np.array([years]))
    assert scaled == pytest.approx(plain, abs=1e-9)


def test_reductions_of_a_target_that_asks_for_less():
    # observed 100·ln(20/18)/2 = 5.268, needed 100·ln(20/15)/5 = 5.754
    mortality = {"indicator_id": "mortality"}
    row = only(
        actual(2020, 20.0, **mortality),
        later(2022, 18.0, **mortality),
        target(2025, 15.0, **mortality),
    )
    assert row.observed_reduction == pytest.approx(5.268, abs=5e-4)
    assert row.asked_reduction == pytest.approx(5.754, abs=5e-4)


def test_targets_that_ask_for_more_have_no_reduction():
    row = only(*PLAN, later(2022, 74.0))
    assert np.isnan(row.observed_reduction)
    assert np.isnan(row.asked_reduction)


# --- Paces ---

BETWEEN = later(2021, 70.5)  # a third point: two make no trend


def test_observed_pace_beside_the_pace_that_was_asked():
    # covered 3 of 10 in 2 years: 1.5 a year, 0.75 of the 2 asked; left 7 in 3 years: 2.333;
    # at 1.5 a year 7 take 4.67 years: reached in 2027
    row = only(*PLAN, BETWEEN, later(2022, 73.0))
    assert (row.observed_pace, row.asked_pace, row.pace_ratio) == (1.5, 2.0, 0.75)
    assert row.gap == 7.0
    assert row.needed_pace == pytest.approx(7 / 3)
    assert row.projected_year == 2027
    assert row.status == "behind"


def test_projection_that_falls_on_a_year_is_that_year():
    assert only(*PLAN, BETWEEN, later(2022, 74.0)).projected_year == 2025


def test_falling_back_has_a_negative_pace_and_no_projection():
    row = only(*PLAN, BETWEEN, later(2022, 69.0))
    assert (row.observed_pace, row.status) == (-0.5, "moving away")
    assert pd.isna(row.projected_year)


def test_standing_still_has_no_projection():
    row = only(*PLAN, BETWEEN, later(2022, 70.0))
    assert row.observed_pace == 0.0
    assert pd.isna(row.projected_year)


def test_a_target_already_reached_is_projected_to_the_year_it_was_seen():
    assert only(*PLAN, later(2022, 81.0)).projected_year == 2022


@pytest.mark.parametrize("rows", [(), (later(2022, 73.0),)])
def test_two_points_make_no_trend(rows):
    row = only(*PLAN, *rows)
    assert row.points == 1 + len(rows)
    assert np.isnan(row.observed_pace)
    assert (row.status, pd.isna(row.projected_year)) == ("not yet due", True)


def test_the_least_number_of_points_can_be_changed():
    with other_thresholds(least_points=2):
        row = only(*PLAN, later(2022, 74.0))
    assert (row.observed_pace, row.status) == (2.0, "on course")


def test_points_count_years_not_rows():
    row = only(*PLAN, later(2022, 74.0), actual(2022, 74.1, source_id="yearbook"))
    assert row.points == 2


def test_targets_without_a_baseline_are_left_to_the_gap_table():
    assert len(course(target(2025, 80.0))) == 0


def test_an_empty_table_gives_an_empty_table():
    assert len(course()) == 0
