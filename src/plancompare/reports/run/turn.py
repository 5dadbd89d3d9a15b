"""Leave to run a notebook's cells, for as many at a time as there may be."""

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
