"""What docs/scheduling.md tells people to copy works as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.conftest import ROOT

FOLDER = "/srv/plancompare"
BLOCKS = re.findall(
    r"```\w*\n(.*?)```", (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8"), re.DOTALL
)
CRON, SERVICE, TIMER, WORKFLOW = BLOCKS


@pytest.fixture
def folder(tmp_path: Path, make_source: Callable[..., Path]) -> Path:
    """A working folder of one small source, as a nightly run finds it."""
    make_source()
    (tmp_path / "data").mkdir()
    (tmp_path / "raw").rename(tmp_path / "data" / "raw")
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    return tmp_path


def run_by_cron(folder: Path) -> subprocess.CompletedProcess[str]:
    """What cron does: the line's command by /bin/sh, with next to nothing in its environment."""
    command = CRON.split(maxsplit=5)[5].replace(FOLDER, str(folder))
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    return subprocess.run(
        ["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="cron is of Unix")
def test_the_line_of_cron_is_silent_when_all_is_well_and_tells_what_is_not(folder: Path) -> None:
    done = run_by_cron(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "reports" / "index.html").is_file()
    (folder / "data" / "raw" / "county-plan" / "figures.csv").write_text("not,figures\n1,2\n")
    failed = run_by_cron(folder)
    assert failed.returncode != 0
    assert failed.stderr.startswith("plancompare: ")
    assert "figures.csv" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "plancompare"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    service = SERVICE.replace(f"{FOLDER}/.venv/bin", str(program.parent)).replace(
        FOLDER, str(tmp_path)
    )
    units = {"plancompare.service": service, "plancompare.timer": TIMER}
    for name, content in units.items():
        (tmp_path / name).write_text(content)
    paths = [tmp_path / name for name in units]
    environment = os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    verified = subprocess.run(
        ["systemd-analyze", "verify", *paths],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    # a machine's other units are none of ours
    assert [line for line in verified.stderr.splitlines() if "plancompare" in line] == []


def test_the_workflow_makes_the_reports_and_keeps_the_site() -> None:
    workflow = yaml.safe_load(WORKFLOW)
    (job,) = workflow["jobs"].values()
    assert {"run": "make report"} in job["steps"]
    assert job["steps"][-1]["with"] == {"name": "site", "path": "reports"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^report:.*\n\t\S*/plancompare run$", makefile, re.MULTILINE)
