"""Between which limits a true value lies, by rounding or by its exact interval."""

import numpy as np
import pandas as pd

from plancompare.analysis.columns import Floats
from plancompare.harmonisation.exactness import half_digits


def intervals(rows: pd.DataFrame) -> tuple[Floats, Floats]:
    """The least and the greatest that each true value may be.

    Args:
        rows: As for `exactness.half_digits`; optional `low` and `high`, which hold where they are
            stated. Where both always are, nothing is computed.

    Returns:
        The lower and the upper limits, one of each a row.
    """
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    low, high = (_stated(rows, name) for name in ("low", "high"))
    open_ = np.isnan(low) | np.isnan(high)
    if open_.any():
        margin = half_digits(rows[open_])
        low[open_] = np.where(np.isnan(low[open_]), value[open_] - margin, low[open_])
        high[open_] = np.where(np.isnan(high[open_]), value[open_] + margin, high[open_])
    return low, high


def _stated(rows: pd.DataFrame, name: str) -> Floats:
    if name not in rows.columns:
        return np.full(len(rows), np.nan)
    return rows[name].to_numpy("float64", na_value=np.nan, copy=True)
