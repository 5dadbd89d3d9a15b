"""A dataset of one fictional plan, for commands that only read."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import HEAD, META, ROWS, as_toml

from plancompare.build import make_tables
from plancompare.dataset.publish import publish, stage


@pytest.fixture(scope="session")
def one_plan(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("one-plan")
    source = folder / "raw" / "county-plan"
    source.mkdir(parents=True)
    (source / "source.toml").write_text(as_toml(META), encoding="utf-8")
    (source / "figures.csv").write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    curated = folder / "curated"
    publish(stage(make_tables(folder / "raw"), curated, inputs={}, checks={}), curated)
    return curated


@pytest.fixture
def curated(one_plan, tmp_path) -> Path:
    """A copy of it that a test may damage."""
    return shutil.copytree(one_plan, tmp_path / "curated", symlinks=True)
