"""Pages: a report as one self-contained file, and what all pages of the site share."""

import gzip
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from plancompare.charts.legible import TURNING
from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import (
    Block,
    Cards,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    title_of,
)
from plancompare.reports.blocks.layout import picture_size
from plancompare.reports.files.inline import FONTS, inlined
from plancompare.reports.files.spreadsheet import to_csv, to_xlsx
from plancompare.reports.files.ways import Ways
from plancompare.reports.told.wording import phrases

if TYPE_CHECKING:
    from jinja2 import Environment

_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_TURNS = re.compile(f"[{TURNING}]")
_SCALE = 2.2  # CSS pixels for a point of the chart: its 7-point text is then as large as the page's


@dataclass
class _Section:
    """A heading with what stands below it, as the template and the table of contents need it."""

    id: str
    heading: Heading
    blocks: list[Mapping[str, Any]]


def to_html(blocks: Sequence[Block], lang: Lang, ways: Ways | None = None) -> str:
    """A report as a page: pictures, data, style and script inside it, nothing of the network.

    Args:
        blocks: The report.
        lang: `zh` or `en`.
        ways: Where it leads to; it leads only to the index of its language if none are given.

    Returns:
        One HTML file's text.
    """
    first, *sections = _sections(blocks)
    shown = {"title": title_of(blocks), "first": first, "sections": sections}
    return page("report.html.j2", lang, ways, **shown)


def page(template: str, lang: Lang, ways: Ways | None = None, **values: object) -> str:
    """A page from one of the templates beside this module.

    Args:
        template: The template's file name.
        lang: `zh` or `en`.
        ways: Where it leads to.
        **values: What the template shows, as text: whatever is in it, it is escaped.

    Returns:
        The page's text.
    """
    from markupsafe import Markup  # noqa: PLC0415

    style, script = styled(_read("style.css")), _read("page.js")
    shared = {
        "language": _LANGUAGE[lang],
        "say": phrases(lang),
        "ways": ways or Ways(),
        "languages": _LANGUAGE,
        "version": version("plancompare"),
        "style": Markup(style),  # noqa: S704 (our own file)
        "script": Markup(script),  # noqa: S704 (our own file)
        "style_hash": hash_of(style),
        "script_hash": hash_of(script),
    }
    return _TURNS.sub("", templates().get_template(template).render(shared | values))


def styled(own: str) -> str:
    """A page's own styles, after the colours and fonts of all pages."""
    return f"{_read('shared.css')}{own}".replace("FONTS", FONTS)


def _sections(blocks: Sequence[Block]) -> Iterator[_Section]:
    """The blocks by heading; what stands before the first heading comes under none."""
    current = _Section("top", Heading("", 1), [])
    count = 0
    for block in blocks:
        if not isinstance(block, Heading):
            current.blocks.append(_shown(block))
        elif block.level > 1:
            yield current
            count += 1
            current = _Section(f"section-{count}", block, [])
    yield current


def _shown(block: Block) -> Mapping[str, Any]:
    if isinstance(block, Picture):
        return {"kind": "picture", "picture": block, **_embedded(block)}
    if isinstance(block, TableBlock):
        return {"kind": "table", "table": block}
    if isinstance(block, Cards):
        return {"kind": "cards", "cards": block.cards}
    return {"kind": "sentences", "texts": block.texts if isinstance(block, Sentences) else ()}


def _embedded(picture: Picture) -> Mapping[str, Any]:
    """A picture, and its data as base64, packed where only the page's script unpacks them."""
    from markupsafe import Markup  # noqa: PLC0415

    width, height = (round(each * _SCALE) for each in picture_size(picture))
    svg = inlined(picture.text_svg, picture.name, picture.alt, width, height)
    return {
        "width": width,
        "svg": Markup(svg),  # noqa: S704 (ours; what texts are in it was escaped)
        "csv": _packed(to_csv(picture.data).encode("utf-8-sig")),
        "xlsx": _base64(to_xlsx(picture.data)),
    }


def _packed(data: bytes) -> str:
    return _base64(gzip.compress(data, mtime=0))


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def hash_of(text: str) -> str:
    """What a content security policy calls a style or script that may be used.

    Args:
        text: All that stands between the element's tags.
    """
    return f"'sha256-{_base64(sha256(text.encode()).digest())}'"


@cache
def templates() -> "Environment":
    """The templates of all pages: what they show is escaped, and nothing they ask for may miss."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    loader = PackageLoader("plancompare.reports.files")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
