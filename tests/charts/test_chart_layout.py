"""Every chart, with 1, 5, 31 and 300 regions, in both languages, can be read."""

import re
from html import unescape

import pytest
from chart_layout import clipped, markers_in_text, overlapping, smallest_font, texts
from chart_tables import LANGS, SIZES, TABLES, drawn
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from plancompare.charts import CHARTS, alt_text, to_svg
from plancompare.charts.words import number

each_chart = pytest.mark.parametrize("chart", sorted(CHARTS))
each_size = pytest.mark.parametrize("count", SIZES)
each_lang = pytest.mark.parametrize("lang", LANGS)


def test_every_chart_is_tested_here():
    assert set(TABLES) == set(CHARTS)


@each_chart
@each_size
@each_lang
def test_no_text_is_cut_off(chart, count, lang):
    assert clipped(drawn(chart, count, lang)) == []


@each_chart
@each_size
@each_lang
def test_no_text_covers_another(chart, count, lang):
    assert overlapping(drawn(chart, count, lang)) == []


@pytest.mark.parametrize(
    "chart", ["beside", "dumbbell", "ranking", "spine", "coverage", "slope", "trajectory"]
)
@each_size
@each_lang
def test_no_marker_stands_in_a_text(chart, count, lang):
    assert markers_in_text(drawn(chart, count, lang)) == []


@each_chart
@each_size
def test_text_can_be_read_at_half_a_page(chart, count):
    assert smallest_font(drawn(chart, count, "zh")) >= 6.5


WIDE = {"agency_matrix", "theme_coverage"}  # a column for each region or agency, up to 40


@each_chart
@each_size
@each_lang
def test_a_chart_fits_a_page(chart, count, lang):
    """A4 leaves 16 cm by 24.7 cm; only lists of many indicators or regions run over a page."""
    width, height = drawn(chart, count, lang).get_size_inches()
    assert 84 <= round(width * 25.4) <= (160 if chart not in WIDE or count <= 5 else 300)
    assert height * 2.54 <= 24.7 or (
        chart in {"beside", "dumbbell", "heat_table", "coverage"} and count > 5
    )


@each_chart
@each_lang
def test_the_source_stands_in_the_picture(chart, lang):
    shown = " ".join(text for text, _ in texts(drawn(chart, 31, lang)))
    assert ("来源：虚构数据" if lang == "zh" else "Source: 虚构数据") in shown


@each_chart
@each_size
@each_lang
def test_every_chart_has_an_alt_text(chart, count, lang):
    figure = drawn(chart, count, lang)
    first_line = texts(figure)[0][0]
    assert alt_text(figure).startswith(first_line)
    assert alt_text(figure).endswith("。" if lang == "zh" else ".")
    assert "。。" not in alt_text(figure)


# chart -> what the rows say that are drawn, and the columns of names and numbers that a mark says;
# of a chart that is not named a mark says the region of each row
MARKS = {
    "agency_matrix": ("leads > 0 or supports > 0", ["agency", "theme"], []),
    "beside": ("", ["name"], ["target_left", "target_right"]),
    "coverage": ("role != ''", ["region", "name"], []),
    "dumbbell": ("", ["name"], ["baseline"]),
    "heat_table": ("value == value", ["region", "name"], ["value"]),
    "inequality": ("", [], ["theil"]),
    "ranking": ("value == value", ["region"], ["value"]),
    "scatter": ("", ["region"], ["x", "y"]),
    "slope": ("", ["region"], ["value"]),
    "spine": ("region_code == '120000'", ["name"], ["value"]),
    "theme_coverage": ("items > 0", ["region", "theme"], ["items"]),
    "tile_map": ("value == value", [], ["value"]),  # its tiles have names of their own
    "trajectory": ("", ["region"], ["value"]),
}


@each_chart
@each_lang
def test_every_mark_says_what_it_stands_for(chart, lang):
    """To whoever points at it, where the chart is shown as SVG."""
    drawn_rows, names, numbers = MARKS.get(chart, ("", ["region"], []))
    rows, told = TABLES[chart](5), [place.text for place in drawn(chart, 5, lang).told]
    rows = rows.query(drawn_rows) if drawn_rows else rows
    for row in rows.to_dict("records"):
        shown = [row[f"{name}_{lang}"] for name in names]
        shown += [_printed(row, column) for column in numbers]
        assert any(all(each in text for each in shown) for text in told), shown


def _printed(row, column):
    places = 4 if column == "theil" else row.get("decimals", row.get(f"{column}_decimals", 0))
    text = number(row[column], places)  # of a promise without the zeros at its end
    return text.rstrip("0").rstrip(".") if "." in text else text


@each_chart
@each_size
@each_lang
def test_marks_are_pointed_at_within_the_picture(chart, count, lang):
    figure = drawn(chart, count, lang)
    wide, high = (72 * inches for inches in figure.get_size_inches())
    for place in figure.told:
        assert -4 < place.left < place.left + place.width < wide + 4, place
        assert 0 < place.top < place.top + place.height < high + 1, place


@pytest.mark.parametrize("outlines", [True, False])
def test_an_svg_has_a_title_for_each_mark(outlines):
    figure = drawn("trajectory", 5, "zh")
    titles = re.findall("<title>(.*?)</title>", to_svg(figure, outlines=outlines).decode())
    assert [unescape(each) for each in titles] == [place.text for place in figure.told]


def test_the_finders_find_what_is_planted():
    """Otherwise the tests above could not fail."""
    figure = Figure(figsize=(2, 1), dpi=100)
    FigureCanvasAgg(figure)
    for x, text in ((0.3, "one"), (0.33, "two"), (0.95, "a long one that runs over the edge")):
        figure.text(x, 0.5, text)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.plot([0.34], [0.55], marker="o")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    assert clipped(figure) == ["a long one that runs over the edge"]
    assert overlapping(figure) == [("one", "two")]
    assert "one" in markers_in_text(figure)
