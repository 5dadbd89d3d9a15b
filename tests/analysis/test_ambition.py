"""How demanding a target is, and two plans side by side."""

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, indicators, observations, regions, target

from plancompare.analysis import ambition_table, gap_table, plans_beside, weak_targets
from plancompare.errors import UsageError

CITY, SISTER, PROVINCE, NATION = "150500", "150600", "150000", "100000"


def ambition(*rows):
    table = observations(*rows)
    gaps = gap_table(table, indicators())
    found = ambition_table(gaps, table, indicators(), regions())
    return {row.region_code: row for row in found.itertuples()}


PLAN = (actual(2020, 78.0), target(2025, 80.0))  # 2 in 5 years: 0.4 a year


# --- Beside the own past ---


def test_acceleration_beside_the_past_pace():
    # 77 in 2015 to 78 in 2020: 0.2 a year; the target needs 0.4: twice as fast
    row = ambition(actual(2015, 77.0), *PLAN)[CITY]
    assert (row.past_year, row.past_pace) == (2015, pytest.approx(0.2))
    assert row.acceleration == pytest.approx(2.0)


def test_the_past_is_as_long_as_the_plan_where_years_allow():
    row = ambition(actual(2010, 70.0), actual(2014, 76.0), actual(2019, 77.9), *PLAN)[CITY]
    assert row.past_year == 2014  # nearest to 2015
    assert row.past_pace == pytest.approx(2 / 6)


def test_a_fall_is_progress_where_less_is_asked():
    # 20 in 2015 to 18 in 2020: 0.4 a year down; 16 by 2025 needs 0.4 again
    mortality = {"indicator_id": "mortality"}
    row = ambition(
        actual(2015, 20.0, **mortality),
        actual(2020, 18.0, **mortality),
        target(2025, 16.0, **mortality),
    )[CITY]
    assert row.past_pace == pytest.approx(0.4)
    assert row.acceleration == pytest.approx(1.0)


@pytest.mark.parametrize("earlier", [78.0, 79.0])
def test_no_acceleration_from_standing_still_or_falling_back(earlier):
    row = ambition(actual(2015, earlier), *PLAN)[CITY]
    assert row.past_pace <= 0
    assert np.isnan(row.acceleration)


def test_without_an_earlier_actual_there_is_no_past_pace():
    row = ambition(*PLAN)[CITY]
    assert np.isnan(row.past_pace)
    assert pd.isna(row.past_year)
    assert row.relative_asked == pytest.approx(2 / 78)


# --- Beside others ---


def test_beside_the_targets_of_nation_province_and_peers():
    found = ambition(
        *PLAN,
        target(2025, 79.0, region_code=NATION, source_id="nation"),
        target(2025, 81.0, region_code=PROVINCE, source_id="province"),
        target(2025, 82.0, region_code=SISTER, source_id="sister"),
    )
    row = found[CITY]
    assert (row.nation_target, row.nation_position) == (79.0, "better")
    assert (row.province_target, row.province_position) == (81.0, "worse")
    # of the prefectures 82 and 80: median 81, and two are too few for a place
    assert (row.peers, row.peers_median) == (2, 81.0)
    assert pd.isna(row.peers_rank)


def test_a_neutral_target_is_higher_and_no_more():
    beds = {"indicator_id": "beds"}
    found = ambition(
        actual(2020, 6.0, **beds),
        target(2025, 7.5, **beds),
        target(2025, 7.4, region_code=NATION, source_id="nation", **beds),
    )
    assert found[CITY].nation_position == "higher"


def test_targets_of_years_far_apart_are_flagged():
    found = ambition(*PLAN, target(2030, 79.0, region_code=NATION, source_id="nation"))
    assert found[CITY].nation_flags == "years_apart"


def test_nothing_to_stand_beside_stays_missing():
    row = ambition(*PLAN)[CITY]
    assert np.isnan(row.nation_target)
    assert pd.isna(row.nation_position)
    assert row.peers == 1
    assert pd.isna(row.peers_rank)


def test_no_targets_give_no_rows():
    assert ambition(actual(2020, 1.0)) == {}


# --- Targets weaker than the baseline ---


def test_weak_targets_are_listed_the_weakest_first():
    gaps = gap_table(
        observations(
            actual(2020, 5.34, indicator_id="mortality"),
            target(2025, 10.0, bound="below", indicator_id="mortality"),
            actual(2020, 81.0),
            target(2025, 80.0),
            actual(2020, 6.0, indicator_id="beds"),
            target(2025, 7.0, indicator_id="beds"),
        ),
        indicators(),
    )
    # -4.66/5.34 = -0.873 and -1/81 = -0.012
    found = weak_targets(gaps)
    assert list(found.indicator_id) == ["mortality", "screening"]


