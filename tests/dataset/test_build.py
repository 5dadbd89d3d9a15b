"""A build is whole or not there, the same for the same input, and refused when it fails."""

import json
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from tests.commands import FORKS
from tests.conftest import ROWS

from plancompare.build import build, make_tables
from plancompare.dataset import load
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.schema import schemas
from plancompare.errors import DatasetError, QualityError, SourceError

BEDS = "每千人口医疗卫生机构床位数(张)"


@pytest.fixture
def curated(tmp_path) -> Path:
    return tmp_path / "curated"


def parquet_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_the_same_input_gives_the_same_bytes_of_every_table_of_the_registry(built, tmp_path):
    result = build(tmp_path / "raw", tmp_path / "again")
    assert set(parquet_bytes(built)) == {f"{name}.parquet" for name in schemas()}
    assert result.rows["observations"] == 4
    assert result.checks.passed
    assert parquet_bytes(tmp_path / "again") == parquet_bytes(built)
    assert load(tmp_path / "again").hash == load(built).hash


def test_every_column_tells_what_it_means(built):
    schema = pq.read_schema(built / "observations.parquet")
    assert schema.names == schemas()["observations"].columns
    for field in schema:
        assert field.metadata[b"description"] and field.metadata[b"description_zh"]


def test_the_files_open_without_this_package(built):
    table = pd.read_parquet(built / "observations.parquet")
    assert table["year"].dtype == "Int64"
    assert table.loc[table["role"] == "target", "value"].tolist() == [7.5, 15.0]


def test_the_manifest_names_inputs_versions_and_tables(built):
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    files = {"county-plan/source.toml", "county-plan/figures.csv"}
    assert set(manifest["inputs"]) == files | {"plancompare"}
    assert manifest["tables"]["observations"]["rows"] == 4
    assert {"plancompare", "pandas", "python"} <= set(manifest["versions"])
    assert manifest["built"].endswith("+00:00")


class TestBadInputCostsNothing:
    @pytest.fixture
    def before(self, built):
        return parquet_bytes(built)

    def test_a_bad_source_leaves_the_dataset_as_it_was(self, make_source, curated, before):
        folder = make_source("z-bad", rows=["床位数,abc,2020,actual,,一"])
        with pytest.raises(SourceError):
            build(folder.parent, curated)
        assert parquet_bytes(curated) == before

    def test_an_implausible_value_is_refused_with_its_row_and_can_be_looked_at(
        self, make_source, curated, before
    ):
        folder = make_source("z-bad", rows=[f"{BEDS},724,2020,actual,,一"])
        with pytest.raises(QualityError, match=r"\.rejected") as error:
            build(folder.parent, curated)
        said = str(error.value)
        assert "beds_per_1000" in said
        assert "z-bad" in said and "figure_row 2" in said and "724" in said
        assert parquet_bytes(curated) == before
        rejected = pd.read_parquet(curated / ".rejected" / "observations.parquet")
        assert 724 in rejected["value"].tolist()

    def test_a_confirmed_implausible_value_passes(self, make_source, curated):
        folder = make_source("z-odd", rows=[f"{BEDS},724,2020,actual,,一"])
        (folder / "corrections.toml").write_text(
            f'[[correction]]\nlabel = "{BEDS}"\nplace = "一"\nexpects = "724"\naction = "flag"\n'
            'reason = "the page says so"\nstatus = "asked the issuer"\n',
            encoding="utf-8",
        )
        assert build(folder.parent, curated).checks.passed

    def test_a_unit_that_does_not_fit_names_its_file(self, make_source, curated, before):
        folder = make_source("z-bad", rows=["人均预期寿命,78‰,2025,target,,一"])
        with pytest.raises(SourceError, match=r"z-bad/figures\.csv, row 2"):
            build(folder.parent, curated)


def publish_for_ever(raw: Path, curated: Path, published: Connection) -> None:
    tables = make_tables(raw)
    while True:
        tables["sources"]["figures"] += 1
        publish(stage(tables, curated, inputs={}, checks={}), curated)
        published.send(True)


def test_a_run_killed_at_any_moment_leaves_a_whole_dataset(built, tmp_path):
    """Kill builds of changing input again and again; what readers see always fits its manifest."""
    for wait in (0.0, 0.023):  # test_faults.py has every step of a publication
        told, published = FORKS.Pipe(duplex=False)
        run = FORKS.Process(target=publish_for_ever, args=(tmp_path / "raw", built, published))
        run.start()
        published.close()
        assert told.recv()
        time.sleep(wait)
        run.kill()
        run.join()
        told.close()
        data = load(built)
        tables = data.manifest["tables"]
        for name in schemas():
            assert len(pd.read_parquet(data.folder / f"{name}.parquet")) == tables[name]["rows"]


def test_there_is_no_dataset_before_the_first_build(curated):
    with pytest.raises(DatasetError, match="plancompare build"):
        load(curated)


def test_an_open_dataset_does_not_change_under_its_reader(built):
    data = load(built)
    assert data.folder.parent.name == ".builds"


def test_targets_met_at_their_baseline_are_flagged(make_source):
    tables = make_tables(make_source(rows=ROWS).parent)
    flags = tables["observations"].query(
        "indicator_id == 'maternal_mortality' and role == 'target'"
    )
    assert list(flags["flags"]) == ["already_met"]


def test_a_build_tells_what_changed_value_by_value(built, tmp_path):
    assert set(pd.read_csv(built / "changes.csv")["what"]) == {"added"}
    figures = tmp_path / "raw" / "county-plan" / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace(",7.5,", ",7.8,"), encoding="utf-8")
    second = build(tmp_path / "raw", built)
    assert list(second.changes["what"]) == ["revised"]
    assert pd.read_csv(built / "changes.csv")["what"].tolist() == ["revised"]


def test_what_changed_computes_nothing_in_a_spreadsheet(make_source, curated):
    """A source folder's name is anyone's, and may be a formula."""
    folder = make_source("=1+1")
    build(folder.parent, curated)
    written = (curated / "changes.csv").read_text(encoding="utf-8-sig")
    assert "\nadded,'=1+1," in written
    assert ",=1+1" not in written


class TestNothingChanged:
    def test_the_dataset_stays_as_it_is(self, built, tmp_path):
        before = (built / "manifest.json").read_bytes()
        rows = {name: table["rows"] for name, table in json.loads(before)["tables"].items()}
        told = []
        again = build(tmp_path / "raw", built, progress=told.append)
        assert told == ["Nothing has changed since the last build"]
        assert (built / "manifest.json").read_bytes() == before
        assert (again.rows, again.checks.passed) == (rows, True)
        assert again.changes.empty

    @pytest.mark.parametrize("name", ["observations.parquet", "checks.json"])
    def test_a_damaged_dataset_is_made_anew(self, built, tmp_path, name):
        whole, checks = parquet_bytes(built), (built / "checks.json").read_bytes()
        (built / name).resolve().write_bytes(b"half")
        build(tmp_path / "raw", built)
        assert parquet_bytes(built) == whole
        assert (built / "checks.json").read_bytes() == checks

    def test_a_dataset_that_was_never_checked_is_checked(self, make_source, curated):
        raw = make_source().parent
        publish(stage(make_tables(raw), curated, inputs={}, checks={}), curated)
        assert len(build(raw, curated).checks.checks) > 0
