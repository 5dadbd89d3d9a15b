"""Ranks, quartiles, thirds, classes and rank correlation: worked by hand, and what never moves."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.analysis import quantile_tops, quartiles, rank_correlation, ranks, thirds

NUMBERS = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=12).map(pd.Series)
WAYS = st.sampled_from(["more", "less", "neutral"])


def series(*values):
    return pd.Series(values, dtype="float64")


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("more", [4, 2, 2, 1]),  # 9 is best, the two 7 share rank 2, and there is no rank 3
        ("less", [1, 2, 2, 4]),
        ("neutral", [4, 2, 2, 1]),  # an order from the highest, and no judgement
        ("", [4, 2, 2, 1]),  # a direction that is not known judges nothing either
    ],
)
def test_equal_values_share_the_better_rank(direction, expected):
    assert list(ranks(series(5, 7, 7, 9), direction)) == expected


def test_ranks_of_one_of_none_and_of_all_equal():
    assert list(ranks(series(3), "less")) == [1]
    assert list(ranks(series(), "more")) == []
    assert list(ranks(series(2, 2, 2), "more")) == [1, 1, 1]


def test_ranks_count_below_zero():
    assert list(ranks(series(-3, -1, 0), "more")) == [3, 2, 1]


@given(NUMBERS, WAYS, st.integers(1, 9), st.integers(-9, 9))
def test_ranks_do_not_depend_on_the_unit(values, direction, scale, shift):
    assert list(ranks(values * scale + shift, direction)) == list(ranks(values, direction))


@given(NUMBERS)
def test_more_and_less_count_from_either_end(values):
    """Best by `less` is best by `more` of the values with their sign turned."""
    assert list(ranks(values, "less")) == list(ranks(-values, "more"))


def test_quartiles_by_hand():
    """Type 7 of 1, 2, 4, 8: places 0.75, 1.5, 2.25 give 1 + 0.75·1, (2 + 4)/2, 4 + 0.25·4."""
    assert quartiles(series(8, 1, 4, 2)) == (1.75, 3.0, 5.0)


def test_quartiles_of_one_of_none_and_of_all_equal():
    assert quartiles(series(6)) == (6.0, 6.0, 6.0)
    assert quartiles(series(6, 6, 6)) == (6.0, 6.0, 6.0)
    assert all(math.isnan(each) for each in quartiles(series()))


def test_thirds_by_hand():
    """Of six the ranks from the worst are 1 … 6: two a third."""
    assert list(thirds(series(10, 20, 30, 40, 50, 60), "more")) == [1, 1, 2, 2, 3, 3]
    assert list(thirds(series(10, 20, 30, 40, 50, 60), "less")) == [3, 3, 2, 2, 1, 1]


def test_equal_values_are_of_one_third():
    """The mean rank of four equal values among four is 2.5, 0.625 of them: all in the middle."""
    assert list(thirds(series(7, 7, 7, 7), "more")) == [2, 2, 2, 2]


@given(NUMBERS, WAYS)
def test_no_value_is_of_a_worse_third_than_one_that_it_beats(values, direction):
    table = pd.DataFrame({"rank": ranks(values, direction), "third": thirds(values, direction)})
    assert table.sort_values("rank")["third"].is_monotonic_decreasing


def test_classes_by_hand():
    """Seven values in three classes end with the values of rank ⌈7/3⌉ = 3, ⌈14/3⌉ = 5 and 7."""
    assert quantile_tops(np.array([7.0, 1, 6, 2, 5, 3, 4]), 3) == [3.0, 5.0, 7.0]


def test_classes_that_equal_values_make_one_are_one():
    assert quantile_tops(np.array([1.0, 4, 4, 4, 4, 9]), 3) == [4.0, 9.0]
    assert quantile_tops(np.array([4.0, 4, 4]), 3) == [4.0]


def test_classes_of_fewer_values_than_classes():
    assert quantile_tops(np.array([2.0, 1.0]), 5) == [1.0, 2.0]
    assert quantile_tops(np.array([]), 5) == []


@given(NUMBERS, st.integers(1, 6))
def test_every_value_is_in_a_class_and_every_class_ends_with_a_value(values, count):
    tops = quantile_tops(values.to_numpy(), count)
    assert tops[-1] == values.max()
    assert set(tops) <= set(values)
    assert len(tops) <= count


def test_rank_correlation_by_hand():
    """Ranks 1 2 3 4 5 and 2 1 4 3 5: Σd² = 4, ρ = 1 - 6·4/(5·24) = 0.8."""
    assert rank_correlation(series(1, 2, 3, 4, 5), series(20, 10, 40, 30, 99)) == pytest.approx(0.8)


def test_rank_correlation_with_ties():
    """Ranks 1 2.5 2.5 4 and 1 2 3 4: Pearson's of them is 4.5 / √(4.5 · 5) = 0.9487."""
    found = rank_correlation(series(1, 2, 2, 3), series(1, 2, 3, 4))
    assert found == pytest.approx(4.5 / math.sqrt(4.5 * 5))


@pytest.mark.parametrize("y", [(5, 5, 5), (1, 2, 3)])
def test_nothing_is_said_of_a_column_of_equal_values(y):
    assert math.isnan(rank_correlation(series(2, 2, 2), series(*y)))


def test_nothing_is_said_of_one_region_or_none():
    assert math.isnan(rank_correlation(series(1), series(2)))
    assert math.isnan(rank_correlation(series(), series()))


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=9, unique=True))
def test_rank_correlation_sees_order_only(numbers):
    values = series(*numbers)
    assert rank_correlation(values, values**3) == pytest.approx(1.0)
    assert rank_correlation(values, -values) == pytest.approx(-1.0)
