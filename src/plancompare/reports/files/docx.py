"""A report as a Word briefing whose styles a reader's own template can replace."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from plancompare.domain.languages import Lang
from plancompare.reports.blocks.content import (
    Block,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    title_of,
)
from plancompare.reports.blocks.layout import fitted_widths, picture_size, sections, shortened
from plancompare.reports.files.pictures import to_png
from plancompare.reports.told.wording import phrases

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_PORTRAIT = 150  # half-width characters that the columns of a page may want before it is turned
_PICTURE = 0.7  # of a page's height that a picture may take: its caption stays with it
_PROPERTY = 250  # characters that Word allows in a property
_CELL_PADDING = 10.8  # points: what Word's own table style keeps free
_TABLE = "Report Table"
_LOCALE = {"zh": "zh-CN", "en": "en-GB"}
_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
 <w:name w:val="{_TABLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
 <w:tblPr><w:tblBorders>
  <w:top w:val="single" w:sz="6" w:color="1C1C1C"/>
  <w:bottom w:val="single" w:sz="6" w:color="1C1C1C"/>
  <w:insideH w:val="single" w:sz="4" w:color="C8C8C8"/>
 </w:tblBorders></w:tblPr>
 <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
  <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F0F0EE"/></w:tcPr></w:tblStylePr>
</w:style>"""


def to_docx(blocks: Sequence[Block], lang: Lang) -> bytes:
    """A report as a Word file.

    Headings, captions (numbered by Word), tables and notes of sources are in the styles `Title`,
    `Heading 1`…, `Caption`, `Report Table`, `Table Text` and `Source Note`.

    Args:
        blocks: The report.
        lang: `zh` or `en`.

    Returns:
        The file.
    """
    word = Document()
    _define_styles(word, lang)
    title = title_of(blocks)
    word.core_properties.title = shortened(title, _PROPERTY)
    word.core_properties.author = "plancompare"
    word.core_properties.language = _LOCALE[lang]
    word.core_properties.comments = ""
    for number, (wide, section) in enumerate(sections(blocks, _PORTRAIT)):
        _turn(word, wide=wide, first=number == 0)
        for block in section:
            _add(word, block, lang)
    _number_pages(word)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


@cache
def _looks() -> dict[str, Any]:
    path = files(__package__) / "office.toml"
    looks: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["docx"]
    return looks


def _define_styles(word: "Word", lang: Lang) -> None:
    styles = word.styles
    styles.element.append(parse_xml(_TABLE_STYLE))
    languages = styles.element.find(f".//{qn('w:lang')}")
    languages.set(qn("w:eastAsia"), "zh-CN")
    languages.set(qn("w:val"), _LOCALE["en"])
    for name, look in _looks()["style"].items():
        if "based_on" in look:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[look["based_on"]]
            style.quick_style = True
        _define(styles[name], look)


def _define(style: "ParagraphStyle", look: dict[str, Any]) -> None:
    fonts = _looks()["fonts"]
    style.font.size = Pt(look["size"])
    style.font.bold = False
    style.font.color.rgb = RGBColor.from_string(look.get("colour", "1C1C1C"))
    style.paragraph_format.space_before = Pt(look.get("before", 0))
    style.paragraph_format.space_after = Pt(look["after"])
    style.paragraph_format.keep_together = look.get("together", False)
    named = style.element.get_or_add_rPr().get_or_add_rFonts()
    named.attrib.clear()  # a theme's fonts would win over these
    latin = fonts["latin"]
    east_asian = fonts["heading" if look.get("heading") else "east_asian"]
    for script, font in {
        "ascii": latin,
        "hAnsi": latin,
        "cs": latin,
        "eastAsia": east_asian,
    }.items():
        named.set(qn(f"w:{script}"), font)


def _turn(word: "Word", *, wide: bool, first: bool) -> None:
    """Go on on a page of this orientation; a section of its own only where it changes."""
    page = _looks()["page"]
    section = word.sections[-1]
    if not first and wide != (section.orientation == WD_ORIENT.LANDSCAPE):
        section = word.add_section(WD_SECTION.NEW_PAGE)
    sides = Mm(page["width"]), Mm(page["height"])
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = reversed(sides) if wide else sides
    section.left_margin = section.right_margin = Mm(page["margin"])
    section.top_margin = section.bottom_margin = Mm(page["margin"])


def _add(word: "Word", block: Block, lang: Lang) -> None:
    match block:
        case Heading(text, level):
            word.add_heading(text, level - 1)  # 0 is the style Title
        case Sentences(texts):
            for text in texts:
                word.add_paragraph(text)
        case Picture():
            _add_picture(word, block, lang)
        case TableBlock():
            _add_table(word, block, lang)


def _add_picture(word: "Word", picture: Picture, lang: Lang) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    width, height = _fitted(word, picture)
    shape = paragraph.add_run().add_picture(BytesIO(to_png(picture)), width, height)
    shape._inline.docPr.set("descr", picture.alt)
    shape._inline.docPr.set("name", picture.name)
    _caption(word, phrases(lang)["print"]["figure"], picture.title).keep_with_next = True
    word.add_paragraph(picture.citation, "Source Note")


def _fitted(word: "Word", picture: Picture) -> tuple[Pt, Pt]:
    """The size of a picture, made smaller if the page is."""
    across, down = _room(word)
    width, height = picture_size(picture)
    share = min(1, across / Pt(width), _PICTURE * down / Pt(height))
    return Pt(width * share), Pt(height * share)


def _room(word: "Word") -> tuple[Mm, Mm]:
    """Width and height between the margins of the page at the end."""
    page = _looks()["page"]
    sides = [Mm(page[side] - 2 * page["margin"]) for side in ("width", "height")]
    across, down = sorted(sides, reverse=word.sections[-1].orientation == WD_ORIENT.LANDSCAPE)
    return across, down


def _caption(word: "Word", kind: str, text: str) -> Any:  # noqa: ANN401 (python-docx's)
    """A caption with a number that Word counts."""
    paragraph = word.add_paragraph(f"{kind} ", "Caption")
    _add_field(paragraph, f" SEQ {kind} \\* ARABIC ")
    paragraph.add_run(f"  {text}")
    return paragraph.paragraph_format


def _add_field(paragraph: "Paragraph", instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add_table(word: "Word", block: TableBlock, lang: Lang) -> None:
    _caption(word, phrases(lang)["print"]["table"], block.caption).keep_with_next = True
    table = word.add_table(0, len(block.columns), _TABLE)
    table.autofit = False
    style = word.styles["Table Text"]
    points = fitted_widths(block, _room(word)[0] / Pt(1), style.font.size.pt, _CELL_PADDING)
    widths = [Pt(each) for each in points]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for texts in (block.columns, *block.rows):
        _add_row(table._tbl, texts, widths, style.style_id)
    table._tbl.tr_lst[0].trPr.append(OxmlElement("w:tblHeader"))
    word.add_paragraph(style="Table Text")


def _add_row(table: Any, texts: Sequence[str], widths: Sequence[int], style: str) -> None:  # noqa: ANN401
    """Add a row that stays on one page, by XML: python-docx looks at all rows for each cell."""
    row = table.add_tr()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for text, width in zip(texts, widths, strict=True):
        cell = row.add_tc()
        cell.width = width
        paragraph = cell.p_lst[0]
        paragraph.style = style
        paragraph.add_r().text = text


def _number_pages(word: "Word") -> None:
    footer = word.sections[0].footer.paragraphs[0]  # later sections go on with it
    footer.alignment = 2
    _add_field(footer, " PAGE ")
