"""Finds text that is cut off or covered: what a reader would see at once and a number would not."""

from functools import cache

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

_SLACK = 0.5  # points that boxes may share: they are a little larger than the ink


@cache
def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is drawn, with its box in points from the lower left corner.

    Nothing is drawn for it: all stand where they were put, once axes have labelled their ticks.
    """
    for axes in figure.axes:
        if axes.axison:
            axes.get_xticklabels(), axes.get_yticklabels()
    renderer = _measure(figure.dpi)
    found = [
        text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()
    ]
    points = 72 / figure.dpi
    return [
        (text.get_text(), Bbox(text.get_window_extent(renderer).get_points() * points))
        for text in found
    ]


@cache
def _measure(dpi: float) -> RendererAgg:
    """What measures the texts of all figures: it measures a text once."""
    return RendererAgg(1, 1, dpi)


def clipped(figure: Figure) -> list[str]:
    """The texts that do not lie wholly inside the figure."""
    width, height = figure.get_size_inches() * 72
    page = Bbox([[-_SLACK, -_SLACK], [width + _SLACK, height + _SLACK]])
    return [text for text, box in texts(figure) if not _is_inside(box, page)]


def _is_inside(box: Bbox, page: Bbox) -> bool:
    return page.contains(box.x0, box.y0) and page.contains(box.x1, box.y1)


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """The pairs of texts that cover each other."""
    found = texts(figure)
    x0, y0, x1, y1 = np.array([_shrunk(box).extents for _, box in found]).T
    covers = (x0 < x1[:, None]) & (x0[:, None] < x1) & (y0 < y1[:, None]) & (y0[:, None] < y1)
    return [(found[one][0], found[other][0]) for one, other in np.argwhere(np.triu(covers, 1))]


def _shrunk(box: Bbox) -> Bbox:
    return Bbox([[box.x0 + _SLACK, box.y0 + _SLACK], [box.x1 - _SLACK, box.y1 - _SLACK]])


def markers_in_text(figure: Figure) -> list[str]:
    """The texts that a marker stands in."""
    points = 72 / figure.dpi
    marked = [
        line.get_transform().transform(np.column_stack(line.get_data())) * points
        for line in figure.findobj(Line2D)
        if line.get_marker() not in {"", "None", None} and line.get_visible()
    ]
    x, y = np.concatenate(marked).T if marked else np.empty((2, 0))
    boxes = ((text, _shrunk(box)) for text, box in texts(figure))
    return [
        text
        for text, box in boxes
        if ((box.x0 <= x) & (x <= box.x1) & (box.y0 <= y) & (y <= box.y1)).any()
    ]


def smallest_font(figure: Figure) -> float:
    """The smallest font, in points, where the figure is shown as wide as it was made."""
    return min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip())
