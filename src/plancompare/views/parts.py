"""Parts of a table by the values of a column, found without looking through all of it.

A report asks for the rows of one region, of thousands: a look through the whole table for each
question would take longer than all else that it does.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from plancompare.dataset import Dataset


@dataclass(frozen=True)
class Parts:
    """A table with the places of its rows by the values of one column."""

    table: pd.DataFrame
    places: Mapping[Any, Any]

    def of(self, *values: object, **among: Collection[object]) -> pd.DataFrame:
        """The rows with one of some values, in the table's order.

        Args:
            *values: Of the column.
            **among: What other columns must hold one of.
        """
        found = [self.places[each] for each in dict.fromkeys(values) if each in self.places]
        at = np.sort(np.concatenate(found)) if found else np.array([], dtype="int64")
        for column, known in among.items():
            at = at[self.table[column].take(at).isin(known).to_numpy()]
        return self.table.take(at)


def parts(table: pd.DataFrame, column: str) -> Parts:
    """A table in parts by a column."""
    return Parts(table, table.groupby(column, sort=False).indices)


@lru_cache(maxsize=16)
def by(data: Dataset, table: str, column: str) -> Parts:
    """A table of the dataset in parts by a column."""
    return parts(getattr(data, table), column)


def of_region(data: Dataset, *region_codes: str) -> pd.DataFrame:
    """The observations of some regions."""
    return by(data, "observations", "region_code").of(*region_codes)
