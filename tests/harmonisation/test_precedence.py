"""Which value is shown when several sources state one number: docs/conflicts.md, in examples."""

import pandas as pd
import pytest

from plancompare.harmonisation.observation import decimals_of
from plancompare.harmonisation.precedence import flag_across_sources, flag_within_publications
from plancompare.language.values import parse_value

LIFE = {
    "region_code": "610000",
    "indicator_id": "life_expectancy",
    "year": 2015,
    "role": "actual",
    "value": 74.66,
    "value_upper": None,
    "value_decimals": 2,
    "bound": "exact",
    "comparability": "same",
    "population_base": "",
    "collection": "",
    "scope": "",
    "derived": False,
    "change": None,
    "change_kind": "",
    "place": "",
    "figure_column": "",
    "figure_row": 2,
    "source_id": "a-report",
    "reliability": "press",
    "flags": "",
    "publication": "",
    "issued": "2019",
}


def table(*rows: dict) -> pd.DataFrame:
    """Rows that differ from one another in what is given."""
    filled = [LIFE | {"observation_id": f"row/{n}", **row} for n, row in enumerate(rows)]
    whole, numbers = ("year", "value_decimals"), ("value", "value_upper", "change")
    types = dict.fromkeys(whole, "Int64") | dict.fromkeys(numbers, "float64")
    return pd.DataFrame(filled).astype(types)


def flags_of(*rows: dict) -> list[str]:
    return list(flag_across_sources(table(*rows))["flags"])


def printed(text: str, **row) -> dict:
    """A row whose value is what it prints."""
    (value,) = parse_value(text)
    return {"value": float(value.value), "value_decimals": decimals_of(value.value), **row}


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


def test_values_of_different_series_neither_contradict_nor_outrank_each_other():
    registered = printed("90.4岁", reliability="official", population_base="registered")
    permanent = printed("74.7岁", reliability="press", population_base="permanent")

    assert flags_of(registered, permanent) == ["other_series", ""]


def test_over_a_break_in_a_series_the_later_basis_is_shown():
    rows = [printed("5.99张", reliability="official"), printed("5.66张", derived=True)]
    broken = table(*rows).assign(series_from=pd.array([None, 2020], "Int64"))

    assert list(flag_across_sources(broken)["flags"]) == ["other_series", ""]


def test_of_each_series_one_value_stands():
    rows = [
        printed(text, collection=how, reliability=kind)
        for text, how, kind in [
            ("5.4‰", "surveillance", "official"),
            ("3.1‰", "routine", "republished"),
            ("3.2‰", "routine", "press"),
            ("5.4‰", "", "press"),  # of no series told: of the shown one's, as far as is known
        ]
    ]

    assert flags_of(*rows) == ["", "conflict;other_series", "conflict;outranked", "outranked"]


def test_a_census_is_shown_before_an_estimate_seen_nearer_to_its_issuer():
    estimate = printed("3490万人", collection="estimate", reliability="republished")
    census = printed("34915616人", collection="census", reliability="press")

    assert flags_of(estimate, census) == ["other_series", ""]


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


def test_a_number_printed_in_hundreds_of_millions_is_a_rounded_one():
    assert flags_of(printed("14.1178亿人"), printed("1411778724人")) == ["outranked", ""]


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


def within(*rows: dict) -> list[str]:
    return list(flag_within_publications(table(*rows))["flags"])


TABLED = {"place": "主要指标 / 第3行"}


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (printed("6.94‰"), printed("6.9‰", **TABLED)),
        (printed("6.9‰", **TABLED), printed("6.94‰", **TABLED)),
        (printed("6.94‰", **TABLED), printed("6.9‰", reliability="official")),
        (printed("6.94‰", derived=True, **TABLED), printed("6.9‰")),
        (printed("6.9‰", figure_row=10), printed("6.9‰", figure_row=9)),
    ],
    ids=["table", "exact", "reliable", "printed", "first"],
)
def test_what_a_publication_says_twice_is_settled_in_it(worse, better):
    assert within(worse, better) == ["superseded", ""]


