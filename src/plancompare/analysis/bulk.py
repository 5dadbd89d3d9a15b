"""The gap table of a large Parquet file, some regions at a time.

A region's gap needs that region's rows only, and the curated Parquet has whole regions in each row
group. So a row group is judged while the next is read: the time is little more than the longer of
the two takes, the memory that of a few row groups and the result. Only one thread judges: two would
hand Python's interpreter to and fro, hundreds of times a row group, and be slower than one.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from plancompare.analysis.gaps import NEEDED, Question, gaps_of, require
from plancompare.analysis.thresholds import Thresholds
from plancompare.errors import DatasetError

if TYPE_CHECKING:
    from pyarrow.parquet import FileMetaData, ParquetFile, Statistics

_NUMBERS = {"year", "value", "value_upper", "change"}
_TEXTS = [name for name in NEEDED if name not in _NUMBERS]
_SHORT = 16  # letters; no writer of statistics shortens so few


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
    file = parquet.ParquetFile(path, metadata=metadata, read_dictionary=_TEXTS, pre_buffer=False)
    return pa.concat_tables(gaps_of(table, question) for table in _tables(file))


def _tables(file: "ParquetFile") -> Iterator[pa.Table]:
    """The parts of a file, each read while the one before it is judged."""
    read, (first, *others) = partial(_read, file), _parts(file.metadata)
    with file, ThreadPoolExecutor(1) as reader:
        coming = reader.submit(read, first)
        for part in others:
            table, coming = coming.result(), reader.submit(read, part)
            yield table
        yield coming.result()


def _read(file: "ParquetFile", part: list[int]) -> pa.Table:
    """The needed columns of some row groups; one that is known without reading is not read."""
    known = _known(file.metadata, part)
    names = [name for name in NEEDED if name not in known]
    table = file.read_row_groups(part, names, use_threads=False)
    for name, column in known.items():
        table = table.append_column(name, column)
    return table


def _known(metadata: "FileMetaData", part: list[int]) -> dict[str, pa.Array]:
    """The columns of a row group that its statistics tell whole: empty, or one text throughout."""
    known: dict[str, pa.Array] = {}
    if len(part) != 1:
        return known
    group = metadata.row_group(part[0])
    for at, name in enumerate(metadata.schema.names):
        said = group.column(at).statistics if name in NEEDED else None
        if said and said.null_count == group.num_rows:
            known[name] = pa.nulls(group.num_rows)
        elif said and name in _TEXTS and _is_one_text(said):
            codes = np.zeros(group.num_rows, "int32")
            known[name] = pa.DictionaryArray.from_arrays(codes, [said.min])
    return known


def _is_one_text(said: "Statistics") -> bool:
    """Whether a column holds one text; not told by a long one, which may stand shortened."""
    is_full = said.has_null_count and not said.null_count and said.has_min_max
    return is_full and said.min == said.max and len(said.min) <= _SHORT


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
