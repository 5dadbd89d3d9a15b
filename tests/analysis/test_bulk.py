"""The gap table of a Parquet file is that of the table, however the file is cut and ordered."""

import pandas as pd
import pyarrow as pa
import pytest
from analysis_tables import actual, indicators, observations, target
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from plancompare.analysis import gap_table, gap_table_from_parquet
from plancompare.analysis.gaps import to_pandas
from plancompare.errors import DatasetError, UsageError

ORDER = ["region_code", "indicator_id", "source_id", "role", "year"]


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


def from_file(table, path, size):
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    parquet.write_table(arrow, path, row_group_size=size)
    return plain(gap_table_from_parquet(path, indicators()))


def plain(gaps):
    """Arrow with coded texts as a DataFrame of texts."""
    found = to_pandas(gaps)
    return found.astype(dict.fromkeys(found.select_dtypes("category"), "str"))


@pytest.mark.parametrize("size", [1, 5, 12, 13, 1000])
def test_row_groups_may_be_cut_anywhere(tmp_path, size):
    table = many().sort_values(ORDER, ignore_index=True)
    found = from_file(table, tmp_path / "observations.parquet", size)
    pd.testing.assert_frame_equal(found, gap_table(table, indicators()))


@settings(max_examples=15)
@given(st.integers(0, 1000), st.integers(1, 40))
def test_rows_may_lie_in_any_order(tmp_path_factory, seed, size):
    table = many(3)
    mixed = table.sample(frac=1, random_state=seed, ignore_index=True)
    found = from_file(mixed, tmp_path_factory.mktemp("any") / "observations.parquet", size)
    pd.testing.assert_frame_equal(found, gap_table(table, indicators()))


def test_regions_in_order_and_their_rows_not(tmp_path):
    table = many(4).sort_values("value").sort_values("region_code", kind="stable")
    found = from_file(table, tmp_path / "observations.parquet", 7)
    pd.testing.assert_frame_equal(found, gap_table(table, indicators()))


def test_a_region_over_row_groups_that_has_no_row_in_the_gap_table(tmp_path):
    empty = observations(*(actual(2020, None, region_code="110001") for _ in range(5)))
    table = pd.concat([many(1), empty, many(3)[24:]]).sort_values(ORDER, ignore_index=True)
    found = from_file(table, tmp_path / "observations.parquet", 4)
    pd.testing.assert_frame_equal(found, gap_table(table, indicators()))


def test_a_file_without_statistics_is_read_at_once(tmp_path):
    table, path = many(3), tmp_path / "observations.parquet"
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    parquet.write_table(arrow, path, row_group_size=9, write_statistics=False)
    assert len(gap_table_from_parquet(path, indicators())) == len(gap_table(table, indicators()))


@pytest.mark.parametrize(
    "throughout",
    [
        {"flags": "derived", "bound": "at_least", "comparability": "near", "reliability": "press"},
        {"flags": "a_flag_longer_than_what_some_writers_leave_of_a_text_in_their_statistics"},
        {"flags": "superseded"},
        {"role": "actual"},
        {"role": "target"},
        {"indicator_id": "beds", "source_id": "plan"},
        {"year": None},
        {"value": None},
        {"value": None, "change": 2.0, "change_kind": "absolute"},
        {"value": 5.0, "value_upper": 6.0, "bound": "range"},
    ],
)
@pytest.mark.parametrize("size", [12, 1000])
def test_columns_that_hold_one_thing_throughout(tmp_path, throughout, size):
    table = many(3).assign(**throughout)
    table = table.astype({"year": "Int64", "value": "float64"})
    table = table.sort_values(ORDER, ignore_index=True)
    found = from_file(table, tmp_path / "observations.parquet", size)
    pd.testing.assert_frame_equal(found, gap_table(table, indicators()))


def test_what_statistics_tell_whole_is_not_read(tmp_path, monkeypatch):
    read = []
    original = parquet.ParquetFile.read_row_groups
    monkeypatch.setattr(
        parquet.ParquetFile,
        "read_row_groups",
        lambda file, part, names, **options: (
            read.append(set(names)) or original(file, part, names, **options)
        ),
    )
    table = many(2).sort_values(ORDER, ignore_index=True)
    from_file(table, tmp_path / "observations.parquet", 12)
    assert len(read) == 2
    for names in read:
        assert names.isdisjoint({"region_code", "value_upper", "change", "change_kind"})
        assert names >= {"indicator_id", "source_id", "role", "year", "value", "bound", "flags"}


def test_a_failure_in_judging_is_raised_and_the_file_let_go(tmp_path):
    table, path = many(2), tmp_path / "observations.parquet"
    parquet.write_table(pa.Table.from_pandas(table), path, row_group_size=12)
    unknown = indicators(screening="sideways")
    with pytest.raises(KeyError, match="sideways"):
        gap_table_from_parquet(path, unknown)


def test_an_empty_file_gives_an_empty_table(tmp_path):
    found = from_file(observations(), tmp_path / "observations.parquet", 10)
    pd.testing.assert_frame_equal(found, gap_table(observations(), indicators()))


def test_the_same_options_mean_the_same(tmp_path):
    table, path = many(2), tmp_path / "observations.parquet"
    pa_table = pa.Table.from_pandas(table, preserve_index=False)
    parquet.write_table(pa_table, path)
    options = {"as_of": 2021, "plan_starts": {"plan": 2021}}
    found = plain(gap_table_from_parquet(path, indicators(), **options))
    pd.testing.assert_frame_equal(found, gap_table(table, indicators(), **options))


def test_a_file_that_is_none_is_named(tmp_path):
    path = tmp_path / "observations.parquet"
    with pytest.raises(DatasetError, match=r"observations\.parquet: it is no Parquet file"):
        gap_table_from_parquet(path, indicators())
    path.write_text("region_code,value\n")
    with pytest.raises(DatasetError, match="plancompare build"):
        gap_table_from_parquet(path, indicators())


def test_a_column_that_is_missing_is_named(tmp_path):
    path = tmp_path / "observations.parquet"
    parquet.write_table(pa.Table.from_pandas(many(1).drop(columns="bound")), path)
    with pytest.raises(UsageError, match="bound"):
        gap_table_from_parquet(path, indicators())
