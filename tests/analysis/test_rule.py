"""The gap's rule on arrays: what must hold whatever the numbers are."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.analysis.rule import (
    BOUNDS,
    EXACT,
    RANGE,
    Targets,
    gap_of,
    is_met,
    sense_of,
    targets_from,
)

NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
SENSES = st.sampled_from([1.0, -1.0, 0.0])


def one(value, bound, sense, upper=np.nan):
    return Targets(
        np.array([value]),
        np.array([upper]),
        np.array([BOUNDS.index(bound)], "int8"),
        np.array([sense]),
    )


def gap(observed, targets):
    return gap_of(np.array([observed]), targets)[0]


def met(observed, targets):
    return bool(is_met(gap_of(np.array([observed]), targets), targets, 0.5)[0])


@given(NUMBERS, SENSES, st.sampled_from(["exact", "at_least", "at_most", "about"]))
def test_the_gap_is_zero_and_closed_when_the_target_is_met_exactly(value, sense, bound):
    targets = one(value, bound, sense)
    assert gap(value, targets) == 0.0
    assert met(value, targets)


@given(NUMBERS, st.sampled_from([("above", 1.0), ("below", -1.0)]))
def test_a_strict_bound_is_open_at_equality_and_closed_a_thousandth_beyond(value, asked):
    bound, sense = asked
    targets = one(value, bound, sense)
    assert gap(value, targets) == 0.0
    assert not met(value, targets)
    assert met(value + sense * max(abs(value), 1.0) / 1000, targets)


@given(NUMBERS, NUMBERS, st.sampled_from([1.0, -1.0]))
def test_asking_for_less_is_asking_for_more_of_the_opposite(value, observed, sense):
    mirrored = gap(-observed, one(-value, "exact", -sense))
    assert mirrored == gap(observed, one(value, "exact", sense))


@given(NUMBERS, NUMBERS, NUMBERS, SENSES)
def test_the_gap_does_not_depend_on_where_zero_is(value, observed, shift, sense):
    plain = gap(observed, one(value, "exact", sense))
    assert gap(observed + shift, one(value + shift, "exact", sense)) == pytest.approx(
        plain, abs=1e-6
    )


@given(NUMBERS, st.floats(0, 1e3), st.floats(0, 1), SENSES)
def test_a_range_is_met_everywhere_inside(lower, width, share, sense):
    targets = one(lower, "range", sense, upper=lower + width)
    inside = min(lower + share * width, lower + width)
    assert gap(inside, targets) == 0.0
    assert met(inside, targets)


@given(NUMBERS, st.floats(0, 1e3), st.floats(0.001, 1e3))
def test_outside_a_range_the_gap_is_the_way_to_the_nearest_edge(lower, width, beyond):
    upper = lower + width
    for sense, below, above in ((0.0, 1, 1), (1.0, 1, -1), (-1.0, -1, 1)):
        targets = one(lower, "range", sense, upper=upper)
        assert gap(lower - beyond, targets) == pytest.approx(below * beyond, abs=1e-6)
        assert gap(upper + beyond, targets) == pytest.approx(above * beyond, abs=1e-6)


@pytest.mark.parametrize("bound", BOUNDS)
def test_nothing_observed_is_nothing_met(bound):
    targets = one(5.0, bound, 1.0, upper=6.0)
    assert np.isnan(gap(np.nan, targets))
    assert not met(np.nan, targets)


@pytest.mark.parametrize(
    ("bound", "direction", "baseline", "sense"),
    [
        ("at_least", -1.0, 9.0, 1.0),  # the bound's words come first
        ("above", 0.0, 9.0, 1.0),
        ("at_most", 1.0, 1.0, -1.0),
        ("below", 0.0, 1.0, -1.0),
        ("exact", 1.0, 9.0, 1.0),  # then the indicator
        ("about", -1.0, 1.0, -1.0),
        ("exact", 0.0, 1.0, 1.0),  # then the side on which the target of 5 lies
        ("exact", 0.0, 9.0, -1.0),
        ("exact", 0.0, 5.0, 0.0),
        ("range", 0.0, 1.0, 0.0),
        ("exact", 0.0, np.nan, np.nan),
    ],
)
def test_which_way_a_target_asks(bound, direction, baseline, sense):
    found = sense_of(
        np.array([5.0]),
        np.array([BOUNDS.index(bound)], "int8"),
        np.array([direction]),
        np.array([baseline]),
    )
    assert found[0] == pytest.approx(sense, nan_ok=True)


def test_targets_from_the_columns_of_a_table():
    table = pd.DataFrame(
        {
            "target": [80.0, 10.0, 1.0, 7.5],
            "target_upper": [np.nan, np.nan, 1.5, np.nan],
            "bound": ["at_least", "below", "range", None],
            "direction": ["more", "less", None, "more"],
        }
    ).astype({"bound": "str", "direction": "str"})
    found = targets_from(*(table[name] for name in table))
    assert list(found.sense) == [1.0, -1.0, 0.0, 1.0]
    assert [int(code) for code in found.bound[2:]] == [RANGE, EXACT]
    assert found.upper[2] == 1.5


def test_rows_of_targets():
    found = Targets(np.arange(3.0), np.arange(3.0), np.zeros(3, "int8"), np.ones(3)).at(
        np.array([2])
    )
    assert (found.value[0], found.sense[0]) == (2.0, 1.0)
