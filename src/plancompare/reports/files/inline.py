"""A chart's SVG as part of a page: its text as text, to be found there, and nothing styled inline.

A page that allows no styles but its own takes `style="…"` in an SVG for forbidden; the same is said
by attributes, and shorter. Ids get the chart's name before them, for a page holds many charts.
"""

import re
from html import escape

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_SVG = re.compile(r'<svg\b[^>]*?viewBox="(?P<box>[\d. ]+)"[^>]*>')
_NOT_SHOWN = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<defs>\s*</defs>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
_NUMBER = re.compile(r"(\d+\.\d\d)\d+")
_ID = re.compile(r'<(g|path|clipPath|pattern) id="([^"]*)"')
_USED = re.compile(r'(xlink:href="#|url\(#)([\w-]+)')
_SPACE = re.compile(r">\s+<")
_BARE = re.compile(r"<g>(<(?:path|text)\b[^>]*/>|<text\b[^>]*>[^<]*</text>)</g>")


def inlined(svg: str, name: str, alt: str, width: int, height: int) -> str:
    """An SVG to stand in a page.

    Args:
        svg: A chart as `to_svg` writes it with its text as text.
        name: The chart's name, unlike that of any other on the page.
        alt: What it says in words.
        width: As shown where there is room, in CSS pixels.
        height: The same.

    Returns:
        The `svg` element.
    """
    found = _SVG.search(svg)
    if found is None:
        raise ValueError(f"the SVG of {name} has no size")
    inner = _NOT_SHOWN.sub("", svg[found.end() : svg.rindex("</svg>")])
    used = {each[2] for each in _USED.finditer(inner)}
    inner = _ID.sub(lambda each: _with_id(each, used, name), inner)
    inner = _USED.sub(lambda each: f"{each[1]}{name}-{each[2]}", inner)
    inner = _STYLE.sub(lambda each: _attributes(each[1]), _NO_TURN.sub("", inner))
    inner = _NUMBER.sub(r"\1", _SPACE.sub("><", inner).replace(" \n", " ").replace("\n", ""))
    inner = _BARE.sub(r"\1", inner)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{found["box"]}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(alt)}" font-family="{FONTS}" stroke-linejoin="round">{inner}</svg>'
    )


def _with_id(found: re.Match[str], used: set[str], name: str) -> str:
    """An element with its id, if anything refers to it."""
    tag, told = found[1], found[2]
    return f'<{tag} id="{name}-{told}"' if told in used else f"<{tag}"


def _attributes(style: str) -> str:
    """What a style says, as attributes; the font is the page's."""
    parts = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return "".join(
        f' {key.strip()}="{value.strip()}"' for key, value in parts if key.strip() != "font-family"
    )
