"""Kernels of many reports find their dataset read; whatever is wrong with it, they still start."""

import shutil
import sys
from pathlib import Path

import pytest
import tomli_w
from report_tools import make, page, statuses, tasks, write_notebook
from tests.conftest import HEAD, META, ROWS

from plancompare.build import build
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
    source = folder / "raw" / "county-plan"
    source.mkdir(parents=True)
    (source / "source.toml").write_text(tomli_w.dumps(META), encoding="utf-8")
    (source / "figures.csv").write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    build(folder / "raw", folder / "curated")
    return folder / "curated"


def told(curated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a notebook finds in a kernel whose warm process was told of a dataset."""
    notebook = write_notebook(tmp_path / "look.ipynb", LOOK.format(curated=str(curated)))
    with client.WarmServer(SPEC) as server:
        server.rehearse(str(curated))
        monkeypatch.setenv(client.SERVER_VARIABLE, str(server.address))
        assert statuses(make(tasks(notebook, "1"), tmp_path / "out")) == {"1": "done"}
    return page(tmp_path / "out", "1")


def test_a_kernel_finds_the_dataset_read(curated, tmp_path, monkeypatch):
    found = told(curated, tmp_path, monkeypatch)
    assert "observations" in found and "gaps" in found


def test_without_a_dataset_kernels_start_all_the_same(tmp_path, monkeypatch):
    assert "DatasetError" in told(tmp_path / "nothing", tmp_path, monkeypatch)


def test_a_damaged_dataset_is_for_the_reports_to_tell_of(curated, tmp_path, monkeypatch):
    damaged = shutil.copytree(curated.resolve(), tmp_path / "damaged")
    for table in damaged.rglob("gaps.parquet"):
        table.write_bytes(b"cut")
    found = told(damaged, tmp_path, monkeypatch)
    assert "folder" in found and "observations" not in found


def test_what_is_rehearsed_is_what_reports_do(curated):
    data = load(curated)  # `rehearse` itself says nothing of a failure
    *_, fullest = rehearsal._of_each_level(data)
    assert fullest == "150500"
    rehearsal._report(data, fullest)
