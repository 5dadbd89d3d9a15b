"""An executed notebook as one self-contained page: no code, no network, nothing of this machine."""

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from plancompare.reports.wording import Lang

if TYPE_CHECKING:
    from jinja2 import Environment
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

_HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def to_html(notebook: "NotebookNode", title: str, lang: Lang) -> str:
    """An executed notebook's outputs as a page.

    Args:
        notebook: As papermill executed it.
        title: The page's title.
        lang: `zh` or `en`.

    Returns:
        One HTML file's text, pictures and style inside it.
    """
    body, _ = _exporter().from_notebook_node(notebook)
    return page("report.html.j2", lang, title=title, body=body, version=version("plancompare"))


def page(template: str, lang: Lang, **values: object) -> str:
    """A page from one of the templates beside this module.

    Args:
        template: The template's file name.
        lang: `zh` or `en`.
        **values: What the template shows; text is escaped, except `body`.

    Returns:
        The page's text.
    """
    from markupsafe import Markup  # noqa: PLC0415

    safe = {"style": Markup(_read("style.css"))}  # noqa: S704 (our own file)
    if "body" in values:
        safe["body"] = Markup(values["body"])  # noqa: S704 (escaped where it was displayed)
    return (
        _templates()
        .get_template(template)
        .render(values | safe | {"language": _HTML_LANGUAGE[lang]})
    )


@cache
def _exporter() -> "HTMLExporter":
    from nbconvert import HTMLExporter  # noqa: PLC0415 (half a second)

    return HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic", exclude_input=True, exclude_output_prompt=True
    )


@cache
def _templates() -> "Environment":
    from jinja2 import DictLoader, Environment  # noqa: PLC0415

    names = ("report.html.j2", "index.html.j2")
    return Environment(loader=DictLoader({name: _read(name) for name in names}), autoescape=True)


def _read(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
