"""A run that is stopped, politely or not, leaves whole reports, no process, and can go on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from report_tools import make, page, statuses, tasks, write_notebook

from warmkernels.client import SERVER_VARIABLE

REGIONS = [f"{number:06d}" for number in range(8)]
WAITS = """
import os, time
from pathlib import Path
print(f"report of {region} by {os.getpid()}")
def may_end():
    for permit in Path("permits").iterdir():
        try:
            permit.unlink()
            return True
        except FileNotFoundError:
            pass  # another took it
while not may_end():
    time.sleep(0.02)
"""
RUNS = f"""
import sys
from pathlib import Path
from report_tools import settings, tasks
from plancompare.reports.run.progress import progress
from plancompare.reports.run.runner import run
for _begin in sys.stdin:
    with progress(8, sys.stdout) as watch:
        made = run(tasks(Path(sys.argv[1]), *{REGIONS}), settings(Path(sys.argv[2])), watch, jobs=2)
    print("ended", *[result.status for result in made], flush=True)
"""


class Runs:
    """A process that begins a run when it is told to, with a warm process of its own.

    As many of its notebooks end as there are permits, whichever come first; the others wait.
    """

    def __init__(self, notebook: Path, output: Path) -> None:
        environment = {key: it for key, it in os.environ.items() if key != SERVER_VARIABLE}
        self.output, self._permits = output, notebook.with_name("permits")
        self._permits.mkdir()
        self._process = subprocess.Popen(
            [sys.executable, "-c", RUNS, notebook, output],
            cwd=Path(__file__).parent,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def permit(self, more: int) -> None:
        for number in range(more):
            (self._permits / str(number)).touch()

    def begin(self, more: int) -> list[psutil.Process]:
        """Begin a run, wait until it has made what it may, and return the processes it started."""
        self.permit(more)
        assert self._process.stdin is not None
        print("begin", file=self._process.stdin, flush=True)
        for _report in range(more):
            assert "done" in self.line()
        process = psutil.Process(self._process.pid)
        while len(started := process.children(recursive=True)) < 2:  # the next one's kernel
            time.sleep(0.05)
        return started

    def line(self) -> str:
        assert self._process.stdout is not None
        while "unchanged," in (said := self._process.stdout.readline()):
            pass
        return said

    def stop(self, how: signal.Signals) -> list[str]:
        """Stop the run politely, and return what became of its reports."""
        self._process.send_signal(how)
        while not (said := self.line()).startswith("ended"):
            assert "done" in said
        return said.split()[1:]

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


def all_ended(processes: list[psutil.Process]) -> bool:
    _gone, alive = psutil.wait_procs(processes, timeout=10)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


@pytest.fixture
def runs(tmp_path: Path, output: Path) -> Iterator[Runs]:
    started = Runs(write_notebook(tmp_path / "waits.ipynb", WAITS), output)
    yield started
    started.kill()


def test_stopping_politely_or_killed_and_going_on(runs: Runs, tmp_path: Path, output: Path) -> None:
    for there_are, how in ((2, signal.SIGINT), (4, signal.SIGTERM)):
        warm, *kernels = runs.begin(2)
        became = runs.stop(how)
        assert became.count("stopped") == 8 - there_are
        assert all_ended(kernels) and warm.is_running()
        journal = json.loads((output / "run.json").read_text())
        assert [report["status"] for report in journal["reports"]] == became
        there = whole_reports(output, there_are)

    started = runs.begin(1)
    runs.kill()
    assert all_ended(started)
    there |= whole_reports(output, 5)

    runs.permit(3)
    again = statuses(make(tasks(tmp_path / "waits.ipynb", *REGIONS), output, jobs=4))
    assert again == {name: "unchanged" if name in there else "done" for name in REGIONS}
    assert {name: page(output, name) for name in there} == there


def whole_reports(output: Path, number: int) -> dict[str, str]:
    """The pages of what was made, which are as many and whole."""
    made = {path.parent.name for path in output.glob("*/report.json")}
    pages = {name: page(output, name) for name in made}
    assert len(pages) == number
    assert all(text.endswith("</html>\n") for text in pages.values())
    assert not list(output.rglob("*.part"))
    return pages
