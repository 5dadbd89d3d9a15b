"""How tables lie in Parquet: whole regions in each row group, every row in its place."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from plancompare.dataset.parquet import write_parquet


def table_of(*lengths):
    codes = [f"{110000 + n}" for n, length in enumerate(lengths) for _ in range(length)]
    return pa.table({"region_code": pa.array(codes, pa.string()), "value": range(len(codes))})


def written(table, path, rows):
    write_parquet(table, path, rows=rows)
    return parquet.ParquetFile(path)


@given(lengths=st.lists(st.integers(1, 9), max_size=8), rows=st.integers(1, 20))
def test_no_region_lies_in_two_row_groups_and_no_row_is_lost(tmp_path_factory, lengths, rows):
    table = table_of(*lengths)
    file = written(table, tmp_path_factory.mktemp("layout") / "table.parquet", rows)
    assert file.read().equals(table)
    groups = [
        set(file.read_row_group(n)["region_code"].to_pylist()) for n in range(file.num_row_groups)
    ]
    assert sum(map(len, groups)) == len(lengths)


def test_a_row_group_ends_with_the_region_that_fills_it(tmp_path):
    file = written(table_of(4, 4, 4, 4, 1), tmp_path / "table.parquet", 6)
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert sizes == [8, 4, 5]  # 6 falls in the second region, 12 begins the fourth


def test_a_region_of_more_rows_than_a_group_is_one_group(tmp_path):
    file = written(table_of(30, 2), tmp_path / "table.parquet", 4)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [30, 2]


@pytest.mark.parametrize("rows", [2, 100])
def test_a_table_without_regions_is_cut_by_rows(tmp_path, rows):
    table = pa.table({"value": range(5)})
    file = written(table, tmp_path / "table.parquet", rows)
    assert file.read().equals(table)
    assert file.num_row_groups == (3 if rows == 2 else 1)


def test_an_empty_table_keeps_its_columns(tmp_path):
    assert written(table_of(), tmp_path / "table.parquet", 4).schema_arrow.names == [
        "region_code",
        "value",
    ]


def test_the_same_table_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_parquet(table_of(3, 5), tmp_path / name, rows=4)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
