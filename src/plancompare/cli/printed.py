"""A figure as commands print it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancompare.extraction import ExtractedFigure

COLUMNS = (
    "label", "indicator_id", "region_code", "value_printed", "value", "value_upper", "unit",
    "bound", "year", "role", "direction", "nature", "place", "quote", "start", "end", "confidence",
)  # fmt: skip


def printed_row(figure: "ExtractedFigure") -> dict[str, object]:
    """A figure as it is printed.

    Args:
        figure: The figure.
    """
    row = {column: getattr(figure, column) for column in COLUMNS}
    numbers = {name: row[name] for name in ("value", "value_upper")}
    return row | {name: None if each is None else float(each) for name, each in numbers.items()}
