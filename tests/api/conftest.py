"""The shipped dataset as researchers open it, and a small project of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import META, ROWS, in_this_process, write_source

import plancompare as pc
from plancompare.build import build


@pytest.fixture(scope="session")
def d(shipped: Path) -> pc.Data:
    return pc.load(shipped)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one fictional plan and its dataset."""
    home = tmp_path_factory.mktemp("project")
    write_source(home / "data" / "raw" / "county-plan", META, ROWS)
    build(home / "data" / "raw", home / "data" / "curated")
    return home


@pytest.fixture(scope="module")
def read_here() -> Iterator[None]:
    """Documents are read in this process; in one of their own it takes a second to import."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("ingest.write", "reviewing.run", "reviewing.session"):
            patch.setattr(f"plancompare.{module}.apart", in_this_process)
        yield


@pytest.fixture(scope="module")
def added(project: pc.Data, read_here: None) -> pc.Added:
    return project.add_plan(pc.example("plan.docx"), region="鄂尔多斯", name="my-plan")


@pytest.fixture(scope="session")
def project(folder: Path) -> pc.Data:
    return pc.load(folder)
