"""A run that is stopped, politely or not, leaves whole reports, no process, and can go on."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from report_tools import make, page, statuses, tasks, write_notebook

from warmkernels.client import SERVER_VARIABLE

REGIONS = [f"{number:06d}" for number in range(8)]
SLOW = "import os, time; print(f'report of {region} by {os.getpid()}'); time.sleep(0.4)"
RUN = f"""
import sys
from pathlib import Path
from report_tools import settings, tasks
from plancompare.reports.run.progress import progress
from plancompare.reports.run.runner import run
with progress(8, sys.stdout) as watch:
    results = run(tasks(Path(sys.argv[1]), *{REGIONS}), settings(Path(sys.argv[2])), watch, jobs=2)
print("ended", *[result.status for result in results])
"""


def start_run(notebook: Path, output: Path) -> subprocess.Popen[str]:
    """Start a run as a process, with a warm process of its own, and wait for two reports."""
    environment = dict(os.environ)
    environment.pop(SERVER_VARIABLE)
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, notebook, output],
        cwd=Path(__file__).parent,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for _line in range(2):
        assert "done" in process.stdout.readline()
    return process


def all_ended(processes: list[psutil.Process]) -> bool:
    _gone, alive = psutil.wait_procs(processes, timeout=10)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stopping_politely(tmp_path: Path, output: Path, how: signal.Signals) -> None:
    process = start_run(write_notebook(tmp_path / "slow.ipynb", SLOW), output)
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(how)
    said, _errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert all_ended(children)

    ended, *became = said.splitlines()[-1].split()
    assert ended == "ended"
    assert set(became) == {"done", "stopped"}
    journal = json.loads((output / "run.json").read_text())
    assert [report["status"] for report in journal["reports"]] == became
    goes_on(tmp_path / "slow.ipynb", output)


def test_being_killed(tmp_path: Path, output: Path) -> None:
    process = start_run(write_notebook(tmp_path / "slow.ipynb", SLOW), output)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    assert all_ended(children)
    goes_on(tmp_path / "slow.ipynb", output)


def goes_on(notebook: Path, output: Path) -> None:
    """See that what is there is whole, and that another run makes only the rest."""
    there = {path.parent.name for path in output.glob("*/report.json")}
    assert 2 <= len(there) < len(REGIONS)
    pages = {name: page(output, name) for name in there}
    assert all(text.endswith("</html>\n") for text in pages.values())
    assert not list(output.rglob("*.part"))

    again = statuses(make(tasks(notebook, *REGIONS), output, jobs=4))
    assert {name for name, status in again.items() if status == "unchanged"} == there
    assert {status for name, status in again.items() if name not in there} == {"done"}
    assert {name: page(output, name) for name in there} == pages
