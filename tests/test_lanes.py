"""The lanes of tests: what they name is there, and each has a command."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import LANES, ROOT, TOGETHER


def test_every_file_of_a_lane_is_there():
    named = [part for parts in LANES.values() for part in parts]
    assert [part for part in named if not (ROOT / "tests" / part).exists()] == []
    assert len(named) == len(set(named))


def test_files_that_are_tested_together_are_there():
    named = {*TOGETHER, *TOGETHER.values()}
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_lane_has_a_marker_and_a_command():
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    known = [line.partition(":")[0] for line in options["pytest"]["ini_options"]["markers"]]
    (line,) = [
        line.partition(":=")[2]
        for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
        if line.startswith("LANES :=")
    ]
    assert sorted(known) == sorted(line.split()) == sorted({*LANES, "property", "fast"})


@given(anything=st.none())
def test_what_hypothesis_thinks_of_is_in_a_lane_of_its_own(
    request: pytest.FixtureRequest, anything
):
    assert request.node.get_closest_marker("property")
    assert not request.node.get_closest_marker("fast")
