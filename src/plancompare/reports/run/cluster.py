"""Work sent to a Dask cluster: the same functions, on workers that share a folder or a store."""

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from plancompare.errors import UsageError
from plancompare.reports.run.make import Result, Settings, make_report
from plancompare.reports.run.output import Folder, OutputError
from plancompare.reports.run.progress import Watch
from plancompare.reports.run.tasks import Job
from plancompare.reports.run.turn import Turn

try:
    import distributed
except ModuleNotFoundError:
    raise UsageError(
        "reports on a cluster need Dask, which is not installed.",
        remedy='Install it: pip install "plancompare[cluster]".',
    ) from None

LOCAL = "local"
dask: Any = distributed  # which has no types
T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2  # tasks sent for each thread of the cluster, so that none waits for the next


def make_all(todo: Sequence[Job], settings: Settings, note: Watch, address: str) -> None:
    """Make reports on a cluster; stopped by an interrupt or SIGTERM, leave the rest unmade.

    Args:
        todo: The reports.
        settings: What holds for all of them.
        note: Called with each result as it comes.
        address: Address of a Dask scheduler, or `local` to start a cluster here.

    Raises:
        OutputError: The output cannot be written.
        UsageError: No scheduler answers.
    """
    folder = Folder(settings.output)
    output = str(folder.local or folder.url)  # they start elsewhere
    settings = replace(settings, output=output, meanwhile=None)
    make = partial(_make_one, settings=settings)
    with _stop_on_sigterm(), contextlib.suppress(KeyboardInterrupt):
        for job, outcome in each(make, todo, address):
            if isinstance(outcome, OutputError):
                raise outcome
            note(outcome if isinstance(outcome, Result) else _lost(job, folder, outcome))


def each(
    function: Callable[[T], R], items: Iterable[T], address: str
) -> Iterator[tuple[T, R | Exception]]:
    """Apply a function to items on a cluster.

    A worker that dies has its items done elsewhere, up to the number of times that the
    cluster allows (`distributed.scheduler.allowed-failures`).

    Args:
        function: A function of a module, or a partial of one.
        items: What to apply it to; only a few are sent ahead.
        address: Address of a Dask scheduler, or `local` to start a cluster here.

    Yields:
        Each item with what the function returned or raised, in the order in which they are done.

    Raises:
        UsageError: No scheduler answers.
    """
    waiting = iter(items)
    sent: dict[Any, T] = {}
    with _client(address) as client:

        def send(item: T) -> Any:  # noqa: ANN401 - a future, which has no types
            future = client.submit(function, item, pure=False)
            sent[future] = item
            return future

        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        done = dask.as_completed(send(item) for item in islice(waiting, ahead))
        for future in done:
            yield sent.pop(future), future.exception() or future.result()
            for item in islice(waiting, 1):
                done.add(send(item))


def _make_one(job: Job, settings: Settings) -> Result:
    return asyncio.run(make_report(job, settings, Turn()))


def _lost(job: Job, folder: Folder, error: Exception) -> Result:
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return Result(job.task.id, "failed", 0.0, reason, folder.where(job.task.id), job.key)


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    with contextlib.ExitStack() as stack:
        if address == LOCAL:
            place = stack.enter_context(
                dask.LocalCluster(
                    n_workers=os.cpu_count(),
                    threads_per_worker=1,
                    dashboard_address=":0",  # any free port: two runs may stand beside each other
                    local_directory=stack.enter_context(TemporaryDirectory()),
                )
            )
        else:
            place = address
        try:
            client = stack.enter_context(dask.Client(place))
        except (OSError, ValueError) as error:
            raise UsageError("no Dask scheduler answers.", where=address) from error
        yield client


@contextlib.contextmanager
def _stop_on_sigterm() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
