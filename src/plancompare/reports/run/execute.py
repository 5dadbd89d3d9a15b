"""One notebook through papermill's door, in a warm kernel, for no longer than it may take."""

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import papermill
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from plancompare.kernels import KERNEL_NAME
from plancompare.reports.blocks.cells import INJECTED_TAG, tags
from plancompare.reports.run.failure import NotebookError
from plancompare.reports.run.turn import Turn, heed_stop
from warmkernels.manager import PromptKernelManager

if TYPE_CHECKING:
    from nbformat import NotebookNode

START_SECONDS = 60
ANSI = re.compile(r"\x1b\[[0-9;]*m")


async def run_notebook(  # noqa: PLR0913 - what a notebook needs to be run
    notebook: "NotebookNode",
    given: Mapping[str, Any],
    cwd: Path,
    turn: Turn,
    *,
    seconds: float,
    starts: int,
    log: logging.Logger,
) -> None:
    """Have papermill put in the parameters, and run all cells in a kernel of their own.

    Args:
        notebook: The notebook; it becomes the one that was run, as far as that came.
        given: Values for names of its parameters cell.
        cwd: The kernel's working directory.
        turn: Waited for between the kernel's start and the first cell.
        seconds: Longest time for all of it, the kernel's start included, the waiting not.
        starts: How often to try to start a kernel.
        log: Told of what Jupyter meets on the way.

    Raises:
        NotebookError: A cell raised, the kernel died or never started, or the time was up.
    """
    async with _through_papermill(notebook, given):
        client = NotebookClient(
            notebook,
            kernel_name=KERNEL_NAME,
            kernel_manager_class=PromptKernelManager,
            startup_timeout=START_SECONDS,
            iopub_timeout=int(seconds) + 1,  # else after 4 s it goes on without what is on its way
            raise_on_iopub_timeout=True,
            log=log,
        )
        try:
            await _run_cells(client, cwd, turn, seconds=seconds, starts=starts)
        finally:
            await _end(client)


@contextlib.asynccontextmanager
async def _through_papermill(
    notebook: "NotebookNode", given: Mapping[str, Any]
) -> AsyncIterator[None]:
    """Run a notebook by `papermill.execute_notebook`, whose engine waits for its cells to be run.

    It waits in a thread, so that many notebooks run in one event loop, where each can be stopped,
    and can wait for its turn between its kernel and its cells.
    """
    ready: Future[NotebookNode] = Future()
    done: Future[None] = Future()

    def run(parameterised: "NotebookNode") -> None:
        ready.set_result(parameterised)
        done.result()

    options = {"engine_name": KERNEL_NAME, "kernel_name": KERNEL_NAME, "language": "python"}
    execute = partial(papermill.execute_notebook, notebook, None, dict(given), **options)
    door = asyncio.ensure_future(asyncio.to_thread(execute, progress_bar=False, run=run))
    told = asyncio.wrap_future(ready)
    try:
        await asyncio.wait({door, told}, return_when=asyncio.FIRST_COMPLETED)
        if door.done():
            door.result()
        _become(notebook, told.result())
        yield
    except BaseException as error:
        told.cancel()
        done.set_exception(error if isinstance(error, Exception) else InterruptedError())
        await asyncio.wait({door})
        door.exception()
        raise
    done.set_result(None)
    await door


def _become(notebook: "NotebookNode", other: "NotebookNode") -> None:
    del other.metadata.papermill["input_path"]  # the notebook itself, once more
    notebook.clear()
    notebook.update(other)  # type: ignore[no-untyped-call]


async def _run_cells(
    client: NotebookClient, cwd: Path, turn: Turn, *, seconds: float, starts: int
) -> None:
    notebook, cell, began = client.nb, -1, time.monotonic()
    try:
        async with asyncio.timeout(seconds):
            await _start(client, cwd, starts)
        left = seconds - (time.monotonic() - began)
        async with turn, asyncio.timeout(left):
            for cell, _source in enumerate(notebook.cells):
                heed_stop()
                await _run_cell(client, cell)
    except TimeoutError:
        raise _failure(notebook, cell, f"was not done after {seconds:g} s") from None
    except DeadKernelError:
        raise _failure(notebook, cell, "killed its kernel, or something else did") from None
    except CellExecutionError as error:
        raise _failure(
            notebook, cell, f"raised {error.ename}: {error.evalue}", str(error)
        ) from None


async def _start(client: NotebookClient, cwd: Path, starts: int) -> None:
    for attempt in range(1, starts + 1):
        client.create_kernel_manager()
        try:
            await client.async_start_new_kernel(cwd=str(cwd))
            await client.async_start_new_kernel_client()
        except (RuntimeError, OSError) as error:
            client.log.warning("attempt %d to start a kernel failed: %s", attempt, error)
            await _end(client)
        else:
            return
    raise NotebookError(f"no kernel started in {starts} attempts.")


async def _run_cell(client: NotebookClient, index: int) -> None:
    try:
        await client.async_execute_cell(client.nb.cells[index], index)
    except DeadKernelError:
        heed_stop()
        raise


async def _end(client: NotebookClient) -> None:
    """Kill the kernel and remove its files, even if a stop comes in between."""
    ending = asyncio.ensure_future(_shut_down(client))
    try:
        await asyncio.shield(ending)
    except asyncio.CancelledError:
        await ending
        raise


async def _shut_down(client: NotebookClient) -> None:
    channels, manager = cast("Any", client.kc), cast("Any", client.km)
    client.kc = client.km = None
    if channels is not None:
        channels.stop_channels()
    if manager is not None:
        await manager.shutdown_kernel(now=True)


def _failure(notebook: "NotebookNode", index: int, what: str, traceback: str = "") -> NotebookError:
    if index < 0:
        return NotebookError(f"the kernel's start {what}.")
    before = notebook.cells[: index + 1]
    number = sum(INJECTED_TAG not in tags(cell) for cell in before)
    source = notebook.cells[index].source
    details = ANSI.sub("", traceback) or f"{source}\n{_printed(notebook.cells[index])}"
    return NotebookError(f"{what}.", where=f"cell {number}", details=details)


def _printed(cell: "NotebookNode") -> str:
    return "".join(output.get("text", "") for output in cell.get("outputs", []))
