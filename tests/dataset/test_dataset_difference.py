"""What a build added, revised and removed since the last one."""

import pandas as pd
from dataset_tables import beds, rows

from plancompare.dataset.difference import COLUMNS, difference


def told(before: pd.DataFrame, after: pd.DataFrame) -> list[tuple]:
    changes = difference(before, after)
    assert list(changes.columns) == COLUMNS
    return [
        tuple(None if pd.isna(part) else part for part in row)
        for row in changes[["what", "year", "value_before", "value_after"]].itertuples(index=False)
    ]


def observations(*given: dict) -> pd.DataFrame:
    return rows("observations", *given)


def test_nothing_changed():
    table = observations(beds(2020, 6.5), beds(2021, 6.7))

    assert told(table, table) == []


def test_an_observation_was_added():
    before = observations(beds(2020, 6.5))

    assert told(before, observations(beds(2020, 6.5), beds(2021, 6.7))) == [
        ("added", 2021, None, 6.7)
    ]


def test_an_observation_was_removed():
    before = observations(beds(2020, 6.5), beds(2021, 6.7))

    assert told(before, observations(beds(2020, 6.5))) == [("removed", 2021, 6.7, None)]


def test_a_value_was_revised():
    assert told(observations(beds(2020, 6.5)), observations(beds(2020, 6.6))) == [
        ("revised", 2020, 6.5, 6.6)
    ]


def test_a_bound_that_changed_is_a_revision():
    before = observations(beds(2025, 7.5, role="target"))
    after = observations(beds(2025, 7.5, role="target", bound="at_least"))

    assert told(before, after) == [("revised", 2025, 7.5, 7.5)]


def test_a_change_that_takes_the_place_of_a_value_is_a_revision():
    before = observations(beds(2025, None, role="target", change=1.0, change_kind="absolute"))

    assert told(before, observations(beds(2025, 7.5, role="target"))) == [
        ("revised", 2025, None, 7.5)
    ]


def test_row_numbers_flags_and_notes_are_no_change():
    before = observations(beds(2020, 6.5), beds(2021, 6.7))
    after = observations(
        beds(2021, 6.7, figure_row=2, flags="conflict"), beds(2020, 6.5, figure_row=9, note="x")
    )

    assert told(before, after) == []


def test_an_observation_without_a_year_is_followed_too():
    assert told(observations(beds(None, 6.5)), observations(beds(None, 6.6))) == [
        ("revised", None, 6.5, 6.6)
    ]


def test_of_a_value_stated_twice_only_the_other_is_revised():
    before = observations(beds(2020, 6.94), beds(2020, 6.49))
    after = observations(beds(2020, 6.49), beds(2020, 6.9))

    assert told(before, after) == [("revised", 2020, 6.94, 6.9)]


def test_a_second_statement_of_the_same_value_is_an_addition():
    before = observations(beds(2020, 6.5))

    assert told(before, observations(beds(2020, 6.5), beds(2020, 6.5))) == [
        ("added", 2020, None, 6.5)
    ]


def test_a_source_that_came_is_all_additions():
    after = observations(beds(2020, 6.5), beds(2025, 7.5, role="target"))

    assert told(observations(), after) == [("added", 2020, None, 6.5), ("added", 2025, None, 7.5)]


def test_printed_values_are_told():
    changes = difference(observations(beds(2020, 6.5)), observations(beds(2020, 6.6)))

    assert changes.loc[0, "value_printed_before"] == "6.5张"
    assert changes.loc[0, "value_printed_after"] == "6.6张"
