"""What two plans promise for the same indicators: the targets of one beside those of the other."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import Series, chart
from plancompare.charts.examples import indicator_rows
from plancompare.charts.rows import Record, names, records, with_defaults, year_marks
from plancompare.charts.sheet import Foot, Head, Key, open_sheet, source_line
from plancompare.charts.theme import colour, theme
from plancompare.charts.track import Role, Track, draw_tracks, track
from plancompare.charts.typeset import shorten
from plancompare.charts.words import Words, bounded, marks, number, signed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.views.plan_views import plan_row, two_plans

_SHADES = {"more": "better", "less": "worse", "same": "middle", "": "neutral"}
_TITLED = 150.0  # the widest that a plan's title may get in the key, in points
_YEARS = ("target_year_left", "target_year_right", "baseline_year_right")


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    """Two plans' targets for the same indicators."""
    if len(asked.plans) != 2:
        raise UsageError("this chart shows two plans.", remedy="Name each with --plan.")
    left, right = asked.plans
    rows = two_plans(data, left, right).query("stated_in == 'both'")
    first, second = (str(plan_row(data, each)["title"]) for each in asked.plans)
    return Drawn(rows, {"first": first, "second": second})


def _example(count: int) -> Drawn:
    random = np.random.default_rng(13)
    demands = np.resize(np.array(["more", "less", "same", None], dtype=object), count)
    rows, moves = indicator_rows(count), np.resize([0.1, -0.1, 0, 0.1], count)
    table = rows.assign(
        target_left=rows["level"] * random.uniform(0.8, 1.2, count),
        target_right=lambda d: d["target_left"] + d["level"] * moves,
        baseline_right=lambda d: d["level"].where(d.index % 3 > 0),
        demand=demands,
        bound_left="exact",
        bound_right=[("at_least", "below")[place % 2] for place in range(count)],
        flags=[("", "near", "second_hand")[place % 3] for place in range(count)],
        target_year_left=2020,
        baseline_year_right=2020,
        target_year_right=[2025 + 10 * (place % 5 // 4) for place in range(count)],
    )
    titles = {"first": "虚构省“十三五”卫生与健康规划", "second": "虚构省“十四五”卫生健康发展规划"}
    return Drawn(table, titles)


@chart(
    needs=("unit", "decimals", "target_left", "target_right", "demand"),
    made=_of_dataset,
    example=_example,
    series=Series("name", ("target_left", "target_right", "baseline_right")),
)
def beside(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    first: str = "",
    second: str = "",
) -> Figure:
    """What two plans ask for, an indicator a row: from one plan's target to the other's.

    Every row has a scale of its own, for units differ; the targets are written at the dots. A
    row's colour and words say whether the second plan asks for more or less; neutral indicators
    are not judged. Where the region stood when the second plan was made is marked below.

    Args:
        table: One row an indicator that both plans set a target for, as from
            `analysis.plans_beside`, drawn in the table's order. Columns: `name_zh` and/or
            `name_en`, `unit`, `decimals`, `target_left`, `target_right` (numbers in that unit),
            `demand` (`more`, `less`, `same`; missing where nothing is judged). Optional, of each
            side: `target_year`, `target_upper`, `bound`; `baseline_right`, `baseline_year_right`
            and `flags` (joined by `;`).
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        first: The title of the plan on the left.
        second: The title of the plan on the right.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing.
    """
    say = words(lang)
    shown = _shown(table, lang)
    plans = (first or say("first_plan"), second or say("second_plan"))
    told = [_alt_row(record, plans, say) for record in records(shown)]
    rows = [_row(record, each, say) for record, each in zip(records(shown), told, strict=True)]
    left_out = len(table) - len(shown)
    more = [say("more_rows", count=left_out)] if left_out else []
    title = title or _title(table, say)
    sheet = open_sheet(
        Head(title, "", _key(shown, plans, say)),
        Foot([*more, *say.notes(shown["flags"]), *notes], source_line(source, say)),
        sum(row.height for row in rows),
        alt=say.sentence(title, told),
    )
    draw_tracks(sheet, rows)
    return sheet.figure


def _shown(table: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The rows that a page has room for, with what is optional, and the years to write at dots."""
    nothing = float("nan")
    full = with_defaults(
        table, bound_left="exact", bound_right="exact", target_upper_left=nothing,
        target_upper_right=nothing, baseline_right=nothing, flags="", **dict.fromkeys(_YEARS),
    )  # fmt: skip
    full = full.assign(name=names(full, lang), demand=full["demand"].fillna(""))
    shown = full.head(theme().page.rows_most)
    return shown.assign(**{f"{year}_mark": year_marks(shown[year]) for year in _YEARS})


def _title(table: pd.DataFrame, say: Words) -> str:
    """How many indicators both plans have, and in how many of them the second asks for more."""
    counts = table["demand"].value_counts()
    told = [
        say(f"title_{demand}", count=int(counts[demand]))
        for demand in ("more", "less", "same")
        if demand in counts
    ]
    whole = say("title_beside", count=len(table))
    return whole + say("colon") + say("second_asks", told=say.join(told)) if told else whole


def _key(shown: pd.DataFrame, plans: tuple[str, str], say: Words) -> list[Key]:
    first, second = (shorten(plan, _TITLED, theme().size.small) for plan in plans)
    key = [
        Key(say.join([first, say.years(shown["target_year_left"])]), colour("ink"),
            face=colour("paper")),
        Key(say.join([second, say.years(shown["target_year_right"])]), colour("ink")),
    ]  # fmt: skip
    if shown["baseline_right"].notna().any():
        label = say.join([say("stood"), say.years(shown["baseline_year_right"])])
        key.append(Key(label, colour("ink"), marker="^"))
    return key


def _row(record: Record, told: str, say: Words) -> Track:
    tail = say.unit_of(record["name"], record["unit"]) + marks(record["flags"])
    shade = colour(_SHADES[record["demand"]])
    status, values = _status(record, say), _values(record, say)
    return track(record["name"], status, shade, values, tail=tail, told=told)


def _values(record: Record, say: Words) -> dict[Role, tuple[float, str]]:
    stood = f"{say('stood_short')} {number(record['baseline_right'], record['decimals'])}"
    labels: dict[Role, tuple[str, str]] = {
        "start": ("target_left", _target(record, "left")),
        "end": ("target_right", _target(record, "right")),
        "mark": ("baseline_right", stood),
    }
    return {
        role: (record[column], label + record[f"{_year(column)}_mark"])
        for role, (column, label) in labels.items()
    }


def _target(record: Record, side: str) -> str:
    return bounded(
        record[f"target_{side}"],
        record["decimals"],
        record[f"bound_{side}"],
        record[f"target_upper_{side}"],
    )


def _year(column: str) -> str:
    """The column of a value's year: `target_left` has `target_year_left`."""
    what, side = column.split("_")
    return f"{what}_year_{side}"


def _status(record: Record, say: Words) -> str:
    """How much more or less the second plan asks for, and what that means."""
    change = signed(record["target_right"] - record["target_left"], record["decimals"])
    if not change:
        return say("demand_same")
    return say(f"demand_{record['demand'] or 'unjudged'}", change=change)


def _alt_row(record: Record, plans: tuple[str, str], say: Words) -> str:
    name = record["name"] + say.unit_of(record["name"], record["unit"])
    stated = [
        f"{plan} {_target(record, side)}{_bracketed(record[f'target_year_{side}'], say)}"
        for plan, side in zip(plans, ("left", "right"), strict=True)
    ]
    return say.join([name, *stated, _status(record, say)])


def _bracketed(year: float | None, say: Words) -> str:
    told = say.years([year])
    return f"{say('open')}{told}{say('close')}" if told else ""
