"""Forked kernels each read the font's file by themselves."""

import os
import subprocess
import sys

import pytest

# Two processes that measure different characters at the same time, after one had begun.
MEASURE = """
import os
from plancompare.charts import typeset
typeset.advance("一")
child = os.fork()
start = 0x4E00 if child else 0x7000
widths = {round(typeset.advance(chr(start + step)), 3) for step in range(3000)}
assert widths == {1.0}, widths
if child:
    assert os.waitpid(child, 0)[1] == 0
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_two_forked_processes_measure_at_once():
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
