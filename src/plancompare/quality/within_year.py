"""Values of one region, year and role, held against each other."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.harmonisation.series import FACETS
from plancompare.quality.comparison import comparisons, of_one_series
from plancompare.quality.relations import Relation, relations

_PUBLICATION = ["source_id", "publication"]
_MOMENT = ["region_code", "when", "role"]
_ASKED = [*_PUBLICATION, "role", "value", "half", "position", "sure", *FACETS]
_Columns = dict[str, NDArray[Any]]
_YEARS = 5  # how far away a `nearest` value may be


def compare_within_years(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Hold values of the same region, year and role against each other.

    Values of one publication are compared whatever another shows, and only there may a relation
    refuse the build: between publications methods may differ. Targets never refuse it, for a
    plan may promise what it likes.

    Args:
        rows: What `comparison.prepared` gives.

    Yields:
        Comparisons, a table for each relation.
    """
    own = _wide(rows, [*_PUBLICATION, *_MOMENT])
    shown = rows[rows["shown"] & (rows["role"] == "actual") & (rows["when"] > 0)]
    across = _wide(shown, _MOMENT)
    columns = {name: rows[name].to_numpy() for name in _ASKED}
    for relation in relations():
        if not set(relation.indicators) <= set(own.columns):
            continue
        yield from _related(columns, own, relation, within=True)
        wide = _with_nearest(across, relation.nearest) if relation.nearest else across
        if set(relation.indicators) <= set(wide.columns):
            yield from _related(columns, wide, relation, within=False)


def _wide(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Which row states each indicator of the relations, a line for each group of rows."""
    wanted = {name for relation in relations() for name in relation.indicators}
    found = rows.loc[rows["indicator_id"].isin(wanted), [*key, "indicator_id"]]
    found = found.drop_duplicates([*key, "indicator_id"])
    return found.assign(line=found.index).pivot(index=key, columns="indicator_id", values="line")


def _with_nearest(wide: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The same, an indicator's gaps filled from the nearest year of its region."""
    if indicator not in wide.columns:
        return wide
    flat = wide.reset_index().sort_values("when", kind="stable")
    known = flat.loc[flat[indicator].notna(), ["region_code", "when", indicator]]
    nearest = pd.merge_asof(
        flat.drop(columns=indicator),
        known,
        on="when",
        by="region_code",
        direction="nearest",
        tolerance=_YEARS,
    )
    return nearest.set_index(wide.index.names)


def _related(
    columns: _Columns, wide: pd.DataFrame, relation: Relation, *, within: bool
) -> Iterator[pd.DataFrame]:
    lines = wide[relation.indicators].to_numpy("float64")
    lines = lines[~np.isnan(lines).any(axis=1)].astype("int64")
    if not len(lines):
        return
    sides = [{name: column[at] for name, column in columns.items()} for at in lines.T]
    left, right = sides[0], sides[1:]
    alike = np.logical_and.reduce([of_one_series(*pair) for pair in combinations(sides, 2)])
    if not within:
        alike &= ~_one_publication(sides)
    combined, slack = _combine(relation, right)
    value = left["value"]
    slack = slack + left["half"]
    named = np.column_stack([each["position"] for each in sides])
    sure = np.logical_and.reduce([each["sure"] for each in sides])
    blocking = sure & (left["role"] == "actual") & relation.blocking & within
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = value / combined
    for limit, sign in ((relation.at_least, -1), (relation.at_most, 1)):
        if limit is None:
            continue
        kept = alike & (combined > 0)
        refuses = blocking & (limit == 1)  # other limits are not arithmetic
        excess = sign * (value - limit * combined) - slack * (1 + 1e-9)
        yield comparisons(
            relation.id,
            found=excess[kept],
            limit=0.0,
            rows=named[kept],
            blocking=refuses[kept],
            filled=[{"ratio": f"{each:.2g}"} for each in ratio[kept]],
        )


def _one_publication(sides: list[_Columns]) -> NDArray[np.bool_]:
    first, *others = sides
    same = [first[column] == other[column] for other in others for column in _PUBLICATION]
    return np.asarray(np.logical_and.reduce(same), dtype=bool)


def _combine(
    relation: Relation, right: list[_Columns]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The right side's value, and how much of it rounding may hide."""
    values = np.array([each["value"] for each in right], dtype="float64")
    halves = np.array([each["half"] for each in right], dtype="float64")
    match relation.by:
        case "product" | "share":
            powers = values if relation.by == "product" else np.array([values[0], 1 / values[1]])
            with np.errstate(divide="ignore", invalid="ignore"):
                combined = powers.prod(axis=0)
                slack = combined * np.nan_to_num(halves / values).sum(axis=0)
        case "greatest":
            combined, slack = values.max(axis=0), halves.max(axis=0)
        case "least":
            combined, slack = values.min(axis=0), halves.max(axis=0)
        case _:
            combined, slack = values.sum(axis=0), halves.sum(axis=0)
    return relation.times * combined, relation.times * slack
