"""`plancompare build` and `check`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plancompare.cli import console
from plancompare.cli.options import CURATED, RAW, Curated, Documents, Raw, or_shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from plancompare.build import BuildResult
    from plancompare.quality import Report


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("build")(build_dataset)
    app.command("check")(check)


def build_dataset(raw: Raw = RAW, curated: Curated = CURATED, documents: Documents = None) -> None:
    """Build the dataset from the source folders, check it, and publish it if it passes.

    Until the new dataset is whole and has passed, the one before stays in place.
    """
    build_and_tell(raw, curated, documents)


def build_and_tell(
    raw: Path,
    curated: Path,
    documents: Path | None = None,
    begins: "Callable[[], None]" = lambda: None,
) -> None:
    """Build the dataset and say what was built.

    Args:
        raw: The folder of source folders.
        curated: Where the dataset is to stand.
        documents: A folder of original documents.
        begins: As for `plancompare.build.build`.
    """
    from plancompare.build import build

    result = build(_raw(raw), curated, documents=documents, progress=console.say, begins=begins)
    _tell(result)


def _raw(asked: Path) -> Path:
    raw = or_shipped(asked, RAW)
    if raw != asked:
        console.say(f"There is no {asked} here: the sources that come with plancompare are read")
    return raw


def _tell(result: "BuildResult") -> None:
    rows = ", ".join(f"{count:,} {name}" for name, count in result.rows.items())
    console.say(f"{result.curated}: {rows}")
    flagged = len(result.checks.flagged)
    console.say(f"{len(result.checks.checks) - flagged} checks passed")
    if flagged:
        console.say(
            f"{result.rows['findings']} findings of values that do not fit another; "
            f"{result.curated / 'findings.parquet'} and the data quality report list them"
        )
    counts = result.changes["what"].value_counts()
    told = ", ".join(f"{counts.get(what, 0)} {what}" for what in ("added", "revised", "removed"))
    console.say(f"since the last build: {told}; {result.curated / 'changes.csv'} lists them")
    if len(result.unmatched):
        on_purpose = int(result.unmatched["on_purpose"].sum())
        console.say(
            f"{len(result.unmatched)} figures match no indicator of the catalogue, {on_purpose} of "
            f"them on purpose; {result.curated / 'unmatched.parquet'} and the data quality report "
            "list them with the reasons"
        )


def check(raw: Raw = RAW) -> None:
    """Read the source folders and judge what they would give, without publishing anything."""
    from plancompare.build import make_tables
    from plancompare.quality import validate

    tables = make_tables(_raw(raw), progress=console.say)
    console.say("Checking")
    report = validate(tables)
    _show_checks(report)
    for row in tables["unmatched"].itertuples():
        where = f"row {row.figure_row} {row.figure_column}".rstrip()
        console.show(
            f"no indicator: {row.source_id}, {where}: "
            f"{row.label_printed} = {row.value_printed} ({row.reason})"
        )
    if not report.passed:
        raise report.as_error()


def _show_checks(report: "Report") -> None:
    tables = dict.fromkeys(check.table for check in report.checks)
    for table in tables:
        checks = [check for check in report.checks if check.table == table]
        held = sum(check.passed for check in checks)
        console.show(f"{table}: {held} of {len(checks)} checks hold")
