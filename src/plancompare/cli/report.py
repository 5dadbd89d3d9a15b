"""`plancompare report` and `run`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare.cli import build, console
from plancompare.cli.options import (
    CURATED,
    NOTEBOOKS,
    OUTPUT,
    RAW,
    Curated,
    Format,
    Jobs,
    Languages,
    NotebookFolder,
    Output,
    Raw,
    SiteLanguages,
    or_shipped,
)
from plancompare.errors import UsageError

if TYPE_CHECKING:
    from plancompare.dataset import Dataset
    from plancompare.reports.run.make import Result
    from plancompare.reports.run.tasks import Task
    from plancompare.reports.run.which import Notebooks

Regions = Annotated[
    list[str] | None,
    typer.Option("--region", "-r", help="A region's GB/T 2260 code; may be given again."),
]
Cluster = Annotated[
    str,
    typer.Option("--cluster", help="A Dask scheduler's address, or `local` to start one here."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("report")(report)
    app.command("run")(run)


def report(  # noqa: PLR0913 (the options of a command)
    *,
    region: Regions = None,
    all_: Annotated[bool, typer.Option("--all", help="Every report of the dataset.")] = False,
    format_: Format = "html",
    jobs: Jobs = 2,
    lang: SiteLanguages = Languages.both,
    redo: Annotated[bool, typer.Option("--redo", help="Also what did not change.")] = False,
    cluster: Cluster = "",
    curated: Curated = CURATED,
    output: Output = OUTPUT,
    notebooks: NotebookFolder = NOTEBOOKS,
) -> None:
    """Make reports from the dataset: of some regions, or all of them with the index.

    Only what changed is made again. One report that fails does not stop the others; the command
    then ends with exit code 6 and names it.
    """
    if bool(region) == all_:
        raise UsageError("name one or more regions with --region, or ask for --all.")
    from plancompare.dataset.load import load, texts_held_plainly

    data = load(curated)
    if not cluster and (
        redo or not all((output / each).exists() for each in region or ["index.html"])
    ):
        from plancompare.kernels import MANY, start_warming

        # There is something to make for sure: no need to wait for our imports.
        start_warming(curated, len(region) * len(lang.all) if region else MANY)
    from plancompare.reports.run.journal import counted, raise_for_failures
    from plancompare.reports.run.make import Settings
    from plancompare.reports.run.progress import progress
    from plancompare.reports.run.render import AHEAD, files_in, render
    from plancompare.reports.run.runner import run as make_reports
    from plancompare.reports.run.which import Notebooks
    from plancompare.reports.site.index import write_compare, write_site

    files, languages = files_in(format_), lang.all
    with texts_held_plainly():
        folder = or_shipped(notebooks, NOTEBOOKS)
        compare = partial(write_compare, data, output, languages)
        settings = Settings(str(output), render, ahead=AHEAD, meanwhile=compare)
        tasks = [
            task
            for each in languages
            for task in _tasks(data, Notebooks(folder, curated, each, files, languages), region)
        ]
        with progress(len(tasks), quiet=console.settings.quiet) as watch:
            results = make_reports(tasks, settings, watch, jobs=jobs, cluster=cluster, redo=redo)
        index = write_site(data, output, languages)
    _show(results)
    console.say(f"{counted(results)}: {index}")
    raise_for_failures(results)


def _tasks(data: "Dataset", run_on: "Notebooks", region: Regions) -> "list[Task]":
    """The reports of some regions, or all."""
    from plancompare.reports.run.which import all_tasks, region_task

    return (
        [region_task(data, each, run_on) for each in region] if region else all_tasks(data, run_on)
    )


def _show(results: "list[Result]") -> None:
    from rich.console import Console

    from plancompare.reports.run.journal import table

    made = [result for result in results if result.status != "unchanged"]
    if made and not console.settings.quiet:
        Console(stderr=True).print(table(results))


def run(  # noqa: PLR0913 (the options of a command)
    *,
    format_: Format = "html",
    jobs: Jobs = 2,
    lang: SiteLanguages = Languages.both,
    raw: Raw = RAW,
    curated: Curated = CURATED,
    output: Output = OUTPUT,
) -> None:
    """Build the dataset and make every report that changed: the whole job."""
    from plancompare.kernels import start_warming

    build.build_and_tell(raw, curated, begins=start_warming)  # reports will be to make
    report(all_=True, format_=format_, jobs=jobs, lang=lang, curated=curated, output=output)
