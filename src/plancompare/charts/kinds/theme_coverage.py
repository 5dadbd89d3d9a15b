"""How much each region says on each theme: themes down, regions across."""

from collections.abc import Sequence
from itertools import product

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.examples import some_regions, some_themes
from plancompare.charts.findings import most
from plancompare.charts.grid import Grid, draw_names
from plancompare.charts.rows import Record, names, region_names
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
from plancompare.charts.theme_grid import cells_of, lay_themes
from plancompare.charts.words import Words, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.measure_views import coverage_view

_CELL = (17.0, 9.6)  # a number and two marks
_STEPS = (1, 2, 4, 8)  # items from which a cell is a shade darker
_LIGHT_INK_FROM = 3  # shades on which ink is white
_MARKS = {  # word -> column, marker, colour, how far below the cell's middle
    "counts_promised": ("counts", "D", "focus", -2.1),
    "answered_for": ("answered", "o", "series", 2.1),
}
_ALT_ROWS = 60  # nobody listens to more


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    return Drawn(coverage_view(data, asked.regions))


def _example(count: int) -> Drawn:
    table = some_themes().merge(some_regions(count), how="cross")
    mixed = table["order"] * 7 + table.index * 3
    return Drawn(table.assign(items=mixed % 12, counts=mixed % 4 // 3, answered=mixed % 5 // 4))


@chart(
    needs=("items", "counts", "answered"),
    made=_of_dataset,
    example=_example,
)
def theme_coverage(
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
) -> Figure:
    """Themes down, regions across: how many items, and whether they promise counts or name who.

    Darker is more, and not better: regions write items of different length.

    Args:
        table: One row a region and theme, drawn in the table's order. Columns: `region_zh` and/or
            `region_en`, `theme_zh` and/or `theme_en`, `items`, `counts`, `answered`
            (whole numbers, as from `analysis.measures.coverage`). Optional: `region_code`.
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
    full = table.assign(across=region_names(table, lang), down=names(table, lang, "theme"))
    grid, more = lay_themes(full, _CELL, say)
    title = title or _title(full, say)
    sheet = open_sheet(
        _coverage_head(full, say, title),
        Foot([*more, *notes], source_line(source, say)),
        grid.height,
        alt=_coverage_alt(full, title, say),
        width=grid.width + 2 * theme().page.margin,
    )
    draw_names(sheet, grid)
    cells = cells_of(full)
    for (row, down), (column, across) in product(enumerate(grid.rows), enumerate(grid.columns)):
        cell = cells.get((down, across))
        _draw_cell(sheet, grid, (column, row), cell)
        if cell and cell["items"] > 0:
            grid.tell(sheet, column, row, _told(cell, say))
    return sheet.figure


def _told(cell: Record, say: Words) -> str:
    """What a region's plan has on a theme."""
    more = [say(word) for word, (part, *_) in _MARKS.items() if cell[part] > 0]
    return say.join([cell["across"], cell["down"], say("items", count=int(cell["items"])), *more])


def _coverage_head(full: pd.DataFrame, say: Words, title: str) -> Head:
    taken_up = int((full["items"] > 0).sum())
    parts = [
        say("regions", count=full["across"].nunique()),
        say("themes", count=full["down"].nunique()),
        say("taken_up", part=taken_up, whole=len(full)),
    ]
    key = [Key(say("items_darker"), theme().ramp["neutral"][2], "s")]
    for word, (part, marker, shade, _) in _MARKS.items():
        if (full[part] > 0).any():
            key.append(Key(say(word), colour(shade), marker))
    return Head(title, say.join(parts), key)


def _draw_cell(sheet: Sheet, grid: Grid, at: tuple[int, int], cell: Record | None) -> None:
    if cell is None or cell["items"] < _STEPS[0]:
        return
    left, middle = grid.cell_at(sheet, *at)
    width, height = grid.cell
    shade = sum(cell["items"] >= step for step in _STEPS) - 1
    box = (left + 0.5, middle - height / 2 + 0.4)
    face = theme().ramp["neutral"][shade]
    sheet.paper.add_patch(Rectangle(box, width - 1, height - 0.8, facecolor=face, linewidth=0))
    ink = "paper" if shade >= _LIGHT_INK_FROM else "ink"
    sheet.text(left + width * 0.36, middle, str(cell["items"]), ink=ink, align="center")
    for column, marker, shade_name, shift in _MARKS.values():
        if cell[column] > 0:
            x, y = [left + width - 4.2], [middle + shift]
            draw_marker(sheet.paper, x, y, marker, colour("paper"), colour(shade_name), size=3.6)


def _title(full: pd.DataFrame, say: Words) -> str:
    """The theme on which the plans have most items."""
    return most(full.groupby("down", sort=False)["items"].sum(), "title_theme_coverage", say)


def _coverage_alt(full: pd.DataFrame, title: str, say: Words) -> str:
    """The title, then each theme with the number of regions that take it up."""
    parts = [
        f"{name} {say('of', part=int((group['items'] > 0).sum()), whole=len(group))}"
        for name, group in full.groupby("down", sort=False)
    ]
    return say.sentence(title, parts[:_ALT_ROWS])
