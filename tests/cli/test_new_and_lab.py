"""`plancompare new` and `lab`: a project of one's own, and JupyterLab on its welcome page."""

import os
import sys
from pathlib import Path

import pytest
from tests.conftest import META, ROOT, ROWS, in_this_process, write_source
from typer.testing import CliRunner

from plancompare.api.projects import new
from plancompare.cli.app import app
from plancompare.cli.lab import JUPYTERLAB, MADE, WELCOME
from plancompare.cli.options import NOTEBOOKS as USUAL
from plancompare.cli.options import or_shipped
from plancompare.errors import UsageError

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """What would have been run in place of this process."""
    found: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _path, words: found.append(words))
    return found


def plancompare(*words: object) -> None:
    CliRunner().invoke(app, [*map(str, words)], catch_exceptions=False)


def test_a_new_project_has_sources_notebooks_and_says_what_is_where(tmp_path):
    plancompare("new", tmp_path / "mine")
    made = tmp_path / "mine"
    assert sorted(path.name for path in (made / "notebooks").iterdir()) == NOTEBOOKS
    sources = {path.name for path in (made / "data" / "raw").iterdir() if path.is_dir()}
    assert sources == {path.parent.name for path in (ROOT / "data/raw").glob("*/source.toml")}
    assert "plancompare run" in (made / "README.md").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        plancompare("new", made)


def test_an_empty_project_holds_a_fictional_source(tmp_path):
    plancompare("new", tmp_path / "mine", "--empty")
    (source,) = (tmp_path / "mine" / "data" / "raw").glob("*/source.toml")
    assert source.parent.name == "example-plan"


@pytest.mark.parametrize("is_here", [True, False], ids=["the folder one is in", "a folder named"])
def test_jupyterlab_opens_the_welcome_page_of_the_project(tmp_path, started, monkeypatch, is_here):
    source = write_source(tmp_path / "data" / "raw" / "county-plan", META, ROWS)
    monkeypatch.chdir(source)
    plancompare("lab", *([] if is_here else [source]), "--no-browser", "--allow-root")
    ((python, *jupyterlab, root, page, quiet, passed_on),) = started
    assert (python, *jupyterlab) == (sys.executable, "-c", JUPYTERLAB)
    assert root == f"--ServerApp.root_dir={tmp_path}"
    assert page == f"--LabApp.default_url=/lab/tree/notebooks/{WELCOME}"
    assert (quiet, passed_on) == ("--no-browser", "--allow-root")
    assert (tmp_path / "data" / "curated" / "manifest.json").is_file()
    assert sorted(path.name for path in (tmp_path / "notebooks").iterdir()) == NOTEBOOKS


def test_where_there_is_no_project_one_is_made(tmp_path, started, monkeypatch):
    monkeypatch.setattr("plancompare.cli.build.build_dataset", lambda raw, curated: None)
    monkeypatch.setattr("plancompare.api.projects.shipped", lambda _name: ROOT / "notebooks")
    plancompare("lab", tmp_path)
    assert (tmp_path / MADE / "notebooks" / WELCOME).is_file()
    assert len(started) == 1


def test_a_project_that_cannot_be_made_leaves_nothing_of_it(tmp_path, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(UsageError, match="no title"):
        patched.setattr("plancompare.api.projects.ingest", _refuse)
        new(tmp_path / "mine", sources=False)
    monkeypatch.setattr("plancompare.ingest.write.apart", in_this_process)
    assert list((tmp_path / "mine").iterdir()) == []
    assert (new(tmp_path / "mine", sources=False) / "data" / "raw" / "example-plan").is_dir()


def _refuse(*_: object, **__: object) -> None:
    raise UsageError("no title")


def test_where_a_folder_has_none_the_notebooks_that_came_with_it_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (or_shipped(USUAL, USUAL) / "01_one_region.ipynb").is_file()
    assert or_shipped(Path("mine"), USUAL) == Path("mine")  # named, so never replaced
    (tmp_path / "notebooks").mkdir()
    assert or_shipped(USUAL, USUAL) == USUAL
