"""Composite scores: TOPSIS with entropy weights, rank-sum ratio, and how ranks move."""

import math

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, alike, indicators
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.analysis import (
    entropy_weights,
    rank_sum_ratio,
    sensitivity,
    topsis,
)
from plancompare.errors import UsageError

KNOWN = indicators(check="more", maternal="less", perinatal="less", a="more", b="more", c="less")


def values(table):
    """Values from {region: {indicator: number}}; None is not stated."""
    rows = [
        actual(2020, number, region_code=region, indicator_id=indicator)
        for region, numbers in table.items()
        for indicator, number in numbers.items()
    ]
    return alike(*rows)


def scores(composite):
    return composite.scores.set_index("region_code").sort_index()


# --- Rank-sum ratio ---

# Maternal care in ten regions of a province: antenatal check-ups %, maternal mortality per 100,000,
# perinatal mortality ‰. The classic example of the method, reproduced with its results in Zhang,
# "Mathematical modelling" (zhjx19.github.io/mathmodels-book, chapter 10).
MATERNAL_CARE = {
    "A": (99.54, 60.27, 16.15),
    "B": (96.52, 59.67, 20.10),
    "C": (99.36, 43.91, 15.60),
    "D": (92.83, 58.99, 17.04),
    "E": (91.71, 35.40, 15.01),
    "F": (95.35, 44.71, 13.93),
    "G": (96.09, 49.81, 17.43),
    "H": (99.27, 31.69, 13.89),
    "I": (94.76, 22.91, 19.87),
    "J": (84.80, 81.49, 23.63),
}
PUBLISHED_RSR = {
    # region: RSR, probit, fitted
    "A": (0.6, 5.39, 0.585),
    "B": (0.4, 4.33, 0.350),
    "C": (0.767, 6.28, 0.784),
    "D": (0.4, 4.33, 0.350),
    "E": (0.6, 5.39, 0.585),
    "F": (0.667, 5.84, 0.686),
    "G": (0.5, 4.75, 0.444),
    "H": (0.9, 6.96, 0.934),
    "I": (0.567, 5.0, 0.500),
    "J": (0.1, 3.72, 0.216),
}
CARE = ["check", "maternal", "perinatal"]


def maternal_care():
    return values(
        {region: dict(zip(CARE, numbers, strict=True)) for region, numbers in MATERNAL_CARE.items()}
    )


def test_rank_sum_ratio_gives_the_published_table():
    found = scores(rank_sum_ratio(maternal_care(), KNOWN, CARE))
    for region, (ratio, probit, fitted) in PUBLISHED_RSR.items():
        assert found.score[region] == pytest.approx(ratio, abs=5e-4)
        assert found.probit[region] == pytest.approx(probit, abs=5e-3)
        assert found.fitted[region] == pytest.approx(fitted, abs=5e-4)


def test_grades_by_probit():
    found = scores(rank_sum_ratio(maternal_care(), KNOWN, CARE)).grade
    assert found[found == "upper"].index.tolist() == ["C", "H"]
    assert found[found == "lower"].index.tolist() == ["J"]


def test_equal_ratios_share_a_rank():
    found = scores(rank_sum_ratio(maternal_care(), KNOWN, CARE))["rank"]
    assert found.to_dict() == dict(zip("HCFAEIGBDJ", (1, 2, 3, 4, 4, 6, 7, 8, 8, 10), strict=True))


def test_a_region_is_ranked_on_what_it_states():
    # Five regions; x leaves out b, one of five indicators: RSR over four. It is best of 5 in each.
    names = ["check", "a", "b", "screening", "x2"]
    known = pd.concat([KNOWN, indicators(x2="more").tail(1)])
    table = {str(n): dict.fromkeys(names, float(n)) for n in range(4)}
    table["x"] = dict.fromkeys(names, 9.0) | {"b": None}
    found = scores(rank_sum_ratio(values(table), known, names))
    assert (found.score["x"], found["flags"]["x"], found.missing["x"]) == (1.0, "partial", 1)


