"""How wide things are in print, and what a slide has room for."""

from dataclasses import replace

import pytest
from format_blocks import GAPS, REGIONS, picture, report
from hypothesis import given
from hypothesis import strategies as st

from plancompare.charts.data import chart_data
from plancompare.reports.blocks.content import Heading, Sentences, TableBlock
from plancompare.reports.blocks.layout import (
    column_widths,
    fitted_widths,
    footed,
    last_line,
    picture_size,
    rows_of,
    sections,
    shortened,
    text_width,
)
from plancompare.reports.files.bars import Grid, bars_of, is_chart, joined


def table(*rows: tuple[str, ...]) -> TableBlock:
    return TableBlock(tuple("列" for _ in rows[0]), rows, "")


def test_a_chinese_character_is_as_wide_as_two_letters():
    assert text_width("床位beds") == 8


def test_what_fits_is_left_as_it_is():
    assert shortened("床位", 4) == "床位"
    assert shortened("床位数", 4) == "床…"


@given(st.text(max_size=40), st.integers(1, 30))
def test_shortened_text_fits_and_begins_alike(text, most):
    short = shortened(text, most)
    assert text_width(short) <= most
    assert short == text or text.startswith(short.removesuffix("…"))


class TestColumns:
    def test_a_column_is_as_wide_as_nine_in_ten_of_its_cells(self):
        rows = [("甲" * 8,)] * 19 + [("甲" * 80,)]
        assert column_widths(table(*rows)) == [16]

    def test_of_few_cells_the_widest_counts(self):
        assert column_widths(table(("甲",), ("甲" * 15,))) == [30]

    def test_a_column_is_wide_enough_for_its_words(self):
        rows = [("甲",)] * 30 + [("responsibilities",)]
        assert column_widths(table(*rows)) == [16]

    def test_no_column_takes_all(self):
        assert column_widths(table(("x" * 10_000, "1"))) == [44, 6]

    def test_narrow_columns_get_what_they_need_and_wide_ones_the_rest(self):
        block = table(("2020", "甲" * 22, "乙" * 22))
        year, first, second = fitted_widths(block, 400, 8, 6)
        assert year == pytest.approx(6 * 8 * 0.55 + 6)
        assert first == second
        assert year + first + second == pytest.approx(400)

    def test_a_small_table_is_not_stretched(self):
        assert sum(fitted_widths(table(("1", "2")), 400, 8, 6)) < 100

    @given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.integers(100, 800))
    def test_a_table_fits_its_page(self, widths, room):
        block = table(tuple("甲" * width for width in widths))
        assert sum(fitted_widths(block, room, 8, 6)) <= room + 0.01


class TestSections:
    def test_a_section_goes_from_heading_to_heading(self):
        parts = [part for _, part in sections(report(), 100)]
        assert [part[0] for part in parts] == [
            block for block in report() if isinstance(block, Heading)
        ]
        assert [block for part in parts for block in part] == report()

    def test_a_wide_table_turns_its_own_section_only(self):
        wide = table(tuple("甲" * 20 for _ in range(5)))
        blocks = [Heading("一", 2), Sentences(("。",)), Heading("二", 2), wide]
        assert [turned for turned, _ in sections(blocks, 150)] == [False, True]

    def test_a_report_without_headings_is_one_section(self):
        assert list(sections([Sentences(("。",))], 1)) == [(False, [Sentences(("。",))])]
        assert list(sections([], 1)) == []


def test_the_last_line_says_what_a_report_was_made_from():
    assert last_line(report()) == "数据集 0123456789abcdef · plancompare"
    assert last_line([]) == ""


def test_the_last_line_stands_at_the_foot_and_never_alone_on_a_page():
    body, foot = footed(report())
    assert (foot, [*body]) == ("数据集 0123456789abcdef · plancompare", report()[:-1])


def test_a_report_that_ends_with_more_than_a_line_is_left_whole():
    for end in (Sentences(("甲。", "乙。")), Sentences(("甲" * 60,)), table(("甲",))):
        assert footed([Sentences(("首。",)), end])[0] == [Sentences(("首。",)), end]
    assert footed([]) == ([], "")


def test_where_two_columns_end_alike_the_next_picture_begins_a_row():
    high = picture_size(picture())[1]
    both = rows_of([picture()] * 3, 300, 10 * high, 0)
    assert [[len(column) for column in row] for row in both] == [[1, 1], [1, 0]]
    tall = replace(picture(), svg=picture().svg.replace(f'height="{high:g}pt"', 'height="900pt"'))
    rows = rows_of([picture(), tall, picture()], 300, 2000, 0)
    assert [[len(column) for column in row] for row in rows] == [[2, 1]]


def test_a_picture_is_as_large_as_it_was_drawn():
    width, height = picture_size(picture())
    assert width == pytest.approx(84 / 25.4 * 72, abs=0.5)
    assert height > 50


class TestBars:
    def test_a_ranking_goes_on_on_one_scale_best_first(self):
        parts = bars_of(chart_data("ranking", REGIONS, "zh").editable, 15)
        assert [len(part.categories) for part in parts] == [15, 15, 15]
        values = [value for part in parts for (value,) in part.values]
        assert values == sorted(REGIONS["value"], reverse=True)
        assert {part.highest for part in parts} == {8.4}

    def test_less_is_better_is_ranked_the_other_way_round(self):
        rows = REGIONS.assign(direction="less")
        (first, *_) = bars_of(chart_data("ranking", rows, "zh").editable, 15)
        assert first.values[0] == (4.0,)

    @pytest.mark.parametrize(
        ("rows", "holds"),
        [(GAPS, False), (GAPS.assign(unit="percent"), True), (GAPS.head(1), False)],
        ids=["units differ", "one unit", "one alone"],
    )
    def test_a_chart_compares_two_or_more_of_one_unit(self, rows, holds):
        assert is_chart(chart_data("dumbbell", rows, "zh").editable) is holds

    def test_small_tables_of_like_columns_are_one(self):
        one = Grid(("指标", "基线", "目标"), (("床位", "6.00", "7.5"),))
        other = Grid(("指标", "目标"), (("寿命", "79"),))
        both = joined(one, other, 14)
        assert both == Grid(one.columns, (("床位", "6.00", "7.5"), ("寿命", "", "79")))
        assert joined(one, other, 1) is None
        assert joined(one, Grid(("地区", "目标"), (("甲县", "79"),)), 14) is None
