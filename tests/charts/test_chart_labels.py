"""Labels find places where none covers another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.charts.labels import Box, place_beside, spread

ROOM = Box(0, 0, 100, 100)


def test_labels_that_do_not_touch_stay_where_they_are():
    assert spread([10, 30, 50], [8, 8, 8], 0, 100) == [10, 30, 50]


def test_labels_that_touch_share_their_middle():
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_labels_stay_inside():
    assert spread([0, 100], [10, 10], 0, 100) == [5, 95]


@given(st.lists(st.floats(-20, 320), min_size=1, max_size=12))
def test_spread_labels_never_touch_and_keep_their_order(wanted):
    middles = spread(wanted, [20.0] * len(wanted), 0, 300)
    ordered = [middles[place] for place in sorted(range(len(wanted)), key=wanted.__getitem__)]
    assert all(after - before >= 20 - 1e-6 for before, after in pairwise(ordered))
    assert min(middles) >= 10 - 1e-6
    assert max(middles) <= 290 + 1e-6


def test_a_label_goes_to_the_right_where_it_can():
    assert place_beside((50, 50), (20, 8), [], ROOM).left > 50


def test_a_label_goes_elsewhere_at_the_edge():
    assert place_beside((95, 50), (20, 8), [], ROOM).right < 95


@pytest.mark.parametrize("taken", [[ROOM]])
def test_a_label_without_a_place_is_left_out(taken):
    assert place_beside((50, 50), (20, 8), taken, ROOM) is None
