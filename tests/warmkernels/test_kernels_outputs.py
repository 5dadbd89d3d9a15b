"""What a notebook prints and draws in a warm kernel is what it would in a fresh one."""

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
from kernel_tools import execute, printed

from warmkernels.client import WarmServer

pytestmark = pytest.mark.usefixtures("warm")

CHARTS = """
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
frame = pd.DataFrame({"year": [2020, 2025, 2030], "beds": [6.46, 7.4, 8.0]})
display(frame)
fig, axes = plt.subplots(figsize=(4, 3))
axes.plot(frame["year"], frame["beds"], label="beds per 1,000")
axes.axhline(7, linestyle="--")
axes.legend()
"""
SECOND_CHART = """
plt.figure()
sns.barplot(frame, x="year", y="beds")
"""
TABLES = """
import sys, warnings
print(frame.groupby("year").mean().to_string())
warnings.warn("a warning is shown the first time")
print(sys.argv[0].endswith("ipykernel_launcher.py"), sys.path[0], __name__)
frame.describe()
"""


def test_charts_and_tables_are_byte_identical_to_those_of_a_fresh_kernel() -> None:
    cells = (CHARTS, SECOND_CHART, TABLES)
    warm = execute(*cells)
    fresh = execute(*cells, engine_name=None, kernel_name="python3")
    assert [sorted(output.get("data", {})) for output in warm if "data" in output] == [
        ["text/html", "text/plain"],  # the frame
        ["text/plain"],  # the legend
        ["image/png", "text/plain"],
        ["text/plain"],
        ["image/png", "text/plain"],
        ["text/html", "text/plain"],
    ]
    # the values of two expressions are objects, printed with their address in memory
    assert _without_addresses(warm) == _without_addresses(fresh)


def _without_addresses(outputs: list[Any]) -> str:
    text = re.sub(r"at 0x[0-9a-f]+", "at 0x", str(outputs))
    return re.sub(r"ipykernel_\d+/\d+", "ipykernel_", text)


def test_every_kernel_draws_random_numbers_of_its_own() -> None:
    cell = (
        "import random, uuid, numpy as np; print(random.random(), np.random.rand(), uuid.uuid4())"
    )
    first, second = printed(execute(cell)).split(), printed(execute(cell)).split()
    assert not set(first) & set(second)


def test_a_kernel_knows_nothing_of_the_one_before() -> None:
    execute("import pandas as pd; pd.options.display.max_rows = 7; left_behind = 1")
    assert printed(execute("import pandas as pd; print(pd.options.display.max_rows)")) == "60\n"
    assert printed(execute("print('left_behind' in globals())")) == "False\n"


def test_a_kernel_has_its_clients_environment_and_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARMKERNELS_TEST", "中文")
    cell = "import os; print(os.environ['WARMKERNELS_TEST'], os.getcwd())"
    assert printed(execute(cell, cwd=tmp_path)) == f"中文 {tmp_path}\n"


def test_what_the_kernel_writes_below_python_goes_to_its_client(
    capfd: pytest.CaptureFixture[str],
) -> None:
    execute("import os; os.write(2, b'from below')")
    assert "from below" in capfd.readouterr().err


def test_no_history_of_notebooks_is_written() -> None:
    assert printed(execute("print(get_ipython().history_manager.enabled)")) == "False\n"


def test_memory_of_the_libraries_is_shared_with_the_warm_process(warm: WarmServer) -> None:
    cell = textwrap.dedent("""
        import pandas
        rollup = open("/proc/self/smaps_rollup").read()
        kilobytes = {line.split()[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
        print(kilobytes["Rss:"], kilobytes["Pss:"], kilobytes["Private_Dirty:"])
    """)
    resident, _proportional, own = map(int, printed(execute(cell)).split())
    assert own < resident / 2


def test_a_kernel_leads_its_own_session() -> None:
    assert printed(execute("import os; print(os.getsid(0) == os.getpid())")) == "True\n"


def test_a_kernel_shares_no_open_file_with_the_others() -> None:
    # They would share the place in it too, and read each other's glyphs.
    cell = """
import fcntl, os, stat
for descriptor in map(int, os.listdir("/proc/self/fd")):
    try:
        read_only = fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
        if read_only and stat.S_ISREG(os.fstat(descriptor).st_mode):
            print(os.readlink(f"/proc/self/fd/{descriptor}"))
    except OSError:
        pass  # the directory that was listed
"""
    assert printed(execute(cell)) == ""
