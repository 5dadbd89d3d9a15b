"""A dataset of one fictional plan, for commands that only read."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import META, ROWS, write_source

from plancompare.build import make_tables
from plancompare.dataset.publish import publish, stage


@pytest.fixture(scope="session")
def one_plan(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("one-plan")
    write_source(folder / "raw" / "county-plan", META, ROWS)
    curated = folder / "curated"
    publish(stage(make_tables(folder / "raw"), curated, inputs={}, checks={}), curated)
    return curated


@pytest.fixture
def curated(one_plan, tmp_path) -> Path:
    """A copy of it that a test may damage."""
    return shutil.copytree(one_plan, tmp_path / "curated", symlinks=True)
