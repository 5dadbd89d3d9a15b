"""`plancompare query`, `export` and `indicators`."""

from pathlib import Path
from typing import Annotated

import typer

from plancompare.cli import console
from plancompare.cli.options import CURATED, Curated
from plancompare.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("query")(query)
    app.command("export")(export)
    app.command("indicators")(indicators)


def query(
    sql: Annotated[str, typer.Argument(help="One SELECT statement over the dataset's tables.")],
    curated: Curated = CURATED,
) -> None:
    """Answer a question in SQL over the dataset (DuckDB), as a Markdown table.

    The tables are observations, gaps, sources, regions, indicators, measures and the others of
    the codebook.
    """
    from plancompare.dataset.markdown import as_markdown
    from plancompare.dataset.query import query as ask

    console.show(as_markdown(ask(curated, sql)))


def export(
    target: Annotated[Path, typer.Argument(help="A folder for CSV files, or a .xlsx file.")],
    curated: Curated = CURATED,
) -> None:
    """Write the dataset for other tools: CSV files with a datapackage.json, or one workbook."""
    from plancompare.dataset.exports import export_csv, export_xlsx

    if target.suffix == ".xlsx":
        export_xlsx(curated, target)
        console.say(str(target))
    elif target.suffix:
        raise UsageError(
            f"“{target.suffix}” is not a format of export.",
            remedy="Name a folder for CSV files, or a file that ends in .xlsx.",
        )
    else:
        for path in export_csv(curated, target):
            console.say(str(path))


def indicators(
    words: Annotated[str, typer.Argument(help="Part of a name or id.")] = "",
) -> None:
    """List the catalogue's indicators: id, names, unit."""
    from plancompare.catalogue import catalogue

    for entry in catalogue().values():
        line = f"{entry.id}  {entry.name_zh}  {entry.name_en}  ({entry.unit})"
        if words.lower() in line.lower():
            console.show(line)
