"""Baseline and target of each indicator, with the nation marked."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import ahead
from plancompare.analysis.verdict import CHANGE
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.examples import indicator_rows
from plancompare.charts.rows import (
    Record,
    limits_of,
    names,
    records,
    with_defaults,
    year_marks,
)
from plancompare.charts.sheet import Foot, Head, Key, open_sheet, source_line
from plancompare.charts.theme import colour, status_colour, theme
from plancompare.charts.track import Role, Track, draw_tracks, track
from plancompare.charts.typeset import shorten
from plancompare.charts.words import Words, bounded, marks, number, status_of, value_said, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.domain.units import difference_unit
from plancompare.views.region_views import region_gaps, region_name, region_row

_BENCHMARK = 60.0  # the widest that the benchmark's name may get
_ROLES = ("baseline", "latest", "target", "nation")
_FARTHEST = (-0.5, 1.5)  # on the way's scale; what lies beyond is written, and no dot drawn
_Places = dict[Role, tuple[float, str]]


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    name = region_name(region_row(data, asked.one_region()), asked.lang)
    return Drawn(region_gaps(data, asked.region), {"subject": name})


def _example(count: int) -> Drawn:
    random = np.random.default_rng(2)
    statuses = ["not yet due", "behind", "met", "on course", "missed", "no baseline",
                "target is a change"]  # fmt: skip
    rows = indicator_rows(count).assign(
        baseline=lambda d: d["level"] * random.uniform(0.8, 1.2, count),
        target=lambda d: d["level"] * random.uniform(0.9, 1.3, count),
        nation=lambda d: d["level"],
        bound=[("at_least", "below", "exact", "above")[place % 4] for place in range(count)],
        status=[statuses[place % len(statuses)] for place in range(count)],
        flags=[("", "near", "derived;second_hand", "conflict")[each % 4] for each in range(count)],
        baseline_year=2020, target_year=2025, nation_year=2020,
    )  # fmt: skip
    rows.loc[rows["status"] == "no baseline", "baseline"] = np.nan
    rows.loc[rows["status"] == "target is a change", "target"] = np.nan
    return Drawn(rows)


@chart(
    needs=("unit", "decimals", "baseline", "target", "status"),
    made=_of_dataset,
    example=_example,
    series=Series("name", ("baseline", "latest", "target", "nation")),
)
def dumbbell(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    subject: str = "",
    benchmark: str = "",
) -> Figure:
    """Where a region began, where it stands and what it promises, an indicator a row.

    All rows are on one scale, the share of the way: the baseline at 0, the target at 1. A bar is
    the way still to go, from the latest value to the target; a target that is met has none, and
    only its own dot. The values are written at the dots, and the status is written out.

    Args:
        table: One row an indicator, drawn in the table's order. Columns: `name_zh` and/or
            `name_en`, `unit`, `decimals`, `baseline`, `target` (numbers in that unit, missing where
            not stated), `status` (as in the table `gaps`). Optional: `baseline_year`, `latest`,
            `latest_year`,
            `target_year`, `target_upper`, `bound`, `nation` (the benchmark's value),
            `nation_year`, `flags` (joined by `;`).
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        subject: Whose targets: a region and a domain, e.g. 通辽市资源配置.
        benchmark: What `nation` is called, if not the nation.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing.
    """
    say = words(lang)
    full = with_defaults(
        table, baseline_year=pd.NA, latest=float("nan"), latest_year=pd.NA, target_year=pd.NA,
        target_upper=float("nan"), bound="exact", nation=float("nan"), nation_year=pd.NA, flags="",
        baseline_bound="exact", latest_bound="exact",
    )  # fmt: skip
    shown = full.assign(name=names(full, lang)).head(theme().page.rows_most)
    undated = say("no_year_short")
    dated = shown.assign(
        **{f"{role}_dated": year_marks(shown[f"{role}_year"], undated) for role in _ROLES}
    )
    benchmark = benchmark or say("nation")
    found = records(dated)
    places = [_values(record, benchmark) for record in found]
    scale = _scale(places)
    rows = [_row(record, say, each, scale) for record, each in zip(found, places, strict=True)]
    title = title or (finding(found[0], subject, benchmark, say) if found else subject)
    sheet = open_sheet(
        _head(shown, say, title, benchmark),
        Foot(_notes(full, shown, notes, say), source_line(source, say)),
        sum(row.height for row in rows),
        alt=say.sentence(title, [_alt_row(record, say) for record in found]),
    )
    draw_tracks(sheet, rows)
    return sheet.figure


def finding(record: Record, subject: str, benchmark: str, say: Words) -> str:
    """What the first row shows: beside the nation of the same year, else how its target fares."""
    stands, year = _latest(record)
    whose = subject + say("colon") if subject else ""
    name, sign = record["name"], say.unit_after(str(record["unit"]), record["name"])
    known = not any(map(_is_missing, (stands, year, record["nation"], record["nation_year"])))
    if not known or year != record["nation_year"]:
        return whose + _towards(record, sign, say)
    value, other = (number(each, record["decimals"]) for each in (stands, record["nation"]))
    own, nation = limits_of(record, _stands_in(record)), limits_of(record, "nation")
    above = ahead(own, nation) if own and nation else 0
    key = {1: "title_above", -1: "title_below", 0: "title_equal"}[above]
    return whose + say(
        key, name=name, value=value + sign, benchmark=benchmark, other=other + sign,
        year=say.year(year),
    )  # fmt: skip


def _towards(record: Record, sign: str, say: Words) -> str:
    """Where the region stands, what its plan promises, and how that fares."""
    column = _stands_in(record)
    value = value_said(record[column], record["decimals"], record[f"{column}_bound"])
    target = bounded(record["target"], record["decimals"], record["bound"], record["target_upper"])
    stands, asked = (
        text + sign + _year(record, role, say) if text else ""
        for text, role in ((value, column), (target, "target"))
    )
    parts = [say("title_stands", name=record["name"], value=stands) if stands else record["name"]]
    parts += [say("title_asked", value=asked)] if asked else []
    left = say.unit_after(difference_unit(str(record["unit"])), record["name"])
    return say.join([*parts, _status(record, say, left)])


def _is_missing(value: object) -> bool:
    return bool(pd.isna(value))  # type: ignore[call-overload]


def _latest(record: Record) -> tuple[float, float]:
    """Where a region stands, and of which year: the baseline where nothing later is known."""
    column = _stands_in(record)
    return record[column], record[f"{column}_year"]


def _stands_in(record: Record) -> str:
    return "baseline" if _is_missing(record["latest"]) else "latest"


def _scale(places: Sequence[_Places]) -> tuple[float, float]:
    """The least and the largest place that any row has on the way from baseline to target."""
    every = [0.0, 1.0, *(at for row in places for at, _ in row.values() if pd.notna(at))]
    return min(every), max(every)


def _head(shown: pd.DataFrame, say: Words, title: str, benchmark: str) -> Head:
    years = {role: say.years(shown[f"{role}_year"]) for role in ("baseline", "latest", "target")}
    subtitle = say.join([
        say("indicators", count=len(shown)),
        *(say(role) + say("colon") + year for role, year in years.items() if year),
    ])  # fmt: skip
    key = [
        Key(say("baseline"), colour("ink"), face=colour("paper")),
        *([Key(say("latest"), colour("ink"))] if shown["latest"].notna().any() else []),
        Key(say("target"), colour("ink")),
    ]
    if shown["nation"].notna().any():
        label = say.join([benchmark, say.years(shown["nation_year"])])
        key.append(Key(label, colour("ink"), marker="^"))
    return Head(title, subtitle, key)


def _notes(full: pd.DataFrame, shown: pd.DataFrame, notes: Sequence[str], say: Words) -> list[str]:
    left_out = len(full) - len(shown)
    more = [say("more_rows", count=left_out)] if left_out else []
    return [*more, *say.notes(shown["flags"]), *notes]


def _row(record: Record, say: Words, places: _Places, scale: tuple[float, float]) -> Track:
    tail = say.unit_of(record["name"], record["unit"]) + marks(record["flags"])
    shade = status_colour(record["status"])
    name, status = record["name"], _status(record, say)
    told = _alt_row(record, say)
    return track(name, status, shade, places, tail=tail, scale=scale, told=told)


def _status(record: Record, say: Words, sign: str = "") -> str:
    gap = number(abs(record["target"] - _latest(record)[0]), record["decimals"])
    return say(status_of(record), gap=gap + sign)


def _values(record: Record, benchmark: str) -> _Places:
    """Where the values of a row lie on the way from its baseline to its target, and their labels.

    A target that is met is its own dot alone, with the value that meets it at its left.
    """
    decimals, name = record["decimals"], shorten(benchmark, _BENCHMARK, theme().size.small)
    target = bounded(record["target"], decimals, record["bound"], record["target_upper"])
    start, is_met = _seen(record), record["status"] == "met"
    way = float(record["target"]) - float(record["baseline"])
    share = {
        role: (float(record[role]) - float(record["baseline"])) / way if way else float("nan")
        for role in ("latest", "nation")
    }
    is_later = _is_later(record) and not is_met and not _is_missing(share["latest"])
    begins = float("nan") if _is_missing(_latest(record)[0]) else 1.0 if is_met else 0.0
    ends = float("nan") if _is_missing(record["target"]) else 1.0
    places: _Places = {
        "start": (begins, start),
        "end": (ends, target and target + record["target_dated"]),
    }
    if is_later:
        places["now"] = (min(max(share["latest"], _FARTHEST[0]), _FARTHEST[1]), "")
    if not is_met and _FARTHEST[0] <= share["nation"] <= _FARTHEST[1]:
        mark = f"{name} {number(record['nation'], decimals)}{record['nation_dated']}"
        places["mark"] = (share["nation"], mark)
    return places


def _is_later(record: Record) -> bool:
    """Whether there is an actual besides the baseline."""
    return not _is_missing(record["latest"]) and not (
        record["latest"] == record["baseline"]
        and str(record["latest_year"]) == str(record["baseline_year"])
    )


def _seen(record: Record) -> str:
    """The baseline, and the latest after an arrow where it is another value."""
    decimals = record["decimals"]
    baseline = value_said(record["baseline"], decimals, record["baseline_bound"])
    parts = [baseline and baseline + record["baseline_dated"]]
    if _is_later(record):
        year = record["latest_year"]
        parts.append(
            value_said(record["latest"], decimals, record["latest_bound"])
            + ("" if _is_missing(year) else f" ({year})")
        )
    return " → ".join(part for part in parts if part)


def _alt_row(record: Record, say: Words) -> str:
    target = bounded(record["target"], record["decimals"], record["bound"], record["target_upper"])
    baseline, latest = (
        value_said(record[name], record["decimals"], record[f"{name}_bound"])
        for name in ("baseline", "latest")
    )
    values = {"baseline": baseline, "target": target}
    if record["status"] == CHANGE:  # the status says that it is one
        del values["target"]
    if _is_later(record):
        values["latest"] = latest
    stated = [
        f"{say(role)} " + (value + _year(record, role, say) if value else say("not_stated"))
        for role, value in values.items()
    ]
    name = record["name"] + say.unit_of(record["name"], record["unit"])
    return say.join([name, *stated, _status(record, say)])


def _year(record: Record, role: str, say: Words) -> str:
    year = say.years([record[f"{role}_year"]]) or say("no_year_short")
    return f"{say('open')}{year}{say('close')}"
