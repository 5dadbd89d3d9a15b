"""The gap table: worked rows for every bound, direction and status."""

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, indicators, observations, target
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.analysis import GAP_COLUMNS, gap_table, other_thresholds, plan_starts
from plancompare.errors import UsageError


def gaps(*rows, **options):
    return gap_table(observations(*rows), indicators(), **options)


def only(*rows, **options):
    table = gaps(*rows, **options)
    assert len(table) == 1
    return next(table.itertuples())


# --- The formulas ---


def test_more_is_asked():
    # gap 80 - 78 = 2; relative 2/78 = 0.025641; years 2025 - 2020 = 5; pace 2/5 = 0.4 a year
    row = only(actual(2020, 78.0), target(2025, 80.0))
    assert (row.gap, row.years_left, row.needed_pace) == (2.0, 5, 0.4)
    assert row.relative_gap == pytest.approx(2 / 78)
    assert (row.direction, row.status) == ("more", "not yet due")


def test_in_the_last_year_the_whole_gap_is_the_pace():
    row = only(actual(2024, 78.0), target(2025, 80.0))
    assert (row.years_left, row.needed_pace) == (1, 2.0)


def test_less_is_asked():
    # d = -1: gap -(16.92 - 18.80) = 1.88; relative 1.88/18.80 = 0.1; pace 1.88/5 = 0.376
    row = only(
        actual(2020, 18.80, indicator_id="mortality"),
        target(2025, 16.92, indicator_id="mortality", flags="derived"),
    )
    assert row.gap == pytest.approx(1.88)
    assert row.relative_gap == pytest.approx(0.1)
    assert row.needed_pace == pytest.approx(0.376)
    assert (row.direction, row.flags) == ("less", "derived")


def test_columns_are_the_contracted_ones_even_without_rows():
    assert tuple(gaps().columns) == GAP_COLUMNS
    assert len(gaps()) == 0


def test_zero_baseline_has_no_relative_gap():
    row = only(actual(2020, 0.0), target(2025, 5.0))
    assert row.gap == 5.0
    assert np.isnan(row.relative_gap)


def test_negative_baseline_is_measured_by_its_size():
    # gap 1 - (-2) = 3; relative 3/|-2| = 1.5
    assert only(actual(2020, -2.0), target(2025, 1.0)).relative_gap == 1.5


@tries(40)
@given(st.floats(-1e6, 1e6), st.sampled_from(["screening", "mortality", "beds"]))
def test_a_target_equal_to_the_baseline_leaves_no_gap(value, indicator):
    row = only(
        actual(2020, value, indicator_id=indicator), target(2025, value, indicator_id=indicator)
    )
    assert (row.gap, row.status, row.flags) == (0.0, "met", "already_met")


def test_target_without_a_year_has_a_gap_and_no_pace():
    row = only(actual(2020, 78.0), target(None, 80.0))
    assert row.gap == 2.0
    assert pd.isna(row.years_left)
    assert np.isnan(row.needed_pace)
    assert row.status == "not yet due"


def test_baseline_without_a_year_counts_as_a_baseline():
    row = only(actual(None, 78.0), target(2025, 80.0))
    assert (row.baseline, row.gap, row.status) == (78.0, 2.0, "not yet due")
    assert pd.isna(row.baseline_year)


# --- Bounds ---


@pytest.mark.parametrize(
    "case",  # indicator, baseline, bound, target, gap, status
    [
        ("screening", 82.0, "at_least", 80.0, -2.0, "met"),
        ("screening", 80.0, "at_least", 80.0, 0.0, "met"),
        ("screening", 80.0, "above", 80.0, 0.0, "not yet due"),
        ("screening", 80.1, "above", 80.0, -0.1, "met"),
        ("mortality", 10.0, "below", 10.0, 0.0, "not yet due"),
        ("mortality", 5.34, "below", 10.0, -4.66, "met"),
        ("mortality", 10.0, "at_most", 10.0, 0.0, "met"),
        ("mortality", 11.0, "at_most", 10.0, 1.0, "not yet due"),
        ("beds", 6.0, "at_least", 7.5, 1.5, "not yet due"),
        ("beds", 8.0, "at_most", 7.5, 0.5, "not yet due"),
        ("beds", 7.0, "at_most", 7.5, -0.5, "met"),
        # 0.1 + 0.2 is not 0.3 in binary: met all the same
        ("screening", 0.3, "at_least", 0.1 + 0.2, 0.0, "met"),
    ],
)
def test_bound_decides(case):
    indicator, baseline, bound, value, gap, status = case
    row = only(
        actual(2020, baseline, indicator_id=indicator),
        target(2025, value, bound=bound, indicator_id=indicator),
    )
    assert row.gap == pytest.approx(gap)
    assert row.status == status
    assert ("already_met" in row.flags) == (status == "met")


