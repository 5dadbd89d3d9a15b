"""Gaps, pace, ambition, peers, inequality and composites: tables in, tables out.

Every function is pure: it takes DataFrames with the columns of `docs/architecture.md` and returns a
new one. Formulas, units and their sources stand in the docstrings, thresholds in `thresholds.toml`.
"""

from plancompare.analysis.bulk import gap_table_from_parquet
from plancompare.analysis.gaps import GAP_COLUMNS, gap_table
from plancompare.analysis.thresholds import Thresholds, thresholds

__all__ = ["GAP_COLUMNS", "Thresholds", "gap_table", "gap_table_from_parquet", "thresholds"]