def test_one_region_alone_has_no_line_to_fit():
    found = scores(rank_sum_ratio(values({"A": {"a": 1.0}}), KNOWN, ["a"]))
    assert found.score["A"] == 1.0
    assert np.isnan(found.fitted["A"])


# --- Entropy weights ---


def test_entropy_weights_by_hand():
    # a: 0, 1, 2 -> scaled 0, .5, 1 -> p 0, 1/3, 2/3; e = (1/3·ln 3 + 2/3·ln 1.5)/ln 3 = 0.57938
    # b: 0, 0, 5 -> scaled 0, 0, 1 -> p 0, 0, 1; e = 0
    # 1 - e: 0.42062 and 1; weights 0.29608 and 0.70392
    matrix = pd.DataFrame({"a": [0.0, 1, 2], "b": [0.0, 0, 5]})
    found = entropy_weights(matrix, {"a": "more", "b": "more"})
    assert found.to_numpy() == pytest.approx([0.29608, 0.70392], abs=1e-5)


def test_entropy_sees_an_indicator_from_its_good_side():
    # less is better: 0, 0, 5 is scaled 1, 1, 0 -> p .5, .5, 0; e = ln 2/ln 3 = 0.63093
    # beside a (1 - 0.57938 = 0.42062): 0.36907/0.78969 = 0.46736
    matrix = pd.DataFrame({"a": [0.0, 1, 2], "c": [0.0, 0, 5]})
    found = entropy_weights(matrix, {"a": "more", "c": "less"})
    assert found["c"] == pytest.approx(0.46736, abs=1e-5)


def test_an_indicator_equal_everywhere_weighs_nothing():
    matrix = pd.DataFrame({"a": [1.0, 2, 3], "b": [7.0, 7, 7]})
    assert list(entropy_weights(matrix, {"a": "more", "b": "more"})) == [1.0, 0.0]


def test_nothing_that_tells_regions_apart_weighs_nothing():
    matrix = pd.DataFrame({"a": [1.0, 1], "b": [7.0, 7]})
    assert list(entropy_weights(matrix, {"a": "more", "b": "more"})) == [0.0, 0.0]
    assert list(entropy_weights(matrix[:1], {"a": "more", "b": "more"})) == [0.0, 0.0]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=9),
    st.floats(0.1, 50),
    st.floats(-100, 100),
)
def test_entropy_weights_do_not_depend_on_unit_and_zero(rows, factor, shift):
    matrix = pd.DataFrame(rows, columns=["a", "c"], dtype="float64")
    directions = {"a": "more", "c": "less"}
    moved = entropy_weights(matrix * factor + shift, directions)
    assert moved.to_numpy() == pytest.approx(entropy_weights(matrix, directions), abs=1e-6)


# --- TOPSIS ---


def test_topsis_by_hand():
    # a (more) 3, 4 -> /5: 0.6, 0.8; c (less) 6, 8 -> /10: 0.6, 0.8; weights 0.75 and 0.25
    # weighted: P (0.45, 0.15), Q (0.60, 0.20); best (0.60, 0.15), worst (0.45, 0.20)
    # P: D+ = 0.15, D- = 0.05 -> 0.25; Q: D+ = 0.05, D- = 0.15 -> 0.75
    table = values({"P": {"a": 3.0, "c": 6.0}, "Q": {"a": 4.0, "c": 8.0}})
    found = topsis(table, KNOWN, ["a", "c"], weights={"a": 3.0, "c": 1.0})
    assert scores(found).score.to_dict() == pytest.approx({"P": 0.25, "Q": 0.75})
    assert list(found.weights.weight) == [0.75, 0.25]
    assert list(scores(found)["rank"]) == [2, 1]


