"""From the printed unit to the indicator's."""

from decimal import Decimal

from plancompare.domain.units import populations, shares
from plancompare.errors import SourceError

RATIOS = {unit: Decimal(share) for unit, share in shares().items()}
"""How many of a unit make one: a share of 1 is 100 percent, 1000 permille, ..."""

# 2.4人 per 10,000 people prints only what is counted
_COUNTED = {*populations(), "count", "other"}


def convert(value: Decimal, printed: str, unit: str) -> Decimal:
    """A printed value in an indicator's unit.

    Args:
        value: The number as printed.
        printed: The unit printed with it or in its label; empty where none is.
        unit: The indicator's unit.

    Returns:
        The number in the indicator's unit, as exact as it was printed: units are powers of ten
        apart, so that only its point moves.

    Raises:
        SourceError: If the printed unit cannot measure the indicator.
    """
    if printed in ("", unit) or unit == "other" or (printed == "count" and unit in _COUNTED):
        return value
    if printed in RATIOS and unit in RATIOS:
        return value.scaleb(RATIOS[unit].adjusted() - RATIOS[printed].adjusted())
    raise SourceError(
        f"a value in {printed} cannot measure an indicator in {unit}.",
        remedy="Check the unit against the page, and the label against the catalogue.",
    )
