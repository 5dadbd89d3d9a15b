"""Sphinx: the documentation site (`make docs`). Pages are Markdown; the reference is docstrings."""

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

from plancompare.catalogue import Catalogue, catalogue
from plancompare.dataset.codebook import codebook

DOCS = Path(__file__).parent
PROJECT = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = PROJECT["name"]
release = PROJECT["version"]
author = "The plancompare developers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
myst_heading_anchors = 3
exclude_patterns = ["_site", "codebook.md"]  # the pages below indicators/ hold what it holds
if tags.has("quick"):  # noqa: F821 - Sphinx gives it
    exclude_patterns.append("indicators/*_*.md")
    extensions.remove("sphinx.ext.viewcode")
suppress_warnings = ["myst.xref_missing"]  # links to files of the repository, see below
html_theme = "basic" if tags.has("quick") else "furo"  # noqa: F821
html_title = "plancompare"
html_show_copyright = False
autodoc_typehints = "description"
nitpicky = False

_SECTION = re.compile(r'<a id="(\w+)"></a>\n### (.*?)\n(.*?)(?=\n<a id="|\Z)', re.DOTALL)
_LINK = re.compile(r"\]\(#(\w+)\)")


def indicator_pages(_app: Sphinx) -> None:
    """A page for each indicator of the catalogue, and one that leads to them all.

    They stand in no toctree: each page would carry the whole list at its side, and take a second.
    """
    folder = DOCS / "indicators"
    folder.mkdir(exist_ok=True)
    known = catalogue()
    for name, title, text in _SECTION.findall(codebook()):
        linked = _LINK.sub(r"](\1.md)", text)
        _write(folder / f"{name}.md", f"---\norphan: true\n---\n# {title}\n{linked}")
    chapters = [_chapter(name, known) for name in known.domains]
    _write(folder / "index.md", "# 指标 · Indicators\n\n" + "\n".join(chapters))


def _chapter(domain: str, known: Catalogue) -> str:
    shown = known.domains[domain]
    entries = [each for each in known.values() if each.domain == domain]
    links = [f"- [{each.name_zh} · {each.name_en}]({each.id}.md)" for each in entries]
    return f"## {shown.name_zh} · {shown.name_en}\n\n" + "\n".join(links) + "\n"


def _write(path: Path, text: str) -> None:
    """Leave a page alone that is as it should be: it is then not read again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Make the pages before Sphinx looks for them."""
    app.connect("config-inited", lambda app, _config: indicator_pages(app))