def test_topsis_of_three_regions_by_hand():
    # a: 1, 2, 2 -> /3; b: 2, 1, 2 -> /3; equal weights drop out of the ratio
    # best (2, 2)/3, worst (1, 1)/3; P (1, 2): D+ 1, D- 1 -> 0.5; Q likewise; R: D+ 0 -> 1
    table = values(
        {"P": {"a": 1.0, "b": 2.0}, "Q": {"a": 2.0, "b": 1.0}, "R": {"a": 2.0, "b": 2.0}}
    )
    found = scores(topsis(table, KNOWN, ["a", "b"], weights={"a": 1.0, "b": 1.0}))
    assert found.score.to_dict() == pytest.approx({"P": 0.5, "Q": 0.5, "R": 1.0})
    assert found["rank"].to_dict() == {"P": 2, "Q": 2, "R": 1}


@pytest.mark.parametrize("method", [topsis, rank_sum_ratio])
def test_what_may_not_stand_beside_the_others_is_missing_and_counted(method):
    rows = [
        actual(year, number, region_code=region, indicator_id=indicator)
        for indicator in ("a", "b")
        for region, year, number in zip(
            "pqrst", (2000, 2020, 2020, 2021, 2020), (9.0, 5.0, 6.0, 7.0, 8.0), strict=True
        )
    ]
    found = method(alike(*rows, together=True), KNOWN, ["a", "b"])
    assert scores(found)["flags"].to_dict() == dict(
        zip("pqrst", ("too_few", *[""] * 4), strict=True)
    )
    assert list(found.weights["aside"]) == [1, 1]


def test_indicators_of_several_years_make_no_score():
    rows = [actual(2013, 1.0, region_code=each, indicator_id="a") for each in "pq"]
    rows += [actual(2020, 1.0, region_code=each, indicator_id="b") for each in "pq"]
    with pytest.raises(UsageError, match="different reference years"):
        topsis(alike(*rows), KNOWN, ["a", "b"])


def test_an_indicator_that_fewer_than_four_fifths_state_makes_no_score():
    table = {str(n): {"a": float(n), "b": float(n) if n < 7 else None} for n in range(10)}
    with pytest.raises(UsageError, match="7 of 10 regions state “b”"):
        topsis(values(table), KNOWN, ["a", "b"])


ROW = st.lists(st.integers(0, 20).map(float), min_size=3, max_size=3)
TABLES = st.lists(ROW, min_size=2, max_size=6).map(
    lambda rows: {f"{n}": dict(zip("abc", row, strict=True)) for n, row in enumerate(rows)}
)


@tries(12)
@given(TABLES)
def test_who_is_as_good_in_everything_scores_no_less(table):
    """More is better of `a` and `b`, less of `c`: dominance holds whatever the weights."""
    found = topsis(values(table), KNOWN, ["a", "b", "c"]).scores.set_index("region_code")["score"]
    for one, mine in table.items():
        for other, theirs in table.items():
            as_good = mine["a"] >= theirs["a"] and mine["b"] >= theirs["b"]
            if as_good and mine["c"] <= theirs["c"] and found.notna().all():
                assert found[one] >= found[other] - 1e-9


@tries(12)
@given(TABLES, st.sampled_from("ab"), st.integers(1, 30))
def test_a_better_value_never_lowers_a_rank_sum_ratio(table, indicator, step):
    before = scores(rank_sum_ratio(values(table), KNOWN, ["a", "b", "c"])).score["0"]
    table["0"][indicator] += step
    assert scores(rank_sum_ratio(values(table), KNOWN, ["a", "b", "c"])).score["0"] >= before


@tries(12)
@given(TABLES, st.integers(1, 9))
def test_scores_do_not_depend_on_the_unit(table, factor):
    scaled = {region: row | {"b": row["b"] * factor} for region, row in table.items()}
    for method in (topsis, rank_sum_ratio):
        one = scores(method(values(table), KNOWN, ["a", "b", "c"])).score
        other = scores(method(values(scaled), KNOWN, ["a", "b", "c"])).score
        assert list(one.fillna(-1)) == pytest.approx(list(other.fillna(-1)))


def test_the_best_in_everything_scores_one_and_the_worst_zero():
    found = scores(topsis(maternal_care(), KNOWN, ["check", "perinatal"]))
    assert found.score["J"] == 0.0
    best = values({"A": {"a": 9.0, "c": 1.0}, "B": {"a": 1.0, "c": 9.0}})
    assert scores(topsis(best, KNOWN, ["a", "c"])).score.to_dict() == {"A": 1.0, "B": 0.0}


