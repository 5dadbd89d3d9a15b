"""Where labels go so that none covers another: along a line, and around points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancompare.charts.sheet import Sheet, line_height
from plancompare.charts.theme import colour, theme


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles for labels along one line, close to where they are wanted and clear of each other.

    Labels that touch form a block around the mean of where they are wanted, as in pooling adjacent
    violators; blocks that touch grow together.

    Args:
        wanted: Where each label's middle would best be.
        heights: Each label's height.
        low: Where the labels may begin.
        high: Where they have to end; there has to be room for all.

    Returns:
        Each label's middle, in the order given.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    blocks: list[_Block] = []
    for place in order:
        blocks.append(_Block([place], heights[place], wanted[place]).within(low, high))
        while len(blocks) > 1 and blocks[-2].end > blocks[-1].start:
            last = blocks.pop()
            blocks[-1] = blocks[-1].joined(last).within(low, high)
    middles = [0.0] * len(wanted)
    for block in blocks:
        top = block.start
        for place in block.members:
            middles[place] = top + heights[place] / 2
            top += heights[place]
    return middles


def write_beside(
    sheet: Sheet,
    ends: Sequence[tuple[float, float]],
    labels: Sequence[Sequence[str]],
    strong: Sequence[bool],
    *,
    right: float,
) -> None:
    """Write labels to the right of lines' ends, clear of each other, tied to their ends.

    Args:
        sheet: The sheet.
        ends: Where each line ends, in points.
        labels: Each label's lines of text.
        strong: Whether a label is the highlighted region's.
        right: The drawing's right edge; labels begin 8 points beyond it.
    """
    step = line_height(theme().size.small)
    heights = [step * len(label) for label in labels]
    middles = spread([y for _, y in ends], heights, sheet.top, sheet.top + sheet.height)
    left = right + 8
    for place, (x, y) in enumerate(ends):
        tie = ([x + 3, left - 2], [y, middles[place]])
        sheet.paper.plot(*tie, color=colour("rule"), linewidth=0.5, zorder=1)
        top, back = middles[place] - heights[place] / 2, "highlight" if strong[place] else ""
        for line, text in enumerate(labels[place]):
            sheet.text(left, top + (line + 0.5) * step, text, back=back)


@dataclass(frozen=True)
class _Block:
    members: list[int]
    height: float
    middle: float

    @property
    def start(self) -> float:
        return self.middle - self.height / 2

    @property
    def end(self) -> float:
        return self.middle + self.height / 2

    def within(self, low: float, high: float) -> "_Block":
        middle = max(low + self.height / 2, min(self.middle, high - self.height / 2))
        return _Block(self.members, self.height, middle)

    def joined(self, other: "_Block") -> "_Block":
        count, others = len(self.members), len(other.members)
        middle = (self.middle * count + other.middle * others) / (count + others)
        return _Block([*self.members, *other.members], self.height + other.height, middle)


@dataclass(frozen=True)
class Box:
    """A rectangle, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: "Box") -> bool:
        """Whether this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def place_beside(
    point: tuple[float, float],
    size: tuple[float, float],
    taken: Iterable[Box],
    room: Box,
    clear: float = 4.0,
) -> Box | None:
    """A free place for a label beside a point.

    Args:
        point: The point.
        size: The label's width and height.
        taken: What may not be covered: other labels, other points.
        room: What the label has to stay in.
        clear: How far from the point: its marker's radius and a little.

    Returns:
        The first free place of: right, left, above, below, and the four corners; None without one.
    """
    x, y = point
    width, height = size
    lefts = (x + clear, x - clear - width, x - width / 2)
    tops = (y - height / 2, y - clear - height, y + clear)
    order = ((0, 0), (1, 0), (2, 1), (2, 2), (0, 1), (1, 1), (0, 2), (1, 2))
    blocked = list(taken)
    for across, down in order:
        box = Box(lefts[across], tops[down], lefts[across] + width, tops[down] + height)
        if box.inside(room) and not any(box.overlaps(other) for other in blocked):
            return box
    return None
