"""OFD files (GB/T 33190), the national format of official documents: their text and tables.

easyofd was tried: it turns pages into PDF or pictures, prints what it does on standard output and
brings PyMuPDF and reportlab. A page is plain XML in a zip file, so it is read here: characters
with their places, and the lines of tables, as of a PDF.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from lxml import etree
from lxml.etree import _Element as Element

from plancompare.reading.archive import check_size
from plancompare.reading.assembly import assemble
from plancompare.reading.boxes import Box, Character
from plancompare.reading.document import Document
from plancompare.reading.errors import (
    EmptyDocument,
    ScannedDocument,
    refuse_more,
    refusing_damage,
)
from plancompare.reading.formats import File
from plancompare.reading.pagelayout import Page, lay_out
from plancompare.reading.pdftables import tables_of_cells
from plancompare.reading.rules import Edge, merged, tables_of_rules

_POINTS = 72 / 25.4  # in a millimetre
_RISE = 0.86  # of a character above its base line, of its size
_THIN = 0.8  # millimetres: a box that is thinner is a rule
_STEP = re.compile(r"([MLCQAS])([^MLCQASB]*)|B")
_MOST_SEGMENTS = 50_000

Matrix = tuple[float, float, float, float, float, float]


def read(file: File) -> Document:
    """Read an OFD file."""
    with refusing_damage(
        "an OFD file that cannot be opened.", file.name, "Print it to PDF where it opens."
    ):
        check_size(file)
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            package = _Package(archive)
            parts = [(number, *each) for number, each in enumerate(package.pages(file), start=1)]
    pages = [_page(number, height, roots) for number, height, roots in parts]
    if not any(page.signs for page in pages):
        if any(_all(root, "ImageObject") for _, _, roots in parts for root in roots):
            raise ScannedDocument(
                "an OFD file whose pages are pictures.",
                where=file.name,
                remedy="Print it to PDF: a PDF of pictures is read with plancompare[documents].",
            )
        raise EmptyDocument("an OFD file without text.", where=file.name, remedy="Print it to PDF.")
    layout = lay_out(pages)
    return assemble(file, "ofd", "\n".join(layout.lines), layout)


@dataclass(frozen=True, slots=True)
class _Package:
    """The XML parts of an OFD file."""

    archive: zipfile.ZipFile

    def pages(self, file: File) -> Iterator[tuple[float, list[Element]]]:
        """Of each page its height, and the contents that are drawn over each other."""
        for path in _texts(self._part(PurePosixPath("OFD.xml")), "DocRoot"):
            root = _resolved(PurePosixPath("/"), path)
            document = self._part(root)
            places = [each.get("BaseLoc", "") for each in _all(document, "Page")]
            refuse_more(len(places), "pages", file.name)
            templates = {
                each.get("ID"): each.get("BaseLoc", "") for each in _all(document, "TemplatePage")
            }
            for place in places:
                page = self._part(_resolved(root, place))
                under = [
                    templates.get(each.get("TemplateID"), "") for each in _all(page, "Template")
                ]
                contents = [self._part(_resolved(root, name)) for name in under if name]
                yield _height(page, document), [*contents, page]

    def _part(self, path: PurePosixPath) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self.archive.read(str(path).lstrip("/")), parser)


def _resolved(base: PurePosixPath, path: str) -> PurePosixPath:
    """A path in the file, from its root or beside the part that names it."""
    return PurePosixPath(path) if path.startswith("/") else base.parent / path


def _all(element: Element, name: str) -> list[Element]:
    """All parts of a name, in whatever namespace."""
    return list(element.iter(f"{{*}}{name}"))


def _texts(element: Element, name: str) -> list[str]:
    return [(each.text or "").strip() for each in _all(element, name)]


def _numbers(text: str | None) -> list[float]:
    return [float(each) for each in (text or "").split()]


def _height(page: Element, document: Element) -> float:
    boxes = [*_texts(page, "PhysicalBox"), *_texts(document, "PhysicalBox")]
    return _numbers(boxes[0])[3] if boxes else 297.0


def _page(number: int, height: float, roots: list[Element]) -> Page:
    signs: list[Character] = []
    edges: list[Edge] = []
    for root in roots:
        for drawn in root.iter("{*}TextObject", "{*}PathObject"):
            if drawn.get("Visible") == "false":
                continue
            if etree.QName(drawn).localname == "TextObject":
                signs += _signs(drawn, height)
            elif len(edges) < _MOST_SEGMENTS:
                edges += _edges(drawn)
    cells = [
        [
            Box(left, height * _POINTS - bottom, right, height * _POINTS - top)
            for left, top, right, bottom in table
        ]
        for table in tables_of_rules(merged(edges))
    ]
    return Page(number, signs, tables_of_cells(cells, signs, number))


def _matrix(drawn: Element) -> Matrix:
    a, b, c, d, e, f = _numbers(drawn.get("CTM")) or (1, 0, 0, 1, 0, 0)
    x, y, *_ = _numbers(drawn.get("Boundary")) or (0, 0)
    return a, b, c, d, e + x, f + y


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _signs(drawn: Element, height: float) -> Iterator[Character]:
    """The characters of a text, each with its place."""
    matrix = _matrix(drawn)
    size = float(drawn.get("Size") or drawn.get("size") or 4) * (
        abs(matrix[0]) or abs(matrix[1]) or 1
    )
    x = y = 0.0
    for code in _all(drawn, "TextCode"):
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        text = code.text or ""
        across, down = (_deltas(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
        at_x, at_y = x, y
        for place, sign in enumerate(text):
            left, base = _moved(matrix, at_x, at_y)
            width = size if sign > "\u2e80" else size / 2
            box = Box(
                left * _POINTS,
                (height - base - (1 - _RISE) * size) * _POINTS,
                (left + width) * _POINTS,
                (height - base + _RISE * size) * _POINTS,
            )
            yield Character(sign, box)
            at_x, at_y = at_x + across[place], at_y + down[place]


def _deltas(text: str | None, count: int) -> list[float]:
    """The steps from sign to sign: `3.2 3.2`, or `g 2 3.2` for the same."""
    steps: list[float] = []
    words = (text or "").split()
    while words and len(steps) < count:
        if words[0] == "g" and len(words) > 2:
            steps += [float(words[2])] * min(int(words[1]), count)
            del words[:3]
        else:
            steps.append(float(words.pop(0)))
    return (steps + [0.0] * count)[:count]


def _edges(drawn: Element) -> Iterator[Edge]:
    """The level and upright lines of a path, and thin boxes as lines."""
    matrix = _matrix(drawn)
    for data in _texts(drawn, "AbbreviatedData"):
        points: list[tuple[float, float]] = []
        for step in _STEP.finditer(data):
            values = _numbers(step[2])[-2:]
            if step[1] in ("M", "S"):
                yield from _as_edges(points)
                points = []
            if step[0] == "B" and points:
                points.append(points[0])
            elif len(values) == 2:
                points.append(_moved(matrix, *values))
        yield from _as_edges(points)


def _as_edges(points: list[tuple[float, float]]) -> Iterator[Edge]:
    if not points:
        return
    across, down = [x for x, _ in points], [y for _, y in points]
    if len(points) > 2 and min(max(across) - min(across), max(down) - min(down)) < _THIN:
        points = [(min(across), min(down)), (max(across), max(down))]
    for (x0, y0), (x1, y1) in pairwise(points):
        flat, upright = abs(y1 - y0) < _THIN, abs(x1 - x0) < _THIN
        if flat != upright:
            yield {
                "x0": min(x0, x1) * _POINTS,
                "x1": max(x0, x1) * _POINTS if flat else min(x0, x1) * _POINTS,
                "top": min(y0, y1) * _POINTS,
                "bottom": min(y0, y1) * _POINTS if flat else max(y0, y1) * _POINTS,
                "orientation": "h" if flat else "v",
            }
