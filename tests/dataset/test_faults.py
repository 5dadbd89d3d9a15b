"""Never half a dataset, never litter: writing fails, or the process dies, at any moment."""

import contextlib
import errno
import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from plancompare.dataset import load
from plancompare.dataset.publish import publish, stage, tidy

KILLS = int(os.environ.get("PLANCOMPARE_KILLS", "3"))
_WRITES = {"os.rename", "os.mkdir", "os.symlink", "os.remove", "os.rmdir", "os.chmod"}


class _Fault:
    """Refuses the n-th thing that writes; an audit hook, which nothing can get round."""

    left: int | None = None

    def __call__(self, event: str, arguments: tuple) -> None:
        if self.left is None or not self._writes(event, arguments):
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise OSError(errno.ENOSPC, "No space left on device")

    def _writes(self, event: str, arguments: tuple) -> bool:
        if event == "open":
            mode, flags = arguments[1], arguments[2]
            return bool(flags & (os.O_WRONLY | os.O_RDWR)) or str(mode or "r")[0] in "wax"
        return event in _WRITES


FAULT = _Fault()
sys.addaudithook(FAULT)


def _next_build(tables, folder) -> None:
    tidy(folder)
    publish(stage(tables, folder, inputs={}, checks={}), folder)
    assert load(folder).is_whole()
    hidden = {path.name for path in folder.iterdir() if path.name.startswith(".")}
    assert hidden == {".builds", ".current"}
    assert len(list((folder / ".builds").iterdir())) <= 2


def test_a_fault_at_every_write_leaves_the_last_whole_dataset(
    small_tables, small_dataset, tmp_path
):
    other = small_tables | {"observations": small_tables["observations"].iloc[:1]}
    for number in range(200):
        folder = shutil.copytree(small_dataset, tmp_path / str(number), symlinks=True)
        FAULT.left = number
        with contextlib.suppress(OSError):
            publish(stage(other, folder, inputs={}, checks={}), folder)
        never_came, FAULT.left = FAULT.left is not None, None
        data = load(folder)
        assert data.is_whole()
        assert len(data.observations) in (1, len(small_tables["observations"]))
        _next_build(other, folder)
        if never_came:
            break
    assert never_came and number >= 8


def test_a_first_build_that_fails_leaves_none_and_the_next_is_whole(small_tables, tmp_path):
    for number in range(0, 40, 3):
        folder = tmp_path / str(number)
        FAULT.left = number
        with contextlib.suppress(OSError):
            publish(stage(small_tables, folder, inputs={}, checks={}), folder)
        FAULT.left = None
        _next_build(small_tables, folder)


def test_a_copy_without_links_is_adopted(small_tables, small_dataset, tmp_path):
    """`cp -rL`, or a zip archive: plain files where there were links, and a plain `.current`."""
    folder = shutil.copytree(small_dataset, tmp_path / "copy")
    assert load(folder).is_whole()
    _next_build(small_tables, folder)


def test_a_build_that_is_read_stays_until_it_is_not(small_tables, tmp_path):
    other = small_tables | {"observations": small_tables["observations"].iloc[:1]}
    publish(stage(small_tables, tmp_path, inputs={}, checks={}), tmp_path)
    reader = load(tmp_path)
    for tables in (other, small_tables, other):
        publish(stage(tables, tmp_path, inputs={}, checks={}), tmp_path)
    assert len(reader.observations) == len(small_tables["observations"])
    del reader
    publish(stage(small_tables, tmp_path, inputs={}, checks={}), tmp_path)
    assert len(list((tmp_path / ".builds").iterdir())) == 2


@pytest.mark.parametrize("moment", range(KILLS))
def test_a_publication_killed_at_any_moment(small_tables, small_dataset, tmp_path, moment):
    folder = shutil.copytree(small_dataset, tmp_path / "curated", symlinks=True)
    script = (
        "import sys, pathlib; from plancompare.dataset import load\n"
        "from plancompare.dataset.schema import schemas\n"
        "from plancompare.dataset.publish import publish, stage, tidy\n"
        "folder = pathlib.Path(sys.argv[1]); data = load(folder)\n"
        "tables = {name: getattr(data, name) for name in schemas()}\n"
        "while True:\n"
        "    tables['observations'] = tables['observations'].iloc[::-1]; tidy(folder)\n"
        "    publish(stage(tables, folder, inputs={}, checks={}), folder)\n"
        "    print('published', flush=True)\n"
    )
    words = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as run:
        assert run.stdout.readline()
        time.sleep(random.Random(moment).random() * 0.1)
        run.kill()
    assert load(folder).is_whole()
    _next_build(small_tables, folder)
