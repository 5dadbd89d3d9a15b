"""`plancompare review` and `agreement`."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare.cli import console
from plancompare.cli.options import Lang, Language

if TYPE_CHECKING:
    from plancompare.reviewing.desk import Progress


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("review")(review)
    app.command("agreement")(agreement)


def review(
    source: Annotated[str, typer.Argument(help="A source folder, or the name of one in data/raw.")],
    *,
    documents: Annotated[
        Path | None,
        typer.Option("--documents", help="Its document, or a folder in which that is found."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who reviews; usually your login name.")] = "",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page, or only name it.")
    ] = True,
    lang: Lang = Language.zh,
) -> None:
    """Hold a source's figures beside its document, and confirm, correct, reject or add them.

    The page is for this machine alone. Every decision is written to figures.csv at once, and who
    made it and when to review.jsonl beside it. `q` on the page ends it.
    """
    from plancompare.reviewing import review as begin

    with begin(source, documents=documents, by=by, lang=lang.value) as opened:
        console.show(opened.address)
        if browser:
            webbrowser.open(opened.address)
        opened.wait()
        console.say(f"{opened.folder}: {_told(opened.progress)}")


def _told(progress: "Progress") -> str:
    return f"{progress.done} of {progress.total} reviewed, {progress.doubtful} doubtful left"


def agreement(
    first: Annotated[Path, typer.Argument(help="A source folder, or its review.jsonl.")],
    second: Annotated[Path, typer.Argument(help="Another person's of the same document.")],
) -> None:
    """Set two people's reviews of one document side by side: agreement and Cohen's kappa."""
    from plancompare.reviewing.agreement import agreement as compare

    found = compare(first, second)
    for each in found.differences:
        cells = each.figure
        figure = f"{cells['label']} {cells['value']} {cells['year']} {cells['role']}"
        console.show(f"{figure}: {each.verdicts[0]} | {each.verdicts[1]}")
    beyond_chance = "not defined (one verdict throughout)"
    kappa = beyond_chance if found.kappa is None else f"{found.kappa:.3f}"
    console.show(f"{found.same} of {found.both} figures judged alike, Cohen's kappa {kappa}")
    if any(found.only):
        console.say(
            f"judged by one only: {found.only[0]} by the first, {found.only[1]} by the other"
        )
