"""Every chart, with 1, 5, 31 and 300 regions, in both languages, can be read."""

import pytest
from chart_layout import clipped, markers_in_text, overlapping, smallest_font
from chart_tables import LANGS, SIZES, TABLES, drawn

from plancompare.charts import CHARTS, alt_text
from plancompare.charts.theme import theme

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


@pytest.mark.parametrize("chart", ["dumbbell", "ranking", "spine", "coverage", "slope", "trajectory"])
@each_size
@each_lang
def test_no_marker_stands_in_a_text(chart, count, lang):
    assert markers_in_text(drawn(chart, count, lang)) == []


@each_chart
@each_size
def test_text_can_be_read_at_half_a_page(chart, count):
    assert smallest_font(drawn(chart, count, "zh")) >= 6.5


@each_chart
@each_size
@each_lang
def test_a_chart_fits_a_page(chart, count, lang):
    """A4 leaves 16 cm by 24.7 cm; half its width is the theme's unless there are many columns."""
    width, height = drawn(chart, count, lang).get_size_inches()
    assert height * 72 <= 1.05 * 700 or chart in {"dumbbell", "heat_table", "coverage", "spine"}
    assert width * 72 >= theme().page.width
    assert width <= 6.3


@each_chart
@each_lang
def test_the_source_stands_in_the_picture_and_n_is_told(chart, lang):
    words = " ".join(text.get_text() for text in drawn(chart, 31, lang).findobj(match=_is_text))
    assert ("来源：虚构数据" if lang == "zh" else "Source: 虚构数据") in words


def _is_text(artist):
    return hasattr(artist, "get_text") and artist.get_text()


@each_chart
@each_size
@each_lang
def test_every_chart_has_an_alt_text(chart, count, lang):
    alt = alt_text(drawn(chart, count, lang))
    assert len(alt) > 20
    assert alt.endswith("。" if lang == "zh" else ".")
    assert not alt.endswith(("。。", ".."))
