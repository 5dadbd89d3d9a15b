"""A report that fails says why, costs no other report anything, and leaves its last version."""

import asyncio
import json
import pickle
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from report_tools import SHOW, make, page, statuses, tasks, write_notebook
from traitlets import Float

from plancompare.reports.run.failure import NotebookError
from plancompare.reports.run.tasks import Task

RAISES = "if region == '420900':\n    print('so far'); raise ValueError('no rows of 420900')"


def log(output: Path, region: str = "420900") -> str:
    return (output / region / "report.log").read_text()


def test_a_notebook_that_raises(tmp_path: Path, output: Path) -> None:
    notebook = write_notebook(tmp_path / "gap.ipynb", SHOW, RAISES)
    results = make(tasks(notebook, "150500", "420900", "440300"), output, jobs=1)
    assert statuses(results) == {"150500": "done", "420900": "failed", "440300": "done"}
    assert results["420900"].error == "cell 3: raised ValueError: no rows of 420900."
    assert RAISES.splitlines()[1].strip() in log(output)
    assert "so far" in log(output)
    assert "Traceback (most recent call last)" in log(output)
    assert "\x1b" not in log(output)
    tried = nbformat.read(output / "420900" / "failed.ipynb", 4)
    assert tried.cells[2].outputs[0].text == "report of 420900\n"
    assert tried.cells[3].outputs[-1].ename == "ValueError"


def test_the_last_good_version_stays_until_there_is_a_better_one(
    notebook: Path, output: Path
) -> None:
    make(tasks(notebook, "420900"), output)
    good = page(output, "420900")
    write_notebook(notebook, RAISES)
    assert statuses(make(tasks(notebook, "420900"), output)) == {"420900": "failed"}
    assert page(output, "420900") == good
    assert (output / "420900" / "failed.ipynb").exists()
    write_notebook(notebook, SHOW, "print('better')")
    assert statuses(make(tasks(notebook, "420900"), output)) == {"420900": "done"}
    assert "better" in page(output, "420900")
    assert not (output / "420900" / "failed.ipynb").exists()


def test_a_notebook_that_hangs_and_one_whose_cells_together_take_too_long(
    notebook: Path, tmp_path: Path, output: Path
) -> None:
    make(tasks(notebook, "150500"), output)  # what kernels need is imported by then
    hangs = write_notebook(tmp_path / "hangs.ipynb", SHOW, "import time; time.sleep(600)")
    slow = write_notebook(tmp_path / "slow.ipynb", *["import time; time.sleep(0.1)"] * 60)
    wanted = [*tasks(hangs, "150500"), *tasks(slow, "420900")]
    results = make(wanted, output, seconds=1.5, jobs=2)
    assert results["150500"].error == "cell 3: was not done after 1.5 s."
    assert "time.sleep(600)" in log(output, "150500")
    assert "was not done after 1.5 s" in results["420900"].error


