"""What is hidden or struck out is not read, and raised marks are no digits, in every format."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement

from plancompare.language import parse_value

CSS = (
    "td.old,.off{display:none} #x{visibility:hidden} em{vertical-align:super} "
    "@media print{.p{display:none}}"
)


def page(body):
    return f"<html><head><style>{CSS}</style></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("床位7.2<sup>1</sup>张", "床位7.2张"),
        ("床位7.2<sup><a href='#n'>[1]</a></sup>张", "床位7.2张"),
        ("床位7.2<span style='vertical-align: super'>①</span>张", "床位7.2张"),
        ("床位7.2<em>2</em>张", "床位7.2张"),
        ("注册护士数<sup>1</sup>达到3.9人", "注册护士数达到3.9人"),
        ("达到<s>8.1</s><del>8.2</del><strike>8.3</strike>7.2张", "达到7.2张"),
        ("达到<i style='TEXT-DECORATION: line-through'>8.1</i>7.2张", "达到7.2张"),
        ("达到<i style='display:none'>8</i><i class='off'>9</i><i id='x'>6</i>7.2张", "达到7.2张"),
        ("达到<i style='font-size:0'>8</i><i hidden>9</i>7.2张", "达到7.2张"),
        ("达到<i class='p'>7.2</i>张", "达到7.2张"),
        ("面积10m<sup>2</sup>", "面积10m²"),
        ("死亡率11/10<sup>5</sup>", "死亡率11/10万"),
        ("1<sup>st</sup>级", "1st级"),
    ],
)
def test_a_page_is_read_as_it_is_seen(read, paragraphs, body, seen):
    assert paragraphs(read(page(f"<p>{body}</p>"), "a.html")) == [seen]


def test_hidden_rows_and_cells_of_a_page_are_left_out(read, cells):
    rows = (
        "<tr><td>指标</td><td>值</td></tr><tr style='display:none'><td>隐</td><td>1</td></tr>"
        "<tr><td>床位<s>数</s></td><td class='old'>9</td><td>6.5<sup>1</sup></td></tr>"
    )
    document = read(page(f"<table>{rows}</table>"), "a.html")
    assert [cells(table) for table in document.tables] == [[["指标", "值"], ["床位", "6.5"]]]


@pytest.mark.parametrize(
    "printed", ["7.2<sup>1</sup>", "7.2[1]", "7.2【1】", "7.2①", "7.2*", "7.2†", "7.2★", "7.2(注1)"]
)
def test_marks_in_a_text_are_no_part_of_its_numbers(read, paragraphs, printed):
    assert paragraphs(read(f"床位达到{printed}张。")) == ["床位达到7.2张。"]


def test_the_original_keeps_the_marks(read):
    document = read(page("<p>床位7.2<sup>1</sup>张</p>"), "a.html")
    start = document.text.index("7.2")
    assert document.original[slice(*document.original_span(start, start + 4))] == "7.2¹张"


def test_a_raised_mark_in_a_table_of_figures_is_no_digit():
    assert [str(each.value) for each in parse_value("3.66¹人")] == ["3.66"]


def run(paragraph, text, tag="", value=None):
    made = paragraph.add_run(text)
    if tag:
        look = OxmlElement(tag)
        if value:
            look.set(docx.oxml.ns.qn("w:val"), value)
        made._r.get_or_add_rPr().append(look)
    return made


def word_with(write):
    document, stream = docx.Document(), io.BytesIO()
    write(document)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("tag", "value", "seen"),
    [
        ("w:vertAlign", "superscript", "达到7.2张"),
        ("w:position", "6", "达到7.2张"),
        ("w:vertAlign", "subscript", "达到7.21张"),
        ("w:vanish", None, "达到7.2张"),
        ("w:vanish", "0", "达到7.21张"),
        ("w:strike", None, "达到7.2张"),
        ("w:dstrike", "true", "达到7.2张"),
    ],
)
def test_a_run_of_word_is_read_as_it_looks(read, paragraphs, tag, value, seen):
    def write(document):
        paragraph = document.add_paragraph("达到7.2")
        run(paragraph, "1", tag, value)
        run(paragraph, "张")

    assert paragraphs(read(word_with(write), "a.docx")) == [seen]


@pytest.mark.parametrize("look", ["superscript", "strike", "hidden"])
def test_a_style_of_word_counts_like_the_run_itself(read, paragraphs, look):
    def write(document):
        base = document.styles.add_style("底", WD_STYLE_TYPE.CHARACTER)
        setattr(base.font, look, True)
        style = document.styles.add_style("上", WD_STYLE_TYPE.CHARACTER)
        style.base_style = base
        paragraph = document.add_paragraph("达到7.2")
        paragraph.add_run("1").style = style
        whole = document.styles.add_style("段", WD_STYLE_TYPE.PARAGRAPH)
        setattr(whole.font, look, True)
        document.add_paragraph("12", whole)

    seen = paragraphs(read(word_with(write), "a.docx"))
    assert seen[0] == "达到7.2"


def test_a_hidden_row_of_word_is_left_out(read, cells):
    def write(document):
        table = document.add_table(3, 2)
        for row, text in zip(table.rows, ("指标", "隐", "床位"), strict=True):
            row.cells[0].text, row.cells[1].text = text, "6.5"
        table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))

    assert cells(read(word_with(write), "a.docx").tables[0]) == [["指标", "6.5"], ["床位", "6.5"]]


def test_strict_ooxml_opens(read, paragraphs):
    usual, strict = b"schemas.openxmlformats.org/", b"purl.oclc.org/ooxml/"
    packed = io.BytesIO(word_with(lambda document: document.add_paragraph("一、目标")))
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for part in (b"wordprocessingml", b"officeDocument"):
                data = data.replace(usual + part + b"/2006/", strict + part + b"/")
            new.writestr(name, data)
    assert paragraphs(read(changed.getvalue(), "a.docx")) == ["一、目标"]


TABLE = "<table><tr><td>指标</td><td>值</td></tr><tr><td>床位</td><td>6.5</td></tr></table>"


def test_a_table_that_is_printed_twice_counts_once(read, cells):
    other = TABLE.replace("6.5", "7.5")
    document = read(page(f"<div>{TABLE}</div><p>一、目标</p><div>{TABLE}</div>{other}"), "a.html")
    assert [cells(table)[1][1] for table in document.tables] == ["6.5", "7.5"]
    assert document.text.count("6.5") == 1


def test_cases_of_marks_are_read(shared):
    from plancompare.reading import read_document

    for name in ("marks.html", "sup.docx", "sup.pdf", "stuck.docx"):
        text = read_document(shared / "cases" / name).text
        assert not any(wrong in text for wrong in ("7.21", "77.21", "3.661", "3.92", "43\n"))
