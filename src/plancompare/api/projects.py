"""A project of one's own: sources, notebooks and a place for reports, outside of any clone."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from plancompare.api.examples import example
from plancompare.api.shipped import shipped
from plancompare.errors import UsageError
from plancompare.guard.files import told_if_unwritable
from plancompare.ingest.write import Known, ingest

_EXAMPLE, _REGION = "example-plan", "150600"


def new(folder: str | os.PathLike[str], *, sources: bool = True) -> Path:
    """Make a project: `data/raw` with sources, the notebooks, an example to read in, a README.

    Example:
        >>> there = pc.new(folder / "mine", sources=False)
        >>> sorted(each.name for each in there.iterdir())
        ['README.md', 'data', 'example-plan.docx', 'notebooks', 'reports']

    Args:
        folder: Where; it must be empty or not be there.
        sources: Whether it holds the sources that come with the package (the nation, the
            provinces, some plans), to compare your own with; else only a fictional one.

    Returns:
        The folder. `plancompare lab` opens it, `plancompare run` makes its reports.

    Raises:
        UsageError: The folder is not empty.
        MachineError: It cannot be written.
    """
    home = Path(folder).expanduser().absolute()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise UsageError("the folder is not empty.", where=str(home), remedy="Name a new one.")
    with told_if_unwritable(home):
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".new-", dir=home) as made:  # the whole of it or nothing
            _fill(Path(made), sources=sources)
            for each in Path(made).iterdir():
                each.rename(home / each.name)
    return home


def _fill(home: Path, *, sources: bool) -> None:
    raw = home / "data" / "raw"
    for each in (raw, home / "data" / "curated", home / "reports"):
        each.mkdir(parents=True)
    shutil.copytree(shipped("notebooks"), home / "notebooks", ignore=_only_notebooks)
    if sources:  # fiction does not stand beside facts
        shutil.copytree(shipped("raw"), raw, dirs_exist_ok=True)
    else:
        ingest(example(), raw, known=Known(_REGION, accept=True), name=_EXAMPLE)
    shutil.copy(example(), home / "example-plan.docx")
    readme = Path(__file__).with_name("project.md").read_text(encoding="utf-8")
    (home / "README.md").write_text(readme, encoding="utf-8")


def _only_notebooks(folder: str, names: list[str]) -> list[str]:
    """What of the notebooks' folder is left behind: checkpoints, and what else lies there."""
    return [name for name in names if not name.endswith(".ipynb")]
