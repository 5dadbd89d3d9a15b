"""The command line: a thin door to the library."""

import signal
from typing import NoReturn

from plancompare.errors import INTERRUPTED


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> NoReturn:
    """Run the command line; every failure ends with its documented exit code."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        from plancompare.cli.app import run
    except KeyboardInterrupt:  # before there is anything that could be half done
        raise SystemExit(INTERRUPTED) from None
    raise SystemExit(run())
