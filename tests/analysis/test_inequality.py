"""Inequality between regions: published values, worked parts, and what each measure must keep."""

import math

import numpy as np
import pandas as pd
import pytest
from analysis_tables import actual, alike
from hypothesis import given
from hypothesis import strategies as st

from plancompare.analysis import (
    coefficient_of_variation,
    gini,
    inequality_table,
    lorenz_curve,
    macro_regions,
    theil,
    theil_parts,
)

RATES = st.lists(st.floats(0.01, 1e4), min_size=2, max_size=12).map(np.array)


# --- Published and worked values ---


@pytest.mark.parametrize(
    ("incomes", "published"),
    [
        # A worked spreadsheet of 20 incomes (docstoc 10699438): 0.38625
        (
            [1, 3, 4, 5, 6, 8, 8, 9, 11, 12, 14, 17, 19, 21, 23, 27, 29, 32, 33, 38],
            0.38625,
        ),
        # Seven with 5,000 and one with 150,000 (scribd 523444415): 0.6858108108
        ([5000] * 7 + [150000], 0.6858108108),
        # Fifths of income of 8.1, 11.5, 20, 22.8 and 37.6 % (wizedu 80265): 1 - 0.7188 = 0.2812
        ([8.1, 11.5, 20.0, 22.8, 37.6], 0.2812),
    ],
)
def test_gini_gives_the_published_values(incomes, published):
    assert gini(np.array(incomes, float)) == pytest.approx(published, abs=1e-9)


def test_lorenz_curve_of_four():
    # sorted 1, 2, 3, 4 of 10: cumulative 0.1, 0.3, 0.6, 1
    curve = lorenz_curve(np.array([4.0, 1.0, 3.0, 2.0]))
    assert curve.value_share.to_numpy() == pytest.approx([0, 0.1, 0.3, 0.6, 1])
    assert list(curve.population_share) == [0, 0.25, 0.5, 0.75, 1]


def test_coefficient_of_variation_by_hand():
    # mean 5, squared deviations 9, 1, 1, 9 -> variance 5; √5/5 = 0.4472
    assert coefficient_of_variation(np.array([2.0, 4.0, 6.0, 8.0])) == pytest.approx(
        0.44721, abs=1e-5
    )


def test_theil_by_hand():
    # shares 1/4, 3/4 of a mean of 2: 1/4·ln(1/2) + 3/4·ln(3/2) = -0.17329 + 0.30410 = 0.13081
    assert theil(np.array([1.0, 3.0])) == pytest.approx(0.13081, abs=1e-5)


def test_theil_parts_by_hand():
    # two groups (1, 3) and (4, 8): total 16, mean 4, group means 2 and 6, shares 1/4 and 3/4
    # between: 1/4·ln(2/4) + 3/4·ln(6/4) = 0.13081
    # within: 1/4·0.13081 + 3/4·T(4, 8); T(4, 8) = 1/3·ln(4/6) + 2/3·ln(8/6) = 0.05663
    #         = 0.03270 + 0.04248 = 0.07518
    total, within, between = theil_parts(np.array([1.0, 3, 4, 8]), np.array(["a", "a", "b", "b"]))
    assert between == pytest.approx(0.13081, abs=1e-5)
    assert within == pytest.approx(0.07518, abs=1e-5)
    assert total == pytest.approx(0.20599, abs=1e-5)


def test_theil_of_one_owner_is_the_logarithm_of_the_number():
    # Theil: T = ln N where one has all
    assert theil(np.array([0.0, 0.0, 0.0, 7.0])) == pytest.approx(math.log(4))


# --- What each measure must keep ---


@given(RATES, st.floats(0.001, 1000))
def test_the_unit_does_not_matter(values, factor):
    for measure in (gini, theil, coefficient_of_variation):
        assert measure(values * factor) == pytest.approx(measure(values), abs=1e-9)


@given(RATES)
def test_bounds(values):
    assert -1e-9 <= gini(values) <= 1 - 1 / len(values) + 1e-9
    assert -1e-9 <= theil(values) <= math.log(len(values)) + 1e-9


@given(RATES, st.data())
def test_theil_parts_add_up(values, data):
    size = len(values)
    groups = np.array(data.draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size)))
    people = np.array(data.draw(st.lists(st.floats(0.1, 100), min_size=size, max_size=size)))
    total, within, between = theil_parts(values, groups, people)
    assert total == pytest.approx(theil(values, people), abs=1e-9)
    assert within + between == pytest.approx(total, abs=1e-9)
    assert within >= -1e-9
    assert between >= -1e-9


