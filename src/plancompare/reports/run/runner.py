"""A run: many reports, several at a time, only what changed, one run at a time."""

import asyncio
import contextlib
import hashlib
import importlib
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from plancompare.guard import locks
from plancompare.kernels import start_warming
from plancompare.reports.run.journal import write_run
from plancompare.reports.run.make import Result, Settings, Status, is_done, make_report
from plancompare.reports.run.output import Folder, OutputError
from plancompare.reports.run.progress import Watch
from plancompare.reports.run.tasks import Job, Task, prepare
from plancompare.reports.run.turn import Turn, heed_stop

LOCK = ".run.lock"


def run(  # noqa: PLR0913 - the options of a command
    tasks: Sequence[Task],
    settings: Settings,
    watch: Watch,
    *,
    jobs: int = 2,
    cluster: str = "",
    redo: bool = False,
) -> list[Result]:
    """Make reports.

    Stopped by an interrupt or SIGTERM, it ends its kernels and returns; what was made is whole,
    and the next run goes on from there.

    Args:
        tasks: The reports.
        settings: What holds for all of them.
        watch: Called with each result as it comes.
        jobs: How many notebooks to run at a time on this machine.
        cluster: Address of a Dask scheduler to send them to instead, or `local` to start one.
        redo: Make those that did not change too.

    Returns:
        What became of each, in the order of the tasks. Failures are among them, not raised.

    Raises:
        UsageError: A task cannot be tried; nothing was started.
        BusyError: Another run is at work in the same folder.
        OutputError: The output cannot be written.
    """
    began = datetime.now(UTC)
    folder = Folder(settings.output)
    results: dict[str, Result] = {}

    def note(result: Result) -> None:
        results[result.id] = result
        watch(result)

    with alone(folder):
        asked = prepare(tasks)
        sizes = {} if redo else folder.sizes()
        for job in asked:
            if is_done(folder, sizes, job):
                note(_not_made(job, folder, "unchanged"))
        todo = [job for job in asked if job.task.id not in results]
        _make(todo, settings, note, jobs, cluster)
        ended = [results.get(job.task.id) or _not_made(job, folder, "stopped") for job in asked]
        write_run(folder, ended, began)
    return ended


def _make(todo: Sequence[Job], settings: Settings, note: Watch, jobs: int, cluster: str) -> None:
    if todo and cluster:
        from plancompare.reports.run.cluster import make_all  # noqa: PLC0415 - heavy

        make_all(todo, settings, note, cluster)
    elif todo:
        start_warming(_common_dataset(todo), len(todo))
        asyncio.run(_make_here(todo, settings, note, jobs))


def _common_dataset(jobs: Sequence[Job]) -> Path | None:
    """The dataset that all of some reports are made from, where it is one."""
    folders = {job.task.parameters.get("curated") for job in jobs}
    folder = folders.pop() if len(folders) == 1 else None
    return Path(str(folder)) if folder else None


@contextlib.contextmanager
def alone(folder: Folder) -> Iterator[None]:
    """Keep other runs out of a folder; one in an object store is guarded on this machine only.

    Raises:
        BusyError: Another run is at work there.
        OutputError: The folder cannot be made or written.
    """
    name = hashlib.sha256(folder.url.encode()).hexdigest()[:16]
    path = folder.local / LOCK if folder.local else Path(tempfile.gettempdir(), name + LOCK)
    with contextlib.ExitStack() as held:
        try:
            lock = locks.alone(path.parent, path.name, problem="another run is at work.")
            held.enter_context(lock)
        except OSError as error:
            raise OutputError(f"cannot be written ({error.strerror}).", where=folder.url) from error
        yield


def _not_made(job: Job, folder: Folder, status: Status) -> Result:
    return Result(job.task.id, status, 0.0, "", folder.where(job.task.id), job.key)


async def _make_here(todo: Sequence[Job], settings: Settings, note: Watch, jobs: int) -> None:
    queue, leave = iter(todo), asyncio.Semaphore(jobs)

    async def work() -> None:
        for job in queue:
            note(await make_report(job, settings, Turn(leave)))
            heed_stop()

    this = asyncio.current_task()
    with (
        _on_signals(this.cancel if this else lambda: None),
        contextlib.suppress(asyncio.CancelledError),
    ):
        try:
            async with asyncio.TaskGroup() as group:
                for _worker in range(jobs + 1):  # one gets its kernel ready while the others run
                    group.create_task(work())
                group.create_task(asyncio.to_thread(_get_ahead, settings))
        except* OutputError as failures:
            raise failures.exceptions[0] from None


def _get_ahead(settings: Settings) -> None:
    with contextlib.suppress(Exception):  # whoever needs it will say so
        for name in settings.ahead:
            importlib.import_module(name)
        if settings.meanwhile:
            settings.meanwhile()


@contextlib.contextmanager
def _on_signals(stop: Callable[[], object]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        for number in numbers:
            loop.add_signal_handler(number, stop)
    except (RuntimeError, NotImplementedError):  # not the main thread; Windows
        yield
        return
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
            signal.signal(number, before[number])
