"""What the documentation tells readers to type works, and its site has no broken page."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from plancompare.cli.app import app
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
BLOCK = re.compile(r"^ *```[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^ *(?:\$ )?(plancompare [a-z].*)$", re.MULTILINE)
SPAN = re.compile(r"`(plancompare [a-z][^`\n…]*)`")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def lines() -> list[str]:
    pages = [*sorted((DOCS / "tutorials").glob("*.md")), ROOT / "README.md"]
    blocks = [block for page in pages for block in CONSOLE.findall(page.read_text("utf-8"))]
    return re.findall(r"^ *\$ (.+)$", "\n".join(blocks), re.MULTILINE)


def named_commands() -> list[str]:
    """Each command that a page names, in a block or in a sentence."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "data" / "raw" / "README.md",
             ROOT / "src" / "plancompare" / "api" / "project.md",
             *DOCS.glob("*.md"), *(DOCS / "tutorials").glob("*.md")]  # fmt: skip
    text = "\n".join(page.read_text("utf-8") for page in pages)
    found = [*LINE.findall("\n".join(BLOCK.findall(text))), *SPAN.findall(text)]
    return sorted({re.sub("<[^>]*>", "X", each.strip()) for each in found})


def python_blocks() -> str:
    pages = [*sorted((DOCS / "tutorials").glob("*.md")), ROOT / "README.md"]
    return "\n".join(block for page in pages for block in PYTHON.findall(page.read_text("utf-8")))


@pytest.fixture
def project(shipped, tmp_path, monkeypatch) -> Path:
    """A folder like a clone after `make report`."""
    for name in ("examples", "notebooks"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    (tmp_path / "data" / "curated").symlink_to(shipped)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", lines())
def test_a_line_to_type_works(line, project):
    command, *words = shlex.split(line)
    assert command == "plancompare"
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("line", named_commands())
def test_a_command_that_is_named_is_there_with_these_options(line):
    _, *words = shlex.split(line, comments=True)
    words = [word for word in words if word not in ("--quiet", "--debug")]  # of all commands
    group = get_command(app)
    with group.make_context("plancompare", words) as context:
        name, command, rest = group.resolve_command(context, words)
        assert name and command
        try:
            command.make_context(name, rest, parent=context)
        except Exception as error:
            if type(error).__name__ != "MissingParameter":  # a sentence need not name the file
                raise


def test_what_is_to_be_typed_in_python_works(project):
    exec(python_blocks(), {})  # noqa: S102 - our own pages


def test_the_site_has_no_broken_page(tmp_path):
    """Without the pages of the indicators, which are of one form; `make docs` makes those too."""
    sphinx = Path(sys.executable).with_name("sphinx-build")
    done = subprocess.run(
        [sphinx, "-q", "-W", "--keep-going", "-t", "quick", DOCS, tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
