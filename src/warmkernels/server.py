"""The process that forks kernels.

It has one thread, no event loop and no zmq context, so that a fork of it is whole. Whoever wants
a kernel connects to its socket and sends a request; that connection is the kernel's lifeline:

- the kernel says `ready PID` on it, once its own sockets are bound,
- the client sends numbers of signals, and the server hands them to the kernel's process group,
- the server says `exit CODE` on it when the kernel has ended,
- when the client closes it, or is gone, the kernel is killed.

A message with what to rehearse starts no kernel: those that are asked for later find it done.

When the owner (the other end of standard input) is gone, so are the server and all its kernels.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from warmkernels.child import Request, run_kernel

KERNEL_MODULES = (  # the kernel itself, and what it imports while it starts
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.magics.ast_mod",
    "IPython.core.magics.execution",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "zmq.utils.garbage",
)
REQUEST_BYTES = 1 << 20
CLIENT_SECONDS = 5  # a client sends its request as soon as it is connected


@dataclass(frozen=True)
class _Kernel:
    connection: socket.socket
    pid: int
    exited: int  # a file descriptor that becomes readable when the process ends

    def signal(self, number: int) -> None:
        # Not yet reaped, so the number is still this kernel's; it may not lead its group yet.
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            os.kill(self.pid, number)

    def close(self) -> None:
        self.connection.close()
        os.close(self.exited)


class Server:
    """Forks a kernel for every request, until its owner is gone."""

    def __init__(self, listener: socket.socket, owner: int, file: Path) -> None:
        self._listener = listener
        self._owner = owner
        self._file = file
        self._kernels: dict[int, _Kernel] = {}
        self._watch = selectors.DefaultSelector()
        self._on(listener, self._accept)
        self._on(owner, self._stop)
        self._running = True

    def run(self) -> Request | None:
        """Serve.

        Returns:
            In a forked child, its request, with nothing of the server left open. In the server
            itself None, when the owner is gone and every kernel has ended.
        """
        while self._running:
            for ready, _events in self._watch.select()[:1]:  # the first may close what is next
                request: Request | None = ready.data()
                if request is not None:
                    return request
        return None

    def _on(self, file: socket.socket | int, action: Callable[[], Request | None]) -> None:
        self._watch.register(file, selectors.EVENT_READ, action)

    def _accept(self) -> Request | None:
        connection, _address = self._listener.accept()
        connection.settimeout(CLIENT_SECONDS)
        try:
            message, outputs, _flags, _peer = socket.recv_fds(connection, REQUEST_BYTES, 2)
            asked = json.loads(message)
            if "rehearse" in asked:
                rehearse(self._file, asked["rehearse"])
                connection.close()
                return None
            request = Request(**asked, connection=connection, outputs=outputs)
            pid = os.fork()
        except (OSError, ValueError):  # the client is gone or mad, or there is no room to fork
            connection.close()
            return None
        if pid == 0:
            self._abandon()
            return request
        for output in outputs:
            os.close(output)
        self._keep(_Kernel(connection, pid, os.pidfd_open(pid)))
        return None

    def _abandon(self) -> None:
        """In a child: close all that belongs to the server, its kernels and its owner."""
        self._watch.close()
        self._listener.close()
        for kernel in self._kernels.values():
            kernel.close()
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), self._owner)

    def _keep(self, kernel: _Kernel) -> None:
        self._kernels[kernel.pid] = kernel
        self._on(kernel.connection, partial(self._hear, kernel))
        self._on(kernel.exited, partial(self._reap, kernel))

    def _hear(self, kernel: _Kernel) -> None:
        try:
            message = kernel.connection.recv(64)
        except ConnectionError:
            message = b""
        if message:
            kernel.signal(int(message))
        else:
            self._watch.unregister(kernel.connection)
            kernel.signal(signal.SIGKILL)

    def _reap(self, kernel: _Kernel) -> None:
        _pid, status = os.waitpid(kernel.pid, 0)
        with contextlib.suppress(OSError):  # the client may be gone
            kernel.connection.send(b"exit %d" % os.waitstatus_to_exitcode(status))
        self._watch.unregister(kernel.exited)
        with contextlib.suppress(KeyError):  # no longer heard when the client is gone
            self._watch.unregister(kernel.connection)
        kernel.close()
        del self._kernels[kernel.pid]

    def _stop(self) -> None:
        self._running = False
        for kernel in list(self._kernels.values()):
            kernel.signal(signal.SIGKILL)
            self._reap(kernel)


def warm(file: Path) -> None:
    """Import and do what the file lists, then keep it all out of the garbage collector's way.

    Args:
        file: A `warm.toml`; README.md has its keys.

    Raises:
        SystemExit: A module is missing, or a thread was left running, which a fork would lose.
    """
    with _settled(file) as settings:
        for name in [*settings["modules"], *KERNEL_MODULES]:
            importlib.import_module(name)
        if "warm_up" in settings:
            _function(settings["warm_up"])()


def rehearse(file: Path, argument: str) -> None:
    """Do what the file lists to rehearse.

    Args:
        file: As for `warm`.
        argument: What it is called with.

    Raises:
        SystemExit: As `warm`.
    """
    with _settled(file) as settings:
        _function(settings["rehearse"])(argument)


@contextlib.contextmanager
def _settled(file: Path) -> Iterator[dict[str, Any]]:
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        yield settings
    except ImportError as error:
        raise SystemExit(f"{file.name}: {error}. Install it or take it off the list.") from error
    if threads := _threads() - set(settings.get("harmless_threads", ())):
        raise SystemExit(f"{file.name}: threads were left running: {', '.join(sorted(threads))}.")
    gc.collect()
    gc.freeze()


def _function(name: str) -> Callable[..., object]:
    module, _colon, function = name.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def _threads() -> set[str]:
    """Names of all threads of this process but its first, those of C libraries too."""
    me = os.getpid()
    tasks = (task for task in Path("/proc/self/task").iterdir() if task.name != str(me))
    return {(task / "comm").read_text().strip() for task in tasks}


def main(listener: int, spec: Path) -> None:
    """Warm up, then serve the listening socket with this file descriptor; a child runs a kernel."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # an owner that ignores it would lose exit codes
    if sys.path[0] in {"", str(Path.cwd())}:  # a notebook must not import from where we started
        del sys.path[0]
    warm(spec / "warm.toml")
    sys.stdout.flush()
    sys.stderr.flush()
    server = os.getpid()
    door = socket.socket(fileno=listener)
    directory = Path(door.getsockname()).parent
    request = Server(door, sys.stdin.fileno(), spec / "warm.toml").run()
    if request is None:
        shutil.rmtree(directory, ignore_errors=True)
    else:
        run_kernel(request, server)
