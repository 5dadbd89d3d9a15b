"""The flags of observations and gaps: a set of words, kept in a table as one text."""

from collections.abc import Iterable

import pandas as pd

SEPARATOR = ";"
OF_ONE_VALUE = frozenset({"reviewed"})
"""Flags that say something of a printed value, and nothing of what is computed of several."""
OUTRANKED = ("superseded", "outranked")  # of one series the worse values
NOT_SHOWN = (*OUTRANKED, "other_series")
"""Flags of values that are not the one shown for their region, indicator and year."""


def join_flags(flags: Iterable[str]) -> str:
    """Flags as a table keeps them: sorted, joined, each once."""
    return SEPARATOR.join(sorted(set(flags) - {""}))


def with_flag(joined: str, flag: str) -> str:
    """Joined flags with one more."""
    return join_flags({*joined.split(SEPARATOR), flag})


def is_shown(flags: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether a row is the one that is shown for its region, indicator and year.

    Args:
        flags: A column of joined flags.
    """
    return stands(flags) & ~has_flag(flags, "other_series")


def stands(flags: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether a row is the best of its series: nothing supersedes or outranks it.

    What chooses between series itself (`analysis.comparable`, the gap table) looks at these.

    Args:
        flags: A column of joined flags.
    """
    one, other = OUTRANKED
    return ~(has_flag(flags, one) | has_flag(flags, other))


def has_flag(flags: "pd.Series[str]", flag: str) -> "pd.Series[bool]":
    """Whether each of a column of joined flags holds a flag."""
    wrapped = SEPARATOR + flags + SEPARATOR
    return wrapped.str.contains(f"{SEPARATOR}{flag}{SEPARATOR}", regex=False).astype(bool)
