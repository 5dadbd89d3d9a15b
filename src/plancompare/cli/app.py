"""The application: its commands, and what its failures look like."""

import atexit
import gc
import os
import sys
from typing import Annotated, NoReturn

import typer

from plancompare.cli import build, chart, console, data, documents, report
from plancompare.errors import PlancompareError

INTERRUPTED = 130
BUG = 70

app = typer.Typer(
    name="plancompare",
    help="Read regional health plans, compare what they promise, and report on each region.\n\n"
    "First steps: `plancompare run` builds the dataset and a report for each region; open "
    "reports/index.html.",
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
data.register(app)
chart.register(app)


def _common_first(words: list[str]) -> list[str]:
    """Options that hold for every command may stand after it as well."""
    common = {"--debug", "--quiet", "-q"}
    return sorted(words, key=lambda word: word not in common)


def _be_quick() -> None:
    """Leave out what takes time at the start and the end of a command and serves none of them."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small tables: threads only cost start-up
    # JupyterLab's grammars of IRIs: jsonschema builds them for a second, to check what we have not.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type] # as if not installed
    atexit.register(gc.freeze)  # what is left goes with the process, without being looked through


def main() -> NoReturn:
    """Run the command line; every failure ends with its documented exit code."""
    sys.argv[1:] = _common_first(sys.argv[1:])
    _be_quick()
    try:
        app()
        sys.exit(0)
    except PlancompareError as error:
        console.fail(str(error), error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt as error:
        console.fail("stopped; what was whole before is whole still.", error)
        sys.exit(INTERRUPTED)
    except Exception as error:  # a bug of ours: say so, and how to tell us
        console.fail(f"an unexpected failure ({type(error).__name__}: {error}).", error)
        console.fail("Please report it with the output of the same command with --debug.")
        sys.exit(BUG)
