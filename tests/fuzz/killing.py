"""Real builds and runs killed at moments by chance: never half a dataset, never litter.

`make faults` kills 100 of each; `python tests/fuzz/killing.py build 5` some of one. After each kill
the dataset that is there is whole, no process stays, and the next command succeeds without help
and leaves what it leaves when nothing was killed.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from plancompare.dataset import load

SEED = 19
ROOT = Path(__file__).parents[2]
SOURCES = ("tongliao-14fyp-health", "yangzhong-14fyp-health")
COMMANDS = {
    "build": ("build", "--raw", "raw", "--curated", "curated"),
    "run": ("run", "--raw", "raw", "--curated", "curated", "-o", "reports", "--lang", "zh"),
}
_BUILD = re.compile(r"\b[0-9a-f]{16}\b")  # a build's folder is named by its hash


def run(command: str, count: int, report: Callable[[str], object] = print) -> int:
    """Kill a command at a number of moments; tell of each that left what it should not."""
    failures, began = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        project = Project(Path(name), COMMANDS[command])
        for number in range(count):
            for fault in project.kill(number):
                failures += 1
                report(f"{command} {number}: {fault}")
    report(f"{command}: {count} kills, {failures} failures, {time.monotonic() - began:.0f} s")
    return failures


class Project:
    """A folder with two plans, its command run once, and what that left."""

    def __init__(self, folder: Path, command: tuple[str, ...]) -> None:
        self.folder, self.command = folder, command
        for name in SOURCES:
            shutil.copytree(ROOT / "data" / "raw" / name, folder / "raw" / name)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        (folder / "temporary").mkdir()
        self._change(-1)
        began = time.monotonic()
        assert self._started().wait() == 0
        self.lasts = time.monotonic() - began
        self.leaves = self._files()

    def kill(self, number: int) -> list[str]:
        """Kill it at a moment of its own while its data changed; what does not hold afterwards."""
        self._change(number)
        process = self._started()
        time.sleep(random.Random(f"{SEED} {number}").random() * self.lasts)
        others = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        faults = [f"{each} stays" for each in psutil.wait_procs(others, timeout=30)[1]]
        if not load(self.folder / "curated").is_whole():
            faults.append("the dataset is not whole")
        if self._started().wait() != 0:
            faults.append("the next one fails")
        faults += [f"{each} is left" for each in sorted(self._files() ^ self.leaves)]
        return faults

    def _change(self, number: int) -> None:
        """Another value in a source, so that the dataset and its reports change."""
        figures = self.folder / "raw" / SOURCES[0] / "figures.csv"
        lines = figures.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("自定的数")]
        own = dict.fromkeys(kept[0].split(","), "") | {
            "label": "自定的数", "value": f"{number + 2}张", "year": "2020", "role": "actual",
        }  # fmt: skip
        figures.write_text("\n".join([*kept, ",".join(own.values()), ""]), encoding="utf-8")

    def _started(self) -> "subprocess.Popen[bytes]":
        words = [Path(sys.executable).with_name("plancompare"), *self.command]
        own = {key: it for key, it in os.environ.items() if key != "WARMKERNELS_SERVER"}
        own["TMPDIR"] = str(self.folder / "temporary")
        with (self.folder / "said").open("wb") as said:
            return subprocess.Popen(words, cwd=self.folder, env=own, stdout=said, stderr=said)

    def _files(self) -> set[str]:
        found = (str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
        return {_BUILD.sub("HASH", path) for path in found}


if __name__ == "__main__":
    asked = sys.argv[1:]
    commands = [asked[0]] if asked and asked[0] != "all" else list(COMMANDS)
    many = int(asked[1]) if len(asked) > 1 else 100
    raise SystemExit(sum(run(command, many) for command in commands) > 0)
