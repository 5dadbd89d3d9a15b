"""What `make` installs first: for reports the needs of the program, for tests all tools."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements-use.lock", "requirements.lock")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
        os.utime(tmp_path / name, (1, 1))
    return tmp_path


def installed(clone: Path, target: str, *done: str) -> list[str]:
    """The locks that a target installs where those marks are set already."""
    (clone / ".venv").mkdir(exist_ok=True)
    for at, mark in enumerate(done, 2):
        (clone / ".venv" / mark).touch()
        os.utime(clone / ".venv" / mark, (at, at))
    told = subprocess.run(
        ["make", "--dry-run", target],
        env={name: value for name, value in os.environ.items() if name != "MAKEFLAGS"},
        cwd=clone, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [lock for lock in LOCKS if f" {lock}\n" in told.stdout]


def test_reports_wait_for_no_tool_of_the_tests(clone):
    assert installed(clone, "report") == ["requirements-use.lock"]


@pytest.mark.parametrize("target", ["test", "check", "test-fast", "docs"])
def test_what_tests_and_checks_has_everything(clone, target):
    assert installed(clone, target) == [*LOCKS]


def test_after_reports_the_tests_add_only_their_tools(clone):
    assert installed(clone, "test", ".ready-use") == ["requirements.lock"]


def test_after_tests_nothing_is_installed_again(clone):
    for target in ("report", "test"):
        assert installed(clone, target, ".ready-use", ".ready") == []


def test_what_installs_the_clone_itself_is_in_the_lock_for_use():
    locked = (ROOT / "requirements-use.lock").read_text(encoding="utf-8")
    assert all(f"\n{each}==" in locked for each in ("hatchling", "editables"))
