"""Ways between the pages of a site that is there in several languages.

The pages of the first language lie at the top, those of another in a folder of its name, at the
same places: `150500/report.html` and `en/150500/report.html`. compare.html speaks all languages and
is there once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plancompare.domain.languages import Lang

COMPARE = "compare.html"


@dataclass(frozen=True)
class Ways:
    """Where a page leads to beside the pages of its own language.

    Attributes:
        compare: Address of compare.html in the page's language; what it is to show is put after it.
        languages: Address of the same page in each other language.
    """

    compare: str = ""
    languages: Mapping[Lang, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edition:
    """The site in one of its languages.

    Attributes:
        lang: The language.
        folder: Below the top of the site; empty for the first language.
    """

    lang: Lang
    folder: str = ""

    def place(self, page: str) -> str:
        """A page of this edition, from the top of the site."""
        return f"{self.folder}/{page}" if self.folder else page


def editions(languages: Sequence[Lang]) -> tuple[Edition, ...]:
    """The editions of a site.

    Args:
        languages: Its languages, the first of which lies at the top.
    """
    return tuple(Edition(each, each if place else "") for place, each in enumerate(languages))


def ways(lang: Lang, languages: Sequence[Lang], page: str) -> Ways:
    """Where a page leads to.

    Args:
        lang: Its language.
        languages: All languages of the site, the first of which lies at the top.
        page: The page, from its edition's folder.
    """
    every = {each.lang: each for each in editions(languages)}
    top = "../" * every[lang].place(page).count("/")
    others = {other: top + each.place(page) for other, each in every.items() if other != lang}
    return Ways(f"{top}{COMPARE}#lang={lang}", others)
