"""The whole figure to draw on, in points from its top left corner.

Axes over the figure would do the same and make axes, ticks and a grid that nobody sees: for a small
chart a third of the time of all its drawing.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from plancompare.charts.theme import theme
from plancompare.charts.typeset import printable

POINTS = 72  # to the inch
_DOT = 8.0  # across, of the place in which a dot is pointed at


@dataclass(frozen=True)
class Told:
    """A place that says something to whoever points at it, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float
    text: str


class ChartFigure(Figure):
    """A figure that a notebook displays by itself, no pyplot needed.

    Attributes:
        titled: How much its title takes at the top, in points.
        told: What its marks say, for formats in which a reader can point at them.
        as_text: Whether it is being written with its text as text.
    """

    def __init__(self, **style: Any) -> None:  # noqa: ANN401 (Figure's)
        super().__init__(**style)
        self.titled = 0.0
        self.told: list[Told] = []
        self.as_text = False

    def _repr_mimebundle_(self, **_kinds: object) -> dict[str, str]:
        from plancompare.charts.export import scaled, to_svg  # noqa: PLC0415 (needs a figure)

        svg = scaled(to_svg(self).decode(), theme().page.screen)
        return {"image/svg+xml": svg, "text/plain": str(self.get_label())}


@contextmanager
def written_as_text(figure: Figure) -> Iterator[None]:
    """What is written of a figure meanwhile keeps its text as text."""
    if not isinstance(figure, ChartFigure):
        yield
        return
    figure.as_text = True
    try:
        yield
    finally:
        figure.as_text = False


class _Line(Text):
    """One line that stands on its baseline.

    Where it is written as text it needs no measuring, which is most of the time of drawing it:
    whoever shows the text aligns it.
    """

    def draw(self, renderer: RendererBase) -> None:
        """As `Text.draw`."""
        figure = self.get_figure(root=True)
        is_text = isinstance(figure, ChartFigure) and figure.as_text
        if not is_text or not self.get_text() or self.get_rotation():
            super().draw(renderer)
            return
        x, y = self.get_transform().transform(self.get_position())
        context = renderer.new_gc()
        context.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        renderer.open_group("text", self.get_gid())
        height = renderer.get_canvas_width_height()[1]
        place, font = (x, height - y), self.get_fontproperties()
        renderer.draw_text(context, *place, self.get_text(), font, 0.0, mtext=self)
        context.restore()
        renderer.close_group("text")


@dataclass(frozen=True)
class Paper:
    """A figure's surface.

    Attributes:
        figure: The figure.
        points: From points right of and below its top left corner to the figure's dots.
    """

    figure: ChartFigure
    points: Transform

    @classmethod
    def of(cls, figure: ChartFigure) -> "Paper":
        """The surface of a figure, which keeps its size."""
        width, height = (inches * POINTS for inches in figure.get_size_inches())
        from_top = Affine2D().scale(1 / width, -1 / height).translate(0, 1)
        return cls(figure, from_top + figure.transFigure)

    def plot(
        self,
        x: Sequence[float],
        y: Sequence[float],
        **style: Any,  # noqa: ANN401 (Line2D's)
    ) -> None:
        """Draw a line, or markers; as `Axes.plot`, one at a time."""
        self.figure.add_artist(Line2D(x, y, transform=self.points, **style))

    def add_patch(self, patch: Patch) -> None:
        """Draw a patch whose measures are in points."""
        patch.set_transform(self.points)
        self.figure.add_artist(patch)

    def tell(self, left: float, top: float, width: float, height: float, text: str) -> None:
        """Let a place say something to whoever points at it, where the picture is shown as SVG."""
        self.figure.told.append(Told(left, top, width, height, printable(text)))

    def tell_at(self, points: Iterable[tuple[float, float]], told: Iterable[str]) -> None:
        """Let dots say what they stand for."""
        for (x, y), text in zip(points, told, strict=True):
            self.tell(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, text)

    def text(self, x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401 (Text's)
        """Write one line."""
        line = _Line(x, y, text, transform=self.points, **style)
        line.set_figure(self.figure)
        self.figure.texts.append(line)  # over all that is as high, as `Figure.text` has it
