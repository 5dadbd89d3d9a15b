"""The whole build, all sources, from nothing; the same again; and after one source changed.

Run: `python benchmarks/bench_build.py`. Each build runs in a process of its own, as a schedule
runs it; what it costs to start Python and import nothing but the command line stands beside it.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("plancompare")
TIMES = 3


def seconds(*words: str) -> float:
    """How long a command takes, the median of some runs."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        subprocess.run([COMMAND, *words], check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        raw, curated = Path(folder) / "raw", Path(folder) / "curated"
        shutil.copytree(ROOT / "data" / "raw", raw)
        build = ("build", "--raw", str(raw), "--curated", str(curated), "--quiet")
        whole = seconds(*build)
        figures = raw / "tongliao-14fyp-health" / "figures.csv"
        text = figures.read_text(encoding="utf-8")
        figures.write_text(text.replace(",7.24,", ",7.25,"), encoding="utf-8")
        changed = seconds(*build)
        print(f"sources {len(list(raw.iterdir()))}, median of {TIMES}")
        for name, taken in (
            ("help only", seconds("--help")),
            ("whole build, from nothing and again", whole),
            ("after one source changed", changed),
        ):
            print(f"{name:40} {taken:6.2f} s   {taken / whole:5.2f} of the whole")


if __name__ == "__main__":
    main()
