"""The brief that an official sends on: a question, findings, charts, a table, sources."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from format_blocks import picture, report, table

from plancompare.charts import CHARTS as KINDS
from plancompare.charts.data import ChartData, chart_data
from plancompare.dataset import Dataset, load
from plancompare.reports.blocks.content import (
    Cards,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    title_of,
)
from plancompare.reports.blocks.layout import picture_size, untitled
from plancompare.reports.blocks.parts import Parts, said_once
from plancompare.reports.files.pdf import to_pdf
from plancompare.reports.told.brief import CHARTS, FINDINGS
from plancompare.reports.told.card import Card


@pytest.fixture(scope="module")
def data(shipped) -> Dataset:
    return load(shipped)


def test_a_brief_has_a_question_findings_charts_a_table_and_sources(briefs):
    for brief in briefs.values():
        assert brief.question.endswith("？")
        assert 2 <= len(brief.findings) <= FINDINGS
        assert 1 <= len(brief.charts) <= CHARTS
        assert len(brief.table) and brief.sources


def test_no_finding_is_said_twice(briefs):
    for brief in briefs.values():
        assert len(set(brief.findings)) == len(brief.findings)


def test_no_chart_shows_one_thing_alone(briefs):
    for brief in briefs.values():
        assert all(len(each.drawn.rows) > 1 for each in brief.charts)


def test_a_region_stands_beside_the_nation_of_the_same_year_and_among_its_peers(briefs, data):
    """The numbers of the sentence are those of the dataset."""
    told = briefs["140000"].findings[0]
    rows = data.observations.query("indicator_id == 'beds_per_1000' and year == 2024")
    values = rows[rows["role"] == "actual"].drop_duplicates("region_code")
    values = values.set_index("region_code")["value"]
    own, nation = values["140000"], values["100000"]
    assert f"2024年每千人口医疗卫生机构床位数为{own:.2f}，低于全国的{nation:.2f}" in told
    assert own < nation


def test_there_is_no_place_among_fewer_than_eight(briefs):
    assert "列第" not in briefs["150500"].findings[0]  # of prefectures too few are known


BRIEF = [
    Heading("简报", 1),
    Sentences(("问题？",)),
    Heading("主要发现", 2),
    Sentences(("1. 一。",)),
    picture(),
    Heading("主要数据", 2),
    table(),
    Heading("来源", 2),
    Sentences(("《书》", "数据集")),
]


@pytest.fixture
def parts() -> Parts:
    return Parts(report(picture("ranking")), BRIEF, "zh")


def test_the_annex_has_every_table_no_picture_and_no_bare_heading(parts):
    kinds = {type(each) for each in parts.annex}
    assert TableBlock in kinds and Picture not in kinds
    assert title_of(parts.annex) == f"附件：{title_of(parts.whole)}"
    for one, other in zip(parts.annex, parts.annex[1:], strict=False):
        assert not (isinstance(one, Heading) and isinstance(other, Heading) and one.level > 1)


def test_a_report_of_pictures_alone_has_their_data_in_its_annex():
    twice = picture("ranking", title="又一幅")  # shows the same numbers
    annex = Parts([Heading("题", 1), picture("ranking"), twice], BRIEF, "zh").annex
    (shown,) = [each for each in annex if isinstance(each, TableBlock)]
    assert shown.columns == ("地区", "指标", "数值", "单位", "年份")
    assert len(shown.rows) == 45


def test_the_values_of_a_column_of_the_annex_have_its_decimals():
    annex = Parts([Heading("题", 1), picture("ranking")], BRIEF, "zh").annex
    (shown,) = [each for each in annex if isinstance(each, TableBlock)]
    values = [row[shown.columns.index("数值")] for row in shown.rows]
    assert {len(each.partition(".")[2]) for each in values} == {2}
    assert "4.10" in values  # and not 4.1


def test_slides_tell_the_brief_and_then_all_charts(parts):
    said = [each.texts for each in parts.slides if isinstance(each, Sentences)]
    assert said == [("问题？",), ("1. 一。",)]
    shown = [each.name for each in parts.slides if isinstance(each, Picture)]
    assert len(shown) == len(set(shown)) == 2


def test_slides_show_a_chart_of_which_the_brief_has_a_part_whole_and_once():
    whole = picture()
    few = replace(whole, data=replace(whole.data, rows=whole.data.rows[:1]), title="其中一项")
    brief = [few if each == whole else each for each in BRIEF]
    slides = Parts([Heading("题", 1), Heading("图", 2), whole], brief, "zh").slides
    assert [each for each in slides if isinstance(each, Picture)] == [whole]


def test_slides_show_a_chart_once_of_which_two_of_the_brief_are_parts():
    whole = picture()
    parts = [
        replace(whole, data=replace(whole.data, rows=rows), title=title)
        for title, rows in (("前", whole.data.rows[:1]), ("后", whole.data.rows[1:]))
    ]
    brief = [part for each in BRIEF for part in (parts if each == whole else [each])]
    slides = Parts([Heading("题", 1), Heading("图", 2), whole], brief, "zh").slides
    assert [each for each in slides if isinstance(each, Picture)] == [whole]


def test_without_a_brief_documents_are_of_the_whole_report():
    whole = report()
    assert Parts(whole, whole, "zh").slides == whole


def test_a_brief_of_the_longest_parts_keeps_to_three_pages():
    charts = [picture("ranking", title=f"图{n}", data=ChartData((), ())) for n in range(3)]
    findings = Sentences(tuple("发现" * 75 + "。" for _ in range(5)))
    blocks = [Heading("简报", 1), findings, table(10), *charts, Sentences(("《书》" * 8,) * 9)]
    pages = pypdf.PdfReader(BytesIO(to_pdf(blocks, "zh", contents=False))).pages
    assert len(pages) <= 3


def test_a_picture_under_a_caption_bears_no_title():
    whole = picture(titled=20.0)
    cut = untitled(whole)
    assert picture_size(cut)[1] == pytest.approx(picture_size(whole)[1] - 20)
    assert 'viewBox="0 20 ' in cut.svg and 'viewBox="0 20 ' in cut.text_svg
    assert untitled(cut) == cut


def test_documents_tell_facts_in_words():
    card = Card("床位", "7.24张", "（2020年）", "高于全国。", "")
    assert said_once([Cards((card,))]) == [Sentences(("床位 7.24张（2020年） 高于全国。",))]


def test_below_a_table_with_marks_stands_what_they_mean():
    regions = KINDS["heat_table"].example(5).rows.assign(flags="derived")
    held = chart_data("heat_table", regions, "zh")
    annex = Parts([Heading("题", 1), picture("ranking", data=held)], BRIEF, "zh").annex
    at = next(n for n, each in enumerate(annex) if isinstance(each, TableBlock))
    assert any("*" in cell for row in annex[at].rows for cell in row)
    assert annex[at + 1] == Sentences(("* 由所载数值推算",), small=True)


def test_the_table_of_a_chart_without_values_has_the_numbers_that_it_draws():
    held = chart_data("inequality", KINDS["inequality"].example(5).rows, "zh")
    annex = Parts([Heading("题", 1), picture("ranking", data=held)], BRIEF, "zh").annex
    (shown,) = [each for each in annex if isinstance(each, TableBlock)]
    assert {"年份", "泰尔指数", "区域之间"} <= set(shown.columns)
    numbers = [row[shown.columns.index("泰尔指数")] for row in shown.rows]
    assert all(0 < float(each) < 1 and len(each) <= 9 for each in numbers)
