"""A figure as bytes or as files: the same figure always gives the same bytes."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from plancompare.charts.errors import ChartError
from plancompare.charts.legible import legible
from plancompare.charts.outlines import outlined
from plancompare.charts.paper import ChartFigure, Told, written_as_text

PNG_DPI = 300
_SIZE = re.compile(r'width="[^"]*" height="[^"]*" viewBox="0 0 ([\d.]+) ([\d.]+)"')
_COLOURS = 128  # a chart has few; a palette takes a third of the bytes, and no eye sees the loss


def alt_text(figure: Figure) -> str:
    """What a chart says, in words and with its numbers, for those who cannot see it.

    Args:
        figure: A figure made by a chart function of this package.

    Returns:
        Text computed from the table that was drawn, in the chart's language.
    """
    return legible(str(figure.get_label()))


def title_text(figure: Figure) -> str:
    """A chart's title in full, as one line.

    Args:
        figure: A figure made by a chart function of this package.

    Returns:
        The title; in the picture a long one is broken into lines and cut.
    """
    return legible(str(figure.patch.get_label()))


def scaled(svg: str, scale: float = 1) -> str:
    """A chart to be shown larger, or at the size that it was drawn in.

    Args:
        svg: From `to_svg`.
        scale: How many times as large as it was drawn.
    """

    def as_large(size: re.Match[str]) -> str:
        width, height = (f"{float(each) * scale:g}" for each in size.groups())
        return f'width="{width}pt" height="{height}pt" {size[0][size[0].index("viewBox") :]}'

    return _SIZE.sub(as_large, svg, count=1)


def to_png(figure: Figure, dpi: int = PNG_DPI) -> bytes:
    """A figure as PNG, its alt text in the file's description.

    Args:
        figure: The figure.
        dpi: Dots an inch; a figure is 84 mm wide, so 300 dpi gives 992 pixels.

    Returns:
        The file's bytes.
    """
    return pack_png(_pixels(figure, dpi), dpi, alt_text(figure))


def pack_png(image: Image.Image, dpi: int, alt: str) -> bytes:
    """A chart's pixels as a small PNG.

    Args:
        image: The pixels, RGB.
        dpi: Dots an inch.
        alt: What the chart says, for the file's description.

    Returns:
        The file's bytes.
    """
    image = image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    about = PngInfo()
    about.add_itxt("Description", alt)
    packed = BytesIO()
    image.save(packed, format="png", dpi=(dpi, dpi), pnginfo=about)
    return packed.getvalue()


def _pixels(figure: Figure, dpi: int) -> Image.Image:
    """A figure as drawn, without the way through a file that would be packed to be unpacked."""
    drawn = BytesIO()
    figure.savefig(drawn, format="rgba", dpi=dpi)
    width, height = (int(inches * dpi) for inches in figure.get_size_inches())
    return Image.frombuffer("RGBA", (width, height), drawn.getvalue()).convert("RGB")


def to_svg(figure: Figure, *, outlines: bool = True) -> bytes:
    """A figure as SVG, its text drawn as outlines.

    Outlines show right on a machine without the Chinese font, in Word and in WPS; the words can
    be had from `alt_text`, which stands in the file's description too.

    Args:
        figure: The figure.
        outlines: Otherwise text stays text, for what has the font and wants to embed it.

    Returns:
        The file's bytes, UTF-8; the same for the same figure.
    """
    buffer = BytesIO()
    metadata = {"Date": None, "Creator": None, "Description": alt_text(figure)}
    settings = matplotlib.rc_context({"svg.hashsalt": "plancompare", "svg.fonttype": "none"})
    with settings, written_as_text(figure):
        figure.savefig(buffer, format="svg", metadata=metadata)
    svg = buffer.getvalue().decode()
    marks = "".join(map(_place, figure.told)) if isinstance(figure, ChartFigure) else ""
    ink, closed, end = (outlined(svg) if outlines else svg).rpartition("</svg>")
    return f'{ink}<g fill="none" pointer-events="all">{marks}</g>{closed}{end}'.encode()


def _place(told: Told) -> str:
    """A place of an SVG that says something to whoever points at it, over all that is drawn."""
    at = f'x="{told.left:.1f}" y="{told.top:.1f}" width="{told.width:.1f}"'
    return f'<rect {at} height="{told.height:.1f}"><title>{escape(told.text)}</title></rect>'


_WRITERS: Mapping[str, Callable[[Figure], bytes]] = {"png": to_png, "svg": to_svg}


def save(figure: Figure, path: Path, formats: Iterable[str] = ("png", "svg")) -> list[Path]:
    """Write a figure beside each other in several formats.

    Args:
        figure: The figure.
        path: Where, without or with a suffix; each format puts its own.
        formats: `png` (300 dpi) and `svg`.

    Returns:
        The files that were written.

    Raises:
        ChartError: If a format is unknown; nothing is written then.
    """
    wanted = list(formats)
    unknown = [each for each in wanted if each not in _WRITERS]
    if unknown:
        raise ChartError(
            f"A chart cannot be written as {', '.join(unknown)}.",
            where=str(path),
            remedy=f"Choose from {', '.join(_WRITERS)}.",
        )
    files = [path.with_suffix(f".{each}") for each in wanted]
    for file, each in zip(files, wanted, strict=True):
        file.write_bytes(_WRITERS[each](figure))
    return files