@pytest.mark.parametrize(
    ("indicator", "baseline", "gap", "status"),
    [
        ("beds", 0.8, 0.2, "not yet due"),  # below 1~1.5: 1 - 0.8
        ("beds", 1.0, 0.0, "met"),
        ("beds", 1.2, 0.0, "met"),
        ("beds", 1.7, 0.2, "not yet due"),  # above a neutral range: 1.7 - 1.5
        ("screening", 1.7, -0.2, "met"),  # beyond the good edge: surplus
        ("screening", 0.8, 0.2, "not yet due"),
        ("mortality", 1.7, 0.2, "not yet due"),
        ("mortality", 0.8, -0.2, "met"),
    ],
)
def test_range_is_met_inside(indicator, baseline, gap, status):
    row = only(
        actual(2020, baseline, indicator_id=indicator),
        target(2025, 1.0, value_upper=1.5, bound="range", indicator_id=indicator),
    )
    assert row.gap == pytest.approx(gap)
    assert row.status == status


@pytest.mark.parametrize(
    ("promised", "baseline", "status"),
    [
        (75.0, 74.5, "met"),  # rounds to 75
        (75.0, 74.4, "not yet due"),
        (1.1, 1.05, "met"),  # rounds to 1.1
        (1.1, 1.04, "not yet due"),
        (78.93, 77.93, "not yet due"),  # about one year more, put on a baseline of two decimals
    ],
)
def test_about_is_met_by_what_rounds_to_the_digits_printed(promised, baseline, status):
    row = only(actual(2020, baseline), target(2025, promised, bound="about"))
    assert row.status == status


def test_another_sources_baseline_is_not_older_than_a_plan_is_long():
    old = actual(2010, 71.6, source_id="yearbook")
    recent = actual(2019, 76.0, source_id="yearbook")
    promised = target(2025, 78.0, source_id="plan")
    starts = {"plan": 2021}
    alone = gaps(old, promised, plan_starts=starts).query("source_id == 'plan'")
    assert list(alone["status"]) == ["no baseline"]
    both = gaps(old, recent, promised, plan_starts=starts).query("source_id == 'plan'")
    assert list(both["baseline"]) == [76.0]


@pytest.mark.parametrize(("year", "status"), [(2016, "not yet due"), (2015, "no baseline")])
def test_the_oldest_baseline_is_of_five_years_before_the_plan(year, status):
    known = actual(year, 75.0, source_id="yearbook")
    assert only(known, target(2025, 78.0), plan_starts={"plan": 2021}).status == status


def test_no_years_are_left_where_the_value_is_of_the_target_year_and_cannot_be_judged():
    of_year = actual(2025, 6.5, indicator_id="beds"), target(2025, 7.0, indicator_id="beds")
    row = only(*of_year)
    assert (row.status, pd.isna(row.gap), pd.isna(row.years_left)) == ("not yet due", True, True)


def test_targets_of_two_years_running_are_two():
    table = gaps(actual(2020, 70.0), target(2024, 78.0), target(2025, 80.0))
    assert list(table["target_year"]) == [2024, 2025]


def test_the_tolerance_can_be_set():
    with other_thresholds(about_tolerance=0.0):
        row = only(actual(2020, 74.9), target(2025, 75.0, bound="about"))
    assert row.status == "not yet due"


# --- Neutral indicators ---


@pytest.mark.parametrize(("value", "direction"), [(7.5, "more"), (5.0, "less")])
def test_neutral_indicators_take_their_direction_from_their_own_target(value, direction):
    row = only(actual(2020, 6.0, indicator_id="beds"), target(2025, value, indicator_id="beds"))
    assert row.direction == direction
    assert row.gap == pytest.approx(abs(value - 6.0))


def test_without_a_baseline_neutral_indicators_have_no_direction():
    row = only(target(2025, 7.5, indicator_id="beds"))
    assert row.direction == ""
    assert row.status == "no baseline"


