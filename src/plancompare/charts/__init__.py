"""One function a chart, from a tidy table to a matplotlib Figure; one theme."""

from plancompare.charts.beside import beside
from plancompare.charts.coverage import coverage
from plancompare.charts.dumbbell import dumbbell
from plancompare.charts.errors import ChartError
from plancompare.charts.export import alt_text, save, title_text, to_png, to_svg
from plancompare.charts.heat_table import heat_table
from plancompare.charts.lorenz import lorenz
from plancompare.charts.measures import agency_matrix, theme_coverage
from plancompare.charts.ranking import ranking
from plancompare.charts.scatter import scatter
from plancompare.charts.slope import slope
from plancompare.charts.spine import spine
from plancompare.charts.tile_map import tile_map
from plancompare.charts.trajectory import trajectory

CHARTS = {
    chart.__name__: chart
    for chart in (
        beside,
        coverage,
        dumbbell,
        heat_table,
        lorenz,
        ranking,
        scatter,
        slope,
        spine,
        tile_map,
        trajectory,
    )
}

__all__ = [
    "CHARTS",
    "ChartError",
    "agency_matrix",
    "alt_text",
    "beside",
    "coverage",
    "dumbbell",
    "heat_table",
    "lorenz",
    "ranking",
    "save",
    "scatter",
    "slope",
    "spine",
    "theme_coverage",
    "tile_map",
    "title_text",
    "to_png",
    "to_svg",
    "trajectory",
]
