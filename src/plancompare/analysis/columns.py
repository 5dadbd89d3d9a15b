"""Columns of an Arrow table as plain arrays: text as codes, numbers with NaN, years as integers.

The gap table works on arrays so that one definition serves twenty rows and two million; Arrow is
how both a DataFrame and a Parquet file hand their columns over without copying text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
T = TypeVar("T", bound=np.generic)

NONE = -1  # no row, or no text
NO_YEAR = 0  # the slot of observations that state no year: before every year that is stated


@dataclass(frozen=True)
class Text:
    """A text column as positions in the list of its values.

    Attributes:
        codes: Positions in `values`; `NONE` where the text is missing.
        values: Each text once.
    """

    codes: NDArray[np.int32]
    values: list[str]

    @classmethod
    def of(cls, table: pa.Table, name: str) -> "Text":
        """Code a column; one that is read as a dictionary is coded already."""
        column = table.column(name)
        column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
        if not pa.types.is_dictionary(column.type):
            column = column.cast(pa.large_string()).dictionary_encode()
        codes = _filled(column.indices, NONE).to_numpy()
        return cls(codes, column.dictionary.to_pylist())

    def in_order(self) -> "Text":
        """The same column with its values sorted, so that codes compare as the texts do."""
        if sorted(self.values) == self.values:
            return self
        order = sorted(range(len(self.values)), key=self.values.__getitem__)
        place = np.append(np.argsort(order), NONE).astype("int32")  # the last is for NONE
        return Text(place[self.codes], [self.values[position] for position in order])

    def where(self, holds: Callable[[str], bool]) -> Bools:
        """For which rows the text is such that something holds; never for a missing text."""
        found = [self.codes == code for code, text in enumerate(self.values) if holds(text)]
        return reduce(np.logical_or, found) if found else np.zeros(len(self.codes), bool)

    def meaning(self, numbers: Mapping[str, float], default: float) -> NDArray[Any]:
        """What number each row's text stands for; the default for other and missing texts.

        The result is of whole numbers where all of them are whole.
        """
        if not len(self.codes):
            return np.zeros(0)
        table = np.array([*(numbers.get(text, default) for text in self.values), default])
        return table.take(self.codes)  # `NONE` takes the last, the default

    def at(self, rows: Ints) -> "Text":
        """The texts of some rows; missing where the row is `NONE`."""
        return Text(take(self.codes, rows, NONE), self.values)

    def to_arrow(self) -> pa.DictionaryArray:
        """The column as Arrow text, still coded."""
        missing = self.codes == NONE
        codes = pa.array(self.codes, mask=missing if missing.any() else None)
        values = pa.array(self.values, pa.large_string())
        return pa.DictionaryArray.from_arrays(codes, values, safe=False)


def numbers_at(table: pa.Table, name: str, rows: Ints) -> Floats:
    """The numbers of some rows of a column, NaN where missing or where the row is `NONE`."""
    column = table.column(name)
    if column.null_count == len(column):
        return np.full(len(rows), np.nan)
    return take(column.cast(pa.float64()).to_numpy(), rows, np.nan)


def is_stated(table: pa.Table, name: str) -> Bools:
    """For which rows a column has a value."""
    column = table.column(name)
    if column.null_count in (0, len(column)):
        return np.full(len(column), column.null_count == 0)
    stated: Bools = column.is_valid().to_numpy()
    return stated


def years_of(table: pa.Table, name: str) -> Ints:
    """A column of years, `NO_YEAR` where missing."""
    years: Ints = _filled(table.column(name).cast(pa.int64()), NO_YEAR).to_numpy()
    return years


def _filled(column: pa.Array, missing: int) -> pa.Array:
    return column.fill_null(missing) if column.null_count else column


def take(values: NDArray[T], rows: Ints, missing: float) -> NDArray[T]:
    """The values of some rows, and the value for missing where the row is `NONE`."""
    if not len(values):
        return np.full(len(rows), missing, values.dtype)
    taken = values.take(rows, mode="clip")
    taken[rows == NONE] = missing
    return taken
