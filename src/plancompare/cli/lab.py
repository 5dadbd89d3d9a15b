"""`plancompare new` and `lab`: a project of one's own, and JupyterLab in it."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from plancompare.cli import console

WELCOME = "00_welcome.ipynb"
# without the grammars that `reports/run` leaves out: it starts two seconds sooner
JUPYTERLAB = (
    "import sys; sys.modules['rfc3987_syntax'] = None; "
    "from jupyterlab.labapp import main; sys.exit(main())"
)
MADE = "plancompare-project"  # what a project is called that is made because there is none


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command("new")(new)
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command("lab", context_settings=passed_on)(lab)


def new(
    folder: Annotated[Path, typer.Argument(help="Where; it must be empty or not be there.")],
    *,
    empty: Annotated[
        bool,
        typer.Option(
            "--empty", help="Only a fictional source, not those that come with the package."
        ),
    ] = False,
) -> None:
    """Make a project of your own: sources, notebooks to change, a place for reports.

    In it `plancompare lab` opens the notebooks, and `plancompare run` makes every report.
    """
    from plancompare.api.projects import new as make

    home = make(folder, sources=not empty)
    console.say(f"{home}: `plancompare lab {folder}` opens it; README.md says what is where.")


def lab(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A project, or a folder in one.")] = Path(),
    *,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    port: Annotated[int, typer.Option("--port", help="Of the server; any unless given.")] = 0,
) -> None:
    """Open JupyterLab on the welcome page.

    The dataset is built first where there is none. Where there is no project one is made. Further
    options go to JupyterLab.
    """
    # JupyterLab's options are no options of ours: the first may have been taken for the folder
    given = [str(folder), *context.args]
    passed_on = [word for word in given if word.startswith("-")]
    home = ready(next((Path(word) for word in given if word not in passed_on), Path()))
    words = [
        f"--ServerApp.root_dir={home}",
        f"--LabApp.default_url=/lab/tree/notebooks/{WELCOME}",
        *([] if browser else ["--no-browser"]),
        *([f"--port={port}"] if port else []),
        *passed_on,
    ]
    os.execv(sys.executable, [sys.executable, "-c", JUPYTERLAB, *words])  # noqa: S606 (no shell)


def ready(folder: Path) -> Path:
    """The project of a folder, with its dataset and the notebooks that it lacks.

    Args:
        folder: Of a project or in one; a project is made in it where there is none.

    Returns:
        The project's folder.
    """
    from plancompare.api.opening import project
    from plancompare.api.projects import new as make
    from plancompare.api.shipped import shipped

    home = project(folder)
    if home is None:
        home = make(folder / MADE)
        console.say(f"{home}: there is no project here, so one was made.")
    if not (home / "data" / "curated" / "manifest.json").is_file():
        from plancompare.cli.build import build_dataset

        build_dataset(home / "data" / "raw", home / "data" / "curated")
    own = home / "notebooks"
    own.mkdir(exist_ok=True)
    for each in shipped("notebooks").glob("*.ipynb"):
        if not (own / each.name).exists():
            shutil.copy(each, own)
    return home
