"""An extracted value in the form of figures.csv: as printed, if that reads to the same value."""

from decimal import Decimal

from plancompare.domain.units import units
from plancompare.extraction import ExtractedFigure
from plancompare.language import ValueNotUnderstood, parse_value

_BOUNDS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<", "about": "约"}
_UNITS = {
    unit: units()[unit].printed[0]
    for unit in ("percent", "permille", "per_100k", "years", "minutes", "yuan", "pct_points")
}
_VERBS = {"up": "提高", "down": "降低"}


def printed_value(figure: ExtractedFigure) -> str:
    """The value as figures.csv holds it.

    Args:
        figure: An extracted figure.

    Returns:
        The printed value where it reads to the figure's value by itself; otherwise the value put
        together from its parts (均达到90%以上 leaves no number to each member of a list).
    """
    return figure.value_printed if _says_the_same(figure) else _composed(figure)


def _says_the_same(figure: ExtractedFigure) -> bool:
    try:
        values = parse_value(figure.value_printed)
    except ValueNotUnderstood:
        return False
    for value in values:
        number = value.change.amount if value.change else value.value
        direction = value.change.direction if value.change else ""
        same = (number, value.upper, value.bound) == (
            figure.value,
            figure.value_upper,
            figure.bound,
        )
        if same and (not figure.direction or direction == figure.direction):
            return True
    return False


def _composed(figure: ExtractedFigure) -> str:
    if figure.value is None:
        return "—"
    unit = _UNITS.get(figure.unit, "")
    number = _number(figure.value)
    if figure.value_upper is not None:
        number = f"{number}~{_number(figure.value_upper)}"
    bound = _BOUNDS.get(figure.bound, "")
    return f"{_VERBS.get(figure.direction, '')}{bound}{number}{unit}"


def _number(value: Decimal) -> str:
    return f"{value:f}"
