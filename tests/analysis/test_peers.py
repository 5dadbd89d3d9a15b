"""Peers: who they are, and where a region stands among them."""

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, alike, indicators, regions
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.analysis import (
    nearest,
    other_thresholds,
    peer_summary,
    robust_z,
    same_level,
    standings,
)
from plancompare.errors import UsageError


def values(numbers, indicator="screening"):
    rows = [
        actual(2020, number, region_code=f"{code:06d}", indicator_id=indicator)
        for code, number in enumerate(numbers)
    ]
    return alike(*rows)


@other_thresholds(least_ranked=1)
def stand(numbers, indicator="screening"):
    """Places among however few, to see how they are made."""
    table = standings(values(numbers, indicator), indicators())
    return table.set_index("region_code").sort_index()


# --- Ranks ---


def test_equal_values_share_a_rank_and_the_next_is_left_out():
    # 90, 80, 80, 70 -> 1, 2, 2, 4; percentiles of n - 1 = 3 others: 3/3, 1.5/3, 1.5/3, 0/3
    found = stand([80.0, 90.0, 80.0, 70.0])
    assert list(found["rank"]) == [2, 1, 2, 4]
    assert list(found.percentile) == pytest.approx([50, 100, 50, 0])
    assert list(found.n) == [4] * 4


def test_the_lowest_is_first_where_less_is_better():
    assert list(stand([16.0, 9.0, 12.0], "mortality")["rank"]) == [3, 1, 2]


def test_neutral_indicators_are_ordered_from_the_highest_and_not_judged():
    found = stand([5.0, 7.0, 6.0], "beds")
    assert list(found["rank"]) == [3, 1, 2]
    assert not found.judged.any()
    assert set(stand(range(8), "beds").band) == {"high", "middle", "low"}


def test_a_single_region_is_first_of_one_without_a_percentile():
    found = stand([5.0]).iloc[0]
    assert (found["rank"], found.n) == (1, 1)
    assert np.isnan(found.percentile)
    assert found.robust_z == 0.0
    assert pd.isna(found.band)


def test_all_equal_are_all_first_and_in_no_band():
    found = stand([5.0] * 9)
    assert set(found["rank"]) == {1}
    assert set(found.percentile) == {50.0}
    assert found.band.isna().all()
    assert set(found.robust_z) == {0.0}


def test_bands_are_quarters():
    # 1..8, quartiles 2.75 and 6.25: 7 and 8 lead, 1 and 2 trail
    found = stand([float(n) for n in range(1, 9)])
    assert list(found.band) == ["trailing"] * 2 + ["middle"] * 4 + ["leading"] * 2


def test_too_few_regions_have_no_places_and_no_bands():
    found = standings(values(map(float, range(7))), indicators())
    assert found[["rank", "rank_last", "percentile", "band"]].isna().all(axis=None)
    assert standings(values(map(float, range(8))), indicators())["rank"].notna().all()


@other_thresholds(least_ranked=1)
def test_what_rounding_cannot_tell_apart_shares_places():
    """7 may be anything from 6.5 to 7.5; 6.9 and 7.24 are each within it, and apart."""
    exact_to = {7.24: 2, 7.0: 0, 6.9: 1, 5.0: 0}
    table = alike(*(actual(2020, number, region_code=f"{number}") for number in exact_to))
    table.rows["value_decimals"] = table.rows["value"].map(exact_to)
    found = standings(table, indicators()).set_index("value")
    assert found["rank"].to_dict() == {7.24: 1, 7.0: 1, 6.9: 2, 5.0: 4}
    assert found["rank_last"].to_dict() == {7.24: 2, 7.0: 3, 6.9: 3, 5.0: 4}


def test_what_is_set_aside_is_counted_and_has_no_place():
    rows = [actual(2020, float(n), region_code=f"{n}") for n in range(3)]
    table = alike(*rows, actual(2010, 9.0, region_code="9"))
    found = standings(table, indicators())
    assert (set(found.n), set(found.aside)) == ({3}, {1})
    spread = peer_summary(table, indicators()).iloc[0]
    assert (spread.maximum, spread.n, spread.aside, spread.not_stated) == (2.0, 3, 1, 0)
    assert (spread.reference_year, spread.first_year, spread.last_year) == (2020, 2020, 2020)


def test_no_values_give_no_standings():
    assert len(standings(values([]), indicators())) == 0


