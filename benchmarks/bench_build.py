"""The whole build, all sources, from nothing; after one source changed; when nothing changed.

Run: `python benchmarks/bench_build.py`. Each build runs in a process of its own, as a schedule
runs it; what it costs to start the command line alone stands beside it. A revised figure
between others leaves every verdict as it was. A new source must be judged by Great Expectations,
whose import then is half of the time.
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
        sources = len(list(raw.glob("*/source.toml")))
        county = raw / "tongliao-14fyp-health"
        text = (county / "figures.csv").read_text(encoding="utf-8")

        def forget(_: int) -> None:
            shutil.rmtree(curated, ignore_errors=True)

        def revise(n: int) -> None:
            changed = text.replace(",7.24,", f",7.2{n},")
            (county / "figures.csv").write_text(changed, encoding="utf-8")

        def add(n: int) -> None:
            shutil.copytree(county, raw / f"added-{n}")

        build = ["build", "--raw", str(raw), "--curated", str(curated), "--quiet"]
        rows = {
            "whole build, from nothing": seconds(build, forget),
            "one source changed": seconds(build, revise),
            "one source added": seconds(build, add),
            "nothing changed": seconds(build),
            "help only": seconds(["--help"]),
        }
        whole = rows["whole build, from nothing"]
        print(f"sources {sources}, median of {TIMES}")
        for name, taken in rows.items():
            print(f"{name:26} {taken:6.2f} s   {taken / whole:5.2f} of the whole")


if __name__ == "__main__":
    main()
