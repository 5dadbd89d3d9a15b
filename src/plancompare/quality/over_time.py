"""Values of one region and indicator, held against earlier ones."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.quality.comparison import comparisons, of_one_series
from plancompare.quality.relations import rules

_WHAT = ["region_code", "indicator_id"]


def compare_over_time(rows: pd.DataFrame, sources: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Hold each actual value against the one before it, and each target against its baseline.

    A baseline without a year counts as of the year before its plan begins.

    Args:
        rows: What `comparison.prepared` gives.
        sources: The table `sources`.

    Yields:
        Comparisons: `pace` (too fast), `promise` (a target too far from its plan's baseline),
        `grows` (a fall of what only grows) and `census_again` (a census value under a later year).
        None refuses a build.
    """
    known = rows[rows["when"] > 0]
    actual = known[known["shown"] & (known["role"] == "actual")]
    later, earlier = _steps(actual[~actual["indicator_id"].isin(rules()["pace"]["never"])])
    yield _pace("pace", later, earlier)
    yield _falls(later, earlier)
    yield _census_again(known[known["role"] == "actual"])
    began = sources.set_index("source_id")["first_year"].astype("float64") - 1
    dated = rows["when"].mask(rows["when"] == 0, rows["source_id"].map(began)).fillna(0)
    placed = rows.assign(when=dated.astype("int64"))
    yield _pace("promise", *_promises(placed[placed["when"] > 0]))


def _steps(actual: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values and those before them, of one series as far as is known, and of one basis of it."""
    ordered = actual.sort_values([*_WHAT, "when", "position"]).drop_duplicates([*_WHAT, "when"])
    before = ordered.shift(1)
    same = (ordered[_WHAT] == before[_WHAT]).all(axis=1).to_numpy()
    later, earlier = ordered[same], ordered[np.roll(same, -1)]
    alike = of_one_series(later, earlier)
    alike &= later["basis"].to_numpy() == earlier["basis"].to_numpy()
    return later[alike], earlier[alike]


def _promises(known: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Targets, and the latest actual value that their own source gives before them."""
    key = [*_WHAT, "source_id", "publication"]
    actual = known[known["role"] == "actual"].sort_values("when")
    latest = actual.drop_duplicates(key, keep="last")[[*key, "when"]].assign(line=lambda t: t.index)
    targets = known[(known["role"] == "target") & ~known["derived"]]
    pairs = targets.assign(target_line=targets.index).merge(
        latest, on=key, suffixes=("", "_before")
    )
    pairs = pairs[pairs["when_before"] < pairs["when"]]
    return known.loc[pairs["target_line"]], known.loc[pairs["line"]]


def _pace(check: str, later: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    limits = rules()["pace"]
    indicators, years = later["indicator_id"], _years(later, earlier)
    absolute = _looked_up(indicators, limits["absolute"], np.nan)
    percent = _looked_up(indicators, limits["narrower"], limits["percent"])
    least = _looked_up(later["unit"], limits["least"], 0.0)
    new, old = _values(later), _values(earlier)
    slack = later["half"].to_numpy() + earlier["half"].to_numpy()
    moved = np.maximum(np.abs(new - old) - slack, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        high = np.maximum(new, old)
        growth = 100 * ((high / np.maximum(high - moved, 1e-12)) ** (1 / years) - 1)
    growth = np.where(moved / years > least, growth, 0)
    bounded = ~np.isnan(absolute)
    return comparisons(
        check,
        found=np.where(bounded, moved / years, growth),
        limit=np.where(bounded, absolute, percent),
        rows=_named(later, earlier),
        filled=[{"unit": "" if each else "%"} for each in bounded],
    )


def _falls(later: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    rule = rules()["grows"]
    only = later["indicator_id"].isin(rule["indicators"]).to_numpy()
    later, earlier = later[only], earlier[only]
    slack = later["half"].to_numpy() + earlier["half"].to_numpy()
    fall = (_values(earlier) - _values(later) - slack) / _years(later, earlier)
    absolute = _looked_up(later["indicator_id"], rule["absolute"], np.nan)
    relative = _values(earlier) * rule["tolerance"] / 100
    limit = np.where(np.isnan(absolute), relative, absolute)
    return comparisons("grows", found=fall, limit=limit, rows=_named(later, earlier))


def _census_again(actual: pd.DataFrame) -> pd.DataFrame:
    """Values of the years after a census that are another publication's of it to many digits."""
    rule = rules()["census_again"]
    asked = actual[actual["indicator_id"].isin(rule["indicators"])]
    censuses = asked[asked["when"].isin(rule["years"])]
    others = asked[~asked["when"].isin(rule["years"])].assign(line=lambda rows: rows.index)
    pairs = others.merge(censuses.assign(line=lambda rows: rows.index), on=_WHAT)
    since = pairs["when_x"] - pairs["when_y"]
    equal = (pairs["value_x"] == pairs["value_y"]) & (since > 0) & (since < rule["within"])
    pairs = pairs[equal & (pairs["publication_x"] != pairs["publication_y"])].drop_duplicates(
        "line_x"
    )
    exact = np.maximum(pairs["half_x"], pairs["half_y"]).to_numpy(dtype="float64")
    digits = 1 + np.floor(np.log10(pairs["value_x"].to_numpy(dtype="float64") / (2 * exact)))
    return comparisons(
        "census_again",
        found=digits,
        limit=rule["digits"],
        rows=_named(actual.loc[pairs["line_x"]], actual.loc[pairs["line_y"]]),
    )


def _looked_up(
    keys: "pd.Series[str]", table: Mapping[str, float], other: float
) -> NDArray[np.float64]:
    return np.array([table.get(key, other) for key in keys], dtype="float64")


def _named(first: pd.DataFrame, second: pd.DataFrame) -> NDArray[np.int64]:
    return np.column_stack([first["position"], second["position"]])


def _values(rows: pd.DataFrame) -> NDArray[np.float64]:
    return rows["value"].to_numpy(dtype="float64")


def _years(later: pd.DataFrame, earlier: pd.DataFrame) -> NDArray[np.float64]:
    these, those = (rows["when"].to_numpy(dtype="float64") for rows in (later, earlier))
    return np.asarray(these - those)
