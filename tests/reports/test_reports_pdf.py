"""The PDF: text that can be selected and searched, set in an embedded Chinese font."""

import re
import tomllib
from dataclasses import replace
from importlib.metadata import EntryPoint
from io import BytesIO

import nbformat
import pypdf
import pypdfium2
import pytest
from format_blocks import HOSTILE, LONG, NAME, hostile, picture, report, table
from nbconvert.utils.exceptions import ConversionException
from test_reports_content import notebook as executed
from tests.conftest import ROOT

from plancompare.charts.legible import legible
from plancompare.errors import ReportError
from plancompare.reports.blocks.content import MIME, Heading, Sentences, TableBlock, bundle
from plancompare.reports.blocks.layout import picture_size
from plancompare.reports.files import pdf
from plancompare.reports.files.exporter import PdfExporter
from plancompare.reports.files.pdf import to_pdf


def pages(made: bytes) -> list[str]:
    """What a reader can select and search, page by page."""
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def letters(text: str) -> str:
    """Text without the space that lines and pages put between letters."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(report(), "zh")


def test_its_text_can_be_searched(made):
    text = letters("".join(pages(made)))
    assert f"{NAME}：现状、目标与差距" in text
    assert "差距最大的是床位数（6.00→7.50）。" in text  # no space put between scripts
    assert "指标22.25%主要指标/第1行" in text


def test_the_words_in_its_charts_can_be_searched_too(made):
    assert "每千人口注册护士数" in letters("".join(pages(made)))


def test_its_fonts_are_embedded_as_subsets(made):
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(BytesIO(made)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert re.match(r"/[A-Z]{6}\+PlanSansSC", font["/BaseFont"])
        assert "/FontFile3" in described
    assert len(made) < 200_000


def test_it_has_a_title_a_language_tags_and_an_outline(made):
    reader = pypdf.PdfReader(BytesIO(made))
    assert reader.metadata.title == f"{NAME}：现状、目标与差距"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    outline = [" ".join(entry.title.split()) for entry in reader.outline]
    assert outline == ["1 摘要", "2 分领域的现状与目标"]


def test_pictures_have_their_alt_text(made):
    alt = picture().alt
    assert alt in _texts(pypdf.PdfReader(BytesIO(made)), "/Alt")


def _texts(reader: pypdf.PdfReader, key: str) -> set[str]:
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return {str(each[key]) for each in objects if isinstance(each, dict) and key in each}


def test_the_contents_name_pages_and_pages_are_counted():
    made = pages(to_pdf(report(table(200)), "zh"))
    assert "目录" in made[0] and re.search(r"分领域的现状与目标 ?\.+ ?\d", made[0])
    assert len(made) > 3
    for number, text in enumerate(made, 1):
        assert f"{number} / {len(made)}" in text


def test_a_table_that_breaks_repeats_its_head():
    made = pages(to_pdf([Heading("长表", 1), table(200)], "zh"))
    assert len(made) > 3
    for text in made[1:-1]:
        assert "指标 数值 出处位置" in text
    rows = letters("".join(made))
    assert all(f"指标{n}{n}.25%" in rows for n in range(200))


def test_a_short_table_stays_on_one_page():
    for lines in (30, 32, 34, 36):  # wherever on its page it begins
        before = Sentences(tuple(f"第{each}段。" for each in range(lines)))
        told = [letters(page) for page in pages(to_pdf([before, table(11)], "zh", contents=False))]
        (shown,) = [page for page in told if "指标0" in page or "指标10" in page]
        assert all(f"指标{each}" in shown for each in range(11))


def test_pictures_a_little_too_high_for_a_page_are_made_smaller_to_fit_it():
    drawn = picture(citation="")
    size = f'height="{picture_size(drawn)[1]:g}pt"'
    svgs = [drawn.svg.replace(size, f'height="{high}pt"', 1) for high in (450, 320, 320)]
    three = [replace(drawn, name=f"p{n}", svg=each, text_svg=each) for n, each in enumerate(svgs)]
    blocks = [Heading("图", 1), *three, Sentences(("来源。",))]
    assert len(pages(to_pdf(blocks, "zh", contents=False))) == 1


def test_a_wide_table_lies_on_its_side_with_its_heading():
    cells = tuple("甲" * 15 for _ in range(8))
    wide = [Heading("宽表", 2), TableBlock(cells, (cells,), "")]
    document = pypdfium2.PdfDocument(to_pdf(report(*wide), "zh"))
    turned = [page.get_textpage().get_text_range() for page in document if page.get_width() > 800]
    document.close()
    assert len(turned) == 1 and "宽表" in turned[0]


def test_the_same_report_gives_the_same_file(made):
    assert to_pdf(report(), "zh") == made


def test_it_speaks_english():
    made = to_pdf(report(), "en")
    assert pages(made)[0].count("Contents") == 1
    assert pypdf.PdfReader(BytesIO(made)).trailer["/Root"]["/Lang"] == "en"


def test_headings_that_skip_a_level_and_no_title():
    made = to_pdf([Heading("三级", 3), Sentences(("句。",)), Heading("四级", 4)], "zh")
    assert "三级" in pages(made)[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_set_as_text(text):
    said = letters(legible(text))
    found = letters("".join(pages(to_pdf(hostile(legible(text)), "zh"))))
    # title, heading, contents, sentence, two pictures with citations, caption and two cells
    assert found.count(said) >= 11


def test_a_word_of_ten_thousand_letters_stays_on_its_pages():
    made = to_pdf(hostile(LONG), "zh")
    found = letters("".join(pages(made)))
    sentence_and_cells = 3 * LONG.count("volcano")
    assert sentence_and_cells <= found.count("volcano") < sentence_and_cells + 150
    document = pypdfium2.PdfDocument(made)
    for page in document:
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = item.get_bounds()
            assert left >= 0 and right <= page.get_width()
            assert bottom >= 0 and top <= page.get_height()
    document.close()


def test_what_typst_cannot_set_is_told_in_a_line(monkeypatch):
    monkeypatch.setattr(pdf, "_report", lambda *_: {})
    with pytest.raises(ReportError, match="the PDF could not be set: dictionary does not contain"):
        to_pdf(report(), "zh")


class TestExporter:
    """`jupyter nbconvert --to plancompare-pdf`, and JupyterLab's menu."""

    def notebook(self, parameters: str) -> nbformat.NotebookNode:
        book = executed({MIME: bundle(Heading("题目", 1))}, {MIME: bundle(Heading("摘要", 2))})
        cell = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
        book.cells.insert(0, cell)
        return book

    def test_nbconvert_and_jupyterlab_are_told_of_it(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        value = project["entry-points"]["nbconvert.exporters"]["plancompare-pdf"]
        exporter = EntryPoint("plancompare-pdf", value, "nbconvert.exporters").load()
        assert exporter is PdfExporter
        assert exporter.export_from_notebook == "plancompare PDF"

    def test_it_makes_the_same_pdf_as_the_command(self):
        made, resources = PdfExporter().from_notebook_node(self.notebook('lang = "zh"'))
        assert made == to_pdf([Heading("题目", 1), Heading("摘要", 2)], "zh")
        assert resources["output_extension"] == ".pdf"

    def test_it_speaks_the_notebooks_language(self):
        book = self.notebook('region = "990100"\nlang = "zh"')
        injected = {"tags": ["injected-parameters"]}
        book.cells.insert(1, nbformat.v4.new_code_cell('lang = "en"', metadata=injected))
        made, _ = PdfExporter().from_notebook_node(book)
        assert "Contents" in pages(made)[0]

    def test_a_notebook_that_was_not_run_is_refused(self):
        with pytest.raises(ConversionException, match="run it first, or add --execute"):
            PdfExporter().from_notebook_node(nbformat.v4.new_notebook())
