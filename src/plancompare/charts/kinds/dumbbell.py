"""Baseline and target of each indicator, with the nation marked."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.examples import indicator_rows
from plancompare.charts.rows import Record, names, records, with_defaults, year_marks
from plancompare.charts.sheet import Foot, Head, Key, open_sheet, source_line
from plancompare.charts.theme import colour, status_colour, theme
from plancompare.charts.track import Role, Track, draw_tracks, track
from plancompare.charts.typeset import shorten
from plancompare.charts.words import Words, bounded, marks, number, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.region_views import region_gaps, region_name, region_row

_BENCHMARK = 60.0  # the widest that the benchmark's name may get
_ROLES = ("baseline", "target", "nation")


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
    """Where a region stands and what it promises, an indicator a row.

    Every row has a scale of its own, for units differ; the values are written at the dots, and the
    status is written out.

    Args:
        table: One row an indicator, drawn in the table's order. Columns: `name_zh` and/or
            `name_en`, `unit`, `decimals`, `baseline`, `target` (numbers in that unit, missing where
            not stated), `status` (as in the table `gaps`). Optional: `baseline_year`, `latest`,
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
        table, baseline_year=pd.NA, latest=float("nan"), target_year=pd.NA,
        target_upper=float("nan"), bound="exact", nation=float("nan"), nation_year=pd.NA, flags="",
    )  # fmt: skip
    shown = full.assign(name=names(full, lang)).head(theme().page.rows_most)
    dated = shown.assign(**{f"{role}_dated": year_marks(shown[f"{role}_year"]) for role in _ROLES})
    benchmark = benchmark or say("nation")
    found = records(dated)
    rows = [_row(record, say, benchmark) for record in found]
    title = title or _title(full, subject, say)
    sheet = open_sheet(
        _head(shown, say, title, benchmark),
        Foot(_notes(full, shown, notes, say), source_line(source, say)),
        sum(row.height for row in rows),
        alt=say.sentence(title, [_alt_row(record, say) for record in found]),
    )
    draw_tracks(sheet, rows)
    return sheet.figure


def _title(full: pd.DataFrame, subject: str, say: Words) -> str:
    """Whose targets, and how many of them are met."""
    title = say("title_dumbbell", subject=subject) if subject else say("title_dumbbell_bare")
    met = int((full["status"] == "met").sum())
    return title + say("title_met", part=met, whole=len(full)) if met else title


def _head(shown: pd.DataFrame, say: Words, title: str, benchmark: str) -> Head:
    years = {
        "baseline": say.years(shown["baseline_year"]),
        "target": say.years(shown["target_year"]),
    }
    subtitle = say.join([
        say("indicators", count=len(shown)),
        *(say(role) + say("colon") + year for role, year in years.items() if year),
    ])  # fmt: skip
    key = [
        Key(say("baseline"), colour("ink"), face=colour("paper")),
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


def _row(record: Record, say: Words, benchmark: str) -> Track:
    tail = say.unit_of(record["name"], record["unit"]) + marks(record["flags"])
    shade = status_colour(record["status"])
    return track(record["name"], _status(record, say), shade, _values(record, benchmark), tail=tail)


def _status(record: Record, say: Words) -> str:
    stands: float = record["baseline"] if pd.isna(record["latest"]) else record["latest"]
    gap = abs(record["target"] - stands)
    return say(record["status"], gap=number(gap, record["decimals"]))


def _values(record: Record, benchmark: str) -> dict[Role, tuple[float, str]]:
    decimals, name = record["decimals"], shorten(benchmark, _BENCHMARK, theme().size.small)
    target = bounded(record["target"], decimals, record["bound"], record["target_upper"])
    labels: dict[Role, tuple[str, str]] = {
        "start": ("baseline", number(record["baseline"], decimals)),
        "end": ("target", target),
        "mark": ("nation", f"{name} {number(record['nation'], decimals)}"),
    }
    return {
        place: (record[role], label + record[f"{role}_dated"])
        for place, (role, label) in labels.items()
    }


def _alt_row(record: Record, say: Words) -> str:
    target = bounded(record["target"], record["decimals"], record["bound"], record["target_upper"])
    values = {"baseline": number(record["baseline"], record["decimals"]), "target": target}
    stated = [
        f"{say(role)} " + (value + _year(record, role, say) if value else say("not_stated"))
        for role, value in values.items()
    ]
    name = record["name"] + say.unit_of(record["name"], record["unit"])
    return say.join([name, *stated, _status(record, say)])


def _year(record: Record, role: str, say: Words) -> str:
    year = say.years([record[f"{role}_year"]])
    return f"{say('open')}{year}{say('close')}" if year else ""
