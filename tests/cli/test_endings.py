"""How commands end, by real processes, signals and devices: a test a row of docs/exit-codes.md.

Rows 2 to 5 and 7 stand in `test_cli.py` too, with the lines that they print. A process is started
as users start it where its start, its streams or a signal matter; else it is a fork.
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.commands import forked, several
from tests.conftest import ROOT

from plancompare.cli import ending
from plancompare.errors import INTERRUPTED, PlancompareError
from plancompare.guard.locks import alone

COMMAND = Path(sys.executable).with_name("plancompare")
ENDLESS = (
    "SELECT count(*) FROM range(100000000000) a, range(1000000) b WHERE a.range + b.range = -1"
)


def plancompare(*words: object, **options) -> subprocess.CompletedProcess[str]:
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    return subprocess.run([COMMAND, *map(str, words)], check=False, **told)


def is_one_line(run) -> bool:
    return run.stderr.startswith("plancompare: ") and run.stderr.count("\n") == 1


def test_every_code_is_documented():
    kinds = [PlancompareError, *PlancompareError.__subclasses__()]
    codes = {kind.exit_code for kind in kinds[1:]} | {ending.BUG, INTERRUPTED, 0}
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    assert codes == {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}


def test_2_is_one_line_where_users_start_it():
    run = plancompare("fly")
    assert run.returncode == 2
    assert is_one_line(run), run.stderr


@pytest.mark.parametrize("words", [["build", "--fly"], ["query"], ["report", "-j", "x"]])
def test_2_is_one_line_too(words):
    run = forked(*words)
    assert run.returncode == 2
    assert is_one_line(run), run.stderr


def test_2_for_a_picture_that_cannot_be_written_there(curated, tmp_path):
    (tmp_path / "file").write_text("no folder")
    words = ("chart", "dumbbell", "-r", "150500", "--curated", curated)
    run = forked(*words, "-o", tmp_path / "file" / "x.png")
    assert run.returncode == 2, run.stderr
    assert is_one_line(run)


@pytest.mark.parametrize("name", ["observations.parquet", "manifest.json"])
@pytest.mark.parametrize("content", [b"", b"half of it"])
def test_7_for_a_damaged_dataset(curated, name, content):
    (curated / name).resolve().write_bytes(content)
    run = forked("query", "SELECT 1", "--curated", curated)
    assert run.returncode == 7, run.stderr
    assert is_one_line(run) and "plancompare build" in run.stderr


def test_7_for_another_table_under_its_name(curated):
    (curated / "observations.parquet").resolve().write_bytes(
        (curated / "sources.parquet").read_bytes()
    )
    assert forked("query", "SELECT 1", "--curated", curated).returncode == 7


def test_8_while_another_build_is_at_work(make_source, tmp_path):
    with alone(tmp_path / "curated", ".building", problem="at work"):
        run = forked("build", "--raw", make_source().parent, "--curated", tmp_path / "curated")
    assert run.returncode == 8
    assert is_one_line(run)


def test_9_where_results_cannot_be_written():
    with Path("/dev/full").open("w") as full:
        run = plancompare("indicators", stdout=full)
    assert run.returncode == 9
    assert is_one_line(run) and "No space left" in run.stderr


def test_9_where_the_dataset_cannot_be_written(make_source, tmp_path):
    (tmp_path / "file").write_text("no folder")
    run = forked("build", "--raw", make_source().parent, "--curated", tmp_path / "file" / "curated")
    assert run.returncode == 9, run.stderr
    assert is_one_line(run)


def test_130_for_a_question_that_is_stopped(curated):
    words = [COMMAND, "query", ENDLESS, "--curated", curated]
    run = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    _wait_for(lambda: "duckdb" in Path(f"/proc/{run.pid}/maps").read_text())
    mine = psutil.Process(run.pid)
    begun = mine.cpu_times().user
    _wait_for(lambda: mine.cpu_times().user > begun + 0.8)  # it is asked: nothing else takes long
    run.send_signal(signal.SIGINT)  # SIGTERM is to Python the same: see the next test
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130, said
    assert said.startswith("plancompare: stopped") and said.count("\n") == 1


def test_130_for_a_build_that_is_stopped_and_nothing_of_it_is_left(make_source, tmp_path):
    words = [COMMAND, "build", "--raw", make_source().parent, "--curated", tmp_path / "curated"]
    run = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    run.stderr.readline()  # it reads the first source
    run.terminate()
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130, said
    assert said.splitlines()[-1].startswith("plancompare: stopped")
    assert not (tmp_path / "curated").exists()


MAKES_REPORTS = {
    "report": ("report", "-r", "150500", "--curated", "curated"),
    "compare": ("compare", "-i", "beds_per_1000", "--regions", "150500", "--curated", "curated"),
    "run": ("run", "--raw", "raw", "--curated", "curated"),  # nothing has changed: to the reports
}


@pytest.mark.parametrize("name", MAKES_REPORTS)
def test_130_for_reports_that_are_stopped_and_no_process_is_left(built, name):
    (built.parent / "notebooks").symlink_to(ROOT / "notebooks")
    words = [COMMAND, *MAKES_REPORTS[name], "-o", "reports"]
    own = {key: it for key, it in os.environ.items() if key != "WARMKERNELS_SERVER"}
    run = subprocess.Popen(words, cwd=built.parent, env=own, stderr=subprocess.PIPE, text=True)
    mine = psutil.Process(run.pid)
    while not (kernels := mine.children(recursive=True)):
        assert run.poll() is None, run.stderr.read()
        time.sleep(0.2)  # a look at all processes is dear
    run.terminate()
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130, said
    assert said.splitlines()[-1].startswith("plancompare: stopped")
    assert psutil.wait_procs(kernels, timeout=20)[1] == []
    assert not list(built.parent.glob("reports/*/report.html"))


def test_0_if_the_reader_has_seen_enough(curated):
    reader, writer = os.pipe()
    os.close(reader)
    run = plancompare("query", "FROM range(5000)", "--curated", curated, stdout=writer)
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, "")


def test_0_where_the_terminal_knows_no_chinese(curated):
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run = plancompare("query", "SELECT '健康' AS x", "--curated", curated, env=ascii_only)
    assert (run.returncode, run.stderr) == (0, "")
    assert r"\u5065\u5eb7" in run.stdout


def test_a_question_has_an_end(curated):
    run = forked("query", ENDLESS, "--curated", curated, "--seconds", "0.5")
    assert run.returncode == 2
    assert is_one_line(run) and "--seconds" in run.stderr


def test_what_a_source_says_acts_on_no_terminal(curated):
    said = "chr(27) || '[2J' || chr(8238) || 'x'"
    run = forked("query", f"SELECT {said} AS a, 12345678901.25::DOUBLE AS b", "--curated", curated)
    assert run.stdout.splitlines()[-1] == r"| \x1b[2J\u202ex | 12345678901.25 |"


HOMES = {
    "no home, LANG=C": {"HOME": None, "LANG": "C", "LC_ALL": "C"},
    "a home that may not be written to, ASCII": {
        "HOME": "/proc",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
    },
}


@pytest.mark.parametrize("surroundings", HOMES)
def test_it_is_quiet_where_all_is_well(curated, tmp_path, surroundings):
    changed = HOMES[surroundings] | {"TMPDIR": str(tmp_path)}
    environment = {key: value for key, value in (os.environ | changed).items() if value is not None}
    said = several(
        ("query", "SELECT 1", "--curated", curated),
        ("export", tmp_path / "out", "--curated", curated, "-q"),
        ("chart", "dumbbell", "-r", "150500", "--curated", curated, "-q", "-o", "x.png"),
        ("indicators", "beds"),
        cwd=tmp_path,
        env=environment,
    )
    assert said == (0, "")


def test_that_fonts_are_looked_for_on_a_slow_machine_is_no_news():
    told = "; ".join(
        [
            "import logging",
            "from plancompare.cli.surroundings import be_at_home",
            "be_at_home()",
            "logging.getLogger('matplotlib.font_manager').warning('this may take a moment')",
        ]
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stderr == ""


# a user that passwd has no entry for, in a process that may open 256 files
NOBODY = (
    "unshare",
    "--user",
    "--map-user=64123",
    "--map-group=64123",
    "prlimit",
    "--nofile=256:256",
)


@pytest.mark.skipif(
    subprocess.run([*NOBODY, "true"], capture_output=True, check=False).returncode != 0,
    reason="no namespaces of users here",
)
def test_it_is_quiet_for_a_user_without_an_entry_and_with_few_files(curated, tmp_path):
    bare = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path)}
    words = ("report", "-r", "150500", "--curated", curated, "-q", "-j", "16", "-o", "reports",
             "--notebooks", ROOT / "notebooks")  # fmt: skip
    asked = [*NOBODY, COMMAND, *map(str, words)]
    run = subprocess.run(asked, capture_output=True, text=True, env=bare, cwd=tmp_path, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def _wait_for(condition) -> None:
    while not condition():
        time.sleep(0.05)
