"""Which value is shown when several sources state one number: docs/conflicts.md, in examples."""

import pandas as pd
import pytest

from plancompare.harmonisation.precedence import flag_across_sources

LIFE = {
    "region_code": "610000",
    "indicator_id": "life_expectancy",
    "year": 2015,
    "role": "actual",
    "value": 74.66,
    "value_upper": None,
    "bound": "exact",
    "comparability": "same",
    "population_base": "",
    "collection": "",
    "scope": "",
    "derived": False,
    "value_printed": "74.66岁",
    "reliability": "press",
    "flags": "",
    "publication": "",
    "issued": "2019",
}


def table(*rows: dict) -> pd.DataFrame:
    """Rows that differ from one another in what is given."""
    filled = [LIFE | {"observation_id": f"row/{n}", **row} for n, row in enumerate(rows)]
    return pd.DataFrame(filled).astype(
        {"year": "Int64", "value": "float64", "value_upper": "float64"}
    )


def flags_of(*rows: dict) -> list[str]:
    return list(flag_across_sources(table(*rows))["flags"])


def printed(text: str, **row) -> dict:
    """A row whose value is what it prints."""
    return {"value_printed": text, "value": float(text.strip("岁%‰约超过")), **row}


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("official", "article"),
        ("article", "press"),
        ("official", "republished"),
        ("republished", "article"),
    ],
)
def test_who_issued_it_comes_before_where_it_was_seen(shown, other):
    assert flags_of({"reliability": other}, {"reliability": shown}) == ["outranked", ""]


def test_values_of_different_series_do_not_contradict_and_the_permanent_population_is_shown():
    registered = printed("90.4岁", reliability="official", population_base="registered")
    permanent = printed("74.7岁", reliability="press", population_base="permanent")

    assert flags_of(registered, permanent) == ["outranked", ""]


def test_a_series_that_no_source_tells_may_contradict():
    untold = printed("90.4岁", reliability="press")
    permanent = printed("74.7岁", reliability="official", population_base="permanent")

    assert flags_of(untold, permanent) == ["conflict;outranked", "conflict"]


def test_reliability_counts_more_than_exactness():
    official = printed("75岁", reliability="official")
    press = printed("74.66岁", reliability="press")

    assert flags_of(press, official) == ["outranked", ""]


def test_the_more_exact_comes_before_the_rounded():
    assert flags_of(printed("75岁"), printed("74.66岁")) == ["outranked", ""]


def test_a_printed_zero_is_exactness():
    assert flags_of(printed("74.7岁"), printed("74.70岁")) == ["outranked", ""]


def test_a_value_comes_before_an_approximate_one():
    assert flags_of(printed("约74.66岁", bound="about"), printed("74.7岁")) == ["outranked", ""]


def test_the_later_account_comes_before_the_earlier():
    earlier, later = printed("75.7岁", issued="2016-07-21"), printed("76.1岁", issued="2019")

    assert flags_of(earlier, later) == ["conflict;outranked", "conflict"]


def test_an_account_without_a_date_counts_as_the_earliest():
    assert flags_of({"issued": ""}, {"issued": "2016"}) == ["outranked", ""]


def test_a_printed_value_comes_before_a_derived_one():
    derived = {"derived": True, "reliability": "official"}

    assert flags_of(derived, {"reliability": "press"}) == ["outranked", ""]


def test_what_the_catalogue_means_comes_before_what_is_near_to_it():
    near = printed("80.1岁", comparability="near", reliability="official")

    assert flags_of(near, {}) == ["outranked", ""]  # and it is not called a contradiction


def test_all_else_equal_the_order_of_the_table_decides():
    assert flags_of({}, {}, {}) == ["", "outranked", "outranked"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("79岁", "79.25岁"), ("2.9", "2.90"), ("23.2%", "23.15%"), ("110", "109.9")],
)
def test_rounding_is_no_conflict(first, second):
    assert "conflict" not in ";".join(flags_of(printed(first), printed(second)))


@pytest.mark.parametrize(
    ("first", "second"), [("3.34", "3.35"), ("13", "13.87"), ("78.4岁", "79.31岁")]
)
def test_more_than_rounding_is_a_conflict_on_both_rows(first, second):
    flags = flags_of(printed(first), printed(second))

    assert all("conflict" in each for each in flags)


def test_about_hides_a_whole_last_digit():
    assert flags_of(printed("约75岁", bound="about"), printed("74.2岁")) == ["outranked", ""]


@pytest.mark.parametrize(
    ("bound", "limit", "conflict"),
    [("above", "26%", False), ("at_most", "26%", True), ("below", "30%", False)],
)
def test_a_value_that_keeps_to_a_stated_limit_does_not_contradict_it(bound, limit, conflict):
    flags = flags_of(printed(limit, bound=bound), printed("26.9%"))

    assert ("conflict" in flags[0]) == conflict


def test_only_the_rows_that_differ_from_the_shown_one_are_in_conflict():
    flags = flags_of(
        printed("74.66岁", reliability="official"), printed("74.7岁"), printed("75.7岁")
    )

    assert flags == ["conflict", "outranked", "conflict;outranked"]


def test_converted_values_are_as_exact_as_their_printed_form():
    per_10k = {"value_printed": "76人", "value": 7.6}
    per_1000 = {"value_printed": "7.62人", "value": 7.62}

    assert flags_of(per_10k, per_1000) == ["outranked", ""]


def test_a_number_printed_in_hundreds_of_millions_is_a_rounded_one():
    rounded = {"value_printed": "14.1178亿人", "value": 1_411_780_000.0}
    exact = {"value_printed": "1411778724人", "value": 1_411_778_724.0}

    assert flags_of(rounded, exact) == ["outranked", ""]


@pytest.mark.parametrize(
    "other", [{"year": 2016}, {"region_code": "620000"}, {"indicator_id": "infant_mortality"}]
)
def test_different_numbers_do_not_compete(other):
    assert flags_of({}, printed("75.7岁", **other)) == ["", ""]


def test_a_later_plan_s_target_is_another_target():
    plans = [printed(text, role="target", publication=text) for text in ("79岁", "80岁")]

    assert flags_of(*plans) == ["", ""]


def test_copies_of_one_plan_compete():
    plan = {"role": "target", "publication": "“健康湖南2030”规划纲要"}

    flags = flags_of(
        printed("79岁", reliability="republished", **plan),
        printed("79岁", reliability="press", **plan),
    )

    assert flags == ["", "outranked"]


def test_rows_without_year_or_value_keep_their_flags():
    assert flags_of({}, {"year": None}, {"value": None}) == ["", "", ""]


def test_what_its_own_source_supersedes_does_not_compete():
    flags = flags_of(
        printed("80.1岁", reliability="official", flags="superseded"), {"flags": "second_hand"}
    )

    assert flags == ["superseded", "second_hand"]


def test_other_flags_stay():
    flags = flags_of(
        {"flags": "second_hand", "reliability": "republished"}, {"reliability": "official"}
    )

    assert flags == ["outranked;second_hand", ""]


def test_every_row_stays_in_its_place():
    before = table(printed("75岁"), printed("74.66岁"), {"year": 2016})

    after = flag_across_sources(before)

    pd.testing.assert_frame_equal(after.drop(columns="flags"), before.drop(columns="flags"))
    assert list(before["flags"]) == ["", "", ""]


def test_a_table_without_rivals_is_left_alone():
    before = table({}, {"year": 2016})

    pd.testing.assert_frame_equal(flag_across_sources(before), before)
