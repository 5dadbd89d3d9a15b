"""Paragraphs and cells become a line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading.layout import Grid, Layout, one_line


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("人均预期\n寿命(岁)", "人均预期寿命(岁)"),
        ("78.2\n79.1", "78.2 79.1"),
        ("World\nHealth", "World Health"),
        ("到2025\n年", "到2025年"),
        ("比2020年\n降低10%", "比2020年降低10%"),
        ("61.2/\n58.4", "61.2/58.4"),
        ("  一、目标  \r\n\r\n", "一、目标"),
        ("甲\u2028乙\x0b丙", "甲乙丙"),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_lines_are_joined(lines, joined):
    assert one_line(lines) == joined


@given(st.text(max_size=60))
def test_a_line_holds_no_line_end_and_loses_no_other_character(text):
    joined = one_line(text)
    assert len(joined.splitlines()) <= 1
    assert "".join(joined.split()) == "".join(text.split())


def test_lines_are_numbered_in_order_and_know_their_pages():
    layout = Layout()
    assert [layout.add("甲", 1), layout.add("乙\n丙", 2)] == [0, 1]
    assert layout.lines == ["甲", "乙丙"]
    assert [layout.page(0), layout.page(1)] == [1, 2]


def test_without_pages_the_page_is_none():
    assert Layout().page(3) == 0


def test_the_lines_of_cells_are_known():
    layout = Layout(grids=[Grid([[1, 1], [2, 3]]), Grid([[5], [6]])])
    assert layout.cell_lines() == {1, 2, 3, 5, 6}
