"""A report as slides: one finding each, as a chart that PowerPoint and WPS can edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Mm, Pt

from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import (
    Block,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    title_of,
)
from plancompare.reports.blocks.layout import (
    last_line,
    picture_size,
    sections,
    shortened,
    text_width,
    untitled,
)
from plancompare.reports.files.bars import Bars, Grid, bars_of, grid_of, is_chart, joined, pages_of
from plancompare.reports.files.deck import empty_deck, looks
from plancompare.reports.files.native import Box, add_bars, add_lines, add_table
from plancompare.reports.files.pictures import to_png
from plancompare.reports.told.wording import phrases

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide

_TITLE_SLIDE, _TEXT_SLIDE, _CHART_SLIDE = 0, 1, 5  # layouts of python-pptx's own template
_TITLE, _LONG_TITLE = 120, 180  # half-width characters that have room, in large and small print
_TEXT, _NOTE = 1200, 420
_TOP, _BOTTOM = 32.0, 24.0  # millimetres above and below a chart
_ENLARGED = 2.4  # a picture's size over that of print, at most
_LEGIBLE = 0.9  # and at least: its small print is of 6.6 points


@dataclass(frozen=True)
class _Page:
    """What one slide shows of one or several pictures: bars, a table, lines or the picture."""

    pictures: tuple[Picture, ...]
    shown: Bars | Grid | None
    part: str = ""

    @property
    def first(self) -> Picture:
        return self.pictures[0]


def to_pptx(blocks: Sequence[Block], lang: Lang) -> bytes:
    """A report as a PowerPoint file.

    A chart whose numbers are of one unit is a chart that can be edited, without what may not be
    compared; one of several units a table; one that cannot be edited a picture. What shows the
    same numbers as a slide before is left out, and so is a picture too tall to be read on a slide:
    the notes of the first slide name it. The source stands below and in full in the notes.

    Args:
        blocks: The report.
        lang: `zh` or `en`.

    Returns:
        The file.
    """
    deck = empty_deck()
    title = title_of(blocks)
    deck.core_properties.title = shortened(title, 250)
    deck.core_properties.author = "plancompare"
    question = _question(blocks)
    first = _add_text(deck, _TITLE_SLIDE, title, question or [last_line(blocks)])
    kept, left_out = _chosen(blocks)
    for _, section in list(sections(blocks, 0))[bool(question) :]:
        _add_section(deck, [each for each in section if not _is_picture(each) or each in kept])
    if left_out:
        named = "\n".join(each.title for each in left_out)
        first.notes_slide.notes_text_frame.text = phrases(lang)["print"]["left_out"] + named
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def _question(blocks: Sequence[Block]) -> list[str]:
    """What stands under the title alone, one sentence: the first slide's second line."""
    opening = next(part for _, part in sections(blocks, 0))
    match opening:
        case [Heading(level=1), Sentences(texts=[_] as texts)]:
            return list(texts)
    return []


def _is_picture(block: Block) -> bool:
    return isinstance(block, Picture)


def _chosen(blocks: Sequence[Block]) -> tuple[list[Block], list[Picture]]:
    """The pictures to show, and those that are too tall."""
    kept: list[Block] = []
    left_out: list[Picture] = []
    seen: list[object] = []
    for each in blocks:
        if isinstance(each, Picture) and not (each.data.rows and each.data.rows in seen):
            seen.append(each.data.rows)
            (kept if _is_legible(each) else left_out).append(each)
    return kept, left_out


def _is_legible(picture: Picture) -> bool:
    return picture.data.editable is not None or _share(picture) >= _LEGIBLE


def _add_section(deck: "Deck", section: Sequence[Block]) -> None:
    """Its pictures, or its sentences where they stand for themselves."""
    pictures = [block for block in section if isinstance(block, Picture)]
    for page in _joined([page for picture in pictures for page in _pages_of(picture)]):
        _add_page(deck, page)
    texts = [text for block in section if isinstance(block, Sentences) for text in block.texts]
    if texts and not pictures and not any(isinstance(block, TableBlock) for block in section):
        heading = next((block.text for block in section if isinstance(block, Heading)), "")
        for told in _pages(texts):
            _add_text(deck, _TEXT_SLIDE, heading, told)


