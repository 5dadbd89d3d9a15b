"""A report as a Word briefing whose styles a reader's own template can replace."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from plancompare.domain.languages import Lang
from plancompare.owndata import toml_beside
from plancompare.reports.blocks.content import (
    Block,
    Heading,
    Picture,
    Sentences,
    TableBlock,
    title_of,
)
from plancompare.reports.blocks.layout import (
    fitted_widths,
    footed,
    picture_size,
    rows_of,
    sections,
    shortened,
    untitled,
)
from plancompare.reports.blocks.parts import said_once
from plancompare.reports.files.pictures import to_png
from plancompare.reports.told.wording import phrases

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_PORTRAIT = 150  # half-width characters that the columns of a page may want before it is turned
_PICTURE = 0.7  # of a page's height that a picture may take: its caption stays with it
_ROW = 0.82  # and that pictures beside each other may: their heading and the sources find room
_GUTTER = 4.0  # millimetres that a picture beside another keeps free
_SMALLER = 0.8  # pictures a little too high for a page are made so much smaller at most
_CAPTION = 40.0  # points
_PROPERTY = 250  # characters that Word allows in a property
_CELL_PADDING = 10.8  # points: what Word's own table style keeps free
_TOGETHER = 4  # rows at a table's end that one page holds
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


def to_docx(
    blocks: Sequence[Block], lang: Lang, *, contents: bool = False, across: bool = False
) -> bytes:
    """A report as a Word file.

    Headings, captions (numbered by Word), tables and notes of sources are in the styles `Title`,
    `Heading 1`…, `Caption`, `Report Table`, `Table Text` and `Source Note`.

    Args:
        blocks: The report.
        lang: `zh` or `en`.
        contents: Whether it begins with a list of its contents.
        across: Whether all of its pages lie on their side.

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
    body, foot = footed(blocks)
    parts = sections(said_once(body), -1 if across else _PORTRAIT)
    for number, (wide, section) in enumerate(parts):
        _turn(word, wide=wide, first=number == 0)
        for narrow, group in groupby(section, partial(_is_narrow, word)):
            together = list(group)
            if narrow and len(together) > 1:
                _add_pictures(word, [each for each in together if isinstance(each, Picture)], lang)
            else:
                for block in together:
                    _add(word, block, lang)
        if contents and number == 0:
            _add_contents(word, blocks, lang)
    _add_foot(word, foot)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _looks() -> dict[str, Any]:
    looks: dict[str, Any] = toml_beside(__file__, "office.toml")["docx"]
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
    style.paragraph_format.line_spacing = Pt(look["line"])  # else it is as high as the font says
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
        case Sentences(texts, small):
            for text in texts:
                word.add_paragraph(text, "Source Note" if small else None)
        case Picture():
            _add_picture(word, untitled(block), lang)
        case TableBlock():
            _add_table(word, block, lang)


def _is_narrow(word: "Word", block: Block) -> bool:
    """Whether a picture may stand beside another."""
    half = _room(word)[0] / Pt(1) / 2
    return isinstance(block, Picture) and picture_size(block)[0] <= half


def _add_pictures(word: "Word", pictures: Sequence[Picture], lang: Lang) -> None:
    """Pictures in two columns, as a table without lines."""
    across, down = _room(word)
    half = across / Pt(1) / 2
    shown = [untitled(each) for each in pictures]
    room = _ROW * down / Pt(1)
    for columns in rows_of(shown, half, room / _SMALLER, _CAPTION):
        share = min(1.0, room / max(_height(each, half) for each in columns))
        table = word.add_table(1, 2)
        table.autofit = False
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            cell.width = across // 2
            for place, each in enumerate(column):
                first = cell.paragraphs[0] if place == 0 else None
                _add_picture(word, each, lang, cell, first, share=share)
        word.add_paragraph(style="Table Text")


def _height(column: Sequence[Picture], width: float) -> float:
    """What pictures below each other take with their captions, in points."""
    sizes = (picture_size(each) for each in column)
    return sum(down * min(1.0, width / across) + _CAPTION for across, down in sizes)


