"""How far a printed value may be from the true one: half of its last printed digit."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def half_digits(rows: pd.DataFrame) -> NDArray[np.float64]:
    """Half of the last printed digit of each value, in the unit of the value.

    Harmonising counts the digits when it reads the printed value (`value_decimals`): 7.20 is exact
    to 0.005, 72.4 per 10,000 to 0.005 per 1,000, 14.1178亿 to 5,000. What is stated as “about” may
    be a whole digit off. A value that comes without them counts with the digits of the number.

    Args:
        rows: With `value`; optional `value_decimals` and `bound`.

    Returns:
        One for each row, missing where the value is.
    """
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    if "value_decimals" in rows.columns:
        decimals = rows["value_decimals"].to_numpy("float64", na_value=np.nan)
        decimals = np.where(np.isnan(decimals), _decimals(value), decimals)
    else:
        decimals = _decimals(value)
    half = np.where(np.isnan(value), np.nan, 0.5 * 10.0**-decimals)
    return np.where(rows["bound"] == "about", 2 * half, half) if "bound" in rows.columns else half


def _decimals(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """The decimals that a number needs to be printed whole."""
    texts = pd.Series([f"{number:.9f}" for number in value], dtype="str").str.rstrip("0")
    decimals = texts.str.split(".").str[1].str.len().fillna(0)
    return np.asarray(decimals, dtype=np.float64)
