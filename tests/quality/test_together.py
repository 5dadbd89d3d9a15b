"""Expectations that are judged in shared columns have the verdict that each has by itself."""

import pandas as pd
import pytest

from plancompare.quality.engine import Asked, failures
from plancompare.quality.suites import Expectation

PAIR = {"column_A": "x", "column_B": "y"}
EITHER = PAIR | {"ignore_row_if": "either_value_is_missing"}
MEETS = {
    "row_condition": {
        "type": "comparison",
        "column": {"name": "y"},
        "operator": "IN",
        "parameter": ["a"],
    }
}
# what is asked of the column x, cells for which it holds, and cells for which it does not
CASES = {
    "filled": ("column_values_to_not_be_null", {}, {"x": ["a"]}, {"x": ["a", None]}),
    "pattern": ("column_values_to_match_regex", {"regex": "^a"}, {"x": ["a", None]}, {"x": ["b"]}),
    "other pattern": ("column_values_to_match_regex", {"regex": "^b"}, {"x": ["b"]}, {"x": ["a"]}),
    "word": ("column_values_to_be_in_set", {"value_set": ["a"]}, {"x": ["a"]}, {"x": ["a", "b"]}),
    "other word": ("column_values_to_be_in_set", {"value_set": ["b"]}, {"x": ["b"]}, {"x": ["a"]}),
    "number": ("column_values_to_be_in_set", {"value_set": [1]}, {"x": [1]}, {"x": ["1"]}),
    "key": ("column_values_to_be_unique", {}, {"x": ["a", None, None]}, {"x": ["a", "a"]}),
    "number as key": ("column_values_to_be_unique", {}, {"x": [1, 2]}, {"x": [1, 1.0]}),
    "interval": (
        "column_values_to_be_between",
        {"min_value": 1, "max_value": 2},
        {"x": [1, 2, None]},
        {"x": [1, 3]},
    ),
    "least": ("column_values_to_be_between", {"min_value": 1}, {"x": [1]}, {"x": [0]}),
    "open interval": (
        "column_values_to_be_between",
        {"min_value": 1, "max_value": 2, "strict_min": True},
        {"x": [1.5]},
        {"x": [1]},
    ),
    "greater": (
        "column_pair_values_a_to_be_greater_than_b",
        EITHER,
        {"x": [2.0, None], "y": [1.0, 1.0]},
        {"x": [1.0], "y": [1.0]},
    ),
    "as great": (
        "column_pair_values_a_to_be_greater_than_b",
        PAIR | {"or_equal": True},
        {"x": [1.0, None], "y": [1.0, None]},
        {"x": [1.0, None], "y": [1.0, 1.0]},
    ),
    "condition": (
        "column_values_to_not_be_null",
        MEETS,
        {"x": ["a", None], "y": ["a", "b"]},
        {"x": [None], "y": ["a"]},
    ),
    "columns": (
        "table_columns_to_match_ordered_list",
        {"column_list": ["x"]},
        {"x": []},
        {"y": []},
    ),
    "a kind of its own": (
        "column_value_lengths_to_equal",
        {"value": 1},
        {"x": ["a"]},
        {"x": ["ab"]},
    ),
}


def asked(name: str, kind: str, kwargs: dict, columns: dict) -> Asked:
    named = {} if "column_A" in kwargs or "column_list" in kwargs else {"column": "x"}
    expectation = Expectation(f"expect_{kind}", named | kwargs)
    table = pd.DataFrame(columns)
    return Asked(expectation, name, table, expectation.judged(table), [])


@pytest.fixture(scope="module")
def failing() -> set[str]:
    """What fails of all cases, judged at once."""
    cases = {
        f"{name}, {verdict}": asked(f"{name}, {verdict}", kind, kwargs, columns)
        for name, (kind, kwargs, *both) in CASES.items()
        for verdict, columns in zip(("holds", "fails"), both, strict=True)
    }
    return set(failures(cases))


@pytest.mark.parametrize("name", CASES)
def test_what_holds_and_what_fails_is_told_apart(name, failing):
    assert f"{name}, holds" not in failing
    assert f"{name}, fails" in failing


def test_a_table_without_rows_holds_all_but_its_columns():
    empty = {"x": [], "y": []}
    cases = {name: asked(name, kind, kwargs, empty) for name, (kind, kwargs, *_) in CASES.items()}
    assert set(failures(cases)) == {"columns"}


def test_a_word_that_is_not_allowed_fails_where_none_that_is_occurs():
    kind, kwargs, _, columns = CASES["other word"]
    assert set(failures({"word": asked("word", kind, kwargs, columns)})) == {"word"}
