"""What has a known label and an unread cell is a doubt, whatever has become of its table."""

import pytest
from tests.extraction.test_same_table import TABLES, written

from plancompare.extraction import read_figures
from plancompare.extraction.labels import indicators, plain
from plancompare.language import normalise_label
from plancompare.reading import read_document

HARM = {
    "garbled": lambda row, at: [*row[:at], "3·2·1", *row[at + 1 :]],
    "lacking": lambda row, at: [*row[:at], *row[at + 1 :]],
    "joined": lambda row, at: [*row[:at], " ".join(row[at : at + 2]), *row[at + 2 :]],
}


def is_value(cell):
    return any(sign.isdigit() for sign in cell) and cell != "1/10万"


def harmed(rows, harm, first):
    for number, row in enumerate(rows[1:-1], start=1):
        for at in range(first, len(row)):
            if is_value(row[at]):
                yield [*rows[:number], HARM[harm](row, at), *rows[number + 1 :]]


def silent(read, label, row):
    """Whether a row's label has fewer figures than values and is in no doubt."""
    ids = indicators(normalise_label(label))
    doubts = {each for told in read.unread for each in indicators(normalise_label(told.label))}
    count = sum(figure.indicator_id in ids for figure in read.figures)
    return count < sum(map(is_value, row)) and not doubts.intersection(ids)


@pytest.mark.parametrize("form", ["html", "tabs.txt", "cells.txt", "led.txt"])
@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize(("kind", "side"), [("a plan's", 1), ("years at the head", 0)])
def test_a_row_that_is_not_read_is_a_doubt(tmp_path, kind, side, harm, form):
    title, caption, lines, _ = TABLES[kind]
    for rows in harmed([line.split("|") for line in lines], harm, side + 1):
        read = read_figures(read_document(written(tmp_path, form, title, caption, rows)))
        told = [row[side] for row in rows[1:] if silent(read, plain(row[side]), row[side + 1 :])]
        assert told == [], rows


def test_a_row_that_lacks_cells_gives_nothing_to_the_row_above(tmp_path):
    rows = ["指标|2021年|2022年", "孕产妇死亡率(1/10万)|9.1|8.7", "婴儿死亡率(‰)|2.8", "产检率|9|9"]
    path = written(tmp_path, "tabs.txt", "某县年报", "表1", [row.split("|") for row in rows])
    assert "2.8" not in [str(figure.value) for figure in read_figures(read_document(path)).figures]


def test_a_line_of_values_without_a_head_has_no_year(tmp_path):
    (path := tmp_path / "t.txt").write_text("某县2023年年报\n婴儿死亡率(‰) 2.8 2.6 2.5\n", "utf-8")
    read = read_figures(read_document(path))
    assert [each.label for each in read.unread] == ["婴儿死亡率(‰)"]
    assert read.figures == []


@pytest.mark.parametrize("gap", [" ", "|"])
def test_a_table_whose_caption_measures_and_whose_head_is_unknown_is_a_doubt(tmp_path, gap):
    rows = "组别 甲类地 乙类地\n低收入 10.6 11.5\n中收入 3.7 4.1\n高收入 5.3 5.8\n".replace(
        " ", gap
    )
    (path := tmp_path / "t.txt").write_text(
        f"某次调查\n\n表2 2013年高血压患病率(%)\n{rows}", "utf-8"
    )
    read = read_figures(read_document(path))
    assert read.figures == []
    assert [each.printed.removeprefix("低收入") for each in read.unread] == ["10.6"]


@pytest.mark.parametrize(
    "line",
    [
        "地区|总人口|出生率(‰)|自然增长率(‰)|(年末)|城镇人口|人口数|比重(%)||全国|137461|771|56.1|12.01|4.91|北京|217|181|86.51|7.91|3.01|",
        "监测指标单位权重目标值1.人均GDP元4.0≥570002.城镇人口比重%3.0≥603.平均预期寿命岁2.0≥764.失业率%2.0≤65.农村自来水普及率%1.5≥80",
    ],
)  # fmt: skip
def test_a_table_that_is_one_line_is_a_doubt(tmp_path, line):
    (path := tmp_path / "t.txt").write_text(f"某次监测\n\n{line}\n", "utf-8")
    read = read_figures(read_document(path))
    assert read.figures == []
    assert len(read.unread) > 1
