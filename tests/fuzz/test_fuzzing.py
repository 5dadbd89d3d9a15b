"""A sample of `make fuzz`: only documented errors, in lines that can be printed."""

import pytest
from fuzzing import DOORS, run

SOME = {"values": 1_500, "docx": 15, "pdf": 40, "text": 60, "html": 60}


@pytest.mark.parametrize("door", DOORS)
def test_inputs_by_chance_are_read_or_refused(door):
    told: list[str] = []
    assert run(door, SOME.get(door, 300), told.append) == 0, told
