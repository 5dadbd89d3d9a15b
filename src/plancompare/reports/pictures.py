"""Pictures made small for a page that holds many of them."""

import re
from collections.abc import Mapping
from io import BytesIO

import numpy as np
from PIL import Image

from plancompare.charts.theme import theme

_EFFORT, _SEARCH = 3, 25  # of WebP: beyond these a picture takes longer and grows hardly smaller
_COLOURS = 16  # besides the theme's: shades that the edges of text fade over
_ALIKE = 4  # of 256: a colour so near to one of the theme's is that one
_GLYPH = re.compile(r'\s*<path id="([\w-]+-[0-9a-f]+)" d="[^"]*" transform="scale\([\d.]+\)"/>')


def to_webp(png: bytes) -> bytes:
    """A chart as lossless WebP of few colours: it takes half of the bytes of the PNG.

    Args:
        png: The chart, with a palette; other pictures keep their colours.

    Returns:
        The same picture, dot by dot; the theme's colours are exact.
    """
    written = BytesIO()
    image = Image.open(BytesIO(png))
    few = _with_few_colours(image) if image.mode == "P" else image
    few.convert("RGB").save(written, "webp", lossless=True, method=_EFFORT, quality=_SEARCH)
    return written.getvalue()


def _with_few_colours(image: Image.Image) -> Image.Image:
    """A picture whose rare shades have become the nearest of those that are kept."""
    palette = np.array(image.getpalette(), dtype=int).reshape(-1, 3)
    apart = np.abs(palette[:, None] - _theme_colours()).max(axis=-1)
    is_theme = apart.min(axis=1) <= _ALIKE
    palette[is_theme] = _theme_colours()[apart.argmin(axis=1)[is_theme]]
    counts = np.array(image.histogram())[: len(palette)]
    often = np.argsort(-counts, kind="stable")[:_COLOURS]
    kept = np.union1d(often, np.flatnonzero(is_theme & (counts > 0)))
    nearest = kept[np.abs(palette[:, None] - palette[kept]).sum(axis=-1).argmin(axis=1)]
    image = image.point([*nearest.tolist(), *[0] * (256 - len(nearest))])
    image.putpalette(palette.astype("uint8").tobytes())
    return image


def _theme_colours() -> np.ndarray:
    ramps = [each for ramp in theme().ramp.values() for each in ramp]
    named = [*theme().colour.values(), *ramps]
    return np.array([list(bytes.fromhex(each.removeprefix("#"))) for each in named])


def without_glyphs(svg: str) -> tuple[str, Mapping[str, str]]:
    """An SVG of matplotlib's without the outlines of its text: charts of a page share most.

    Args:
        svg: The chart, its text as outlines.

    Returns:
        The chart, and the outlines by the names that it uses them by. Put back anywhere in its
        `defs`, they make it whole.
    """
    glyphs = {found[1]: found[0].strip() for found in _GLYPH.finditer(svg)}
    return _GLYPH.sub("", svg), glyphs