@tries(40)
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=15))
def test_ranks_do_not_change_under_a_monotone_transform(numbers):
    plain = stand([float(n) for n in numbers])
    bent = stand([n**3 / 7 + n for n in numbers])
    assert list(plain["rank"]) == list(bent["rank"])
    assert list(plain.percentile.fillna(-1)) == list(bent.percentile.fillna(-1))


@tries(40)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=15))
def test_percentiles_average_to_fifty(numbers):
    assert stand([float(n) for n in numbers]).percentile.mean() == pytest.approx(50)


# --- Robust z ---


def test_robust_z_by_hand():
    # median 3, deviations 2, 1, 0, 1, 97 -> MAD 1; (100 - 3)·0.6745 = 65.4
    found = robust_z(np.array([1.0, 2.0, 3.0, 4.0, 100.0]))
    assert found == pytest.approx([-1.349, -0.6745, 0, 0.6745, 65.4265])


def test_robust_z_without_spread_is_zero_at_the_median_and_missing_elsewhere():
    found = robust_z(np.array([5.0, 5.0, 5.0, 9.0]))
    assert list(found[:3]) == [0, 0, 0]
    assert np.isnan(found[3])


# --- Summary ---


@other_thresholds(least_ranked=1)
def test_summary_by_hand():
    # 1, 2, 3, 4: quartiles by linear interpolation 1.75, 2.5, 3.25
    found = peer_summary(values([4.0, 1.0, 3.0, 2.0]), indicators()).iloc[0]
    assert (found.minimum, found.q1, found["median"], found.q3, found.maximum) == (
        1.0,
        1.75,
        2.5,
        3.25,
        4.0,
    )
    assert (found.best, found.best_regions, found.n, found.not_stated) == (4.0, "000000", 4, 0)


@other_thresholds(least_ranked=1)
def test_summary_names_every_best_region_and_counts_the_silent():
    rows = [actual(2020, 9.0, region_code=code, indicator_id="mortality") for code in "ab"]
    silent = actual(2020, 1.0, region_code="c", indicator_id="beds")
    found = peer_summary(alike(*rows, silent), indicators())
    found = found.set_index("indicator_id").loc["mortality"]
    assert (found.best, found.best_regions) == (9.0, "a;b")
    assert (found.n, found.not_stated) == (2, 1)


def test_summary_of_a_neutral_indicator_has_no_best():
    found = peer_summary(values([5.0, 7.0], "beds"), indicators()).iloc[0]
    assert np.isnan(found.best)
    assert not found.judged
    assert found["median"] == 6.0


# --- Who the peers are ---


def test_same_level():
    assert same_level(regions(), "150500") == ["150500", "150600", "511100", "320400"]


def test_an_unknown_region_has_no_level():
    with pytest.raises(UsageError, match="no region “1”"):
        same_level(regions(), "1")


def two_characteristics():
    rows = [
        actual(2020, number, region_code=code, indicator_id=indicator)
        for code, pair in {"a": (0, 0), "b": (1, 20), "c": (2, 0), "d": (4, 10)}.items()
        for indicator, number in zip(("beds", "screening"), map(float, pair), strict=True)
    ]
    return alike(*rows, actual(2020, 0.0, region_code="e", indicator_id="beds"))


def test_nearest_by_standardised_distance():
    # beds 0, 1, 2, 4: σ² = 2.1875; screening 0, 20, 0, 10: σ² = 68.75
    # from a: b √(1/2.1875 + 400/68.75) = 2.505; c √(4/2.1875) = 1.352;
    #         d √(16/2.1875 + 100/68.75) = 2.961
    assert nearest(two_characteristics(), "a", ["beds", "screening"], 2) == ["a", "c", "b"]


def test_nearest_leaves_out_who_does_not_state_all():
    assert "e" not in nearest(two_characteristics(), "a", ["beds", "screening"], 9)


def test_a_characteristic_equal_everywhere_counts_nothing():
    table = values([1.0, 1.0, 1.0])
    assert nearest(table, "000000", ["screening"], 1) == ["000000", "000001"]


def test_a_region_that_states_no_characteristic_has_no_neighbours():
    with pytest.raises(UsageError, match="“e” does not state all of beds, screening"):
        nearest(two_characteristics(), "e", ["beds", "screening"], 2)
