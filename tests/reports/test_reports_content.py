"""What notebooks show reaches every format as it was, and as text."""

import csv
import json
from io import BytesIO, StringIO

import nbformat
import openpyxl
import pandas as pd
import pytest
from format_blocks import (
    FINDING,
    GAPS,
    HOSTILE,
    LONG,
    NAME,
    REGIONS,
    hostile,
    picture,
    report,
    table,
)

from plancompare.charts import dumbbell
from plancompare.charts.data import ChartData, chart_data
from plancompare.charts.export import scaled
from plancompare.charts.legible import legible
from plancompare.reports.blocks import show
from plancompare.reports.blocks.content import (
    MIME,
    SVG_MIME,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    bundle,
    contents,
    title_of,
)
from plancompare.reports.files.spreadsheet import to_csv, to_xlsx


def notebook(*bundles: dict[str, object]) -> nbformat.NotebookNode:
    """An executed notebook with these outputs, after a way through a file."""
    outputs = [nbformat.v4.new_output("display_data", data=data) for data in bundles]
    cells = [nbformat.v4.new_code_cell("show()", outputs=[output]) for output in outputs]
    return nbformat.reads(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), 4)


@pytest.fixture
def shown(monkeypatch) -> list[dict[str, object]]:
    """What `show` displays, as it would lie in a notebook."""
    displayed: list[dict[str, object]] = []

    def display(data, raw=False):
        displayed.append(data)

    monkeypatch.setattr(show, "display", display)
    return displayed


def test_blocks_come_back_as_they_were():
    blocks = report()
    bundles = [
        {MIME: bundle(block)} | ({SVG_MIME: block.svg} if isinstance(block, Picture) else {})
        for block in blocks
    ]
    assert contents(notebook(*bundles)) == blocks


def test_what_others_display_is_shown_as_text():
    other = {"text/html": "<p>by hand</p>", "text/plain": "by hand\n\n<b>x</b>"}
    heading = {MIME: bundle(Heading("摘要", 2))}
    blocks = [Sentences(("by hand", "<b>x</b>")), Heading("摘要", 2)]
    assert contents(notebook(other, heading)) == blocks


@pytest.mark.parametrize(("stream", "told"), [("stdout", [Sentences(("一",))]), ("stderr", [])])
def test_what_is_printed_is_shown_and_a_warning_is_not(stream, told):
    output = nbformat.v4.new_output("stream", name=stream, text="一\n")
    cell = nbformat.v4.new_code_cell("print('一')", outputs=[output])
    assert contents(nbformat.v4.new_notebook(cells=[cell])) == told


def test_the_title_is_the_first_heading_of_the_first_level():
    assert title_of(report()) == f"{NAME}：现状、目标与差距"
    assert title_of([Heading("摘要", 2)]) == ""


class TestShow:
    def test_headings_and_sentences(self, shown):
        show.heading("现状 & 目标", 1)
        show.sentences(["一。", "二。"])
        assert contents(notebook(*shown)) == [
            Heading("现状 & 目标", 1),
            Sentences(("一。", "二。")),
        ]
        assert shown[0]["text/html"] == "<h1>现状 &amp; 目标</h1>"

    def test_a_table_has_the_columns_of_the_language(self, shown):
        rows = pd.DataFrame({"name": ["床位"], "value": [None], "flags": [""]})
        show.table(rows, ["name", "value", "flags"], "zh", "数值")
        (block,) = contents(notebook(*shown))
        assert block == TableBlock(("指标", "数值"), (("床位", "未说明"),), "数值")

    def test_an_empty_table_is_a_word(self, shown):
        show.table(pd.DataFrame({"name": []}), ["name"], "en")
        assert contents(notebook(*shown)) == [Sentences(("none",))]

    def test_a_picture_carries_its_data_and_its_citation(self, shown):
        data = chart_data("dumbbell", GAPS, "zh")
        figure = dumbbell(GAPS, subject=NAME)
        show.picture(figure, name="dumbbell-beds", data=data, citation="《规划》")
        (block,) = contents(notebook(*shown))
        assert (block.name, block.title, block.citation) == (
            "dumbbell-beds", f"{NAME}：{FINDING}", "《规划》",
        )  # fmt: skip
        assert block.data == data
        assert "6.00" in block.alt and "7.5（2025年）" in block.alt
        assert block.svg == scaled(shown[0]["image/svg+xml"])
        assert "<text" in block.text_svg and "<text" not in block.svg

    @pytest.mark.parametrize("text", (*HOSTILE, LONG))
    def test_hostile_text_is_text_in_a_notebook(self, shown, text):
        show.heading(text)
        show.sentences([text])
        show.table(pd.DataFrame({"name": [text]}, dtype="object"), ["name"], "zh", text)
        pages = "".join(data["text/html"] for data in shown)
        assert "<script" not in pages and "<label" not in pages and "<w:p" not in pages
        heading, sentences, block = contents(notebook(*shown))
        said = legible(text)
        assert (heading.text, sentences.texts, block.rows) == (said, (said,), ((said,),))


