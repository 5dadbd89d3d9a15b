"""A long text is read, or refused, whatever it is made of."""

import pytest

from plancompare.reading.cleaning import clean
from plancompare.reading.errors import DocumentTooLarge
from plancompare.reading.formats import File
from plancompare.reading.outline import outline
from plancompare.reading.text import read

PLAN = (
    "(一)健康水平。到2025年,人均预期寿命达到79.1岁,每千人口床位6.5张;孕产妇死亡率控制在9/10万以内。\n"
    "指标\n2020年\n2025年\n床位(张)\n6.1\n6.5\n医生(人)\n2.7\n3.3\n"
    "|\n类别 |\n值 |\n|\n甲 |\n5 |\n衛(wèi)生計生?\n"
)
UGLY = {
    "a plan": PLAN,
    "a plan in one line": PLAN.replace("\n", "").replace("|", ""),
    "question marks": "文? ",
    "spaces": " ",
    "spaces between digits": "1 ",
    "digits": "1",
    "split decimals": "1. 2 . ",
    "open brackets": "(",
    "pinyin that never closes": "衛(wèi",
    "bookmarks that never close": "[bookmark: ",
    "signs": ", ;",
    "line ends": "\n",
    "cell lines": "甲 |\n",
    "bars": "|\n",
    "tabs": "甲\t乙\n",
    "gaps": "甲  乙  丙\n",
    "numbers of headings": "一、",
    "items": "。1.甲",
    "dashes": "——",
    "heads of tables": "指标\n2020年\n2025年\n甲\n",
    "full lines": "一" * 40 + "\n",
}


@pytest.mark.parametrize("piece", UGLY.values(), ids=UGLY.keys())
def test_a_long_text_is_read_to_its_end(piece, ends):
    """How time grows with length is measured by benchmarks/bench_hostile.py."""
    text = "始。\n" + piece * (100_000 // len(piece)) + "终"
    assert read(File("plan.txt", text.encode())).text


@pytest.fixture
def _few_lines(monkeypatch):
    """No more than 2,000 lines are read, so that a text need not be long to be too long."""
    monkeypatch.setenv("PLANCOMPARE_LIMIT_LINES", "2000")


@pytest.mark.usefixtures("_few_lines")
def test_too_many_lines_are_refused():
    with pytest.raises(DocumentTooLarge, match="lines: no more than 2,000 are"):
        read(File("plan.txt", b"a\n" * 2_002))


@pytest.mark.usefixtures("_few_lines")
def test_blank_lines_do_not_count(paragraphs):
    document = read(File("plan.txt", b"a" + b"\n" * 3_100 + b"b"))
    assert paragraphs(document) == ["a", "b"]
    assert document.original_span(*[document.blocks[1].start, document.blocks[1].end]) == (
        3_101,
        3_102,
    )


def test_a_long_heading_is_looked_at_no_further_than_a_title_goes(ends):
    assert outline("\n".join(["一、" + "甲" * 5000] * 200))[0].title == ""


def test_cleaning_keeps_what_it_does_not_know():
    assert clean("a\U0010ffff\x07㊙①½").text == "a\U0010ffff\x07㊙①½"
