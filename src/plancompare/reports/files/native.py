"""Charts and tables on slides that PowerPoint and WPS can edit."""

from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from plancompare.charts.editable import Editable
from plancompare.dataset.workbook import workbook
from plancompare.reports.blocks.layout import shortened, text_width
from plancompare.reports.files.bars import BETWEEN, Bars, Grid
from plancompare.reports.files.deck import looks

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.slide import Slide

Box = tuple[int, int, int, int]
"""Left, top, width and height."""

_LABEL = 100  # half-width characters of a category that have room
_SHEET = "Sheet1"  # where a chart looks for its data
_AIR = 1.18  # the scale's end over the longest bar: its label needs room
_TIGHT, _LOOSE = 0.35, 1.2  # the space between categories of one bar each, in bars
_EM = 0.6  # of the font's size that a half-width character takes, with the cells' margins
_LINE, _PADDING = 1.4, 0.1  # of the font's size: a line of Chinese, and what its row has besides
_LINES = 6  # lines that a legend names, and that bear their numbers
_DOT, _MARK = 5, 9  # points across: a value on its line, a target
_FEW = 8  # categories that are spread over the slide


def add_bars(slide: "Slide", bars: Bars, alt: str, box: Box) -> None:
    """A bar chart that fills a box; its bars begin at nought where no number is below it."""
    data = CategoryChartData(number_format=_format(bars.labels))
    data.categories = [shortened(each, _LABEL) for each in bars.categories]
    for place, name in enumerate(bars.series):
        data.add_series(name, [row[place] for row in bars.values])
    chart = _framed(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, alt, box)
    chart.part.chart_workbook.update_from_xlsx_blob(
        _sheet(data.categories, bars.series, bars.values)
    )
    _style_axes(chart, bars, box)
    _style_bars(chart.plots[0], bars)


def add_lines(slide: "Slide", numbers: Editable, alt: str, box: Box) -> None:
    """A line chart over years: actual values solid, targets as marks, the way to them dashed."""
    data = CategoryChartData(number_format=_format(numbers.labels))
    data.categories = numbers.categories
    for place, name in enumerate(numbers.series):
        data.add_series(name, [row[place] for row in numbers.values])
    chart = _framed(slide, XL_CHART_TYPE.LINE_MARKERS, data, alt, box)
    chart.part.chart_workbook.update_from_xlsx_blob(
        _sheet(numbers.categories, numbers.series, numbers.values)
    )
    chart.font.size = Pt(looks()["size"]["label"])
    named = _named(numbers)
    if named is None:
        _add_legend(chart)
    else:
        chart.has_legend = False
    chart.value_axis.major_gridlines.format.line.color.rgb = _colour("grid")
    chart.value_axis.format.line.fill.background()
    _span_gaps(chart)
    for place, each in enumerate(chart.plots[0].series):
        _style_line(each, numbers, place)
        if named is None or place in named:
            _label_ends(each, numbers, place, with_name=named is not None)


def _named(numbers: Editable) -> set[int] | None:
    """Of too many lines for a legend those that bear their names; None of few, which have one.

    They are those of the region that stands out, and the highest and the lowest at the end.
    """
    actual = [place for place, role in enumerate(numbers.roles) if role == "actual"]
    if len(actual) <= _LINES:
        return None
    last = [next(filter(None, (row[at] for row in reversed(numbers.values))), 0.0) for at in actual]
    ends = {actual[last.index(min(last))], actual[last.index(max(last))]}
    return ends | {place for place in range(len(numbers.series)) if _is_own(numbers, place)}


def _is_own(numbers: Editable, place: int) -> bool:
    return bool(numbers.own) and numbers.series[place].startswith(numbers.own)


