"""The Word briefing: everything in styles that a reader's own template can replace."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from format_blocks import FINDING, HOSTILE, LONG, NAME, hostile, picture, report, table

from plancompare.charts.legible import legible
from plancompare.reports.blocks.content import Heading, Sentences, TableBlock
from plancompare.reports.blocks.layout import picture_size
from plancompare.reports.files.docx import to_docx
from plancompare.reports.files.pictures import to_png


def opened(blocks, lang="zh"):
    return docx.Document(BytesIO(to_docx(blocks, lang)))


@pytest.fixture(scope="module")
def word():
    return opened(report())


def styled(word, name: str) -> list[str]:
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    every = [paragraph for part in (word, *cells) for paragraph in part.paragraphs]
    return [paragraph.text for paragraph in every if paragraph.style.name == name]


def test_headings_are_headings(word):
    assert styled(word, "Title") == [f"{NAME}：现状、目标与差距"]
    assert styled(word, "Heading 1") == ["摘要", "分领域的现状与目标"]
    assert f"{NAME}就3项可比指标提出了目标。" in styled(word, "Normal")


def test_captions_are_captions_that_word_numbers(word):
    captions = [each for each in word.paragraphs if each.style.name == "Caption"]
    assert [each.text for each in captions] == [f"图   {FINDING}", "表   全部数值"]
    fields = [
        field.get(qn("w:instr")) for each in captions for field in each._p.iter(qn("w:fldSimple"))
    ]
    assert fields == [r" SEQ 图 \* ARABIC ", r" SEQ 表 \* ARABIC "]


def test_lines_are_as_high_as_their_style_says_whatever_the_font(word):
    for name in ("Normal", "Title", "Heading 1", "Caption", "Source Note", "Table Text"):
        assert word.styles[name].paragraph_format.line_spacing > word.styles[name].font.size, name
    shapes = [each for each in word.paragraphs if each._p.findall(".//" + qn("wp:inline"))]
    assert shapes and all(each.paragraph_format.line_spacing == 1.0 for each in shapes)


def test_sources_may_be_small_print():
    word = opened([Sentences(("《书》。",), small=True), Sentences(("正文。", "又。"))])
    assert styled(word, "Source Note") == ["《书》。"]
    assert styled(word, "Normal") == ["正文。", "又。"]


def test_the_end_of_a_table_stays_together():
    (made,) = opened([TableBlock(("列",), tuple((str(n),) for n in range(9)), "")]).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.rows]
    assert kept == [None] * 6 + [True] * 3 + [None]


def test_under_each_picture_stands_its_source(word):
    assert styled(word, "Source Note") == [
        f"《{NAME}卫生健康发展规划》（{NAME}人民政府，2021-05）。"
    ]


def test_a_picture_its_caption_and_its_source_stay_on_one_page(word):
    place = next(n for n, each in enumerate(word.paragraphs) if each.style.name == "Caption")
    shape, caption, source = word.paragraphs[place - 1 : place + 2]
    assert shape.paragraph_format.keep_with_next and caption.paragraph_format.keep_with_next
    assert source.style.paragraph_format.keep_together


def test_pictures_have_alt_text_and_the_size_they_were_drawn_in(word):
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == picture().alt
    assert shape.width.mm == pytest.approx(84, abs=0.5)


def test_tables_are_tables_with_a_head_that_repeats(word):
    (found,) = word.tables
    assert found.style.name == "Report Table"
    assert [cell.text for cell in found.rows[0].cells] == ["指标", "数值", "出处位置"]
    assert [cell.text for cell in found.rows[2].cells] == ["指标1", "1.25%", "主要指标 / 第1行"]
    marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in found.rows]
    assert marks == [True, False, False, False]
    assert {cell.paragraphs[0].style.name for row in found.rows for cell in row.cells} == {
        "Table Text"
    }


def test_every_style_names_a_chinese_font(word):
    used = {paragraph.style.name for paragraph in word.paragraphs}
    for style in map(word.styles.__getitem__, used):
        fonts = style.element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in {"SimSun", "SimHei"}
        assert not [key for key in fonts.attrib if key.endswith("Theme")]  # they would win


def test_no_look_stands_outside_the_styles(word):
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs]
    assert not [
        run for run in runs if run._r.rPr is not None and not run._r.findall(qn("w:drawing"))
    ]


def test_a_wide_table_lies_on_its_side():
    cells = tuple("甲" * 15 for _ in range(8))
    word = opened(
        [*report(), Heading("宽表", 2), TableBlock(cells, (cells,), ""), Heading("尾", 2)]
    )
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in word.sections]
    assert turned == [False, True, False]
    widths = [section.page_width for section in word.sections]
    assert widths[1] == word.sections[0].page_height
    assert sum(column.width for column in word.tables[1].columns) <= widths[1]


def test_a_tall_picture_fits_its_page():
    tall = picture("ranking", svg='<svg width="238pt" height="2000pt">')
    word = opened(report(tall))
    assert word.inline_shapes[1].height < word.sections[0].page_height * 0.75
    share = word.inline_shapes[1].width / Pt(238)
    assert word.inline_shapes[1].height == pytest.approx(Pt(2000) * share, rel=0.01)


def test_a_table_of_many_pages_is_whole():
    assert len(opened([table(200)]).tables[0].rows) == 201


def test_pages_are_numbered_and_the_title_is_a_property(word):
    footer = word.sections[0].footer.paragraphs[0]
    assert [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))] == [" PAGE "]
    assert word.core_properties.title == f"{NAME}：现状、目标与差距"


def test_it_speaks_english():
    captions = styled(opened(report(), "en"), "Caption")
    assert captions == [f"Figure   {FINDING}", "Table   全部数值"]  # the blocks' own titles


@pytest.mark.parametrize("text", (*HOSTILE, LONG))
def test_hostile_text_is_text(text, monkeypatch):
    said = legible(text)
    if text is not HOSTILE[-1]:  # pixels take most of the time, and are the same file to Word
        pixels = to_png(picture())
        monkeypatch.setattr("plancompare.reports.files.docx.to_png", lambda _picture: pixels)
    word = opened(hostile(said))
    assert styled(word, "Title") == styled(word, "Heading 1") == [said]
    assert said in styled(word, "Normal")
    assert styled(word, "Source Note") == [said, said]
    assert [caption.split("   ", 1)[1] for caption in styled(word, "Caption")] == [said] * 3
    assert [cell.text for cell in word.tables[-1].column_cells(0)] == ["名称", said, "乙"]
    fields = [field.get(qn("w:instr")) for field in word.element.iter(qn("w:fldSimple"))]
    assert len(fields) == 3 and all(field.startswith(" SEQ ") for field in fields)


def test_narrow_pictures_stand_beside_each_other_without_their_titles():
    word = opened([Heading("题", 1), picture(), picture("ranking"), picture(title="又一幅")])
    (side_by_side,) = word.tables
    left, right = side_by_side.rows[0].cells
    pictures = [len(list(cell._tc.iter(qn("wp:inline")))) for cell in (left, right)]
    assert sorted(pictures) == [1, 2]
    assert word.tables[0].rows[0].height is None


def test_pictures_a_little_too_high_for_a_page_are_made_smaller_to_fit_it():
    drawn = picture()
    size = f'height="{picture_size(drawn)[1]:g}pt"'
    tall = [drawn.svg.replace(size, f'height="{high}pt"', 1) for high in (450, 320, 320)]
    word = opened([Heading("题", 1), *(replace(drawn, svg=each, text_svg=each) for each in tall)])
    (side_by_side,) = word.tables
    for cell in side_by_side.rows[0].cells:
        extents = [int(each.get("cy")) for each in cell._tc.iter(qn("wp:extent"))]
        assert sum(extents) / Pt(1) < 0.8 * 257 * 72 / 25.4  # millimetres between the margins


def test_the_number_of_a_page_stands_at_the_right_margin():
    word = opened([Heading("题", 1), Sentences(("数据集 0",))])
    footer = word.sections[0].footer.paragraphs[0]
    assert "\t" in footer.text
    stops = [*footer.style.paragraph_format.tab_stops, *footer.paragraph_format.tab_stops]
    assert [round(stop.position / Mm(1)) for stop in stops] == [170]


def test_a_caption_that_is_the_heading_above_is_not_said_again():
    word = opened([Heading("题", 1), Heading("全部数值", 2), table()])
    assert styled(word, "Caption") == []


def test_an_annex_begins_with_its_contents_that_word_renews():
    blocks = [Heading("题", 1), Heading("目标", 2), table(), Heading("来源", 2), table()]
    word = docx.Document(BytesIO(to_docx(blocks, "zh", contents=True, across=True)))
    (told,) = word.element.iter(qn("w:instrText"))
    assert told.text.strip().startswith("TOC")
    listed = next(
        each.text for each in word.paragraphs if "目标" in each.text and "\n" in each.text
    )
    assert listed.splitlines() == ["1  目标", "2  来源"]
    assert {section.orientation for section in word.sections} == {WD_ORIENT.LANDSCAPE}
