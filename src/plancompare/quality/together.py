"""Many expectations asked as a few: of the cells that decide them, side by side in shared columns.

Great Expectations takes five milliseconds for an expectation and twenty for a table, however small
it is. Most of ours differ in their column only, and their cells can be judged in one. What holds
there holds; each expectation that a failing row is of is in doubt, and is to be judged by itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from plancompare.quality.suites import Cells, Expectation

ABOUT = "about"
"""The column that says of which expectation a row is, by its place among those asked."""

_Rows = list[dict[str, Any]]

_PAIRS = "expect_column_pair_values_a_to_be_greater_than_b"
_KNOWN = {"column", "column_A", "column_B", "column_list", "row_condition"}
_KNOWN |= {"value_set", "regex", "min_value", "max_value", "or_equal", "ignore_row_if"}


def together(
    asked: Mapping[str, tuple[Expectation, Cells]],
) -> tuple[pd.DataFrame, dict[str, Expectation], set[str]]:
    """The cells of expectations in shared columns.

    Args:
        asked: Expectations and the cells that each judges, by a name for each.

    Returns:
        The shared columns, what they must hold, and the names of the expectations that no shared
        column can stand for.
    """
    rows: _Rows = []
    words: list[str] = []
    apart = set()
    for number, (name, (each, cells)) in enumerate(asked.items()):
        own = _rows(number, each, cells)
        if own is None:
            apart.add(name)
        else:  # a row has no value in the columns of others, and is filled
            rows += [{ABOUT: number, "filled": ""} | row for row in own]
            there = {row.get("word") for row in own}
            allowed = (_word(number, word) for word in _allowed(each))
            words += [word for word in allowed if word in there]
    patterns = {each.kwargs["regex"] for each, _ in asked.values() if "regex" in each.kwargs}
    table = pd.DataFrame(rows)
    shared = _shared(words, patterns)
    return table, {n: each for n, each in shared.items() if set(each.columns) <= {*table}}, apart


def _shared(words: list[str], patterns: Iterable[str]) -> dict[str, Expectation]:
    """What the shared columns must hold."""
    pair = {"column_A": "greater", "column_B": "less", "or_equal": True}
    matching = {each: {"column": each, "regex": each} for each in sorted(patterns)}
    return {
        "filled": Expectation("expect_column_values_to_not_be_null", {"column": "filled"}),
        "word": Expectation(
            "expect_column_values_to_be_in_set", {"column": "word", "value_set": words}
        ),
        "key": Expectation("expect_column_values_to_be_unique", {"column": "key"}),
        "greater": Expectation(_PAIRS, pair),
        "above": Expectation(_PAIRS, {"column_A": "above", "column_B": "below"}),
    } | {
        name: Expectation("expect_column_values_to_match_regex", each)
        for name, each in matching.items()
    }


def _rows(number: int, each: Expectation, cells: Cells) -> _Rows | None:
    """The rows that stand for an expectation; none where no shared column can."""
    asked, first = each.kwargs, next(iter(cells.values()))
    found = None
    match each.type:
        case "expect_table_columns_to_match_ordered_list":
            found = [{"word": _word(number, list(cells))}]
        case "expect_column_values_to_not_be_null":
            found = [{"filled": cell} for cell in _of_each(first, first.isna())]
        case "expect_column_values_to_match_regex":
            found = [{asked["regex"]: cell} for cell in first.dropna().unique()]
        case "expect_column_values_to_be_in_set" if _are_text(asked["value_set"]):
            found = _texts("word", number, first.dropna().unique())
        case "expect_column_values_to_be_unique":
            found = _texts("key", number, first.dropna())
        case "expect_column_values_to_be_between" if {"min_value", "max_value"} <= asked.keys():
            found = _ends(asked["min_value"], first.dropna(), asked["max_value"])
        case kind if kind == _PAIRS:
            found = _pairs(each, cells)
    return found if asked.keys() <= _KNOWN else None


def _allowed(each: Expectation) -> list[object]:
    """The cells that may stand in the shared column of words."""
    columns = each.kwargs.get("column_list")
    return [columns] if columns else list(each.kwargs.get("value_set", ()))


def _word(number: int, value: object) -> str:
    return f"{number} {value}"


def _texts(column: str, number: int, cells: Iterable[object]) -> _Rows | None:
    """Cells that are text, with the number of who judges them; others may only look alike."""
    return [{column: _word(number, cell)} for cell in cells] if _are_text(cells) else None


def _are_text(cells: Iterable[object]) -> bool:
    return all(isinstance(cell, str) for cell in cells)


def _of_each(cells: "pd.Series[Any]", kind: "pd.Series[bool]") -> list[Any]:
    """A cell of each of two kinds, where there is one."""
    places = {kind.to_numpy().argmax(), kind.to_numpy().argmin()} if len(cells) else ()
    return [cells.iloc[place] for place in places]


def _ends(least: float, cells: "pd.Series[Any]", most: float) -> _Rows:
    """An interval holds what lies between two that it holds."""
    if cells.empty:
        return []
    return [{"greater": cells.min(), "less": least}, {"greater": most, "less": cells.max()}]


def _pairs(each: Expectation, cells: Cells) -> _Rows | None:
    """Each pair, but those that are passed over."""
    passed = each.kwargs.get("ignore_row_if", "both_values_are_missing")
    how = {"both_values_are_missing": all, "either_value_is_missing": any}.get(passed)
    if how is None:
        return None
    names = ("greater", "less") if each.kwargs.get("or_equal") else ("above", "below")
    pairs = zip(*(cells[each.kwargs[name]] for name in ("column_A", "column_B")), strict=True)
    return [dict(zip(names, p, strict=True)) for p in pairs if not how(map(pd.isna, p))]
