"""Two indicators against each other, a dot a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

import pandas as pd
from matplotlib.figure import Figure

from plancompare.analysis import rank_correlation, thresholds
from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.comparison import compared
from plancompare.charts.examples import in_the_middle, some_regions, values_of_regions
from plancompare.charts.findings import together
from plancompare.charts.frame import Frame, draw_frame, margin_bottom, scale_of
from plancompare.charts.labels import Box, place_beside
from plancompare.charts.rows import (
    Record,
    name_some,
    names,
    only,
    records,
    region_names,
    with_defaults,
)
from plancompare.charts.sheet import (
    Foot,
    Head,
    Sheet,
    draw_marker,
    line_height,
    open_sheet,
    source_line,
)
from plancompare.charts.standing import aside_notes, off_year_note
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import shorten, text_width, wrap
from plancompare.charts.words import Words, number, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.side_by_side import shown_rows

_HEIGHT = 190.0
_DENSITY_FROM = 50  # dots; from here on their density is drawn too
_LABEL = 60.0
_PAD = 4.0


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    """Two indicators of the one year of which most regions state them."""
    pair = asked.some_indicators(2)
    found = compared(data, asked, pair, together=True)
    sides = []
    for side, indicator in zip("xy", pair, strict=True):
        rows = found.rows[found.rows["indicator_id"] == indicator]
        names = ("value", "unit", "decimals", "name_zh", "name_en", "year", "off_year")
        renamed = {name: side if name == "value" else f"{side}_{name}" for name in names}
        sides.append(rows.rename(columns=renamed))
    left, right = sides
    shared = ["region_code", *(name for name in right.columns if name == "y" or name[:2] == "y_")]
    joined = left.merge(right[shared], on="region_code", validate="one_to_one")
    aside = shown_rows(found).query("reason != ''")
    notes = aside_notes(aside, words(asked.lang))
    return Drawn(joined.assign(off=_off(joined)), {"highlight": asked.region, "notes": notes})


def _off(joined: pd.DataFrame) -> list[str]:
    """The years of a dot of which either value is not of the reference year."""
    is_off = joined["x_off_year"] | joined["y_off_year"]
    years = zip(joined["x_year"], joined["y_year"], is_off, strict=True)
    return [(f" ({x})" if x == y else f" ({x}/{y})") if other else "" for x, y, other in years]


def _example(count: int) -> Drawn:
    found = some_regions(count)
    for side, row in (("x", 0), ("y", 1)):
        one = values_of_regions(count, row, seed=row + 9)
        known = one[["value", "unit", "name_zh", "name_en", "year"]].assign(decimals=2)
        found = found.join(known.add_prefix(f"{side}_").rename(columns={f"{side}_value": side}))
    return Drawn(found, {"highlight": in_the_middle(count)})


@chart(
    needs=("x", "y", "x_unit", "y_unit", "x_decimals", "y_decimals"),
    made=_of_dataset,
    example=_example,
)
def scatter(  # noqa: PLR0913 (as every chart: one table, and words about it)
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
    highlight: str = "",
) -> Figure:
    """Two indicators against each other, with Spearman's rank correlation from eight regions up.

    The correlation says that the two go together and not that one causes the other; the chart says
    so. From 50 regions up lines of equal density (a Gaussian kernel, seaborn's `kdeplot`) show
    where most of them lie. Regions are named as far as there is room: the highlighted one first,
    then those furthest out.

    Args:
        table: One row a region. Columns: `region_zh` and/or `region_en`, `x`, `y`, `x_unit`,
            `y_unit`, `x_decimals`, `y_decimals`, `x_name_zh` and/or `x_name_en`, `y_name_zh` and/or
            `y_name_en`. Optional: `region_code`, `x_year`, `y_year`, `flags`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes besides those that the flags call for.
        highlight: The `region_code` to set off.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing or an axis has several indicators.
    """
    say = words(lang)
    full = with_defaults(table, region_code="", x_year=pd.NA, y_year=pd.NA, off="", flags="")
    full = full.assign(region=region_names(full, lang))
    both = full[full["x"].notna() & full["y"].notna()].reset_index(drop=True)
    axes = [_about(full, side, lang) for side in ("x", "y")]
    year = _years(both[both["off"] == ""], say)
    in_year = say("in_year", year=year) if year else ""
    rho = _rho(both)
    told = together(rho, len(both), say) or say("regions", count=len(both))
    named = {"x": axes[0].name, "y": axes[1].name, "year": in_year}
    title = title or say("title_scatter", told=told, **named)
    absent = full.loc[full["x"].isna() | full["y"].isna(), "region"]
    missing = [say("not_stated_by", names=name_some(absent, say))] if len(absent) else []
    finding = "" if isnan(rho) else say("spearman", rho=number(rho, 2))
    years = off_year_note(both["off"], say)
    sheet = open_sheet(
        Head(title, say.join([_years(both, say), say("count_n", count=len(both)), finding])),
        Foot([*missing, *years, *say.notes(both["flags"]), *notes], source_line(source, say)),
        _HEIGHT,
        alt=_alt(both, axes, title, finding, say),
    )
    if both.empty:
        sheet.say_nothing(say)
    else:
        _draw(sheet, both, axes, highlight, say)
    return sheet.figure


@dataclass(frozen=True)
class _Axis:
    side: str
    name: str
    unit: str
    decimals: int


def _about(full: pd.DataFrame, side: str, lang: Lang) -> _Axis:
    """What the table says of one axis."""
    named = full.assign(**{f"{side}_name": names(full, lang, f"{side}_name")})
    name, unit, decimals = (
        only(named, f"{side}_{column}", "scatter") for column in ("name", "unit", "decimals")
    )
    return _Axis(side, str(name), str(unit), int(decimals or 0))


def _years(both: pd.DataFrame, say: Words) -> str:
    return say.years([*both["x_year"], *both["y_year"]])


def _rho(both: pd.DataFrame) -> float:
    """Spearman's rank correlation, where there are enough regions and they differ."""
    enough = len(both) >= thresholds().least_ranked
    return rank_correlation(both["x"], both["y"]) if enough else nan


def _draw(
    sheet: Sheet, both: pd.DataFrame, axes: Sequence[_Axis], highlight: str, say: Words
) -> None:
    small = theme().size.small
    across, upward = (_axis_title(axis, sheet.right - sheet.left - 10, say) for axis in axes)
    sheet.text(sheet.left, sheet.top + _PAD, "↑ " + upward, ink="muted")
    frame = draw_frame(
        sheet, scale_of(list(both["x"])), scale_of(list(both["y"])), right=_PAD,
        bottom=margin_bottom(titled=True), top=1.6 * line_height(small),
    )  # fmt: skip
    bottom = sheet.top + sheet.height - line_height(small) / 2
    sheet.text(sheet.right, bottom, across + " →", ink="muted", align="right")
    _draw_dots(frame, both)
    sheet.paper.tell_at(
        [frame.at(row["x"], row["y"]) for row in records(both)],
        [_told(row, axes, say) for row in records(both)],
    )
    _write_names(sheet, frame, both, highlight)


def _told(row: Record, axes: Sequence[_Axis], say: Words) -> str:
    """A region with its value on each axis."""
    shown = [
        f"{axis.name} {number(row[axis.side], axis.decimals)}{say.unit_after(axis.unit, axis.name)}"
        for axis in axes
    ]
    return say.join([row["region"] + row["off"], *shown])


def _axis_title(axis: _Axis, width: float, say: Words) -> str:
    tail = say.unit_of(axis.name, axis.unit)
    return wrap(axis.name, width, theme().size.small, lines=1, tail=tail)[0]


def _draw_dots(frame: Frame, both: pd.DataFrame) -> None:
    if len(both) >= _DENSITY_FROM:
        import seaborn as sns  # noqa: PLC0415 (0.65 s that fewer dots do not need)

        sns.kdeplot(
            x=both["x"], y=both["y"], ax=frame.axes, levels=5, gridsize=80, color=colour("neutral"),
            linewidths=0.6,
        )  # fmt: skip
        frame.axes.set(xlabel="", ylabel="")
    size = 3.0 if len(both) >= _DENSITY_FROM else 4.5
    draw_marker(
        frame.axes,
        list(both["x"]),
        list(both["y"]),
        "o",
        colour("paper"),
        colour("series"),
        size=size,
    )


def _write_names(sheet: Sheet, frame: Frame, both: pd.DataFrame, highlight: str) -> None:
    """Names from the most wanted on, each where it covers neither a name nor a dot."""
    small = theme().size.small
    points = [frame.at(x, y) for x, y in zip(both["x"], both["y"], strict=True)]
    room = Box(frame.left, frame.top, frame.right, frame.bottom)
    taken = [Box(x - 2.2, y - 2.2, x + 2.2, y + 2.2) for x, y in points]
    order = _wanted(both, highlight)
    for place in order:
        is_highlight = bool(both["region_code"][place] == highlight != "")
        if is_highlight:
            at = [both["x"][place]], [both["y"][place]]
            draw_marker(frame.axes, *at, "o", colour("ink"), colour("focus"), size=6)
        year = str(both["off"][place])
        name = shorten(both["region"][place], _LABEL, small) + year
        size = (text_width(name, small), line_height(small) * 0.8)
        clear = 6.5 if is_highlight else 4.0
        box = place_beside(points[place], size, taken, room, clear)
        if box is None and (
            is_highlight or year
        ):  # rather cover a dot than leave out what is looked for
            box = place_beside(points[place], size, [], room, clear)
        if box:
            taken.append(box)
            ink = "focus" if is_highlight else "ink"
            sheet.text(box.left, (box.top + box.bottom) / 2, name, ink=ink, back="paper")


def _wanted(both: pd.DataFrame, highlight: str) -> list[int]:
    """Rows in the order in which their names matter: highlighted, then furthest from the middle."""
    ranks = both[["x", "y"]].rank(pct=True) - 0.5
    far = (ranks**2).sum(axis=1) + 9.0 * (both["region_code"] == highlight) * (highlight != "")
    dated = both["off"] != ""  # a dot of another year is always named, for its year to be seen
    order = (far + 4.0 * dated).sort_values(ascending=False, kind="stable").index
    return [int(place) for place in order[: max(theme().page.names_most, dated.sum())]]


def _alt(both: pd.DataFrame, axes: Sequence[_Axis], title: str, finding: str, say: Words) -> str:
    """The title, the correlation, and for each axis its lowest and its highest region."""
    parts = [finding] if finding else []
    for axis in axes:
        ends = both.sort_values(axis.side, kind="stable")
        rows = records(ends.iloc[[0, -1]] if len(ends) > 1 else ends)
        shown = [f"{row['region']} {number(row[axis.side], axis.decimals)}" for row in rows]
        parts.append(say.join([axis.name, *shown]))
    return say.sentence(title, parts if len(both) else [])
