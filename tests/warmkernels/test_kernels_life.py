"""A kernel ends when it is told to, with its client, and with the warm process; nothing stays."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import nbclient
import psutil
import pytest
from jupyter_client.manager import KernelManager
from kernel_tools import BARE, execute, notebook, run_in
from nbclient.exceptions import DeadKernelError

from warmkernels import client

Start = Callable[[], KernelManager]


def wait_until(true: Callable[[], bool]) -> None:
    for _look in range(500):
        if true():
            return
        time.sleep(0.02)
    pytest.fail("waited ten seconds")


def gone(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:  # also where it goes while it is looked at
        return True


@pytest.mark.parametrize("now", [True, False])
def test_shutdown_leaves_no_process_and_no_file(
    warm: client.WarmServer, start: Start, now: bool
) -> None:
    manager = start()
    pid = manager.provisioner.pid
    directory = Path(manager.connection_file).parent
    assert {path.name for path in directory.iterdir()} > {"kernel.json", "ipc-1", "ipc-5"}
    manager.shutdown_kernel(now=now)
    assert gone(pid)
    assert not directory.exists()


ENDS = """
import atexit, sys, threading, time
from pathlib import Path
flush = sys.stdout.flush
sys.stdout.flush = lambda: (time.sleep(0.3), flush())
threads = lambda: " ".join(thread.name for thread in threading.enumerate())
atexit.register(lambda: Path({there!r}).write_text(threads()))
"""


def test_the_thread_that_is_asked_to_end_a_kernel_is_waited_for(
    warm: client.WarmServer, start: Start, tmp_path: Path
) -> None:
    """It flushes the outputs, which the kernel closes at its exit; else both wait for 10 s."""
    manager, there = start(), tmp_path / "threads"
    run_in(manager, ENDS.format(there=str(there)))
    manager.shutdown_kernel()
    threads = there.read_text()
    assert "IOPub" in threads and "Control" not in threads


def test_restart_forks_a_new_kernel(warm: client.WarmServer, start: Start) -> None:
    manager = start()
    run_in(manager, "left_behind = 1")
    before = manager.provisioner.pid
    manager.restart_kernel()
    assert manager.provisioner.pid != before
    assert gone(before)
    assert run_in(manager, "print('left_behind' in globals())") == "False\n"


def test_a_running_cell_can_be_interrupted(warm: client.WarmServer) -> None:
    book = notebook("import time\nwhile True: time.sleep(0.01)", "print('goes on')")
    nbclient.NotebookClient(
        book, timeout=1, interrupt_on_timeout=True, allow_errors=True, shutdown_kernel="immediate"
    ).execute()
    assert book.cells[0].outputs[0].ename == "KeyboardInterrupt"
    assert book.cells[1].outputs[0].text == "goes on\n"


def test_the_exit_code_of_a_kernel_is_known(warm: client.WarmServer, start: Start) -> None:
    manager = start()
    os.kill(manager.provisioner.pid, signal.SIGTERM)
    assert manager.provisioner.process.wait() == -signal.SIGTERM


def test_a_killed_kernel_is_noticed(warm: client.WarmServer) -> None:
    with pytest.raises(DeadKernelError):
        execute("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")


def test_processes_that_a_notebook_started_end_with_it(warm: client.WarmServer) -> None:
    outputs = execute("import subprocess; print(subprocess.Popen(['sleep', '600']).pid)")
    wait_until(lambda: gone(int(outputs[0].text)))


CLIENT = """
    import os, signal, sys, time
    from jupyter_client.manager import KernelManager
    manager = KernelManager(kernel_name="tests-bare")
    manager.start_kernel()
    print(manager.provisioner.pid, flush=True)
    time.sleep(600)
"""


def start_client() -> tuple[subprocess.Popen[str], int]:
    """Start a process that has one warm kernel, whose id is returned with it."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(CLIENT)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def test_a_kernel_ends_with_its_client(warm: client.WarmServer) -> None:
    process, kernel = start_client()
    process.kill()
    process.communicate()
    wait_until(lambda: gone(kernel))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_warm_process_ends_with_its_owner_and_takes_its_files(
    room: Path, how: signal.Signals
) -> None:
    process, kernel = start_client()  # with a warm process of its own
    warm_process = psutil.Process(kernel).ppid()
    (home,) = room.iterdir()
    assert len(list(home.iterdir())) == 2  # its socket, and the kernel's directory
    process.send_signal(how)
    process.communicate()
    wait_until(lambda: gone(kernel) and gone(warm_process) and not list(room.iterdir()))


def test_kernels_end_with_the_warm_process(monkeypatch: pytest.MonkeyPatch, start: Start) -> None:
    with client.WarmServer(BARE) as server:
        monkeypatch.setenv(client.SERVER_VARIABLE, str(server.address))
        manager = start()
        pid = manager.provisioner.pid
        psutil.Process(pid).parent().kill()
        assert manager.provisioner.process.wait() == -signal.SIGKILL
        wait_until(lambda: gone(pid))
        assert not manager.is_alive()
    assert not server.address.parent.exists()


def test_many_kernels_at_once(warm: client.WarmServer) -> None:
    before = set(warm.address.parent.iterdir())
    eight = asyncio.Semaphore(8)

    async def run(number: int) -> str:
        book = notebook(f"print({number})")
        async with eight:
            await nbclient.NotebookClient(book, shutdown_kernel="immediate").async_execute()
        return str(book.cells[0].outputs[0].text)

    async def run_all() -> list[str]:
        return await asyncio.gather(*map(run, range(24)))

    assert asyncio.run(run_all()) == [f"{number}\n" for number in range(24)]
    assert set(warm.address.parent.iterdir()) == before
