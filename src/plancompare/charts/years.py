"""Values of years too far apart do not stand side by side, and a note counts them."""

import pandas as pd

from plancompare.analysis import thresholds, too_old
from plancompare.charts.words import words
from plancompare.domain.languages import Lang


def of_like_years(rows: pd.DataFrame, lang: Lang) -> tuple[pd.DataFrame, list[str]]:
    """The values that may stand side by side, and a note of how many may not.

    Args:
        rows: Values of regions, as from `latest` or `chosen`.
        lang: `zh` or `en`.

    Returns:
        The rows without those that `analysis.too_old` leaves out; the note where there are any.
    """
    is_old = too_old(rows)
    years = thresholds().oldest_beside
    notes = [words(lang)("too_old", count=is_old.sum(), years=years)] if is_old.any() else []
    return rows[~is_old], notes
