"""Names of the arrays that the analysis works on, and how texts become numbers."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NONE = -1  # no row, or no text


def codes(column: pd.Series) -> Ints:
    """Numbers from 0 up that compare as the texts of a column do; `NONE` where one is missing."""
    texts = column.astype("category").cat
    order = np.argsort(np.asarray(texts.categories, dtype="str"), kind="stable")
    place = np.empty(len(order) + 1, np.int64)
    place[order] = np.arange(len(order))
    place[-1] = NONE  # pandas' own code of a missing text is the last place
    return place[texts.codes.to_numpy()]


def meaning(column: pd.Series, numbers: dict[str, float], default: float) -> Floats:
    """What number each text of a column stands for; the default for other and missing texts."""
    texts = column.astype("category").cat
    table = np.array([*(numbers.get(text, default) for text in texts.categories), default])
    return table[texts.codes.to_numpy()]


def floats(column: pd.Series) -> Floats:
    """A column of numbers, NaN where missing."""
    return column.to_numpy("float64", na_value=np.nan)
