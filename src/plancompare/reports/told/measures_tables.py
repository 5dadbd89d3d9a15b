"""The tables of measures that reports print."""

import pandas as pd

from plancompare.analysis.measures import coverage, promises, similarity
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.measures_words import Words

PROMISE_COLUMNS = ("region", "count_of", "count", "year", "themes", "place")


def promises_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """The counts that plans promise, as readers see them; the columns `PROMISE_COLUMNS`.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
    """
    say = Words(lang)
    found = promises(data.measures)
    return found.assign(
        region=found["region_code"].map(say.region),
        count=found["count"].map(say.number),
        themes=found["themes"].map(lambda ids: say.join(map(say.theme, ids.split(";")))),
    )


def similarity_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """How alike the plans of regions are in their themes, as readers see it.

    Args:
        data: The dataset.
        lang: `zh` or `en`.

    Returns:
        Regions by regions, two decimals; the region of a row in the first column, `region`.
    """
    say = Words(lang)
    alike = similarity(coverage(data.measures))
    table = alike.map("{:.2f}".format).rename(index=say.region, columns=say.region)
    return table.rename_axis("region").reset_index()
