"""`plancompare query`, `gaps`, `export` and `indicators`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from plancompare.cli import console
from plancompare.cli.options import CURATED, Curated
from plancompare.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("query")(query)
    app.command("gaps")(gaps)
    app.command("export")(export)
    app.command("indicators")(indicators)


def query(
    sql: Annotated[str, typer.Argument(help="One SELECT statement over the dataset's tables.")],
    *,
    rows: Annotated[int, typer.Option("--rows", min=1, help="The most rows to show.")] = 10_000,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="The longest it may take.")
    ] = 60,
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let the question read and write other files.")
    ] = False,
    curated: Curated = CURATED,
) -> None:
    """Answer a question in SQL over the dataset (DuckDB), as a Markdown table.

    The tables are observations, gaps, sources, regions, indicators, measures and the others of
    the codebook. A question can read and write nothing else unless --allow-files is given.
    """
    from plancompare.dataset.markdown import as_markdown
    from plancompare.dataset.query import query as ask

    answer = ask(curated, sql, seconds=seconds, rows=rows + 1, allow_files=allow_files)
    console.show(as_markdown(answer.head(rows)))
    if len(answer) > rows:
        console.say(f"the first {rows:,} rows are shown; --rows shows more")


def gaps(
    target: Annotated[Path, typer.Argument(help="A .csv or .parquet file.")],
    as_of: Annotated[
        int | None, typer.Option("--as-of", help="Look from this year: later actuals are not used.")
    ] = None,
    curated: Curated = CURATED,
) -> None:
    """Write the gap table, as it stands or as it stood in a year.

    Every target with its baseline, the latest actual, gap, needed pace and status; with --as-of
    2023 from what is known of the years up to 2023, when targets for years before it are due.
    """
    if target.suffix not in {".csv", ".parquet"}:
        raise UsageError(f"“{target}” is neither .csv nor .parquet.", remedy="Name either.")
    import pyarrow as pa

    from plancompare.analysis import few_events, gap_table_from_parquet, plan_starts
    from plancompare.dataset import load
    from plancompare.dataset.exports import refuse_dataset, write_arrow
    from plancompare.dataset.schema import schemas

    data = load(curated)
    refuse_dataset(target, data)
    table = gap_table_from_parquet(
        data.file("observations.parquet"),
        data.indicators,
        as_of=data.as_of if as_of is None else as_of,
        plan_starts=plan_starts(data.sources),
        too_few=few_events(data.observations, data.regions),
    )
    write_arrow(pa.Table.from_pandas(schemas()["gaps"].frame(table), preserve_index=False), target)
    console.say(str(target))


def export(
    target: Annotated[Path, typer.Argument(help="A folder, or a .xlsx file.")],
    form: Annotated[
        Literal["tables", "release"],
        typer.Option("--format", help="Tables alone, or a release that others can use and cite."),
    ] = "tables",
    since: Annotated[
        Path | None, typer.Option("--since", help="The folder of the release before.")
    ] = None,
    curated: Curated = CURATED,
) -> None:
    """Write the dataset for other tools: CSV files with a datapackage.json, or one workbook.

    A release holds Parquet and CSV with their data packages, codebook, citation, licence notes by
    source, and what changed since the release before.
    """
    from plancompare.dataset.exports import export_csv, export_xlsx
    from plancompare.dataset.release import export_release

    if form == "release":
        console.say(f"{target}: release {export_release(curated, target, since)}")
    elif target.suffix == ".xlsx":
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