def test_a_zero_is_a_value_like_any_other():
    # a maternal mortality of 0/10万 occurs, and the library's own entropy weights refuse it
    table = values(
        {"A": {"a": 1.0, "c": 0.0}, "B": {"a": 2.0, "c": 5.0}, "C": {"a": 3.0, "c": 2.0}}
    )
    assert scores(topsis(table, KNOWN, ["a", "c"])).score.notna().all()


NAMES = ["check", "maternal", "perinatal", "a", "b", "c"]


def test_more_than_a_fifth_missing_gives_no_score():
    # Of six indicators one may be missing (1/6 < 0.2), two may not (2/6 > 0.2).
    table = {str(n): dict.fromkeys(NAMES, n + 1.0) for n in range(8)}
    table["one"] = dict.fromkeys(NAMES, 2.5) | {"b": None}
    table["two"] = dict.fromkeys(NAMES, 2.5) | {"a": None, "b": None}
    found = scores(topsis(values(table), KNOWN, NAMES))
    whole = {str(n): "" for n in range(8)}
    assert found["flags"].to_dict() == whole | {"one": "partial", "two": "too_few"}
    assert np.isnan(found.score["two"])
    assert pd.isna(found["rank"]["two"])
    assert 0 < found.score["one"] < 1
    assert set(found.n) == {9}


def test_a_missing_value_is_left_out_not_filled_in():
    # Without b, "one" is scored as if b had never been chosen, by the other weights.
    table = {str(n): dict.fromkeys(NAMES, n + 1.0) for n in range(4)}
    table["one"] = dict.fromkeys(NAMES, 2.5) | {"b": None}
    rest = [name for name in NAMES if name != "b"]
    whole = topsis(values(table), KNOWN, NAMES, weights=dict.fromkeys(NAMES, 1.0))
    without = topsis(values(table), KNOWN, rest, weights=dict.fromkeys(rest, 1.0))
    assert scores(whole).score["one"] == pytest.approx(scores(without).score["one"])


@pytest.mark.parametrize("regions", [["A"], ["A", "B", "C"]])
def test_a_single_region_or_all_equal_has_no_score_and_says_why(regions):
    found = scores(
        topsis(values({code: {"a": 5.0, "b": 5.0} for code in regions}), KNOWN, ["a", "b"])
    )
    assert found.score.isna().all()
    assert set(found["flags"]) == {"all_equal"}


@pytest.mark.parametrize("method", [topsis, rank_sum_ratio, sensitivity])
@pytest.mark.parametrize("chosen", [["a", "beds"], ["a", "no such"]])
def test_neutral_and_unknown_indicators_are_refused(method, chosen):
    with pytest.raises(UsageError, match=chosen[1]):
        method(maternal_care(), KNOWN, chosen)


# --- Sensitivity ---


def test_sensitivity_shows_every_variant_and_how_ranks_move():
    found = sensitivity(maternal_care(), KNOWN, CARE)
    assert set(found.variant) == {"equal weights", *(f"without {name}" for name in CARE)}
    assert len(found) == 4 * 10
    # Without maternal mortality region I, best in it, falls.
    moved = found.set_index(["variant", "region_code"]).move
    assert moved["without maternal", "I"] < 0
    assert (found.move == found.base_rank - found["rank"]).all()


def test_a_variant_that_changes_nothing_agrees_fully():
    table = values({str(n): {"a": n + 1.0, "b": 2 * n + 1.0} for n in range(5)})
    found = sensitivity(table, KNOWN, ["a", "b"])
    assert (found.move == 0).all()
    assert found.rank_correlation.to_numpy() == pytest.approx(1.0)


def test_agreement_is_missing_where_there_is_nothing_to_agree_on():
    found = sensitivity(values({"A": {"a": 1.0, "b": 2.0}}), KNOWN, ["a", "b"])
    assert found["rank"].isna().all()
    assert all(math.isnan(number) for number in found.rank_correlation)
