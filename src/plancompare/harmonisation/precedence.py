"""The one decision: where a number is stated more than once, which value is shown.

What one publication says twice is settled first (`superseded`), then what several say
(`outranked`), by the criteria of `precedence.toml`, on the table of all sources. Every row stays,
and all who need the decision read its flags. An outranked value is not wrong where it stands: a
plan's target was set against its own baseline. Values known to be of different series do not rival
each other: one is shown, and the best of each other series is flagged `other_series`.
"""

from typing import Any

import numpy as np
import pandas as pd

from plancompare.harmonisation.exactness import half_digits
from plancompare.harmonisation.flags import has_flag, with_flag
from plancompare.harmonisation.observation import is_of_table
from plancompare.harmonisation.series import FACETS
from plancompare.harmonisation.settling import confirmed_by_changes
from plancompare.owndata import toml_beside

_NUMBER = ["region_code", "indicator_id", "year", "role"]
_WITHIN = [*_NUMBER, "source_id", "publication"]
_ACROSS = [*_NUMBER, "targets_of"]
_COMPARED = ["value", "value_upper", "bound", "half", "comparability", "basis", *FACETS]
_AT_LEAST, _AT_MOST = ("at_least", "above"), ("at_most", "below")


def _rules() -> dict[str, Any]:
    return toml_beside(__file__, "precedence.toml")


def reliability_order() -> list[str]:
    """Kinds of reliability in the order of `precedence.toml`, the most reliable first."""
    return [word for words in _rules()["ranks"]["reliability"] for word in words]


def reliability_rank(reliability: str) -> int:
    """The place of a reliability in the order of `precedence.toml`, the most reliable first."""
    return reliability_order().index(reliability)


def flag_within_publications(observations: pd.DataFrame) -> pd.DataFrame:
    """Flag what a publication says better elsewhere, and what it contradicts itself in.

    Args:
        observations: The table `observations` of all sources.

    Returns:
        The same rows in the same order. Of each number and series of a publication all but the
        first by `precedence.toml` are flagged `superseded`; `conflict` is on every row that differs
        from the shown one by more than rounding, and on the shown one.
    """
    rows = observations[observations["value"].notna()]
    rows = rows[rows.duplicated(_WITHIN, keep=False)]
    tabled = [is_of_table(*each) for each in zip(rows["place"], rows["figure_column"], strict=True)]
    return _decide(observations, rows.assign(in_table=tabled), _WITHIN, "within", "superseded")


def flag_across_sources(observations: pd.DataFrame) -> pd.DataFrame:
    """Flag the values that another publication's value is shown for, and those that contradict it.

    Actual values of one region, indicator and year compete across all publications. Targets compete
    only with the same publication's: a later plan is another target, a copy of a plan is not.
    Rows without a value or a year, and rows that their own publication supersedes, do not compete.

    Args:
        observations: The table `observations` of all sources, as from `flag_within_publications`.

    Returns:
        The same rows in the same order. In each group of competing rows all but the first by
        `precedence.toml` are flagged: `outranked`, or `other_series` for the first of a series
        that is known to be another than the shown one's; `conflict` as within a publication.
    """
    own = has_flag(observations["flags"], "superseded")
    rows = observations[observations["value"].notna() & observations["year"].notna() & ~own]
    is_target = rows["role"] == "target"
    rows = rows.assign(targets_of=rows["publication"].where(is_target, other=""))
    rows = rows[rows.duplicated(_ACROSS, keep=False)]
    return _decide(observations, rows, _ACROSS, "across", "outranked")


