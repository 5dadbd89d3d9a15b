"""`plancompare ingest`."""

import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare.cli import console
from plancompare.cli.documents import show_misses
from plancompare.cli.options import RAW, Raw
from plancompare.errors import PlancompareError, UsageError

if TYPE_CHECKING:
    from plancompare.ingest import Ingested, Question


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command("ingest")(ingest)


def ingest(  # noqa: PLR0913 (the options of a command)
    file: Annotated[Path, typer.Argument(help="A plan, in any format that `extract` reads.")],
    *,
    region: Annotated[
        str, typer.Option("--region", help="Its region by name or GB/T 2260 code: 通辽, 150500.")
    ] = "",
    said: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="What you know of it, as KEY=VALUE: title, region, period (2021-2025), kind, "
            "issuer, issued (2021-12-31), number, status.",
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take what is guessed without being asked.")
    ] = False,
    name: Annotated[str, typer.Option("--name", help="The source folder's name.")] = "",
    raw: Raw = RAW,
) -> None:
    """Make a source folder of a document, and list what a person should look at.

    What the document does not surely tell of itself is asked on a terminal, and listed elsewhere.
    A folder that is there already is left as it is; the difference is shown instead.
    """
    from plancompare.ingest import Known, NotTold
    from plancompare.ingest import ingest as make
    from plancompare.regions.naming import resolve_region

    code = resolve_region(region).code if region else ""
    known = Known(code, _entries(said or []), accept)
    try:
        result = make(file, raw, known=known, name=name, ask=_ask if _is_terminal() else None)
    except NotTold as error:
        for each in error.questions:
            console.show(f"not sure: {each.key}: {_shown(each)} ({each.why})")
        raise
    _show(result, file)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty() and not console.settings.quiet


def _entries(said: Sequence[str]) -> Mapping[str, object]:
    from plancompare.ingest import entries_of

    entries: dict[str, object] = {}
    for each in said:
        key, equals, answer = each.partition("=")
        if not equals:
            raise UsageError(f"“{each}” is no answer.", remedy="Write --set KEY=VALUE.")
        entries |= entries_of(key.strip(), answer)
    return entries


def _ask(questions: "Sequence[Question]") -> Mapping[str, object]:
    """Ask on the terminal; Enter takes the guess."""
    entries: dict[str, object] = {}
    for each in questions:
        console.say(f"{each.key}: {each.why}")
        while each.key not in entries and not (each.key == "period" and "first_year" in entries):
            entries |= _answer(each)
    return entries


def _answer(question: "Question") -> Mapping[str, object]:
    from plancompare.ingest import entries_of

    shown = _shown(question) if question.guess else None
    answer = typer.prompt(f"  {question.key}", default=shown, err=True)
    try:
        return entries_of(question.key, question.guess if answer == shown else answer)
    except PlancompareError as error:
        console.fail(str(error))
        return {}


def _shown(question: "Question") -> str:
    """The guess as a person knows it; a region by its name as well."""
    from plancompare.regions import region

    if question.key == "region" and question.guess:
        return f"{question.guess} {region(question.guess).full_name}"
    return question.guess or "?"


def _show(result: "Ingested", file: Path) -> None:
    for key, value in result.guess.meta.items():
        sure = result.guess.sure.get(key, 1.0)
        console.show(f"{key}: {value}" + (f"  ({sure:.0%} sure)" if sure < 1 else ""))
    for doubt in result.guess.doubts:
        console.show(f"to look at: {doubt}")
    if result.difference:
        made_of = " (made of another document)" if result.of_another else ""
        there = f"{result.folder} was there already{made_of}"
        console.show(f"{there} and is left as it is; the difference:")
        show_misses(result.difference, result.confirmed)
    else:
        _show_doubts(result)
    if result.of_another:
        console.say("to make a folder of this one: the same command with --name NAME")
    else:
        console.say(f"to review it: {_review_command(result.folder, file)}")


def _show_doubts(result: "Ingested") -> None:
    for figure in result.doubtful:
        unknown = "no indicator of this name" if not figure.indicator_id else ""
        sure = f"{figure.confidence:.0%} sure"
        reasons = "; ".join(figure.doubts) or unknown or sure
        console.show(
            f"to look at: {figure.label} = {figure.value_printed} ({reasons}): “{figure.quote}”"
        )
    for each in result.unread:
        console.show(f"to look at: {each.label} {each.printed} (value not understood)")
    for note in result.notes:
        console.show(f"to look at: {note}")
    looked_at = len(result.doubtful) + len(result.unread) + len(result.notes)
    console.say(f"{result.folder}: {len(result.figures)} figures, {looked_at} to look at")


def _review_command(folder: Path, file: Path) -> str:
    return shlex.join(["plancompare", "review", str(folder), "--documents", str(file)])
