"""One indicator over the years: actual values solid, the way to the target dashed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import breaks_in, runs
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.breaks import break_notes, draw_breaks
from plancompare.charts.chart import Series, chart
from plancompare.charts.examples import in_the_middle, values_of_regions
from plancompare.charts.findings import ahead_of, among, way_of
from plancompare.charts.frame import (
    Frame,
    draw_frame,
    margin_bottom,
    margin_left,
    scale_of,
    scale_of_years,
)
from plancompare.charts.labels import write_beside
from plancompare.charts.rows import (
    Record,
    grouped,
    one_indicator,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import (
    Foot,
    Head,
    Key,
    Sheet,
    draw_marker,
    open_sheet,
    source_line,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import shorten, text_width
from plancompare.charts.words import MINUS, Words, number, printed, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.regions import NATION
from plancompare.views.region_views import history

_NATION = "100000"
_HEIGHT = 150.0
_LABEL = 88.0  # the widest that a line's label may get
_PAD = 5.0


@dataclass(frozen=True)
class _Line:
    """One region: its values in the order of their years, and how it is drawn."""

    name: str
    actual: list[Record]
    target: list[Record]
    ink: str
    is_named: bool

    @property
    def ahead(self) -> list[Record]:
        """Where the line leads."""
        return ahead_of(self.actual, self.target)

    @property
    def last(self) -> Record:
        return (self.ahead or self.actual or self.target)[-1]


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    (indicator,) = asked.some_indicators(1)
    regions = asked.regions or [code for code in (asked.region, NATION) if code]
    return Drawn(
        history(data, indicator, regions), {"highlight": asked.region, "as_of": data.as_of}
    )


def _example(count: int) -> Drawn:
    random = np.random.default_rng(5)
    start = values_of_regions(count, 3, seed=6)
    years = [
        start.assign(year=year, value=start["value"] + random.uniform(0, 0.3) * (year - 2015))
        for year in range(2015, 2022)
    ]
    target = years[-1].assign(year=2025, value=years[-1]["value"] + 1)
    parts = [*(each.assign(role="actual") for each in years), target.assign(role="target")]
    table = pd.concat(parts, ignore_index=True).assign(bound="exact")
    return Drawn(table, {"highlight": in_the_middle(count)})


@chart(
    needs=("year", "value", "role", "unit", "decimals"),
    made=_of_dataset,
    example=_example,
    series=Series("year", ("value",), kind="lines"),
)
def trajectory(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    highlight: str = "",
    as_of: int = 0,
) -> Figure:
    """Where regions come from and where their targets lead, with the pace that takes.

    The needed pace is (target - last actual) / (target year - year of the last actual), in the
    indicator's unit a year, written at the line of the highlighted region, or of the only one. Of
    more than 12 regions only the highlighted one, the nation, the highest and the lowest are named.

    Args:
        table: One row a value of one indicator. Columns: `region_zh` and/or `region_en`, `year`
            (rows without one are counted in a note), `value`, `role` (`actual`, `target`), `unit`,
            `decimals`. Optional: `region_code`, `name_zh`, `name_en`, `direction`, `bound`,
            `flags`, `series_from` (the year from which its basis holds: the line breaks there),
            `break_zh`, `break_en` (what changed).
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.
        as_of: Targets of earlier years are due, and ask for no pace any more.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or there are several indicators.
    """
    say = words(lang)
    full = with_defaults(table, region_code="", direction="neutral", bound="exact", flags="",
                         series_from=pd.NA)  # fmt: skip
    full = full.assign(region=region_names(full, lang))
    about = one_indicator(full, lang, "trajectory")
    dated = full[full["value"].notna() & full["year"].notna()].sort_values("year", kind="stable")
    undated = int((full["value"].notna() & full["year"].isna()).sum())
    actual = dated[dated["role"] == "actual"]
    lines = _lines(dated, highlight)
    paces = {line.name: _pace(line, about, as_of, say) for line in lines}
    shown_title = title or _title(dated, lines, about["name"], highlight, say)
    more = [say("no_year", count=undated)] if undated else []
    sheet = open_sheet(
        _head(dated, about, lines, say, shown_title),
        Foot(
            [*more, *break_notes(actual, lang, say), *say.notes(dated["flags"]), *notes],
            source_line(source, say),
        ),
        _HEIGHT,
        alt=say.sentence(
            shown_title, [_alt_line(line, paces[line.name], say) for line in lines if line.is_named]
        ),
    )
    _draw(sheet, lines, breaks_in(actual), paces, say)
    return sheet.figure


def _title(
    dated: pd.DataFrame, lines: Sequence[_Line], name: str, highlight: str, say: Words
) -> str:
    """Where the region that stands out came from and where it is to go; else the nation."""
    codes = dict(zip(dated["region"], dated["region_code"], strict=True))
    wanted = [code for code in (highlight, _NATION) if code]
    own = [line for code in wanted for line in lines if codes[line.name] == code]
    own = own or (list(lines) if len(lines) == 1 else [])
    if not own:
        return _title_of_many(dated, lines, name, say)
    run = runs(own[0].actual)[-1:]  # from one series to another no change can be read
    told = way_of([row for part in run for row in part], own[0].target, name, say)
    return say("title_trajectory_of", region=own[0].name, name=name, told=told)


def _title_of_many(dated: pd.DataFrame, lines: Sequence[_Line], name: str, say: Words) -> str:
    """Who is highest and lowest in the last year that all state; else how many there are."""
    stated = [{row["year"]: row for row in line.actual} for line in lines]
    common = set.intersection(*map(set, stated)) if stated else set()
    last = [years[max(common)] for years in stated] if common else []
    ranked = sorted(last, key=lambda row: row["value"])
    values = [row["value"] for row in ranked]
    if len(values) < 2 or max(map(values.count, (values[0], values[-1]))) > 1:
        told = say.join([say.years(dated["year"]), say("regions", count=len(lines))])
        return say("title_trajectory", name=name, told=told)
    low, high = (printed(ranked[at] | {"flags": ""}) for at in (0, -1))
    return say(
        "title_ranking_ends", name=name, year=say("in_year", year=say.year(max(common))),
        among=among(len(lines), say), low=low, high=high,
        top=ranked[-1]["region"], bottom=ranked[0]["region"],
    )  # fmt: skip


def _lines(dated: pd.DataFrame, highlight: str) -> list[_Line]:
    """The regions' lines; those that are named come last, to lie on top."""
    last = dated.drop_duplicates(["region", "role", "year"], keep="last")
    groups, named = grouped(records(last), "region"), _named(dated, highlight)
    lines = []
    for name in dated["region"].unique():
        rows = groups[name]
        parts = {
            role: [row for row in rows if row["role"] == role] for role in ("actual", "target")
        }
        code = rows[0]["region_code"]
        ink = _ink(code, highlight, len(groups), name in named)
        lines.append(_Line(name, parts["actual"], parts["target"], ink, name in named))
    return sorted(lines, key=lambda line: (line.is_named, line.ink == "focus"))


