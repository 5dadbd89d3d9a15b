"""Where no kernel can be forked, a plain one runs the notebook, and that is said once."""

import os
import sys
import threading
from pathlib import Path

import pytest
from kernel_tools import SPEC, execute, printed

from warmkernels import client, provisioner, server

PARENT = "import os; print(os.getppid())"


@pytest.fixture(autouse=True)
def _nothing_said_yet() -> None:
    provisioner._warn_once.cache_clear()


def runs_plainly() -> bool:
    """A plain kernel is a child of this process; a forked one is a child of the warm process."""
    return printed(execute(PARENT)) == f"{os.getpid()}\n"


def test_a_warm_process_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, room: Path
) -> None:
    monkeypatch.setenv(client.SERVER_VARIABLE, str(tmp_path / "nobody"))
    assert runs_plainly()
    assert runs_plainly()
    (warning,) = [record for record in caplog.records if record.name == "warmkernels"]
    assert "Kernels start cold" in warning.getMessage()
    assert not list(room.iterdir())


def test_a_warm_process_that_dies_while_it_warms_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/bin/false")
        dying = client.WarmServer(SPEC)
    with dying:
        monkeypatch.setenv(client.SERVER_VARIABLE, str(dying.address))
        assert runs_plainly()
    assert "Kernels start cold" in caplog.text


def test_a_system_that_cannot_fork_safely(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(client.sys, "platform", "darwin")
    assert runs_plainly()
    assert "kernels are forked on Linux only" in caplog.text


def test_a_kernel_that_refuses_its_arguments(
    warm: client.WarmServer, caplog: pytest.LogCaptureFixture, room: Path
) -> None:
    # The fork ends before it is ready; so does the plain kernel, and papermill says so.
    with pytest.raises(RuntimeError, match="Kernel died"):
        execute("1", extra_arguments=["--no-such-option"])
    assert "exit 2" in caplog.text
    assert not list(room.iterdir())


def settings(folder: Path, modules: str, warm_up: str) -> Path:
    file = folder / "warm.toml"
    file.write_text(f'modules = {modules}\nwarm_up = "{warm_up}"\nharmless_threads = []')
    return file


def test_a_module_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"warm.toml: No module named 'no_such_module'"):
        server.warm(settings(tmp_path, '["no_such_module"]', "os:getpid"))


def test_a_thread_left_running_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_threads", lambda: {"polars-0"})
    with pytest.raises(SystemExit, match=r"warm.toml: threads were left running: polars-0."):
        server.warm(settings(tmp_path, "[]", "os:getpid"))


def test_threads_are_seen_by_their_name() -> None:
    named, done = threading.Event(), threading.Event()

    def sleep() -> None:
        Path("/proc/thread-self/comm").write_text("sleeper")
        named.set()
        done.wait()

    thread = threading.Thread(target=sleep)
    thread.start()
    named.wait()
    assert "sleeper" in server._threads()
    done.set()
    thread.join()
