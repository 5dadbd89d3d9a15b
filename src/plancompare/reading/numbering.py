"""The numbers that Word prints before paragraphs and keeps out of their text."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import cn2an
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_PLACEHOLDER = re.compile(r"%([1-9])")
_UNNUMBERED = ("bullet", "none")
_CHINESE = ("chinese", "japanese", "taiwanese", "ideographDigital")
_CIRCLED = "decimalEnclosedCircle"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered.

    Attributes:
        counter: The list whose count it shares.
        form: The kind of numerals, in Word's words.
        pattern: What is printed, with `%1` for the number of the first level.
        start: The first number.
    """

    counter: str
    form: str
    pattern: str
    start: int


@dataclass
class Numbering:
    """Counts a document's numbered paragraphs, in the order they are asked for.

    Attributes:
        levels: By list and depth.
        styles: The list and depth that a paragraph style brings along.
        restarts: What the levels of a list begin with anew when the list is first used.
        counts: For each counter the last number at each depth.
    """

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, lists: Element | None, styles: Element) -> "Numbering":
        """Read the definitions of a document.

        Args:
            lists: The root of its numbering part, if it has one.
            styles: The root of its styles part.
        """
        made = cls()
        if lists is not None:
            made._read(lists)
        for style in styles.iter(qn("w:style")):
            found = _list_of(style)
            if found:
                made.styles[_attribute(style, "w:styleId")] = found
        return made

    def number(self, paragraph: Element) -> str:
        """The number that is printed before a paragraph; empty where there is none.

        Args:
            paragraph: A `w:p`; ask once for each, in the order of the document.
        """
        style = self.styles.get(_value(paragraph, "w:pPr", "w:pStyle"))
        list_id, depth = _list_of(paragraph) or style or ("", 0)
        level = self.levels.get((list_id, depth))
        if level is None or level.form in _UNNUMBERED:
            return ""
        counts = self.counts[level.counter]
        start = self.restarts.pop((list_id, depth), None)
        last = counts.get(depth, level.start - 1) if start is None else start - 1
        self.counts[level.counter] = {at: n for at, n in counts.items() if at < depth}
        self.counts[level.counter][depth] = last + 1
        return _PLACEHOLDER.sub(lambda at: self._count(list_id, int(at[1]) - 1), level.pattern)

    def _count(self, list_id: str, depth: int) -> str:
        level = self.levels[list_id, depth]
        return _written(self.counts[level.counter].get(depth, level.start), level.form)

    def _read(self, lists: Element) -> None:
        patterns = {
            _attribute(pattern, "w:abstractNumId"): pattern
            for pattern in lists.iter(qn("w:abstractNum"))
        }
        for entry in lists.iter(qn("w:num")):
            list_id, counter = _attribute(entry, "w:numId"), _value(entry, "w:abstractNumId")
            for level in patterns[counter].iter(qn("w:lvl")) if counter in patterns else ():
                self.levels[list_id, int(_attribute(level, "w:ilvl"))] = _Level(
                    counter=counter,
                    form=_value(level, "w:numFmt") or "decimal",
                    pattern=_value(level, "w:lvlText"),
                    start=int(_value(level, "w:start") or 1),
                )
            for change in entry.iter(qn("w:lvlOverride")):
                start = _value(change, "w:startOverride")
                if start:
                    self.restarts[list_id, int(_attribute(change, "w:ilvl"))] = int(start)


def _list_of(element: Element) -> tuple[str, int] | None:
    """The list and depth in a paragraph's or style's own properties."""
    list_id = _value(element, "w:pPr", "w:numPr", "w:numId")
    depth = _value(element, "w:pPr", "w:numPr", "w:ilvl")
    return (list_id, int(depth or 0)) if list_id else None


def _value(element: Element, *path: str) -> str:
    """The `w:val` of a descendant; empty where it is missing."""
    found = element.find("/".join(map(qn, path)))
    return "" if found is None else _attribute(found, "w:val")


def _attribute(element: Element, name: str) -> str:
    return element.get(qn(name)) or ""


def _written(number: int, form: str) -> str:
    if form.startswith(_CHINESE):
        return str(cn2an.an2cn(str(number), "low"))
    if form.startswith(_CIRCLED) and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    return str(number)
