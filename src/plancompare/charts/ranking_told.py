"""What a ranking says of what it draws: its head, its notes, and its alt text."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from plancompare.analysis import Limits, ahead, quartiles, thresholds
from plancompare.charts.findings import among
from plancompare.charts.rows import Record, judge, limits_of, name_some, records
from plancompare.charts.sheet import Head, Key
from plancompare.charts.standing import aside_notes, off_year_note, place_of, reference_years
from plancompare.charts.theme import colour
from plancompare.charts.words import Words, bounded, number, printed


@dataclass(frozen=True)
class Line:
    """A vertical line across the ranking."""

    label: str
    value: float | None
    style: str
    limits: Limits | None = None
    bound: str = ""

    def said(self, decimals: int) -> str:
        """Its value: a target, which has a bound, as it was promised."""
        return bounded(self.value, decimals, self.bound) if self.bound else number(
            self.value, decimals
        )  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What is drawn: of the rows, a number stands for so many regions left out.

    Below them, under a line, stands what is set aside.
    """

    about: Record
    rows: list[Record | int]
    aside: list[Record]
    lines: list[Line]
    benchmark: Line
    highlight: str
    say: Words


def head_of(ranked: pd.DataFrame, plan: Plan, title: str | None) -> Head:
    """The title, the reference year, the unit and the order, and the colours that are used."""
    say, about = plan.say, plan.about
    order = "subtitle_no_judgement" if about["direction"] == "neutral" else "subtitle_best_first"
    unit = say.unit(about["unit"])
    parts = [
        reference_years(ranked, say),
        say("subtitle_unit", unit=unit) if unit else "",
        say("count_n", count=len(ranked)),
        say(order),
    ]
    found = {shade_of(row, plan) for row in records(ranked)}
    key = [
        Key(say(shade, benchmark=plan.benchmark.label), colour(shade))
        for shade in ("better", "middle", "worse")
        if shade in found
    ]
    return Head(title or _title(ranked, plan), say.join(parts), key)


def shade_of(row: Record, plan: Plan) -> str:
    """The colour of a value beside the benchmark, by its name in the theme."""
    return judge(limits_of(row), _limits(plan, row), row["direction"])


def _limits(plan: Plan, row: Record) -> Limits | None:
    """Between which limits the benchmark lies: as stated, else as exact as the row is shown."""
    line = plan.benchmark
    return line.limits or limits_of({"value": line.value, "decimals": row["decimals"]})


def _title(ranked: pd.DataFrame, plan: Plan) -> str:
    """What it finds: the highlighted region beside the benchmark, else the highest and lowest."""
    own = ranked[(ranked["region_code"] == plan.highlight) & (plan.highlight != "")]
    if len(own) and number(plan.benchmark.value):
        return _title_of_own(records(own)[0], ranked, plan)
    say, name = plan.say, plan.about["name"]
    year = _in_year(ranked, say)
    ends = records(ranked.sort_values("value", kind="stable").iloc[[0, -1]]) if len(ranked) else []
    if ends and all((ranked["value"] == row["value"]).sum() == 1 for row in ends):
        low, high = (_of_its_year(row, say) for row in ends)
        if len(ranked) > 1:
            named = {"top": ends[1]["region"], "bottom": ends[0]["region"]}
            of = among(len(ranked), say)
            return say(
                "title_ranking_ends", name=name, year=year, among=of, low=low, high=high, **named
            )
    return say("title_ranking", name=name, count=len(ranked), year=year)


def _of_its_year(row: Record, say: Words) -> str:
    """A value with its year, where that is not the reference year."""
    value = number(row["value"], row["decimals"])
    return say.join([value, say.years([row["year"]])]) if row["own_year"] else value


def _in_year(ranked: pd.DataFrame, say: Words) -> str:
    year = reference_years(ranked, say)
    return say("in_year", year=year) if year else ""


def _title_of_own(row: Record, ranked: pd.DataFrame, plan: Plan) -> str:
    say, decimals = plan.say, row["decimals"]
    own, other = limits_of(row), _limits(plan, row)
    above = ahead(own, other) if own and other else 0
    stands = {1: "stands_above", -1: "stands_below", 0: "stands_level"}[above]
    level = "" if above else say("stands_level_after")
    return say(
        "title_ranking_own", region=row["region"], name=plan.about["name"],
        value=number(row["value"], decimals) + row["own_year"], stands=say(stands),
        benchmark=plan.benchmark.label, other=number(plan.benchmark.value, decimals) + level,
        year=_in_year(ranked, say),
    )  # fmt: skip


def notes_of(full: pd.DataFrame, ranked: pd.DataFrame, plan: Plan) -> list[str]:
    """Who is left out, aside or tied, and what the marks mean."""
    say = plan.say
    without = full[full["value"].isna()].sort_values(
        "region_code", key=lambda codes: codes != plan.highlight, kind="stable"
    )
    found = [say("not_stated_by", names=name_some(without["region"], say))] if len(without) else []
    if len(plan.rows) < len(ranked):
        found.append(quartile_note(ranked, say))
    if len(ranked) < thresholds().least_ranked and len(ranked):
        found.append(say("few_to_rank", least=thresholds().least_ranked))
    if (ranked["rank_last"] > ranked["rank"]).any():
        found.append(say("tied"))
    if not _starts_at_zero(plan):
        found.append(say("not_from_zero"))
    drawn = full[full["value"].notna()]
    years = off_year_note(drawn["own_year"], say)
    return [*found, *aside_notes(full, say), *years, *say.notes(drawn["flags"])]


def _starts_at_zero(plan: Plan) -> bool:
    return lowest(values_of(plan)) == 0


def values_of(plan: Plan) -> list[float]:
    """Everything that is drawn on the scale."""
    drawn = [row["value"] for row in (*plan.rows, *plan.aside) if not isinstance(row, int)]
    return [*drawn, *(line.value for line in plan.lines if line.value is not None)]


def quartile_note(ranked: pd.DataFrame, say: Words) -> str:
    """The quartiles of all values, as a sentence (see `analysis.quartiles`)."""
    decimals = ranked["decimals"].iloc[0]
    shown = zip(("q1", "median", "q3"), quartiles(ranked["value"]), strict=True)
    texts = {key: number(value, decimals) for key, value in shown}
    return say("quartiles", count=len(ranked), **texts)


def lowest(values: Sequence[float]) -> float:
    """Where the scale begins: at zero where the values lie near it, else at the lowest."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    return 0.0 if 0 <= low < high / 2 or low == high > 0 else low


def places_said(row: Record) -> str:
    """The places that a row may hold; empty where it has none."""
    place = None if row["reason"] else place_of(row)
    return place.text if place else ""


def said_of(ranked: pd.DataFrame, plan: Plan) -> str:
    """The title, the first and last three, and the lines."""
    rows = records(ranked)
    shown = rows if len(rows) <= 6 else [*rows[:3], *rows[-3:]]
    parts = [
        f"{places_said(row)} {row['region']}{row['own_year']} {printed(row)}".strip()
        for row in shown
    ]
    places = plan.about["decimals"]
    parts += [f"{each.label} {each.said(places)}" for each in plan.lines]
    return plan.say.sentence(_title(ranked, plan), parts)


def _named(row: Record) -> str:
    return f"{row['region']}{row['own_year']}"