def _pages_of(picture: Picture) -> list[_Page]:
    """The slides of a picture."""
    numbers = picture.data.editable
    if numbers is None or numbers.kind == "lines":
        return [_Page((picture,), None)]
    shown: Sequence[Bars | Grid]
    if is_chart(numbers):
        shown = bars_of(numbers, looks()["bars"]["most"])
    else:
        shown = list(pages_of(grid_of(numbers), looks()["table"]["most"]))
    count = len(shown)
    parts = [f" {place}/{count}" if count > 1 else "" for place in range(1, count + 1)]
    return [_Page((picture,), each, part) for each, part in zip(shown, parts, strict=True)]


def _joined(pages: Sequence[_Page]) -> Iterator[_Page]:
    """The pages, small tables of like columns on one."""
    most = looks()["table"]["together"]
    before: _Page | None = None
    for page in pages:
        if before and isinstance(before.shown, Grid) and isinstance(page.shown, Grid):
            both = joined(before.shown, page.shown, most)
            if both:
                before = _Page(before.pictures + page.pictures, both)
                continue
        if before:
            yield before
        before = page
    if before:
        yield before


def _pages(texts: Sequence[str]) -> Iterator[list[str]]:
    """As many sentences as a slide has room for."""
    page: list[str] = []
    for text in texts:
        fits = shortened(text, _TEXT)
        if page and sum(map(text_width, (*page, fits))) > _TEXT:
            yield page
            page = []
        page.append(fits)
    yield page


def _add_text(deck: "Deck", layout: int, title: str, texts: Sequence[str]) -> "Slide":
    slide = _add_slide(deck, layout, title)
    slide.placeholders[1].text_frame.text = "\n".join(texts)
    return slide


def _add_slide(deck: "Deck", layout: int, title: str) -> "Slide":
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    frame = slide.shapes.title.text_frame
    frame.text = shortened(title, _LONG_TITLE)
    if text_width(title) > _TITLE:
        frame.paragraphs[0].font.size = Pt(looks()["size"]["long_title"])
    return slide


def _add_page(deck: "Deck", page: _Page) -> None:
    slide = _add_slide(deck, _CHART_SLIDE, page.first.title + page.part)
    alt = "\n".join(each.alt for each in page.pictures)
    numbers = page.first.data.editable
    match page.shown:
        case Bars():
            add_bars(slide, page.shown, alt, _room())
        case Grid():
            add_table(slide, page.shown, alt, _room())
        case None if numbers:
            add_lines(slide, numbers, alt, _room())
        case None:
            _add_image(slide, page.first)
    _add_source(slide, page)


def _share(picture: Picture) -> float:
    """How much larger than in print a picture may be on a slide."""
    _, _, across, down = _room()
    width, height = picture_size(untitled(picture))
    return float(min(across / Pt(width), down / Pt(height), _ENLARGED))


def _add_image(slide: "Slide", titled: Picture) -> None:
    picture = untitled(titled)  # the slide's title says it
    left, top, across, _ = _room()
    width, height = (Pt(side * _share(picture)) for side in picture_size(picture))
    middle = left + (across - width) // 2
    shape = slide.shapes.add_picture(BytesIO(to_png(picture)), middle, top, width, height)
    shape._element.nvPicPr.cNvPr.set("descr", picture.alt)


def _room() -> Box:
    """What a slide shows below its title and above its notes."""
    page = looks()["page"]
    width, height = page["width"] - 2 * page["margin"], page["height"] - _TOP - _BOTTOM
    return Mm(page["margin"]), Mm(_TOP), Mm(width), Mm(height)


def _add_source(slide: "Slide", page: _Page) -> None:
    """Notes and sources: in short below, and in full in the slide's notes."""
    numbers = [each.data.editable for each in page.pictures]
    notes = dict.fromkeys(note for each in numbers if each for note in each.notes)
    cited = dict.fromkeys(each.citation for each in page.pictures)
    left, _, width, _ = _room()
    frame = slide.shapes.add_textbox(
        left, Mm(looks()["page"]["height"] - _BOTTOM + 2), width, Mm(_BOTTOM - 6)
    ).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
    frame.text = "\n".join(
        shortened(each, _NOTE // 2) for each in (" ".join(notes), *list(cited)[:1]) if each
    )
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(looks()["size"]["note"])
    told = [text for each in page.pictures for text in (each.title, each.citation, each.alt)]
    slide.notes_slide.notes_text_frame.text = "\n".join([*told, *notes])
