"""Making one report: run its notebook, render it, check it, keep it. Never half of it."""

import hashlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plancompare.errors import PlancompareError
from plancompare.reports.run.checks import check_files, check_notebook, to_publish
from plancompare.reports.run.failure import NotebookError
from plancompare.reports.run.output import Folder
from plancompare.reports.run.tasks import PACKAGE, Job, Render, given, to_run
from plancompare.reports.run.turn import Turn, heed_stop

if TYPE_CHECKING:
    from nbformat import NotebookNode

MARK, LOG, FAILED = "report.json", "report.log", "failed.ipynb"
Status = Literal["done", "unchanged", "failed", "stopped"]


@dataclass(frozen=True)
class Settings:
    """What holds for all reports of a run.

    Attributes:
        output: The folder of the reports' folders: a path or an fsspec URL.
        render: Makes a report's files of its executed notebook.
        seconds: Longest time that a notebook may take, the start of its kernel included.
        starts: How often a kernel may be tried to start.
        ahead: Modules to import while the first kernels start, for what comes after them.
        meanwhile: What else is done while they start; whoever needs it does it again if it failed.
    """

    output: str
    render: Render
    seconds: float = 600
    starts: int = 3
    ahead: tuple[str, ...] = ()
    meanwhile: Callable[[], object] | None = None


@dataclass(frozen=True)
class Result:
    """What became of one report.

    Attributes:
        id: The report.
        status: `done`; `unchanged`, and not made again; `failed`; `stopped` before it was done.
        seconds: How long it took.
        error: One line that says what failed.
        path: Its folder.
        key: The hash of what it depends on.
    """

    id: str
    status: Status
    seconds: float
    error: str
    path: str
    key: str


async def make_report(job: Job, settings: Settings, turn: Turn) -> Result:
    """Make one report; if that fails, its last good version stays and its log says why.

    Args:
        job: The report.
        settings: What holds for all reports of the run.
        turn: Waited for before the notebook's cells are run.

    Returns:
        What became of it.

    Raises:
        OutputError: The output cannot be written, which concerns the whole run.
    """
    began = time.monotonic()
    folder, name = Folder(settings.output), job.task.id
    notes = StringIO()
    log = _log_to(notes)
    told = json.dumps(job.task.parameters, ensure_ascii=False)
    log.info("%s with %s", job.task.notebook.name, told)
    notebook = job.notebook
    error = ""
    try:
        notebook = to_run(job)
        files = await _make_files(job, notebook, settings, turn, log)
    except Exception as failure:  # whatever it is, it concerns this report only
        heed_stop()
        error = _explain(failure, log)
        folder.write(f"{name}/{FAILED}", without_places(json.dumps(notebook)).encode())
    else:
        _publish(folder, job, files)
        log.info("made %s", ", ".join(files))
    folder.write(f"{name}/{LOG}", without_places(notes.getvalue()).encode())
    status: Status = "failed" if error else "done"
    seconds = round(time.monotonic() - began - turn.waited, 3)
    return Result(name, status, seconds, error, folder.where(name), job.key)


def without_places(text: str) -> str:
    """A text that is published, without the paths of this machine: they name its user.

    Args:
        text: A log, or a notebook as JSON.
    """
    places = dict.fromkeys([*sys.path, str(PACKAGE.parent), sys.prefix, sys.base_prefix], "…")
    places |= {os.environ.get("HOME", ""): "~", str(Path.cwd()): "."}
    for place in sorted(places, key=len, reverse=True):
        if len(place) > 1:
            text = text.replace(place, places[place])
    return text


def is_done(folder: Folder, sizes: Mapping[str, int], job: Job) -> bool:
    """Whether a report is there, whole, and of the dataset, notebook and parameters of now.

    Args:
        folder: Where the reports are.
        sizes: What `Folder.sizes` found there.
        job: The report.
    """
    mark = f"{job.task.id}/{MARK}"
    if mark not in sizes:
        return False
    try:
        made = json.loads(folder.read(mark))
        files, key = dict(made["bytes"]), made["key"]
    except (ValueError, LookupError, TypeError):  # cut short: the report is made again
        return False
    whole = all(sizes.get(f"{job.task.id}/{name}") == size for name, size in files.items())
    return bool(key == job.key) and whole and files.keys() >= {*job.task.files}


async def _make_files(
    job: Job, notebook: "NotebookNode", settings: Settings, turn: Turn, log: logging.Logger
) -> Mapping[str, bytes]:
    from plancompare.reports.run.execute import run_notebook  # noqa: PLC0415 - a second

    await run_notebook(
        notebook,
        given(job),
        job.cwd,
        turn,
        seconds=settings.seconds,
        starts=settings.starts,
        log=log,
    )
    for line in _warnings(notebook):
        log.warning("%s", line)
    check_notebook(notebook)
    files = settings.render(to_publish(notebook), job.task)
    check_files(files, job.task.files)
    return files


def _publish(folder: Folder, job: Job, files: Mapping[str, bytes]) -> None:
    """Put the files in place; the mark comes last, and without it the rest does not count."""
    name = job.task.id
    before = _files_of(folder, name)
    for file, data in files.items():
        folder.write(f"{name}/{file}", data)
    mark = {
        "key": job.key,
        "bytes": {file: len(data) for file, data in files.items()},
        "sha256": {file: hashlib.sha256(data).hexdigest() for file, data in files.items()},
    }
    folder.write(f"{name}/{MARK}", json.dumps(mark, indent=1, sort_keys=True).encode())
    for file in before.difference(files) | {FAILED}:
        folder.remove(f"{name}/{file}")


def _files_of(folder: Folder, name: str) -> set[str]:
    """The files of a report that was made before."""
    try:
        return {*json.loads(folder.read(f"{name}/{MARK}"))["bytes"]}
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return set()


def _log_to(notes: StringIO) -> logging.Logger:
    log = logging.Logger("report", logging.INFO)  # not registered: it goes with its report
    handler = logging.StreamHandler(notes)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    return log


def _explain(failure: Exception, log: logging.Logger) -> str:
    """Put a failure into the log with all that is known of it; return it in one line."""
    if isinstance(failure, NotebookError):
        log.error("%s\n%s", failure, failure.details)
    elif isinstance(failure, PlancompareError):
        log.error("%s", failure)
    else:
        log.error("%s", failure, exc_info=failure)
        return f"{type(failure).__name__}: {failure}".splitlines()[0]
    return str(failure).splitlines()[0]


def _warnings(notebook: "NotebookNode") -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.text.rstrip() for output in outputs if output.get("name") == "stderr"]
