"""The expectations follow from the field registry and the catalogue; their export is current."""

import json

from tests.conftest import ROOT

from plancompare.build import make_tables
from plancompare.catalogue import catalogue
from plancompare.dataset.schema import schemas
from plancompare.quality import validate
from plancompare.quality.suites import export_suites, suite


def test_the_export_in_the_repository_is_current(tmp_path):
    written = export_suites(schemas(), tmp_path)
    kept = sorted((ROOT / "expectations").glob("*.json"))
    assert [path.name for path in kept] == [path.name for path in sorted(written)]
    for path in written:
        message = f"{path.name} is out of date: run `make expectations`"
        assert (ROOT / "expectations" / path.name).read_bytes() == path.read_bytes(), message


def test_the_export_is_readable_and_its_ids_stay(tmp_path):
    export_suites(schemas(), tmp_path / "a")
    export_suites(schemas(), tmp_path / "b")
    first = (tmp_path / "a" / "observations.json").read_text(encoding="utf-8")
    assert first == (tmp_path / "b" / "observations.json").read_text(encoding="utf-8")
    assert "每千人口" in first
    ids = [each["id"] for each in json.loads(first)["expectations"]]
    assert len(ids) == len(set(ids))


def test_every_indicator_has_its_plausible_range():
    ranges = [each for each in suite(schemas()["observations"]) if "row_condition" in each.kwargs]
    judged = [name for each in ranges for name in each.kwargs["row_condition"]["parameter"]]
    assert sorted(judged) == sorted(catalogue())


def test_each_kind_of_fault_is_found_with_its_row(make_source):
    tables = make_tables(make_source().parent)
    faulty = tables["observations"].copy()
    faulty.loc[0, "bound"] = "perhaps"
    faulty.loc[1, "observation_id"] = faulty.loc[2, "observation_id"]
    faulty.loc[3, "year"] = 20205
    faulty.loc[3, "source_id"] = ""
    report = validate({"observations": faulty})
    failed = {check.subject: check for check in report.failed}
    assert set(failed) == {"bound", "observation_id", "year", "source_id"}
    assert failed["year"].rows[0]["year"] == 20205
    assert len(failed["observation_id"].rows) == 2


def test_a_good_dataset_passes(make_source):
    assert validate(make_tables(make_source().parent)).passed
