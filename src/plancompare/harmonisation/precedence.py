"""Where several sources state the same number: which is shown, and whether they contradict.

`harmonisation.conflicts` settles what one source says twice; this settles what many sources say,
on the table of all of them. Every row stays; `outranked` and `conflict` are added to its flags.
An outranked value is not wrong where it stands: a plan's target was set against its own baseline.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from plancompare.harmonisation.flags import has_flag, with_flag
from plancompare.harmonisation.series import FACETS

_WHAT = ["region_code", "indicator_id", "year", "role", "targets_of"]
_COMPARED = ["value", "value_upper", "bound", "places", "comparability", *FACETS]
_HALF, _WHOLE = 0.5, 1.0  # of the last printed digit: what rounding, and what “about”, may hide
_AT_LEAST, _AT_MOST = ("at_least", "above"), ("at_most", "below")


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "precedence.toml").read_text(encoding="utf-8"))


def reliability_order() -> list[str]:
    """Kinds of reliability in the order of `precedence.toml`, the most reliable first."""
    order: list[str] = _rules()["ranks"]["reliability"]
    return order


def reliability_rank(reliability: str) -> int:
    """The place of a reliability in the order of `precedence.toml`, the most reliable first."""
    return reliability_order().index(reliability)


def flag_across_sources(observations: pd.DataFrame) -> pd.DataFrame:
    """Flag the values that another source's value is shown for, and those that contradict it.

    Actual values of one region, indicator and year compete across all sources. Targets compete
    only with the same publication's: a later plan is another target, a copy of a plan is not.
    Rows without a value or a year, and rows that their own source supersedes, do not compete.

    Args:
        observations: The table `observations` of all sources.

    Returns:
        The same rows in the same order. In each group of competing rows all but the first by
        `precedence.toml` are flagged `outranked`; `conflict` is on every row that differs from
        the shown one by more than rounding, and on the shown one.
    """
    ranked = _ranked(_competing(observations))
    shown = ranked.groupby(_WHAT, sort=False)[_COMPARED]
    first = shown.transform("first")
    outranked = ranked.duplicated(_WHAT)
    comparable = ranked["comparability"] == first["comparability"]
    contrary = outranked & comparable & ~_other_series(ranked, first) & ~_agree(ranked, first)
    disputed = contrary.groupby([ranked[name] for name in _WHAT], sort=False).transform("any")
    flags = observations["flags"].copy()
    for flag, rows in (("outranked", outranked), ("conflict", contrary | disputed & ~outranked)):
        index = rows.index[rows]
        flags.loc[index] = [with_flag(text, flag) for text in flags.loc[index]]
    return observations.assign(flags=flags)


def _competing(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows that compete, with what they compete in."""
    own = has_flag(observations["flags"], "superseded")
    stated = observations["value"].notna() & observations["year"].notna()
    rows = observations.loc[stated & ~own]
    is_target = rows["role"] == "target"
    rows = rows.assign(targets_of=rows["publication"].where(is_target, other=""))
    rows = rows[rows.duplicated(_WHAT, keep=False)]
    return rows.assign(places=decimal_places(rows))


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, of each group the one to show first."""
    rules = _rules()
    ranks = {
        f"rank_{name}": rows[name]
        .map({word: n for n, word in enumerate(words)})
        .fillna(0)
        .astype("float64")
        for name, words in rules["ranks"].items()
    }
    columns = [f"rank_{name}" if name in rules["ranks"] else name for name in rules["criteria"]]
    ascending = [name not in rules["descending"] for name in rules["criteria"]]
    return rows.assign(**ranks).sort_values(columns, ascending=ascending)


def decimal_places(rows: pd.DataFrame) -> "pd.Series[int]":
    """How many decimal places each value has, as printed and then brought into its unit.

    76 per 10,000 is 7.6 per 1,000: one place. 14.1178亿 is exact to 10,000: minus four places.
    Where the printed number is not the value (a derived one, the second of a pair), the places
    of the value itself count.

    Args:
        rows: Observations with a value.
    """
    printed = rows["value_printed"].str.extract(r"(\d[\d,]*(?:\.\d+)?)")[0].str.replace(",", "")
    decimals = printed.str.extract(r"\.(\d+)")[0].str.len().fillna(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.log10(rows["value"] / pd.to_numeric(printed))
    moved = pd.Series(np.isclose(power, np.rint(power), atol=1e-9), index=rows.index)
    places = decimals - np.rint(power)
    places[~moved] = rows.loc[~moved, "value"].map(_decimals)
    return places.astype("int64")


def _decimals(value: float) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def _other_series(these: pd.DataFrame, those: pd.DataFrame) -> "pd.Series[bool]":
    """Whether values, row by row, are known to be of different series: they contradict nothing."""
    found = pd.Series(False, these.index)
    for facet in FACETS:
        told = (these[facet] != "") & (those[facet] != "")
        found |= told & (these[facet] != those[facet])
    return found


def _agree(these: pd.DataFrame, those: pd.DataFrame) -> "pd.Series[bool]":
    """Whether values, row by row, differ by no more than rounding, or keep each other's bound."""
    coarser = np.minimum(these["places"], those["places"]).astype("float64")
    about = (these["bound"] == "about") | (those["bound"] == "about")
    tolerance = np.where(about, _WHOLE, _HALF) * 10.0**-coarser * (1 + 1e-9)
    difference = these["value"] - those["value"]
    upper = (these["value_upper"] - those["value_upper"]).abs().fillna(0) <= tolerance
    same_form = these["value_upper"].isna() == those["value_upper"].isna()
    rounded = (difference.abs() <= tolerance) & upper & same_form
    allows_more = these["bound"].isin(_AT_LEAST) | those["bound"].isin(_AT_MOST)
    allows_less = these["bound"].isin(_AT_MOST) | those["bound"].isin(_AT_LEAST)
    return rounded | (allows_more & (difference <= 0)) | (allows_less & (difference >= 0))
