"""Gaps, pace, ambition, peers, inequality and composites: tables in, tables out.

Every function is pure: it takes DataFrames with the columns of `docs/architecture.md` and returns a
new one. Formulas, units and their sources stand in the docstrings, thresholds in `thresholds.toml`.
"""

from plancompare.analysis.benchmarks import AGAINST_COLUMNS, against, against_standard
from plancompare.analysis.bulk import gap_table_from_parquet
from plancompare.analysis.comparability import comparability_flags
from plancompare.analysis.course import COURSE_COLUMNS, average_annual_reduction, course_table
from plancompare.analysis.gaps import GAP_COLUMNS, gap_table
from plancompare.analysis.thresholds import Thresholds, thresholds
from plancompare.analysis.values import latest_values, values_nearest, yearly_values

__all__ = [
    "AGAINST_COLUMNS",
    "COURSE_COLUMNS",
    "GAP_COLUMNS",
    "Thresholds",
    "against",
    "against_standard",
    "average_annual_reduction",
    "comparability_flags",
    "course_table",
    "gap_table",
    "gap_table_from_parquet",
    "latest_values",
    "thresholds",
    "values_nearest",
    "yearly_values",
]
