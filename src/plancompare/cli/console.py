"""What the commands say, and where: progress on standard error, results on standard output."""

import sys
import traceback
from dataclasses import dataclass


@dataclass
class Settings:
    """The options that hold for every command."""

    debug: bool = False
    quiet: bool = False


settings = Settings()


def say(line: str) -> None:
    """Tell what is being done; silent with --quiet."""
    if not settings.quiet:
        print(line, file=sys.stderr, flush=True)


def show(line: str) -> None:
    """Print a result."""
    print(line, flush=True)


def fail(line: str, error: BaseException | None = None) -> None:
    """Tell what went wrong; with --debug the traceback too."""
    if error is not None and settings.debug:
        traceback.print_exception(error)
    print(f"plancompare: {line}", file=sys.stderr, flush=True)