def _named(dated: pd.DataFrame, highlight: str) -> set[str]:
    """The regions whose names are written."""
    every = set(dated["region"])
    if len(every) <= theme().page.names_most:
        return every
    latest = dated[dated["role"] == "actual"].drop_duplicates("region", keep="last")
    ends = latest.sort_values("value", kind="stable")["region"]
    chosen = dated.loc[dated["region_code"].isin({highlight, _NATION} - {""}), "region"]
    return {*ends.head(1), *ends.tail(1), *chosen}


def _ink(code: str, highlight: str, count: int, is_named: bool) -> str:
    if code == highlight != "" or count == 1:
        return "focus"
    if code == _NATION:
        return "ink"
    return "neutral" if is_named else "rule"


def _head(
    dated: pd.DataFrame, about: Record, lines: Sequence[_Line], say: Words, title: str
) -> Head:
    unit = say.unit(about["unit"])
    parts = [
        say.years(dated["year"]),
        say("subtitle_unit", unit=unit) if unit else "",
        say("regions", count=len(lines)),
    ]
    key = [
        Key(say("actual"), colour("ink"), line="-"),
        Key(say("way_to_target"), colour("ink"), line="--"),
    ]
    if any(line.target for line in lines if line.is_named):
        key.append(Key(say("target"), colour("ink"), face=colour("paper")))
    if any(not line.is_named for line in lines):
        key.append(Key(say("other_regions"), colour("rule"), line="-"))
    return Head(title, say.join(parts), key)


