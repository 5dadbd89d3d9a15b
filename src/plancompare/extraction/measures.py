"""Which values a label can have, and the unit that a value is in."""

import re
from decimal import Decimal
from functools import cache

from plancompare.catalogue import catalogue
from plancompare.domain.units import populations, shares
from plancompare.extraction.labels import denominator
from plancompare.extraction.phrases import measure_kind
from plancompare.language.labels import label_unit, normalise_label
from plancompare.language.units import denominator_unit

_AMOUNT = re.compile("(?:住院日|住院天数|面积|周转次数)$")
_RATES = tuple(shares())
_RELATIVE = ("percent", "pct_points", "permille")
_SHARES, _NO_SHARE = ("percent", "permille"), 1000
_FITTING = {
    "share": (*_RATES, "pct_points"),
    "count": ("count",),
    "counted": ("count",),
    "years": ("years",),
    "yuan": ("yuan",),
    "duration": ("minutes", "count"),
    "ratio": ("",),
    "index": ("", "percent", "other"),
}


def unit_of(label: str, printed: str, indicator_id: str = "") -> str:
    """The unit of a value.

    Args:
        label: The label as printed.
        printed: The unit printed with the value, or empty.
        indicator_id: The indicator, where the catalogue knows it.

    Returns:
        One of the design's units: the printed one; the population that the label counts by where
        the value counts heads or prints nothing; the label's unit in brackets; the indicator's.
    """
    known = catalogue()[indicator_id].unit if indicator_id else "other"
    if printed in ("", "count") and (per := denominator_unit(label)):
        return known if (per, known) == ("per_1000", "permille") else per  # 按每千人口计算
    if printed == "count" and _is_no_count(label, indicator_id):
        return "other"
    if (printed, known) == ("per_1000", "permille"):  # 婴儿死亡率 4.2/千
        return known
    if printed:
        return printed
    if unit := label_unit(label):
        is_amount = unit == "count" and _is_no_count(normalise_label(label), indicator_id)
        return "other" if is_amount else unit
    return known


def _is_no_count(label: str, indicator_id: str) -> bool:
    """Whether what is printed like a count is an amount of days, square metres or visits."""
    if indicator_id:
        return catalogue()[indicator_id].unit == "other"
    return _AMOUNT.search(label) is not None


def fits(
    label: str, printed: str, indicator_id: str, *, changes: bool, value: Decimal | None = None
) -> bool:
    """Whether a label can have a value of a unit.

    Args:
        label: The label.
        printed: The unit printed with the value, or empty.
        indicator_id: The indicator, where the catalogue knows it.
        changes: True for the size of a change, that may be in percent of anything.
        value: The value, where one without a unit may tell its unit by itself: 2013年(82.16).
    """
    if printed in _RELATIVE and changes:
        return True
    if printed == "pct_points" or _is_no_share(printed, value, indicator_id):
        return False
    unit = unit_of(label, printed, indicator_id)
    if not indicator_id:
        return _fits_kind(label, printed)
    expected = catalogue()[indicator_id].unit
    if not printed:
        # 每千人口床位数(张):6.8 is no count of anything else
        counted = expected in populations() and value is not None and value % 1 != 0
        bare = expected == "other" or measure_kind(label) in ("share", "") or counted
        return bare or (not changes and _tells_unit(value, indicator_id))
    if expected == "years" and printed == "count":  # 寿命达到 75年
        return changes or _in_range(value, indicator_id)
    loose = (*_RATES, "other")  # a misprint, or a score for a share
    return expected in (unit, "other") or (unit in loose and expected in _RATES)


def _is_no_share(printed: str, value: Decimal | None, indicator_id: str) -> bool:
    """Whether a number without a sign is too large for a rate: 婴儿死亡率到2030, cut off there."""
    share = bool(indicator_id) and catalogue()[indicator_id].unit in _SHARES
    return share and not printed and (value or 0) >= _NO_SHARE


def _tells_unit(value: Decimal | None, indicator_id: str) -> bool:
    """Whether a number, of another unit one with decimals, can be nothing but its indicator's."""
    unit = catalogue()[indicator_id].unit
    whole = value is None or value == value.to_integral_value()
    tells = unit == "years" or (unit in ("per_1000", "per_10k") and not whole)
    return tells and _in_range(value, indicator_id)


def _in_range(value: Decimal | None, indicator_id: str) -> bool:
    low, high = range_of(indicator_id)
    return value is not None and low <= value <= high


def misprinted(label: str, printed: str, indicator_id: str) -> bool:
    """Whether a value's unit is likely a misprint: 婴儿死亡率 in percent.

    Args:
        label: The label.
        printed: The unit printed with the value, or empty.
        indicator_id: The indicator, or empty.
    """
    if not indicator_id or printed not in (*_RATES, "other"):
        return False
    return unit_of(label, printed, indicator_id) != catalogue()[indicator_id].unit


def meant_unit(printed: str, value: Decimal | None, indicator_id: str) -> str:
    """The unit of a rate per thousand that is printed as a percentage out of all proportion.

    Args:
        printed: The unit printed with the value.
        value: The value.
        indicator_id: The indicator, or empty.
    """
    unit = catalogue()[indicator_id].unit if indicator_id else ""
    if unit == "years" and printed == "count":
        return unit
    if printed != "percent" or value is None or not indicator_id:
        return printed
    low, high = range_of(indicator_id)
    return unit if unit == "permille" and low <= value <= high <= 10 * value else printed


@cache
def range_of(indicator_id: str) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that an indicator can plausibly have."""
    known = catalogue()[indicator_id]
    return Decimal(str(known.minimum)), Decimal(str(known.maximum))


def exceeds_population(label: str, printed: str, value: Decimal | None) -> bool:
    """Whether a value counts so many that it is none by the population its label counts by.

    Args:
        label: The label; the population may be the one that an earlier label named.
        printed: The unit printed with the value, or empty.
        value: The value.
    """
    population = populations().get(denominator_unit(label))
    counted = printed == "count" and population is not None and value is not None
    return counted and value >= population / 10  # type: ignore[operator]


def is_total(label: str, printed: str, indicator_id: str) -> bool:
    """Whether a figure counts heads or money in all, by no population; such compare nothing.

    Args:
        label: The label.
        printed: The unit printed with the value, or empty.
        indicator_id: The indicator, or empty.
    """
    kind = measure_kind(label)
    unit = unit_of(label, printed, indicator_id)
    if unit == "count" or (printed == "count" and unit == "other"):
        return kind != "duration" and not by_head(label)
    if indicator_id:
        return catalogue()[indicator_id].unit == "count"
    return not indicator_id and kind in ("count", "counted", "yuan") and not by_head(label)


def by_head(label: str) -> bool:
    """Whether a label counts heads or money by a population, a case or a visit.

    Args:
        label: e.g. 每千人口床位数, 人均经费, 次均费用, 病床周转次数.
    """
    return bool(denominator_unit(label)) or any(
        sign in label for sign in ("每", "均", "百元", "周转")
    )


def _fits_kind(label: str, printed: str) -> bool:
    if denominator(label):
        return printed in ("count", "")
    kind = measure_kind(label)
    if kind in ("counted", "yuan") and not by_head(label):
        return False
    return printed in _FITTING.get(kind, ())
