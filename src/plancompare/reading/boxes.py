"""Characters and lines with their places on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the lower left corner as the page is looked at."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Points from bottom to top."""
        return self.top - self.bottom

    def holds(self, other: "Box") -> bool:
        """Whether the middle of another box is in this one."""
        middle = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= middle[0] <= self.right and self.bottom <= middle[1] <= self.top


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its place."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its place.

    Attributes:
        text: The text.
        box: Its place.
        page: The page it stands on, from 1.
        boxes: For each character of the text its place; None for spaces.
    """

    text: str
    box: Box
    page: int
    boxes: tuple[Box | None, ...] = ()