def test_a_target_to_hold_is_left_on_either_side():
    # beds should stay at 6.0 and fell to 5.0: a gap, though nobody said "more"
    row = only(
        actual(2020, 6.0, indicator_id="beds"),
        actual(2025, 5.0, indicator_id="beds"),
        target(2025, 6.0, indicator_id="beds"),
    )
    assert row.status == "missed"


# --- Which actual is the baseline ---


def test_baseline_is_the_latest_before_the_target_year():
    row = only(actual(2015, 70.0), actual(2020, 78.0), actual(2025, 79.0), target(2025, 80.0))
    assert (row.baseline, row.baseline_year) == (78.0, 2020)


def test_baseline_is_of_the_own_source_before_a_later_figure_of_another():
    row = gaps(
        actual(2020, 78.0), actual(2022, 79.0, source_id="communique"), target(2025, 80.0)
    ).query("source_id == 'plan'")
    assert list(row.baseline) == [78.0]
    assert list(row.latest) == [79.0]


def test_baseline_is_of_another_source_where_the_plan_states_none():
    table = gaps(actual(2020, 78.0, source_id="communique"), target(2025, 80.0))
    row = table.query("source_id == 'plan'").iloc[0]
    assert (row.baseline, row.baseline_source_id) == (78.0, "communique")


def test_baseline_is_of_another_source_only_up_to_the_year_before_the_plan_starts():
    rows = (
        actual(2020, 78.0, source_id="communique"),
        actual(2023, 79.0, source_id="communique"),
        target(2025, 80.0),
    )
    unknown = gaps(*rows).query("source_id == 'plan'").iloc[0]
    known = gaps(*rows, plan_starts={"plan": 2021}).query("source_id == 'plan'").iloc[0]
    assert (unknown.baseline_year, known.baseline_year) == (2023, 2020)


def test_an_old_baseline_of_another_source_is_flagged():
    rows = (actual(2017, 70.0, source_id="yearbook"), target(2025, 80.0))
    found = gaps(*rows, plan_starts={"plan": 2021}).query("source_id == 'plan'")
    assert list(found["flags"]) == ["years_apart"]  # 2020 - 2017 = 3, more than 2
    assert only(actual(2017, 70.0), target(2025, 80.0), plan_starts={"plan": 2021}).flags == ""


def test_a_plan_starts_in_its_first_year_or_else_when_it_was_issued():
    sources = pd.DataFrame(
        {
            "source_id": ["14fyp", "healthy2030", "opinions", "yearbook"],
            "first_year": pd.array([2021, None, None, None], "Int64"),
            "issued": ["2022-05-20", "2016-10-25", "2019", ""],
        }
    )
    assert plan_starts(sources) == {"14fyp": 2021, "healthy2030": 2016, "opinions": 2019}


def test_superseded_rows_are_never_shown():
    row = only(
        actual(2020, 6.94, flags="conflict;superseded"),
        actual(2020, 6.49, flags="conflict"),
        target(2025, 9.0, flags="superseded"),
        target(2025, 8.0),
    )
    assert (row.baseline, row.target, row.flags) == (6.49, 8.0, "conflict")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"comparability": "same"}, {"comparability": "near"}),
        ({"flags": ""}, {"flags": "outranked"}),
        ({"flags": "", "comparability": "near"}, {"flags": "outranked"}),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_of_two_for_one_year_the_better_whatever_their_order(better, worse, order):
    rows = [actual(2020, 1.0, **better), actual(2020, 2.0, **worse)][::order]
    assert only(*rows, target(2025, 3.0)).baseline == 1.0


def test_near_definitions_are_flagged():
    assert only(actual(2020, 1.0, comparability="near"), target(2025, 3.0)).flags == "near"


def test_baseline_is_of_the_own_region_only():
    table = gaps(actual(2020, 78.0, region_code="150000"), target(2025, 80.0))
    assert table.set_index("region_code").status["150500"] == "no baseline"


def test_a_figure_not_stated_is_no_baseline():
    row = only(actual(2020, None, flags="not_stated"), target(2025, 80.0))
    assert (row.status, row.flags) == ("no baseline", "no_baseline")


# --- Baseline and latest are two things ---

PLAN = (actual(2020, 70.0), target(2025, 80.0))  # asks for 10, 2 a year


def later(year, value, **other):
    return actual(year, value, **{"source_id": "communique"} | other)


