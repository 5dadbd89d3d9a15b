"""Scans and pictures: straightened, recognised, ruled tables found, each sign with its place.

Recognising a page takes seconds, so one small page is read once for all the tests.
"""

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
import typst
from PIL import Image

from plancompare.extraction import read_figures
from plancompare.reading import ocr, picture, read_document
from plancompare.reading.errors import DamagedDocument, DocumentTooLarge, ScannedDocument
from plancompare.reading.ocrnoise import CUT, without_slips
from plancompare.reading.textlayer import is_garbled

needs_ocr = pytest.mark.skipif(not ocr.is_installed(), reason="plancompare[documents] is missing")
SKEW = 1.5
PAGE = """#set page(width: 150mm, height: 105mm, margin: 10mm)
#set text(font: "Noto Sans CJK SC", size: 11pt, lang: "zh")
云溪市卫生健康规划（虚构）

到2025年，婴儿死亡率控制在4.6‰以内，每千人口床位数达到7.2#super[1]张。
#table(columns: (1fr, 2cm, 2cm), [指标], [2020年], [2025年],
  [人均预期寿命（岁）], [78.1], [79.2], [孕产妇死亡率（1/10万）], [12.4], [9.6])
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A page, as a PDF with text and as a picture that a scanner took of it."""
    folder = tmp_path_factory.mktemp("scans")
    (folder / "text.pdf").write_bytes(typst.compile(PAGE.encode()))
    (page,) = pdfium.PdfDocument(folder / "text.pdf")
    clean = page.render(scale=300 / 72).to_pil().convert("RGB")
    clean.rotate(-SKEW, Image.Resampling.BICUBIC, fillcolor="white").save(
        folder / "scan.pdf", resolution=300, quality=60
    )
    return folder


@pytest.fixture(scope="module")
def scan(printed):
    return read_document(printed / "scan.pdf")


@needs_ocr
def test_a_skewed_scan_gives_what_the_text_gives(printed, scan, cells):
    text = read_document(printed / "text.pdf")
    assert cells(scan.tables[0]) == cells(text.tables[0])
    assert "婴儿死亡率控制在4.6‰以内" in scan.text
    assert "床位数达到7.2张" in scan.text


@needs_ocr
def test_each_number_of_a_scan_keeps_its_place_on_the_page(printed, scan):
    text = read_document(printed / "text.pdf")
    for number in ("4.6", "79.2", "9.6"):
        ours, theirs = (
            doc.places.areas(doc.original.index(number), doc.original.index(number) + len(number))
            for doc in (scan, text)
        )
        middle = turned(
            (theirs[0].left + theirs[0].right) / 2, (theirs[0].bottom + theirs[0].top) / 2
        )
        assert ours[0].left - 2 < middle[0] < ours[0].right + 2
        assert ours[0].bottom - 2 < middle[1] < ours[0].top + 2


def turned(x, y):
    """Where a place of the page is after it was laid askew."""
    width, height = 150 * 72 / 25.4, 105 * 72 / 25.4
    angle = np.radians(SKEW)
    dx, dy = x - width / 2, y - height / 2
    return (
        width / 2 + dx * np.cos(angle) + dy * np.sin(angle),
        height / 2 - dx * np.sin(angle) + dy * np.cos(angle),
    )


@needs_ocr
def test_figures_of_a_scan_want_to_be_confirmed(scan):
    figures = read_figures(scan, region_code="330000").figures
    assert figures
    assert all("ocr" in figure.doubts for figure in figures)
    assert max(figure.confidence for figure in figures) < 0.9


def test_without_the_extra_a_scan_and_a_picture_name_it(printed, monkeypatch, tmp_path):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(ScannedDocument, match=r"scanned PDF.*Install plancompare\[documents\]"):
        read_document(printed / "scan.pdf")
    Image.new("RGB", (20, 20)).save(tmp_path / "a.png")
    with pytest.raises(ScannedDocument, match=r"a picture\. Install plancompare\[documents\]"):
        read_document(tmp_path / "a.png")


def test_without_the_extra_the_pages_of_text_are_read_and_the_others_named(
    printed, monkeypatch, tmp_path
):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    both = pdfium.PdfDocument.new()
    for name in ("text.pdf", "scan.pdf"):
        both.import_pages(pdfium.PdfDocument(printed / name))
    both.save(tmp_path / "half.pdf")
    document = read_document(tmp_path / "half.pdf")
    assert "4.6‰" in document.text
    assert document.recognised == ()
    assert document.notes[0].startswith("page 2 is not read: a picture without text. Install")


