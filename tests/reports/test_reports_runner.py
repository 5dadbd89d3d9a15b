"""A run: one folder a report, only what changed, whole reports whatever happens."""

import asyncio
import contextlib
import errno
import json
import os
import re
import signal
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from report_tools import SHOW, make, page, render, statuses, tasks, write_notebook

from plancompare.errors import BusyError, ReportError, Stopped
from plancompare.reports.run import output as output_module
from plancompare.reports.run.journal import counted, raise_for_failures, table
from plancompare.reports.run.make import Result
from plancompare.reports.run.output import Folder, OutputError
from plancompare.reports.run.runner import alone
from plancompare.reports.run.tasks import Task
from plancompare.reports.run.turn import Turn

REGIONS = ("150500", "420900", "440300")
NUMBER = re.compile(r"\d+\.\d+")


def files(output: Path) -> set[str]:
    return {str(path.relative_to(output)) for path in output.rglob("*") if path.is_file()}


def test_each_report_has_a_folder_of_its_own(notebook: Path, output: Path) -> None:
    results = make(tasks(notebook, *REGIONS), output)
    assert statuses(results) == dict.fromkeys(REGIONS, "done")
    for region in REGIONS:
        assert f"report of {region}" in page(output, region)
        assert results[region].path == f"{output}/{region}"
        assert results[region].error == ""
    made = {f"{region}/report.{kind}" for region in REGIONS for kind in ("html", "json", "log")}
    assert files(output) == made | {"run.json"}


def test_run_json_tells_versions_hashes_and_durations(notebook: Path, output: Path) -> None:
    results = make(tasks(notebook, "150500"), output)
    journal = json.loads((output / "run.json").read_text())
    assert journal["counts"] == {"done": 1}
    versions = {
        "plancompare",
        "pandas",
        "papermill",
        "python",
        "typst",
        "python-docx",
        "python-pptx",
    }
    assert versions <= set(journal["versions"])
    (report,) = journal["reports"]
    assert report["key"] == results["150500"].key
    assert 0 < report["seconds"] <= journal["seconds"]
    mark = json.loads((output / "150500" / "report.json").read_text())
    assert mark["bytes"] == {"report.html": (output / "150500" / "report.html").stat().st_size}


def test_what_did_not_change_is_not_made_again(notebook: Path, output: Path) -> None:
    make(tasks(notebook, *REGIONS), output)
    before = (output / "150500" / "report.html").stat().st_mtime_ns
    assert statuses(make(tasks(notebook, *REGIONS), output)) == dict.fromkeys(REGIONS, "unchanged")
    assert (output / "150500" / "report.html").stat().st_mtime_ns == before
    assert statuses(make(tasks(notebook, *REGIONS), output, redo=True)) == dict.fromkeys(
        REGIONS, "done"
    )


def test_a_changed_row_redoes_only_its_own_report(notebook: Path, output: Path) -> None:
    make(tasks(notebook, *REGIONS, datasets=dict.fromkeys(REGIONS, "a")), output)
    rows = dict.fromkeys(REGIONS, "a") | {"420900": "b"}
    assert statuses(make(tasks(notebook, *REGIONS, datasets=rows), output)) == {
        "150500": "unchanged",
        "420900": "done",
        "440300": "unchanged",
    }


def test_a_changed_notebook_or_parameter_redoes_the_report(notebook: Path, output: Path) -> None:
    make(tasks(notebook, "150500"), output)
    write_notebook(notebook, SHOW, "print('and more')")
    assert statuses(make(tasks(notebook, "150500"), output)) == {"150500": "done"}
    assert "and more" in page(output, "150500")
    task = Task("150500", notebook, {"region": "150500", "years": 5})
    assert statuses(make([task], output)) == {"150500": "done"}


def test_a_changed_program_redoes_the_report(
    notebook: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tasks(notebook, "150500"), output)
    monkeypatch.setattr("plancompare.reports.run.tasks.PACKAGE", tmp_path / "another")
    assert statuses(make(tasks(notebook, "150500"), output)) == {"150500": "done"}


def test_what_comes_after_the_kernels_is_imported_while_they_run(
    notebook: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "tabnanny", raising=False)
    results = make(tasks(notebook, "150500"), output, ahead=("tabnanny", "not_installed"))
    assert statuses(results) == {"150500": "done"}
    assert "tabnanny" in sys.modules


@pytest.mark.parametrize("harm", ["missing", "cut short", "no mark"])
def test_a_damaged_report_is_made_again(notebook: Path, output: Path, harm: str) -> None:
    make(tasks(notebook, "150500"), output)
    report, mark = output / "150500" / "report.html", output / "150500" / "report.json"
    match harm:
        case "missing":
            report.unlink()
        case "cut short":
            report.write_bytes(report.read_bytes()[:-9])
        case _:
            mark.unlink()
    assert statuses(make(tasks(notebook, "150500"), output)) == {"150500": "done"}


def test_another_format_is_made_when_it_is_asked_for(notebook: Path, output: Path) -> None:
    def both(notebook: NotebookNode, task: Task) -> dict[str, bytes]:
        made = render(notebook, task) | {"report.txt": b"text"}
        return {name: made[name] for name in task.files}

    def asked(*files: str, rows: str = "a") -> dict[str, str]:
        task = Task("150500", notebook, {"region": "150500"}, rows, files)
        return statuses(make([task], output, render=both))

    assert asked("report.html") == {"150500": "done"}
    assert asked("report.html", "report.txt") == {"150500": "done"}
    assert asked("report.html") == {"150500": "unchanged"}
    assert (output / "150500" / "report.txt").exists()
    assert asked("report.html", rows="b") == {"150500": "done"}
    assert not (output / "150500" / "report.txt").exists(), "it would show the rows of before"


