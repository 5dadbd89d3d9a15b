"""What the commands say, and where: progress on standard error, results on standard output."""

import contextlib
import sys
import traceback
from dataclasses import dataclass

from plancompare.errors import plain_text


@dataclass
class Settings:
    """The options that hold for every command."""

    debug: bool = False
    quiet: bool = False


settings = Settings()


def say(line: str) -> None:
    """Tell what is being done; silent with --quiet."""
    if not settings.quiet:
        print(plain_text(line), file=sys.stderr, flush=True)


def show(line: str) -> None:
    """Print a result; what a document says in it is text, and acts on no terminal."""
    print(plain_text(line), flush=True)


def fail(line: str, error: BaseException | None = None) -> None:
    """Tell what went wrong; with --debug the traceback too."""
    if error is not None and settings.debug:
        traceback.print_exception(error)
    with contextlib.suppress(OSError):  # nowhere to tell it: the exit code does
        print(f"plancompare: {plain_text(line)}", file=sys.stderr, flush=True)
