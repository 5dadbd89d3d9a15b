"""What successive plans promise: a line from each plan's value to the next one's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import Limits
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.examples import in_the_middle, values_of_regions
from plancompare.charts.findings import moved
from plancompare.charts.frame import Scale, draw_frame, margin_bottom, margin_left, scale_of
from plancompare.charts.labels import write_beside
from plancompare.charts.rows import (
    Record,
    judge,
    name_some,
    names,
    only,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import Foot, Head, Key, Sheet, draw_marker, open_sheet, source_line
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import shorten, text_width
from plancompare.charts.words import Words, printed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.region_views import history

_HEIGHT = 160.0
_LABEL = 104.0  # the widest that a line's label may get
_ENDS = 3  # of many lines, so many of the largest rises and falls are named
_PAD = 5.0


def _as_said(row: Record) -> Limits:
    """A promise has no interval: what is printed is what is meant."""
    value = round(row["value"], row["decimals"])
    return value, value


@dataclass(frozen=True)
class _Line:
    """One region, or one indicator: its value in each plan that states it, in their order."""

    name: str
    values: list[Record]
    is_highlight: bool
    is_named: bool = False

    @property
    def change(self) -> float:
        """From the first stated value to the last."""
        return float(self.values[-1]["value"] - self.values[0]["value"])

    def is_whole(self, ends: Mapping[str, str]) -> bool:
        """Whether it leads from the first plan to the last."""
        return [row["plan"] for row in (self.values[0], self.values[-1])] == [*ends.values()]

    @property
    def shade(self) -> str:
        """Whether that is for the better; `middle` where nothing changed."""
        first, last = self.values[0], self.values[-1]
        return judge(_as_said(last), _as_said(first), last["direction"])

    @property
    def ink(self) -> str:
        """The line's colour, by name."""
        return self.shade if self.is_named else "rule"


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    """Targets of successive plans: of regions that have set one in several."""
    (indicator,) = asked.some_indicators(1)
    rows = history(data, indicator, asked.regions)
    rows = rows[rows["role"] == "target"]
    plans = rows.groupby("region_code")["year"].transform("nunique")
    rows = rows[plans > 1].sort_values("year")
    return Drawn(rows.assign(plan=rows["year"].astype("str")), {"highlight": asked.region})


def _example(count: int) -> Drawn:
    before = values_of_regions(count, 6, seed=7).assign(plan="“十三五”规划", year=2020)
    after = values_of_regions(count, 6, seed=8).assign(
        plan="“十四五”规划", year=2025, bound="at_least"
    )
    table = pd.concat([before.assign(bound="exact"), after], ignore_index=True)
    return Drawn(table, {"highlight": in_the_middle(count)})


@chart(
    needs=("plan", "value", "unit", "decimals"),
    made=_of_dataset,
    example=_example,
)
def slope(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    highlight: str = "",
) -> Figure:
    """How values change from one plan to the next: one line a region, or an indicator.

    A line's colour says whether the change is for the better; neutral indicators are not judged.
    Of more than 12 lines only the highlighted one and the largest rises and falls are named.

    Args:
        table: One row a plan and a line, in the order of the plans, all in one unit. Columns:
            `plan` (its short name), `value`, `unit`, `decimals`; `region_zh` and/or `region_en`
            where lines are regions, else `name_zh` and/or `name_en`. Optional: `region_code`,
            `direction`, `bound`, `year`, `flags`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or the units differ.
    """
    say = words(lang)
    full = with_defaults(
        table,
        region_code="",
        direction="neutral",
        bound="exact",
        year=pd.NA,
        flags="",
        role="target",
    )
    has_regions = "region_zh" in full.columns or "region_en" in full.columns
    full = full.assign(line=region_names(full, lang) if has_regions else names(full, lang))
    stated = full[full["value"].notna()]
    lines = _lines(stated, highlight)
    plans = [str(plan) for plan in full["plan"].unique()]
    title = title or _title(full, lines, plans, say)
    sheet = open_sheet(
        Head(title, _subtitle(full, stated, say), _key(lines, say)),
        Foot([*_notes(full, stated, say), *notes], source_line(source, say)),
        _HEIGHT,
        alt=say.sentence(title, [_alt_line(line, say) for line in lines if line.is_named]),
    )
    _draw(sheet, lines, plans, say)
    return sheet.figure


def _lines(stated: pd.DataFrame, highlight: str) -> list[_Line]:
    """The lines; those that are named come last, to lie on top."""
    lines = []
    for name, group in stated.groupby("line", sort=False):
        rows = records(group.drop_duplicates("plan", keep="last"))
        lines.append(_Line(str(name), rows, rows[0]["region_code"] == highlight != ""))
    chosen = _to_name(lines)
    named = [replace(line, is_named=line.name in chosen) for line in lines]
    return sorted(named, key=lambda line: (line.is_named, line.is_highlight))


