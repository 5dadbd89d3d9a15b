"""What of a web page is read: nothing hidden or struck out, and raised signs as marks.

The same holds for Word (`wordlooks.py`) and PDF (`pdftext.py`): raised digits are written ¹²³,
other raised text between `<sup>` and `</sup>` as in plain text, and cleaning takes the marks out
of the numbers beside them.
"""

import re

import tinycss2
from lxml import html
from tinycss2.ast import Node

from plancompare.reading.cleaning import SUPERSCRIPT
from plancompare.reading.wording import wording

_PLAIN_SELECTOR = re.compile(r"\w+|\w*[.#][\w-]+")
_MOST_CSS = 100_000  # characters of style sheets that are looked at

Declarations = dict[str, str]


def raised(text: str) -> str:
    """Mark a text as raised above its line.

    Args:
        text: Of a run, an element or a sign; white space is no mark.
    """
    mark = text.strip()
    if mark.isdecimal() and mark.isascii():
        return mark.translate(SUPERSCRIPT)
    return f"<sup>{mark}</sup>" if mark else text


class Visibility:
    """The rule for the elements of one page."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._sheets = _sheets(root)

    def hides(self, element: html.HtmlElement) -> bool:
        """Whether an element and all in it is not seen, or struck out."""
        if element.tag in wording().html_unseen or "hidden" in element.attrib:
            return True
        said = self._said_of(element)
        return (
            said.get("display") == "none"
            or said.get("visibility") in ("hidden", "collapse")
            or said.get("mso-hide") == "all"
            or _is_nothing(said.get("opacity"))
            or _is_nothing(said.get("font-size"))
            or any("line-through" in said.get(f"text-decoration{x}", "") for x in ("", "-line"))
        )

    def raises(self, element: html.HtmlElement) -> bool:
        """Whether an element is raised above its line."""
        return element.tag == "sup" or self._said_of(element).get("vertical-align") == "super"

    def _said_of(self, element: html.HtmlElement) -> Declarations:
        said: Declarations = {}
        if self._sheets:
            tag, names = str(element.tag), (element.get("class") or "").split()
            keys = [tag, *(f".{name}" for name in names), f"#{element.get('id') or ''}"]
            for key in keys:
                said |= self._sheets.get(key, {})
                said |= self._sheets.get(tag + key, {}) if key != tag else {}
        style = element.get("style")
        return said | _declarations(style) if style else said


def _sheets(root: html.HtmlElement) -> dict[str, Declarations]:
    """What the page's style sheets say of a tag, a class or an id, whatever stands round it.

    Rules that only hold for print or for small screens are left out.
    """
    text = "".join(style.text or "" for style in root.iter("style"))[:_MOST_CSS]
    said: dict[str, Declarations] = {}
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        found = _declarations(rule.content)
        for selector in tinycss2.serialize(rule.prelude).split(","):
            name = selector.strip()
            if found and _PLAIN_SELECTOR.fullmatch(name):
                said[name] = said.get(name, {}) | found
    return said


def _declarations(css: str | list[Node]) -> Declarations:
    """The declarations that decide what is seen, e.g. of `display: none; color: red`."""
    return {
        each.lower_name: tinycss2.serialize(each.value).strip().lower()
        for each in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
        if each.type == "declaration" and each.lower_name in wording().css_visibility
    }


def _is_nothing(value: str | None) -> bool:
    return value is not None and re.fullmatch(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?", value) is not None
