"""The whole build, all sources, from nothing; after one source changed; when nothing changed.

Run: `python benchmarks/bench_build.py`. Each build runs in a process of its own, as a schedule
runs it; what it costs to start the command line alone stands beside it.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("plancompare")
TIMES = 3


def seconds(words: list[str], prepare: Callable[[int], object] = lambda _: None) -> float:
    """How long a command takes, the median of some runs, each prepared for."""
    taken = []
    for n in range(TIMES):
        prepare(n)
        began = time.perf_counter()
        subprocess.run([COMMAND, *words], check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        raw, curated = Path(folder) / "raw", Path(folder) / "curated"
        shutil.copytree(ROOT / "data" / "raw", raw)
        figures = raw / "tongliao-14fyp-health" / "figures.csv"
        text = figures.read_text(encoding="utf-8")

        def forget(_: int) -> None:
            shutil.rmtree(curated, ignore_errors=True)

        def change(n: int) -> None:
            figures.write_text(text.replace(",7.24,", f",7.2{n},"), encoding="utf-8")

        build = ["build", "--raw", str(raw), "--curated", str(curated), "--quiet"]
        rows = {
            "whole build, from nothing": seconds(build, forget),
            "after one source changed": seconds(build, change),
            "when nothing changed": seconds(build),
            "help only": seconds(["--help"]),
        }
        whole = rows["whole build, from nothing"]
        print(f"sources {len(list(raw.iterdir()))}, median of {TIMES}")
        for name, taken in rows.items():
            print(f"{name:30} {taken:6.2f} s   {taken / whole:5.2f} of the whole")


if __name__ == "__main__":
    main()
