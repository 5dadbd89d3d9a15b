"""`plancompare gaps`: the gap table of the dataset's file, as it stands or stood."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from plancompare.cli.app import app
from plancompare.dataset import load
from plancompare.dataset.schema import schemas
from plancompare.errors import UsageError

INDICATORS = ["beds_per_1000", "maternal_mortality"]


@pytest.fixture
def curated(built: Path) -> Path:
    return built


def written(target: Path, curated: Path, *options: str) -> pd.DataFrame:
    asked = ["gaps", str(target), "--curated", str(curated), *options]
    CliRunner().invoke(app, asked, catch_exceptions=False)
    if target.suffix == ".parquet":
        return pd.read_parquet(target)
    return pd.read_csv(target, dtype={"region_code": "str"})


def test_it_is_the_gap_table_of_the_dataset(curated, tmp_path):
    found = written(tmp_path / "gaps.parquet", curated)
    in_schema = schemas()["gaps"].frame
    pd.testing.assert_frame_equal(in_schema(found), in_schema(load(curated).gaps))


def test_a_spreadsheet_can_read_it(curated, tmp_path):
    path = tmp_path / "new folder" / "gaps.csv"
    found = written(path, curated)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # Excel needs it to show Chinese
    assert list(found["indicator_id"]) == INDICATORS
    assert list(found["gap"]) == [1.5, -2.5]
    assert list(found["flags"].fillna("")) == ["", "already_met"]


def test_as_it_stood_before_the_baseline_was_known(curated, tmp_path):
    found = written(tmp_path / "gaps.csv", curated, "--as-of", "2019")
    assert list(found["status"]) == ["no baseline", "no baseline"]
    assert list(found["flags"]) == ["no_baseline", "no_baseline"]
    assert found["gap"].isna().all()


def test_another_kind_of_file_is_refused_in_one_line(tmp_path):
    with pytest.raises(UsageError, match=r"neither \.csv nor \.parquet"):
        written(tmp_path / "gaps.ods", tmp_path)


def test_a_place_that_cannot_be_written_is_named(curated, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        written(tmp_path / "file" / "gaps.csv", curated)


@pytest.mark.parametrize("name", ["gaps.parquet", "observations.parquet", "new/gaps.csv"])
def test_the_datasets_own_folder_is_not_written_to(curated, name):
    before = sorted(curated.rglob("*"))
    whole = (curated / "gaps.parquet").read_bytes()
    with pytest.raises(UsageError, match="the dataset's own folder"):
        written(curated / name, curated)
    assert sorted(curated.rglob("*")) == before
    assert (curated / "gaps.parquet").read_bytes() == whole
