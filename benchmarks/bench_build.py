"""The whole build, all sources, from nothing; after one source changed; when nothing changed.

Run: `python benchmarks/bench_build.py`. Each build runs in a process of its own, as a schedule
runs it; what it costs to start the command line alone stands beside it. The seconds of the
processor stand beside those of the clock, which other work on the machine makes longer. A revised
figure between others leaves every verdict as it was. A new source must be judged by Great
Expectations, whose import then is half of the time.
"""

import resource
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


def seconds(
    words: list[str], prepare: Callable[[int], object] = lambda _: None
) -> tuple[float, float]:
    """How long a command takes, by the clock and of the processor; the median of some runs."""
    taken = []
    for n in range(TIMES):
        prepare(n)
        began, worked = time.perf_counter(), _worked()
        subprocess.run([COMMAND, *words], check=True, capture_output=True)
        taken.append((time.perf_counter() - began, _worked() - worked))
    clock, worked = zip(*taken, strict=True)
    return statistics.median(clock), statistics.median(worked)


def _worked() -> float:
    """Seconds that the processes started until now have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def add_source(county: Path, n: int) -> None:
    """A source like another, of other places: the very same figures would be refused."""
    folder = county.with_name(f"added-{n}")
    shutil.copytree(county, folder)
    for name in ("figures.csv", "corrections.toml", "source.toml"):
        text = (folder / name).read_text(encoding="utf-8").partition("[document]")[0]
        text = text.replace("一、规划背景", f"第{n + 1}部分")
        (folder / name).write_text(text, encoding="utf-8")


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

        build = ["build", "--raw", str(raw), "--curated", str(curated), "--quiet"]
        rows = {
            "whole build, from nothing": seconds(build, forget),
            "one source changed": seconds(build, revise),
            "one source added": seconds(build, lambda n: add_source(county, n)),
            "nothing changed": seconds(build),
            "help only": seconds(["--help"]),
        }
        print(f"sources {sources}, median of {TIMES}")
        for name, (clock, worked) in rows.items():
            print(f"{name:26} {clock:6.2f} s   {worked:6.2f} s of the processor")


if __name__ == "__main__":
    main()
