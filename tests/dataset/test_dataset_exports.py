"""The dataset in other people's tools."""

import json
import shutil
import tomllib
from importlib.resources import files

import duckdb
import frictionless
import openpyxl
import pandas as pd
import polars
import pyarrow.parquet as pq
import pytest

from plancompare.dataset import load
from plancompare.dataset.datapackage import data_package
from plancompare.dataset.dictionary import dictionary
from plancompare.dataset.exports import export_csv, export_xlsx
from plancompare.dataset.manifest import hash_file
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.schema import schemas
from plancompare.domain.units import units
from plancompare.domain.vocabulary import meaning
from plancompare.errors import DatasetError, UsageError

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x")']


@pytest.fixture(scope="module")
def exported_once(small_dataset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported") / "csv"
    export_csv(small_dataset, folder)
    return folder


@pytest.fixture
def exported(exported_once, tmp_path):
    """A copy that a test may change."""
    return shutil.copytree(exported_once, tmp_path / "csv")


@pytest.fixture
def hostile(small_tables, tmp_path):
    """A dataset whose notes look like formulas."""
    first = small_tables["observations"].iloc[[0]]
    rows = [first.assign(observation_id=str(n), note=each) for n, each in enumerate(FORMULAS)]
    tables = small_tables | {"observations": pd.concat(rows, ignore_index=True)}
    publish(stage(tables, tmp_path / "curated", inputs={}, checks={}), tmp_path / "curated")
    return tmp_path / "curated"


def sheet(path, name):
    return openpyxl.load_workbook(path)[name]


class TestDictionary:
    def test_every_column_of_every_table_has_a_row(self):
        told = dictionary()
        assert list(zip(told["table"], told["column"], strict=True)) == [
            (table.name, column) for table in schemas().values() for column in table.columns
        ]

    def test_both_languages_say_something_of_each_column(self):
        told = dictionary()[["description_zh", "description_en", "table_zh", "table_en"]]
        assert (told != "").all(axis=None)

    def test_a_number_measured_in_something_names_it(self):
        told = dictionary().set_index(["table", "column"])
        assert told.loc[("gaps", "needed_pace"), "unit_en"] == "the indicator’s unit a year"
        assert told.loc[("observations", "year"), "unit_en"] == ""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_value_of_a_closed_vocabulary_is_explained(self, lang):
        for table in schemas().values():
            for field in table.fields:
                assert all(meaning(table.name, field.name, each, lang) for each in field.allowed)

    def test_no_word_of_the_vocabulary_is_left_over(self):
        text = (files("plancompare.domain") / "vocabulary.toml").read_text(encoding="utf-8")
        used = {
            value
            for table in schemas().values()
            for field in table.fields
            for value in field.allowed
        }
        listed = tomllib.loads(text)
        listed.pop("review")  # a column of figures.csv, not of the dataset
        assert {word for words in listed.values() for word in words} | {*units()} == used

    def test_a_word_means_what_its_own_table_says(self):
        assert meaning("indicators", "direction", "less", "en") == "less is better"
        assert meaning("gaps", "direction", "less", "en") == "the target asks for less"
        assert meaning("indicators", "standard_bound", "at_most", "zh") == "不高于（≤）"

    def test_a_column_without_a_vocabulary_has_no_meanings(self):
        with pytest.raises(KeyError, match=r"observations\.note"):
            meaning("observations", "note", "x", "en")


class TestDataPackage:
    def test_the_published_dataset_is_one(self, small_dataset):
        package = json.loads((small_dataset / "datapackage.json").read_text(encoding="utf-8"))

        assert frictionless.Package.validate_descriptor(package).valid
        for resource in package["resources"]:
            file = small_dataset / resource["path"]
            assert resource["hash"] == f"sha256:{hash_file(file)}"
            assert pq.read_schema(file).names == [
                field["name"] for field in resource["schema"]["fields"]
            ]

    def test_every_field_has_title_type_and_both_descriptions(self, small_dataset):
        dataset = load(small_dataset)
        for resource in data_package(dataset.folder, "parquet", dataset.manifest)["resources"]:
            for field in resource["schema"]["fields"]:
                assert field["title"] and field["type"] and " · " in field["description"]

    def test_it_bears_the_hash_of_the_dataset(self, small_dataset):
        dataset = load(small_dataset)
        package = data_package(dataset.folder, "parquet", dataset.manifest)
        assert dataset.hash.startswith(package["version"])
        assert package["created"] == dataset.manifest["built"]

    def test_the_exported_tables_hold_to_their_schema(self, exported):
        report = frictionless.validate(str(exported / "datapackage.json"))
        assert report.valid, report.flatten(["title", "message"])

    @pytest.mark.parametrize(
        ("printed", "spoilt", "error"),
        [
            ("yunzhou-14fyp,510000", "elsewhere,510000", "foreign-key"),
            (",target,", ",wish,", "constraint-error"),
            (",2020,", ",twenty,", "type-error"),
            ("role,", "part,", "incorrect-label"),
        ],
    )
    def test_the_schema_refuses_what_does_not_hold(self, exported, printed, spoilt, error):
        file = exported / "observations.csv"
        text = file.read_text(encoding="utf-8")
        assert printed in text
        file.write_text(text.replace(printed, spoilt, 1), encoding="utf-8")

        package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
        told_of = {"observations", "sources", "regions", "indicators"}
        package["resources"] = [each for each in package["resources"] if each["name"] in told_of]
        for resource in package["resources"]:
            del resource["hash"], resource["bytes"]
        (exported / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

        report = frictionless.validate(str(exported / "datapackage.json"))
        assert error in {kind for (kind,) in report.flatten(["type"])}

    def test_a_file_that_was_changed_is_noticed(self, exported):
        with (exported / "sources.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
        assert not frictionless.validate(str(exported / "datapackage.json")).valid


class TestOtherTools:
    """The Parquet files need nothing of this program."""

    def test_polars_reads_them(self, small_dataset):
        table = polars.read_parquet(small_dataset / "observations.parquet")
        assert table.filter(polars.col("role") == "target")["value"].to_list() == [7.5, 7.2]

    def test_duckdb_reads_them(self, small_dataset):
        table = duckdb.read_parquet(str(small_dataset / "observations.parquet"))
        assert table.filter("role = 'target'").project("value").fetchall() == [(7.5,), (7.2,)]


class TestCsv:
    def test_excel_sees_that_it_is_unicode(self, exported):
        for name in (*schemas(), "dictionary"):
            assert (exported / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_the_figures_come_back_as_they_were(self, small_dataset, exported):
        back = pd.read_csv(exported / "observations.csv", dtype={"region_code": "str"})
        assert back["value"].tolist() == [6.5, 7.5, 7.2]
        assert (
            back["value_printed"].tolist()
            == load(small_dataset).observations["value_printed"].tolist()
        )

    def test_what_looks_like_a_formula_is_a_text(self, hostile, tmp_path):
        export_csv(hostile, tmp_path / "csv")
        notes = pd.read_csv(tmp_path / "csv" / "observations.csv", lineterminator="\n")["note"]
        assert notes.tolist() == [f"'{each}" for each in FORMULAS]

    def test_negative_numbers_stay_numbers(self, small_tables, tmp_path):
        observations = small_tables["observations"].assign(change=-10.0)
        tables = small_tables | {"observations": observations}
        publish(stage(tables, tmp_path / "a", inputs={}, checks={}), tmp_path / "a")
        export_csv(tmp_path / "a", tmp_path / "csv")
        assert pd.read_csv(tmp_path / "csv" / "observations.csv")["change"].tolist() == [-10.0] * 3

    def test_it_says_what_it_wrote(self, small_dataset, tmp_path):
        written = export_csv(small_dataset, tmp_path / "new" / "csv")
        assert sorted(written) == sorted((tmp_path / "new" / "csv").iterdir())

    def test_a_place_that_cannot_be_written_is_named(self, small_dataset, tmp_path):
        (tmp_path / "taken").write_text("a file", encoding="utf-8")
        with pytest.raises(UsageError, match="taken: cannot be written"):
            export_csv(small_dataset, tmp_path / "taken")

    def test_without_a_dataset_the_build_is_named(self, tmp_path):
        with pytest.raises(DatasetError, match="plancompare build"):
            export_csv(tmp_path, tmp_path / "csv")


class TestWorkbook:
    def test_it_has_a_sheet_for_each_table_after_the_dictionary(self, small_dataset, tmp_path):
        export_xlsx(small_dataset, tmp_path / "x.xlsx")
        assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == ["dictionary", *schemas()]

    def test_pandas_reads_back_what_was_exported(self, small_dataset, tmp_path):
        export_xlsx(small_dataset, tmp_path / "x.xlsx")
        back = pd.read_excel(tmp_path / "x.xlsx", sheet_name="observations")
        assert list(back.columns) == schemas()["observations"].columns
        assert back[["year", "value"]].to_numpy().tolist() == [
            [2020, 6.5],
            [2025, 7.5],
            [2025, 7.2],
        ]

    def test_no_cell_is_a_formula(self, hostile, tmp_path):
        export_xlsx(hostile, tmp_path / "x.xlsx")
        cells = [cell for row in sheet(tmp_path / "x.xlsx", "observations") for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        column = schemas()["observations"].columns.index("note")
        notes = [row[column].value for row in sheet(tmp_path / "x.xlsx", "observations")][1:]
        assert [note.replace("_x000D_", "\r") for note in notes] == FORMULAS

    def test_it_stays_a_text_when_someone_edits_it(self, hostile, tmp_path):
        export_xlsx(hostile, tmp_path / "x.xlsx")
        column = schemas()["observations"].columns.index("note")
        rows = list(sheet(tmp_path / "x.xlsx", "observations"))[1:]
        assert all(row[column].quotePrefix for row in rows)

    def test_an_error_value_of_excel_is_a_text_too(self, small_tables, tmp_path):
        observations = small_tables["observations"].assign(note="#N/A")
        tables = small_tables | {"observations": observations}
        publish(stage(tables, tmp_path / "a", inputs={}, checks={}), tmp_path / "a")
        export_xlsx(tmp_path / "a", tmp_path / "x.xlsx")
        types = {c.data_type for row in sheet(tmp_path / "x.xlsx", "observations") for c in row}
        assert "e" not in types

    def test_a_character_that_no_sheet_can_hold_is_left_out(self, small_tables, tmp_path):
        observations = small_tables["observations"].assign(note="a\x0bb")
        tables = small_tables | {"observations": observations}
        publish(stage(tables, tmp_path / "a", inputs={}, checks={}), tmp_path / "a")
        export_xlsx(tmp_path / "a", tmp_path / "x.xlsx")
        back = pd.read_excel(tmp_path / "x.xlsx", sheet_name="observations")
        assert set(back["note"]) == {"ab"}

    def test_more_rows_than_a_sheet_holds_are_refused(self, small_dataset, tmp_path, monkeypatch):
        monkeypatch.setattr("plancompare.dataset.exports._MOST_ROWS", 3)
        with pytest.raises(UsageError, match="Export it as CSV"):
            export_xlsx(small_dataset, tmp_path / "x.xlsx")
        assert not (tmp_path / "x.xlsx").exists()

    def test_a_place_that_cannot_be_written_is_named(self, small_dataset, tmp_path):
        with pytest.raises(UsageError, match="cannot be written"):
            export_xlsx(small_dataset, tmp_path)
