"""What a sceptical statistician would try: noise of binary arithmetic, doubles, zeros, nonsense."""

import math

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, alike, indicators, observations, regions, target

from plancompare.analysis import (
    against,
    gap_table,
    gini,
    inequality_table,
    lorenz_curve,
    nearest,
    peer_summary,
    rank_sum_ratio,
    ranks,
    robust_z,
    share_of_lower,
    standings,
    theil_parts,
    topsis,
    weak_targets,
)
from plancompare.errors import UsageError

KNOWN = indicators(a="more", b="more")


def beside(**values):
    """A value of `a` and of `b` for each region."""
    rows = [
        actual(2020, number, region_code=code, indicator_id=name)
        for code, pair in values.items()
        for name, number in zip("ab", pair, strict=True)
    ]
    return alike(*rows)


# --- Values that are printed alike are alike ---


def test_values_that_differ_by_binary_arithmetic_share_a_rank():
    assert list(ranks(pd.Series([0.1 + 0.2, 0.3, 0.2]), "more")) == [1, 1, 3]


def test_a_value_that_equals_its_benchmark_by_arithmetic_is_equal():
    rows = [actual(2020, 0.1 + 0.2), actual(2020, 0.3, region_code="100000")]
    found = against(observations(*rows), indicators(), regions())
    assert list(found.position) == ["equal"]


def test_a_target_that_keeps_its_baseline_is_not_weaker():
    """A derived baseline of 0.1 + 0.2 is 0.30000000000000004, and a target of 0.3 keeps it."""
    gaps = gap_table(observations(actual(2020, 0.1 + 0.2), target(2025, 0.3)), indicators())
    assert gaps["gap"].iloc[0] < 0  # by that noise
    assert weak_targets(gaps).empty


def test_no_gap_has_no_sign():
    rows = [
        actual(2020, 5.0, indicator_id="mortality"),
        target(2025, 5.0, indicator_id="mortality"),
    ]
    found = gap_table(observations(*rows), indicators())
    assert [f"{gap:.1f}" for gap in found[["gap", "relative_gap", "asked"]].iloc[0]] == [
        "0.0", "0.0", "0.0",
    ]  # fmt: skip


def test_equal_rank_sums_share_a_rank_whatever_the_order_of_adding():
    found = rank_sum_ratio(beside(p=(1, 3), q=(3, 1), r=(2, 2)), KNOWN, ["a", "b"]).scores
    assert list(found["rank"]) == [1, 1, 1]
    assert found["score"].nunique() == 1


# --- Nobody counts twice ---


def test_several_values_of_a_region_count_once():
    rows = [actual(year, 1.0, region_code="p", indicator_id="a") for year in (2020, 2021)]
    found = alike(*rows)
    assert list(standings(found, KNOWN)["n"]) == [1]
    assert list(peer_summary(found, KNOWN)["n"]) == [1]
    assert nearest(found, "p", ["a"], 2) == ["p"]


# --- Weights ---


def test_an_indicator_without_a_weight_weighs_nothing():
    found = topsis(beside(p=(1, 9), q=(2, 1)), KNOWN, ["a", "b"], weights={"a": 3.0})
    assert list(found.weights.weight) == [1.0, 0.0]
    assert found.scores.set_index("region_code")["score"].to_dict() == {"p": 0.0, "q": 1.0}


@pytest.mark.parametrize("weights", [{}, {"a": 0.0, "b": 0.0}, {"a": 2.0, "b": -1.0}, {"c": 1.0}])
def test_weights_that_weigh_nothing_or_less_are_refused(weights):
    with pytest.raises(UsageError, match="weights"):
        topsis(beside(p=(1, 9), q=(2, 1)), KNOWN, ["a", "b"], weights=weights)


def test_a_negative_population_has_no_answer():
    assert math.isnan(gini(np.array([1.0, 2.0]), np.array([3.0, -1.0])))


def test_a_region_without_people_leaves_theil_as_it_is():
    """Alone in its group, it would have no mean and no logarithm."""
    with_empty = theil_parts(
        np.array([1.0, 3.0, 7.0]), np.array(["e", "w", "n"]), np.array([1.0, 1.0, 0.0])
    )
    without = theil_parts(np.array([1.0, 3.0]), np.array(["e", "w"]))
    assert with_empty == pytest.approx(without)


def test_populations_of_zero_are_not_known():
    rows = [actual(2020, n, region_code=code) for code, n in (("110000", 1.0), ("140000", 2.0))]
    values = alike(*rows)
    assert list(inequality_table(values, {"110000": 0, "140000": 0}).weighting) == ["equal"]
    found = inequality_table(values, {"110000": 5, "140000": 0})
    assert list(found.without_weight) == [0, 1]


# --- Small and empty ---


def test_no_values_have_no_robust_z():
    assert len(robust_z(np.array([]))) == 0


def test_the_half_that_has_least():
    """1, 1, 2, 4 of 8: the poorer two have 2/8; the poorest quarter 1/8; between them 3/16."""
    curve = lorenz_curve(np.array([4.0, 1.0, 2.0, 1.0]))
    assert share_of_lower(curve) == pytest.approx(2 / 8)
    assert share_of_lower(curve, 0.25) == pytest.approx(1 / 8)
    assert share_of_lower(curve, 0.375) == pytest.approx(3 / 16)


def test_of_all_equal_the_half_has_half_and_of_nothing_nobody_has_a_share():
    assert share_of_lower(lorenz_curve(np.array([3.0, 3.0]))) == pytest.approx(0.5)
    assert share_of_lower(lorenz_curve(np.array([5.0]))) == pytest.approx(0.5)
    assert math.isnan(share_of_lower(lorenz_curve(np.array([0.0, 0.0]))))
