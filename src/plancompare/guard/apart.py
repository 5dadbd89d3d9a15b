"""Work on a foreign file, done in a process of its own with limits of time and memory.

Whatever a parser does with a hostile file, its crash, its hunger or its slowness is one failed
document, and says nothing on this process's output. The process is started anew, not forked: it
inherits neither threads nor open files.
"""

import contextlib
import ctypes
import gc
import importlib
import os
import pickle
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from plancompare.errors import DocumentError, PlancompareError
from plancompare.guard.limits import Limits, limits, more

T = TypeVar("T")
_KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_MORE_SECONDS = 5  # for the start of the process
_AT_LEAST = 0.02  # of the time that passes, computing: less is waiting


def apart(function: Callable[..., T], *arguments: object, where: Path) -> T:
    """Call a function in a process of its own.

    Args:
        function: A function of a module. Its process ends when it has returned.
        *arguments: Of it; they and what it returns must be picklable.
        where: The document that it reads, for messages.

    Returns:
        What the function returns.

    Raises:
        PlancompareError: What the function raises.
        DocumentError: If it raises anything else, crashes, takes too long or too much memory.
    """
    bounds = limits()
    called = pickle.dumps((function.__module__, function.__qualname__, arguments, bounds))
    with _started() as (process, answers):
        noise = _waited_for(process, called, where, bounds)
        answers.seek(0)
        answer = answers.read()
    if not answer:
        raise _died(process.returncode, noise, where, bounds)
    returned, failure, trace = pickle.loads(answer)  # noqa: S301 - our own process wrote it
    if failure is None:
        return cast("T", returned)
    failure.add_note(trace)
    raise failure if isinstance(failure, PlancompareError) else _broke(failure, where) from failure


def more_time(seconds: int) -> None:
    """Allow more time for a piece of work that is known to take long, as a page of a scan does.

    Only in a process of `apart`, and there no more than `seconds_more` in all.

    Args:
        seconds: Of computing.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if resource.RLIM_INFINITY not in (soft, hard):
        resource.setrlimit(resource.RLIMIT_CPU, (min(soft + seconds, hard - 1), hard))


def _waited_for(
    process: "subprocess.Popen[bytes]", called: bytes | None, where: Path, bounds: Limits
) -> bytes:
    """What the process said on its standard error until it ended, within its time.

    The system ends what computes too long; here ends what only waits. A busy machine is neither.
    """
    waited, computed = bounds.seconds + _MORE_SECONDS, 0.0
    while True:
        try:
            return process.communicate(called, timeout=waited)[1]
        except subprocess.TimeoutExpired:
            before, computed, called = computed, _computed(process), None
            if computed - before < waited * _AT_LEAST:
                raise _too_slow(where, bounds) from None


def _computed(process: "subprocess.Popen[bytes]") -> float:
    """Seconds of computing of a process and what it started so far."""
    import psutil  # noqa: PLC0415 - only what takes long is looked at

    seconds = 0.0
    with contextlib.suppress(psutil.NoSuchProcess):
        one = psutil.Process(process.pid)
        for each in (one, *one.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                seconds += sum(each.cpu_times()[:4])
    return seconds


@contextlib.contextmanager
def _started() -> Iterator[tuple["subprocess.Popen[bytes]", BinaryIO]]:
    """The process, and the file of its answer; neither outlives this."""
    with contextlib.ExitStack() as stack:
        descriptor = os.memfd_create("answer")
        answers = stack.enter_context(os.fdopen(descriptor, "w+b"))
        process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", __name__, str(descriptor)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[descriptor],
                start_new_session=True,
            )
        )
        try:
            yield process, answers
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # with what it has started


def _too_slow(where: Path, bounds: Limits) -> DocumentError:
    return DocumentError(
        f"reading it took longer than {bounds.seconds} seconds.",
        where=str(where),
        remedy=f"Split it, save it in another format, {more('seconds')}.",
    )


def _died(code: int, noise: bytes, where: Path, bounds: Limits) -> DocumentError:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return _too_slow(where, bounds)
    hungry = b"MemoryError" in noise or b"bad_alloc" in noise or code == -signal.SIGABRT
    if hungry:
        return _too_large(where, bounds)
    return DocumentError(
        f"what reads this format broke on it (code {code}).",
        where=str(where),
        remedy="Open it where it was made and save it anew, or save its text as .txt.",
    )


def _too_large(where: Path, bounds: Limits) -> DocumentError:
    return DocumentError(
        f"reading it takes more than {bounds.memory_mb} MB of memory.",
        where=str(where),
        remedy=f"Split it, {more('memory_mb')}.",
    )


def _broke(failure: Exception, where: Path) -> DocumentError:
    if isinstance(failure, MemoryError):
        return _too_large(where, limits())
    return DocumentError(
        f"it cannot be read ({type(failure).__name__}: {failure}).",
        where=str(where),
        remedy="Save it anew, or as .txt; if it opens elsewhere, please report it with --debug.",
    )


def _serve(descriptor: int) -> None:
    """In the new process: bound it, call the function, hand over what it returned or raised."""
    ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)
    module, name, arguments, bounds = pickle.load(sys.stdin.buffer)  # noqa: S301
    _bound(bounds)
    gc.set_threshold(10_000)  # reading makes much that stays, and few circles
    answer: tuple[object, Exception | None, str]
    try:
        answer = getattr(importlib.import_module(module), name)(*arguments), None, ""
    except Exception as failure:
        answer = None, _portable(failure), traceback.format_exc()
    with os.fdopen(descriptor, "wb") as answers:
        pickle.dump(answer, answers)
    gc.freeze()  # what is left goes with the process, unsearched


def _bound(bounds: Limits) -> None:
    memory = bounds.memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    hard = bounds.seconds + bounds.seconds_more + 1
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(5_000)


def _portable(failure: Exception) -> Exception:
    """A failure that another process can read."""
    try:
        pickle.loads(pickle.dumps(failure))  # noqa: S301
    except Exception:
        return RuntimeError(f"{type(failure).__name__}: {failure}")
    return failure


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
