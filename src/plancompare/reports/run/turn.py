"""Leave to run a notebook's cells, for as many at a time as there may be, until told to stop."""

import asyncio
import time
from typing import Self


class Turn:
    """One report's leave: its kernel is started before, its files are made after it.

    So the kernel of the next report is there when this one's cells are done, and no core waits.

    Attributes:
        waited: Seconds until leave was given; they are no part of what the report took.
    """

    def __init__(self, leave: asyncio.Semaphore | None = None) -> None:
        self._leave = leave or asyncio.Semaphore()
        self.waited = 0.0

    async def __aenter__(self) -> Self:
        began = time.monotonic()
        await self._leave.acquire()
        self.waited = time.monotonic() - began
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._leave.release()


def heed_stop() -> None:
    """Stop if this task was told to and something on the way swallowed it.

    `asyncio.wait_for` does before Python 3.12, where what it waits for is done at that moment, and
    nbclient takes it for the kernel's death. Without this the run would go on.

    Raises:
        CancelledError: It was told to stop, or its time is up.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
