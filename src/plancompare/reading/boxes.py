"""Characters and lines with their places on a page."""

from dataclasses import dataclass, replace


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

    def moved(self, matrix: tuple[float, ...]) -> "Box":
        """The box round this one after a turn.

        Args:
            matrix: Two rows of three numbers; empty where nothing is turned.
        """
        if not matrix:
            return self
        a, c, e, b, d, f = matrix
        corners = [(x, y) for x in (self.left, self.right) for y in (self.bottom, self.top)]
        across = [a * x + c * y + e for x, y in corners]
        up = [b * x + d * y + f for x, y in corners]
        return Box(min(across), min(up), max(across), max(up))


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its place.

    Attributes:
        text: The character.
        box: Its place.
        rotation: How far the page must be turned clockwise for it to be upright: 0, 90, …
        is_guessed: Whether it is a space that is not printed, and only guessed from a distance.
        is_recognised: Whether a program read it in a picture.
    """

    text: str
    box: Box
    rotation: int = 0
    is_guessed: bool = False
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its place.

    Attributes:
        text: The text.
        box: Its place.
        page: The page it stands on, from 1.
        boxes: For each character of the text its place; None for spaces.
        is_recognised: Whether a program read it in a picture.
    """

    text: str
    box: Box
    page: int
    boxes: tuple[Box | None, ...] = ()
    is_recognised: bool = False

    def as_looked_at(self, back: tuple[float, ...]) -> "Line":
        """The line with its characters' places on the page as it is looked at.

        Args:
            back: The matrix of the way there; empty where the page was not turned.
        """
        if not back:
            return self
        return replace(self, boxes=tuple(box.moved(back) if box else None for box in self.boxes))
