"""Each figure is outlined where it stands, and of a hostile document nothing is left that acts."""

import re

import docx
import pypdfium2 as pdfium
import pytest
import typst
from lxml import html
from review_tools import PLAN, opened, write

# our own writing; no county says this
PDF = """#set text(font: "Noto Sans CJK SC", lang: "zh")
#set page(header: [虚构文件], numbering: "1")
= 扬中市“十四五”卫生健康发展规划
2020年，全市每千人口医疗卫生机构床位数5.20张，人均预期寿命79.5岁。
#table(columns: 3, [指标], [2020年], [2025年], [每千人口执业（助理）医师数（人）], [2.90], [3.35],
  [婴儿死亡率（‰）], [3.2], [3.0])
#pagebreak()
到2025年，每千人口医疗卫生机构床位数达到6.1张。
"""
PAGE = """<html><head><title>x</title><script>steal()</script><style>b{color:red}</style>
<meta http-equiv=refresh content="0;url=http://elsewhere.example"><base href="http://elsewhere.example">
<link rel=stylesheet href=http://elsewhere.example/x.css></head><body onload=steal()>
<nav>目录 2020年 床位数5.20张</nav><h1>扬中市“十四五”卫生健康发展规划</h1>
<p>2020年，全市<b>每千人口</b>医疗卫生机构床位数5.<i>20</i>张，人均预期寿命79.5岁。<script>steal()</script>本文为虚构示例。</p>
<a href="javascript:steal()">点</a><iframe src=http://elsewhere.example></iframe>
<form action=http://elsewhere.example><input value=x onfocus=steal() autofocus></form>
<img src=http://elsewhere.example/x.png onerror=steal()>
<svg onload=steal()><script>steal()</script></svg>
<table><tr><th>指标</th><th>2020年</th><th>2025年</th></tr>
<tr><td>婴儿死亡率（‰）</td><td>3.2</td><td>3.0</td></tr></table></body></html>
"""


def values(seen):
    return [re.sub(r"\s", "", each.cells["value"]) for each in seen.proposals]


def marked(markup):
    """What is marked for each figure, by its number."""
    found = {}
    for mark in html.document_fromstring(markup).iter("mark"):
        for number in mark.get("data-n").split():
            found[int(number)] = found.get(int(number), "") + mark.text_content()
    return [found[number] for number in sorted(found)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    write(folder / "plan.typ", PDF)
    typst.compile(folder / "plan.typ", output=folder / "plan.pdf")
    return folder / "plan.pdf"


def test_on_a_page_of_a_pdf_each_outline_is_round_its_number(printed):
    seen = opened(printed)
    found = {}
    with pdfium.PdfDocument(printed) as pdf:
        for page, shown in zip(pdf, seen.pages, strict=True):
            width, height = page.get_size()
            for number, (left, top, across, down) in shown.marks:
                box = (left * width, (1 - top - down) * height,
                       (left + across) * width, (1 - top) * height)  # fmt: skip
                found[number] = re.sub(r"\s", "", page.get_textpage().get_text_bounded(*box))
    assert list(map(found.get, range(len(seen.proposals)))) == values(seen)
    assert len(values(seen)) == 7


def test_the_lines_of_a_page_can_be_selected(printed):
    lines = [text for text, _ in opened(printed).pages[1].lines]
    assert "到2025年，每千人口医疗卫生机构床位数达到6.1张。" in "".join(lines)


def test_in_a_text_each_value_is_marked_and_markup_is_text(tmp_path):
    seen = opened(write(tmp_path / "plan.txt", PLAN + "<script>steal()</script>"))
    assert marked(seen.markup) == values(seen)
    assert "&lt;script&gt;steal()" in seen.markup


def test_in_a_word_document_tables_are_tables(tmp_path):
    document = docx.Document()
    document.add_paragraph("扬中市“十四五”卫生健康发展规划")
    table = document.add_table(2, 3)
    texts = ["指标", "2020年", "2025年", "婴儿死亡率（‰）", "3.2", "3.0"]
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    document.add_paragraph("到2025年，人均预期寿命达到80.2岁。（本文为虚构示例）")
    document.save(tmp_path / "plan.docx")
    seen = opened(tmp_path / "plan.docx")
    assert marked(seen.markup) == values(seen)
    assert len(html.document_fromstring(seen.markup).findall(".//tr")) == 2


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return opened(write(tmp_path_factory.mktemp("page") / "plan.html", PAGE))


def test_on_a_web_page_each_value_is_marked_across_its_elements(page):
    assert marked(page.markup) == values(page)
    assert "5.20张" in values(page)


def test_of_a_hostile_page_nothing_is_left_that_acts_or_leads_elsewhere(page):
    assert "steal" not in page.markup
    assert "elsewhere.example" not in page.markup
    assert "javascript:" not in page.markup
    assert "本文为虚构示例" in page.markup  # what follows a script stays
    assert "color:red" in page.markup  # it looks as it looked