def test_more_tasks_than_jobs_at_a_time_never_mix(notebook: Path, output: Path) -> None:
    regions = [f"{number:06d}" for number in range(24)]
    assert set(statuses(make(tasks(notebook, *regions), output, jobs=8)).values()) == {"done"}
    assert all(
        f"report of {region}<" in page(output, region).replace("\n", "") for region in regions
    )


def test_no_more_notebooks_run_at_a_time_than_there_are_jobs(tmp_path: Path, output: Path) -> None:
    busy = write_notebook(
        tmp_path / "busy.ipynb",
        "import time; print(time.monotonic(), end=' '); time.sleep(0.3); print(time.monotonic())",
    )
    results = make(tasks(busy, "1", "2", "3"), output, jobs=1)
    assert set(statuses(results).values()) == {"done"}
    ran = sorted([float(each) for each in NUMBER.findall(page(output, name))] for name in results)
    assert all(before[1] <= after[0] for before, after in pairwise(ran))


def test_waiting_for_its_turn_is_no_part_of_what_a_report_takes() -> None:
    async def wait() -> tuple[float, float]:
        leave = asyncio.Semaphore()
        first, second = Turn(leave), Turn(leave)
        async with first:
            waiting = asyncio.create_task(second.__aenter__())
            await asyncio.sleep(0.05)
        await waiting
        return first.waited, second.waited

    first, second = asyncio.run(wait())
    assert first < second
    assert second >= 0.04


def test_nobody_is_asked_twice_at_the_same_time(notebook: Path, output: Path) -> None:
    with alone(Folder(str(output))), pytest.raises(BusyError, match="another run is at work"):
        make(tasks(notebook, "150500"), output)
    assert statuses(make(tasks(notebook, "150500"), output)) == {"150500": "done"}


def test_a_full_disk_stops_the_run_and_harms_nothing(
    notebook: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tasks(notebook, *REGIONS), output)
    before = {name: (output / name).read_bytes() for name in files(output)}
    replace = output_module._replace

    def full(path: Path, data: bytes) -> None:
        if "440300" in str(path):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(path, data)

    monkeypatch.setattr(output_module, "_replace", full)
    changed = dict.fromkeys(REGIONS, "changed")
    with pytest.raises(OutputError, match=r"440300/report.html.*No space left.*Make room"):
        make(tasks(notebook, *REGIONS, datasets=changed), output, jobs=1)
    after = {name: (output / name).read_bytes() for name in files(output)}
    assert after.keys() == before.keys()
    assert all(after[name] == data for name, data in before.items() if name.startswith("440300"))

    monkeypatch.undo()
    again = make(tasks(notebook, *REGIONS, datasets=changed), output)
    assert statuses(again) == {"150500": "unchanged", "420900": "unchanged", "440300": "done"}


RESULTS = [
    Result("150500", "done", 0.61, "", "reports/150500", "a"),
    Result("420900", "unchanged", 0.0, "", "reports/420900", "b"),
    Result("440300", "failed", 1.2, "cell 3: raised ValueError: no rows.", "reports/440300", "c"),
]


def test_the_table_at_the_end_shows_what_was_tried() -> None:
    shown = table(RESULTS)
    columns = {column.header: list(column.cells) for column in shown.columns}
    assert columns == {
        "region": ["150500", "440300"],
        "status": ["done", "failed"],
        "seconds": ["0.6", "1.2"],
        "error": ["", "cell 3: raised ValueError: no rows."],
        "path": ["reports/150500", "reports/440300"],
    }
    assert counted(RESULTS) == "1 done, 1 failed, 1 unchanged"


def test_a_run_with_failures_is_a_failure() -> None:
    raise_for_failures(RESULTS[:2])
    with pytest.raises(ReportError, match=r"1 of 3 reports failed.*no rows") as raised:
        raise_for_failures(RESULTS)
    assert raised.value.exit_code == ReportError.exit_code != 0
    assert "report.log" in str(raised.value) and "failed.ipynb" in str(raised.value)


@pytest.mark.parametrize("where", ["async_start_new_kernel", "async_execute_cell"])
def test_a_stop_that_something_swallows_stops_the_run(
    notebook: Path, output: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """As `asyncio.wait_for` may, where what it waits for is done at that moment."""
    untouched = getattr(NotebookClient, where)

    async def swallows(client: NotebookClient, *args: Any, **options: Any) -> Any:
        done = await untouched(client, *args, **options)
        os.kill(os.getpid(), signal.SIGTERM)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        return done

    monkeypatch.setattr(NotebookClient, where, swallows)
    became = statuses(make(tasks(notebook, *REGIONS), output, jobs=1))
    assert became == dict.fromkeys(REGIONS, "stopped")
    assert not list(output.glob("*/*"))


def test_a_stopped_run_is_told_from_a_failed_one() -> None:
    stopped = [*RESULTS[:2], Result("440300", "stopped", 0.0, "", "reports/440300", "c")]
    with pytest.raises(Stopped) as raised:
        raise_for_failures(stopped)
    assert raised.value.exit_code == 130
    assert str(raised.value) == (
        "stopped; 1 of 3 reports are not made yet. "
        "What was made is whole; run again to go on from there."
    )
