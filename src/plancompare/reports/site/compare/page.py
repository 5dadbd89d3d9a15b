"""The page itself: lists that it opens with, packed parts, scripts and styles, in one file."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from markupsafe import Markup

from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.files.html import hash_of, styled, templates
from plancompare.reports.site.compare.choices import opening, wording
from plancompare.reports.site.compare.payload import parts_of, publications_of
from plancompare.reports.told.wording import made_from

VIEWS = ("rank", "trend", "map", "scatter", "pair")
_VENDOR = ("d3.min.js", "plot.min.js", "write-excel-file.min.js")
_SCRIPTS = ("data", "state", "search", "view", "draw", "pair", "table", "copy", "app")


def compare_page(data: Dataset, languages: Sequence[Lang]) -> str:
    """compare.html, with all values that it can show inside it.

    Args:
        data: The dataset.
        languages: The languages of the site, the first of which the page opens in; whatever they
            are, it switches between all.

    Returns:
        The page's text.
    """
    lang, sources = languages[0], publications_of(data)
    scripts = [*(_read("vendor", name) for name in _VENDOR), _own_script()]
    return (
        templates()
        .from_string(_read("compare.html.j2"))
        .render(
            language="zh-CN" if lang == "zh" else "en",
            words=wording()[lang],
            version=version("plancompare"),
            views=VIEWS,
            style=Markup(styled(_read("compare.css"))),  # noqa: S704 (our own file)
            scripts=[Markup(each) for each in scripts],  # noqa: S704 (our own files)
            script_hashes=Markup(" ".join(hash_of(each) for each in scripts)),  # noqa: S704 (base64)
            meta=inert(opening(data, sources, languages)),
            parts=[(name, Markup(packed)) for name, packed in parts_of(data, sources)],  # noqa: S704 (base64)
            made_from=made_from(data.hash, lang),
        )
    )


def _own_script() -> str:
    own = "\n".join(_read("script", f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{own}\n}})();'


@cache
def _read(*names: str) -> str:
    return files(__package__).joinpath(*names).read_text(encoding="utf-8")


def inert(content: object) -> Markup:
    """Content as JSON that cannot end the script element that holds it."""
    text = json.dumps(content, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (no mark of HTML is left in it)
