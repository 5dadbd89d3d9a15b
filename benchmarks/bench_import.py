"""From a cold start to a first chart, as a researcher meets it, and a change in the explorer.

Run: `python benchmarks/bench_import.py`. Each row is the median of processes of their own, in
seconds by the clock since `import plancompare` and of CPU time; on a busy machine the second says
more. It reads `data/curated`, or the dataset named after it.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path

CURATED = Path(__file__).parents[1] / "data" / "curated"
TIMES = 5
LIMITS = {"import plancompare": 0.15, "pc.load()": 0.5, "first chart": 2.0, "a change": 0.33}
PROGRAM = """
import json, sys, time
began = time.perf_counter(), time.process_time()
told = {}
def note(name):
    told[name] = time.perf_counter() - began[0], time.process_time() - began[1]
import plancompare as pc
note("import plancompare")
d = pc.load(sys.argv[1])
note("pc.load()")
d.compare("beds_per_1000").chart()._repr_mimebundle_()
note("first chart")
explorer = pc.explore(d, region="150000")
explorer.indicator = "nurses_per_1000"
changes = ["physicians_per_1000", "beds_per_1000", "life_expectancy", "nurses_per_1000"]
began = time.perf_counter(), time.process_time()
for each in changes:
    explorer.indicator = each
note("a change")
told["a change"] = [seconds / len(changes) for seconds in told["a change"]]
print(json.dumps(told))
"""


def main() -> None:
    """Measure and print."""
    where = sys.argv[1] if len(sys.argv) > 1 else str(CURATED)
    runs = [json.loads(_output(where)) for _ in range(TIMES)]
    print(f"{'':20} {'clock':>7} {'CPU':>7} {'at most':>8}")
    for name, limit in LIMITS.items():
        clock, cpu = (statistics.median(run[name][which] for run in runs) for which in (0, 1))
        print(f"{name:20} {clock:7.3f} {cpu:7.3f} {limit:8.2f}")


def _output(where: str) -> str:
    command = [sys.executable, "-c", PROGRAM, where]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
