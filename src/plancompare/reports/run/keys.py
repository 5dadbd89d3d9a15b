"""What a region's report depends on, as a hash: it is made again when that changes.

The hash is of the dataset's rows that the report reads, not of what it computes of them: of the
region's own, and for every indicator that it states of the nation's and its peers', beside which it
is set. So each table is hashed once, for all regions.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from plancompare.dataset import Dataset
from plancompare.regions import NATION
from plancompare.reports.run.tasks import hash_rows
from plancompare.views.region_views import peer_groups, region_row

Hashes = Mapping[object, str]
_SHOWN_OF_PEERS = ["region_code", "name", "name_en", "level"]


def region_key(data: Dataset, region_code: str) -> str:
    """A hash of what a region's report is made from.

    Args:
        data: The dataset.
        region_code: Six digits.

    Returns:
        Hexadecimal digits; other ones where any row has changed that the report reads.

    Raises:
        UsageError: If the dataset knows no such region.
    """
    region_row(data, region_code)
    rows = _rows(data)
    parts = [rows.group[region_code], *(each.get(region_code, "") for each in rows.own)]
    parts += [rows.peers[rows.group[region_code]]]
    for source in sorted(rows.sources.get(region_code, ())):
        parts += [source, rows.source[source], rows.unmatched.get(source, "")]
    for indicator in sorted(rows.indicators.get(region_code, ())):
        beside = (rows.group[region_code], indicator)
        parts += [rows.indicator[indicator], rows.nation.get(indicator, "")]
        parts += [rows.beside.get(beside, "")]
    parts += [rows.measures] if region_code in rows.describes else []
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class _Rows:
    """Hashes of a dataset's rows, by what a report picks them by.

    Attributes:
        own: Of the region, its observations and its gaps, by region.
        group: The peers of each region, as they are called.
        peers: Of the regions of each group.
        sources: The sources of each region: its own, and those that state something about it.
        source: By source.
        unmatched: By source.
        indicators: The indicators of each region.
        indicator: By indicator.
        nation: Of the nation's observations, by indicator.
        beside: Of observations, by group of peers and indicator.
        describes: The regions that have measures.
        measures: Of all measures: a region's are set beside all others'.
    """

    own: tuple[Hashes, ...]
    group: Mapping[str, str]
    peers: Hashes
    sources: Mapping[str, set[str]]
    source: Hashes
    unmatched: Hashes
    indicators: Mapping[str, set[str]]
    indicator: Hashes
    nation: Hashes
    beside: Hashes
    describes: frozenset[str]
    measures: str


@lru_cache(maxsize=1)
def _rows(data: Dataset) -> _Rows:
    regions, observations = data.regions, data.observations
    group = dict(zip(regions["region_code"], peer_groups(regions), strict=True))
    grouped = observations.assign(group=observations["region_code"].map(group))
    names = regions[_SHOWN_OF_PEERS].assign(group=regions["region_code"].map(group))
    stated = pd.concat([data.sources, observations])[["region_code", "source_id"]]
    known = pd.concat([observations, data.gaps])[["region_code", "indicator_id"]]
    of_nation = observations[observations["region_code"] == NATION]
    own = (regions.drop(columns="observations"), observations, data.gaps)
    return _Rows(
        own=tuple(_hashes(table, "region_code") for table in own),
        group=group,
        peers=_hashes(names, "group"),
        sources=_sets(stated),
        source=_hashes(data.sources, "source_id"),
        unmatched=_hashes(data.unmatched, "source_id"),
        indicators=_sets(known),
        indicator=_hashes(data.indicators, "indicator_id"),
        nation=_hashes(of_nation, "indicator_id"),
        beside=_hashes(grouped, "group", "indicator_id"),
        describes=frozenset(data.measures["region_code"]),
        measures=hash_rows(data.measures, data.responsibilities),
    )


def _hashes(table: pd.DataFrame, *by: str) -> Hashes:
    """A hash of the rows of each group, with their order and the names of the columns."""
    rows = pd.util.hash_pandas_object(table, index=False).to_numpy()
    head = repr(list(table.columns)).encode()
    groups = table.groupby(by[0] if len(by) == 1 else list(by), observed=True).indices
    return {
        key: hashlib.sha256(head + rows[places].tobytes()).hexdigest()
        for key, places in groups.items()
    }


def _sets(pairs: pd.DataFrame) -> Mapping[str, set[str]]:
    """For each text of the first column those that stand beside it in the second."""
    found: dict[str, set[str]] = {}
    for one, other in pairs.drop_duplicates().itertuples(index=False):
        found.setdefault(one, set()).add(other)
    return found
