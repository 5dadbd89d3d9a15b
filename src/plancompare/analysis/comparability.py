"""What stands between values that are set side by side: years, definitions, levels."""

import pandas as pd

from plancompare.analysis.thresholds import thresholds


def comparability_flags(pairs: pd.DataFrame) -> pd.Series:
    """What a reader must know before comparing two values.

    Args:
        pairs: With the columns `year` and `other_year`, `comparability` and `other_comparability`
            (`same` or `near`), `level` and `other_level`.

    Returns:
        The flags of each row, sorted and joined by `;`, empty where nothing stands between:
        `levels_differ`; `near` where either definition is near only; `year_unknown`;
        `years_apart` where the years are more than `most_years_apart` years apart.
    """
    distance = (pairs["year"] - pairs["other_year"]).abs()
    found = {
        "levels_differ": pairs["level"] != pairs["other_level"],
        "near": (pairs["comparability"] == "near") | (pairs["other_comparability"] == "near"),
        "year_unknown": distance.isna(),
        "years_apart": (distance > thresholds().most_years_apart).fillna(False),
    }
    flags = pd.Series("", index=pairs.index, dtype="str")
    for flag, holds in found.items():
        flags = flags + holds.astype(bool).map({True: f"{flag};", False: ""}).astype("str")
    return flags.str.rstrip(";")
