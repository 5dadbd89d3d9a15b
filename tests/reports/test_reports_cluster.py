"""Reports on a Dask cluster: the same results; what a dead worker was at is done elsewhere."""

import importlib
import sys
from pathlib import Path

import dask
import distributed
import pytest
from report_tools import make, page, statuses, tasks, write_notebook

from plancompare.errors import UsageError
from plancompare.reports.run.cluster import each

REGIONS = [f"{number:06d}" for number in range(6)]

KNOWN = "import os; os.environ['WORKER'] = str(os.getpid())"
KILLS_ITS_WORKER_ONCE = """
import os, signal
from pathlib import Path
print(f"report of {region}")
try:
    Path("killed").touch(exist_ok=False)
except FileExistsError:
    pass
else:
    os.kill(int(os.environ["WORKER"]), signal.SIGKILL)
"""


def test_a_worker_that_dies_has_its_reports_made_elsewhere(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    (tmp_path / "known.py").write_text(KNOWN)
    notebook = write_notebook(tmp_path / "gap.ipynb", KILLS_ITS_WORKER_ONCE)
    with dask.config.set({"distributed.worker.preload": [str(tmp_path / "known.py")]}):
        results = make(tasks(notebook, *REGIONS), output, cluster="local")
    assert (tmp_path / "killed").exists()
    assert statuses(results) == dict.fromkeys(REGIONS, "done")
    assert all(f"report of {region}" in page(output, region) for region in REGIONS)


def _halve(number: int) -> float:
    return number / 2


def test_failures_are_told_from_results() -> None:
    with distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=":0") as running:
        outcomes = dict(each(_halve, [2, "x", 4], running.scheduler_address))
    assert (outcomes[2], outcomes[4]) == (1, 2)
    assert isinstance(outcomes["x"], TypeError)


def test_no_scheduler_there(notebook: Path, output: Path) -> None:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "100ms"}),
        pytest.raises(UsageError, match="no Dask scheduler answers"),
    ):
        make(tasks(notebook, "150500"), output, cluster="tcp://127.0.0.1:1")


def test_without_dask_a_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if not installed
    monkeypatch.delitem(sys.modules, "plancompare.reports.run.cluster")
    with pytest.raises(UsageError, match=r"plancompare\[cluster\]"):
        importlib.import_module("plancompare.reports.run.cluster")
