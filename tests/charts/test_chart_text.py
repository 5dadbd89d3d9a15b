"""Text is measured in the chart's font, wrapped, shortened, and always literal."""

import warnings

import pytest
from chart_layout import clipped, overlapping, texts
from chart_tables import LANGS, TABLES
from hypothesis import given
from hypothesis import strategies as st

from plancompare.charts import CHARTS, alt_text
from plancompare.charts.typeset import printable, shorten, text_width, wrap

SIZE = 7.0
HOSTILE = {
    "signs": "$x^2$ \\frac{1}{2} \\input{secret} <script>alert(1)</script> {name} {0} %s =cmd|' /C",
    "a long word": "长" * 5_000 + "w" * 5_000,
    "no glyph": "笑脸😀与𠮷\n第二行\x00\x1b\u202eabc\u200f",
    "nothing": "",
}
NAMES = ["name_zh", "name_en", "region_zh", "region_en", "plan", "x_name_zh", "x_name_en"]


@pytest.mark.parametrize("chart", sorted(CHARTS))
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_is_drawn_as_text(chart, text):
    table = TABLES[chart](5)
    for column in set(NAMES) & set(table.columns):
        table[column] = text
    if "region_code" in table.columns:  # the regions stay apart, by their codes
        table["region_zh"] = table["region_en"] = text
    figure = CHARTS[chart](table, title=text or None, source=text, notes=[text])
    assert clipped(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("lang", LANGS)
def test_signs_of_mathematics_are_literal(lang):
    figure = CHARTS["ranking"](TABLES["ranking"](3), lang=lang, title="每 $100 与 $200 \\alpha")
    assert ("每 $100 与 $200 \\alpha") in [text for text, _ in texts(figure)]
    assert all(not text.get_parse_math() for text in figure.findobj(_is_text))
    assert alt_text(figure)


def _is_text(artist):
    return hasattr(artist, "get_parse_math") and artist.get_text()


def test_width_is_that_of_the_font():
    assert text_width("国", 10) == pytest.approx(10, abs=0.01)
    assert text_width("国家", 10) == pytest.approx(20, abs=0.01)
    assert text_width("i", 10) < text_width("W", 10) < 10


def test_a_glyph_that_the_font_lacks_is_shown_as_a_box():
    assert printable("笑😀脸") == "笑□脸"
    assert printable("一\n二\t三") == "一 二 三"
    assert printable("a\u202eb\u200fc") == "abc"


def test_shortening_says_so():
    assert shorten("卫生健康委员会", text_width("卫生健康", SIZE), SIZE) == "卫生健…"
    assert shorten("卫生", 100, SIZE) == "卫生"


def test_latin_words_stay_whole_and_closing_marks_stay_with_their_word():
    assert wrap("beds per thousand people", text_width("beds per tho", SIZE), SIZE, lines=3) == [
        "beds per", "thousand", "people",
    ]  # fmt: skip
    assert wrap("医师（助理）数", text_width("医师（助理", SIZE), SIZE)[0] == "医师（助"


def test_the_tail_is_never_left_out():
    lines = wrap("一个非常长的指标名称" * 5, 60, SIZE, lines=2, tail="（%）‡")
    assert len(lines) == 2
    assert lines[-1].endswith("…（%）‡")


@given(st.text(max_size=80), st.floats(40, 200), st.integers(1, 4))
def test_no_line_is_wider_than_asked(text, width, lines):
    found = wrap(text, width, SIZE, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(text_width(line, SIZE) <= width + 0.02 for line in found)


@given(st.text(alphabet="一二三四五六七八九十abc de", max_size=40))
def test_nothing_is_lost_where_there_is_room(text):
    lines = wrap(text, 60, SIZE, lines=40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=40))
def test_every_printable_text_has_a_width(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text_width(printable(text), SIZE) >= 0