def _add_picture(  # noqa: PLR0913 (where, and how large)
    word: "Word",
    picture: Picture,
    lang: Lang,
    into: "_Cell | None" = None,
    first: "Paragraph | None" = None,
    *,
    share: float = 1.0,
) -> None:
    """Add a picture with its caption and source, to the document or to a cell of a table."""
    place = into or word
    paragraph = first or place.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.line_spacing = 1.0  # as high as the picture
    width, height = (
        Pt(each / Pt(1) * share) for each in _fitted(word, picture, half=into is not None)
    )
    shape = paragraph.add_run().add_picture(BytesIO(to_png(picture)), width, height)
    shape._inline.docPr.set("descr", picture.alt)
    shape._inline.docPr.set("name", picture.name)
    caption = _caption(place, phrases(lang)["print"]["figure"], picture.title)
    if picture.citation:
        caption.keep_with_next = True
        place.add_paragraph(picture.citation, "Source Note")


def _fitted(word: "Word", picture: Picture, *, half: bool) -> tuple[Pt, Pt]:
    """The size of a picture, made smaller if the page is."""
    across, down = _room(word)
    across = Mm(across / Mm(1) / 2 - _GUTTER) if half else across
    width, height = picture_size(picture)
    share = min(1, across / Pt(width), _PICTURE * down / Pt(height))
    return Pt(width * share), Pt(height * share)


def _room(word: "Word") -> tuple[Mm, Mm]:
    """Width and height between the margins of the page at the end."""
    page = _looks()["page"]
    sides = [Mm(page[side] - 2 * page["margin"]) for side in ("width", "height")]
    across, down = sorted(sides, reverse=word.sections[-1].orientation == WD_ORIENT.LANDSCAPE)
    return across, down


def _caption(place: Any, kind: str, text: str) -> Any:  # noqa: ANN401 (python-docx's)
    """A caption with a number that Word counts."""
    paragraph = place.add_paragraph(f"{kind} ", "Caption")
    _add_field(paragraph, f" SEQ {kind} \\* ARABIC ")
    paragraph.add_run(f"  {text}")
    return paragraph.paragraph_format


def _add_contents(word: "Word", blocks: Sequence[Block], lang: Lang) -> None:
    """A list of contents that Word renews; until then it lists the sections without pages."""
    word.add_paragraph(phrases(lang)["print"]["contents"], "Caption")
    headings = [each for each in blocks if isinstance(each, Heading) and each.level == 2]
    paragraph = word.add_paragraph(style="Normal")
    for kind, text in (("begin", ""), ("", r' TOC \o "1-2" \h \z \u '), ("separate", "")):
        _add_mark(paragraph, kind, text)
    for number, each in enumerate(headings, 1):
        paragraph.add_run(f"{number}  {each.text}")
        if number < len(headings):
            paragraph.add_run().add_break()
    _add_mark(paragraph, "end")


def _add_mark(paragraph: "Paragraph", kind: str, instruction: str = "") -> None:
    """One of the marks that a field of several lines consists of."""
    run = paragraph.add_run()._r
    mark = OxmlElement("w:instrText" if instruction else "w:fldChar")
    if instruction:
        mark.set(qn("xml:space"), "preserve")
        mark.text = instruction
    else:
        mark.set(qn("w:fldCharType"), kind)
        if kind == "begin":
            mark.set(qn("w:dirty"), "true")
    run.append(mark)


def _add_field(paragraph: "Paragraph", instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add_table(word: "Word", block: TableBlock, lang: Lang) -> None:
    if block.caption:
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
    for row in table._tbl.tr_lst[-_TOGETHER:-1]:
        for cell in row.tc_lst:
            cell.p_lst[0].get_or_add_pPr().get_or_add_keepNext()
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


def _add_foot(word: "Word", made_from: str) -> None:
    """What the report was made from, and the page's number at the right margin."""
    footer = word.sections[0].footer.paragraphs[0]  # later sections go on with it
    word.styles["Footer"].paragraph_format.tab_stops.clear_all()  # one of them is in the middle
    stops = footer.paragraph_format.tab_stops
    stops.add_tab_stop(_room(word)[0], WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{made_from}\t")
    _add_field(footer, " PAGE ")
