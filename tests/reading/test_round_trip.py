"""What reading hands on is the original, cleaned: each piece can be cut out of it again."""

import tempfile
from itertools import chain, pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading import read_document
from plancompare.reading.cleaning import clean

NOISE = st.sampled_from(
    [
        "",
        "",
        "",
        "(wèi)",
        "[bookmark: _Toc1]",
        "?",
        "\u3000",
        " ",
        "\u200b",
        "；。",
        "，，",
        "\ufeff",
    ]
)
WORDS = st.sampled_from(
    [
        "到２０２５年，",
        "人均預期壽命達到79.1歲",
        "每千人口床位数6.5张",
        "孕产妇死亡率控制在9/10万以内",
        "。",
        "（二）加強能力建設。",
        "一、發展目標",
        "衛(wèi)生",
        "中(藏)醫",
        "——健康水平。",
        "95. 5 ％",
        "共有 1 200 人",
    ]
)
PARAGRAPH = st.lists(st.tuples(NOISE, WORDS, NOISE).map("".join), min_size=1, max_size=8).map(
    "".join
)
TABLE = st.lists(
    st.lists(
        st.sampled_from(["1", "健康水平", "床位 数(张)", "７．５", "≧80", "—"]),
        min_size=2,
        max_size=4,
    ),
    min_size=2,
    max_size=4,
).map(lambda rows: "\n".join("|\n" + "\n".join(f"{cell} |" for cell in row) for row in rows))
PLAN = st.lists(st.one_of(PARAGRAPH, PARAGRAPH, TABLE), min_size=1, max_size=12)


def read_text(text, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.txt")
        path.write_bytes(("开头\n" + text).replace("\n", ending).encode())
        return read_document(path)


@given(PLAN.map("\n".join), st.sampled_from(["\n", "\r\n"]))
def test_a_block_cut_from_the_original_and_cleaned_again_is_the_same(text, ending):
    document = read_text(text, ending)
    for block in document.blocks:
        start, end = document.original_span(block.start, block.end)
        again = clean(document.original[start:end]).text
        assert again == document.text[block.start : block.end]


@given(PLAN.map("\n".join), st.sampled_from(["\n", "\r\n"]))
def test_a_cell_cut_from_the_original_and_cleaned_again_is_the_same(text, ending):
    document = read_text(text, ending)
    for cell in (cell for table in document.tables for row in table.rows for cell in row):
        start, end = document.original_span(cell.start, cell.end)
        assert clean(document.original[start:end]).text == cell.text
        assert document.text[cell.start : cell.end] == cell.text


@given(PLAN.map("\n".join))
def test_blocks_and_cells_cover_the_text_once(text):
    document = read_text(text, "\n")
    spans = [(block.start, block.end) for block in document.blocks]
    spans += {(c.start, c.end) for t in document.tables for row in t.rows for c in row if c.text}
    spans.sort()
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    gaps = pairwise([0, *chain.from_iterable(spans), len(document.text)])
    between = "".join(document.text[start:end] for start, end in list(gaps)[::2])
    assert set(between) <= set("\n| ")


@given(PLAN.map("\n".join))
def test_rows_of_a_table_are_equally_long(text):
    for table in read_text(text, "\n").tables:
        assert len({len(row) for row in table.rows}) == 1
