"""One number that can be compared."""

from dataclasses import dataclass, field
from decimal import Decimal

from plancompare.domain.types import Reliability
from plancompare.harmonisation.series import Series
from plancompare.language.values import Change
from plancompare.sources import Figure


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure of a source, read as a value of an indicator.

    Attributes:
        figure: The printed figure that it comes from.
        region_code: Where it holds.
        indicator_id: What it measures.
        year: When it holds; None where the source leaves it open.
        role: `actual` or `target`.
        value: In the indicator's unit; None where only a change is stated, or nothing.
        upper: The upper end of a range.
        decimals: The decimal places of the value as printed, in the indicator's unit; below zero
            where its last digits are none (14.1178亿). A derived value has those of the value that
            it follows from.
        bound: How the value binds.
        reliability: How far removed what was read is from the publication itself.
        change: The change, where the value was stated as one.
        derivation: The arithmetic of a derived value; empty for a printed one.
        flags: What to mind, each a key of `flags.toml`.
        series: Of which series of the indicator it is.
    """

    figure: Figure
    region_code: str
    indicator_id: str
    year: int | None
    role: str
    value: Decimal | None
    upper: Decimal | None = None
    decimals: int | None = None
    bound: str = "exact"
    reliability: Reliability = "official"
    change: Change | None = None
    derivation: str = ""
    flags: frozenset[str] = frozenset()
    series: Series = field(default_factory=Series)

    @property
    def in_table(self) -> bool:
        """Whether it was printed in a table."""
        return is_of_table(self.figure.place, self.figure.column)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A figure that no entry of the catalogue matches; it is listed, never dropped.

    Attributes:
        figure: The printed figure.
        reason: Why it is no observation, in English.
        reason_zh: The same in Chinese.
        on_purpose: Whether a person judged that no indicator should name its label.
    """

    figure: Figure
    reason: str
    reason_zh: str
    on_purpose: bool = False


def is_of_table(place: str, column: str) -> bool:
    """Whether a figure is the cell of a table: it has a column, or its place ends in a row.

    Args:
        place: Its `place` in figures.csv.
        column: The column of table.csv that it stands in.
    """
    last = place.rsplit("/", 1)[-1].strip()
    return bool(column) or (last.startswith("第") and last.endswith("行"))


def decimals_of(*numbers: Decimal | None) -> int | None:
    """The decimal places of the number that was printed with most; none of no number."""
    exponents = [number.as_tuple().exponent for number in numbers if number is not None]
    return max((-int(exponent) for exponent in exponents), default=None)
