"""What plans set out to do: how much each region says on each theme, and who answers for what."""

from collections.abc import Sequence
from itertools import product

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from plancompare.charts.chart import chart
from plancompare.charts.grid import Grid, draw_names, lay_grid
from plancompare.charts.rows import Record, first_of, names, records, region_names
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
from plancompare.charts.words import Lang, Words, words

_CELL = (17.0, 9.6)  # a number and two marks
_DOT = (8.8, 9.4)
_COLUMNS_MOST = 40
_STEPS = (1, 2, 4, 8)  # items from which a cell is a shade darker
_LIGHT_INK_FROM = 3  # shades on which ink is white
_ALT_ROWS = 60  # nobody listens to more


@chart("items", "counts", "answered")
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
            `region_en`, `name_zh` and/or `name_en` (the theme's), `items`, `counts`, `answered`
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
    full = table.assign(across=region_names(table, lang), down=names(table, lang))
    grid, more = _lay(full, _CELL, say)
    sheet = open_sheet(
        _coverage_head(full, say, title),
        Foot([*more, *notes], source_line(source, say)),
        grid.height,
        alt=_coverage_alt(full, say),
        width=grid.width + 2 * theme().page.margin,
    )
    draw_names(sheet, grid)
    cells = _cells(full)
    for (row, down), (column, across) in product(enumerate(grid.rows), enumerate(grid.columns)):
        _draw_cell(sheet, grid, (column, row), cells.get((down, across)))
    return sheet.figure


@chart("leads", "supports")
def agency_matrix(
    table: pd.DataFrame,
    *,
    lang: Lang = "zh",
    title: str | None = None,
    source: str = "",
    notes: Sequence[str] = (),
) -> Figure:
    """Themes down, agencies across: who leads, who only supports.

    Args:
        table: One row an agency and theme; themes are drawn in the table's order, agencies that
            lead on most themes first. Columns: `agency_zh` and/or `agency_en`, `name_zh` and/or
            `name_en` (the theme's), `leads`, `supports` (numbers of items, as from
            `analysis.measures.agency_themes`).
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
    full = table.assign(across=names(table, lang, "agency"), down=names(table, lang))
    grid, more = _lay(full, _DOT, say, _busiest_first(full))
    sheet = open_sheet(
        _agency_head(full, say, title),
        Foot([*more, *notes], source_line(source, say)),
        grid.height,
        alt=_agency_alt(full, say),
        width=grid.width + 2 * theme().page.margin,
    )
    draw_names(sheet, grid)
    _draw_parts(sheet, grid, _cells(full))
    return sheet.figure


def _busiest_first(full: pd.DataFrame) -> list[str]:
    """The agencies: those that lead on most themes first, then those that support on most."""
    parts = (full.set_index("across")[["leads", "supports"]] > 0).groupby(level=0, sort=False).sum()
    return list(parts.sort_values(["leads", "supports"], ascending=False, kind="stable").index)


def _lay(
    full: pd.DataFrame, cell: tuple[float, float], say: Words, across: Sequence[str] = ()
) -> tuple[Grid, list[str]]:
    """The grid, and notes on what it leaves out."""
    across, down = across or list(full["across"].unique()), list(full["down"].unique())
    shown = first_of(down)
    page = theme().page
    room = page.width - 2 * page.margin
    grid = lay_grid(shown, across[:_COLUMNS_MOST], cell=cell, room=room)
    left_out = {
        "more_rows": len(down) - len(shown),
        "more_columns": len(across) - len(grid.columns),
    }
    return grid, [say(key, count=count) for key, count in left_out.items() if count]


def _cells(full: pd.DataFrame) -> dict[tuple[str, str], Record]:
    return {(row["down"], row["across"]): row for row in records(full)}


def _coverage_head(full: pd.DataFrame, say: Words, title: str | None) -> Head:
    taken_up = int((full["items"] > 0).sum())
    parts = [
        say("regions", count=full["across"].nunique()),
        say("themes", count=full["down"].nunique()),
        say("taken_up", part=taken_up, whole=len(full)),
    ]
    key = [Key(say("items_darker"), theme().ramp["neutral"][2], "s")]
    if (full["counts"] > 0).any():
        key.append(Key(say("counts_promised"), colour("focus"), "D"))
    if (full["answered"] > 0).any():
        key.append(Key(say("answered_for"), colour("series"), "o"))
    return Head(title or say("title_theme_coverage"), say.join(parts), key)


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
    edges = {"counts": ("D", "focus", -2.1), "answered": ("o", "series", 2.1)}
    for column, (marker, shade_name, shift) in edges.items():
        if cell[column] > 0:
            x, y = [left + width - 4.2], [middle + shift]
            draw_marker(sheet.paper, x, y, marker, colour("paper"), colour(shade_name), size=3.6)


def _coverage_alt(full: pd.DataFrame, say: Words) -> str:
    """The title, then each theme with the number of regions that take it up."""
    parts = [
        f"{name} {say('of', part=int((group['items'] > 0).sum()), whole=len(group))}"
        for name, group in full.groupby("down", sort=False)
    ]
    return say.sentence(say("title_theme_coverage"), parts[:_ALT_ROWS])


def _agency_head(full: pd.DataFrame, say: Words, title: str | None) -> Head:
    parts = [
        say("agencies", count=full["across"].nunique()),
        say("themes", count=full["down"].nunique()),
    ]
    key = [
        Key(say("lead"), colour("series"), "s"),
        Key(say("support_only"), colour("middle"), "s"),
        Key(say("no_part"), colour("rule"), "s", face=colour("paper")),
    ]
    return Head(title or say("title_agency_matrix"), say.join(parts), key)


def _draw_parts(sheet: Sheet, grid: Grid, cells: dict[tuple[str, str], Record]) -> None:
    shades = {"leads": ("series", ""), "supports": ("middle", ""), "none": ("rule", "paper")}
    places: dict[str, list[tuple[float, float]]] = {part: [] for part in shades}
    for (row, down), (column, across) in product(enumerate(grid.rows), enumerate(grid.columns)):
        left, middle = grid.cell_at(sheet, column, row)
        part = _part(cells.get((down, across)))
        places[part].append((left + grid.cell[0] / 2, middle))
    for part, (edge, face) in shades.items():
        xs, ys = [x for x, _ in places[part]], [y for _, y in places[part]]
        draw_marker(sheet.paper, xs, ys, "s", colour(edge), colour(face) if face else "")


def _part(cell: Record | None) -> str:
    return next((part for part in ("leads", "supports") if cell and cell[part] > 0), "none")


def _agency_alt(full: pd.DataFrame, say: Words) -> str:
    """The title, then each agency with the themes that it leads on and supports."""
    parts = [
        say.join(
            [
                str(name),
                say("leads_on", count=int((group["leads"] > 0).sum())),
                say("supports_on", count=int((group["supports"] > 0).sum())),
            ]
        )
        for name, group in ((each, full[full["across"] == each]) for each in _busiest_first(full))
    ]
    return say.sentence(say("title_agency_matrix"), parts[:_ALT_ROWS])
