"""Warm kernels against plain ones, and many at once.

python benchmarks/bench_kernels.py                  seconds and memory of a notebook
python benchmarks/bench_kernels.py --stress 500     so many notebooks, eight at once, each checked
"""

import argparse
import asyncio
import os
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

from plancompare.kernels import KERNEL_NAME, SPEC
from warmkernels import client
from warmkernels.manager import PromptKernelManager

AT_ONCE = 8
EMPTY = "1"
CHART = """
import matplotlib.pyplot as plt
import pandas as pd
frame = pd.DataFrame({"year": [2020, 2025, 2030], "beds": [6.46, 7.4, 8.0]})
display(frame)
for _ in range(4):
    figure, axes = plt.subplots()
    axes.plot(frame["year"], frame["beds"])
"""
MEMORY = """
lines = open("/proc/self/smaps_rollup").read().splitlines()[1:]
kilobytes = {line.split()[0]: int(line.split()[1]) for line in lines}
print((kilobytes["Private_Clean:"] + kilobytes["Private_Dirty:"]) // 1024)
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--stress", type=int, default=0, metavar="NOTEBOOKS")
    options.add_argument("--repeat", type=int, default=10)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["TMPDIR"] = tempfile.tempdir = name
        with client.WarmServer(SPEC) as server:
            os.environ[client.SERVER_VARIABLE] = str(server.address)
            if asked.stress:
                stress(asked.stress, server)
            else:
                compare(asked.repeat)
        left = list(Path(name).iterdir())
    assert not left, f"files were left behind: {left}"


def compare(repeat: int) -> None:
    """Print what a notebook costs in either kernel."""
    print(f"{'a notebook':28}{'warm':>10}{'plain':>10}   load {os.getloadavg()[0]:.1f}")
    for what, cell in (("empty", EMPTY), ("four charts and a table", CHART)):
        asyncio.run(run(cell, KERNEL_NAME))  # the first waits for the warm process
        warm, plain = (_seconds(cell, kernel, repeat) for kernel in (KERNEL_NAME, "python3"))
        print(f"{what:28}{warm:8.3f} s{plain:8.3f} s")
    warm, plain = (asyncio.run(run(CHART + MEMORY, kernel)) for kernel in (KERNEL_NAME, "python3"))
    print(f"{'memory of its own':28}{int(warm):7} MB{int(plain):7} MB")


def _seconds(cell: str, kernel: str, repeat: int) -> float:
    began = time.perf_counter()
    for _time in range(repeat):
        asyncio.run(run(cell, kernel))
    return (time.perf_counter() - began) / repeat


async def run(cell: str, kernel: str) -> str:
    """Run a notebook of one cell; return what it printed."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    options = {"kernel_manager_class": PromptKernelManager} if kernel == KERNEL_NAME else {}
    runner = NotebookClient(book, kernel_name=kernel, shutdown_kernel="immediate", **options)
    await runner.async_execute()
    return "".join(output.get("text", "") for output in book.cells[0].outputs)


def stress(count: int, server: client.WarmServer) -> None:
    """Run many notebooks at once; see that each printed its own, and that nothing stays."""
    numbers = iter(range(count))
    printed: dict[int, str] = {}

    async def work() -> None:
        for number in numbers:
            printed[number] = await run(f"{CHART}\nprint('notebook {number}')", KERNEL_NAME)

    asyncio.run(run(EMPTY, KERNEL_NAME))
    (warm,) = psutil.Process().children()
    before = psutil.Process().num_fds(), warm.num_fds()
    began = time.perf_counter()
    asyncio.run(_together(work))
    seconds = time.perf_counter() - began
    wrong = [number for number in range(count) if printed.get(number) != f"notebook {number}\n"]
    assert not wrong, f"{len(wrong)} notebooks printed something else: {wrong[:5]}"
    assert not warm.children(), f"kernels are left: {warm.children()}"
    files = [path.name for path in server.address.parent.iterdir()]
    assert files == ["warm"], f"files are left: {files}"
    after = psutil.Process().num_fds(), warm.num_fds()
    assert after == before, f"files are left open: {before} before, {after} after"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} notebooks, {AT_ONCE} at once: {seconds:.1f} s, every one checked")
    print(f"no kernel and no file left; at its highest this process had {peak} MB")


async def _together(work: Callable[[], Awaitable[None]]) -> None:
    await asyncio.gather(*(work() for _worker in range(AT_ONCE)))


if __name__ == "__main__":
    main()
