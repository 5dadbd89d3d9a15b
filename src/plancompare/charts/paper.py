"""The whole figure to draw on, in points from its top left corner.

Axes over the figure would do the same and make axes, ticks and a grid that nobody sees: for a small
chart a third of the time of all its drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.transforms import Affine2D, Transform

from plancompare.charts.typeset import printable

POINTS = 72  # to the inch
TOLD = "told:"  # begins the id of what says something in an SVG: `export` makes a title of the rest


@dataclass(frozen=True)
class Paper:
    """A figure's surface.

    Attributes:
        figure: The figure.
        points: From points right of and below its top left corner to the figure's dots.
    """

    figure: Figure
    points: Transform

    @classmethod
    def of(cls, figure: Figure) -> "Paper":
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
        place = Rectangle((left, top), width, height, fill=False, linewidth=0)
        place.set_gid(TOLD + printable(text))
        self.add_patch(place)

    def text(self, x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401 (Text's)
        """Write one line."""
        self.figure.text(x, y, text, transform=self.points, **style)
