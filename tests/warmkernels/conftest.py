"""One warm process for all tests of this folder."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager
from kernel_tools import KERNEL_NAME, PLACE, SPEC

from warmkernels import client

if sys.platform != "linux":
    collect_ignore_glob = ["test_*"]  # kernels are forked on Linux only


@pytest.fixture(scope="session")
def server() -> Iterator[client.WarmServer]:
    with client.WarmServer(SPEC) as running:
        yield running


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No warm process of other tests is found by these, but the kernelspec of this folder is."""
    monkeypatch.delenv(client.SERVER_VARIABLE, raising=False)
    monkeypatch.setenv("JUPYTER_PATH", str(PLACE))


@pytest.fixture
def warm(server: client.WarmServer, monkeypatch: pytest.MonkeyPatch) -> client.WarmServer:
    """Kernels of this test are forked from the one warm process."""
    monkeypatch.setenv(client.SERVER_VARIABLE, str(server.address))
    return server


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where this test's kernels have their sockets; a short path, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as name:
        monkeypatch.setenv("TMPDIR", name)
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Path(name)


@pytest.fixture
def start() -> Iterator[Callable[[], KernelManager]]:
    """Start kernels that end with the test."""
    managers = []

    def start_kernel() -> KernelManager:
        managers.append(KernelManager(kernel_name=KERNEL_NAME))
        managers[-1].start_kernel()
        return managers[-1]

    yield start_kernel
    for manager in managers:
        manager.shutdown_kernel(now=True)
