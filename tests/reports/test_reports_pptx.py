"""The slides: one comparison each, as a chart whose data can be edited."""

from io import BytesIO

import openpyxl
import pptx
import pytest
from format_blocks import FINDING, HOSTILE, LONG, NAME, hostile, picture, report
from pptx.enum.shapes import MSO_SHAPE_TYPE

from plancompare.charts.data import ChartData, legible
from plancompare.reports.blocks.content import Heading, Sentences
from plancompare.reports.files.pictures import to_png
from plancompare.reports.files.pptx import to_pptx

RANKED = "每千人口医疗卫生机构床位数（2020年）：虚构44县最高（8.40），虚构0县最低（4.00）"


def opened(blocks):
    return pptx.Presentation(BytesIO(to_pptx(blocks)))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def charts(deck) -> list:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def numbers(chart) -> dict[str, tuple]:
    return {series.name: tuple(series.values) for series in chart.plots[0].series}


def edited(chart):
    """The sheet that opens when a reader edits the data."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(BytesIO(blob))["Sheet1"]


@pytest.fixture(scope="module")
def deck():
    return opened(report(picture("ranking")))


def test_a_slide_for_each_comparison(deck):
    assert titles(deck) == [
        f"{NAME}：现状、目标与差距",
        "摘要",
        f"{FINDING} (每千人) 1/2",
        f"{FINDING} (‰) 2/2",
        *(f"{RANKED} (每千人) {place}/3" for place in (1, 2, 3)),
    ]


def test_the_first_slides_say_what_it_is_and_what_matters(deck):
    first, second = list(deck.slides)[:2]
    assert first.placeholders[1].text_frame.text == "数据集 0123456789abcdef · plancompare"
    assert f"{NAME}就3项可比指标提出了目标。" in second.placeholders[1].text_frame.text


def test_charts_are_charts_with_the_numbers_of_the_dataset(deck):
    beds = charts(deck)[0]
    assert list(beds.plots[0].categories) == ["每千人口医疗卫生机构床位数", "每千人口注册护士数"]
    assert numbers(beds) == {"基线": (6.0, None), "目标": (7.5, 3.8), "全国": (6.7, 3.56)}
    assert numbers(charts(deck)[1]) == {"基线": (5.5,), "目标": (5.0,), "全国": (4.9,)}


def test_what_a_reader_edits_is_what_the_chart_shows(deck):
    for chart in charts(deck):
        head, *rows = edited(chart).iter_rows(values_only=True)
        assert [row[0] for row in rows] == list(chart.plots[0].categories)
        for place, (name, values) in enumerate(numbers(chart).items(), 1):
            assert head[place] == name
            assert tuple(row[place] for row in rows) == values


def test_slides_of_one_ranking_share_a_scale(deck):
    scales = {chart.value_axis.maximum_scale for chart in charts(deck)[2:]}
    assert len(scales) == 1
    assert {chart.value_axis.minimum_scale for chart in charts(deck)} == {0}


def test_the_source_is_in_the_notes_and_in_short_below(deck):
    for slide in list(deck.slides)[2:]:
        notes = slide.notes_slide.notes_text_frame.text
        assert picture().citation in notes
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert picture().citation in texts


def test_charts_have_alt_text(deck):
    frames = [shape for shape in deck.slides[2].shapes if shape.has_chart]
    assert frames[0]._element.nvGraphicFramePr.cNvPr.get("descr") == picture().alt


def test_the_theme_names_a_chinese_font(deck):
    theme = deck.slide_master.part.part_related_by(pptx.opc.constants.RELATIONSHIP_TYPE.THEME)
    assert theme.blob.count(b'<a:ea typeface="Microsoft YaHei"/>') == 2


def test_nothing_lies_outside_its_slide(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height


def test_a_chart_that_cannot_be_edited_is_a_picture():
    deck = opened(report(picture(name="dumbbell", data=ChartData(("地区",), (("甲县",),)))))
    (image,) = [
        shape for shape in deck.slides[4].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert image._element.nvPicPr.cNvPr.get("descr") == picture().alt
    assert image.image.blob == to_png(picture())


def test_what_bars_cannot_compare_is_in_the_picture():
    data = ChartData(
        ("指标", "单位", "目标"), (("甲", "%", 90.0), ("乙", "%", 80.0), ("丙", "‰", 5.0)),
        "指标", ("目标",), "单位",
    )  # fmt: skip
    deck = opened([Heading("题", 1), picture(data=data, title="目标")])
    assert titles(deck) == ["题", "目标 1/2", "目标 (%) 2/2"]


def test_sentences_go_on_on_the_next_slide():
    texts = tuple(f"第{number}句" + "话" * 150 for number in range(9))
    deck = opened([Heading("题", 1), Heading("摘要", 2), Sentences(texts), Heading("末", 2)])
    shown = "".join(slide.placeholders[1].text_frame.text for slide in list(deck.slides)[1:])
    assert len(deck.slides) > 2
    assert all(text in shown for text in texts)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    said = legible(text)
    data = ChartData(("名称", "数值"), ((said, 1.0), ("乙", 2.0)), "名称", ("数值",))
    deck = opened([*hostile(said), picture(data=data, title=said)])
    assert titles(deck)[0] == said
    chart = charts(deck)[-1]
    label = said if len(said) <= 60 else said[:59] + "…"
    assert list(chart.plots[0].categories) == ["乙", label]
    cell = edited(chart)["A3"]
    assert (cell.data_type, cell.value) == ("s", label)
    notes = deck.slides[len(deck.slides) - 1].notes_slide.notes_text_frame.text
    assert notes.splitlines()[0] == said


def test_a_word_of_ten_thousand_letters_is_cut_on_the_slide_and_whole_in_the_notes():
    deck = opened(hostile(LONG))
    assert all(len(title) < 130 for title in titles(deck))
    assert LONG in deck.slides[2].notes_slide.notes_text_frame.text
