"""The slides: one comparison each, as a chart whose data can be edited."""

from io import BytesIO

import openpyxl
import pandas as pd
import pptx
import pytest
from format_blocks import FINDING, GAPS, HOSTILE, LONG, NAME, REGIONS, hostile, picture, report
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Mm

from plancompare.charts.data import ChartData, chart_data
from plancompare.charts.legible import legible
from plancompare.reports.blocks.content import Heading, Sentences
from plancompare.reports.files.deck import looks
from plancompare.reports.files.pictures import to_png
from plancompare.reports.files.pptx import to_pptx

RANKED = "每千人口医疗卫生机构床位数（2020年）：45个地区中虚构44县最高（8.40），虚构0县最低（4.00）"

SHADES = looks()["colour"]


def opened(blocks):
    return pptx.Presentation(BytesIO(to_pptx(blocks, "zh")))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def charts(deck) -> list:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def tables(deck) -> list:
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def numbers(chart) -> dict[str, tuple]:
    return {series.name: tuple(series.values) for series in chart.plots[0].series}


def edited(chart):
    """The sheet that opens when a reader edits the data."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(BytesIO(blob))["Sheet1"]


@pytest.fixture(scope="module")
def deck():
    return opened(report(picture("ranking")))


def test_a_slide_for_each_comparison_with_its_finding_as_title(deck):
    assert titles(deck) == [
        f"{NAME}：现状、目标与差距",
        "摘要",
        FINDING,
        f"{RANKED} 1/2",
        f"{RANKED} 2/2",
    ]


def test_the_first_slides_say_what_it_is_and_what_matters(deck):
    first, second = list(deck.slides)[:2]
    assert first.placeholders[1].text_frame.text == "数据集 0123456789abcdef · plancompare"
    assert f"{NAME}就3项可比指标提出了目标。" in second.placeholders[1].text_frame.text


def test_where_units_differ_stands_a_table_with_bounds_and_years(deck):
    (table,) = tables(deck)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["指标", "基线", "目标", "全国"],
        ["每千人口医疗卫生机构床位数", "6.00 (2020)", "7.5 (2025)", "6.70"],
        ["婴儿死亡率（‰）", "5.50 (2020)", "≤5 (2025)", "4.90"],
        ["每千人口注册护士数", "", "≥3.8 (2025)", "3.56"],
    ]


ONE_UNIT = GAPS.assign(
    unit="percent", target_upper=[None, 6.0, None], bound=["exact", "range", "above"]
)


def test_numbers_of_one_unit_are_a_chart_whose_labels_keep_bound_range_and_year():
    deck = opened([picture(data=chart_data("dumbbell", ONE_UNIT, "zh"))])
    (chart,) = charts(deck)
    assert numbers(chart) == {
        "基线": (6.0, 5.5, None), "目标": (7.5, 5.0, 3.8), "全国": (6.7, 4.9, 3.56)
    }  # fmt: skip
    target = chart.plots[0].series[1]
    labels = [target.points[at].data_label.text_frame.text for at in range(3)]
    assert labels == ["7.5 (2025)", "5–6 (2025)", ">3.8 (2025)"]


def test_a_baseline_that_is_the_latest_is_drawn_once():
    same = ONE_UNIT.assign(latest=[6.0, 5.4, None], latest_year=[2020, 2022, None])
    (chart,) = charts(opened([picture(data=chart_data("dumbbell", same, "zh"))]))
    assert numbers(chart)["最新值"] == (None, 5.4, None)


def test_what_may_not_be_compared_is_named_below_and_not_drawn():
    rows = REGIONS.head(9).assign(reason=["", "other_year", *[""] * 7], reference_year=2020)
    rows = rows.assign(year=[2020, 2013, *[2020] * 7])
    deck = opened([picture(data=chart_data("ranking", rows, "zh"))])
    (chart,) = charts(deck)
    assert "虚构1县" not in list(chart.plots[0].categories)
    said = "未列入比较：虚构1县 4.10 (2013)（与基准年相差2年以上）。"
    slide = deck.slides[1]
    assert any(said in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert said in slide.notes_slide.notes_text_frame.text


def test_the_nation_stands_first_and_the_own_region_is_set_off():
    options = {"highlight": "990003", "benchmark": 5.0}
    deck = opened([picture(data=chart_data("ranking", REGIONS.head(9), "zh", **options))])
    (chart,) = charts(deck)
    assert next(iter(chart.plots[0].categories)) == "全国"
    place = list(chart.plots[0].categories).index("虚构3县")
    colours = [
        chart.plots[0].series[0].points[at].format.fill.fore_color.rgb for at in (0, place - 1)
    ]
    assert [str(each) for each in colours] == [SHADES["benchmark"], SHADES["other"]]
    assert str(chart.plots[0].series[0].format.fill.fore_color.rgb) == SHADES["own"]


def test_a_heat_table_is_a_table_of_regions_by_indicators():
    rows = REGIONS.head(3).assign(reason=["", "near", ""], flags="")
    (table,) = tables(opened([picture(data=chart_data("heat_table", rows, "zh"))]))
    assert [table.cell(at, 1).text for at in range(4)] == [
        "每千人口医疗卫生机构床位数", "4.00", "[4.10 (2020)]", "4.20"
    ]  # fmt: skip


def test_lines_over_years_with_the_way_to_the_target_dashed():
    rows = pd.DataFrame({
        "region_zh": "虚构市", "name_zh": "床位", "unit": "per_1000", "decimals": 2,
        "year": [2018, 2020, 2025], "value": [5.0, 6.0, 7.5],
        "role": ["actual", "actual", "target"], "bound": ["exact", "exact", "at_least"],
    })  # fmt: skip
    (chart,) = charts(opened([picture(data=chart_data("trajectory", rows, "zh"))]))
    assert list(chart.plots[0].categories) == [str(year) for year in range(2018, 2026)]
    shown = {name: [each for each in values if each] for name, values in numbers(chart).items()}
    assert shown == {"虚构市": [5.0, 6.0], "虚构市 目标": [7.5], "虚构市 至目标": [6.0, 7.5]}
    last = chart.plots[0].series[1].points[7].data_label.text_frame.text
    assert last == "≥7.5"


def test_no_line_is_drawn_over_a_break_of_its_series_and_the_slide_says_so():
    rows = pd.DataFrame({
        "region_zh": "虚构市", "name_zh": "床位", "unit": "per_1000", "decimals": 2,
        "year": [2018, 2019, 2020, 2021], "value": [5.0, 6.0, 7.0, 7.5], "role": "actual",
        "bound": "exact", "series_from": pd.array([pd.NA, pd.NA, 2020, 2020], dtype="Int64"),
    })  # fmt: skip
    deck = opened([picture(data=chart_data("trajectory", rows, "zh"))])
    (chart,) = charts(deck)
    shown = {name: [each for each in values if each] for name, values in numbers(chart).items()}
    assert shown == {"虚构市 2018–2019年": [5.0, 6.0], "虚构市": [7.0, 7.5]}
    told = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame]
    assert any("2020年" in text and "不可" in text for text in told), told


def test_a_target_that_is_met_or_due_is_a_mark_to_which_no_line_leads():
    rows = pd.DataFrame({
        "region_zh": "虚构市", "name_zh": "床位", "unit": "per_1000", "decimals": 2,
        "year": [2018, 2024, 2020, 2030], "value": [5.0, 8.0, 6.0, 7.5],
        "role": ["actual", "actual", "target", "target"],
        "bound": ["exact", "exact", "exact", "at_least"],
    })  # fmt: skip
    (chart,) = charts(opened([picture(data=chart_data("trajectory", rows, "zh"))]))
    shown = {name: [each for each in values if each] for name, values in numbers(chart).items()}
    assert shown == {"虚构市": [5.0, 8.0], "虚构市 目标": [6.0, 7.5]}
    target = chart.plots[0].series[1]
    assert target.format.line.fill.type == MSO_FILL.BACKGROUND
    labels = [target.points[at].data_label.text_frame.text for at in (2, 12)]
    assert labels == ["6", "≥7.5"]


def test_of_many_lines_the_nations_and_the_ends_bear_their_names_and_there_is_no_legend():
    codes = ["110000", "100000", *(f"99000{n}" for n in range(7))]
    rows = [
        {"region_code": code, "region_zh": f"地区{code}", "year": year,
         "value": int(code[-1]) + 5.0 + at, "role": "actual", "bound": "exact",
         "unit": "per_1000", "decimals": 2, "flags": ""}
        for code in codes for at, year in enumerate((2020, 2021))
    ]  # fmt: skip
    lines = chart_data("trajectory", pd.DataFrame(rows), "zh")
    (chart,) = charts(opened([picture(data=lines)]))
    shades = {each.name: str(each.format.line.color.rgb) for each in chart.plots[0].series}
    assert [name for name, shade in shades.items() if shade == SHADES["own"]] == ["地区100000"]
    labelled = [each.name for each in chart.plots[0].series if each._element.findall(qn("c:dLbls"))]
    assert labelled == ["地区110000", "地区100000", "地区990006"]
    assert chart.has_legend is False
    assert chart.plots[0].series[8].points[1].data_label.text_frame.text == "地区990006 12.00"


def test_a_table_stays_above_its_source_and_is_as_large_as_there_is_room():
    sizes = []
    for count in (2, 18):
        names = [f"每千人口执业（助理）医师数{n}" for n in range(3)]
        rows = [
            {"region_code": f"99{n:04d}", "region_zh": f"虚构{n}市", "name_zh": name,
             "unit": "per_1000", "value": 5.0 + n, "year": 2020, "role": "actual", "decimals": 2,
             "bound": "exact", "reason": "", "flags": "", "indicator_id": name, "domain_zh": "资源"}
            for n in range(count) for name in names
        ]  # fmt: skip
        deck = opened([picture(data=chart_data("heat_table", pd.DataFrame(rows), "zh"))])
        (table,) = tables(deck)
        page = looks()["page"]
        assert sum(row.height for row in table.rows) <= Mm(page["height"] - 56)
        sizes.append(table.cell(1, 0).text_frame.paragraphs[0].font.size.pt)
    assert sizes[0] == looks()["table"]["text"] > sizes[1] >= looks()["table"]["least"]


def test_a_long_title_is_printed_smaller_rather_than_cut():
    deck = opened(
        [Heading("甲" * 20, 2), Sentences(("。",)), Heading("乙" * 80, 2), Sentences(("。",))]
    )
    short, long = (slide.shapes.title.text_frame for slide in list(deck.slides)[-2:])
    assert (short.text, long.text) == ("甲" * 20, "乙" * 80)
    assert short.paragraphs[0].font.size is None
    assert long.paragraphs[0].font.size.pt == looks()["size"]["long_title"]


def test_sentences_that_bear_numbers_have_no_bullets_besides(deck):
    level = deck.slide_master.element.find(".//" + qn("p:bodyStyle")).find(qn("a:lvl1pPr"))
    assert level.find(qn("a:buNone")) is not None and level.find(qn("a:buChar")) is None


def test_what_a_reader_edits_is_what_the_chart_shows(deck):
    for chart in charts(deck):
        head, *rows = edited(chart).iter_rows(values_only=True)
        assert [row[0] for row in rows] == list(chart.plots[0].categories)
        for place, (name, values) in enumerate(numbers(chart).items(), 1):
            assert head[place] == name
            assert tuple(row[place] for row in rows) == values


def test_slides_of_one_ranking_share_a_scale_that_begins_at_nought(deck):
    assert len({chart.value_axis.maximum_scale for chart in charts(deck)}) == 1
    assert {chart.value_axis.minimum_scale for chart in charts(deck)} == {0}


def test_a_chart_fills_its_slide(deck):
    for slide in list(deck.slides)[3:]:
        (chart,) = [shape for shape in slide.shapes if shape.has_chart]
        assert chart.height > 0.6 * deck.slide_height and chart.width > 0.9 * deck.slide_width


def test_what_shows_the_same_numbers_is_shown_once():
    assert len(opened([picture(), picture(title="again")]).slides) == 2


def test_a_picture_too_tall_for_a_slide_is_named_in_the_first_notes():
    tall = picture(svg='<svg width="238pt" height="2000pt">', data=ChartData((), ()), title="长图")
    deck = opened([Heading("题", 1), tall])
    assert len(deck.slides) == 1
    assert "长图" in deck.slides[0].notes_slide.notes_text_frame.text


def test_the_source_is_in_the_notes_and_in_short_below(deck):
    for slide in list(deck.slides)[2:]:
        notes = slide.notes_slide.notes_text_frame.text
        assert picture().citation in notes
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(picture().citation in text for text in texts)


def test_charts_have_alt_text(deck):
    frames = [shape for shape in deck.slides[3].shapes if shape.has_chart]
    assert frames[0]._element.nvGraphicFramePr.cNvPr.get("descr") == picture("ranking").alt


def test_the_theme_names_a_chinese_font(deck):
    theme = deck.slide_master.part.part_related_by(pptx.opc.constants.RELATIONSHIP_TYPE.THEME)
    assert theme.blob.count(b'<a:ea typeface="Microsoft YaHei"/>') == 2


def test_nothing_lies_outside_its_slide(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height


def test_a_chart_that_cannot_be_edited_is_a_picture():
    deck = opened([picture(data=ChartData(("地区",), (("甲县",),)))])
    (image,) = [
        shape for shape in deck.slides[1].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert image._element.nvPicPr.cNvPr.get("descr") == picture().alt
    assert image.image.blob == to_png(picture())


def test_sentences_go_on_on_the_next_slide():
    texts = tuple(f"第{number}句" + "话" * 150 for number in range(9))
    deck = opened([Heading("题", 1), Heading("摘要", 2), Sentences(texts), Heading("末", 2)])
    shown = "".join(slide.placeholders[1].text_frame.text for slide in list(deck.slides)[1:])
    assert len(deck.slides) > 2
    assert all(text in shown for text in texts)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    said = legible(text)
    rows = REGIONS.head(2).assign(region_zh=[said, "乙"], region_en=[said, "乙"])
    deck = opened([*hostile(said), picture(data=chart_data("ranking", rows, "zh"), title=said)])
    assert titles(deck)[0] == said
    chart = charts(deck)[-1]
    label = said if len(said) <= 100 else said[:99] + "…"
    assert list(chart.plots[0].categories) == ["乙", label]
    cell = edited(chart)["A3"]
    assert (cell.data_type, cell.value) == ("s", label)
    notes = deck.slides[len(deck.slides) - 1].notes_slide.notes_text_frame.text
    assert notes.splitlines()[0] == said


def test_a_word_of_ten_thousand_letters_is_cut_on_the_slide_and_whole_in_the_notes():
    deck = opened(hostile(LONG))
    assert all(len(title) < 130 for title in titles(deck))
    assert LONG in deck.slides[2].notes_slide.notes_text_frame.text
