"""The codebook: the catalogue as a page that a researcher reads, in both languages."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from plancompare.catalogue import catalogue
from plancompare.domain.vocabulary import meaning


def codebook() -> str:
    """The codebook as Markdown.

    Returns:
        A page with a chapter for each domain, in the catalogue's order, and in it a section for
        each indicator that bears its id as an anchor.
    """
    entries = catalogue()
    chapters = [
        {
            "domain": domain,
            "entries": [entry for entry in entries.values() if entry.domain == domain.id],
        }
        for domain in entries.domains.values()
    ]
    text = (files(__package__) / "codebook.md.j2").read_text(encoding="utf-8")
    pages = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 (Markdown)
    pages.filters["figure"] = "{:,.10g}".format
    return pages.from_string(text).render(
        entries=entries, chapters=chapters, looked_for=entries.looked_for, both=_both
    )


def _both(column: str, value: str) -> str:
    """What a value of a column of the table `indicators` means, in both languages."""
    zh, en = meaning("indicators", column, value, "zh"), meaning("indicators", column, value, "en")
    return zh if zh == en else f"{zh} · {en}"
