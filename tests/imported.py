"""What commands import, for the process that `commands.forked` forks from."""

import gc

import duckdb  # noqa: F401

import plancompare.build
import plancompare.charts
import plancompare.cli.app
import plancompare.ingest  # noqa: F401
from plancompare.quality.engine import _great_expectations

_great_expectations()  # as commands do it, without what they do without
gc.freeze()  # no fork looks for garbage in it, and so copies it
