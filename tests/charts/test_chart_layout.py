"""Every chart, with 1, 5, 31 and 300 regions, in both languages, can be read."""

import pytest
from chart_layout import clipped, markers_in_text, overlapping, smallest_font, texts
from chart_tables import LANGS, SIZES, TABLES, drawn
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from plancompare.charts import CHARTS, alt_text

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
