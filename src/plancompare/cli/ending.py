"""How a command ends: each kind of failure with one line and its documented exit code."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator

import typer

from plancompare.cli import console
from plancompare.errors import INTERRUPTED, MachineError, PlancompareError, UsageError

BUG = 70
# what the machine refuses, and no code of ours can help
_REFUSALS = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO,
    errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR,
    errno.EISDIR, errno.EAGAIN,
}  # fmt: skip


def code_of(command: Callable[[], object]) -> int:
    """Run a command and tell of its failure.

    Args:
        command: Prints its results on standard output.

    Returns:
        Its exit code.
    """
    try:
        with _reader_may_leave():
            command()
            sys.stdout.flush()
    except PlancompareError as error:
        console.fail(str(error), error)
        return error.exit_code
    except typer.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort) as error:
        console.fail("stopped; what was whole before is whole still.", error)
        return INTERRUPTED
    except (OSError, MemoryError) as error:
        return _refused(error)
    except Exception as error:
        return _misused(error) if hasattr(error, "format_message") else _failed(error)
    return 0


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """It is no failure if whoever reads the results has seen enough: `| head`."""
    try:
        yield
    except BrokenPipeError:
        _close_output()


def _close_output() -> None:
    """Send what is still to be printed nowhere: it cannot be written, at the end neither."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _refused(error: OSError | MemoryError) -> int:
    if isinstance(error, OSError) and error.errno not in _REFUSALS:
        return _failed(error)
    refusal = _as_refusal(error)
    with contextlib.suppress(OSError, ValueError):
        _close_output()
    console.fail(str(refusal), error)
    return refusal.exit_code


def _as_refusal(error: OSError | MemoryError) -> MachineError:
    if isinstance(error, MemoryError):
        return MachineError("there is not enough memory.", remedy="Close other programs.")
    return MachineError(
        f"the machine refuses: {error.strerror or error}.",
        where=str(error.filename or ""),
        remedy="Make room or give permission, then run again; what was whole before is whole "
        "still.",
    )


def _misused(error: Exception) -> int:
    """The words of the command line were off, as its library found."""
    message = str(getattr(error, "message", "")) or str(error)
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(context.get_help() if context else message, file=sys.stderr)
        return UsageError.exit_code
    named = context.command_path if context else "plancompare"
    said = error.format_message() if hasattr(error, "format_message") else message
    told = said[:1].lower() + said[1:].rstrip(".")
    console.fail(str(UsageError(f"{told}.", remedy=f"`{named} --help` tells more.")), error)
    return UsageError.exit_code


def _failed(error: Exception) -> int:
    """A bug of ours: say so, and how to tell us."""
    failure = PlancompareError(
        f"an unexpected failure ({type(error).__name__}: {error}).",
        remedy="Please report it with the output of the same command with --debug.",
    )
    console.fail(str(failure), error)
    return BUG
