"""The command line: a thin door to the library."""

from plancompare.cli.app import main

__all__ = ["main"]
