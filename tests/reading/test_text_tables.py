"""Tables that plain text has flattened are put together again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading.document import Cell
from plancompare.reading.errors import DocumentTooLarge
from plancompare.reading.grid import even_rows, unfold

HEAD = ["类别", "序号", "指标", "2020年", "2025年", "性质"]
WHOLE = [
    HEAD,
    ["健康水平", "1", "人均预期寿命(岁)", "78.2", "79.1", "预期性"],
    ["健康水平", "2", "婴儿死亡率(‰)", "3.6", "≤3.5", "预期性"],
    ["资源", "3", "每千人口床位数(张)", "—", "4", "约束性"],
    ["资源", "3", "其中:公立", "5.1", "比2020年增长10%", "约束性"],
]
# A category stands in the first row of its group; a sub-row has no number of its own.
PRINTED = [WHOLE[0], WHOLE[1], WHOLE[2][1:], WHOLE[3], WHOLE[4][2:]]


def bars(rows):
    return "\n".join("|\n" + "\n".join(f"{cell} |" for cell in row) for row in rows)


def in_prose(table):
    return f"一、目标\n发展指标\n{table}\n二、任务\n各县抓好落实,年底前完成。\n"


def test_one_cell_a_line_between_bars(read, cells):
    (table,) = read(in_prose(bars(PRINTED))).tables
    assert cells(table) == WHOLE
    assert table.caption == "发展指标"


def test_a_head_cell_over_the_row_numbers_covers_the_next_column_too(read, cells):
    (table,) = read(in_prose(bars([HEAD[:1] + HEAD[2:], *PRINTED[1:]]))).tables
    assert cells(table)[0] == ["类别", "指标", "指标", "2020年", "2025年", "性质"]
    assert cells(table)[1:] == WHOLE[1:]


def test_a_category_after_the_row_number(read, cells):
    swapped = [[row[1], row[0], *row[2:]] for row in WHOLE[:4]]
    rows = [[row[0], *row[2:]] if row[0] == "2" else row for row in swapped]
    (table,) = read(in_prose(bars(rows))).tables
    assert cells(table) == swapped


def test_a_row_whose_last_cell_is_missing(read, cells):
    rows = [*PRINTED[:2], PRINTED[2][:-1], *PRINTED[3:]]
    (table,) = read(in_prose(bars(rows))).tables
    assert cells(table) == [*WHOLE[:2], [*WHOLE[2][:-1], ""], *WHOLE[3:]]


def test_three_columns_that_only_blanks_part(read, cells):
    rows = [["指标", "2020年", "2025年"], *(row[2:5] for row in WHOLE[1:3])]
    (table,) = read(in_prose("\n".join("   ".join(row) for row in rows))).tables
    assert cells(table) == rows


def test_a_value_in_a_sub_row_is_not_its_number(read, cells):
    rows = [[cell.replace("5.1", "8") for cell in row] for row in PRINTED]
    (table,) = read(in_prose(bars(rows))).tables
    assert cells(table)[4] == ["资源", "3", "其中:公立", "8", "比2020年增长10%", "约束性"]


def test_any_number_of_bars_between_rows(read, cells):
    text = bars(PRINTED).replace("预期性 |\n", "预期性 |\n|\n|\n")
    assert cells(read(in_prose(text)).tables[0]) == WHOLE


def test_an_empty_cell_does_not_part_its_row(read, cells):
    rows = [[cell.replace("—", "") for cell in row] for row in PRINTED]
    (table,) = read(in_prose(bars(rows))).tables
    assert cells(table) == [[cell.replace("—", "") for cell in row] for row in WHOLE]


def test_a_row_of_one_cell_covers_all_columns(read, cells):
    rows = [HEAD, ["一、健康水平"], *WHOLE[1:]]
    (table,) = read(in_prose(bars(rows))).tables
    assert cells(table)[1] == ["一、健康水平"] * 6


def test_a_box_of_one_cell_is_prose(read, paragraphs):
    document = read(in_prose("|\n专栏1 工程 |\n|\n——建设。建3所医院。 ——培训。培训50人。 |"))
    assert document.tables == ()
    assert "专栏1工程" in paragraphs(document)
    assert "——建设。建3所医院。 ——培训。培训50人。" in paragraphs(document)


@pytest.mark.parametrize(
    "line",
    [
        lambda row: "| " + " | ".join(row) + " |",
        " | ".join,
        "\t".join,
        "    ".join,
        lambda row: "  ".join(cell.ljust(12) for cell in row),
    ],
    ids=["between bars", "bars inside", "tabs", "spaces", "aligned"],
)
def test_one_row_a_line(read, cells, line):
    (table,) = read(in_prose("\n".join(map(line, WHOLE)))).tables
    assert cells(table) == WHOLE


def test_the_rule_under_a_head_is_no_row(read, cells):
    lines = ["| " + " | ".join(row) + " |" for row in WHOLE]
    (table,) = read("\n".join([lines[0], "|---|:--:|---|---|---|---|", *lines[1:]])).tables
    assert cells(table) == WHOLE


def test_an_empty_first_cell_goes_on_with_the_category_above(read, cells):
    rows = [["", *row[1:]] if row in (WHOLE[2], WHOLE[4]) else row for row in WHOLE]
    (table,) = read("\n".join("\t".join(row) for row in rows)).tables
    assert cells(table) == WHOLE


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_one_cell_a_line_and_nothing_between(read, cells, paragraphs, between):
    text = between.join(cell for row in PRINTED for cell in row)
    document = read(in_prose(text))
    assert cells(document.tables[0]) == WHOLE
    assert paragraphs(document) == ["一、目标", "发展指标", "二、任务", "各县抓好落实,年底前完成。"]


def test_bare_lines_without_row_numbers_end_with_a_value_or_a_nature(read, cells):
    rows = [row[:1] + row[2:] if len(row) == 6 else row[-4:] for row in PRINTED]
    rows[2] = rows[2][-4:]
    (table,) = read(in_prose("\n".join(cell for row in rows for cell in row))).tables
    assert cells(table) == [row[:1] + row[2:] for row in WHOLE]


def test_a_value_that_looks_like_the_next_row_number(read, cells):
    rows = [
        ["序号", "指标", "2025年"],
        ["1", "医院(所)", "2"],
        ["2", "床位(张)", "3"],
        ["3", "医生(人)", "9"],
    ]
    (table,) = read("\n".join(cell for row in rows for cell in row)).tables
    assert cells(table) == rows


WITH_AGENCIES = [
    ["类别", "指标", "2025年目标", "2022年基线", "责任单位"],
    ["质量", "出院患者手术占比", "28%", "21.6%", "县人民医院"],
    ["质量", "低风险组病例死亡率", "0.02%以下", "0.04%", "各公立医院"],
    ["结构", "医护比", "1:1.5", "1:1.35", "卫生健康局"],
    ["结构", "床护比", "力争逐年提高", "—", "卫生健康局"],
]


def lines_of(rows):
    return "\n".join(cell for row in rows for cell in row)


def test_bare_lines_whose_rows_end_in_an_agency(read, cells):
    printed = [row[row[0] == above[0] :] for above, row in pairwise([[""], *WITH_AGENCIES])]
    (table,) = read(in_prose(lines_of(printed))).tables
    assert cells(table) == WITH_AGENCIES


def test_an_agency_that_covers_several_rows(read, cells):
    printed = [*WITH_AGENCIES[:4], WITH_AGENCIES[4][:-1]]
    (table,) = read(in_prose(lines_of(printed))).tables
    assert [row[:4] for row in cells(table)[:4]] == [row[:4] for row in WITH_AGENCIES[:4]]
    assert len(table.rows) == 5


def test_a_head_cell_that_covers_the_years_below_it(read, cells):
    rows = [["指标", "现状值", "2022年", "2030年"], ["婴儿死亡率(‰)", "5.1", "4.5", "4"]]
    rows.append(["健康素养水平(%)", "18", "22", "30"])
    lines = lines_of(rows).replace("2022年", "目标值\n2022年", 1)
    assert cells(read(in_prose(lines)).tables[0]) == rows


def test_bars_that_end_cells_but_part_no_rows(read, cells):
    (table,) = read(in_prose("\n".join(f"{cell} |" for row in WHOLE[:4] for cell in row))).tables
    assert cells(table) == WHOLE[:4]


def test_columns_are_known_by_what_their_names_end_with(read, cells):
    rows = [
        ["序号", "核心指标名称", "2020年基线值", "2025年目标值", "省定目标值", "牵头单位"],
        ["(1)", "婴儿死亡率(‰)", "4.6", "≤4.2", "省下达目标值", "市卫健局"],
        ["(2)", "建成示范区(个)", "0", "建成", "—", "各县区"],
    ]
    (table,) = read(in_prose(lines_of(rows))).tables
    assert cells(table) == rows


def test_a_column_of_the_province_beside_the_own(read, cells):
    rows = [
        ["指标", "单位", "2020年", "2025年目标", "全省2025年目标", "性质"],
        ["人均预期寿命", "岁", "79.3", "80.5", "80左右", "预期性"],
        ["婴儿死亡率", "‰", "3.1", "[3.0]", "≤3.5/≤4", "约束性"],
    ]
    (table,) = read(in_prose(lines_of(rows))).tables
    assert cells(table) == rows


def test_a_head_printed_again_on_the_next_page_may_have_one_row(read, cells):
    lines = lines_of([*WHOLE[:3], WHOLE[0], WHOLE[3]])
    first, second = read(in_prose(lines)).tables
    assert cells(first) + cells(second)[1:] == WHOLE[:4]


@pytest.mark.parametrize(
    "text",
    [
        "第一章  规划背景\n第一节  发展基础\n第二节  面临形势\n",
        "类别\n指标\n单位\n正文从这里开始,没有表格。\n",
        "甲市\n乙市\n丙市\n丁市\n",
        "联系人:某某    电话:0000\n",
        "一、目标\n1.完成任务\n2.建好医院\n",
        "指标\n2020年\n2025年\n",
    ],
)
def test_what_is_no_table(read, text):
    assert read(text).tables == ()


@pytest.mark.parametrize("text", ["指标\n" * 20_000, "指标\n" * 40 + "2020年\n婴儿死亡率\n5.1\n"])
def test_names_of_columns_without_end_are_no_table_and_take_no_time(read, text):
    assert read(text).tables == ()


def test_two_tables_are_counted(read):
    text = in_prose(bars(PRINTED)) + "附表\n" + bars(PRINTED)
    assert [table.place for table in read(text).tables] == ["table 1", "table 2"]


CELLS = st.lists(
    st.lists(st.sampled_from(["1", "2", "3", "甲", "乙", "5.1", ""]), min_size=1, max_size=6),
    min_size=1,
    max_size=8,
)


@given(CELLS)
def test_rows_are_evened_and_keep_their_cells_in_order(rows):
    printed, made = "", []
    for row in rows:
        made.append([])
        for text in row:
            made[-1].append(Cell(text, len(printed), len(printed) + len(text)))
            printed += f"{text}\n"
    even = even_rows(printed, made)
    assert all(printed[cell.start : cell.end] == cell.text for row in even for cell in row)
    assert {len(row) for row in even} == {max(map(len, rows))}
    for row, whole in zip(made, even, strict=True):
        remaining = "\n".join(cell.text for cell in whole)
        for text in (cell.text for cell in row if cell.text):
            assert text in remaining
            remaining = remaining.partition(text)[2]


def test_spans_are_unfolded():
    rows = [[(1, 2, 1), (2, 1, 2)], [(3, 1, 1), (4, 1, 1)], [(5, 1, 1)]]
    assert unfold(rows, filler=9, where="") == [[1, 2, 2], [1, 3, 4], [5, 9, 9]]


def test_a_span_of_no_rows_reaches_to_the_end():
    assert unfold([[(1, 0, 1), (2, 1, 1)], [(3, 1, 1)], [(4, 1, 1)]], filler=9, where="") == [
        [1, 2],
        [1, 3],
        [1, 4],
    ]


def test_spans_beyond_reason_are_refused():
    with pytest.raises(DocumentTooLarge, match="millions of places"):
        unfold([[(1, 60000, 1000)]] * 2000, filler=9, where="")
