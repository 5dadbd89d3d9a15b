"""`plancompare ingest`: what is not sure is asked on a terminal, and listed elsewhere."""

import shlex

import pytest
from typer.testing import CliRunner

from plancompare.cli import ingest as command
from plancompare.cli.app import app
from plancompare.ingest import NotTold
from plancompare.sources import load_source

# our own writing; no county says this
NOTE = "2021—2025年每千人口床位数达到6张。（本文为虚构示例）\n"
PLAN = f"扬中市“十四五”卫生健康发展规划\n{NOTE}"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A function that runs the command on a text, with answers typed or without a terminal."""

    def ran(text, *words, typed=None):
        path = tmp_path / "my plan.txt"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(command, "_is_terminal", lambda: typed is not None)
        wanted = ["ingest", str(path), "--raw", str(tmp_path / "raw"), *words]
        return CliRunner().invoke(app, wanted, input=typed)

    return ran


def made(tmp_path):
    (folder,) = (tmp_path / "raw").iterdir()
    return load_source(folder)


def test_it_ends_with_the_command_that_reviews(run, tmp_path):
    result = run(PLAN)
    last = shlex.split(result.stderr.splitlines()[-1].partition(": ")[2])
    assert last == ["plancompare", "review", str(made(tmp_path).folder), "--documents",
                    str(tmp_path / "my plan.txt")]  # fmt: skip


def test_a_folder_of_another_document_is_told_apart_and_the_difference_is_in_words(run):
    assert run(PLAN).exit_code == 0
    assert "made of another" not in (again := run(PLAN)).stdout
    assert "to review it" in again.stderr
    other = run(PLAN.replace("6张", "6.5张以上"))
    assert "(made of another document)" in other.stdout
    assert "row 2: beds_per_1000 = 6 per_1000 (2025, target)" in other.stdout
    assert "beds_per_1000 = 6.5 per_1000 (2025, target, at_least)" in other.stdout
    assert other.stderr.splitlines()[-1].endswith("--name NAME")


def test_each_guess_says_how_sure_it_is(run):
    assert "region: 321182  (98% sure)" in run(PLAN).stdout


def test_without_a_terminal_what_is_not_sure_is_listed_with_what_may_be_said(run, tmp_path):
    result = run(NOTE)
    assert isinstance(result.exception, NotTold)
    assert result.exception.exit_code == 2
    assert "not sure: title: my plan.txt (no title was found" in result.stdout
    assert "not sure: region: ? (the document does not tell it)" in result.stdout
    assert "--set title=…" in str(result.exception)
    assert not (tmp_path / "raw").exists()


def test_what_is_said_beforehand_is_not_asked(run, tmp_path):
    said = ["--set", "title=某计划", "--set", "period=2021-2025", "--set", "kind=plan"]
    assert run(NOTE, "--region", "扬中", *said).exit_code == 0
    meta = made(tmp_path).meta
    assert (meta.title, meta.region, meta.last_year) == ("某计划", "321182", 2025)


def test_on_a_terminal_enter_takes_a_guess_and_what_will_not_do_is_asked_again(run, tmp_path):
    result = run(NOTE, typed="\n朝阳\n扬中市\n\n2021-2025\n")
    assert result.exit_code == 0, result.stderr
    assert "4 regions are called" in result.stderr
    meta = made(tmp_path).meta
    assert (meta.title, meta.region, meta.kind) == ("my plan.txt", "321182", "plan")


def test_a_region_that_the_title_contradicts_is_shown_by_name_with_the_question(run):
    result = run(PLAN, "--region", "通辽")
    assert "you say 内蒙古自治区通辽市, and the title names 江苏省镇江市扬中市" in result.stdout
    assert "321182 江苏省镇江市扬中市" in result.stdout
