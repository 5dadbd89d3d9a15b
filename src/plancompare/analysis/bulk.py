"""The gap table of a large Parquet file, some regions at a time.

A region's gap needs that region's rows only, and the curated Parquet has whole regions in each row
group. So each core reads a row group and judges it while it is still at hand: the time is little
more than that of reading, the memory that of a few row groups and the result.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from plancompare.analysis.gaps import NEEDED, Question, gaps_of, require
from plancompare.analysis.thresholds import Thresholds
from plancompare.errors import DatasetError

if TYPE_CHECKING:
    from pyarrow.parquet import FileMetaData

_NUMBERS = {"year", "value", "value_upper", "change"}
_TEXTS = [name for name in NEEDED if name not in _NUMBERS]


def gap_table_from_parquet(
    path: Path,
    indicators: pd.DataFrame,
    *,
    as_of: int | None = None,
    plan_starts: Mapping[str, int] | None = None,
    limits: Thresholds | None = None,
) -> pa.Table:
    """`gap_table` of a Parquet file of observations, without loading it whole.

    It is quickest where rows lie in the order of region, indicator, source, role and year and no
    region lies in two row groups, as in the curated file. Any other file gives the same table, read
    at once.

    Args:
        path: A Parquet file with the columns `gaps.NEEDED`.
        indicators: As for `gap_table`, and so are the others.
        as_of: As for `gap_table`.
        plan_starts: As for `gap_table`.
        limits: As for `gap_table`.

    Returns:
        The rows and columns of `gap_table` as Arrow, texts coded, so that DuckDB, polars or a
        Parquet file can have them as they are; `gaps.to_pandas` makes a DataFrame of them.

    Raises:
        DatasetError: The file cannot be read.
        UsageError: It lacks a column.
    """
    from pyarrow import parquet  # noqa: PLC0415 - no other function of the analysis needs it

    question = Question.of(indicators, as_of, plan_starts, limits)
    try:
        metadata = parquet.read_metadata(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise DatasetError(
            "it is no Parquet file that can be read.",
            where=str(path),
            remedy="`plancompare build` writes data/curated/observations.parquet.",
        ) from error
    require(metadata.schema.names, NEEDED)

    def judged(share: Sequence[list[int]]) -> list[pa.Table]:
        """The gaps of some parts of the file; each thread has a reader of its own."""
        with parquet.ParquetFile(path, metadata=metadata, read_dictionary=_TEXTS) as file:
            parts = (file.read_row_groups(part, NEEDED, use_threads=False) for part in share)
            return [gaps_of(part, question) for part in parts]

    parts, workers = _parts(metadata), os.cpu_count() or 1
    cuts = np.linspace(0, len(parts), workers + 1).round().astype(int)
    with ThreadPoolExecutor(workers) as pool:
        shares = pool.map(judged, (parts[start:end] for start, end in pairwise(cuts)))
        return pa.concat_tables(chain.from_iterable(shares))


def _parts(metadata: "FileMetaData") -> list[list[int]]:
    """Row groups that are judged together: each alone where regions do not lie in two of them."""
    groups = range(metadata.num_row_groups)
    spans = [_span(metadata, group) for group in groups]
    if len(spans) > 1 and all(before[1] < after[0] for before, after in pairwise(spans)):
        return [[group] for group in groups]
    return [list(groups)]


def _span(metadata: "FileMetaData", group: int) -> tuple[str, str]:
    """The first and last region of a row group; all there could be where it does not say."""
    at = metadata.schema.names.index("region_code")
    found = metadata.row_group(group).column(at).statistics
    return (found.min, found.max) if found and found.has_min_max else ("", "\U0010ffff")
