"""Characters on a page become lines, and lines become paragraphs."""

import pytest

from plancompare.reading.boxes import Box, Character, Line
from plancompare.reading.pdftables import RuledTable
from plancompare.reading.pdftext import (
    Margins,
    Turn,
    lines,
    paragraphs,
    without_running_heads,
)

LEFT, RIGHT, SIZE = 50.0, 350.0, 10.0


def signs(text, left=LEFT, bottom=500.0, size=SIZE):
    """Characters of a line set without gaps; a space takes none."""
    found = []
    for sign in text:
        width = 0 if sign == " " else size if sign > "\u2e80" else size / 2
        found.append(Character(sign, Box(left, bottom, left + width, bottom + size)))
        left += width
    return found


def line(text, left=LEFT, right=RIGHT, top=500.0, page=1, size=SIZE):
    return Line(text, Box(left, top - size, right, top), page)


MARGINS = Margins(LEFT, RIGHT, SIZE)


def joined(*found):
    return ["".join(part.text for part in group) for group in paragraphs(found, MARGINS)]


def test_characters_at_one_height_are_a_line():
    assert [found.text for found in lines(signs("人均寿命") + signs("岁", 90))] == ["人均寿命岁"]


def test_a_lower_character_begins_a_line():
    found = lines(signs("人均寿命") + signs("七十九", bottom=480))
    assert [part.text for part in found] == ["人均寿命", "七十九"]
    assert (found[0].box.left, found[0].box.right) == (50, 90)


def test_a_raised_small_character_stays_on_its_line():
    assert [part.text for part in lines(signs("10") + signs("3", 60, 504, 6))] == ["10³"]


def test_going_back_to_the_left_begins_a_line():
    assert len(lines(signs("右栏", 200) + signs("左栏", 50))) == 2


def test_a_space_beside_a_wide_character_is_left_out():
    assert lines(signs("达到 95 %以上"))[0].text == "达到95 %以上"
    assert lines(signs("World Health"))[0].text == "World Health"


def test_a_wide_gap_parts_columns():
    assert lines(signs("床位") + signs("6.5", 120) + signs("7", 200))[0].text == "床位  6.5  7"


def test_spaces_before_the_first_character_are_nothing():
    assert lines(signs("  ")) == []
    assert lines([*signs(" "), *signs("甲")])[0].text == "甲"


def test_lines_know_their_page():
    assert lines(signs("甲"), 7)[0].page == 7


def test_a_full_line_goes_on():
    assert joined(line("一二三"), line("四五。", right=200, top=485)) == ["一二三四五。"]


def test_a_short_line_ends_its_paragraph():
    assert joined(line("一二。", right=200), line("三四。", top=485)) == ["一二。", "三四。"]


def test_an_indented_line_begins_a_paragraph():
    assert joined(line("一二三"), line("四五", left=70, top=485)) == ["一二三", "四五"]


def test_a_line_after_an_indented_one_goes_on():
    assert joined(line("一二三", left=70), line("四五", top=485)) == ["一二三四五"]


def test_after_a_full_line_that_ends_a_sentence_an_indent_begins_a_paragraph():
    assert joined(line("一二三。", left=70), line("四五", left=70, top=485)) == ["一二三。", "四五"]


def test_after_a_full_line_that_ends_a_sentence_a_heading_begins_a_paragraph():
    assert joined(line("一二三。"), line("(二)标题", top=485)) == ["一二三。", "(二)标题"]
    assert joined(line("一二三"), line("(二)级标准", top=485)) == ["一二三(二)级标准"]


def test_another_size_of_type_begins_a_paragraph():
    assert len(joined(line("一二三", size=16), line("四五", top=480))) == 2


def test_a_distance_begins_a_paragraph_but_a_new_page_does_not():
    assert len(joined(line("一二三"), line("四五", top=460))) == 2
    assert joined(line("一二三", top=60), line("四五", top=780, page=2)) == ["一二三四五"]


def test_lines_in_columns_are_never_joined():
    assert len(joined(line("床位  6.5"), line("医生  2.7", top=485))) == 2


def test_margins_are_those_of_most_lines():
    found = [line("甲")] * 9 + [line("题", left=150, right=250)] * 2 + [line("段", left=70)] * 9
    assert Margins.of(found) == MARGINS
    assert Margins.of([]) == Margins(0, 0, 0)


def pages(count, *edges):
    """Pages that each have lines at the edges and three of their own."""
    body = "甲乙丙丁戊己庚辛壬癸"
    return [
        [line(text.format(number), top=top) for text, top in edges]
        + [line(body[number] * 5 + str(at), top=700 - 20 * at) for at in "123" for at in [int(at)]]
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("foot", ["{}", "— {} —", "- {} -", "第{}页", "第 {} 页 共 9 页", "{}/9"])
def test_page_numbers_are_left_out(foot):
    for page in without_running_heads(pages(4, (foot, 40))):
        assert len(page) == 3


def test_heads_that_pages_share_are_left_out():
    for page in without_running_heads(pages(4, ("某市规划", 780))):
        assert len(page) == 3


def test_a_line_on_one_page_alone_stays():
    found = pages(4)
    found[0].insert(0, line("某市规划", top=780))
    assert without_running_heads(found)[0][0].text == "某市规划"


def test_a_shared_line_in_the_middle_of_pages_stays():
    found = [[*page[:1], line("单位:人", top=650), *page[1:]] for page in pages(4)]
    found = [[line("首", top=790), line("次", top=780), *page] for page in found]
    found = [[*page, line("末", top=50), line("尾", top=40)] for page in found]
    assert all("单位:人" in [part.text for part in page] for page in without_running_heads(found))


@pytest.mark.parametrize(
    ("rotation", "box"),
    [
        (0, Box(10, 20, 30, 25)),
        (90, Box(20, 70, 25, 90)),
        (180, Box(70, 175, 90, 180)),
        (270, Box(175, 10, 180, 30)),
    ],
)
def test_a_turned_page_is_seen_upright(rotation, box):
    assert Turn(5, 5, 100, 200, rotation).box((15, 25, 35, 30)) == box


def ruled(page, *rows):
    cells = tuple(cell for row in rows for cell in row)
    numbers = iter(range(len(cells)))
    places = tuple(tuple(next(numbers) for _ in row) for row in rows)
    lines = tuple((line(text, page=page),) for text in cells)
    return RuledTable(Box(0, 0, 1, 1), page, page, lines, places)


def texts(table):
    return [table.texts(row) for row in table.rows]


def test_a_table_goes_on_on_the_next_page():
    whole = ruled(1, "甲乙", "12").continued_by(ruled(2, "34"))
    assert texts(whole) == [["甲", "乙"], ["1", "2"], ["3", "4"]]
    assert (whole.page, whole.last_page) == (1, 2)
    assert texts(whole.continued_by(ruled(3, "56")))[-1] == ["5", "6"]


def test_a_head_printed_again_is_left_out():
    whole = ruled(1, "甲乙", "12").continued_by(ruled(2, "甲乙", "34"))
    assert texts(whole) == [["甲", "乙"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("lower", [ruled(1, "34"), ruled(2, "345")])
def test_a_table_on_the_same_page_or_of_other_columns_is_another(lower):
    assert ruled(1, "甲乙", "12").continued_by(lower) is None
