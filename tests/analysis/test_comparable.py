"""The one rule: which values may stand side by side, and what becomes of the others."""

import pandas as pd
import pytest
from analysis_tables import actual, observations, target

from plancompare.analysis import Comparable, comparable
from plancompare.errors import UsageError

LEVELS = {"100000": "nation", "150500": "prefecture", "511102": "county"}


def values(*rows: dict[str, object]) -> pd.DataFrame:
    """Observations with their level: a province unless the code is one of `LEVELS`."""
    table = observations(*rows)
    extra = pd.DataFrame([{k: v for k, v in row.items() if k not in table} for row in rows])
    named = table.assign(level=table["region_code"].map(LEVELS).fillna("province"))
    return named.join(extra.set_axis(named.index))


def province(place: int, year: int | None, value: float = 1.0, **other: object):
    return actual(year, value, region_code=f"{place}0000", **other)


def among(*rows: dict[str, object], **asked: object) -> Comparable:
    return comparable(values(*rows), level="province", **asked)  # type: ignore[arg-type]


def reasons(found: Comparable) -> dict[str, str]:
    return dict(zip(found.aside["region_code"], found.aside["reason"], strict=True))


def test_the_reference_year_is_the_one_of_which_most_regions_state_a_value():
    found = among(province(11, 2013), province(12, 2013), province(13, 2020))
    assert (found.year, list(found.rows["region_code"])) == (2013, ["110000", "120000"])
    assert reasons(found) == {"130000": "other_year"}
    assert list(found.set_aside["year"]) == [2020]


def test_of_two_years_with_as_many_regions_the_later_counts():
    assert among(province(11, 2013), province(12, 2020)).year == 2020


def test_a_year_may_be_asked_for():
    found = among(province(11, 2013), province(12, 2013), province(13, 2020), year=2020)
    assert list(found.rows["region_code"]) == ["130000"]


@pytest.mark.parametrize("year, stands", [(2018, True), (2022, True), (2017, False), (2023, False)])
def test_a_value_lies_at_most_two_years_from_the_reference_year(year, stands):
    found = among(province(11, 2020), province(12, 2020), province(13, year))
    assert ("130000" in set(found.rows["region_code"])) == stands
    off = found.rows.set_index("region_code")["off_year"]
    assert not stands or (off["130000"] and not off["110000"])


def test_of_each_region_the_value_nearest_to_the_reference_year_stands():
    rows = [province(11, 2020), province(12, 2020), province(13, 2018), province(13, 2021, 3.0)]
    assert among(*rows).rows.set_index("region_code")["value"]["130000"] == 3.0
    later = [*rows, province(13, 2019, 2.0)]  # as near as 2021
    assert among(*later).rows.set_index("region_code")["year"]["130000"] == 2021


def test_one_level_and_the_nation_beside_it():
    rows = [province(11, 2020), actual(2021, 5.0, region_code="100000")]
    found = among(*rows, actual(2020, 2.0, region_code="150500"))
    assert list(found.rows["region_code"]) == ["110000"]
    assert list(found.nation["value"]) == [5.0]
    assert reasons(found) == {"150500": "other_level"}
    assert found.set_aside.empty


def test_the_nation_of_a_year_too_far_does_not_stand_beside():
    found = among(province(11, 2020), actual(2023, 5.0, region_code="100000"))
    assert found.nation.empty
    assert reasons(found) == {"100000": "other_year"}


def test_a_value_of_no_year_never_stands():
    found = among(province(11, 2020), province(12, None))
    assert reasons(found) == {"120000": "no_year"}


@pytest.mark.parametrize(
    "facet, usual, other",
    [
        ("population_base", "permanent", "registered"),
        ("collection", "routine", "surveillance"),
        ("scope", "all", "hospitals"),
    ],
)
def test_what_is_known_to_be_of_another_series_is_set_aside(facet, usual, other):
    rows = [province(place, 2020, **{facet: usual}) for place in (11, 12)]
    odd = [province(13, 2020, **{facet: other}), province(14, 2020, **{facet: ""})]
    found = among(*rows, *odd, actual(2020, 1.0, region_code="100000", **{facet: other}))
    assert reasons(found) == {"130000": "other_series", "100000": "other_series"}
    assert "140000" in set(found.rows["region_code"])  # not told, so not known to differ


def test_the_series_is_that_of_the_reference_year():
    old = [province(place, 2011, population_base="registered") for place in (11, 12)]
    new = [province(place, 2012, population_base="permanent") for place in (11, 12)]
    assert set(among(*old, *new).rows["population_base"]) == {"permanent"}
    assert set(among(*old, *new, year=2011).rows["population_base"]) == {"registered"}


