"""How demanding a target is: beside its baseline, its past pace, and what others promise."""

import pandas as pd

from plancompare.analysis.benchmarks import against
from plancompare.analysis.comparable import LEVELS, comparable
from plancompare.analysis.peers import STANDING_COLUMNS, standings
from plancompare.analysis.rule import ROUNDING
from plancompare.analysis.values import SUBJECT, yearly_values

_OWN = [
    *SUBJECT,
    "source_id",
    "baseline",
    "baseline_year",
    "target",
    "target_year",
    "direction",
    "asked",
    "relative_asked",
    "asked_pace",
    "past_pace",
    "past_year",
    "acceleration",
    "weaker_than_baseline",
]
_BESIDE = {"region_code": "region_code", "indicator_id": "indicator_id", "year": "target_year"}
_BENCHMARK = {
    "benchmark": "target",
    "benchmark_year": "target_year",
    "position": "position",
    "flags": "flags",
}


def ambition_table(
    gaps: pd.DataFrame,
    observations: pd.DataFrame,
    indicators: pd.DataFrame,
    regions: pd.DataFrame,
) -> pd.DataFrame:
    """How demanding each target is.

    - relative asked = asked / |baseline|: what the target asks for, as a share of the baseline.
    - asked pace = asked / (target year - baseline year), in the indicator's unit a year.
    - past pace = d·(baseline - earlier) / (baseline year - its year), earlier the region's actual
      of the year nearest to as long before the baseline as the target lies after it; in the
      indicator's unit a year, positive in the direction the target asks for.
    - acceleration = asked pace / past pace: 2 asks for twice the pace of the past; missing where
      the past pace did not lead towards the target.
    - the nation's and the province's target, and the rank among the targets of regions of the same
      level (1 asks for most; for a neutral indicator the highest, which is an order and no more).

    Args:
        gaps: As from `gap_table`.
        observations: The table `observations`.
        indicators: The table `indicators`.
        regions: The table `regions`.

    Returns:
        One row a target value: what it asks, the paces, `weaker_than_baseline`, and for the
        region's latest target of each indicator `nation_target`, `nation_target_year`,
        `nation_position` (`better` is more demanding) and `nation_flags`, the same of the province,
        and `peers` (how many state a target), `peers_median` and `peers_rank`.
    """
    rows = gaps[gaps["target"].notna()].reset_index(drop=True)
    size = rows["baseline"].abs()
    span = (rows["target_year"] - rows["baseline_year"]).astype("Float64").astype("float64")
    rows = rows.assign(
        span=span,
        relative_asked=rows["asked"] / size.where(size != 0),
        asked_pace=rows["asked"] / span.where(span > 0),
        weaker_than_baseline=rows["asked"] < -ROUNDING,
    )
    table = _with_past_pace(rows, yearly_values(observations))[_OWN]
    for benchmark in ("nation", "province"):
        beside = against(observations, indicators, regions, benchmark=benchmark, role="target")
        named = _BESIDE | {old: f"{benchmark}_{new}" for old, new in _BENCHMARK.items()}
        table = _join(table, beside.rename(columns=named)[list(named.values())])
        table[f"{benchmark}_flags"] = table[f"{benchmark}_flags"].fillna("")
    return _join(table, _among_peers(observations, indicators, regions))


def _join(table: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    return table.merge(other, on=[*SUBJECT, "target_year"], how="left", validate="many_to_one")


def _with_past_pace(rows: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """Add the pace from an earlier actual to the baseline."""
    asked = rows[[*SUBJECT, "baseline_year", "span"]].reset_index()
    pairs = asked.merge(actuals[[*SUBJECT, "year", "value"]], on=SUBJECT)
    pairs = pairs[(pairs["year"] < pairs["baseline_year"]).fillna(False)]
    distance = (pairs["baseline_year"] - pairs["span"] - pairs["year"]).abs()
    order = pairs.assign(distance=distance).sort_values(["distance", "year"], kind="stable")
    earlier = order.drop_duplicates("index").set_index("index").reindex(rows.index)
    sense = rows["direction"].map({"more": 1.0, "less": -1.0}).astype("float64")
    years = (rows["baseline_year"] - earlier["year"]).astype("Float64").astype("float64")
    past_pace = sense * (rows["baseline"] - earlier["value"]) / years
    return rows.assign(
        past_year=earlier["year"],
        past_pace=past_pace,
        acceleration=rows["asked_pace"] / past_pace.where(past_pace > 0),
    )


def _among_peers(
    observations: pd.DataFrame, indicators: pd.DataFrame, regions: pd.DataFrame
) -> pd.DataFrame:
    """The place of each region's target among those of its level for like years, their median."""
    levels = regions[["region_code", "level"]]
    targets = observations[observations["role"] == "target"].merge(levels, on="region_code")
    parts = [
        standings(comparable(targets, level=level), indicators)
        for level in LEVELS
        if (targets["level"] == level).any()
    ]
    ranked = pd.concat(parts, ignore_index=True) if parts else _no_standings()
    ranked = ranked.merge(levels, on="region_code")
    median = ranked.groupby(["level", "indicator_id"])["value"].transform("median")
    named = {"year": "target_year", "n": "peers", "rank": "peers_rank"}
    ranked = ranked.assign(peers_median=median).rename(columns=named)
    ranked = ranked.astype({"target_year": "Int64"})
    return ranked[[*SUBJECT, "target_year", "peers", "peers_median", "peers_rank"]]


def _no_standings() -> pd.DataFrame:
    return pd.DataFrame(columns=list(STANDING_COLUMNS)).astype({"value": "float64"})


def weak_targets(gaps: pd.DataFrame) -> pd.DataFrame:
    """The targets that ask for less than the baseline already was: a finding, not an error.

    Args:
        gaps: As from `gap_table`.

    Returns:
        Its rows with a negative `asked`, the weakest target (as a share of its baseline) first.
    """
    weak = gaps[gaps["asked"] < -ROUNDING]
    share = weak["asked"] / weak["baseline"].abs()
    return weak.loc[share.sort_values(kind="stable").index].reset_index(drop=True)
