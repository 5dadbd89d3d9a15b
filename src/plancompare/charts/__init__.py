"""One function a chart, from a tidy table to a matplotlib Figure; one theme."""

from plancompare.charts.coverage import coverage
from plancompare.charts.dumbbell import dumbbell
from plancompare.charts.errors import ChartError
from plancompare.charts.export import alt_text, save, to_png, to_svg
from plancompare.charts.heat_table import heat_table
from plancompare.charts.ranking import ranking
from plancompare.charts.spine import spine
from plancompare.charts.trajectory import trajectory

__all__ = [
    "ChartError",
    "alt_text",
    "coverage",
    "dumbbell",
    "heat_table",
    "ranking",
    "save",
    "spine",
    "to_png",
    "to_svg",
    "trajectory",
]