# --- A plan beside a plan ---


def beside(*rows, left="13fyp", right="14fyp"):
    gaps = gap_table(observations(*rows), indicators())
    table = plans_beside(gaps, indicators(), regions(), left=left, right=right)
    return {row.indicator_id: row for row in table.itertuples()}


def of(source, *rows):
    return [{**row, "source_id": source} for row in rows]


OLD = of("13fyp", actual(2015, 76.0), target(2020, 77.0))
NEW = of("14fyp", actual(2020, 78.0), target(2025, 80.0))


def test_successive_plans_of_a_region():
    row = beside(*OLD, *NEW)["screening"]
    assert (row.stated_in, row.difference, row.movement, row.demand) == (
        "both",
        3.0,
        "raised",
        "more",
    )
    assert (row.baseline_left, row.target_left, row.baseline_right, row.target_right) == (
        76.0,
        77.0,
        78.0,
        80.0,
    )
    assert row.flags == "years_apart"


def test_a_lower_mortality_target_demands_more():
    mortality = {"indicator_id": "mortality"}
    row = beside(
        *of("13fyp", target(2020, 18.0, **mortality)), *of("14fyp", target(2020, 16.0, **mortality))
    )["mortality"]
    assert (row.movement, row.demand, row.flags) == ("lowered", "more", "")


def test_neutral_targets_move_and_demand_nothing():
    beds = {"indicator_id": "beds"}
    row = beside(*of("13fyp", target(2025, 6.0, **beds)), *of("14fyp", target(2025, 7.5, **beds)))[
        "beds"
    ]
    assert row.movement == "raised"
    assert pd.isna(row.demand)


def test_equal_targets_are_unchanged():
    row = beside(*of("13fyp", target(2025, 0.3)), *of("14fyp", target(2025, 0.1 + 0.2)))[
        "screening"
    ]
    assert (row.movement, row.demand) == ("unchanged", "same")


def test_what_only_one_plan_states():
    beds = of("14fyp", target(2025, 7.5, indicator_id="beds"))
    found = beside(*OLD, *beds)
    assert (found["screening"].stated_in, found["beds"].stated_in) == ("left", "right")
    assert pd.isna(found["beds"].movement)
    assert found["beds"].flags == ""


def test_two_regions_of_different_levels_are_flagged():
    nation = [{**row, "region_code": NATION} for row in of("nation", target(2025, 78.3))]
    assert beside(*NEW, *nation, left="nation")["screening"].flags == "levels_differ"


def test_near_definitions_are_flagged():
    near = of("13fyp", target(2025, 70.0, comparability="near"))
    assert beside(*near, *NEW)["screening"].flags == "near"


def test_of_several_target_years_the_last():
    later = of("14fyp", target(2030, 85.0))
    assert beside(*OLD, *NEW, *later)["screening"].target_right == 85.0


def test_a_source_without_targets_is_a_plain_error():
    with pytest.raises(UsageError, match="“13fyp” states no target"):
        beside(*of("13fyp", actual(2015, 1.0)), *NEW)


def test_a_source_of_several_regions_asks_which():
    other = [{**row, "region_code": SISTER} for row in NEW]
    with pytest.raises(UsageError, match="targets of 150500, 150600"):
        beside(*OLD, *NEW, *other)


def test_a_milestone_stands_beside_the_target_of_its_year():
    """The long plan asks 80 for 2025 and 90 for 2035, the other 82 for 2025."""
    table = gap_table(
        observations(
            target(2025, 80.0, source_id="long"),
            target(2035, 90.0, source_id="long"),
            target(2025, 82.0, source_id="short"),
        ),
        indicators(),
    )
    found = plans_beside(table, indicators(), regions(), left="long", right="short").iloc[0]
    assert (found.target_left, found.target_year_left, found.target_right) == (80.0, 2025, 82.0)


def test_what_a_plan_looks_forward_to_beyond_its_period_is_not_its_target():
    """No year is in both: the later plan's target of 2025, and not its outlook to 2035."""
    table = gap_table(
        observations(
            target(2020, 80.0, source_id="earlier"),
            target(2025, 82.0, source_id="later"),
            target(2035, 90.0, source_id="later"),
        ),
        indicators(),
    )
    pair = {"left": "earlier", "right": "later"}
    periods = {"earlier": 2020, "later": 2025}
    found = plans_beside(table, indicators(), regions(), **pair, last_years=periods).iloc[0]
    assert (found.target_right, found.target_year_right) == (82.0, 2025)
    unknown = plans_beside(table, indicators(), regions(), **pair).iloc[0]
    assert unknown.target_year_right == 2035
