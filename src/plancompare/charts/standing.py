"""What stands in a comparison and what is set aside, as charts show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plancompare.analysis.comparable import REASONS
from plancompare.charts.rows import Record, with_defaults
from plancompare.charts.words import Words


def with_standing(table: pd.DataFrame) -> pd.DataFrame:
    """The table with what says how each row stands, for tables that do not tell it.

    Args:
        table: With `value`; optional `year`, `reason`, `reference_year`, `name`. Without a
            reference year it is the year of most of the indicator's rows, the later of two.

    Returns:
        The rows with `reason` (empty where a value stands), `year`, `reference_year`.
    """
    full = with_defaults(table, reason="", year=pd.NA)
    full = full.assign(reason=full["reason"].astype("str").fillna(""))
    if "reference_year" in full.columns:
        return full
    stated = full[full["value"].notna() & full["year"].notna() & (full["reason"] == "")]
    subject = full["name"] if "name" in full.columns else pd.Series("", full.index)
    years = {
        name: max(part.mode(), default=pd.NA)
        for name, part in stated["year"].astype("Int64").groupby(subject)
    }
    return full.assign(reference_year=subject.map(years).astype("Int64"))


def own_year(row: Record, say: Words) -> str:
    """The year in brackets that follows a value of another year than the reference year."""
    year, reference = (_whole(row[name]) for name in ("year", "reference_year"))
    if year is None:
        return f" ({say('no_year_short')})" if row["reason"] or reference is not None else ""
    return "" if year == reference and not row["reason"] else f" ({year})"


def _whole(year: Any) -> int | None:  # noqa: ANN401 (as in the table)
    return None if pd.isna(year) else int(year)


def own_years(table: pd.DataFrame, say: Words) -> list[str]:
    """`own_year` of every row."""
    columns = zip(table["year"], table["reference_year"], table["reason"], strict=True)
    return [
        own_year({"year": year, "reference_year": reference, "reason": reason}, say)
        for year, reference, reason in columns
    ]


def reference_years(table: pd.DataFrame, say: Words) -> str:
    """The reference year of what stands, or the first and the last of several."""
    return say.years(table.loc[(table["reason"] == "") & table["value"].notna(), "reference_year"])


def aside_notes(table: pd.DataFrame, say: Words) -> list[str]:
    """A note that counts what is set aside, reason by reason; none where nothing is."""
    counts = table.loc[(table["reason"] != "") & table["value"].notna(), "reason"].value_counts()
    parts = [say(f"aside_{name}", count=int(counts[name])) for name in REASONS if name in counts]
    if not parts:
        return []
    return [say("aside", reasons=say.join(parts))]


def off_year_note(texts: Iterable[str], say: Words) -> list[str]:
    """A note on what a year in brackets means; none where no value has one."""
    return [say("off_year")] if any(texts) else []


@dataclass(frozen=True)
class Place:
    """The places that a value may hold among others.

    Attributes:
        first: The best.
        last: The last; as the first where nothing shares it.
    """

    first: int
    last: int

    @property
    def text(self) -> str:
        """`3`, or `3–5` where the value cannot be told from others."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def place_of(row: Record) -> Place | None:
    """The places of a row with `rank` and `rank_last`; None where it has none."""
    has_place = bool(pd.notna(row["rank"]))
    return Place(int(row["rank"]), int(row["rank_last"])) if has_place else None
