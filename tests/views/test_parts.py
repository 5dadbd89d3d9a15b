"""The rows of a region are found without looking through the table, and are the very same."""

import pandas as pd
import pytest

from plancompare.views.parts import parts

TABLE = pd.DataFrame(
    {
        "region": ["b", "a", "b", "c", "a"],
        "indicator": ["x", "x", "y", "x", "z"],
        "value": range(5),
    },
    index=[7, 3, 5, 1, 9],
)


@pytest.mark.parametrize(
    "wanted", [("b",), ("a", "b"), ("b", "a", "b"), ("a", "none"), ("none",), ()]
)
def test_parts_are_the_rows_that_hold_the_values(wanted):
    same = TABLE[TABLE["region"].isin(wanted)]
    pd.testing.assert_frame_equal(parts(TABLE, "region").of(*wanted), same)


def test_parts_hold_what_is_asked_of_other_columns_too():
    found = parts(TABLE, "region").of("a", "b", indicator=["x", "y"])
    pd.testing.assert_frame_equal(found, TABLE[TABLE["value"].isin([0, 1, 2])])


def test_a_part_is_its_own():
    found = parts(TABLE, "region").of("a")
    found["value"] = -1
    assert list(TABLE["value"]) == [*range(5)]
