"""The client's side of the warm process: start it, ask it for kernels, hold them."""

import asyncio
import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, Self

SERVER_VARIABLE: Final = "WARMKERNELS_SERVER"
LONGEST_PLACE: Final = 55  # bytes; two directories deeper a socket's path may have 107
START_SECONDS: Final = 60.0


class NoWarmKernelError(Exception):
    """A kernel could not be forked; the message says why. A plain one can be started instead."""


def private_directory(parent: Path | None = None) -> Path:
    """Make a directory for sockets that only this user can enter.

    Args:
        parent: Where; by default the system's place for temporary files, or `/tmp` where that
            place's name is too long for the path of a socket.
    """
    place = str(parent or tempfile.gettempdir())
    if not parent and len(os.fsencode(place)) > LONGEST_PLACE:
        place = "/tmp"  # noqa: S108 - mkdtemp makes it unguessable and private
    return Path(tempfile.mkdtemp(prefix="warmkernels-", dir=place))


def home_of_kernels(spec: Path) -> Path | None:
    """The warm process's directory, if there is one: all that is in it goes when that goes."""
    with contextlib.suppress(NoWarmKernelError):
        home = server_address(spec).parent
        return home if home.is_dir() else None
    return None


class WarmServer:
    """The warm process, owned by this one: it ends with `close`, or when this process ends.

    Returns from its constructor at once: kernels asked for while it still imports will wait.

    Args:
        spec: Folder of the kernelspec: `kernel.json`, and `warm.toml` with what to import.

    Attributes:
        address: Its socket. Other processes share it when `WARMKERNELS_SERVER` names it.
    """

    def __init__(self, spec: Path) -> None:
        self._rehearsed: set[str] = set()
        self.address = private_directory() / "warm"
        kernel = json.loads((spec / "kernel.json").read_text(encoding="utf-8"))
        environment = os.environ | kernel.get("env", {})
        environment.pop("JPY_PARENT_PID", None)  # a kernel's own, should we run in one
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(str(self.address))
            listener.listen(1024)
            self._process = subprocess.Popen(
                [sys.executable, "-m", __package__, str(listener.fileno()), spec],
                stdin=subprocess.PIPE,
                pass_fds=[listener.fileno()],
                env=environment,
                start_new_session=True,  # an interrupt from the keyboard is its owner's to judge
            )

    def rehearse(self, argument: str) -> None:
        """Have the list's `rehearse` called before the next kernel is forked; once an argument.

        Args:
            argument: What it is called with.
        """
        if argument not in self._rehearsed:
            self._rehearsed.add(argument)
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
                line.connect(str(self.address))
                line.send(json.dumps({"rehearse": argument}).encode())

    def close(self) -> None:
        """End the process and with it all its kernels, and remove its directory."""
        self._process.terminate()
        self._process.communicate()
        shutil.rmtree(self.address.parent, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def server_address(spec: Path, argument: str = "") -> Path:
    """Find the warm process: the one the environment names, or this process's own.

    Args:
        spec: As for `WarmServer`, should it have to be started.
        argument: What this process's own is to rehearse; nothing where it is empty.

    Raises:
        NoWarmKernelError: This system cannot fork kernels.
    """
    if sys.platform != "linux":
        raise NoWarmKernelError("kernels are forked on Linux only")
    if address := os.environ.get(SERVER_VARIABLE):
        return Path(address)
    return _own_server(spec, argument).address


_own: dict[Path, WarmServer] = {}  # of this process: one a kernelspec, once it was asked for


def _own_server(spec: Path, argument: str) -> WarmServer:
    if spec not in _own:
        _own[spec] = WarmServer(spec)
        atexit.register(_own[spec].close)
    if argument:
        with contextlib.suppress(OSError):  # it died: whoever asks it for a kernel will be told
            _own[spec].rehearse(argument)
    return _own[spec]


class ForkedKernel:
    """A forked kernel, with what a provisioner uses of `subprocess.Popen`.

    Attributes:
        pid: The kernel's process id, which is its process group's too.
        returncode: As of `Popen`: None while it runs, negative for a signal.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._connection = connection
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        if self.returncode is None:
            try:
                message = self._connection.recv(64)
            except BlockingIOError:
                return None
            except ConnectionError:
                message = b""
            # Nothing but the end of the line: the warm process died, and its kernels with it.
            self.returncode = int(message.removeprefix(b"exit ") or -signal.SIGKILL)
            self._connection.close()
        return self.returncode

    def wait(self) -> int:
        """Wait for the kernel's end and return its exit code."""
        while (code := self.poll()) is None:
            select.select([self._connection], [], [])
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and the processes it started; no matter if it has ended."""
        with contextlib.suppress(OSError):
            self._connection.send(b"%d" % signum)


async def fork_kernel(address: Path, request: dict[str, Any]) -> ForkedKernel:
    """Ask the warm process for a kernel and wait until it is ready to be spoken to.

    Args:
        address: The socket of the warm process.
        request: The fields `argv`, `cwd` and `env` of `child.Request`.

    Raises:
        NoWarmKernelError: The warm process is not there, died, or the fork ended at once.
    """
    with contextlib.ExitStack() as if_it_fails:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if_it_fails.callback(connection.close)
        try:
            connection.connect(str(address))
            socket.send_fds(connection, [json.dumps(request).encode()], [1, 2])
            connection.setblocking(False)
            async with asyncio.timeout(START_SECONDS):
                answer = await asyncio.get_running_loop().sock_recv(connection, 64)
        except OSError as error:
            raise NoWarmKernelError(f"the warm process does not answer ({error!r})") from error
        if not answer.startswith(b"ready "):
            why = answer.decode() or "the warm process ended"
            raise NoWarmKernelError(f"the kernel did not start ({why}), see the messages above")
        if_it_fails.pop_all()
    return ForkedKernel(connection, int(answer.removeprefix(b"ready ")))
