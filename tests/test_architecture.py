"""What docs/architecture.md and the layers say of the code is so."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "plancompare"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LAYOUT = PAGE[PAGE.index("src/plancompare/\n") :].partition("```")[0]


def test_the_list_of_rooms_is_that_of_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (steps, *_rest) = contracts["importlinter"]["contracts"]
    layers = {each.strip() for line in steps["layers"] for each in line.split("|")}
    listed = {
        name.removesuffix(".py") for name in re.findall(r"^  (\w+(?:\.py)?)/?\s", LAYOUT, re.M)
    }
    assert layers - listed == set()
    assert listed - layers == set()


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([a-z_]+/[\w/]+\.(?:py|toml))`", PAGE))))
def test_every_file_that_the_page_names_is_there(named):
    rooms = (PACKAGE, PACKAGE / "reports", ROOT)
    assert any((room / named).is_file() for room in rooms)


def test_no_two_rooms_of_reports_hold_modules_of_one_name():
    names = [path.stem for path in (PACKAGE / "reports").rglob("*.py") if path.stem != "__init__"]
    assert sorted(names) == sorted(set(names))
