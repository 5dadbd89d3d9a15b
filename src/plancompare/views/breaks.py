"""What is said where an official series changes (`catalogue/breaks.toml`)."""

import pandas as pd

from plancompare.catalogue import catalogue


def with_breaks(rows: pd.DataFrame) -> pd.DataFrame:
    """Values with `break_zh` and `break_en`: what changed with the year in `series_from`.

    Args:
        rows: Values with `indicator_id`, `level` and `series_from`.

    Returns:
        The same rows; the texts are empty where `series_from` is.
    """
    subjects = rows[["indicator_id", "level", "series_from"]].drop_duplicates().dropna()
    said = {
        (indicator, level, since): each
        for indicator, level, since in subjects.itertuples(index=False, name=None)
        for each in catalogue().breaks_of(indicator, level)
        if each.year == since
    }
    keys = [*zip(rows["indicator_id"], rows["level"], rows["series_from"].fillna(0), strict=True)]
    return rows.assign(
        break_zh=[said[key].zh if key in said else "" for key in keys],
        break_en=[said[key].en if key in said else "" for key in keys],
    )
