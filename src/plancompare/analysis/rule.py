"""The gap's rule, elementwise on arrays: which way a target asks, how far off, whether met.

Everything that speaks of a gap goes through this module, for one region or for two million rows:
there is no second definition. All arguments are arrays of one length (or scalars); values are in
the indicator's unit; missing is NaN and gives NaN, or False where the answer is yes or no.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.analysis.columns import Bools, Floats, Ints
from plancompare.domain.vocabulary import vocabulary

BOUNDS = tuple(vocabulary("bound"))
EXACT, ABOVE, BELOW, ABOUT, RANGE = map(BOUNDS.index, ("exact", "above", "below", "about", "range"))
# What the words of each bound ask for: +1 more, -1 less; NaN where they do not say.
_MORE_OR_LESS = {"at_least": 1.0, "above": 1.0, "at_most": -1.0, "below": -1.0}
_ASKS = np.array([_MORE_OR_LESS.get(word, np.nan) for word in BOUNDS])
DIRECTIONS = {"more": 1.0, "less": -1.0, "neutral": 0.0}

# Decimals of a plan have four digits at most; a difference below this is binary arithmetic.
ROUNDING = 1e-9
ROUNDING_DIGITS = 9
# A strict bound is met only beyond that difference.
_ROUNDING_OF = np.where(np.isin(np.arange(len(BOUNDS)), (ABOVE, BELOW)), -ROUNDING, ROUNDING)


@dataclass(frozen=True)
class Targets:
    """Targets as arrays: what is asked, and which way.

    Attributes:
        value: The target, the lower edge for a range; NaN where only a change is stated.
        upper: The upper edge of a range; ignored for other bounds.
        bound: Positions in `BOUNDS`.
        sense: +1 asks for more, -1 for less, 0 asks to hold (a two-sided target), NaN unknown.
    """

    value: Floats
    upper: Floats
    bound: NDArray[np.int8]
    sense: Floats

    def at(self, rows: Ints) -> "Targets":
        """Some of the targets."""
        return Targets(self.value[rows], self.upper[rows], self.bound[rows], self.sense[rows])


def sense_of(value: Floats, bound: NDArray[np.int8], direction: Floats, baseline: Floats) -> Floats:
    """Which way each target asks: the bound's words first, then the indicator, then the baseline.

    `at_least` and `above` ask for more, `at_most` and `below` for less, whatever the indicator. A
    neutral indicator (beds, staff) has no direction of its own: an exact or about target then asks
    for the side it lies on, seen from its baseline, and a range asks for its inside.

    Args:
        value: The target, or the lower edge of a range.
        bound: Positions in `BOUNDS`.
        direction: Of the indicator: +1 more is better, -1 less is better, 0 neutral.
        baseline: Where the region stands.

    Returns:
        +1, -1, 0 (hold: a neutral range, or a neutral target equal to its baseline), or NaN where
        a neutral target has no baseline to tell it.
    """
    sense = _ASKS.take(bound)
    unsaid = np.flatnonzero(np.isnan(sense))
    way = direction[unsaid]
    own = np.where(bound[unsaid] == RANGE, 0.0, np.sign(value[unsaid] - baseline[unsaid]))
    sense[unsaid] = np.where(way == 0, own, way)
    return sense


def targets_from(
    value: pd.Series, upper: pd.Series, bound: pd.Series, direction: pd.Series
) -> Targets:
    """Targets from the columns of a table.

    Args:
        value: The target, or the lower edge of a range.
        upper: The upper edge of a range.
        bound: Words of `BOUNDS`.
        direction: `more` or `less`; any other word, or none, asks to hold unless the bound speaks.
    """
    positions = bound.map({word: place for place, word in enumerate(BOUNDS)})
    codes = positions.fillna(EXACT).to_numpy("float64").astype(np.int8)
    way = direction.map(DIRECTIONS).fillna(0.0).to_numpy("float64")
    numbers = value.to_numpy("float64", na_value=np.nan)
    sense = np.where(np.isnan(_ASKS[codes]), way, _ASKS[codes])
    return Targets(numbers, upper.to_numpy("float64", na_value=np.nan), codes, sense)


def gap_of(observed: Floats, targets: Targets) -> Floats:
    """How far each observed value is from its target: d·(target - observed), in the value's unit.

    Positive while there is still way to go, zero when met exactly, negative beyond the target. For
    a range it is the way to the nearest edge, zero inside. Where the target asks to hold, either
    side is a gap.
    """
    gap = targets.sense * (targets.value - observed) + 0.0  # so that no gap is never -0.0
    hold = targets.sense == 0
    if hold.any():
        gap[hold] = np.abs(targets.value[hold] - observed[hold])
    ranged = np.flatnonzero(targets.bound == RANGE)
    if len(ranged):
        gap[ranged] = _gap_to_range(
            observed[ranged], targets.value[ranged], targets.upper[ranged], targets.sense[ranged]
        )
    return gap


def _gap_to_range(observed: Floats, lower: Floats, upper: Floats, sense: Floats) -> Floats:
    """The way to a range's nearest edge; beyond the far edge counts as surplus if sense is ±1."""
    outside = np.maximum(np.maximum(lower - observed, observed - upper), 0.0)
    beyond = ((sense > 0) & (observed > upper)) | ((sense < 0) & (observed < lower))
    return np.where(beyond, -outside, outside)


def is_met(gap: Floats, targets: Targets, about_tolerance: float) -> Bools:
    """Whether a gap is closed, respecting the bound.

    `above` and `below` need more than equality; `about` is met within `about_tolerance` of the
    place of the target's last digit (80: 1, 1.1: 0.1); all others are met at equality. A missing
    gap is not met.
    """
    slack = _ROUNDING_OF.take(targets.bound) * np.maximum(np.abs(targets.value), 1.0)
    about = np.flatnonzero(targets.bound == ABOUT)
    if len(about):
        slack[about] += about_tolerance * _last_place(targets.value[about])
    met: Bools = gap <= slack
    return met


def _last_place(values: Floats) -> Floats:
    """The place of each number's last decimal digit: 1 for whole numbers, down to 0.0001."""
    place = np.full(len(values), 0.0001)
    for decimals in (3, 2, 1, 0):
        place[np.abs(values.round(decimals) - values) < ROUNDING] = 10.0**-decimals
    return place
