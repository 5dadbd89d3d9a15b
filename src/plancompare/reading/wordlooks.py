"""How Word's text looks, as far as it decides what is read: hidden, struck out, raised.

A run says so itself, or one of its styles does, or the style of its paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_UNSEEN = (qn("w:vanish"), qn("w:strike"), qn("w:dstrike"))
_OFF = frozenset(("0", "false", "off"))
_MOST_ANCESTORS = 20  # of a style


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of runs.

    Attributes:
        styles: The formatting of each style and of those that it is based on, its own first.
    """

    styles: dict[str, tuple[Element, ...]]

    @classmethod
    def of(cls, styles: Element) -> "Looks":
        """Learn the styles of a document."""
        known = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}
        return cls({name: tuple(_formats(name, known)) for name in known})

    def hides(self, run: Element) -> bool:
        """Whether a run is hidden or struck out.

        Args:
            run: A `w:r`.
        """
        return any(self._said(run, tag) for tag in _UNSEEN)

    def raises(self, run: Element) -> bool:
        """Whether a run is raised above its line.

        Args:
            run: A `w:r`.
        """
        for properties in self._properties(run):
            aligned, lifted = (properties.find(qn(f"w:{x}")) for x in ("vertAlign", "position"))
            if aligned is not None:
                return aligned.get(qn("w:val")) == "superscript"
            if lifted is not None:
                return not lifted.get(qn("w:val"), "0").startswith(("-", "0"))
        return False

    def _said(self, run: Element, tag: str) -> bool:
        """What the nearest that speaks of it says; nobody: no."""
        for properties in self._properties(run):
            found = properties.find(tag)
            if found is not None:
                return found.get(qn("w:val"), "true") not in _OFF
        return False

    def _properties(self, run: Element) -> Iterator[Element]:
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(own.find(qn("w:rStyle")))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            yield from self._of_style(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))

    def _of_style(self, style: Element | None) -> tuple[Element, ...]:
        return () if style is None else self.styles.get(style.get(qn("w:val"), ""), ())


def _formats(name: str, known: dict[str, Element]) -> Iterator[Element]:
    for _ in range(_MOST_ANCESTORS):
        style = known.get(name)
        if style is None:
            return
        properties, parent = style.find(qn("w:rPr")), style.find(qn("w:basedOn"))
        if properties is not None:
            yield properties
        name = "" if parent is None else parent.get(qn("w:val"), "")


def is_hidden_row(row: Element) -> bool:
    """Whether a row of a table is hidden.

    Args:
        row: A `w:tr`.
    """
    hidden = row.find(f"{qn('w:trPr')}/{qn('w:hidden')}")
    return hidden is not None and hidden.get(qn("w:val"), "true") not in _OFF
