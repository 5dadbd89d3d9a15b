"""A figure as bytes or as files: the same figure always gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from plancompare.charts.errors import ChartError

_PNG_DPI = 300
# Light compression: a third of the time of zlib's default, about a tenth more bytes.
_PNG = {"compress_level": 3}


def alt_text(figure: Figure) -> str:
    """What a chart says, in words and with its numbers, for those who cannot see it.

    Args:
        figure: A figure made by a chart function of this package.

    Returns:
        Text computed from the table that was drawn, in the chart's language.
    """
    return str(figure.get_label())


def title_text(figure: Figure) -> str:
    """A chart's title in full, as one line.

    Args:
        figure: A figure made by a chart function of this package.

    Returns:
        The title; in the picture a long one is broken into lines and cut.
    """
    return str(figure.axes[0].get_label())


def to_png(figure: Figure, dpi: int = _PNG_DPI) -> bytes:
    """A figure as PNG, its alt text in the file's description.

    Args:
        figure: The figure.
        dpi: Dots an inch; a figure is 84 mm wide, so 300 dpi gives 992 pixels.

    Returns:
        The file's bytes.
    """
    buffer = BytesIO()
    metadata = {"Software": None, "Description": alt_text(figure)}
    figure.savefig(buffer, format="png", dpi=dpi, metadata=metadata, pil_kwargs=_PNG)
    return buffer.getvalue()


def to_svg(figure: Figure) -> bytes:
    """A figure as SVG, its text drawn as outlines.

    Outlines show right on a machine without the Chinese font, in Word and in WPS; the words can
    be had from `alt_text`, which stands in the file's description too.

    Args:
        figure: The figure.

    Returns:
        The file's bytes, UTF-8; the same for the same figure.
    """
    buffer = BytesIO()
    metadata = {"Date": None, "Creator": None, "Description": alt_text(figure)}
    with matplotlib.rc_context({"svg.hashsalt": "plancompare", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", metadata=metadata)
    return buffer.getvalue()


_WRITERS = {"png": to_png, "svg": to_svg}


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
