"""Bytes and seconds of each format of the reports that most people open.

python benchmarks/bench_formats.py                    a region, all regions, the data's quality
python benchmarks/bench_formats.py --report 500000    another region

A notebook is run once; what is timed is the writing of each format from what it showed. The first
time, in a process of its own, holds the imports that the format alone needs; the others do not,
and typst then remembers what it has set before.
"""

import argparse
import asyncio
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import nbformat

from plancompare.dataset import load
from plancompare.reports.blocks.parts import Parts, parts_of
from plancompare.reports.run.checks import to_publish
from plancompare.reports.run.execute import run_notebook
from plancompare.reports.run.render import FORMATS, files_in, with_brief, write
from plancompare.reports.run.tasks import Task, given, prepare, to_run
from plancompare.reports.run.turn import Turn
from plancompare.reports.run.which import CROSS, QUALITY, Notebooks, all_tasks

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--curated", type=Path, default=ROOT / "data" / "curated")
    options.add_argument("--report", default="150500")
    options.add_argument("--lang", default="zh", choices=["zh", "en"])
    options.add_argument("--one", nargs=3, help=argparse.SUPPRESS)  # what a process of its own does
    asked = options.parse_args()
    if asked.one:
        print(*_time(*asked.one))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'report':14}{'format':8}{'bytes':>11}{'first s':>9}{'then s':>8}")
    notebooks = Notebooks(
        ROOT / "notebooks", asked.curated, asked.lang, files_in(",".join(FORMATS))
    )
    tasks = {task.id: task for task in all_tasks(load(asked.curated), notebooks)}
    with tempfile.TemporaryDirectory() as work:
        for report in (asked.report, CROSS, QUALITY):
            path = _run(tasks[report], Path(work))
            for each in FORMATS:
                size, first, then = _in_a_process(path, each, asked.lang)
                print(f"{report:14}{each:8}{size:>11,}{first:>9.2f}{then:>8.2f}")


def _run(task: Task, work: Path) -> Path:
    """Run a notebook and keep it as the runner publishes it."""
    (job,) = prepare([task])
    notebook = to_run(job)
    log = logging.getLogger(__name__)
    asyncio.run(run_notebook(notebook, given(job), job.cwd, Turn(), seconds=600, starts=3, log=log))
    path = work / f"{task.id}.ipynb"
    nbformat.write(to_publish(notebook), path)
    return path


def _in_a_process(path: Path, format_: str, lang: str) -> tuple[int, float, float]:
    command = [sys.executable, __file__, "--one", path, format_, lang]
    size, first, then = subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout.split()
    return int(size), float(first), float(then)


def _time(path: str, format_: str, lang: str) -> tuple[int, float, float]:
    """The size of a format, the seconds that it takes the first time, and the median of five more.

    A brief and its annex are one format.
    """
    parts = parts_of(nbformat.read(path, 4), lang)
    names = [name for name in _files(parts) if name.endswith(f".{format_}")]
    first, *others = (_timed(names, parts) for _ in range(6))
    return sum(len(write(name, parts)) for name in names), first, median(others)


def _files(parts: Parts) -> tuple[str, ...]:
    every = files_in(",".join(FORMATS))
    return every if parts.brief is parts.whole else with_brief(every)


def _timed(names: Sequence[str], parts: Parts) -> float:
    began = time.perf_counter()
    for name in names:
        write(name, parts)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
