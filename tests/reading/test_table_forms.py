"""Any table comes back the same from each of the ways in which text prints tables."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading import read_document

HEAD = ["类别", "序号", "指标", "单位", "2020年", "2025年", "性质"]
LABELS = [
    "人均预期寿命",
    "婴儿死亡率",
    "5岁以下儿童死亡率",
    "每千人口床位数",
    "2型糖尿病规范管理率",
]
NATURES = ["预期性", "约束性"]
VALUES = ["78.2", "9", "≥80", "<5", "—", "61.2/58.4", "100%", "比2020年降低10%", "逐步提高"]


@st.composite
def tables(draw):
    """Rows as a reader of the table sees them: categories and numbers in every row."""
    rows = []
    for category in draw(
        st.lists(st.sampled_from(["健康水平", "健康服务", "资源"]), min_size=1, max_size=4)
    ):
        for _ in range(draw(st.integers(1, 3))):
            number = str(len({row[1] for row in rows}) + 1)
            labels = [draw(st.sampled_from(LABELS)), *["其中:农村"] * draw(st.integers(0, 1))]
            for label in labels:
                values = [draw(st.sampled_from(VALUES)) for _ in range(2)]
                nature = draw(st.sampled_from(["预期性", "约束性"]))
                rows.append(
                    [category, number, label, draw(st.sampled_from("岁人张%")), *values, nature]
                )
    return rows


def printed(rows):
    """The cells that are printed: a category and a number once for all the rows they span."""
    lines = []
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else [None, None]
        same_number = row[1] == above[1]
        same_category = row[0] == above[0]
        lines.append(row[2:] if same_number else row[1:] if same_category else row)
    return lines


def bars(rows):
    return "\n".join("|\n" + "\n".join(f"{cell} |" for cell in row) for row in rows)


def bare(rows):
    return "\n".join(cell for row in rows for cell in row)


def found(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.txt")
        path.write_bytes(f"主要指标\n{text}\n三、任务\n各县抓好落实。\n".encode())
        return [
            [[cell.text for cell in row] for row in table.rows]
            for table in read_document(path).tables
        ]


@given(tables())
def test_one_cell_a_line_between_bars(rows):
    assert found(bars([HEAD, *printed(rows)])) == [[HEAD, *rows]]


@given(tables())
def test_one_cell_a_line_and_nothing_between(rows):
    if len(rows) > 1:
        assert found(bare([HEAD, *printed(rows)])) == [[HEAD, *rows]]


@given(tables(), st.sampled_from(["\t", " | ", "   "]))
def test_one_row_a_line(rows, separator):
    if len(rows) > 1:
        assert found("\n".join(separator.join(row) for row in [HEAD, *rows])) == [[HEAD, *rows]]


@given(tables())
def test_rows_between_bars_with_empty_cells_for_what_spans(rows):
    lines = [[""] * (7 - len(row)) + row for row in printed(rows)]
    text = "\n".join(f"| {' | '.join(row)} |" for row in [HEAD, *lines])
    (table,) = found(text)
    assert [row[0] for row in table] == ["类别", *[row[0] for row in rows]]
    assert [row[2:] for row in table] == [row[2:] for row in [HEAD, *rows]]


@pytest.mark.parametrize("head", [HEAD, HEAD[:1] + HEAD[2:], [HEAD[0], "指标", *HEAD[4:]]])
def test_heads_with_and_without_names_for_numbers_and_units(head):
    rows = [
        ["健康水平", "1", "人均预期寿命", "岁", "78.2", "79.1", "预期性"],
        ["健康水平", "2", "婴儿死亡率", "‰", "3.6", "<5", "预期性"],
        ["资源", "3", "每千人口床位数", "张", "6.1", "7", "约束性"],
    ]
    if "单位" not in head:
        rows = [row[:3] + row[4:] for row in rows]
    (table,) = found(bars([head, *printed(rows)]))
    assert table[1:] == rows
    assert table[0][0] == "类别"
    assert table[0][2] == "指标"
