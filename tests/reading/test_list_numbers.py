"""Numbers that Word keeps out of the text are counted as Word counts them."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plancompare.reading.numbering import Numbering

LEVELS = [
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "%1.%4"),
]


def level(depth, form, pattern, start=1):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def definitions(*extra, levels=LEVELS, start=1):
    listed = "".join(level(depth, *form, start) for depth, form in enumerate(levels))
    return parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">{listed}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f"{''.join(extra)}</w:numbering>"
    )


def styles(inner=""):
    return parse_xml(f"<w:styles {nsdecls('w')}>{inner}</w:styles>")


def paragraph(list_id=None, depth=None, style=None):
    own = f'<w:numId w:val="{list_id}"/>' if list_id is not None else ""
    at = f'<w:ilvl w:val="{depth}"/>' if depth is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbers = f"<w:numPr>{at}{own}</w:numPr>" if own or at else ""
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{named}{numbers}</w:pPr></w:p>")


def numbers(numbering, *asked):
    return [numbering.number(paragraph(*one)) for one in asked]


@pytest.fixture
def numbering():
    return Numbering.of(definitions(), styles())


def test_levels_are_counted_each_for_itself(numbering):
    asked = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 2)]
    assert numbers(numbering, *asked) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "1.",
        "2.",
    ]


def test_a_number_may_hold_that_of_the_level_above(numbering):
    assert numbers(numbering, (1, 0), (1, 3)) == ["一、", "一.1"]


def test_a_level_whose_upper_levels_were_not_used_begins_at_their_start(numbering):
    assert numbers(numbering, (1, 3)) == ["一.1"]


def test_a_paragraph_without_a_list_has_no_number(numbering):
    assert numbers(numbering, (), (0, 0), (9, 0), (1, 8)) == ["", "", "", ""]


def test_a_list_begins_where_it_says():
    assert numbers(Numbering.of(definitions(start=3), styles()), (1, 2), (1, 2)) == ["3.", "4."]


def test_two_lists_of_one_kind_share_their_count():
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    numbering = Numbering.of(definitions(more), styles())
    assert numbers(numbering, (1, 2), (2, 2), (1, 2)) == ["1.", "2.", "3."]


def test_a_list_that_restarts_does_so_once():
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = Numbering.of(definitions(more), styles())
    assert numbers(numbering, (1, 2), (1, 2), (2, 2), (2, 2)) == ["1.", "2.", "1.", "2."]


def test_a_style_brings_its_list_along_unless_the_paragraph_has_its_own():
    style = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = Numbering.of(definitions(), styles(style))
    asked = [(None, None, "H1"), (None, None, "H2"), (1, 2, "H2"), (0, 0, "H1"), (None, None, "No")]
    assert numbers(numbering, *asked) == ["一、", "（一）", "1.", "", ""]


def test_a_document_without_lists():
    document = docx.Document()
    assert Numbering.of(None, document.styles.element).number(paragraph(1, 0)) == ""


@pytest.mark.parametrize(
    ("form", "count", "printed"),
    [
        ("chineseCounting", 21, "二十一"),
        ("japaneseCounting", 10, "十"),
        ("taiwaneseCountingThousand", 101, "一百零一"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("lowerLetter", 2, "b"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 27, "27"),
        ("somethingNew", 5, "5"),
    ],
)
def test_numerals(form, count, printed):
    lists = definitions(levels=[(form, "%1")], start=count)
    assert numbers(Numbering.of(lists, styles()), (1, 0)) == [printed]


@pytest.mark.parametrize("form", ["bullet", "none"])
def test_marks_are_no_numbers(form):
    lists = definitions(levels=[(form, "●")])
    assert numbers(Numbering.of(lists, styles()), (1, 0)) == [""]
