"""PDF files: paragraphs and ruled tables as they are read, not as the pages cut them."""

import io
import tempfile
from pathlib import Path

import pypdf
import pytest
import typst
from PIL import Image
from pypdf import Transformation

from plancompare.charts.theme import font_path
from plancompare.reading import ocr
from plancompare.reading.errors import (
    DamagedDocument,
    EmptyDocument,
    ProtectedDocument,
    ScannedDocument,
)

HEADS = '#set page(header: align(center)[某市规划], numbering: "— 1 —")\n'
STYLE = """\
#set page(paper: "a5")
#set text(font: "Plan Sans SC", lang: "zh", region: "cn", size: 10pt)
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
"""
LONG = (
    "到2025年,全市每千人口执业(助理)医师数达到3.6人,每千人口注册护士数达到4.5人,人均预期寿命达到79.1岁,"
    "居民健康素养水平达到30%以上。各县按照职责分工抓好落实,确保如期完成各项任务。"
)


@pytest.fixture(scope="session")
def typeset():
    """A PDF made of Typst's markup."""

    def make(markup):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "plan.typ")
            source.write_text(STYLE + markup, "utf-8")
            fonts = [str(font_path().parent)]
            return typst.compile(str(source), font_paths=fonts, ignore_system_fonts=True)

    return make


def test_lines_are_joined_to_paragraphs_within_and_over_pages(read, typeset, paragraphs):
    names = "甲乙丙丁戊己庚辛壬癸"
    plan = ["一、发展目标", *[LONG.replace("各", name) for name in names], "二、组织实施", LONG]
    document = read(typeset(HEADS + "\n\n".join(plan)), "plan.pdf")
    assert document.format == "pdf"
    assert paragraphs(document) == plan
    assert [document.blocks[0].place, document.blocks[-1].place] == [
        "page 1, 一、发展目标",
        "page 2, 二、组织实施",
    ]


def test_running_heads_and_page_numbers_are_left_out(read, typeset):
    document = read(typeset(HEADS + "\n\n".join([LONG] * 12)))
    assert "某市规划" not in document.text
    assert "—" not in document.text


def test_a_paragraph_whose_last_line_is_full_ends_there(read, typeset, paragraphs):
    plan = ["一句" * 20 + "完。" + "(二)标题。" + LONG, "(三)标题。" + LONG]
    assert paragraphs(read(typeset("\n\n".join(plan)))) == plan


def table(rows, columns="4"):
    cells = ", ".join(f"[{cell}]" for row in rows[1:] for cell in row)
    head = ", ".join(f"[{cell}]" for cell in rows[0])
    return f"#table(columns: {columns}, table.header({head}), {cells})"


ROWS = [["序号", "指标", "2020年", "2025年"]] + [
    [str(number), f"第{number}项服务的规范管理率(%)", f"{50 + number}.5", "—"]
    for number in range(1, 41)
]


def test_a_table_over_three_pages_is_one_without_its_repeated_heads(read, typeset, cells):
    document = read(typeset("主要指标\n\n" + table(ROWS) + "\n\n之后一段。"))
    assert [cells(found) for found in document.tables] == [ROWS]
    assert document.tables[0].place == "page 1, table 1"
    assert document.tables[0].caption == "主要指标"


def test_a_category_that_spans_pages_is_carried_down(read, typeset, cells):
    body = "".join(f"[{row[1]}], [{row[2]}]," for row in ROWS[1:])
    markup = f"#table(columns: 3, [类别], [指标], [2025年], table.cell(rowspan: 40)[健康], {body})"
    (found,) = read(typeset(markup)).tables
    assert [row[0] for row in cells(found)] == ["类别", *["健康"] * 40]


def test_two_tables_on_a_page_stay_two(read, typeset, cells):
    document = read(typeset(table(ROWS[:4]) + "\n" + table(ROWS[:3])))
    assert [len(cells(found)) for found in document.tables] == [4, 3]
    assert [found.place for found in document.tables] == ["page 1, table 1", "page 1, table 2"]


