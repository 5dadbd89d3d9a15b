"""A report as PDF by typst: text that can be selected, page numbers, contents, no network."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from plancompare.charts.theme import font_family, font_path
from plancompare.domain.languages import Lang
from plancompare.errors import ReportError
from plancompare.reports.blocks.content import (
    Block,
    Heading,
    Picture,
    TableBlock,
    bundle,
    title_of,
)
from plancompare.reports.blocks.layout import (
    RUNNING,
    fitted_widths,
    footed,
    picture_size,
    rows_of,
    sections,
    shortened,
    untitled,
)
from plancompare.reports.blocks.parts import said_once
from plancompare.reports.told.wording import phrases

if TYPE_CHECKING:
    from typst import Fonts

_NAMELESS = "plancompare"
_HALF_PAGE = 240.0  # points: a picture up to here stands beside another
_UPRIGHT, _ACROSS = 493.0, 739.0  # points between the margins of report.typ
_DOWN, _CAPTION = 740.0, 34.0  # points that report.typ fits into a page, and of a caption
_SIZE, _PADDING = 8.0, 6.0  # points: of a table's text, and what its cells keep free
_PORTRAIT = 180  # half-width characters: one and a half lines of a page in 8 points
_CITED = 2000  # of a citation
_DISPLAYED = 400  # of a heading or caption: more would fill pages


def to_pdf(
    blocks: Sequence[Block], lang: Lang, *, contents: bool = True, across: bool = False
) -> bytes:
    """A report as PDF, its Chinese font embedded as a subset.

    It is PDF/UA, which screen readers can read, unless a text holds what that does not allow:
    characters that no font has are shown as boxes then.

    Args:
        blocks: The report.
        lang: `zh` or `en`.
        contents: Whether it begins with a list of its contents.
        across: Whether all of its pages lie on their side.

    Returns:
        The file; the same for the same report.

    Raises:
        ReportError: If typst cannot set it.
    """
    from typst import TypstError  # noqa: PLC0415 - only for this format

    report = json.dumps(_report(blocks, lang, contents, across), ensure_ascii=False)
    try:
        return _compile(report, "ua-1")
    except TypstError:  # a character that the font lacks, for instance: PDF/UA is stricter
        pass
    try:
        return _compile(report, "1.7")
    except TypstError as error:
        raise ReportError(f"the PDF could not be set: {error.message}.") from error


def _compile(report: str, standard: Literal["ua-1", "1.7"]) -> bytes:
    from typst import compile as set_type  # noqa: PLC0415

    return set_type(
        (files(__package__) / "templates" / "report.typ").read_bytes(),
        sys_inputs={"report": report},
        font_paths=fonts(),
        format="pdf",
        pdf_standards=standard,
        timestamp=0,
    )


@cache
def fonts() -> "Fonts":
    """The fonts that PDFs are set in, whatever else this machine has."""
    from typst import Fonts  # noqa: PLC0415

    return Fonts(include_system_fonts=False, font_paths=[font_path().parent])


def _report(blocks: Sequence[Block], lang: Lang, contents: bool, across: bool) -> dict[str, Any]:
    title = title_of(blocks) or _NAMELESS
    body, foot = footed(blocks)
    parts = sections(said_once(_stepwise(body)), -1 if across else _PORTRAIT)
    return {
        "title": shortened(title, _DISPLAYED),
        "running": shortened(title, RUNNING),
        "made_from": foot,
        "font": font_family(),
        "lang": lang,
        "region": "cn" if lang == "zh" else None,
        "say": phrases(lang)["print"],
        "contents": contents,
        "across": across,
        "sections": [
            {
                "wide": wide,
                "blocks": [
                    each
                    for _, section in group
                    for each in _set(section, _ACROSS if wide else _UPRIGHT)
                ],
            }
            for wide, group in groupby(parts, itemgetter(0))
        ],
    }


def _stepwise(blocks: Iterable[Block]) -> Iterator[Block]:
    """No heading more than a level below the one before it: PDF/UA allows no gaps."""
    level = 1
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            yield replace(block, level=level)
        else:
            yield block


def _set(blocks: Iterable[Block], room: float) -> Iterator[dict[str, Any]]:
    """The blocks as the template knows them; narrow pictures in a row stand in two columns."""
    for narrow, group in groupby(blocks, _is_narrow):
        if narrow:
            pictures = [untitled(each) for each in group if isinstance(each, Picture)]
            for row in rows_of(pictures, _HALF_PAGE, _DOWN, _CAPTION):
                columns = [[_picture(each) for each in column] for column in row]
                yield {"kind": "pictures", "columns": columns}
        else:
            yield from (_one(block, room) for block in group if _is_body(block))


def _one(block: Block, room: float) -> dict[str, Any]:
    if isinstance(block, Picture):
        return _picture(untitled(block))
    if isinstance(block, Heading):
        text = shortened(block.text, _DISPLAYED)
        return {"kind": "heading", "text": text, "level": block.level - 1}
    if isinstance(block, TableBlock):
        caption = shortened(block.caption, _DISPLAYED)
        widths = fitted_widths(block, room, _SIZE, _PADDING)
        return bundle(block) | {"caption": caption, "widths": widths}
    return bundle(block)


def _is_narrow(block: Block) -> bool:
    return isinstance(block, Picture) and picture_size(block)[0] <= _HALF_PAGE


def _is_body(block: Block) -> bool:
    return not (isinstance(block, Heading) and block.level == 1)


def _picture(picture: Picture) -> dict[str, Any]:
    width, height = picture_size(picture)
    return {
        "kind": "picture",
        "width": width,
        "height": height,
        "text_svg": picture.text_svg,
        "alt": picture.alt,
        "title": shortened(picture.title, _DISPLAYED),
        "citation": shortened(picture.citation, _CITED),
    }
