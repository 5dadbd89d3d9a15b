"""From the printed unit to the indicator's."""

from decimal import Decimal

from plancompare.errors import SourceError

RATIOS = {
    "percent": Decimal(100),
    "permille": Decimal(1_000),
    "per_1000": Decimal(1_000),
    "per_10k": Decimal(10_000),
    "per_100k": Decimal(100_000),
}
"""How many of a unit make one: a share of 1 is 100 percent, 1000 permille, ..."""

# 2.4人 per 10,000 people prints only what is counted
_COUNTED = {*RATIOS, "count", "other"} - {"percent", "permille"}


def convert(value: Decimal, printed: str, unit: str) -> Decimal:
    """A printed value in an indicator's unit.

    Args:
        value: The number as printed.
        printed: The unit printed with it or in its label; empty where none is.
        unit: The indicator's unit.

    Returns:
        The number in the indicator's unit.

    Raises:
        SourceError: If the printed unit cannot measure the indicator.
    """
    if printed in ("", unit) or unit == "other" or (printed == "count" and unit in _COUNTED):
        return value
    if printed in RATIOS and unit in RATIOS:
        return value * RATIOS[unit] / RATIOS[printed]
    raise SourceError(
        f"a value in {printed} cannot measure an indicator in {unit}.",
        remedy="Check the unit against the page, and the label against the catalogue.",
    )