@pytest.fixture(scope="module")
def pasted(printed):
    """A page of text with the table of another as a picture, printed straight."""
    (page,) = pdfium.PdfDocument(printed / "text.pdf")
    whole = page.render(scale=300 / 72).to_pil()
    whole.crop((0, round(whole.height * 0.2), whole.width, whole.height)).save(printed / "a.png")
    text = "#set page(width: 150mm, height: 210mm)\n一、指标的说明在这里，表见下图。\n\n"
    source = f'{text}#image("a.png", width: 100%)\n\n二、任务的说明在图的下面，与图无关。'
    (printed / "pasted.typ").write_text(source, encoding="utf-8")
    (printed / "pasted.pdf").write_bytes(typst.compile(printed / "pasted.typ"))
    return printed / "pasted.pdf"


@needs_ocr
def test_a_picture_of_a_table_on_a_page_of_text_is_read_in_its_place(pasted, cells):
    document = read_document(pasted)
    assert cells(document.tables[0])[1][1:] == ["78.1", "79.2"]
    pieces = [document.original.index(each) for each in ("表见下图", "79.2", "与图无关")]
    assert pieces == sorted(pieces)
    marked = "".join(document.original[start:end] for start, end in document.recognised)
    assert "79.2" in marked
    assert "说明" not in marked


def test_without_the_extra_a_picture_on_a_page_of_text_is_named(pasted, monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    (note,) = read_document(pasted).notes
    assert note.startswith("page 1: a picture on it is not read. Install plancompare[documents]")


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("到2025年人均预期寿命达到79.2岁", False),
        ("Life expectancy 79.2 years in 2025", False),
        ("78.1 79.2 12.4 9.6 6.21", False),
        ("!\"#$%&'()*+,-./<=>@[]^", True),
        ("\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008", True),
        ("鍒�2025骞达紝浜哄潎棰勬湡瀵垮懡杈惧埌", True),
    ],
)
def test_a_text_layer_that_means_nothing_is_told(text, garbled):
    assert is_garbled("".join(text.split())) is garbled


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("2O25年", "2025年"),
        ("l2.4岁", "12.4岁"),
        ("2〇20年", "2020年"),
        ("7l.5%", "71.5%"),
        ("控制在5%0以下", "控制在5‰以下"),
        ("婴儿死亡率（%o）", "婴儿死亡率（‰）"),
        ("降低10%。", "降低10%。"),
        ("二〇二五年", "二〇二五年"),
        ("Ill", "Ill"),
    ],
)
def test_slips_in_numbers_are_put_right_where_there_is_no_choice(seen, meant):
    assert without_slips(seen).replace(CUT, "") == meant


def test_a_picture_of_too_many_pixels_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(picture, "_LARGEST", 100)
    Image.new("RGB", (20, 20)).save(tmp_path / "a.png")
    with pytest.raises(DocumentTooLarge, match="pixels"):
        read_document(tmp_path / "a.png")


@needs_ocr
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_the_way_back_from_a_turned_picture(quarters):
    from plancompare.reading.straightening import turned as turn

    image = np.zeros((30, 50, 3), np.uint8)
    image[5, 40] = 255
    found = turn(image, quarters)
    y, x = np.argwhere(found.image[:, :, 0])[0]
    assert (found.back @ [x, y, 1]).round().tolist() == [40, 5]


@needs_ocr
def test_strokes_of_large_type_are_no_rules():
    from plancompare.reading.inklines import rules_in, without_strokes

    image = np.full((400, 800, 3), 255, np.uint8)
    image[100:103, 50:750] = 0  # a rule
    image[200:203, 300:400] = 0  # a stroke within a line of text
    rules = rules_in(image, 8.0)
    assert len(rules) == 2
    (left,) = without_strokes(rules, [(280, 150, 700, 260)])
    assert left["top"] == pytest.approx(101, abs=1.5)


def test_bytes_of_no_picture_are_told(read):
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    if ocr.is_installed():
        with pytest.raises(DamagedDocument, match="a picture that cannot be opened"):
            read(stream.getvalue()[:40], "a.png")
