"""A report as slides: one comparison each, as a chart that PowerPoint and WPS can edit."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Mm, Pt

from plancompare.dataset.workbook import workbook
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
)
from plancompare.reports.files.bars import BETWEEN, Bars, bars_of, numbers_of
from plancompare.reports.files.deck import empty_deck, looks
from plancompare.reports.files.pictures import to_png

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide

_TITLE_SLIDE, _TEXT_SLIDE, _CHART_SLIDE = 0, 1, 5  # layouts of python-pptx's own template
_TITLE, _TEXT, _LABEL, _NOTE = 110, 1200, 60, 300  # half-width characters that have room
_TOP, _BOTTOM = 36.0, 17.0  # millimetres above and below a chart
_BAR, _FRAME = 9.0, 14.0  # millimetres that a bar and the legend take
_ENLARGED = 1.7  # a picture's size over that of print, at most
_SHEET = "Sheet1"  # where a chart looks for its data


def to_pptx(blocks: Sequence[Block]) -> bytes:
    """A report as a PowerPoint file.

    A chart whose data can be edited becomes bars, the numbers of one unit on a slide; another one
    is a picture. The source stands below and in full in the notes.

    Args:
        blocks: The report.

    Returns:
        The file.
    """
    deck = empty_deck()
    title = title_of(blocks)
    deck.core_properties.title = shortened(title, 250)
    deck.core_properties.author = "plancompare"
    _add_text(deck, _TITLE_SLIDE, title, [last_line(blocks)])
    for _, section in sections(blocks, 0):
        _add_section(deck, section)
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def _add_section(deck: "Deck", section: Sequence[Block]) -> None:
    """Its pictures, or its sentences where they stand for themselves."""
    pictures = [block for block in section if isinstance(block, Picture)]
    for picture in pictures:
        _add_picture(deck, picture)
    texts = [text for block in section if isinstance(block, Sentences) for text in block.texts]
    if texts and not pictures and not any(isinstance(block, TableBlock) for block in section):
        heading = next((block.text for block in section if isinstance(block, Heading)), "")
        for page in _pages(texts):
            _add_text(deck, _TEXT_SLIDE, heading, page)


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


def _add_text(deck: "Deck", layout: int, title: str, texts: Sequence[str]) -> None:
    slide = _add_slide(deck, layout, title)
    slide.placeholders[1].text_frame.text = "\n".join(texts)


def _add_slide(deck: "Deck", layout: int, title: str) -> "Slide":
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text_frame.text = shortened(title, _TITLE)
    return slide


def _add_picture(deck: "Deck", picture: Picture) -> None:
    """Add its bars; the picture too where they do not show all of it."""
    bars = bars_of(picture.data, looks()["bars"]["most"])
    shown = sum(len(each.numbers) for each in bars)
    pages = bars if numbers_of(picture.data) == shown > 0 else [None, *bars]
    for number, page in enumerate(pages, 1):
        unit = f" ({page.unit})" if page and page.unit else ""
        part = f" {number}/{len(pages)}" if len(pages) > 1 else ""
        slide = _add_slide(deck, _CHART_SLIDE, picture.title + unit + part)
        if page:
            _add_chart(slide, picture, page)
        else:
            _add_image(slide, picture)
        _add_source(slide, picture)


def _add_chart(slide: "Slide", picture: Picture, bars: Bars) -> None:
    labels = [shortened(label, _LABEL) for label in bars.labels]
    data = CategoryChartData(number_format="General")
    data.categories = labels
    for name, values in bars.values.items():
        data.add_series(name, values)
    left, top, width, height = _room()
    height = min(height, Mm(_FRAME + _BAR * len(labels) * (len(bars.values) + BETWEEN)))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", picture.alt)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_sheet(labels, bars))
    _style(frame.chart, bars, picture.data.series)


def _sheet(labels: Sequence[str], bars: Bars) -> bytes:
    """The workbook behind a chart; the one of python-pptx takes a label for a formula."""
    rows = zip(labels, *bars.values.values(), strict=True)
    return workbook({_SHEET: [["", *bars.values], *rows]})


def _style(chart: "Chart", bars: Bars, series: Sequence[str]) -> None:
    size = looks()["size"]
    chart.font.size = Pt(size["label"])
    chart.has_title = False
    chart.has_legend = len(bars.values) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    chart.category_axis.reverse_order = True  # the first row on top
    chart.category_axis.format.line.width = Pt(0.5)
    chart.value_axis.visible = False  # the numbers stand at the bars
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0 if min(bars.numbers) >= 0 else None
    chart.value_axis.maximum_scale = bars.highest * 1.1 if bars.highest > 0 else None
    _style_bars(chart.plots[0], series)


def _style_bars(plot: Any, series: Sequence[str]) -> None:  # noqa: ANN401 (python-pptx's)
    plot.gap_width, plot.overlap = round(100 * BETWEEN), 0
    plot.has_data_labels = True
    plot.data_labels.number_format = "General"
    plot.data_labels.number_format_is_linked = False
    colours = looks()["bars"]["series"]
    for each in plot.series:
        colour = colours[series.index(each.name) if len(series) > 1 else 1]
        each.format.fill.solid()
        each.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _add_image(slide: "Slide", picture: Picture) -> None:
    left, top, across, down = _room()
    width, height = picture_size(picture)
    share = min(across / width, down / height, Pt(_ENLARGED))
    shape = slide.shapes.add_picture(
        BytesIO(to_png(picture)), left, top, round(width * share), round(height * share)
    )
    shape._element.nvPicPr.cNvPr.set("descr", picture.alt)


def _room() -> tuple[int, int, int, int]:
    """Left, top, width and height of what a slide shows below its title."""
    page = looks()["page"]
    width, height = page["width"] - 2 * page["margin"], page["height"] - _TOP - _BOTTOM
    return Mm(page["margin"]), Mm(_TOP), Mm(width), Mm(height)


def _add_source(slide: "Slide", picture: Picture) -> None:
    left, _, width, _ = _room()
    top = Mm(looks()["page"]["height"] - _BOTTOM)
    frame = slide.shapes.add_textbox(left, top, width, Mm(10)).text_frame
    frame.word_wrap = True
    frame.text = shortened(picture.citation, _NOTE)
    frame.paragraphs[0].font.size = Pt(looks()["size"]["note"])
    notes = slide.notes_slide.notes_text_frame
    notes.text = "\n".join((picture.title, picture.citation, picture.alt))
