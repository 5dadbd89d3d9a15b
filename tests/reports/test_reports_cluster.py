"""Reports on a Dask cluster: the same results; what a dead worker was at is done elsewhere."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import dask
import distributed
import pytest
from report_tools import make, page, statuses, tasks, write_notebook

from plancompare.errors import UsageError
from plancompare.reports.run.cluster import each

REGIONS = [f"{number:06d}" for number in range(6)]

KILLS_ITS_WORKER_ONCE = """
import psutil
from pathlib import Path
print(f"report of {region}")
try:
    Path("killed").touch(exist_ok=False)
except FileExistsError:
    pass
else:
    psutil.Process().parent().parent().kill()  # kernel, warm process, worker
"""


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[distributed.LocalCluster]:
    monkeypatch.delenv("WARMKERNELS_SERVER")  # each worker has its own
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=":0",
        local_directory=tmp_path / "dask",
    ) as running:
        yield running


def test_a_worker_that_dies_has_its_reports_made_elsewhere(
    cluster: distributed.LocalCluster, tmp_path: Path, output: Path
) -> None:
    notebook = write_notebook(tmp_path / "gap.ipynb", KILLS_ITS_WORKER_ONCE)
    before = set(cluster.scheduler.workers)
    results = make(tasks(notebook, *REGIONS), output, cluster=cluster.scheduler_address)
    assert (tmp_path / "killed").exists()
    assert set(cluster.scheduler.workers) != before
    assert statuses(results) == dict.fromkeys(REGIONS, "done")
    assert all(f"report of {region}" in page(output, region) for region in REGIONS)


def _halve(number: int) -> float:
    return number / 2


def test_a_cluster_of_ones_own_tells_failures_from_results() -> None:
    outcomes = dict(each(_halve, [2, "x", 4], "local"))
    assert (outcomes[2], outcomes[4]) == (1, 2)
    assert isinstance(outcomes["x"], TypeError)


def test_no_scheduler_there(notebook: Path, output: Path) -> None:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(UsageError, match="no Dask scheduler answers"),
    ):
        make(tasks(notebook, "150500"), output, cluster="tcp://127.0.0.1:1")


def test_without_dask_a_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if not installed
    monkeypatch.delitem(sys.modules, "plancompare.reports.run.cluster")
    with pytest.raises(UsageError, match=r"plancompare\[cluster\]"):
        importlib.import_module("plancompare.reports.run.cluster")