def add_table(slide: "Slide", grid: Grid, alt: str, box: Box) -> None:
    """A table that fills the width of a box, as high as its rows need."""
    left, top, width, height = box
    rows, wanted = (grid.columns, *grid.rows), _wanted(grid)
    widths = [round(width * each / sum(wanted)) for each in wanted]
    size, heights = _table_size(rows, [each / Pt(1) for each in widths], height / Pt(1))
    high = Pt(sum(heights))
    frame = slide.shapes.add_table(len(rows), len(grid.columns), left, top, width, high)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    for column, each in zip(table.columns, widths, strict=True):
        column.width = each
    for place, texts in enumerate(rows):
        table.rows[place].height = Pt(heights[place])
        for at, text in enumerate(texts):
            _fill(table.cell(place, at), text, Pt(size), is_head=place == 0, is_number=at > 0)


def _table_size(
    rows: Sequence[Sequence[str]], widths: Sequence[float], height: float
) -> tuple[int, list[float]]:
    """The largest print in which a table is no higher than its box, and how high its rows are.

    All in points; what room is left is shared by the rows, as far as they may be high.
    """
    table = looks()["table"]
    for size in range(table["text"], table["least"] - 1, -1):
        needed = [size * (_LINE * _lines_of(row, widths, size) + _PADDING) for row in rows]
        spare = (height - sum(needed)) / len(rows)
        if spare >= 0:
            break
    most = Mm(table["row"]) / Pt(1)
    return size, [max(each, min(each + spare, most)) for each in needed]


def _lines_of(row: Sequence[str], widths: Sequence[float], size: float) -> int:
    """How many lines the highest cell of a row takes."""
    cells = zip(row, widths, strict=True)
    return max(ceil(text_width(text) * size * _EM / width) for text, width in cells) or 1


def _wanted(grid: Grid) -> list[int]:
    """How wide each column wants to be, in half-width characters."""
    columns = zip(grid.columns, *grid.rows, strict=True)
    return [min(max(8, *map(text_width, cells[1:])), 40) for cells in columns]


def _fill(cell: Any, text: str, size: int, *, is_head: bool, is_number: bool) -> None:  # noqa: ANN401
    cell.margin_top = cell.margin_bottom = Mm(0.2)
    cell.text_frame.text = text
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold = size, is_head
    paragraph.font.color.rgb = _colour("ink")
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    cell.vertical_anchor = _middle()
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour("head" if is_head else "paper")


@cache
def _middle() -> Any:  # noqa: ANN401 (python-pptx's)
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415

    return MSO_ANCHOR.MIDDLE


