"""The ways in: papermill's engine, a kernel by name, Jupyter's managers."""

import asyncio
import stat
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest
from jupyter_client.multikernelmanager import AsyncMultiKernelManager
from kernel_tools import ENGINE_NAME, KERNEL_NAME, execute, notebook, printed

from warmkernels import client

pytestmark = pytest.mark.usefixtures("warm")
FORKED = "import os; print(open(f'/proc/{os.getppid()}/cmdline').read().split('\\0')[1:3])"
# The command, but for grammars that a library builds for two seconds (tests/conftest.py).
PAPERMILL = (
    "import sys; sys.modules['rfc3987_syntax'] = None; "
    "from papermill.cli import papermill; papermill()"
)
WARM_PARENT = "['-m', 'warmkernels']\n"


def test_papermills_engine_runs_any_python_notebook() -> None:
    assert printed(execute(FORKED)) == WARM_PARENT


def test_papermill_runs_it_as_a_kernel_by_name() -> None:
    outputs = execute(FORKED, engine_name=None, kernel_name=KERNEL_NAME)
    assert printed(outputs) == WARM_PARENT


def test_the_papermill_command(tmp_path: Path) -> None:
    book = notebook("region = '000000'", "print(region)", FORKED, kernel="python3")
    book.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(book, tmp_path / "in.ipynb")
    command = [
        "--engine",
        ENGINE_NAME,
        "-k",
        KERNEL_NAME,
        "in.ipynb",
        "out.ipynb",
        "-r",
        "region",
        "150500",
    ]
    subprocess.run([sys.executable, "-c", PAPERMILL, *command], cwd=tmp_path, check=True)
    done = nbformat.read(tmp_path / "out.ipynb", 4)
    assert printed([output for cell in done.cells for output in cell.outputs]) == (
        "150500\n" + WARM_PARENT
    )


def test_nbclient() -> None:
    book = notebook(FORKED)
    nbclient.NotebookClient(book).execute()
    assert book.cells[0].outputs[0].text == WARM_PARENT


def test_the_manager_of_many_kernels_that_jupyterlab_uses(tmp_path: Path) -> None:
    async def start_restart_and_end() -> None:
        kernels = AsyncMultiKernelManager(connection_dir=str(tmp_path))
        name = await kernels.start_kernel(kernel_name=KERNEL_NAME)
        manager = kernels.get_kernel(name)
        assert manager.connection_file == str(tmp_path / f"kernel-{name}.json")
        before = manager.provisioner.pid
        await kernels.restart_kernel(name)
        assert manager.provisioner.pid != before
        await kernels.shutdown_kernel(name, now=True)
        assert not Path(manager.ip).parent.exists()

    asyncio.run(start_restart_and_end())
    assert not list(tmp_path.iterdir())


def test_a_place_with_a_long_name_is_not_used_for_sockets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("long" * 15)))
    directory = client.private_directory()
    assert directory.parent == Path("/tmp")  # noqa: S108
    assert stat.filemode(directory.stat().st_mode) == "drwx------"
    directory.rmdir()
