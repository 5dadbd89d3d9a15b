"""The application: its commands, and what its failures look like."""

import atexit
import gc
import os
import sys
from typing import Annotated

import typer

from plancompare.cli import build, chart, console, data, documents, ingest, lab, report, review
from plancompare.cli.ending import code_of
from plancompare.cli.surroundings import be_at_home

app = typer.Typer(
    name="plancompare",
    help="Read regional health plans, compare what they promise, and report on each region.\n\n"
    "First steps: `plancompare run` builds the dataset and a report for each region; open "
    "reports/index.html. `plancompare new DIR` makes a project of your own; `plancompare lab` "
    "opens its notebooks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _options(
    *,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a failure.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")
    ] = False,
) -> None:
    console.settings.debug = debug
    console.settings.quiet = quiet


build.register(app)
report.register(app)
documents.register(app)
ingest.register(app)
review.register(app)
data.register(app)
chart.register(app)
lab.register(app)


def _common_first(words: list[str]) -> list[str]:
    """Options that hold for every command may stand after it as well."""
    common = {"--debug", "--quiet", "-q"}
    return sorted(words, key=lambda word: word not in common)


def _be_quick() -> None:
    """Leave out what takes time at the start and the end of a command and serves none of them."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small tables: threads only cost start-up
    atexit.register(gc.freeze)  # what is left goes with the process, unsearched


def run() -> int:
    """Run a command.

    Returns:
        Its exit code.
    """
    sys.argv[1:] = _common_first(sys.argv[1:])
    _be_quick()
    be_at_home()
    return code_of(_command)


def _command() -> None:
    command = typer.main.get_command(app)
    with command.make_context("plancompare", sys.argv[1:]) as context:
        command.invoke(context)
