"""How the dataset's tables lie in Parquet, chosen for whoever reads them.

Snappy, since every reader of Parquet knows it and it opens in half the time of zstd for a tenth
more room (measured on the table of `benchmarks/bench_gaps.py`). Whole regions in each row group,
since most questions are of one region, and the gap table takes the groups one by one.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow.parquet import ParquetWriter

ROWS = 1 << 17  # of a group, up to the end of the region that this falls in


def write_parquet(table: pa.Table, path: Path, *, rows: int = ROWS) -> None:
    """Write a table, its row groups cut between regions.

    Args:
        table: In the order of regions, where it has the column `region_code`.
        path: Where to.
        rows: The least of a row group but the last.
    """
    cuts = _cuts(table, rows)
    with ParquetWriter(path, table.schema, compression="snappy") as writer:
        for start, end in pairwise(cuts):
            writer.write_table(table[start:end], row_group_size=max(end - start, 1))


def _cuts(table: pa.Table, rows: int) -> list[int]:
    """Where row groups begin, and the end."""
    if len(table) <= rows or "region_code" not in table.column_names:
        return [*range(0, len(table), rows), len(table)]
    regions = table.column("region_code").to_numpy()
    changes = np.append(np.flatnonzero(regions[1:] != regions[:-1]) + 1, len(table))
    wanted = np.searchsorted(changes, np.arange(rows, len(table), rows))
    return [0, *np.unique(np.append(changes[wanted], len(table))).tolist()]
