"""Two rows beside each other: what is compared, and how a comparison is kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.harmonisation.exactness import half_digits
from plancompare.harmonisation.flags import has_flag, is_shown
from plancompare.harmonisation.series import FACETS
from plancompare.quality.relations import COLUMNS

_NO_YEAR = 0
_KEPT = ["position", "source_id", "publication", "issuer", "issued", "region_code", "indicator_id",
         "when", "basis", "role", "unit", "value", "bound", "derived", "shown", "half",
         "sure"]  # fmt: skip

Rows = pd.DataFrame | Mapping[str, NDArray[Any]]
"""Rows of observations: a table, or its columns."""
_NONE = pd.DataFrame(columns=COLUMNS)


def prepared(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations that are held against each other.

    Args:
        observations: The table `observations`.

    Returns:
        Those with a value of the catalogue's own definition that their source has no better for,
        with `position` (in the table), `shown`, `half` (of the last printed digit), `sure` (exact
        and not confirmed by a person), `when` (the year, 0 where it is not known) and `basis` (the
        year from which the basis of its series holds, 0 where none is known).
    """
    flags = observations["flags"]
    usable = observations["value"].notna() & (observations["comparability"] == "same")
    rows = observations.assign(
        position=np.arange(len(observations)),
        shown=is_shown(flags),
        sure=(observations["bound"] == "exact") & ~has_flag(flags, "confirmed"),
        when=observations["year"].fillna(_NO_YEAR).astype("int64"),
        basis=observations["series_from"].fillna(_NO_YEAR).astype("int64"),
    )[usable & ~has_flag(flags, "superseded")]
    kept = rows.assign(half=half_digits(rows))[[*_KEPT, *FACETS]]
    texts = [name for name in kept if isinstance(kept[name].dtype, pd.StringDtype)]
    return kept.astype(dict.fromkeys(texts, "object")).reset_index(drop=True)


def comparisons(  # noqa: PLR0913 (the columns of a comparison)
    check: str,
    *,
    found: Any,  # noqa: ANN401 (one value, or as many as there are rows)
    limit: Any,  # noqa: ANN401
    rows: Iterable[Sequence[int]],
    blocking: Any = False,  # noqa: ANN401
    filled: Any = "",  # noqa: ANN401
) -> pd.DataFrame:
    """Comparisons of one check; each argument is of one or of all of them.

    Args:
        check: Its name.
        found: What was found.
        limit: What may be found at most.
        rows: Positions of the observations or sources that each names, its subject first.
        blocking: Whether it refuses the build.
        filled: What its sentence is filled in with, as a dictionary; empty for nothing.
    """
    named = [tuple(int(position) for position in each) for each in rows]
    if not named:
        return _NONE
    given = {"check": check, "blocking": blocking, "limit": limit, "found": found, "filled": filled}
    columns = {
        name: [values] * len(named) if np.isscalar(values) else list(values)
        for name, values in given.items()
    }
    return pd.DataFrame(columns | {"rows": pd.Series(named, dtype="object")}, columns=COLUMNS)


def of_one_series(first: Rows, second: Rows) -> NDArray[np.bool_]:
    """Whether rows are not known to be of different series, pair by pair.

    Args:
        first: Rows of observations.
        second: As many others.
    """
    pairs = [(np.asarray(first[facet]), np.asarray(second[facet])) for facet in FACETS]
    alike = [(these == those) | (these == "") | (those == "") for these, those in pairs]
    return np.asarray(np.logical_and.reduce(alike), dtype=bool)
