"""Axes with two scales, their tick labels measured and placed like all other text."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from plancompare.charts.sheet import Sheet, line_height
from plancompare.charts.theme import colour, theme
from plancompare.charts.typeset import text_width
from plancompare.charts.words import number

_PAD = 3.0
_TICKS = 5  # about so many intervals of a scale
_STEPS = (1, 2, 5, 10, 20, 50)  # years between labels


@dataclass(frozen=True)
class Scale:
    """One axis: its ticks with their labels, and its ends, in the data's unit."""

    ticks: Sequence[float]
    labels: Sequence[str]
    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value lies between the ends, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: Sequence[float]) -> Scale:
    """A scale over some numbers, with round ticks and a little air at both ends.

    Args:
        values: At least one number.

    Returns:
        The scale; its labels have as many decimals as its step.
    """
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or max(abs(high) * 0.05, 0.5)
    low = 0.0 if 0 <= low <= air else low - air
    ends = (low, high + air)
    ticks = [float(t) for t in MaxNLocator(_TICKS).tick_values(*ends) if ends[0] <= t <= ends[1]]
    decimals = _decimals(ticks)
    return Scale(ticks, [number(tick, decimals) for tick in ticks], *ends)


def _decimals(ticks: Sequence[float]) -> int:
    """The fewest decimals that print every tick as it is."""
    return next(
        (places for places in range(6) if all(abs(round(t, places) - t) < 1e-9 for t in ticks)), 6
    )


def scale_of_years(years: Sequence[int], width: float) -> Scale:
    """A scale of whole years; every year, or every 2nd, 5th, … is labelled, as there is room."""
    first, last = min(years), max(years)
    room = max(1, int(width // (text_width("2025", theme().size.small) + 2 * _PAD)))
    step = next(step for step in _STEPS if (last - first) // step + 1 <= room or step == _STEPS[-1])
    ticks = [year for year in range(first, last + 1) if year % step == 0] or [last]
    return Scale(ticks, [str(tick) for tick in ticks], first - 0.3, last + 0.3)


@dataclass(frozen=True)
class Frame:
    """Axes on a sheet, with the way from the data to the sheet's points."""

    axes: Axes
    x: Scale
    y: Scale
    left: float
    top: float
    right: float
    bottom: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a value lies on the sheet, in points."""
        across = self.left + self.x.share(x) * (self.right - self.left)
        return across, self.bottom - self.y.share(y) * (self.bottom - self.top)


def margin_left(y: Scale) -> float:
    """What the labels of the vertical axis need, in points."""
    return max((text_width(each, theme().size.small) for each in y.labels), default=0) + 2 * _PAD


def margin_bottom(*, titled: bool) -> float:
    """What the labels (and the title) of the horizontal axis need, in points."""
    return (2 if titled else 1) * line_height(theme().size.small) + _PAD


def draw_frame(  # noqa: PLR0913 (two scales and three margins)
    sheet: Sheet, x: Scale, y: Scale, *, right: float, bottom: float, top: float = _PAD
) -> Frame:
    """Axes with grid lines and labels, so many points clear of the drawing's edges."""
    edges = (
        sheet.left + margin_left(y), sheet.top + top,
        sheet.right - right, sheet.top + sheet.height - bottom,
    )  # fmt: skip
    axes = sheet.axes(*edges)
    axes.set(xlim=(x.low, x.high), ylim=(y.low, y.high))
    axes.set_xticks(x.ticks, [""] * len(x.ticks))
    axes.set_yticks(y.ticks, [""] * len(y.ticks))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=colour("track"))
    axes.spines["left"].set_visible(False)
    frame = Frame(axes, x, y, *edges)
    _label(sheet, frame)
    return frame


def _label(sheet: Sheet, frame: Frame) -> None:
    half = line_height(theme().size.small) / 2
    for tick, label in zip(frame.y.ticks, frame.y.labels, strict=True):
        middle = frame.at(frame.x.low, tick)[1]
        sheet.text(frame.left - _PAD, middle, label, ink="muted", align="right")
    free = 0.0  # labels that have no room are left out
    for tick, label in zip(frame.x.ticks, frame.x.labels, strict=True):
        across, wide = frame.at(tick, frame.y.low)[0], text_width(label, theme().size.small) / 2
        if across - wide >= free and across + wide <= sheet.width:
            sheet.text(across, frame.bottom + _PAD + half, label, ink="muted", align="center")
            free = across + wide + _PAD
