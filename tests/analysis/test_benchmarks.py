"""A region beside its nation, its province, another region, and a planning standard."""

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, indicators, observations, regions, target

from plancompare.analysis import against, against_standard
from plancompare.errors import UsageError

CITY, PROVINCE, NATION = "150500", "150000", "100000"


def beside(*rows, digits=None, **options):
    table = observations(*rows)
    stated = {} if digits is None else {"value_decimals": digits}
    return against(table.assign(**stated), indicators(), regions(), **options)


def only(*rows, **options):
    found = list(beside(*rows, **options).itertuples())
    assert len(found) == 1
    return found[0]


def of(code, year, value, **other):
    return actual(year, value, region_code=code, **other)


# --- Against another region ---


def test_more_is_better():
    # 77.5 beside 78.0: gap 78.0 - 77.5 = 0.5, relative 0.5/78
    row = only(of(CITY, 2020, 77.5), of(NATION, 2020, 78.0), digits=1)
    assert (row.gap, row.difference, row.position, row.judged) == (0.5, -0.5, "worse", True)
    assert row.relative_gap == pytest.approx(0.5 / 78)
    assert (row.benchmark_code, row.flags) == (NATION, "")


def test_less_is_better():
    row = only(
        of(CITY, 2020, 10.0, indicator_id="mortality"),
        of(NATION, 2020, 16.0, indicator_id="mortality"),
    )
    assert (row.gap, row.position) == (-6.0, "better")


def test_neutral_indicators_are_higher_or_lower_and_never_judged():
    row = only(of(CITY, 2020, 7.1, indicator_id="beds"), of(NATION, 2020, 6.5, indicator_id="beds"))
    assert (row.position, row.judged) == ("higher", False)
    assert np.isnan(row.gap)
    assert row.difference == pytest.approx(0.6)


def test_equal_is_equal():
    assert only(of(CITY, 2020, 78.0), of(NATION, 2020, 78.0)).position == "equal"


@pytest.mark.parametrize(
    ("own", "digits", "position"), [(77.96, 1, "equal"), (77.94, 2, "worse"), (78.2, 0, "equal")]
)
def test_what_rounding_cannot_tell_is_equal(own, digits, position):
    found = only(of(CITY, 2020, own), of(NATION, 2020, 78.0), digits=digits)
    assert found.position == position


@pytest.mark.parametrize(
    ("births", "rate", "position"),
    # 55 deaths of 10,000 (41 to 72) and 40 (29 to 54) overlap; of 100,000 they do not
    [(10_000, 4.0, "equal"), (100_000, 4.0, "better"), (1_000, 4.0, "nan")],
)
def test_rates_of_rare_events_are_judged_by_their_exact_intervals(births, rate, position):
    rows = [
        of(code, 2020, value, indicator_id=indicator)
        for code, mortality in ((CITY, rate), (NATION, 5.5))
        for indicator, value in (("infant_mortality", mortality), ("births", births))
    ]
    directions = indicators(infant_mortality="less", births="neutral")
    found = against(observations(*rows), directions, regions())
    (row,) = found[found["indicator_id"] == "infant_mortality"].itertuples()
    assert str(row.position) == position
    assert row.value == rate


def test_the_province_is_the_regions_own():
    row = only(
        of(CITY, 2020, 77.0),
        of(PROVINCE, 2020, 76.0),
        of("320000", 2020, 79.0),
        benchmark="province",
    )
    assert (row.region_code, row.benchmark_code, row.benchmark) == (CITY, PROVINCE, 76.0)


def test_a_county_finds_its_province_over_its_prefecture():
    row = only(of("511102", 2020, 77.0), of("510000", 2020, 78.0), benchmark="province")
    assert row.benchmark_code == "510000"


def test_another_region_by_its_code():
    row = only(of(CITY, 2020, 77.0), of("320400", 2020, 80.0), benchmark="320400")
    assert row.gap == 3.0


def test_the_year_nearest_to_the_regions_own():
    row = only(of(CITY, 2020, 77.0), *(of(NATION, year, year / 10) for year in (2015, 2019, 2024)))
    assert (row.benchmark_year, row.year_distance, row.flags) == (2019, 1, "")


def test_years_far_apart_are_flagged():
    row = only(of(CITY, 2024, 77.0), of(NATION, 2020, 78.0))
    assert (row.year_distance, row.flags) == (4, "years_apart")


@pytest.mark.parametrize("other", [{"comparability": "near"}, {"bound": "above"}])
def test_what_no_ranking_would_hold_is_shown_and_not_judged(other):
    row = only(of(CITY, 2020, 77.0, **other), of(NATION, 2020, 79.0))
    assert (row.benchmark, str(row.position)) == (79.0, "nan")


def test_near_definitions_and_unknown_years_are_flagged():
    row = only(of(CITY, None, 77.0, comparability="near"), of(NATION, 2020, 78.0))
    assert row.flags == "near;year_unknown"


def test_levels_are_not_compared_in_silence():
    # A city beside its nation is what was asked for; a city beside another province is said.
    row = only(of(CITY, 2020, 77.0), of("320000", 2020, 80.0), benchmark="320000")
    assert row.flags == "levels_differ"


def test_a_benchmark_without_a_value_leaves_its_columns_missing():
    row = only(of(CITY, 2020, 77.0))
    assert np.isnan(row.benchmark)
    assert np.isnan(row.gap)
    assert pd.isna(row.position)
    assert row.flags == ""


def test_a_zero_benchmark_has_no_relative_gap():
    row = only(of(CITY, 2020, 1.0), of(NATION, 2020, 0.0))
    assert np.isnan(row.relative_gap)


def test_an_unknown_benchmark_is_a_plain_error():
    with pytest.raises(UsageError, match="no region “999999”"):
        beside(of(CITY, 2020, 1.0), benchmark="999999")


def test_no_values_give_no_rows():
    assert len(beside()) == 0


def test_targets_beside_targets():
    row = only(
        target(2025, 80.0, region_code=CITY),
        target(2025, 78.5, region_code=NATION),
        of(NATION, 2020, 1.0),
        role="target",
    )
    assert (row.gap, row.position) == (-1.5, "better")


# --- Against a standard ---


def standards(bound, value=6.0):
    table = indicators()
    return table.assign(
        standard=np.where(table.indicator_id == "beds", value, np.nan),
        standard_bound=bound,
        standard_year=2025,
        standard_source="a planning standard",
    )


@pytest.mark.parametrize(
    ("bound", "value", "gap", "met"),
    [
        ("at_least", 5.5, 0.5, False),
        ("at_least", 6.5, -0.5, True),
        ("at_most", 6.5, 0.5, False),
    ],
)
def test_a_standard_judges_neutral_indicators_too(bound, value, gap, met):
    table = against_standard(
        observations(of(CITY, 2020, value, indicator_id="beds"), of(CITY, 2020, 50.0)),
        standards(bound),
    )
    row = table.iloc[0]
    assert len(table) == 1
    assert row["gap"] == pytest.approx(gap)
    assert row["met"] == met
    assert row["relative_gap"] == pytest.approx(gap / 6)


@pytest.mark.parametrize("bound", ["exact", "about"])
def test_a_neutral_standard_without_a_bound_gives_no_verdict(bound):
    table = against_standard(
        observations(of(CITY, 2020, 6.5, indicator_id="beds")), standards(bound)
    )
    row = table.iloc[0]
    assert row["difference"] == 0.5
    assert np.isnan(row["gap"])
    assert pd.isna(row["met"])
