"""One function a chart, from a tidy table to a matplotlib Figure; one theme."""

from plancompare.charts.asked import Asked, Drawn
from plancompare.charts.chart import CHARTS, Chart, drawn
from plancompare.charts.errors import ChartError
from plancompare.charts.export import alt_text, save, title_text, to_png, to_svg
from plancompare.charts.kinds.agency_matrix import agency_matrix
from plancompare.charts.kinds.beside import beside
from plancompare.charts.kinds.coverage import coverage
from plancompare.charts.kinds.dumbbell import dumbbell
from plancompare.charts.kinds.heat_table import heat_table
from plancompare.charts.kinds.inequality import inequality
from plancompare.charts.kinds.lorenz import lorenz
from plancompare.charts.kinds.ranking import ranking
from plancompare.charts.kinds.scatter import scatter
from plancompare.charts.kinds.slope import slope
from plancompare.charts.kinds.spine import spine
from plancompare.charts.kinds.theme_coverage import theme_coverage
from plancompare.charts.kinds.tile_map import tile_map
from plancompare.charts.kinds.trajectory import trajectory

__all__ = [
    "CHARTS",
    "Asked",
    "Chart",
    "ChartError",
    "Drawn",
    "agency_matrix",
    "alt_text",
    "beside",
    "coverage",
    "drawn",
    "dumbbell",
    "heat_table",
    "inequality",
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
