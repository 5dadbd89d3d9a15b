"""What a build changed: observations added, revised and removed, value by value."""

import pandas as pd

# What an observation is of, and what it says. Rows that agree in the first and differ in the
# second were revised; a source may state one thing several times, so rows are paired in order.
OF = ["source_id", "region_code", "indicator_id", "year", "role"]
SAYS = ["value", "value_upper", "bound", "unit", "change", "change_kind"]
_SHOWN = ["value", "value_printed"]
COLUMNS = [
    "what",
    *OF,
    "value_before",
    "value_after",
    "value_printed_before",
    "value_printed_after",
]


def difference(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Compare two `observations` tables.

    A row is the same as before if it says the same of the same, wherever it stands in its table:
    new row numbers, flags and notes are no change.

    Args:
        before: The observations of the earlier dataset.
        after: Those of the later one.

    Returns:
        A row for each change, in the order of source, region, indicator, year and role: `what` is
        `added`, `revised` or `removed`; then what the observation is of, and its value (in the
        indicator's unit) and printed value before and after.
    """
    left, right = _without_common(before, after)
    for table in (left, right):
        table["nth"] = table.groupby(OF, dropna=False).cumcount()
    paired = left.merge(
        right,
        on=[*OF, "nth"],
        how="outer",
        suffixes=("_before", "_after"),
        indicator=True,
        validate="one_to_one",
    )
    names = {"left_only": "removed", "right_only": "added", "both": "revised"}
    what = paired["_merge"].astype("str").map(names)
    return paired.assign(what=what).sort_values([*OF, "nth"], ignore_index=True)[COLUMNS]


def _without_common(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables without the rows that say the same of the same."""
    key = [*OF, *SAYS]
    counted = []
    for table in (before, after):
        rows = table[[*key, "value_printed"]]
        counted.append(rows.assign(copy=rows.groupby(key, dropna=False).cumcount()))
    other = [table[[*key, "copy"]] for table in counted]
    left = counted[0].merge(other[1], how="left", on=[*key, "copy"], indicator=True)
    right = counted[1].merge(other[0], how="left", on=[*key, "copy"], indicator=True)
    kept = [each.loc[each["_merge"] == "left_only", [*OF, *_SHOWN]] for each in (left, right)]
    return kept[0].copy(), kept[1].copy()