def test_nothing_in_a_text_turns_the_writing_round():
    assert legible("床位\u202e12\u202c\u2066 3\u2069\u200e\u200f\u061c") == "床位12 3"


def test_text_is_legible_in_every_format():
    assert legible("a\x00b\x0bc\x1bd\ud800e\ufffff\x85g") == "abcdef\x85g"
    assert legible("两行\n\t都在") == "两行\n\t都在"


class TestChartData:
    def test_numbers_stay_numbers_and_codes_become_words(self):
        data = chart_data("dumbbell", GAPS, "zh")
        rows = [dict(zip(data.columns, row, strict=True)) for row in data.rows]
        assert rows[1] == {
            "指标": "婴儿死亡率", "单位": "‰", "约束": "≤", "基线": 5.5, "基线年份": 2020,
            "目标": 5.0, "目标年份": 2025, "状态": "未到期", "全国": 4.9,
        }  # fmt: skip
        assert rows[2]["基线"] is None

    def test_it_says_what_an_editable_chart_draws(self):
        numbers = chart_data("dumbbell", GAPS, "en").editable
        assert numbers.heading == "Indicator"
        assert numbers.series == ("Baseline", "Target", "China")
        assert numbers.labels[1] == ("5.50 (2020)", "≤5 (2025)", "4.90")
        assert chart_data("ranking", REGIONS, "zh").editable.series == ("数值",)
        assert chart_data("tile_map", REGIONS, "zh").editable is None

    def test_columns_without_a_value_are_left_out(self):
        data = chart_data("dumbbell", GAPS.assign(nation=float("nan"), flags=""), "zh")
        assert "全国" not in data.columns and "标记" not in data.columns
        assert data.editable.series == ("基线", "目标")

    def test_noise_of_binary_fractions_is_not_printed(self):
        data = chart_data("ranking", REGIONS.assign(value=0.1 + 0.2), "zh")
        assert data.rows[0][data.columns.index("数值")] == 0.3

    def test_csv_and_workbook_hold_the_same_numbers(self):
        block = picture()
        read = list(csv.DictReader(StringIO(to_csv(block.data))))
        assert [row["目标"] for row in read] == ["7.5", "5.0", "3.8"]
        sheet = openpyxl.load_workbook(BytesIO(to_xlsx(block.data))).active
        head, *rows = sheet.iter_rows(values_only=True)
        assert list(head) == list(block.data.columns)
        # A workbook knows no difference between an empty text and nothing.
        blank = [tuple(cell or "" for cell in row) for row in rows]
        assert blank == [tuple(cell or "" for cell in row) for row in block.data.rows]

    def test_a_column_of_a_workbook_is_shown_with_decimals_that_agree(self):
        block = picture("ranking")
        sheet = openpyxl.load_workbook(BytesIO(to_xlsx(block.data))).active
        place = block.data.columns.index("数值") + 1
        cells = [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]
        assert {cell.number_format for cell in cells} == {"#,##0.00"}
        assert 4.1 in [cell.value for cell in cells]  # the number is whole

    @pytest.mark.parametrize("text", (*HOSTILE, LONG))
    def test_no_text_is_a_formula_in_a_spreadsheet(self, text):
        data = ChartData(("名称", "数值"), ((legible(text), 1.5),))
        block = picture(data=data)
        (row,) = csv.DictReader(StringIO(to_csv(block.data)))
        assert row["名称"] == ("'" if text.startswith("=") else "") + legible(text)
        cell = openpyxl.load_workbook(BytesIO(to_xlsx(block.data))).active["A2"]
        assert (cell.data_type, cell.value) == ("s", legible(text))


def test_a_bundle_is_json():
    for block in (*report(), *hostile("<script>")):
        assert json.loads(json.dumps(bundle(block)))["kind"] in {
            "heading", "sentences", "picture", "table",
        }  # fmt: skip
    assert bundle(table())["columns"] == ("指标", "数值", "出处位置")
