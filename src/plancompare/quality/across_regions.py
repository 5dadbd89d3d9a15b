"""Values of one indicator, held against those of other regions."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from plancompare.quality.comparison import comparisons, of_one_series
from plancompare.quality.relations import rules
from plancompare.regions import NATION, region, regions

_SHARES = ("percent", "permille", "per_100k", "per_1000", "per_10k", "years")
_MOMENT = ["indicator_id", "when"]


def compare_across_regions(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Hold actual values against those of other regions: parts, peers, and what lies above.

    Args:
        rows: What `comparison.prepared` gives.

    Yields:
        Comparisons. Only parts that exceed their whole within one publication refuse a build.
    """
    shown = rows[(rows["role"] == "actual") & rows["shown"] & (rows["when"] > 0)]
    placed = shown.assign(
        level=shown["region_code"].map(_level).astype("object"),
        above=shown["region_code"].map(_above).astype("object"),
    )
    yield from _parts(placed[placed["unit"] == "count"])
    rates = placed[placed["unit"].isin(_SHARES) & (placed["value"] > 0)]
    yield _nation_in_range(rates)
    yield _far_from_peers(rates)
    yield _far_from_above(rates)


@cache
def _level(code: str) -> str:
    return region(code).level


@cache
def _above(code: str) -> str:
    return region(code).parent_code


@cache
def _children() -> dict[str, int]:
    """How many regions lie directly below each; of the nation, those with yearly figures."""
    count: dict[str, int] = {}
    for each in regions().values():
        if each.code[:2] not in ("71", "81", "82"):
            count[each.parent_code] = count.get(each.parent_code, 0) + 1
    return count


def _parts(counts: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Regions and the sum of those below them that are known for the same year."""
    below = counts.groupby(["above", *_MOMENT])
    sums = below.agg(
        total=("value", "sum"),
        known=("value", "size"),
        parts=("position", tuple),
        part_lines=("source_id", lambda each: each.iloc[0] if each.nunique() == 1 else ""),
    ).reset_index()
    wholes = counts.merge(
        sums, left_on=["region_code", *_MOMENT], right_on=["above", *_MOMENT], suffixes=("", "_of")
    )
    tolerance = 1 + rules()["regions"]["parts_tolerance"] / 100
    all_known = wholes["known"] == wholes["region_code"].map(_children())
    one = wholes["part_lines"] == wholes["source_id"]
    ratio = wholes["total"] / wholes["value"]
    filled = [
        {"count": known, "found": f"{total:,.0f}", "limit": f"{value:,.0f}"}
        for known, total, value in zip(
            wholes["known"], wholes["total"], wholes["value"], strict=True
        )
    ]
    named = [
        (position, *parts)
        for position, parts in zip(wholes["position"], wholes["parts"], strict=True)
    ]
    found = np.where(all_known, np.maximum(ratio, 1 / ratio), 0)
    yield comparisons("parts", found=found, limit=tolerance, rows=named, filled=filled)
    exceed = np.where(all_known, 0, ratio)
    yield comparisons(
        "parts_exceed", found=exceed, limit=tolerance, rows=named, blocking=one, filled=filled
    )


def _nation_in_range(rates: pd.DataFrame) -> pd.DataFrame:
    provinces = rates[rates["level"] == "province"].groupby(_MOMENT)["value"]
    spread = provinces.agg(["min", "max", "size"]).reset_index()
    spread = spread[spread["size"] >= rules()["regions"]["nation_peers"]]
    nation = rates[rates["region_code"] == NATION].merge(spread, on=_MOMENT)
    outside = np.maximum(nation["value"] - nation["max"], nation["min"] - nation["value"])
    filled = [{"count": size} for size in nation["size"]]
    return comparisons(
        "nation_in_range",
        found=outside - nation["half"],
        limit=0.0,
        rows=nation[["position"]].to_numpy(),
        filled=filled,
    )


def _far_from_peers(rates: pd.DataFrame) -> pd.DataFrame:
    """Values far from the median of their level's values of about the same year."""
    rule = rules()["regions"]
    found = [
        _distances(group, rule["peers"], rule["peer_years"])
        for _, group in rates[rates["level"] != "nation"].groupby(["indicator_id", "level"])
        if len(group) >= rule["peers"]
    ]
    columns = {"distance": "float64", "count": "int64", "spreads": "float64"}
    far = pd.concat(found) if found else pd.DataFrame(columns=list(columns)).astype(columns)
    judged = rates.loc[far.index]
    unlikely = far["spreads"] > rule["far_in_spreads"]
    filled = [
        {"count": count, "found": f"{distance:.3g}"}
        for count, distance in zip(far["count"], far["distance"], strict=True)
    ]
    return comparisons(
        "peers",
        found=np.where(unlikely, far["distance"], 0),
        limit=_limits(judged, rule["far_from_peers"]),
        rows=judged[["position"]].to_numpy(),
        filled=filled,
    )


def _limits(rows: pd.DataFrame, usual: float) -> list[float]:
    """The factor that is too far, of each row's indicator."""
    narrower = rules()["regions"]["narrower"]
    return [float(narrower.get(each, usual)) for each in rows["indicator_id"]]


def _distances(group: pd.DataFrame, peers: int, years: int) -> pd.DataFrame:
    """How far each value is from the median of its window, as a factor and in robust spreads."""
    logs = np.log(group["value"].to_numpy(dtype="float64"))
    when, codes = group["when"].to_numpy(), group["region_code"].to_numpy()
    windows = {}
    for year in set(when.tolist()):
        near = np.abs(when - year) <= years
        median = np.median(logs[near])
        spread = 1.4826 * np.median(np.abs(logs[near] - median))
        windows[year] = (median, max(spread, 0.02), len(set(codes[near])))
    middle, spread, count = np.array([windows[year] for year in when.tolist()]).T
    away = np.abs(logs - middle)
    distances = pd.DataFrame(
        {"distance": np.exp(away), "count": count.astype("int64"), "spreads": away / spread},
        index=group.index,
    )
    enough: pd.DataFrame = distances[count >= peers]
    return enough


def _far_from_above(rates: pd.DataFrame) -> pd.DataFrame:
    """Values many times those of the region above them, or a small part of them."""
    rule = rules()["regions"]
    above = rates[["region_code", *_MOMENT]].assign(line=rates.index).sort_values("when")
    lower = rates[rates["level"] != "nation"].sort_values("when").assign(lower=lambda t: t.index)
    pairs = pd.merge_asof(
        lower[["above", *_MOMENT, "lower"]],
        above.rename(columns={"region_code": "above"}),
        on="when",
        by=["above", "indicator_id"],
        direction="nearest",
        tolerance=rule["above_years"],
    ).dropna(subset="line")
    these, those = rates.loc[pairs["lower"]], rates.loc[pairs["line"].astype("int64")]
    alike = of_one_series(these, those)
    these, those = these[alike], those[alike]
    ratio = these["value"].to_numpy() / those["value"].to_numpy()
    found = np.maximum(ratio, 1 / ratio)
    return comparisons(
        "above",
        found=found,
        limit=_limits(these, rule["far_from_above"]),
        rows=np.column_stack([these["position"], those["position"]]),
        filled=[{"found": f"{each:.3g}"} for each in found],
    )
