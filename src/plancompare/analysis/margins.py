"""How far a printed value may be from the true one: half of its last printed digit."""

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats

_NUMBER = r"(\d[\d,]*)(?:\.(\d+))?"
_NEAR = 1e-6  # of a power of ten: binary arithmetic


def rounding_margins(rows: pd.DataFrame) -> Floats:
    """Half of the last printed digit of each value, in the unit of the value.

    The digits are those of `value_printed` (7.20 is exact to 0.005, though the number is 7.2); a
    unit that was converted moves the point (72.4 per 10,000 is exact to 0.005 per 1,000). What is
    stated as “about” may be a whole digit off. A value that is not printed itself, since it was
    derived or no text is at hand, counts with the digits of the number.

    Args:
        rows: With `value`; optional `value_printed` and `bound`.

    Returns:
        One margin a row, missing where the value is.
    """
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    margin = 0.5 * 10.0 ** -_decimals(value)
    if "value_printed" in rows.columns:
        printed = _of_text(rows["value_printed"].astype("str").reset_index(drop=True), value)
        margin = np.where(np.isnan(printed), margin, printed)
    if "bound" in rows.columns:
        margin = np.where(rows["bound"] == "about", 2 * margin, margin)
    return np.where(np.isnan(value), np.nan, margin)


def intervals(rows: pd.DataFrame) -> tuple[Floats, Floats]:
    """The least and the greatest that each true value may be.

    Args:
        rows: As for `rounding_margins`; optional `low` and `high`, which hold where they are
            stated. Where both always are, nothing is computed.

    Returns:
        The lower and the upper limits, one of each a row.
    """
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    low, high = (_stated(rows, name) for name in ("low", "high"))
    open_ = np.isnan(low) | np.isnan(high)
    if open_.any():
        margin = rounding_margins(rows[open_])
        low[open_] = np.where(np.isnan(low[open_]), value[open_] - margin, low[open_])
        high[open_] = np.where(np.isnan(high[open_]), value[open_] + margin, high[open_])
    return low, high


def _stated(rows: pd.DataFrame, name: str) -> Floats:
    if name not in rows.columns:
        return np.full(len(rows), np.nan)
    return rows[name].to_numpy("float64", na_value=np.nan, copy=True)


def _decimals(value: Floats) -> Floats:
    """The decimals that a number needs to be printed whole."""
    texts = pd.Series([f"{number:.9f}" for number in value], dtype="str").str.rstrip("0")
    decimals = texts.str.split(".").str[1].str.len().fillna(0)
    return np.asarray(decimals, dtype=np.float64)


def _of_text(printed: pd.Series, value: Floats) -> Floats:
    """Half of the last digit of that number in each text which is the value but for its point."""
    parts = printed.str.extractall(_NUMBER)
    margin = np.full(len(printed), np.nan)
    if parts.empty:
        return margin
    row = parts.index.get_level_values(0).to_numpy()
    decimals = parts[1].str.len().fillna(0).to_numpy("float64")
    whole = parts[0].str.replace(",", "") + "." + parts[1].fillna("0")
    number = whole.astype("float64").to_numpy()
    some = (value[row] != 0) & (number != 0)
    ratio = np.divide(np.abs(value[row]), number, out=np.full(len(row), np.nan), where=some)
    power = np.where((value[row] == 0) & (number == 0), 0.0, np.log10(ratio))
    is_it = np.abs(power - np.round(power)) < _NEAR
    places = 0.5 * 10.0 ** (np.round(power[is_it]) - decimals[is_it])
    margin[row[is_it][::-1]] = places[::-1]  # of several that would do the first
    return margin
