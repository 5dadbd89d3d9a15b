"""How OpenDocument's text looks, as far as it decides what is read: hidden, struck out, raised."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml.etree import _Element as Element

_SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
}
_NAMES = ("text:style-name", "table:style-name")
_MOST_ANCESTORS = 20  # of a style


def q(name: str) -> str:
    """A name with its namespace: `text:p` in the notation of lxml."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class OdfLooks:
    """The looks of paragraphs, spans, cells and sheets.

    Attributes:
        styles: The styles by their names.
    """

    styles: dict[str, Element]

    @classmethod
    def of(cls, *parts: Element) -> "OdfLooks":
        """Learn the styles of a document.

        Args:
            *parts: The roots of its parts; what a later one says holds.
        """
        styles = chain.from_iterable(part.iter(q("style:style")) for part in parts)
        return cls({style.get(q("style:name"), ""): style for style in styles})

    def hides(self, element: Element) -> bool:
        """Whether an element is hidden or struck out.

        Args:
            element: A paragraph, span, section or cell.
        """
        if element.get(q("text:display")) == "none":
            return True
        struck = self._said(element, "text-properties", "style:text-line-through-style")
        return self._said(element, "text-properties", "text:display") == "none" or struck not in (
            "",
            "none",
        )

    def raises(self, element: Element) -> bool:
        """Whether a span is raised above its line."""
        place = self._said(element, "text-properties", "style:text-position")
        return place.startswith("super") or (place[:1].isdigit() and not place.startswith("0"))

    def hides_table(self, table: Element) -> bool:
        """Whether a sheet is hidden."""
        return self._said(table, "table-properties", "table:display") == "false"

    def _said(self, element: Element, properties: str, name: str) -> str:
        """What the nearest style says that speaks of it."""
        for style in self._styles(element):
            found = style.find(q(f"style:{properties}"))
            if found is not None and found.get(q(name)) is not None:
                return str(found.get(q(name)))
        return ""

    def _styles(self, element: Element) -> Iterator[Element]:
        name = next((said for key in _NAMES if (said := element.get(q(key)))), "")
        for _ in range(_MOST_ANCESTORS):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(q("style:parent-style-name"), "")
