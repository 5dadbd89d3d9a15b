"""`plancompare` as a process of its own, forked from one that has imported what commands import.

What a command does before it has imported anything, and that it imports what it needs, is seen
where commands are started as users start them: in `cli/test_endings.py`, by the line of cron, and
from the wheel.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from plancompare.cli.app import run

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.imported"])


def forked(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command and return its exit code and what it wrote."""
    told = list(map(str, words))
    with tempfile.TemporaryDirectory() as folder:
        written = [Path(folder) / name for name in ("out", "err")]
        surroundings = dict(os.environ), cwd or Path.cwd()
        process = FORKS.Process(target=_run, args=(told, *surroundings, written))
        process.start()
        process.join()
        out, err = (path.read_text(encoding="utf-8") for path in written)
    return subprocess.CompletedProcess(told, process.exitcode or 0, out, err)


def _run(words: list[str], env: dict[str, str], cwd: Path, written: list[Path]) -> None:
    os.environ.clear()  # those of the process that all are forked from
    os.environ.update(env)
    for descriptor, path in enumerate(written, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), descriptor)
    os.chdir(cwd)
    sys.argv = ["plancompare", *words]
    sys.exit(run())


def several(
    *commands: Sequence[object], cwd: Path, env: Mapping[str, str], python: str = sys.executable
) -> tuple[int, str]:
    """Run commands in surroundings of their own, one after the other in one process.

    Args:
        *commands: The words of each.
        cwd: The process's folder.
        env: Its environment.
        python: Of the environment that has plancompare.

    Returns:
        The first exit code that is not 0, else 0; and all that they wrote on standard error.
    """
    told = json.dumps([list(map(str, words)) for words in commands])
    run = subprocess.run(
        [python, __file__, told],
        capture_output=True, text=True, cwd=cwd, env=env, check=False,
    )  # fmt: skip
    return run.returncode, run.stderr


def _in_turn(commands: list[list[str]]) -> int:
    for words in commands:
        sys.argv = ["plancompare", *words]
        if code := run():
            print(words, file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(_in_turn(json.loads(sys.argv[1])))
