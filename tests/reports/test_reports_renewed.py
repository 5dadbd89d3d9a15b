"""A report is made again when the dataset has changed, whatever a section of it reads."""

import json
from pathlib import Path

import pandas as pd
import pytest
from report_tools import make, statuses
from tests.conftest import META, ROWS, write_source

from plancompare.build import make_tables
from plancompare.dataset import Dataset, load
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.schema import schemas
from plancompare.reports.run.which import Notebooks, all_tasks, region_task

REGION = "150500"


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> dict[str, pd.DataFrame]:
    source = write_source(tmp_path_factory.mktemp("raw") / "county-plan", META, ROWS)
    return dict(make_tables(source.parent))


def published(tables: dict[str, pd.DataFrame], curated: Path) -> Dataset:
    publish(stage(tables, curated, inputs={}, checks={}), curated)
    return load(curated)


def without_its_last_row(tables: dict[str, pd.DataFrame], name: str) -> dict[str, pd.DataFrame]:
    return tables | {name: tables[name].iloc[:-1]}


@pytest.fixture
def notebooks(tmp_path: Path, notebook: Path) -> Notebooks:
    """A report with a section that reads a table which no report has read before."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][-1]["source"] = (
        "from pathlib import Path\n"
        "from plancompare.dataset import load\n"
        "print(region, len(load(Path(curated)).themes))"
    )
    content["cells"][0]["source"] = "region = ''\ncurated = ''\nlang = 'zh'"
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "01_one_region.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return Notebooks(folder, tmp_path / "curated")


def test_a_section_that_reads_another_table_is_never_stale(tables, notebooks, tmp_path, output):
    def run() -> dict[str, str]:
        return statuses(make([region_task(load(curated), REGION, notebooks)], output, jobs=1))

    curated = tmp_path / "curated"
    published(tables, curated)
    assert run() == {REGION: "done"}
    assert run() == {REGION: "unchanged"}
    published(without_its_last_row(tables, "themes"), curated)
    assert run() == {REGION: "done"}


@pytest.mark.parametrize("table", sorted(schemas()))
def test_every_table_counts(tables, tmp_path, table):
    if tables[table].empty:
        pytest.skip("the small source has no such rows")
    before = published(tables, tmp_path / "one")
    after = published(without_its_last_row(tables, table), tmp_path / "two")
    assert before.contents != after.contents


def test_what_the_checks_said_counts(tables, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    publish(stage(tables, one, inputs={}, checks={"checks": []}), one)
    publish(stage(tables, two, inputs={}, checks={"checks": [{"passed": False}]}), two)
    assert load(one).contents != load(two).contents


def test_every_report_is_of_the_dataset_as_it_is(tables, tmp_path):
    data = published(tables, tmp_path / "curated")
    every = all_tasks(data, Notebooks(tmp_path, tmp_path / "curated"))
    assert {task.dataset for task in every} == {data.contents}
