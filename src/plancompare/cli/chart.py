"""`plancompare chart`, `compare` and `beside`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare.cli import console
from plancompare.cli.options import (
    CURATED,
    NOTEBOOKS,
    OUTPUT,
    Curated,
    Format,
    Lang,
    Language,
    NotebookFolder,
    Output,
    or_shipped,
)
from plancompare.errors import UsageError
from plancompare.guard.files import told_if_unwritable

if TYPE_CHECKING:
    from plancompare.reports.run.tasks import Task

Indicators = Annotated[
    list[str] | None,
    typer.Option("--indicator", "-i", help="An indicator's id; may be given again."),
]
Plans = Annotated[
    list[str] | None,
    typer.Option("--plan", help="A plan's id, for the chart that shows two: give it twice."),
]
Regions = Annotated[
    str, typer.Option("--regions", help="Codes of the regions to show, with commas between them.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("chart")(chart)
    app.command("compare")(compare)
    app.command("beside")(beside)


def chart(  # noqa: PLR0913 (the options of a command)
    name: Annotated[str, typer.Argument(help="The chart: dumbbell, ranking, heat_table, …")],
    *,
    target: Annotated[Path, typer.Option("--out", "-o", help="A .png or .svg file.")],
    region: Annotated[str, typer.Option("--region", "-r", help="The region it is about.")] = "",
    indicator: Indicators = None,
    regions: Regions = "",
    plan: Plans = None,
    lang: Lang = Language.zh,
    curated: Curated = CURATED,
) -> None:
    """Draw one chart of the dataset, with its source in the picture."""
    if target.suffix not in (".png", ".svg"):
        raise UsageError(f"“{target}” is neither .png nor .svg.", remedy="Name a file of either.")
    from plancompare.dataset import load

    data = load(curated)  # or the command ends here, before what takes a second to import
    from plancompare.charts import CHARTS, Asked, drawn, save
    from plancompare.views.behind import sources_of

    asked = Asked(region, indicator or (), _codes(regions), lang.value, plan or ())
    found = drawn(data, name, asked)
    stated = {"publication", "source_id", "theme_id"}.intersection(found.rows.columns)
    source = sources_of(data, found.rows, lang.value) if stated else ""
    figure = CHARTS[name](found.rows, lang=lang.value, source=source, **found.options)
    with told_if_unwritable(target):
        paths = save(figure, target, [target.suffix[1:]])
    for path in paths:
        console.say(str(path))


def compare(  # noqa: PLR0913 (the options of a command)
    *,
    indicator: Indicators = None,
    regions: Regions = "",
    format_: Format = "html",
    lang: Lang = Language.zh,
    curated: Curated = CURATED,
    output: Output = OUTPUT,
    notebooks: NotebookFolder = NOTEBOOKS,
) -> None:
    """Make a comparison of chosen indicators and regions, as a report of its own."""
    from plancompare.dataset import load

    data = load(curated)
    from plancompare.reports.run.render import files_in
    from plancompare.reports.run.which import Notebooks, comparison_task

    run_on = Notebooks(or_shipped(notebooks, NOTEBOOKS), curated, lang.value, files_in(format_))
    _make(comparison_task(data, run_on, indicator or [], _codes(regions)), output)


def beside(  # noqa: PLR0913 (the options of a command)
    first: Annotated[str, typer.Argument(help="A plan's id; of successive ones the earlier.")],
    second: Annotated[str, typer.Argument(help="The other plan's id.")],
    *,
    format_: Format = "html",
    lang: Lang = Language.zh,
    curated: Curated = CURATED,
    output: Output = OUTPUT,
    notebooks: NotebookFolder = NOTEBOOKS,
) -> None:
    """Set two plans side by side, as a report: one region's successive ones, or two regions'.

    `plancompare query "SELECT source_id, title FROM sources"` lists the plans' ids.
    """
    from plancompare.dataset import load

    data = load(curated)
    from plancompare.reports.run.render import files_in
    from plancompare.reports.run.which import Notebooks, plans_task

    run_on = Notebooks(or_shipped(notebooks, NOTEBOOKS), curated, lang.value, files_in(format_))
    _make(plans_task(data, run_on, first, second), output)


def _make(task: "Task", output: Path) -> None:
    """Make one report and say where it is."""
    from plancompare.reports.run.journal import raise_for_failures
    from plancompare.reports.run.make import Settings
    from plancompare.reports.run.progress import progress
    from plancompare.reports.run.render import render
    from plancompare.reports.run.runner import run as make_reports

    with progress(1, quiet=console.settings.quiet) as watch:
        results = make_reports([task], Settings(str(output), render), watch, jobs=1)
    raise_for_failures(results)
    console.say(f"{results[0].path}/report.html")


def _codes(regions: str) -> list[str]:
    return [code.strip() for code in regions.split(",") if code.strip()]
