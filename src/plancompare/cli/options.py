"""The options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from plancompare.api.shipped import shipped
from plancompare.domain.languages import LANGS
from plancompare.domain.languages import Lang as Locale


class Language(StrEnum):
    """The languages of reports and charts."""

    zh = "zh"
    en = "en"


class Languages(StrEnum):
    """The languages of a site: both, with a switch on each page, or one."""

    both = "both"
    zh = "zh"
    en = "en"

    @property
    def all(self) -> tuple[Locale, ...]:
        """The languages, that of the top first."""
        return LANGS if self is Languages.both else tuple(e for e in LANGS if e == self.value)


RAW, CURATED, OUTPUT, NOTEBOOKS = (
    Path("data/raw"),
    Path("data/curated"),
    Path("reports"),
    Path("notebooks"),
)


def or_shipped(folder: Path, usual: Path) -> Path:
    """A folder, or the one that comes with plancompare where there is none here.

    Args:
        folder: The folder that was asked for.
        usual: The one that is meant if none is named.

    Raises:
        MachineError: There is none here, and none came with plancompare.
    """
    return shipped(usual.name) if folder == usual and not folder.is_dir() else folder


Raw = Annotated[Path, typer.Option("--raw", help="The folder of source folders.")]
Curated = Annotated[Path, typer.Option("--curated", help="The folder of the dataset.")]
Documents = Annotated[
    Path | None,
    typer.Option(
        "--documents",
        help="A folder of original documents: those of the sources are found by their hash.",
    ),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Where the reports go.")]
NotebookFolder = Annotated[Path, typer.Option("--notebooks", help="The folder of notebooks.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of what readers see.")]
SiteLanguages = Annotated[
    Languages,
    typer.Option(
        "--lang",
        help="Languages of the reports. Of both, Chinese lies at the top and English in `en/`.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Notebooks run at a time.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        help="html, pdf, docx, pptx, with commas between them; html is always made. When a report "
        "is made anew, its files in formats that are not asked for are removed.",
    ),
]
