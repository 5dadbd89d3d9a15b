"""The text of an SVG as outlines of its glyphs, so that it shows right where the font is missing.

matplotlib would draw outlines itself, at twice the time of a chart and with each glyph at full
length. Here a glyph is outlined once in the life of a process, in whole units of the font, and the
widths are those that the chart was laid out by.
"""

import re
from functools import lru_cache
from html import unescape
from itertools import accumulate

import numpy as np
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path

from plancompare.charts.typeset import advance, font, shown

_UNITS = 1000  # of the font, to the em
_FRACTION = 64  # FreeType's units are 26.6 numbers, also where there is no scale
_TEXT = re.compile(r'<text style="(?P<style>[^"]*)"(?P<place>[^>]*)>(?P<text>[^<]*)</text>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_BETWEEN = re.compile(r">\s+<")
_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}
_COMMANDS = {
    int(Path.MOVETO): "m",
    int(Path.LINETO): "l",
    int(Path.CURVE3): "q",
    int(Path.CURVE4): "c",
}


def outlined(svg: str) -> str:
    """An SVG whose text is drawn as outlines.

    Args:
        svg: A chart as matplotlib writes it with `svg.fonttype` `none`: its text as text, in the
            charts' font.

    Returns:
        The same picture without `text` elements. Each glyph lies once in the first `defs`.
    """
    used: dict[str, None] = {}
    drawn = _TEXT.sub(lambda found: _drawn(found, used), svg)
    glyphs = "".join(f'<path id="{_name(char)}" d="{_outline(char)}"/>' for char in used)
    return _BETWEEN.sub("><", drawn.replace("<defs>", f"<defs>{glyphs}", 1)).replace(" \n", " ")


def outline_ahead(text: str) -> None:
    """Outline and measure characters that charts will hold, before processes are forked."""
    for char in {*map(shown, text)} - {""}:
        _outline(char)
        advance(char)


def _drawn(found: re.Match[str], used: dict[str, None]) -> str:
    """One line of text as uses of glyphs, which are noted."""
    style = dict(part.split(": ", 1) for part in found["style"].split("; "))
    place = dict(_ATTRIBUTE.findall(found["place"]))
    size = float(style["font-size"].removesuffix("px"))
    text = [char for char in map(shown, unescape(found["text"])) if char]
    lefts = list(accumulate((_width(char) for char in text), initial=0))
    shift = -_ANCHOR[style.get("text-anchor", "start")] * lefts[-1]
    placed = zip(text, lefts, strict=False)  # the last left is the whole width
    inked = [(char, left) for char, left in placed if _outline(char)]
    uses = [f"<use xlink:href='#{_name(char)}' x='{left:g}'/>" for char, left in inked]
    used.update((char, None) for char, _ in inked)
    ink = "; ".join(f"{name}: {style[name]}" for name in ("fill", "opacity") if name in style)
    return f'<g style="{ink}" transform="{_moved(place, size, shift)}">{"".join(uses)}</g>'


def _moved(place: dict[str, str], size: float, shift: float) -> str:
    """Where a line of text stands: turned as it was, then in units of the font, which go up."""
    turned = place.get("transform", "")
    moves = [turned] if turned and not turned.startswith("rotate(-0 ") else []
    if "x" in place:
        moves.append(f"translate({place['x']} {place['y']})")
    moves.append(f"scale({size / _UNITS:g} {-size / _UNITS:g})")
    if shift:
        moves.append(f"translate({shift:g} 0)")
    return " ".join(moves)


def _name(char: str) -> str:
    return f"g{ord(char):x}"


def _width(char: str) -> int:
    return round(advance(char) * _UNITS)


@lru_cache(maxsize=20_000)
def _outline(char: str) -> str:
    """A glyph's outline as SVG path data in whole units of the font; empty for a space."""
    face = font()
    face.load_char(ord(char), flags=LoadFlags.NO_SCALE)
    vertices, codes = face.get_path()
    points = [(x, y) for x, y in np.rint(vertices * _FRACTION).astype(int).tolist()]
    data, at, start, place = [], (0, 0), (0, 0), 0
    while place < len(codes):
        code = codes[place]
        following = points[place : place + Path.NUM_VERTICES_FOR_CODE[code]]
        data.append(_step(int(code), [(x - at[0], y - at[1]) for x, y in following]))
        at = start if code == Path.CLOSEPOLY else following[-1]
        start = at if code == Path.MOVETO else start
        place += len(following)
    return "".join(data)


def _step(code: int, moves: list[tuple[int, int]]) -> str:
    """One segment of an outline, from where the last one ended."""
    if code == Path.CLOSEPOLY:
        return "z"
    (x, y), *_ = moves
    if code == Path.LINETO and 0 in (x, y):
        return f"h{x}" if y == 0 else f"v{y}"
    numbers = " ".join(f"{x} {y}" for x, y in moves)
    return _COMMANDS[code] + numbers.replace(" -", "-")