def test_values_of_no_year_are_settled_in_their_publication_too():
    assert within(printed("6.94‰", year=None), printed("6.49‰", year=None, **TABLED)) == [
        "conflict;superseded",
        "conflict",
    ]


@pytest.mark.parametrize("other", [{"publication": "b"}, {"source_id": "b"}, {"role": "target"}])
def test_other_publications_are_left_to_the_second_step(other):
    assert within(printed("6.94‰"), printed("6.49‰", **other)) == ["", ""]


def test_two_limits_that_a_plan_promises_contradict_each_other():
    promised = [printed(text, role="target", bound="at_least") for text in ("≥99%", "≥90%")]

    assert within(*promised) == ["conflict", "conflict;superseded"]


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("7.20", 2), ("78岁", 0), ("14.1178亿人", -4), ("1,200", 0), ("三成", -1), ("1~1.5名", 1)],
)
def test_a_printed_value_says_how_exact_it_is(text, decimals):
    (value,) = parse_value(text)

    assert decimals_of(value.value, value.upper) == decimals


def up(change: float, kind: str = "absolute") -> dict:
    return {"value": None, "value_decimals": None, "change": change, "change_kind": kind}


LATER = {"year": 2016, "publication": "the year after"}


@pytest.mark.parametrize(
    ("after", "change", "flags"),
    [
        ("75.75岁", up(1.09), ["settled", "conflict;outranked"]),
        (
            "81.1岁",
            up(8.63, "relative_percent"),
            ["settled", "conflict;outranked"],
        ),
        ("75.75岁", up(1.11), ["conflict;outranked", "conflict"]),
    ],
    ids=["a difference", "a percentage", "more than rounding off"],
)
def test_a_stated_change_settles_which_of_two_values_came_before(after, change, flags):
    found = flags_of(
        printed("74.66岁", reliability="press"),
        printed("74.2岁", reliability="official"),
        printed(after, **LATER),
        {**change, **LATER},
    )

    assert found == [*flags, "", ""]


def test_a_change_too_coarse_to_tell_two_values_apart_settles_nothing():
    rivals = printed("74.66岁", reliability="press"), printed("74.2岁", reliability="official")

    assert flags_of(*rivals, printed("75.2岁", **LATER), up(1) | LATER) == [
        "conflict;outranked",
        "conflict",
        "",
        "",
    ]


@pytest.mark.parametrize(("year", "settles"), [(2015, 0), (2016, 1), (2020, 1), (2021, 0)])
def test_a_change_speaks_of_the_five_years_before_it(year, settles):
    later = LATER | {"year": year}
    found = flags_of(
        printed("74.66岁"),
        printed("74.2岁", reliability="official"),
        printed("75.75岁", **later),
        up(1.09) | later,
    )

    assert [each.count("settled") for each in found] == [settles, 0, 0, 0]


@pytest.mark.parametrize("when", [{"year": 2014}, LATER])
def test_a_change_that_says_since_when_speaks_of_that_year_only(when):
    derived = printed("74.66岁", derived=True, change=1.09, change_kind="absolute", **when)
    level = printed("75.75岁", **LATER)
    rivals = printed("74.66岁"), printed("74.2岁", reliability="official")

    assert flags_of(*rivals, derived, level)[:2] == ["conflict;outranked", "conflict"]


@pytest.mark.parametrize(("upper", "conflict"), [(1.5, False), (1.6, True)])
def test_two_ranges_agree_where_both_their_ends_do(upper, conflict):
    ranges = [{"bound": "range", "value": 1, "value_decimals": 1, "value_upper": each}
              for each in (1.5, upper)]  # fmt: skip

    assert ["conflict" in each for each in flags_of(*ranges)] == [conflict, conflict]
