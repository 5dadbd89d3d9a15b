"""The package as others install it: a wheel, in an environment that has no clone, any folder."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.commands import several
from tests.conftest import META, ROOT, ROWS, write_source
from warmkernels.client import SERVER_VARIABLE


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """A fresh environment with the wheel; what it depends on is that of this one."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    (site,) = (home / "lib").glob("python*/site-packages")
    install = ["install", "-q", "--no-deps", "--no-index", "--no-compile", wheel]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", home]
    subprocess.run([*pip, *install], check=True)
    # after the wheel in the order of places, and without the editable installation's own path
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "python"


def elsewhere() -> dict[str, str]:
    """An environment that tells nothing of this clone."""
    ours = ("PYTHONPATH", SERVER_VARIABLE)
    return {key: value for key, value in os.environ.items() if key not in ours}


def plancompare(python: Path, cwd: Path, *words: object):
    command = [python, "-c", "from plancompare.cli import main; main()", *map(str, words)]
    return subprocess.run(
        command, cwd=cwd, env=elsewhere(), capture_output=True, text=True, check=False
    )


def test_notebooks_kernel_templates_and_sources_are_in_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    wanted = (
        [
            f"plancompare/shipped/notebooks/{path.name}"
            for path in (ROOT / "notebooks").glob("*.ipynb")
        ]
        + [
            f"plancompare/shipped/raw/{path.parent.name}/source.toml"
            for path in (ROOT / "data" / "raw").glob("*/source.toml")
        ]
        + ["plancompare/reports/files/templates/report.html.j2", "plancompare/py.typed"]
    )
    assert set(wanted) <= set(names)
    assert any(name.endswith("kernels/plancompare-warm/kernel.json") for name in names)
    assert not [name for name in names if "/original." in name]


def test_the_main_job_runs_in_an_empty_folder(python, tmp_path):
    """With a source of its own, to be quick; without one it takes those in the wheel."""
    write_source(tmp_path / "data" / "raw" / "county-plan", META, ROWS)
    said = several(
        ("build", "-q"),
        ("report", "-r", "150500", "--lang", "zh", "-q"),
        cwd=tmp_path,
        env=elsewhere(),
        python=str(python),
    )
    assert said == (0, "")
    page = (tmp_path / "reports" / "150500" / "report.html").read_text(encoding="utf-8")
    assert "通辽" in page
    log = (tmp_path / "reports" / "150500" / "report.log").read_text(encoding="utf-8")
    assert str(tmp_path) not in log and str(python.parents[1]) not in log


def test_an_empty_folder_gets_the_sources_in_the_wheel(python, tmp_path):
    checked = plancompare(
        python,
        tmp_path,
        "query",
        "SELECT 1",
    )
    assert checked.returncode == 7
    found = subprocess.run(
        [
            python,
            "-c",
            "from pathlib import Path; from plancompare.cli.options import RAW, or_shipped;"
            "from plancompare.sources import find_sources;"
            "print(len(find_sources(or_shipped(RAW, RAW))))",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(found.stdout) == len(list((ROOT / "data" / "raw").glob("*/source.toml")))