def test_both_are_shown_and_the_gap_is_what_the_latest_leaves():
    # asked 80 - 70 = 10; left 80 - 76 = 4, in 2025 - 2022 = 3 years; 4/76 of the latest
    row = only(*PLAN, later(2022, 76.0, observation_id="new"))
    assert (row.baseline, row.baseline_year, row.baseline_source_id) == (70.0, 2020, "plan")
    assert (row.latest, row.latest_year, row.latest_source_id) == (76.0, 2022, "communique")
    assert row.latest_observation_id == "new"
    assert (row.asked, row.gap, row.years_left) == (10.0, 4.0, 3)
    assert row.needed_pace == pytest.approx(4 / 3)
    assert row.relative_gap == pytest.approx(4 / 76)


def test_without_a_later_value_the_latest_is_the_baseline():
    row = only(*PLAN)
    assert (row.latest, row.latest_year, row.points) == (70.0, 2020, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"comparability": "near"},
        {"collection": "surveillance"},
        {"scope": "hospitals"},
        {"population_base": "registered"},
    ],
)
def test_what_is_not_comparable_is_not_the_latest(other):
    facets = {"collection": "routine", "scope": "all", "population_base": "permanent"}
    rows = [*({**row, **facets} for row in PLAN), {**later(2022, 79.0), **facets, **other}]
    table = observations(*rows).assign(
        **{name: [row[name] for row in rows] for name in facets},
    )
    row = next(gap_table(table, indicators()).itertuples())
    assert (row.latest, row.latest_year) == (70.0, 2020)


def test_a_series_that_no_source_tells_parts_nothing():
    rows = [*PLAN, later(2022, 79.0)]
    table = observations(*rows).assign(scope=["", "all", "hospitals"])
    assert list(gap_table(table, indicators())["latest"]) == [70.0]  # the target says: all
    untold = table.assign(scope=["", "", "hospitals"])
    assert list(gap_table(untold, indicators())["latest"]) == [79.0]


def across_2021(*rows, **options):
    """The only row of a gap table whose series has another basis from 2021 on."""
    since = [2021 if row["role"] == "actual" and row["year"] >= 2021 else None for row in rows]
    table = observations(*rows).assign(series_from=pd.array(since, "Int64"))
    return next(gap_table(table, indicators(), **options).itertuples())


@pytest.mark.parametrize("value", [69.0, 73.0, 79.0])
def test_over_a_break_in_the_series_a_row_says_so_and_has_no_verdict(value):
    row = across_2021(*PLAN, later(2021, 71.0), later(2022, value))
    assert (row.status, row.points, row.flags) == ("not yet due", 1, "across_break")


def test_a_plan_of_before_the_break_without_a_baseline_says_so_too():
    rows = (target(2025, 80.0), later(2022, 81.0))
    assert across_2021(*rows, plan_starts={"plan": 2016}).flags == "across_break;no_baseline"
    assert across_2021(*rows, plan_starts={"plan": 2021}).flags == "no_baseline"


@pytest.mark.parametrize("start", [2018, 2021])
def test_on_one_side_of_a_break_rows_are_judged(start):
    rows = [actual(start, 70.0), later(start + 1, 70.5), later(start + 2, 70.6)]
    row = across_2021(*rows, target(start + 5, 80.0), as_of=start + 2)
    assert (row.status, row.points, row.flags) == ("behind", 3, "")


def test_a_due_target_is_judged_by_its_own_year_first():
    row = only(*PLAN, later(2024, 81.0), later(2025, 79.0), later(2026, 83.0))
    assert (row.latest, row.latest_year, row.status) == (79.0, 2025, "missed")


def test_without_a_value_of_its_year_by_the_first_of_the_two_after_it():
    row = only(*PLAN, later(2022, 75.0), later(2026, 81.0), later(2027, 82.0))
    assert (row.latest_year, row.status) == (2026, "met")
    assert only(*PLAN, later(2022, 75.0), later(2028, 81.0)).latest_year == 2022


# --- Status ---


@pytest.mark.parametrize(
    ("year", "value", "status"),
    [
        (2022, 74.0, "on course"),  # covered 4 of the 4 expected by 2022
        (2022, 73.8, "on course"),  # 3.8 is 95 % of 4
        (2022, 73.7, "behind"),
        (2022, 69.0, "moving away"),
        (2022, 80.0, "met"),
        (2025, 80.0, "met"),
        (2025, 79.9, "missed"),
    ],
)
def test_status_by_three_points(year, value, status):
    assert only(*PLAN, later(2021, 71.0), later(year, value)).status == status


