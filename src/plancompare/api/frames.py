"""Tables as researchers are given them: names joined, no column that hides what pandas offers."""

from collections.abc import Sequence

import pandas as pd

from plancompare.charts.rows import names, region_names
from plancompare.domain.languages import Lang

RENAMED = {
    "flags": "marks",
    "count": "number",
    "mean": "mean_value",
    "median": "median_value",
    "rank": "best_place",
    "rank_last": "last_place",
}
"""Columns that a DataFrame has an attribute or a method for: `table.flags` would not be the column.

The Parquet files keep their names; only frames that `import plancompare as pc` hands out have these
others. Any further column of the kind gets an underscore behind its name.
"""


def handed(rows: pd.DataFrame) -> pd.DataFrame:
    """A table as it is handed to a researcher, who may change it without harm to anybody's.

    Args:
        rows: Any table of the dataset, the views or the analysis.

    Returns:
        A copy, its rows numbered, its columns under names that pandas leaves free.
    """
    taken = [str(name) for name in rows.columns if hasattr(pd.DataFrame, str(name))]
    free = {name: RENAMED.get(name, f"{name}_") for name in taken}
    renamed = {**free, "rank_last": RENAMED["rank_last"]}
    return rows.rename(columns=renamed).reset_index(drop=True)


def named(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The table with the names of its regions and indicators in one language.

    Args:
        rows: With `region_zh`, `region_en` and `name_zh`, `name_en`, as far as it tells them.
        lang: `zh` or `en`.

    Returns:
        The rows with `region` and `indicator`; two regions of one name have their codes behind it.
    """
    found = {}
    if "region_zh" in rows:
        found["region"] = region_names(rows, lang)
    if "name_zh" in rows:
        found["indicator"] = names(rows, lang)
    return rows.assign(**found)


def chosen(rows: pd.DataFrame, columns: Sequence[str], lang: Lang) -> pd.DataFrame:
    """Some columns of a table, as it is handed to a researcher.

    Args:
        rows: As for `named`.
        columns: Which columns, in their order; those that the table lacks are passed over.
        lang: `zh` or `en`.
    """
    full = named(rows, lang)
    return handed(full[[name for name in columns if name in full.columns]])
