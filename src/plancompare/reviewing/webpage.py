"""A web page as it looks, in which nothing acts, with every figure marked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree, html

from plancompare.reading import Document
from plancompare.reading.formats import File
from plancompare.reading.html import parse
from plancompare.reviewing.align import aligned
from plancompare.reviewing.markup import Marks, joined, style

Hits = Mapping[int, list[int]]
"""Of a text the characters that are part of figures, each with the figures' numbers."""

# what acts, fetches, or takes the reader elsewhere; and what is no part of the page as it looks
_GONE = ("script", "noscript", "template", "iframe", "frame", "frameset", "object", "embed",
         "applet", "link", "meta", "base", "audio", "video", "source", "track", "svg", "math",
         "dialog", "portal", "marquee", "title")  # fmt: skip
# what is in them stays
_UNWRAPPED = ("a", "form", "button", "label", "fieldset", "details", "input", "select", "textarea",
              "option")  # fmt: skip
_KEPT = frozenset({
    "style", "class", "colspan", "rowspan", "align", "valign", "width", "height", "border",
    "cellpadding", "cellspacing", "bgcolor", "color", "size", "face", "dir", "lang", "hidden",
    "start", "type", "nowrap",
})  # fmt: skip


def of_html(document: Document, path: Path, marks: Marks) -> str:
    """A web page as it looks.

    Args:
        document: The page as it was read.
        path: The page.
        marks: Where its figures stand.
    """
    root = parse(File(path.name, path.read_bytes()))
    _disarm(root)
    letters = list(_letters(root))
    places = aligned(document, "".join(sign for sign, *_ in letters))
    hits: dict[tuple[int, bool], Hits] = defaultdict(lambda: defaultdict(list))
    for number, start, end in ((n, *span) for n, found in enumerate(marks) for span in found):
        for place in places[start:end]:
            if place >= 0:
                _, element, is_tail, index = letters[place]
                hits[element, is_tail][index].append(number)
    elements = list(root.iter(etree.Element))
    for (element, is_tail), found_at in hits.items():
        _mark(elements[element], found_at, is_tail=is_tail)
    return _with_style(root)


def _with_style(root: html.HtmlElement) -> str:
    head = root.find("head")
    if head is None:
        head = etree.SubElement(root, "head")
    etree.SubElement(head, "style").text = style("marks")
    text: str = etree.tostring(root, method="html", encoding="unicode")
    return f"<!doctype html>{text}"


def _disarm(root: html.HtmlElement) -> None:
    """Leave in a page only what is looked at."""
    for element in list(root.iter(etree.Element)):
        if element.tag in _GONE and element.getparent() is not None:
            element.drop_tree()
        elif element.tag in _UNWRAPPED and element.getparent() is not None:
            element.drop_tag()
        else:
            _strip(element)


def _strip(element: html.HtmlElement) -> None:
    source = element.get("src", "") if element.tag == "img" else ""
    for name in list(element.attrib):
        if name not in _KEPT:
            del element.attrib[name]
    if source.startswith(("data:image/png", "data:image/jpeg", "data:image/gif")):
        element.set("src", source)


def _letters(root: html.HtmlElement) -> Iterator[tuple[str, int, bool, int]]:
    """Each printed character: the number of its element, whether it follows it, and its index."""
    numbers = {element: n for n, element in enumerate(root.iter(etree.Element))}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_tail = event == "end"
        text = element.tail if is_tail else element.text
        if text and (is_tail or element.tag != "style"):
            for index, sign in enumerate(text):
                if not sign.isspace():
                    yield sign, numbers[element], is_tail, index


def _mark(element: html.HtmlElement, hits: Hits, *, is_tail: bool) -> None:
    """Put marks round the characters of an element's text, or of the text after it."""
    text = (element.tail if is_tail else element.text) or ""
    runs = list(_runs(text, hits))
    first = runs[0][0] if runs else len(text)
    parent = element.getparent() if is_tail else element
    place = parent.index(element) + 1 if is_tail else 0
    if is_tail:
        element.tail = text[:first]
    else:
        element.text = text[:first]
    for (start, end, numbers), (following, *_) in zip(
        runs, [*runs[1:], (len(text), 0, [])], strict=True
    ):
        mark = html.Element("mark", {"data-n": joined(numbers)})
        mark.text, mark.tail = text[start:end], text[end:following]
        parent.insert(place, mark)
        place += 1


def _runs(text: str, hits: Hits) -> Iterator[tuple[int, int, list[int]]]:
    """Stretches of characters that belong to the same figures, spaces inside them included."""
    run: tuple[int, int, list[int]] | None = None
    for index in sorted(hits):
        goes_on = run is not None and run[2] == hits[index] and not text[run[1] : index].strip()
        if run is not None and goes_on:
            run = run[0], index + 1, run[2]
        else:
            if run is not None:
                yield run
            run = index, index + 1, hits[index]
    if run is not None:
        yield run