def _decide(
    observations: pd.DataFrame, rivals: pd.DataFrame, number: list[str], rule: str, beaten: str
) -> pd.DataFrame:
    """The observations with the flags of the decision between rivals for each number."""
    told = rivals.index.isin(confirmed_by_changes(observations))
    since = rivals.get("series_from", pd.Series(0, rivals.index)).fillna(0).astype("int64")
    rivals = rivals.assign(half=half_digits(rivals), confirmed=told, basis=since)
    ranked = _ranked(rivals, _rules()["criteria"][rule])
    ranked = ranked.assign(number=ranked.groupby(number, dropna=False, sort=False).ngroup())
    flags = observations["flags"].copy()
    first_round = True
    while len(ranked):
        first = ranked.groupby("number", sort=False)[_COMPARED].transform("first")
        best, apart = ~ranked.duplicated("number"), _other_series(ranked, first)
        disputed = _disputed(ranked, first, best, apart)
        settled = _settled(ranked, best, disputed)
        given = {beaten: ~best & ~apart, "conflict": disputed & ~settled, "settled": settled}
        if not first_round and rule == "across":
            given["other_series"] = best
        for flag, rows in given.items():
            index = rows.index[rows]
            flags.loc[index] = [with_flag(text, flag) for text in flags.loc[index]]
        ranked, first_round = ranked[apart], False
    return observations.assign(flags=flags)


def _ranked(rows: pd.DataFrame, criteria: list[str]) -> pd.DataFrame:
    """The rows, of each number the one to show first."""
    rules = _rules()
    ranks = {
        f"rank_{name}": rows[name].map(
            {word: n for n, words in enumerate(rules["ranks"][name]) for word in words}
        )
        for name in criteria
        if name in rules["ranks"]
    }
    columns = [f"rank_{name}" if name in rules["ranks"] else name for name in criteria]
    ascending = [name not in rules["criteria"]["descending"] for name in criteria]
    return rows.assign(**ranks).sort_values(columns, ascending=ascending, kind="stable")


def _disputed(
    rows: pd.DataFrame, first: pd.DataFrame, best: "pd.Series[bool]", apart: "pd.Series[bool]"
) -> "pd.Series[bool]":
    """Rows that contradict the first of their number, and the firsts that are contradicted."""
    same_definition = rows["comparability"] == first["comparability"]
    contrary = ~best & ~apart & same_definition & ~_agree(rows, first)
    return contrary | (contrary.groupby(rows["number"], sort=False).transform("any") & best)


def _settled(
    rows: pd.DataFrame, best: "pd.Series[bool]", disputed: "pd.Series[bool]"
) -> "pd.Series[bool]":
    """The firsts that a stated change confirms, and confirms none of those that contradict them."""
    others = rows["confirmed"] & disputed & ~best
    unclear = others.groupby(rows["number"], sort=False).transform("any")
    return disputed & best & rows["confirmed"] & ~unclear


def _other_series(these: pd.DataFrame, those: pd.DataFrame) -> "pd.Series[bool]":
    """Whether values, row by row, are known to be of different series."""
    found = these["basis"] != those["basis"]
    for facet in FACETS:
        told = (these[facet] != "") & (those[facet] != "")
        found |= told & (these[facet] != those[facet])
    return found


def _agree(these: pd.DataFrame, those: pd.DataFrame) -> "pd.Series[bool]":
    """Whether values, row by row, differ by no more than rounding, or keep each other's bound."""
    tolerance = np.maximum(these["half"], those["half"]) * (1 + 1e-9)
    difference = these["value"] - those["value"]
    upper = (these["value_upper"] - those["value_upper"]).abs().fillna(0) <= tolerance
    same_form = these["value_upper"].isna() == those["value_upper"].isna()
    rounded = (difference.abs() <= tolerance) & upper & same_form
    allows_more = these["bound"].isin(_AT_LEAST) | those["bound"].isin(_AT_MOST)
    allows_less = these["bound"].isin(_AT_MOST) | those["bound"].isin(_AT_LEAST)
    keeps = (allows_more & (difference <= 0)) | (allows_less & (difference >= 0))
    return rounded | (
        keeps & (these["role"] == "actual")
    )  # “at least 90” and “99” promise different things
