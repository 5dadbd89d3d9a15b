"""The pages that the data writes: the codebook and the answered examples are current and whole."""

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plancompare.catalogue import catalogue
from plancompare.dataset.codebook import codebook
from plancompare.dataset.coverage import coverage_page

DOCS = Path(__file__).parents[2] / "docs"
RENEW = "`make docs` makes it anew"


@pytest.fixture(scope="module")
def renew() -> dict:
    return runpy.run_path(str(DOCS / "renew.py"))


@pytest.fixture(scope="module")
def examples() -> str:
    return (DOCS / "examples.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def coverage() -> str:
    return (DOCS / "coverage.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def book() -> str:
    return codebook()


def section(book: str, indicator_id: str) -> str:
    return book.split(f'<a id="{indicator_id}"></a>\n')[1].split("<a id=", maxsplit=1)[0]


class TestCodebook:
    def test_the_page_is_that_of_the_catalogue(self, book):
        assert (DOCS / "codebook.md").read_text(encoding="utf-8") == book, RENEW

    def test_every_indicator_has_a_section_in_its_chapter(self, book):
        for chapter in book.split("\n## ")[1:]:
            found = re.findall(r"\*\* · `(\w+)`", chapter)
            assert found
            assert len({catalogue()[each].domain for each in found}) == 1
        assert len(re.findall(r"^### ", book, re.MULTILINE)) == len(catalogue())

    def test_every_link_leads_somewhere(self, book):
        anchors = re.findall(r'<a id="(\w+)">', book)
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r"\]\(#(\w+)\)", book)) <= set(anchors)

    def test_a_section_says_what_the_catalogue_knows(self, book):
        entry, said = catalogue()["beds_per_1000"], section(book, "beds_per_1000")
        for text in (entry.name_zh, entry.name_en, entry.definition_zh, entry.definition_en):
            assert text in said
        for text in (entry.numerator, entry.denominator, entry.period, *entry.labels):
            assert text in said
        assert "每千人 · per 1,000" in said
        assert all(f"(#{near})" in said for near in entry.near)

    def test_a_definition_without_a_source_says_whether_one_was_looked_for(self, book):
        looked = next(iter(catalogue().looked_for))
        assert catalogue().looked_for[looked].en in section(book, looked)
        neither = next(
            each for each in catalogue().values()
            if not each.definition_source and each.id not in catalogue().looked_for
        )  # fmt: skip
        assert "no official one was looked for" in section(book, neither.id)

    def test_what_the_catalogue_leaves_open_is_not_there(self, book):
        without = next(each for each in catalogue().values() if each.standard is None)
        assert "Standard" not in section(book, without.id)

    def test_labels_that_mean_something_near_are_told_apart(self, book):
        entry = catalogue()["physicians_per_1000"]
        near = section(book, entry.id).split("Printed for something near")[1]
        assert all(label in near for label in entry.near_labels)
        assert not any(label in near for label in entry.labels)


class TestExamples:
    def test_the_answers_are_those_of_the_data(self, renew, examples, shipped):
        assert renew["answered"](examples, shipped) == examples, RENEW

    def test_there_are_ten_questions_and_each_is_answered(self, examples):
        assert len(re.findall(r"^## \d+\. ", examples, re.MULTILINE)) == 10
        for part in re.split(r"^## ", examples, flags=re.MULTILINE)[1:]:
            assert re.search(r"```\n\n\| .*\n\| -.*\n\| .", part), part.splitlines()[0]

    def test_an_answer_takes_the_place_of_the_one_before(self, renew, small_dataset):
        page = "Ask:\n\n```sql\nSELECT 1 AS a\n```\n\nRead.\n"
        once = renew["answered"](page, small_dataset)

        assert once == "Ask:\n\n```sql\nSELECT 1 AS a\n```\n\n|   a |\n| --: |\n|   1 |\n\nRead.\n"
        assert renew["answered"](once, small_dataset) == once
        stale = once.replace("|   1 |", "|   2 |\n|   3 |")
        assert renew["answered"](stale, small_dataset) == once


class TestCoverage:
    def test_the_page_is_that_of_the_data(self, coverage, whole):
        assert coverage == coverage_page(whole["observations"]), RENEW

    def test_it_counts_provinces_and_names_where_from(self, coverage):
        head = next(line for line in coverage.splitlines() if line.startswith("| 指标"))
        beds = next(
            line for line in coverage.splitlines() if "per 1,000" in line and "床位" in line
        )
        of_year = dict(zip(head.split(" | "), beds.split(" | "), strict=True))
        assert of_year["2023"] == "31"
        assert "《国家数据 分省年度数据》" in coverage


class TestLicences:
    """An installation for use brings nothing that binds its user."""

    def test_none_is_of_the_gpl_and_its_kin(self, renew):
        page = renew["licences"]((DOCS.parent / "requirements-use.lock").read_text("utf-8"))
        said = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", page, re.MULTILINE))
        assert len(said) > 100
        assert {each: it for each, it in said.items() if re.search(r"GPL|EUPL|SSPL", it)} == {}

    def test_the_page_has_every_package(self):
        lock = (DOCS.parent / "requirements-use.lock").read_text("utf-8")
        page = (DOCS / "licences.md").read_text("utf-8")
        locked = re.findall(r"^([\w.-]+)==[^;\n]*\\$", lock, re.MULTILINE)  # on every machine
        assert [each for each in locked if f"| {each} |" not in page] == [], RENEW


class TestSchemas:
    """What editors check TOML files by, while a person writes them."""

    def test_they_are_those_of_the_models(self, renew):
        for name, schema in renew["schemas"]().items():
            committed = (DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
            assert committed == renew["as_json"](schema), RENEW

    @pytest.mark.parametrize(
        ("name", "files"),
        [
            ("source", "data/raw/*/source.toml"),
            ("indicators", "src/plancompare/catalogue/indicators/*.toml"),
        ],
    )
    def test_what_is_shipped_keeps_to_them(self, renew, name, files):
        known = validator(renew["schemas"]()[name])
        for path in DOCS.parent.glob(files):
            content = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
            assert [error.message for error in known.iter_errors(content)] == [], path

    def test_a_misspelt_key_is_underlined(self, renew):
        known = validator(renew["schemas"]()["source"])
        source = {"title": "虚构规划", "region": "150500", "kind": "plan", "issur": "虚构"}
        assert ["issur" in error.message for error in known.iter_errors(source)] == [True]


def validator(schema: dict) -> Draft202012Validator:
    return Draft202012Validator(schema)