@pytest.mark.parametrize("value", [69.0, 73.0, 79.0])
def test_two_points_give_no_verdict(value):
    assert only(*PLAN, later(2022, value)).status == "not yet due"


def test_what_is_past_its_year_without_a_value_is_due():
    assert only(*PLAN, later(2022, 73.0), as_of=2025).status == "not yet due"
    assert only(*PLAN, later(2022, 73.0), as_of=2026).status == "due, no later value"
    assert only(target(2025, 80.0), as_of=2026).status == "due, no later value"


def test_as_of_does_not_see_what_came_later():
    row = only(*PLAN, later(2025, 82.0), as_of=2023)
    assert (row.status, row.latest) == ("not yet due", 70.0)


def test_a_value_of_few_events_is_shown_and_not_judged():
    row = only(*PLAN, later(2022, 81.0, observation_id="few"), too_few=["few"])
    assert (row.latest, row.status) == (81.0, "too few to judge")


def test_met_at_the_baseline_and_lost_since():
    rows = actual(2020, 82.0), later(2021, 81.0), later(2022, 78.0), target(2025, 80.0)
    row = only(*rows)
    assert (row.status, row.flags) == ("moving away", "already_met")


def test_met_in_the_target_year_without_any_baseline():
    row = only(target(2025, 80.0), later(2025, 81.0))
    assert (row.status, row.flags) == ("met", "no_baseline")


@pytest.mark.parametrize("value", [80.0, 79.0])
def test_there_is_no_pace_on_what_is_met_or_due(value):
    for row in (only(*PLAN, later(2022, 80.0)), only(*PLAN, later(2025, value))):
        assert np.isnan(row.needed_pace) and pd.isna(row.years_left)
    assert np.isnan(only(*PLAN, as_of=2026).needed_pace)


def test_a_source_with_actuals_only_has_no_row():
    assert gaps(actual(2019, 1.0), actual(2020, 2.0)).empty


# --- A target stated as a change only: no target is invented ---


def test_a_change_has_a_status_of_its_own():
    row = only(target(2025, None, change=1.0, change_kind="absolute"))
    assert (row.asked, row.status, row.change) == (1.0, "target is a change", 1.0)
    assert np.isnan(row.target) and np.isnan(row.gap)


def test_a_fall_asks_for_less():
    row = only(target(2025, None, change=-10.0, change_kind="relative_percent"))
    assert (row.direction, row.change_kind) == ("less", "relative_percent")
    assert np.isnan(row.asked)


def test_a_relative_change_of_a_known_baseline():
    # 10 % of 8.0 is 0.8
    row = only(actual(2020, 8.0), target(2025, None, change=10.0, change_kind="relative_percent"))
    assert row.asked == pytest.approx(0.8)


def test_a_yearly_step_is_asked_each_year():
    # 2 a year for 5 years
    row = only(actual(2020, 8.0), target(2025, None, change=2.0, change_kind="absolute_per_year"))
    assert row.asked == pytest.approx(10)


# --- The table as a whole ---


def test_one_row_a_target_year_in_order():
    table = gaps(
        target(2030, 9.0),
        target(2025, 8.0),
        actual(2020, 7.0),
        actual(2020, 1.0, source_id="a"),
    )
    assert list(zip(table.source_id, table.target_year.fillna(0), strict=True)) == [
        ("plan", 2025),
        ("plan", 2030),
    ]


def test_categories_give_the_same_table_as_text():
    table = observations(
        actual(2020, 78.0, region_code="2"),
        target(2025, 80.0, region_code="2"),
        actual(2020, 78.0, region_code="1"),
        target(2025, 80.0, region_code="1"),
    )
    unsorted = table.assign(region_code=pd.Categorical(table.region_code, ["2", "1"]))
    expected = gap_table(table, indicators())
    found = gap_table(unsorted, indicators())
    pd.testing.assert_frame_equal(found.astype({"region_code": "str"}), expected)


def test_a_year_that_can_only_be_a_mistake_has_no_baseline_before_it():
    row = only(actual(2020, 6.0), target(-5, 8.0))
    assert (row.status, row.flags) == ("due, no later value", "no_baseline")


def test_a_table_without_its_columns_is_a_plain_error():
    with pytest.raises(UsageError, match="lacks the columns value"):
        gap_table(observations().drop(columns="value"), indicators())


def test_does_not_change_its_input():
    table = observations(*PLAN)
    before = table.copy()
    gap_table(table, indicators())
    pd.testing.assert_frame_equal(table, before)
