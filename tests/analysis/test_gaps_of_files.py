"""The gap table of a Parquet file is that of the table, however the file is cut and ordered."""

import pandas as pd
import pyarrow as pa
import pytest
from analysis_tables import actual, indicators, observations, target
from pyarrow import parquet

from plancompare.analysis import gap_table, gap_table_from_parquet
from plancompare.errors import DatasetError, UsageError


def many(regions=7):
    rows = []
    for code in range(regions):
        place = {"region_code": f"{110000 + code}"}
        for number, indicator in enumerate(("beds", "mortality", "screening")):
            about = place | {"indicator_id": indicator}
            rows += [
                actual(2015, 5.0 + code, source_id="yearbook", **about),
                actual(2020, 6.0 + number, flags="derived", **about),
                actual(2022, 7.0, source_id="yearbook", comparability="near", **about),
                target(2025, 8.0 - number, bound=("exact", "below", "at_least")[number], **about),
            ]
    return observations(*rows)


def written(table, path, size=1000):
    parquet.write_table(
        pa.Table.from_pandas(table, preserve_index=False), path, row_group_size=size
    )
    return path


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_rows_may_lie_in_any_order_and_be_cut_anywhere(tmp_path, size, seed):
    table = many()
    mixed = table if seed is None else table.sample(frac=1, random_state=seed, ignore_index=True)
    options = {"as_of": 2026, "plan_starts": {"plan": 2021}}
    found = gap_table_from_parquet(written(mixed, tmp_path / "o", size), indicators(), **options)
    expected = gap_table(table, indicators(), **options)
    pd.testing.assert_frame_equal(found.astype(expected.dtypes), expected)


def test_an_empty_file_gives_an_empty_table(tmp_path):
    found = gap_table_from_parquet(written(observations(), tmp_path / "o"), indicators())
    assert found.empty and list(found) == list(gap_table(observations(), indicators()))


def test_a_file_that_is_none_is_named(tmp_path):
    path = tmp_path / "observations.parquet"
    with pytest.raises(DatasetError, match=r"observations\.parquet: it is no Parquet file"):
        gap_table_from_parquet(path, indicators())
    path.write_text("region_code,value\n")
    with pytest.raises(DatasetError, match="plancompare build"):
        gap_table_from_parquet(path, indicators())


def test_a_column_that_is_missing_is_named(tmp_path):
    path = written(many(1).drop(columns="bound"), tmp_path / "observations.parquet")
    with pytest.raises(UsageError, match="bound"):
        gap_table_from_parquet(path, indicators())
