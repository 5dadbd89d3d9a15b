"""An empty presentation of our look: everything lies in its theme and master, to be restyled."""

from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Mm

from plancompare.owndata import toml_beside

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck


def looks() -> dict[str, Any]:
    """What office.toml says of presentations."""
    found: dict[str, Any] = toml_beside(__file__, "office.toml")["pptx"]
    return found


def empty_deck() -> "Deck":
    """A wide presentation without slides, Chinese and Latin fonts in its theme."""
    deck = Presentation()
    page = looks()["page"]
    _widen(deck, Mm(page["width"]) / deck.slide_width)
    deck.slide_width, deck.slide_height = Mm(page["width"]), Mm(page["height"])
    _place(deck)
    _set_sizes(deck)
    _set_fonts(deck)
    return deck


def _widen(deck: "Deck", ratio: float) -> None:
    """Stretch what python-pptx's own template places on a narrower slide."""
    for layer in (deck.slide_master, *deck.slide_layouts):
        for shape in layer.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = int(shape.left * ratio), int(shape.width * ratio)


def _place(deck: "Deck") -> None:
    """Title and text where every slide has them, and the same margins on the first one."""
    page = looks()["page"]
    title, body = list(deck.slide_master.placeholders)[:2]
    for shape, top, height in ((title, 8, 24), (body, 36, page["height"] - 52)):
        shape.top, shape.height = Mm(top), Mm(height)
    for shape in (title, body, *list(deck.slide_layouts[0].placeholders)[:2]):
        shape.left, shape.width = Mm(page["margin"]), Mm(page["width"] - 2 * page["margin"])


def _set_sizes(deck: "Deck") -> None:
    styles = deck.slide_master.element.find(qn("p:txStyles"))
    for kind in ("title", "body"):
        level = styles.find(qn(f"p:{kind}Style")).find(qn("a:lvl1pPr"))
        level.find(qn("a:defRPr")).set("sz", str(looks()["size"][kind] * 100))
    _without_bullets(styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr")))
    for part in (styles, deck.slide_layouts[0].element):
        for level in part.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")


def _without_bullets(level: Any) -> None:  # noqa: ANN401 (lxml's)
    """Sentences of a first level are paragraphs: those that are counted bear their number."""
    for bullet in level.xpath("*[starts-with(local-name(), 'bu')]"):
        level.remove(bullet)
    level.find(qn("a:defRPr")).addprevious(etree.Element(qn("a:buNone")))
    level.set("marL", "0")
    level.set("indent", "0")


def _set_fonts(deck: "Deck") -> None:
    """Name the theme's fonts for both scripts; the Chinese one is empty in the template."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    fonts = looks()["fonts"]
    for kind in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        for script, font in (("a:latin", fonts["latin"]), ("a:ea", fonts["east_asian"])):
            for named in kind.iterchildren(qn(script)):
                named.set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
