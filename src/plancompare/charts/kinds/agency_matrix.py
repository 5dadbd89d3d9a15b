"""Who answers for what: themes down, agencies across."""

from collections.abc import Sequence
from itertools import product

import pandas as pd
from matplotlib.figure import Figure

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import chart
from plancompare.charts.examples import some_agencies, some_themes
from plancompare.charts.findings import most
from plancompare.charts.grid import Grid, draw_names
from plancompare.charts.rows import Record, names
from plancompare.charts.sheet import Foot, Head, Key, Sheet, draw_marker, open_sheet, source_line
from plancompare.charts.theme import colour, theme
from plancompare.charts.theme_grid import cells_of, lay_themes
from plancompare.charts.words import Words, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.views.measure_views import agency_view

_DOT = (8.8, 9.4)
_SAID = {"leads": "lead", "supports": "support_only"}
_ALT_ROWS = 60  # nobody listens to more


def _of_dataset(data: Dataset, asked: Asked) -> Drawn:
    return Drawn(agency_view(data, asked.one_region()))


def _example(count: int) -> Drawn:
    table = some_agencies(count).merge(some_themes(), how="cross", suffixes=("_one", "_two"))
    one, two = table["order_one"], table["order_two"]
    return Drawn(table.assign(leads=(one + two) % 5 // 4, supports=(one * two) % 3 // 2))


@chart(
    needs=("leads", "supports"),
    made=_of_dataset,
    example=_example,
)
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
            lead on most themes first. Columns: `agency_zh` and/or `agency_en`, `theme_zh` and/or
            `theme_en`, `leads`, `supports` (numbers of items, as from
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
    full = table.assign(across=names(table, lang, "agency"), down=names(table, lang, "theme"))
    grid, more = lay_themes(full, _DOT, say, _busiest_first(full))
    title = title or _title(full, say)
    sheet = open_sheet(
        _agency_head(full, say, title),
        Foot([*more, *notes], source_line(source, say)),
        grid.height,
        alt=_agency_alt(full, title, say),
        width=grid.width + 2 * theme().page.margin,
    )
    draw_names(sheet, grid)
    _draw_parts(sheet, grid, cells_of(full), say)
    return sheet.figure


def _busiest_first(full: pd.DataFrame) -> list[str]:
    """The agencies: those that lead on most themes first, then those that support on most."""
    parts = (full.set_index("across")[["leads", "supports"]] > 0).groupby(level=0, sort=False).sum()
    return list(parts.sort_values(["leads", "supports"], ascending=False, kind="stable").index)


def _agency_head(full: pd.DataFrame, say: Words, title: str) -> Head:
    parts = [
        say("agencies", count=full["across"].nunique()),
        say("themes", count=full["down"].nunique()),
    ]
    key = [
        Key(say("lead"), colour("series"), "s"),
        Key(say("support_only"), colour("middle"), "s"),
        Key(say("no_part"), colour("rule"), "s", face=colour("paper")),
    ]
    return Head(title, say.join(parts), key)


def _draw_parts(sheet: Sheet, grid: Grid, cells: dict[tuple[str, str], Record], say: Words) -> None:
    shades = {"leads": ("series", ""), "supports": ("middle", ""), "none": ("rule", "paper")}
    places: dict[str, list[tuple[float, float]]] = {part: [] for part in shades}
    for (row, down), (column, across) in product(enumerate(grid.rows), enumerate(grid.columns)):
        left, middle = grid.cell_at(sheet, column, row)
        part = _part(cells.get((down, across)))
        places[part].append((left + grid.cell[0] / 2, middle))
        if part != "none":
            grid.tell(sheet, column, row, say.join([across, down, say(_SAID[part])]))
    for part, (edge, face) in shades.items():
        xs, ys = [x for x, _ in places[part]], [y for _, y in places[part]]
        draw_marker(sheet.paper, xs, ys, "s", colour(edge), colour(face) if face else "")


def _part(cell: Record | None) -> str:
    return next((part for part in ("leads", "supports") if cell and cell[part] > 0), "none")


def _title(full: pd.DataFrame, say: Words) -> str:
    """The agency that leads on most themes."""
    leads = (full["leads"] > 0).groupby(full["across"], sort=False).sum()
    return most(leads, "title_agency_matrix", say)


def _agency_alt(full: pd.DataFrame, title: str, say: Words) -> str:
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
    return say.sentence(title, parts[:_ALT_ROWS])
