"""Which region states which indicator: as an actual value, as a target, both or not at all."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.examples import values_of_indicators
from plancompare.charts.findings import most
from plancompare.charts.grid import Grid, draw_names, lay_grid
from plancompare.charts.rows import names, region_names
from plancompare.charts.sheet import (
    FillStyle,
    Foot,
    Head,
    Key,
    Sheet,
    draw_marker,
    open_sheet,
    source_line,
)
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width
from plancompare.charts.words import Words, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.region_views import coverage_rows

_BITS = {"actual": 1, "target": 2}
_STATES: dict[int, tuple[str, FillStyle, str]] = {  # -> word, filled half, colour of a bar
    3: ("both", "full", "series"),
    1: ("actual", "left", "middle"),
    2: ("target", "right", "neutral"),
}
_BAR = 90.0
_COLUMNS_MOST = 40  # regions that get a column of their own
_ROW = 9.4
_COLUMN = 8.8
_PAD = 4.0
_ALT_ROWS = 60  # nobody listens to more


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    return Drawn(coverage_rows(data, asked.regions))


def _example(count: int) -> Drawn:
    random = np.random.default_rng(4)
    rows = values_of_indicators(count)
    roles = [
        rows.assign(role=role)[random.uniform(size=len(rows)) > 0.4]
        for role in ("actual", "target")
    ]
    return Drawn(pd.concat([rows.assign(role=""), *roles], ignore_index=True))


@chart(
    needs=("role",),
    made=_of_dataset,
    example=_example,
)
def coverage(
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
) -> Figure:
    """Indicators down, regions across: who states what, and how many do.

    With more than 40 regions each indicator gets a bar instead: how many regions state both, an
    actual value only, a target only.

    Args:
        table: One row a region, indicator and role, drawn in the table's order. Columns:
            `region_zh` and/or `region_en`, `name_zh` and/or `name_en`, `role` (`actual`, `target`;
            empty or missing where a region or an indicator is to be shown though not stated).
            Optional: `region_code`.
        lang: `zh` or `en`.
        title: Instead of the computed one.
        source: Printed in the picture after “Source”.
        notes: Footnotes.

    Returns:
        The figure; `alt_text` says what it shows.

    Raises:
        ChartError: If a column is missing.
    """
    say = words(lang)
    full = table.assign(region=region_names(table, lang), name=names(table, lang))
    states = _states(full)
    shown = _most_stated(states)
    is_wide = len(states.columns) > _COLUMNS_MOST
    grid = _grid(shown, is_wide, say)
    left_out = len(states) - len(shown)
    more = [say("more_rows", count=left_out)] if left_out else []
    title = title or _title(states, say)
    sheet = open_sheet(
        _head(states, is_wide, say, title),
        Foot([*more, *notes], source_line(source, say)),
        grid.height,
        alt=_alt(states, title, say),
        width=grid.width + _count_width(shown, say) + 2 * theme().page.margin,
    )
    draw_names(sheet, grid)
    (_draw_bars if is_wide else _draw_matrix)(sheet, grid, shown, say)
    _write_counts(sheet, grid, shown, say)
    return sheet.figure


def _states(full: pd.DataFrame) -> pd.DataFrame:
    """Indicators by regions, in the table's order: 0 not stated, else actual 1 plus target 2."""
    bits = full.assign(bit=full["role"].map(_BITS).fillna(0).astype(int))
    return (
        bits.drop_duplicates(["name", "region", "bit"])
        .pivot_table(index="name", columns="region", values="bit", aggfunc="sum", fill_value=0)
        .reindex(index=full["name"].unique(), columns=full["region"].unique())
        .astype(int)
    )


def _most_stated(states: pd.DataFrame) -> pd.DataFrame:
    """As many indicators as a page has room for, those that most regions state; in their order."""
    counts = (states > 0).sum(axis=1).sort_values(ascending=False, kind="stable")
    kept = counts.index[: theme().page.rows_most]
    return states[states.index.isin(kept)]


def _grid(shown: pd.DataFrame, is_wide: bool, say: Words) -> Grid:
    page = theme().page
    room = page.width - 2 * page.margin - _count_width(shown, say)
    across = [""] if is_wide else list(shown.columns)
    cell = (_BAR if is_wide else _COLUMN, _ROW)
    return lay_grid(list(shown.index), across, cell=cell, room=room)


def _count(row: pd.Series, say: Words) -> str:
    return say("of", part=int((row > 0).sum()), whole=len(row))


def _count_width(shown: pd.DataFrame, say: Words) -> float:
    whole = len(shown.columns)
    return _PAD + text_width(say("of", part=whole, whole=whole), theme().size.small)


def _head(states: pd.DataFrame, is_wide: bool, say: Words, title: str) -> Head:
    parts = [
        say("regions", count=len(states.columns)),
        say("indicators", count=len(states)),
        say("coverage_sum", part=int((states > 0).to_numpy().sum()), whole=states.size),
    ]
    key = [
        Key(
            say(word), colour(shade if is_wide else "better"), "s", fill="full" if is_wide else fill
        )
        for word, fill, shade in _STATES.values()
    ]
    if not is_wide:
        key.append(Key(say("not_stated"), colour("rule"), marker="s", face=colour("paper")))
    return Head(title, say.join(parts), key)


def _draw_matrix(sheet: Sheet, grid: Grid, shown: pd.DataFrame, say: Words) -> None:
    for state in (0, *_STATES):
        rows, columns = (shown.to_numpy() == state).nonzero()
        places = [grid.cell_at(sheet, x, y) for x, y in zip(columns, rows, strict=True)]
        xs = [left + grid.cell[0] / 2 for left, _ in places]
        shade = colour("series" if state else "rule")
        face = "" if state else colour("paper")
        fill = _STATES[state][1] if state else "full"
        draw_marker(sheet.paper, xs, [y for _, y in places], "s", shade, face, fill=fill)
        for x, y in zip(columns, rows, strict=True) if state else ():
            grid.tell(
                sheet, x, y, say.join([grid.columns[x], grid.rows[y], say(_STATES[state][0])])
            )


def _draw_bars(sheet: Sheet, grid: Grid, shown: pd.DataFrame, say: Words) -> None:
    """For each indicator the regions that state both, an actual only, a target only."""
    for place, row in enumerate(shown.to_numpy()):
        left, middle = grid.cell_at(sheet, 0, place)
        counts = [f"{say(word)} {(row == state).sum()}" for state, (word, *_) in _STATES.items()]
        grid.tell(sheet, 0, place, say.join([grid.rows[place], *counts]))
        for state, (_, _, shade) in _STATES.items():
            width = grid.cell[0] * float((row == state).mean())
            bar = Rectangle((left, middle - 3), width, 6, facecolor=colour(shade), linewidth=0)
            sheet.paper.add_patch(bar)
            left += width


def _write_counts(sheet: Sheet, grid: Grid, shown: pd.DataFrame, say: Words) -> None:
    for place, (_, row) in enumerate(shown.iterrows()):
        left, middle = grid.cell_at(sheet, len(grid.columns), place)
        end = left + _count_width(shown, say)
        sheet.text(end, middle, _count(row, say), ink="muted", align="right")


def _title(states: pd.DataFrame, say: Words) -> str:
    """The indicators that most regions state."""
    return most((states > 0).sum(axis=1), "title_coverage", say, whole=len(states.columns))


def _alt(states: pd.DataFrame, title: str, say: Words) -> str:
    """The title, then each indicator with the number of regions that state it."""
    parts = [f"{name} {_count(row, say)}" for name, row in states.head(_ALT_ROWS).iterrows()]
    return say.sentence(title, parts)
