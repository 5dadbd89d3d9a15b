"""Gaps, pace, ambition, peers, inequality and composites: tables in, tables out.

Every function is pure: it takes DataFrames with the columns of `docs/architecture.md` and returns a
new one. Formulas, units and their sources stand in the docstrings, thresholds in `thresholds.toml`.
"""

from plancompare.analysis.ambition import ambition_table, weak_targets
from plancompare.analysis.benchmarks import AGAINST_COLUMNS, against, against_standard
from plancompare.analysis.comparability import comparability_flags
from plancompare.analysis.comparable import Comparable, comparable
from plancompare.analysis.composites import (
    Composite,
    entropy_weights,
    rank_sum_ratio,
    sensitivity,
    topsis,
)
from plancompare.analysis.course import COURSE_COLUMNS, average_annual_reduction, course_table
from plancompare.analysis.distribution import (
    Limits,
    ahead,
    places,
    quantile_tops,
    quartiles,
    rank_correlation,
    ranks,
    thirds,
)
from plancompare.analysis.gaps import (
    GAP_COLUMNS,
    gap_table,
    gap_table_from_parquet,
    plan_starts,
)
from plancompare.analysis.inequality import (
    coefficient_of_variation,
    gini,
    inequality_table,
    lorenz_curve,
    macro_regions,
    share_of_lower,
    theil,
    theil_parts,
)
from plancompare.analysis.margins import intervals
from plancompare.analysis.peers import nearest, peer_summary, robust_z, same_level, standings
from plancompare.analysis.plan_beside_plan import plans_beside, targets_beside
from plancompare.analysis.rare_events import (
    births_of,
    few_events,
    poisson_interval,
    too_few,
    with_events,
)
from plancompare.analysis.series import breaks_in, differs, runs, with_facets
from plancompare.analysis.thresholds import other_thresholds, thresholds
from plancompare.analysis.values import latest_values, values_nearest, yearly_values

__all__ = [
    "AGAINST_COLUMNS",
    "COURSE_COLUMNS",
    "GAP_COLUMNS",
    "Comparable",
    "Composite",
    "Limits",
    "against",
    "against_standard",
    "ahead",
    "ambition_table",
    "average_annual_reduction",
    "births_of",
    "breaks_in",
    "coefficient_of_variation",
    "comparability_flags",
    "comparable",
    "course_table",
    "differs",
    "entropy_weights",
    "few_events",
    "gap_table",
    "gap_table_from_parquet",
    "gini",
    "inequality_table",
    "intervals",
    "latest_values",
    "lorenz_curve",
    "macro_regions",
    "nearest",
    "other_thresholds",
    "peer_summary",
    "places",
    "plan_starts",
    "plans_beside",
    "poisson_interval",
    "quantile_tops",
    "quartiles",
    "rank_correlation",
    "rank_sum_ratio",
    "ranks",
    "robust_z",
    "runs",
    "same_level",
    "sensitivity",
    "share_of_lower",
    "standings",
    "targets_beside",
    "theil",
    "theil_parts",
    "thirds",
    "thresholds",
    "too_few",
    "topsis",
    "values_nearest",
    "weak_targets",
    "with_events",
    "with_facets",
    "yearly_values",
]
