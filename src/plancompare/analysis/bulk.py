"""The gap table of a large Parquet file, some regions at a time.

A region's gap needs that region's rows only. The curated Parquet lies in the order of regions, so
row groups are read, judged and let go one after the other, as many at once as there are processors:
the time is little more than that of reading, the memory that of a few row groups and the result.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from plancompare.analysis.gaps import NEEDED, Question, gaps_of, to_pandas
from plancompare.analysis.thresholds import Thresholds

if TYPE_CHECKING:
    from pyarrow.parquet import ColumnChunkMetaData, FileMetaData

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

    It is quickest where the file is sorted by region, indicator, source, role and year and no
    region lies in two row groups. Any other file gives the same table, read at once.

    Args:
        path: A Parquet file with the columns `gaps.NEEDED`.
        indicators: As for `gap_table`, and so are the others.
        as_of: As for `gap_table`.
        plan_starts: As for `gap_table`.
        limits: As for `gap_table`.

    Returns:
        As `gap_table` does.
    """
    from pyarrow import parquet  # noqa: PLC0415 - no other function of the analysis needs it

    question = Question.of(indicators, as_of, plan_starts, limits)
    metadata = parquet.read_metadata(path)

    def judge(groups: list[int]) -> pa.Table:
        with parquet.ParquetFile(path, metadata=metadata, read_dictionary=_TEXTS) as file:
            table = file.read_row_groups(groups, columns=list(NEEDED), use_threads=False)
        return gaps_of(table, question)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return to_pandas(pa.concat_tables(pool.map(judge, _whole_regions(metadata))))


def _whole_regions(metadata: "FileMetaData") -> Iterator[list[int]]:
    """Row groups in the order of their regions, those that share a region together."""
    at = metadata.schema.names.index("region_code")
    spans = sorted(
        (*_span(metadata.row_group(group).column(at)), group)
        for group in range(metadata.num_row_groups)
    )
    together: list[int] = []
    last = ""
    for first, final, group in spans:
        if together and first > last:
            yield together
            together = []
        together.append(group)
        last = max(last, final)
    yield together


def _span(column: "ColumnChunkMetaData") -> tuple[str, str]:
    """The first and last text of a column chunk; all there could be where it does not say."""
    statistics = column.statistics
    if statistics is None or not statistics.has_min_max:
        return "", "\U0010ffff"
    return statistics.min, statistics.max
