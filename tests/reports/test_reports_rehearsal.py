"""Kernels of many reports find their dataset read; whatever is wrong with it, they still start."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from report_tools import make, page, published, statuses, tasks, write_notebook
from tests.conftest import META, ROWS, write_source

from plancompare.dataset import load
from plancompare.kernels import SPEC
from plancompare.reports.run import rehearsal
from warmkernels import client

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

LOOK = """
from pathlib import Path
from plancompare.dataset import load
try:
    print(sorted(vars(load(Path({curated!r})))), end='')
except Exception as error:
    print(type(error).__name__, end='')
"""


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rehearsal")
    write_source(folder / "raw" / "county-plan", META, ROWS)
    published(folder / "raw", folder / "curated")
    return folder / "curated"


@pytest.fixture(scope="module")
def server() -> Iterator[client.WarmServer]:
    """Other tests' kernels must not find what this one was told of."""
    with client.WarmServer(SPEC) as own:
        yield own


@pytest.fixture
def told(
    server: client.WarmServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], str]:
    """What a notebook finds in a kernel whose warm process was told of a dataset."""

    def look(curated: Path) -> str:
        notebook = write_notebook(tmp_path / "look.ipynb", LOOK.format(curated=str(curated)))
        server.rehearse(str(curated))
        monkeypatch.setenv(client.SERVER_VARIABLE, str(server.address))
        assert statuses(make(tasks(notebook, "1"), tmp_path / "out")) == {"1": "done"}
        assert server._process.poll() is None  # else the kernel was a plain one
        return page(tmp_path / "out", "1")

    return look


def test_without_a_dataset_kernels_start_all_the_same(told, tmp_path):
    assert "DatasetError" in told(tmp_path / "nothing")


def test_a_damaged_dataset_is_for_the_reports_to_tell_of(curated, told, tmp_path):
    damaged = shutil.copytree(curated.resolve(), tmp_path / "damaged")
    for table in damaged.rglob("gaps.parquet"):
        table.write_bytes(b"cut")
    found = told(damaged)
    assert "folder" in found and "observations" not in found


def test_a_kernel_finds_the_dataset_read(curated, told):
    found = told(curated)
    assert "observations" in found and "gaps" in found


def test_what_is_rehearsed_is_what_reports_do(curated):
    data = load(curated)  # `rehearse` itself says nothing of a failure
    *_, fullest = rehearsal._of_each_level(data)
    assert fullest == "150500"
    rehearsal._report(data, fullest)
