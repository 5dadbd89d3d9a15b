"""The gap table of a large Parquet file, some regions at a time.

A region's gap needs that region's rows only. The curated Parquet lies in the order of regions, so
row groups are read one after the other and judged while the next are read: the time is little more
than that of reading, the memory that of a few row groups and the result.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from plancompare.analysis.columns import Text
from plancompare.analysis.gaps import NEEDED, Question, gaps_of, to_pandas
from plancompare.analysis.thresholds import Thresholds

if TYPE_CHECKING:
    from pyarrow.parquet import FileMetaData, ParquetFile

_NUMBERS = {"year", "value", "value_upper", "change"}
_TEXTS = [name for name in NEEDED if name not in _NUMBERS]


def gap_table_from_parquet(
    path: Path,
    indicators: pd.DataFrame,
    *,
    as_of: int | None = None,
    plan_starts: Mapping[str, int] | None = None,
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """`gap_table` of a Parquet file of observations, without loading it whole.

    It is quickest where the file is sorted by region, indicator, source, role and year, as the
    curated one is. Any other file gives the same table, read at once.

    Args:
        path: A Parquet file with the columns `gaps.NEEDED`.
        indicators: As for `gap_table`, and so are the others.
        as_of: As for `gap_table`.
        plan_starts: As for `gap_table`.
        limits: As for `gap_table`.

    Returns:
        As `gap_table` does, with texts as categories.
    """
    from pyarrow import parquet  # noqa: PLC0415 - no other function of the analysis needs it

    question = Question.of(indicators, as_of, plan_starts, limits)
    with (
        parquet.ParquetFile(path, read_dictionary=_TEXTS) as file,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        parts: list[Future[pa.Table] | str] = []
        seams = []
        for rows, seam in _whole_regions(file):
            parts.append(seam or pool.submit(gaps_of, rows, question))
            if seam:
                seams.append(rows)
        of_seams = _by_region(gaps_of(pa.concat_tables(seams), question)) if seams else {}
        judged = [of_seams.get(part) if isinstance(part, str) else part.result() for part in parts]
    return to_pandas(pa.concat_tables(part for part in judged if part is not None))


def _by_region(gaps: pa.Table) -> dict[str, pa.Table]:
    """The rows of each region of a gap table."""
    regions = Text.of(gaps, "region_code")
    changes = np.flatnonzero(regions.codes[1:] != regions.codes[:-1]) + 1
    bounds = [0, *changes, len(gaps)] if len(gaps) else []
    return {
        regions.values[regions.codes[start]]: gaps[start:end] for start, end in pairwise(bounds)
    }


def _whole_regions(file: "ParquetFile") -> Iterator[tuple[pa.Table, str]]:
    """The observations, no region in two parts.

    A region that lies in several row groups is put together in a part of its own, a seam, which is
    named by its region; there are so few rows in it that all seams are better judged at once.
    """
    spans = _spans(file.metadata)
    if len(spans) < 2 or any(before[1] > after[0] for before, after in pairwise(spans)):
        yield file.read(list(NEEDED)), ""
        return
    held = None
    next_regions = [*(first for first, _ in spans[1:]), None]
    for group, ((first, last), next_region) in enumerate(zip(spans, next_regions, strict=True)):
        table = file.read_row_group(group, list(NEEDED), use_threads=False)
        if held is not None:
            more, table = _parted(table, first)
            held = pa.concat_tables([held, more])
            if first == next_region:
                continue
            yield held, first
            held = None
        if last == next_region:
            held, table = _parted(table, last)
        yield table, ""


def _spans(metadata: "FileMetaData") -> list[tuple[str, str]]:
    """The first and last region of each row group; all there could be where it does not say."""
    at = metadata.schema.names.index("region_code")
    found = [metadata.row_group(i).column(at).statistics for i in range(metadata.num_row_groups)]
    return [
        (each.min, each.max) if each is not None and each.has_min_max else ("", "\U0010ffff")
        for each in found
    ]


def _parted(table: pa.Table, region: str) -> tuple[pa.Table, pa.Table]:
    """The rows of a region and the others, without a copy where the region lies at one end."""
    is_there = Text.of(table, "region_code").where(region.__eq__)
    count = int(is_there.sum())
    if is_there[:count].all():
        return table[:count], table[count:]
    if is_there[len(table) - count :].all():
        return table[len(table) - count :], table[: len(table) - count]
    return table.filter(is_there), table.filter(~is_there)
