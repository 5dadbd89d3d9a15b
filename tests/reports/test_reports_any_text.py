"""Whatever text a plan prints, every format can be made and says it."""

import csv
from io import BytesIO, StringIO

import docx
import openpyxl
import pptx
import pypdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.charts.data import ChartData
from plancompare.charts.legible import legible
from plancompare.reports.blocks.content import Block, Heading, Sentences, TableBlock
from plancompare.reports.files.docx import to_docx
from plancompare.reports.files.pdf import to_pdf
from plancompare.reports.files.pptx import to_pptx
from plancompare.reports.files.spreadsheet import to_csv, to_xlsx

ANY = st.text(max_size=40).map(legible)
few = tries(40)


def blocks(text: str) -> list[Block]:
    return [
        Heading(text, 1),
        Heading(text, 2),
        Sentences((text,)),
        Heading("表", 2),
        TableBlock(("a", "b"), ((text, "1"),), text),
    ]


@few
@given(ANY)
@example("一行\n二行\t三")
def test_word_says_it(text):
    word = docx.Document(BytesIO(to_docx(blocks(text), "zh")))
    assert word.tables[0].rows[1].cells[0].text == text


@few
@given(ANY)
@example("_x0041_")
def test_slides_say_it(text):
    deck = pptx.Presentation(BytesIO(to_pptx(blocks(text), "zh")))
    said = deck.slides[1].placeholders[1].text_frame.text
    assert said == text


@few
@given(ANY)
@example("")
@example("\uf06c 项目符号")  # bullets of Word's own font, as plans made with it are full of
@example("😀 表情")
def test_a_pdf_can_be_made_of_it(text):
    made = to_pdf(blocks(text), "zh")
    assert made.rstrip().endswith(b"%%EOF")


@few
@given(ANY, st.floats(-1e9, 1e9))
@example("=1+1", 0.1)
@example('a\nb,"c";\'d', 1.0)
def test_spreadsheets_say_it_and_compute_nothing(text, value):
    data = ChartData(("名称", "数值"), ((text, value),))
    _, row = csv.reader(StringIO(to_csv(data), newline=""))
    assert row[0] in {text, f"'{text}"} and float(row[1]) == value
    name, number = next(openpyxl.load_workbook(BytesIO(to_xlsx(data))).active.iter_rows(min_row=2))
    assert (name.value or "") == text and name.data_type != "f"
    assert number.value == pytest.approx(value, rel=1e-15)  # a workbook keeps 16 digits


@pytest.mark.parametrize("text", ["\uf06c加强", "😀加强", "عربي加强"])
def test_what_no_font_has_is_a_box_and_the_rest_is_read(text):
    made = to_pdf(blocks(text), "zh")
    document = pypdfium2.PdfDocument(made)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert read.count("加强") >= 5
    assert pypdf.PdfReader(BytesIO(made)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_pdf_of_usual_text_is_one_that_screen_readers_can_read():
    for text, accessible in (("加强", True), ("\uf06c加强", False)):
        metadata = pypdf.PdfReader(BytesIO(to_pdf(blocks(text), "zh"))).trailer["/Root"][
            "/Metadata"
        ]
        assert (b"pdfuaid:part" in metadata.get_data()) is accessible
