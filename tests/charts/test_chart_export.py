"""A figure as files: the same bytes every time, with its alt text inside."""

import re
from contextlib import nullcontext
from io import BytesIO

import numpy as np
import pytest
from chart_tables import TABLES
from PIL import Image

from plancompare.charts import CHARTS, ChartError, alt_text, export, save, to_png, to_svg


@pytest.fixture(scope="module")
def figure():
    return CHARTS["ranking"](TABLES["ranking"](5))


def test_a_png_is_as_wide_as_half_a_page(figure):
    image = Image.open(BytesIO(to_png(figure)))
    assert image.width == pytest.approx(84 / 25.4 * 300, abs=2)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_palette_keeps_the_colours(figure):
    image = Image.open(BytesIO(to_png(figure, 100))).convert("RGB")
    exact = BytesIO()
    figure.savefig(exact, dpi=100)
    before = np.asarray(Image.open(exact).convert("RGB"), dtype=int)
    assert np.abs(np.asarray(image, dtype=int) - before).max() <= 12
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_pictures_carry_their_alt_text(figure):
    assert Image.open(BytesIO(to_png(figure, 50))).info["Description"] == alt_text(figure)
    assert alt_text(figure) in to_svg(figure).decode()


def test_no_mark_in_a_picture_turns_its_words_round():
    table = TABLES["ranking"](2).assign(region_zh="甲\u202e12\u202c\u2066县", region_en="x")
    figure = CHARTS["ranking"](table)
    written = to_svg(figure).decode() + to_svg(figure, outlines=False).decode()
    assert "甲12县" in alt_text(figure)
    assert not set(written + alt_text(figure)) & set("\u202e\u202c\u2066")


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_the_same_table_gives_the_same_bytes(chart):
    first, second = (to_svg(CHARTS[chart](TABLES[chart](5))) for _ in range(2))
    assert first == second


def test_the_same_figure_gives_the_same_png(figure):
    assert to_png(figure, 50) == to_png(CHARTS["ranking"](TABLES["ranking"](5)), 50)


def test_an_svg_needs_no_font_and_no_network(figure):
    svg = to_svg(figure).decode()
    assert "<text" not in svg
    assert "font-family" not in svg
    assert not re.findall(r'(?:href|src)="(?!#)', svg)
    assert "<dc:date>" not in svg


@pytest.mark.parametrize("chart", ["ranking", "slope"])  # with texts that are empty, and turned
def test_text_that_is_not_measured_stands_where_matplotlib_puts_it(chart, monkeypatch):
    figure = CHARTS[chart](TABLES[chart](5))
    ours = to_svg(figure, outlines=False)
    monkeypatch.setattr(export, "written_as_text", lambda _figure: nullcontext())
    assert to_svg(figure, outlines=False) == ours
    assert b"<text" in ours


def test_saving_writes_each_format(figure, tmp_path):
    files = save(figure, tmp_path / "chart", ["svg", "png"])
    assert [file.name for file in files] == ["chart.svg", "chart.png"]
    assert files[1].read_bytes() == to_png(figure)


def test_an_unknown_format_writes_nothing(figure, tmp_path):
    with pytest.raises(ChartError, match=r"cannot be written as gif. Choose from png, svg"):
        save(figure, tmp_path / "chart", ["png", "gif"])
    assert list(tmp_path.iterdir()) == []
