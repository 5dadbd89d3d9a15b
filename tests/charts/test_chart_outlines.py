"""Text as outlines: the same picture, without a font."""

import re
from html import escape
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from chart_pixels import pixels
from chart_tables import TABLES
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from plancompare.charts import CHARTS, to_svg
from plancompare.charts.outlines import outlined
from plancompare.charts.theme import themed

_GLYPH = re.compile(r'<path id="(g[0-9a-f]+)"')
_USE = re.compile(r"<use xlink:href='#(g[0-9a-f]+)'")


def grey(svg: str) -> np.ndarray:
    return np.asarray(pixels(svg, 144).convert("L"), dtype=int)


@themed
def with_text(text: str, **options: object) -> str:
    """A figure that holds one text, as SVG with its text as text."""
    figure = Figure(figsize=(2, 2))
    FigureCanvasAgg(figure)
    figure.text(0.5, 0.5, text, parse_math=False, **options)
    return to_svg(figure, outlines=False).decode()


A_LETTER = with_text("x")


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_outlines_stand_where_matplotlib_would_draw_them(chart):
    figure, theirs = CHARTS[chart](TABLES[chart](5)), BytesIO()
    for text in figure.findobj(Text):  # ours are laid out without kerning, by the widths
        text.set_fontfeatures(("-kern",))
    with matplotlib.rc_context({"svg.fonttype": "path"}):
        figure.savefig(theirs, format="svg")
    apart = np.abs(grey(theirs.getvalue().decode()) - grey(to_svg(figure).decode()))
    assert apart.max() <= 64  # of 256: theirs round a glyph's outline otherwise
    assert apart.mean() < 0.3


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("turned", [0, 30, 90])
@pytest.mark.parametrize("colour", ["#000000", "#b45f0680"])
def test_aligned_turned_and_pale_text_stays_so(align, turned, colour):
    svg = with_text("每千人 beds ≥7.5", ha=align, rotation=turned, color=colour)
    assert grey(svg).min() < 200
    assert np.abs(grey(svg) - grey(outlined(svg))).max() <= 32


def test_each_glyph_is_drawn_once():
    svg = outlined(with_text("人人为我，我为人人"))
    glyphs = _GLYPH.findall(svg)
    assert len(glyphs) == len(set(glyphs)) == 4
    assert len(_USE.findall(svg)) == 9


def test_a_sign_of_xml_is_drawn_as_itself():
    glyphs = _GLYPH.findall(outlined(with_text("<&>")))
    assert glyphs == [f"g{ord(char):x}" for char in "<&>"]


def test_a_glyph_that_the_font_lacks_is_a_box():
    svg = A_LETTER.replace(">x<", ">\U0001f600<")
    assert _GLYPH.findall(outlined(svg)) == [f"g{ord('□'):x}"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",))))
def test_nothing_is_used_that_is_not_there(text):
    svg = outlined(A_LETTER.replace(">x<", f">{escape(text)}<"))
    assert set(_USE.findall(svg)) == set(_GLYPH.findall(svg))
    assert "<text" not in svg