def test_merged_cells_are_unfolded(read, typeset, cells):
    markup = """#table(columns: (2cm, 1cm, 2cm, 2cm),
      [类别], table.cell(colspan: 2)[指标], [2025年],
      table.cell(rowspan: 2)[健康], [1], [人均预期寿命在窄栏里换行], [79.1],
      [2], [死亡率(‰)], "<5")"""
    (found,) = read(typeset(markup)).tables
    assert cells(found) == [
        ["类别", "指标", "指标", "2025年"],
        ["健康", "1", "人均预期寿命在窄栏里换行", "79.1"],
        ["健康", "2", "死亡率(‰)", "<5"],
    ]


def test_a_ruled_box_is_prose(read, typeset, paragraphs):
    document = read(typeset("#rect[专栏1 工程\n\n——建设。建3所医院。]\n\n" + LONG))
    assert document.tables == ()
    assert paragraphs(document)[-1] == LONG


def test_columns_without_rules(read, typeset, cells):
    rows = ROWS[:5]
    body = ", ".join(f"[{cell}]" for row in rows for cell in row)
    document = read(typeset(f"#grid(columns: (2cm, 7cm, 2cm, 2cm), row-gutter: 6pt, {body})"))
    assert cells(document.tables[0]) == rows


def turned(data, degrees):
    """The same pages drawn sideways and turned back, as wide tables are printed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        width, height = page.mediabox.width, page.mediabox.height
        move = {90: (height, 0), 180: (width, height), 270: (0, width)}[degrees]
        page.add_transformation(Transformation().rotate(degrees).translate(*map(float, move)))
        if degrees != 180:
            page.mediabox = page.cropbox = pypdf.generic.RectangleObject((0, 0, height, width))
        page.rotate(degrees)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_pages_upside_down(read, typeset, paragraphs):
    assert paragraphs(read(turned(typeset(LONG), 180))) == [LONG]


@pytest.mark.parametrize("degrees", [90, 270])
def test_turned_pages(read, typeset, paragraphs, cells, degrees):
    data = typeset(LONG + "\n\n" + table(ROWS[:4]))
    document = read(turned(data, degrees))
    assert paragraphs(document) == [LONG]
    assert cells(document.tables[0]) == ROWS[:4]


def test_a_page_whose_corner_is_not_at_zero(read, typeset, paragraphs, cells):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(LONG + "\n\n" + table(ROWS[:4]))))
    for page in writer.pages:
        page.add_transformation(Transformation().translate(100, -50))
        x, y = float(page.mediabox.width) + 100, float(page.mediabox.height) - 50
        page.mediabox = page.cropbox = pypdf.generic.RectangleObject((100, -50, x, y))
    stream = io.BytesIO()
    writer.write(stream)
    document = read(stream.getvalue())
    assert paragraphs(document) == [LONG]
    assert cells(document.tables[0]) == ROWS[:4]


def encrypted(data, user, owner):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_password_is_asked_for(read, typeset):
    with pytest.raises(ProtectedDocument, match=r"plan\.pdf: the PDF wants a password"):
        read(encrypted(typeset(LONG), "secret", "secret"), "plan.pdf")


def test_a_pdf_that_only_may_not_be_printed_is_read(read, typeset, paragraphs, cells):
    document = read(encrypted(typeset(LONG + "\n\n" + table(ROWS[:3])), "", "secret"))
    assert paragraphs(document) == [LONG]
    assert cells(document.tables[0]) == ROWS[:3]


def scan():
    stream = io.BytesIO()
    Image.new("L", (300, 400), 200).save(stream, "PDF")
    return stream.getvalue()


def test_a_scanned_pdf_says_so(read, monkeypatch):
    with pytest.raises(ScannedDocument, match=r"pictures|Install"):
        read(scan(), "plan.pdf")
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(ScannedDocument, match=r"scanned PDF.*Install plancompare\[documents\]"):
        read(scan(), "plan.pdf")


def test_a_scan_with_nothing_but_page_numbers_is_a_scan(read, typeset, monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(HEADS + "#pagebreak()")))
    for page in writer.pages:
        page.merge_page(pypdf.PdfReader(io.BytesIO(scan())).pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(ScannedDocument):
        read(stream.getvalue())


def test_blank_pages_are_refused(read, typeset):
    with pytest.raises(EmptyDocument, match="without text"):
        read(typeset("#pagebreak()"))


def test_half_a_file_is_damaged(read):
    with pytest.raises(DamagedDocument, match=r"a\.pdf: a PDF that cannot be opened"):
        read(b"%PDF-1.7\n1 0 obj\n<<", "a.pdf")


INDICATORS = [
    ["指标", "2020年", "2025年"],
    ["床位（张）", "6.31", "7.15"],
    ["护士（人）", "3.02", "3.66"],
]


def test_a_table_between_three_level_rules_is_one(read, typeset, cells, paragraphs):
    head, *body = INDICATORS
    first = ", ".join(f"[{text}]" for text in head)
    rest = ", ".join(f"[{text}]" for row in body for text in row)
    made = (
        "上文一句。\n\n#table(columns: (1fr, 2cm, 2cm), stroke: none, table.hline(), "
        f"{first}, table.hline(), {rest}, table.hline())\n\n下文一句。"
    )
    document = read(typeset(made), "a.pdf")
    assert cells(document.tables[0]) == [
        [t.replace("（", "(").replace("）", ")") for t in row] for row in INDICATORS
    ]
    assert paragraphs(document) == ["上文一句。", "下文一句。"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_table_on_its_side_is_read_as_it_is_written(read, typeset, cells, paragraphs, angle):
    turned = f"#rotate({angle}deg, reflow: true)[{table(INDICATORS, '3')}]"
    document = read(typeset(f"题目在上面，这是一行正常的文字。\n\n{turned}"), "a.pdf")
    assert cells(document.tables[0])[1][1:] == ["6.31", "7.15"]
    assert paragraphs(document) == ["题目在上面,这是一行正常的文字。"]
    start = document.original.index("7.15")
    (area,) = document.places.areas(start, start + 4)
    upright = angle == 180
    assert (area.right - area.left > area.top - area.bottom) is upright


def test_a_page_that_lies_on_its_side_while_its_text_does_not(read, typeset, cells):
    writer = pypdf.PdfWriter(
        clone_from=io.BytesIO(typeset(f"一、目标\n\n{table(INDICATORS, '3')}"))
    )
    writer.pages[0].rotate(90)
    stream = io.BytesIO()
    writer.write(stream)
    document = read(stream.getvalue(), "a.pdf")
    assert cells(document.tables[0])[2][1:] == ["3.02", "3.66"]
    assert document.text.startswith("一、目标")


def test_letters_set_apart_make_no_spaces_in_numbers(read, typeset, paragraphs, cells):
    said = "到2025年，预期寿命达到77.2岁，死亡率11/10万。"
    made = f"#set text(tracking: 3pt)\n{said}\n\n{table(INDICATORS, '3')}"
    document = read(typeset(made), "a.pdf")
    assert paragraphs(document) == ["到2025年,预期寿命达到77.2岁,死亡率11/10万。"]
    assert cells(document.tables[0])[1][1:] == ["6.31", "7.15"]


def test_raised_marks_in_a_pdf_are_no_digits(read, typeset, paragraphs):
    document = read(typeset("床位达到7.2#super[1]张，护士3.66#super[2]人。"), "a.pdf")
    assert paragraphs(document) == ["床位达到7.2张,护士3.66人。"]


@pytest.mark.parametrize("flipped", [False, True], ids=["upright", "page set on its side"])
def test_what_a_line_is_drawn_through_is_not_read(read, typeset, flipped):
    """Lines under and over words, rules of a table, and a fraction's bar leave them as they are."""
    page = "#set page(flipped: true)\n#show: it => rotate(90deg, reflow: true, it)\n" * flipped
    markup = """床位数达到#strike[7.0张]7.2张,#underline[寿命达到80岁],#overline[护士数达到3人]。

#table(columns: 2, inset: 1pt, [指标], [目标], [医师数], [#strike[3.1] 3.6])

#table(columns: 1, inset: 0pt, [上下], [相接],
  stack(spacing: 1pt, [41], line(length: 12pt), [52]))

完毕。

完毕。
"""
    text = "".join(read(typeset(page + markup), "plan.pdf").original.split())
    assert "达到7.2张,寿命达到80岁,护士数达到3人" in text
    assert "3.6" in text and "7.0" not in text and "3.1" not in text
    assert all(each in text for each in ("上下", "相接", "41", "52"))