@pytest.mark.parametrize(("year", "aside"), [(2020, "130000"), (2019, "120000")])
def test_over_a_break_in_the_series_nothing_stands_beside_the_others(year, aside):
    rows = [
        province(11, year),
        province(12, 2020, series_from=2020),
        province(13, 2019),
        actual(2019, 1.0, region_code="100000"),  # the nation's series has no break
    ]
    rows[0]["series_from"] = 2020 if year == 2020 else None
    found = among(*rows, year=year)
    assert reasons(found) == {aside: "other_series"}


def test_a_region_of_two_series_stands_with_the_one_that_is_compared():
    rows = [province(place, 2020, population_base="permanent") for place in (11, 12)]
    both = [
        province(13, 2020, 9.0, population_base="registered"),
        province(13, 2018, 2.0, population_base="permanent"),
    ]
    found = among(*rows, *both)
    assert found.rows.set_index("region_code")["value"]["130000"] == 2.0
    assert found.aside.empty


def test_near_definitions_and_bounds_are_set_aside():
    found = among(
        province(11, 2020),
        province(12, 2020, comparability="near"),
        province(13, 2020, bound="at_least"),
        province(14, 2020, bound="about"),
    )
    assert reasons(found) == {"120000": "near", "130000": "bound"}


def test_targets_bind_and_stand_side_by_side_all_the_same():
    rows = [target(2025, 1.0, region_code=f"{place}0000", bound="at_least") for place in (11, 12)]
    assert len(among(*rows).rows) == 2


def test_rates_on_fewer_than_ten_deaths_are_shown_and_not_compared():
    found = among(
        province(11, 2020, events=9.0), province(12, 2020, events=10.0), province(13, 2020)
    )
    assert reasons(found) == {"110000": "few_events"}


def test_the_slightest_obstacle_is_told():
    rows = [province(11, 2020), province(12, None), province(12, 2010)]
    assert reasons(among(*rows)) == {"120000": "other_year"}


@pytest.mark.parametrize(
    ("slighter", "graver", "reason"),
    [
        ({"year": 2012}, {"year": 2020, "bound": "at_least"}, "other_year"),
        ({"bound": "at_least"}, {"comparability": "near"}, "bound"),
        ({"comparability": "near"}, {"year": None}, "near"),
    ],
)
def test_of_two_values_with_an_obstacle_the_slighter_is_told(slighter, graver, reason):
    twice = [province(12, **{"year": 2020} | each) for each in (graver, slighter)]
    found = among(province(11, 2020), province(13, 2020), *twice)
    assert reasons(found) == {"120000": reason}


def test_rows_are_handed_on_with_the_columns_that_they_came_with():
    rows = [province(11, 2020), province(12, 2014), actual(2020, 1.0, region_code="100000")]
    found = among(*rows)
    assert not {"index", "level_0"} & {*found.rows, *found.beside, *found.aside}


def test_each_indicator_has_a_year_of_its_own_unless_they_are_taken_together():
    rows = [province(place, 2013, indicator_id="beds") for place in (11, 12)]
    rows += [province(place, 2020) for place in (11, 12, 13)]
    assert among(*rows).years == {"beds": 2013, "screening": 2020}
    assert among(*rows).year is None
    found = among(*rows, together=True)
    assert (found.year, set(found.rows["indicator_id"])) == (2020, {"screening"})


def test_outranked_values_are_no_values():
    found = among(province(11, 2020), province(12, 2020, flags="outranked"))
    assert len(found.rows) == 1 and found.aside.empty


def test_nothing_stands_among_no_values():
    found = among()
    assert (len(found.rows), len(found.aside), found.year) == (0, 0, None)


def test_an_unknown_level_is_refused():
    with pytest.raises(UsageError, match="no level “village”"):
        comparable(values(), level="village")


@pytest.mark.parametrize(
    "value, decimals, margin",
    [
        (7.2, 2, 0.005),  # a zero that is printed counts
        (1411780000.0, -4, 5000),
        (0.0, 0, 0.5),
        (7.24, None, 0.005),  # the digits of the number, where none are told
    ],
)
def test_a_value_lies_within_half_of_its_last_printed_digit(value, decimals, margin):
    row = among(province(11, 2020, value, value_decimals=decimals)).rows.iloc[0]
    assert row["high"] - row["value"] == pytest.approx(margin)
    assert row["value"] - row["low"] == pytest.approx(margin)