def _framed(slide: "Slide", kind: Any, data: Any, alt: str, box: Box) -> "Chart":  # noqa: ANN401
    frame = slide.shapes.add_chart(kind, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    frame.chart.has_title = False
    frame.chart.font.color.rgb = _colour("ink")
    return frame.chart


def _sheet(
    labels: Sequence[Any], series: Sequence[str], values: Sequence[Sequence[float | None]]
) -> bytes:
    """The workbook behind a chart; the one of python-pptx takes a label for a formula."""
    texts = [getattr(each, "label", each) for each in labels]
    rows = [[text, *row] for text, row in zip(texts, values, strict=True)]
    return workbook({_SHEET: [["", *series], *rows]})


def _style_axes(chart: "Chart", bars: Bars, box: Box) -> None:
    pitch = box[3] / len(bars.categories) / Pt(1)
    size = looks()["size"]
    chart.font.size = Pt(max(size["least"], min(size["label"], round(pitch * 0.75))))
    if len(bars.series) > 1:
        _add_legend(chart)
    else:
        chart.has_legend = False
    chart.category_axis.reverse_order = True  # the first row on top
    chart.category_axis.format.line.width = Pt(0.5)
    chart.category_axis.has_major_gridlines = False
    _label_every(chart.category_axis)
    chart.value_axis.visible = False  # the numbers stand at the bars
    chart.value_axis.has_major_gridlines = False
    if min(bars.numbers) >= 0:
        chart.value_axis.minimum_scale = 0
        chart.value_axis.maximum_scale = bars.highest * _AIR if bars.highest > 0 else None


def _label_every(axis: Any) -> None:  # noqa: ANN401 (python-pptx's)
    """Every category has its name: programs leave out some where they think it crowded."""
    skip = etree.SubElement(axis._element, qn("c:tickLblSkip"))
    skip.set("val", "1")
    no_levels = axis._element.find(qn("c:noMultiLvlLbl"))
    if no_levels is not None:
        no_levels.addprevious(skip)


def _span_gaps(chart: "Chart") -> None:
    """Lines go on over years of which nothing is stated."""
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is None:
        blanks = etree.SubElement(chart._chartSpace.chart, qn("c:dispBlanksAs"))
    blanks.set("val", "span")


def _add_legend(chart: "Chart") -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False


def _style_bars(plot: Any, bars: Bars) -> None:  # noqa: ANN401 (python-pptx's)
    alone = len(bars.series) == 1
    few = _LOOSE if len(bars.categories) < _FEW else _TIGHT
    plot.gap_width, plot.overlap = round(100 * (few if alone else BETWEEN)), 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _format(bars.labels), False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for place, each in enumerate(plot.series):
        _paint(each, "own" if alone else bars.roles[place])
        each.data_labels.show_value = True  # also where no label of its own is written
        said = [row[place] for row in bars.labels]
        _say(each, [row[place] for row in bars.values], said, _format(bars.labels))
    for at, shade in enumerate(bars.shades):
        if alone and shade != "own":
            _paint(plot.series[0].points[at], shade)


def _paint(shape: Any, role: str) -> None:  # noqa: ANN401 (a series or a point of python-pptx)
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = _colour(role)


def _say(
    series: Any,  # noqa: ANN401 (python-pptx's)
    values: Sequence[float | None],
    labels: Sequence[str],
    shown: str,
) -> None:
    """Write the labels that the number alone does not give: bounds, ranges, years."""
    places = len(shown.partition(".")[2])
    for at, (value, label) in enumerate(zip(values, labels, strict=True)):
        if value is not None and label != f"{value:,.{places}f}":
            _write(series.points[at].data_label, label)


def _write(label: Any, text: str) -> None:  # noqa: ANN401 (python-pptx's)
    label.text_frame.text = text


def _style_line(series: Any, numbers: Editable, place: int) -> None:  # noqa: ANN401
    """Actual values are a line, targets marks, and the way from the last value to them dashed."""
    role = numbers.roles[place]
    ink = _colour("own" if _is_own(numbers, place) else "benchmark")
    line, marker = series.format.line, series.marker
    if role == "target":
        line.fill.background()
    else:
        line.color.rgb, line.width = ink, Pt(2.25)
    if role == "way":
        line.dash_style, marker.style = MSO_LINE_DASH_STYLE.DASH, XL_MARKER_STYLE.NONE
    else:
        marker.style = XL_MARKER_STYLE.DIAMOND if role == "target" else XL_MARKER_STYLE.CIRCLE
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = ink
        marker.size = _MARK if role == "target" else _DOT
    series.smooth = False


def _label_ends(
    series: Any,  # noqa: ANN401 (python-pptx's)
    numbers: Editable,
    place: int,
    *,
    with_name: bool,
) -> None:
    """The first and last value of a line, and every target, bear their numbers."""
    stated = [at for at, row in enumerate(numbers.values) if row[place] is not None]
    labelled = {
        "before": stated[:1], "actual": [stated[0], stated[-1]], "target": stated, "way": []
    }  # fmt: skip
    for at in dict.fromkeys(labelled[numbers.roles[place]]):
        label = series.points[at].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        name = f"{numbers.series[place]} " if with_name and at == stated[-1] else ""
        _write(label, name + numbers.labels[at][place])


def _format(labels: Sequence[Sequence[str]]) -> str:
    """A spreadsheet's format with as many decimals as most labels have."""
    decimals = [len(_digits(each)) for row in labels for each in row if each]
    places = max(set(decimals), key=decimals.count) if decimals else 0
    return "#,##0" + ("." + "0" * places if places else "")


def _digits(label: str) -> str:
    after = label.partition(" ")[0].partition(".")[2]
    kept = ""
    for each in after:
        if not each.isdigit():
            break
        kept += each
    return kept


def _colour(role: str) -> RGBColor:
    return RGBColor.from_string(looks()["colour"][role])