def _pace(line: _Line, about: Record, as_of: int, say: Words) -> str:
    """The needed pace of a line, in words; empty without a way to go."""
    if not line.actual or not line.ahead:
        return ""
    first, last = line.actual[-1], line.ahead[-1]
    years = int(last["year"]) - int(first["year"])
    if years <= 0 or last["year"] < as_of:
        return ""
    pace = (last["value"] - first["value"]) / years
    sign = MINUS if pace < 0 else "+"
    return say("pace", pace=sign + number(abs(pace), int(about["decimals"]) + 1))


def _draw(
    sheet: Sheet,
    lines: Sequence[_Line],
    breaks: Sequence[int],
    paces: Mapping[str, str],
    say: Words,
) -> None:
    if not lines:
        sheet.say_nothing(say)
        return
    rows = [row for line in lines for row in (*line.actual, *line.target)]
    y = scale_of([row["value"] for row in rows])
    labels = {line.name: _label(line, paces[line.name]) for line in lines if line.is_named}
    widths = [text_width(text, theme().size.small) for parts in labels.values() for text in parts]
    right = max(widths, default=0) + 2 * _PAD
    width = sheet.right - sheet.left - right - margin_left(y)
    x = scale_of_years([int(row["year"]) for row in rows], width)
    frame = draw_frame(sheet, x, y, right=right, bottom=margin_bottom(titled=False))
    draw_breaks(sheet, frame, breaks)
    for line in lines:
        _draw_line(sheet, frame, line, say)
    named = [line for line in lines if line.is_named]
    ends = [frame.at(line.last["year"], line.last["value"]) for line in named]
    texts, strong = [labels[line.name] for line in named], [line.ink == "focus" for line in named]
    write_beside(sheet, ends, texts, strong, right=frame.right)


def _label(line: _Line, pace: str) -> list[str]:
    """A line's name and last value, and its pace where it stands out."""
    small = theme().size.small
    value = printed(line.last)
    name = shorten(line.name, _LABEL - text_width(value + " ", small), small)
    return [f"{name} {value}", *([pace] if pace and line.ink == "focus" else [])]


def _draw_line(sheet: Sheet, frame: Frame, line: _Line, say: Words) -> None:
    shade = colour(line.ink)
    wide = 1.6 if line.ink == "focus" else 1.0 if line.is_named else 0.5
    solid = [_points(frame, run) for run in runs(line.actual)]
    dashed = _points(frame, [*line.actual[-1:], *line.ahead])
    for points, style in [*((run, "-") for run in solid), (dashed, (0, (3, 2)))]:
        if len(points) > 1:
            xs, ys = zip(*points, strict=True)
            sheet.paper.plot(xs, ys, color=shade, linewidth=wide, linestyle=style, zorder=2)
    if line.is_named:
        _draw_dots(sheet, _points(frame, line.actual), shade, shade)
        _draw_dots(sheet, _points(frame, line.target), shade, colour("paper"))
    rows = [*line.actual, *line.target]
    sheet.paper.tell_at(_points(frame, rows), [_told(line.name, row, say) for row in rows])


def _told(name: str, row: Record, say: Words) -> str:
    """One value in words; of a target, that it is one."""
    role = say("target") if row["role"] == "target" else ""
    value = printed(row) + say.unit_after(row["unit"])
    return say.join([name, say.year(row["year"]), f"{role} {value}".strip()])


def _points(frame: Frame, rows: Sequence[Record]) -> list[tuple[float, float]]:
    return [frame.at(row["year"], row["value"]) for row in rows]


def _draw_dots(sheet: Sheet, points: Sequence[tuple[float, float]], edge: str, face: str) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    draw_marker(sheet.paper, xs, ys, "o", edge, face, size=3.2)


def _alt_line(line: _Line, pace: str, say: Words) -> str:
    """A region's first and last actual value, its target and the needed pace."""
    ends = line.actual[:1] + line.actual[-1:] if len(line.actual) > 1 else line.actual
    parts = [f"{say.year(row['year'])} {printed(row)}" for row in ends]
    parts += [f"{say('target')} {say.year(row['year'])} {printed(row)}" for row in line.target]
    return say.join([line.name, *parts, pace])