def _to_name(lines: Sequence[_Line]) -> set[str]:
    by_change = sorted(lines, key=lambda line: line.change)
    few = len(lines) <= theme().page.names_most
    ends = by_change if few else [*by_change[:_ENDS], *by_change[-_ENDS:]]
    return {line.name for line in ends} | {line.name for line in lines if line.is_highlight}


def _title(full: pd.DataFrame, lines: Sequence[_Line], plans: Sequence[str], say: Words) -> str:
    is_named = "name_zh" in full.columns or "name_en" in full.columns
    every = list(names(full, say.lang).unique()) if is_named else []
    subject = every[0] if len(every) == 1 else say("indicators", count=len(every))
    ends = {"first": (plans or [""])[0], "last": (plans or [""])[-1]}
    changes = [(line.change, line.values[-1]["decimals"]) for line in lines if line.is_whole(ends)]
    return say(
        "title_slope", name=subject, told=moved(changes, say) or say("nothing_stated"), **ends
    )


def _subtitle(full: pd.DataFrame, stated: pd.DataFrame, say: Words) -> str:
    unit = say.unit(str(only(full, "unit", "slope")))
    parts = [
        say.years(stated["year"]),
        say("subtitle_unit", unit=unit) if unit else "",
        say("count_n", count=stated["line"].nunique()),
    ]
    return say.join(parts)


def _key(lines: Sequence[_Line], say: Words) -> list[Key]:
    found = {line.shade for line in lines if line.is_named}
    key = [
        Key(say(f"change_{shade}"), colour(shade), line="-")
        for shade in ("better", "middle", "worse", "neutral")
        if shade in found
    ]
    is_all = all(line.is_named for line in lines)
    return key if is_all else [*key, Key(say("other_regions"), colour("rule"), line="-")]


def _notes(full: pd.DataFrame, stated: pd.DataFrame, say: Words) -> list[str]:
    known = set(stated["line"])
    absent = [str(name) for name in full["line"].unique() if name not in known]
    missing = [say("not_stated_by", names=name_some(absent, say))] if absent else []
    return [*missing, *say.notes(stated["flags"])]


def _draw(sheet: Sheet, lines: Sequence[_Line], plans: Sequence[str], say: Words) -> None:
    if not lines:
        sheet.say_nothing(say)
        return
    y = scale_of([row["value"] for line in lines for row in line.values])
    named = [line for line in lines if line.is_named]
    labels = [_label(line) for line in named]
    right = max((text_width(label, theme().size.small) for label in labels), default=0) + 2 * _PAD
    x = _plan_scale(plans, sheet.right - sheet.left - right - margin_left(y))
    frame = draw_frame(sheet, x, y, right=right, bottom=margin_bottom(titled=False))
    ends = []
    for line in lines:
        path = [frame.at(plans.index(row["plan"]), row["value"]) for row in line.values]
        _draw_line(sheet, line, path)
        sheet.paper.tell_at(path, [_told(line.name, row, say) for row in line.values])
        ends += path[-1:] if line.is_named else []
    strong = [line.is_highlight for line in named]
    write_beside(sheet, ends, [[label] for label in labels], strong, right=frame.right)


def _plan_scale(plans: Sequence[str], width: float) -> Scale:
    """The plans side by side, each with its share of the width."""
    room = width / len(plans) - 2
    labels = [shorten(plan, room, theme().size.small) for plan in plans]
    return Scale(range(len(plans)), labels, -0.5, len(plans) - 0.5)


def _draw_line(sheet: Sheet, line: _Line, path: Sequence[tuple[float, float]]) -> None:
    xs, ys = [x for x, _ in path], [y for _, y in path]
    width = 1.8 if line.is_highlight else 1.1 if line.is_named else 0.5
    sheet.paper.plot(xs, ys, color=colour(line.ink), linewidth=width, zorder=2)
    if line.is_named:
        draw_marker(sheet.paper, xs, ys, "o", colour(line.ink), size=3.5)


def _told(name: str, row: Record, say: Words) -> str:
    return say.join([name, row["plan"], printed(row) + say.unit_after(row["unit"])])


def _span(line: _Line) -> str:
    ends = line.values[:1] + line.values[-1:] if len(line.values) > 1 else line.values
    return "→".join(map(printed, ends))


def _label(line: _Line) -> str:
    small, span = theme().size.small, _span(line)
    return f"{shorten(line.name, _LABEL - text_width(' ' + span, small), small)} {span}"


def _alt_line(line: _Line, say: Words) -> str:
    """A line's name and its value in each plan."""
    return say.join([line.name, *(f"{row['plan']} {printed(row)}" for row in line.values)])
