"""What a fork of the warm process does to become a kernel like any other."""

import ctypes
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ipykernel
from ipykernel.kernelapp import IPKernelApp

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>: the signal to get when the parent dies
INLINE_BACKEND = "matplotlib_inline.backend_inline"
LAUNCHER = str(Path(ipykernel.__file__).parents[1] / "ipykernel_launcher.py")


@dataclass(frozen=True)
class Request:
    """What a client wants: a kernel with these arguments, in this directory and environment.

    Attributes:
        argv: The arguments of `ipykernel_launcher`.
        cwd: The working directory.
        env: All environment variables. What Python itself reads at its start (`PYTHONPATH`)
            comes from the environment of the warm process instead.
        connection: Where to say that the kernel is ready.
        outputs: File descriptors to become standard output and standard error.
    """

    argv: list[str]
    cwd: str
    env: dict[str, str]
    connection: socket.socket
    outputs: list[int]


def run_kernel(request: Request, parent: int) -> None:
    """Run an IPython kernel in this fork until it is shut down.

    Args:
        request: The kernel wanted.
        parent: Process id of the warm process, at whose end this one ends too.
    """
    _detach(parent)
    _move_in(request)
    app: Any = IPKernelApp.instance(parent_handle=1)  # 1: whoever forked us watches over us
    app.initialize(request.argv)
    if INLINE_BACKEND in sys.modules:
        # Loaded before there was a shell: tell this one, as loading it here would have done.
        app.shell.enable_matplotlib("inline")
    request.connection.send(b"ready %d" % os.getpid())
    request.connection.close()
    app.start()
    _let_control_end(app)


def _let_control_end(app: Any) -> None:  # noqa: ANN401 - ipykernel says no more
    """Let the thread that was asked to shut down finish while there is somewhere to write to.

    The app closes its outputs first; the thread's last flush would then wait for 10 s.
    """
    if app.control_thread and app.control_thread.is_alive():
        app.control_thread.stop()
        app.control_thread.join()


def _detach(parent: int) -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked to be told
        os._exit(1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _move_in(request: Request) -> None:
    for number, descriptor in enumerate(request.outputs, start=1):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(request.env)
    os.chdir(request.cwd)
    sys.argv = [LAUNCHER, *request.argv]
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # else every child draws the same; `random` reseeds itself