def test_what_is_late_on_its_way_is_waited_for(
    notebook: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(NotebookClient):
        iopub_timeout = Float(0.1)  # nbclient's own is 4: so long it waits if it is not told to

        async def _async_poll_output_msg(self, parent, cell, index):
            await asyncio.sleep(0.5 if cell.source == SHOW else 0)
            await super()._async_poll_output_msg(parent, cell, index)

    monkeypatch.setattr("plancompare.reports.run.execute.NotebookClient", Late)
    assert statuses(make(tasks(notebook, "150500"), output)) == {"150500": "done"}
    assert "report of 150500" in page(output, "150500")


def test_a_kernel_that_is_killed(tmp_path: Path, output: Path) -> None:
    kill = "import os, signal\nif region == '420900': os.kill(os.getpid(), signal.SIGKILL)"
    notebook = write_notebook(tmp_path / "gap.ipynb", SHOW, kill)
    results = make(tasks(notebook, "420900", "440300"), output, jobs=1)
    assert statuses(results) == {"420900": "failed", "440300": "done"}
    assert results["420900"].error == "cell 3: killed its kernel, or something else did."


def test_a_notebook_that_shows_nothing(tmp_path: Path, output: Path) -> None:
    notebook = write_notebook(tmp_path / "gap.ipynb", "import warnings; warnings.warn('only this')")
    results = make(tasks(notebook, "150500"), output)
    assert results["150500"].error == "the notebook ran but showed nothing."
    assert "only this" in log(output, "150500")
    assert not (output / "150500" / "report.json").exists()


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({}, "report.html: was not made of the notebook."),
        ({"report.html": b" "}, "report.html: is empty."),
        ({"report.html": b"<!doctype html><p>cut sho"}, "report.html: is not whole."),
        ({"report.pdf": b"%PDF-1.7\nno end"}, "report.pdf: is not whole."),
        ({"report.docx": b"PK\x03\x04 no directory"}, "report.docx: is not whole."),
        ({"figure.svg": b"text"}, "figure.svg: is not whole."),
    ],
)
def test_an_output_that_is_not_what_it_should_be(
    notebook: Path, output: Path, files: dict[str, bytes], error: str
) -> None:
    task = Task("150500", notebook, {}, files=tuple(files) or ("report.html",))
    results = make([task], output, render=lambda _notebook, _task: files)
    assert results["150500"].error == error


def test_a_renderer_that_fails(notebook: Path, output: Path) -> None:
    results = make(tasks(notebook, "150500"), output, render=lambda _notebook, _task: 1 / 0)
    assert results["150500"].error == "ZeroDivisionError: division by zero"
    assert "Traceback" in log(output, "150500")


def test_a_kernel_that_starts_at_the_third_attempt(
    notebook: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = iter([RuntimeError("Address already in use"), OSError("fork failed"), None])
    start = NotebookClient.async_start_new_kernel

    async def sometimes(client: NotebookClient, **options: object) -> None:
        if failure := next(attempts):
            raise failure
        await start(client, **options)

    monkeypatch.setattr(NotebookClient, "async_start_new_kernel", sometimes)
    assert statuses(make(tasks(notebook, "150500"), output, starts=3)) == {"150500": "done"}
    assert "attempt 2 to start a kernel failed: fork failed" in log(output, "150500")


def test_a_kernel_that_never_starts(
    notebook: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_client: NotebookClient, **_options: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(NotebookClient, "async_start_new_kernel", never)
    results = make(tasks(notebook, "150500"), output, starts=2)
    assert results["150500"].error == "no kernel started in 2 attempts."


def test_warnings_go_to_the_log_and_not_to_readers(tmp_path: Path, output: Path) -> None:
    warn = "import warnings; warnings.warn('in the kitchen')"
    make(tasks(write_notebook(tmp_path / "gap.ipynb", SHOW, warn), "150500"), output)
    assert "in the kitchen" in log(output, "150500")
    assert "kitchen" not in page(output, "150500")


def test_nothing_of_this_machine_is_published(tmp_path: Path, output: Path) -> None:
    def everything(notebook: nbformat.NotebookNode, _task: object) -> dict[str, bytes]:
        return {"notebook.json": json.dumps(notebook).encode()}

    notebook = write_notebook(tmp_path / "gap.ipynb")
    task = Task("150500", notebook, {"region": "150500"}, files=("notebook.json",))
    make([task], output, render=everything)
    published = (output / "150500" / "notebook.json").read_text()
    assert "report of 150500" in published
    assert str(tmp_path) not in published
    assert "papermill" not in published
    assert "injected-parameters" not in published


def test_a_failure_survives_pickling() -> None:
    failure = NotebookError("raised ValueError: x.", where="cell 3", details="1/0")
    again = pickle.loads(pickle.dumps(failure))
    assert (str(again), again.details) == ("cell 3: raised ValueError: x.", "1/0")
