"""Two plans side by side: two regions', or one region's successive ones."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from plancompare.analysis.comparability import comparability_flags
from plancompare.analysis.rule import ROUNDING
from plancompare.analysis.values import signs_of
from plancompare.errors import UsageError

_SHOWN = [
    "region_code",
    "baseline",
    "baseline_year",
    "target",
    "target_upper",
    "target_year",
    "bound",
    "status",
]
_SIDES = ("left", "right")


def plans_beside(  # noqa: PLR0913 - three tables, and the two plans to show of them
    gaps: pd.DataFrame,
    indicators: pd.DataFrame,
    regions: pd.DataFrame,
    *,
    left: str,
    right: str,
    last_years: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """What two sources promise, indicator by indicator.

    Args:
        gaps: As from `gap_table`. Of several target years of a source one is shown, as from
            `targets_beside`: a milestone stands beside that of its year.
        indicators: The table `indicators`.
        regions: The table `regions`.
        left: A source; of successive plans the earlier one.
        right: The other source.
        last_years: As for `targets_beside`.

    Returns:
        One row an indicator with a target value in either: `indicator_id`, `stated_in` (`both`,
        `left`, `right`), region, baseline, target and status of each source with the suffixes
        `_left` and `_right`; `difference` (right target - left target, in the indicator's unit),
        `movement` (`raised`, `lowered`, `unchanged`), `demand` (`more`, `less`, `same`: what the
        right plan asks compared with the left one, in the indicator's direction; missing for a
        neutral indicator) and `flags` (see `comparability_flags`). These are missing, and the flags
        empty, where only one source states the indicator.

    Raises:
        UsageError: A source states no target, or states targets of several regions.
    """
    levels = regions.set_index("region_code")["level"]
    shown = targets_beside(gaps, left, right, last_years)
    sides = [
        _promises(shown, source, levels).add_suffix(f"_{side}")
        for source, side in zip((left, right), _SIDES, strict=True)
    ]
    table = sides[0].join(sides[1], how="outer").rename_axis("indicator_id").reset_index()
    is_left, is_right = (table[f"target_{side}"].notna() for side in _SIDES)
    table["stated_in"] = np.select([is_left & is_right, is_left], ["both", "left"], "right")
    return _compared(table, indicators)


def targets_beside(
    gaps: pd.DataFrame, left: str, right: str, last_years: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """The one target of each indicator that each of two plans is shown with.

    It is the last of a year for which both plans set one (a milestone of 2025 stands beside the
    target of 2025, and not beside that of 2035), else the last within the plan's period (what it
    looks forward to beyond that is no target of its own), else the plan's last.

    Args:
        gaps: As from `gap_table`.
        left: A source.
        right: The other source.
        last_years: The last year of a source's period, for those of which it is known.

    Returns:
        Rows of `gaps`, at most one a source, region and indicator.
    """
    rows = gaps[gaps["source_id"].isin([left, right]) & gaps["target"].notna()]
    subject = ["indicator_id", "target_year"]
    in_both = rows.groupby(subject)["source_id"].transform("nunique").fillna(0) > 1
    ends = rows["source_id"].map(last_years or {})
    ranked = rows.assign(_in_both=in_both, _in_period=~(rows["target_year"] > ends).fillna(False))
    order = ["_in_both", "_in_period", "target_year"]
    ranked = ranked.sort_values(order, na_position="first", kind="stable")
    last = ranked.drop_duplicates(["source_id", "region_code", "indicator_id"], keep="last")
    return last.drop(columns=["_in_both", "_in_period"]).sort_index()


def _promises(gaps: pd.DataFrame, source: str, levels: pd.Series) -> pd.DataFrame:
    """The target of each indicator of a source, by indicator."""
    rows = gaps[gaps["source_id"] == source]
    places = rows["region_code"].unique()
    if len(places) != 1:
        problem = f"states targets of {', '.join(places)}" if len(places) else "states no target"
        raise UsageError(
            f"source “{source}” {problem}",
            remedy="Choose a source with targets, and the rows of one region of it.",
        )
    last = rows.set_index("indicator_id")
    is_near = last["flags"].str.split(";").map(lambda flags: "near" in flags)
    return last[_SHOWN].assign(
        comparability=np.where(is_near, "near", "same"), level=last["region_code"].map(levels)
    )


def _compared(table: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Add the difference, what it means, and what stands between the two."""
    in_both = table["stated_in"] == "both"
    difference = table["target_right"] - table["target_left"]
    signs = signs_of(table["indicator_id"], indicators)
    years = {"year": "target_year_left", "other_year": "target_year_right"}
    marks = {
        f"{other}{name}": f"{name}_{side}"
        for name in ("comparability", "level")
        for other, side in zip(("", "other_"), _SIDES, strict=True)
    }
    pairs = pd.DataFrame({new: table[old] for new, old in (years | marks).items()})
    return table.assign(
        difference=difference,
        movement=_words(difference, ("raised", "lowered", "unchanged")).where(in_both),
        demand=_words(difference * signs, ("more", "less", "same")).where(in_both & (signs != 0)),
        flags=comparability_flags(pairs).where(in_both, ""),
    ).drop(columns=[f"{name}_{side}" for name in ("comparability", "level") for side in _SIDES])


def _words(numbers: pd.Series, words: tuple[str, str, str]) -> pd.Series:
    up, down, same = words
    found = np.select([numbers > ROUNDING, numbers < -ROUNDING], [up, down], same)
    return pd.Series(found, numbers.index, dtype="str")
