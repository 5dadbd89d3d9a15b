"""What an expectation reads of a table: while that is the same, so is its verdict.

A build keeps the evidence of each check with its verdict (`checks.json`). The next build judges
anew only what has other evidence, so a check is never passed over that a changed row could fail.
"""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version

from plancompare.quality.suites import Cells, Expectation

# what else a verdict depends on
_TOOLS = {name: version(name) for name in ("great-expectations", "pandas")}


def evidence_for(expectation: Expectation, judged: Cells) -> str:
    """The hash of all that an expectation's verdict depends on.

    Args:
        expectation: An expectation.
        judged: The cells that it judges (`Expectation.judged`).

    Returns:
        A SHA-256, in hexadecimal. It covers the expectation itself, the versions of the tools,
        and the cells: their columns and types, and those values that decide.
    """
    kinds = {name: str(column.dtype) for name, column in judged.items()}
    values = sorted(map(repr, _deciding(expectation, judged)))
    content = [_TOOLS, expectation.type, expectation.kwargs, expectation.meta, kinds, values]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _deciding(expectation: Expectation, judged: Cells) -> Iterable[object]:
    """As few of the cells as decide the verdict; all of them unless it is known which do."""
    first, *others = judged.values()
    match expectation.type:
        case "expect_table_columns_to_match_ordered_list":
            return ()  # the columns are enough
        case "expect_column_values_to_not_be_null":
            return (bool(first.isna().any()),)
        case "expect_column_values_to_be_in_set" | "expect_column_values_to_match_regex":
            return first.unique()  # each value is judged by itself
        case "expect_column_values_to_be_between":
            return first.min(), first.max()  # an interval holds what lies between two it holds
        case "expect_column_pair_values_a_to_be_greater_than_b":
            holds = first >= others[0] if expectation.kwargs.get("or_equal") else first > others[0]
            for column in judged.values():
                holds |= column.isna()  # it passes over pairs with one missing
            # a pair that holds decides nothing
            return set(zip(*(column[~holds] for column in judged.values()), strict=True))
        case _:
            return zip(*judged.values(), strict=True)
