"""How far a run is: a bar on a terminal, plain lines in a log, nothing when all is well."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from plancompare.reports.run.make import Result

Watch = Callable[[Result], None]


@contextmanager
def progress(total: int, stream: TextIO = sys.stderr, *, quiet: bool = False) -> Iterator[Watch]:
    """Show how many reports are done and how long the rest will take.

    Args:
        total: How many reports there are.
        stream: Where to show it.
        quiet: Show failures only.

    Yields:
        What to call with each report's result.
    """
    if quiet:
        yield lambda result: _line(stream, _failure(result)) if result.error else None
    elif stream.isatty():
        with _bar(total, stream) as watch:
            yield watch
    else:
        yield _lines(total, stream)


@contextmanager
def _bar(total: int, stream: TextIO) -> Iterator[Watch]:
    from rich import progress as rich  # noqa: PLC0415 - only on a terminal
    from rich.console import Console  # noqa: PLC0415

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=Console(file=stream)) as bar:
        task = bar.add_task("reports", total=total)

        def watch(result: Result) -> None:
            if result.error:
                bar.console.print(_failure(result), markup=False, highlight=False)
            bar.advance(task)

        yield watch


def _lines(total: int, stream: TextIO) -> Watch:
    began, seen = time.monotonic(), 0

    def watch(result: Result) -> None:
        nonlocal seen
        seen += 1
        left = (time.monotonic() - began) / seen * (total - seen)
        said = _failure(result) if result.error else f"{result.id} {result.status}"
        _line(stream, f"{seen}/{total} {said}, {result.seconds:.1f} s, {left:.0f} s left")

    return watch


def _failure(result: Result) -> str:
    return f"{result.id} {result.status}: {result.error}"


def _line(stream: TextIO, text: str) -> None:
    print(text, file=stream, flush=True)