@given(RATES, st.lists(st.integers(1, 4), min_size=12, max_size=12))
def test_a_weight_of_two_is_the_same_as_two_regions(values, counts):
    counts = np.array(counts[: len(values)])
    repeated = np.repeat(values, counts)
    for measure in (gini, theil, coefficient_of_variation):
        weighted = measure(values, counts.astype(float))
        assert weighted == pytest.approx(measure(repeated), abs=1e-9)


@given(RATES)
def test_a_transfer_from_rich_to_poor_lowers_inequality(values):
    if values.max() - values.min() < 0.01:
        return
    fairer = values.copy()
    step = (values.max() - values.min()) / 4
    fairer[values.argmax()] -= step
    fairer[values.argmin()] += step
    assert gini(fairer) <= gini(values) + 1e-12
    assert theil(fairer) <= theil(values) + 1e-12


# --- Where there is little to say ---


@pytest.mark.parametrize("measure", [gini, theil, coefficient_of_variation])
@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0, 5.0]])
def test_one_region_or_all_equal_is_no_inequality(measure, values):
    assert measure(np.array(values)) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("measure", [gini, theil, coefficient_of_variation])
@pytest.mark.parametrize("values", [[], [0.0, 0.0], [-1.0, 2.0]])
def test_nothing_zero_or_negative_has_no_answer(measure, values):
    assert math.isnan(measure(np.array(values, float)))


def test_the_curve_of_nothing_is_empty():
    assert lorenz_curve(np.array([])).empty


# --- The table ---


def table(population=None, codes=("110000", "140000", "150000", "210000"), values=(1.0, 2, 3, 4)):
    rows = [actual(2020, v, region_code=c) for c, v in zip(codes, values, strict=True)]
    return inequality_table(alike(*rows), population)


def test_every_province_of_the_division_has_its_part():
    # 10 east, 6 central, 12 west, 3 northeast (National Bureau of Statistics, 2011)
    counts = pd.Series(macro_regions()).value_counts()
    assert counts.to_dict() == {"east": 10, "central": 6, "west": 12, "northeast": 3}


def test_one_row_without_weights():
    found = table()
    assert list(found.weighting) == ["equal"]
    assert found.gini[0] == pytest.approx(0.25)  # 1 - (0.1 + 0.4 + 0.9 + 1.6)/4 = 0.25
    assert found.n[0] == 4


def test_each_province_in_its_own_part_is_all_between():
    found = table()
    assert found.theil_within[0] == pytest.approx(0.0)
    assert found.theil_between[0] == pytest.approx(found.theil[0])


def test_populations_weigh_where_they_are_known_and_it_is_said_where_not():
    codes = ("110000", "140000", "150000", "210000", "220000")
    people = {"110000": 10.0, "140000": 10.0, "150000": 20.0, "210000": 10.0}
    found = table(people, codes, (1.0, 2, 3, 4, 5)).set_index("weighting")
    assert (found.n["population"], found.without_weight["population"]) == (4, 1)
    # (10·1 + 10·2 + 20·3 + 10·4) / 50 = 2.6
    assert found["mean"]["population"] == 2.6
    assert (found.n["equal"], found.without_weight["equal"]) == (5, 0)


def test_fewer_than_four_fifths_of_the_regions_have_no_inequality():
    rows = [actual(2020, float(n), region_code=f"{n}0000") for n in range(11, 18)]
    rows += [actual(2020, 1.0, region_code=f"{n}0000", indicator_id="beds") for n in range(11, 21)]
    found = inequality_table(alike(*rows)).set_index("indicator_id")
    assert found["flags"].to_dict() == {"beds": "", "screening": "too_few"}
    assert np.isnan(found["gini"]["screening"])


def test_a_share_is_not_weighted_with_people():
    rows = [actual(2020, float(n), region_code=f"{n}0000", unit="percent") for n in (11, 14)]
    found = alike(*rows)
    found.rows["unit"] = "percent"
    people = {"110000": 10.0, "140000": 10.0}
    assert list(inequality_table(found, people).weighting) == ["equal"]


def test_a_region_outside_the_division_leaves_theil_whole():
    found = table(codes=("110000", "140000", "150000", "810000"))
    assert not np.isnan(found.theil[0])
    assert np.isnan(found.theil_within[0])


def test_years_stand_side_by_side():
    rows = [
        actual(year, value, region_code=code)
        for year, values in {2015: (1.0, 3.0), 2020: (2.0, 2.0)}.items()
        for code, value in zip(("110000", "150000"), values, strict=True)
    ]
    parts = [inequality_table(alike(*rows, year=year, window=0)) for year in (2015, 2020)]
    found = pd.concat(parts).set_index("year")
    assert found.gini[2015] == pytest.approx(0.25)
    assert found.gini[2020] == pytest.approx(0.0)


def test_no_values_give_no_rows():
    assert len(inequality_table(alike())) == 0
