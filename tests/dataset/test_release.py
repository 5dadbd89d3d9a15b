"""A release: all that others need to use the dataset, and identifiers that keep their meaning."""

import json
from pathlib import Path

import frictionless
import pandas as pd
import pytest
import yaml
from dataset_tables import beds, rows

from plancompare.dataset import load
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.release import FIRST, export_release, next_version
from plancompare.errors import DatasetError, UsageError


@pytest.fixture(scope="module")
def release(small_dataset, tmp_path_factory) -> Path:
    """The first release of the small dataset, only to be read."""
    folder = tmp_path_factory.mktemp("release") / "first"
    assert export_release(small_dataset, folder) == FIRST
    return folder


@pytest.fixture
def dataset_of(small_tables, tmp_path):
    """A function that publishes the small dataset with other observations."""

    def made(name: str, *observations: dict) -> Path:
        tables = small_tables | {"observations": rows("observations", *observations)}
        publish(stage(tables, tmp_path / name, inputs={}, checks={}), tmp_path / name)
        return tmp_path / name

    return made


FIRST_ROWS = (beds(2020, 6.5), beds(2025, 7.5, role="target", bound="at_least"))


def test_a_release_is_whole(release):
    names = {path.name for path in release.iterdir()}
    assert names == {
        "parquet", "csv", "CODEBOOK.md", "CITATION.cff", "LICENCES.csv", "CHANGES.csv",
        "RETIRED.csv", "release.json",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_its_data_packages_are_valid(release, form):
    package = json.loads((release / form / "datapackage.json").read_text(encoding="utf-8"))
    assert frictionless.Package.validate_descriptor(package).valid
    assert package["version"] == FIRST and package["licenses"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_its_tables_hold_to_their_schema(release, form):
    report = frictionless.validate(str(release / form / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_it_says_how_to_cite_it_and_on_what_terms(release, small_dataset):
    citation = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "dataset")
    assert citation["version"] == FIRST
    assert citation["identifiers"][0]["value"] == load(small_dataset).hash
    terms = pd.read_csv(release / "LICENCES.csv")
    assert list(terms["source_id"]) == ["yunzhou-14fyp"]
    assert terms[["note_zh", "note_en"]].notna().all(axis=None)


def test_the_next_one_tells_what_changed_and_what_was_given_up(dataset_of, tmp_path):
    export_release(dataset_of("a", *FIRST_ROWS), tmp_path / "one")
    curated = dataset_of("b", beds(2020, 6.6, observation_id="beds/2020/6.5"), beds(2023, 7.1))
    assert export_release(curated, tmp_path / "two", tmp_path / "one") == "2.0.0"
    changes = pd.read_csv(tmp_path / "two" / "CHANGES.csv")
    assert sorted(changes["what"]) == ["added", "removed", "revised"]
    retired = pd.read_csv(tmp_path / "two" / "RETIRED.csv")["observation_id"]
    assert list(retired) == ["beds/2025/7.5"]


def test_an_identifier_that_was_given_up_is_never_used_again(dataset_of, tmp_path):
    export_release(dataset_of("a", *FIRST_ROWS), tmp_path / "one")
    export_release(dataset_of("b", FIRST_ROWS[0]), tmp_path / "two", tmp_path / "one")
    again = dataset_of("c", *FIRST_ROWS)
    with pytest.raises(DatasetError, match="1 identifiers of observations that were given up"):
        export_release(again, tmp_path / "three", tmp_path / "two")
    assert not (tmp_path / "three").exists()


@pytest.mark.parametrize(
    ("what", "version"),
    [
        (["added"], "1.5.0"),
        (["revised"], "1.4.3"),
        (["removed", "added"], "2.0.0"),
        (["added", "revised"], "1.5.0"),
        ([], "1.4.2"),
    ],
)
def test_versions_say_how_much_changed(what, version):
    assert next_version("1.4.2", pd.DataFrame({"what": what})) == version


def test_another_dataset_is_never_the_same_version(dataset_of, tmp_path):
    export_release(dataset_of("a", *FIRST_ROWS), tmp_path / "one")
    flagged = dataset_of("b", FIRST_ROWS[0] | {"flags": "questioned"}, FIRST_ROWS[1])
    assert export_release(flagged, tmp_path / "two", tmp_path / "one") == "1.0.1"
    again = dataset_of("c", *FIRST_ROWS)
    assert export_release(again, tmp_path / "three", tmp_path / "one") == FIRST


def test_a_folder_with_anything_in_it_is_left_alone(small_dataset, release):
    with pytest.raises(UsageError, match="the folder is not empty"):
        export_release(small_dataset, release)


def test_a_folder_that_is_no_release_is_named(small_dataset, tmp_path):
    with pytest.raises(UsageError, match="no release that can be read"):
        export_release(small_dataset, tmp_path / "new", tmp_path)
