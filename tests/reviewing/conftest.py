"""The fictional plan, read once for all tests of a module."""

import shutil
from pathlib import Path

import pytest
from review_tools import desk, opened, source, write

from plancompare.reviewing.desk import Desk
from plancompare.reviewing.look import Opened


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("plan") / "plan.txt")


@pytest.fixture(scope="session")
def seen(plan: Path) -> Opened:
    return opened(plan)


@pytest.fixture
def folder(tmp_path: Path, plan: Path, seen: Opened) -> Path:
    made = source(tmp_path / "raw" / "yangzhong", seen, plan)
    shutil.copy(plan, made / "original.txt")
    return made


@pytest.fixture
def at(folder: Path, seen: Opened) -> Desk:
    """The desk of a person who begins."""
    return desk(folder, seen)
