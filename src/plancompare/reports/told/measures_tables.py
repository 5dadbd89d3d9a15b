"""Measures as notebooks show them: tables under words, the data behind charts, citations."""

from importlib.metadata import version

import pandas as pd

from plancompare.analysis.measures import coverage, promises, similarity
from plancompare.charts.data import ChartData
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.measures_words import Words

COVERAGE_COLUMNS = ("region", "level", "theme", "items", "counts", "answered")
AGENCY_COLUMNS = ("agency", "theme", "leads", "supports")
PROMISE_COLUMNS = ("region", "count_of", "count", "year", "themes", "place")
_HASH = 16  # characters of the dataset's hash, as under the report


def measures_data(view: pd.DataFrame, columns: tuple[str, ...], lang: Lang) -> ChartData:
    """The data behind a chart of measures.

    Args:
        view: From `reports.measures.views`.
        columns: Which of its columns, e.g. `COVERAGE_COLUMNS`.
        lang: `zh` or `en`.

    Returns:
        The columns under their names, themes, regions and agencies in words.
    """
    table = worded(view, columns, lang)
    rows = tuple(tuple(row) for row in table.astype("object").itertuples(index=False))
    return ChartData(tuple(table.columns), rows)


def worded(view: pd.DataFrame, columns: tuple[str, ...], lang: Lang) -> pd.DataFrame:
    """Some columns of a view, under their names in a language.

    Args:
        view: A table with these columns, or with `<column>_zh` and `<column>_en` for them (for
            `theme` also `name_zh` and `name_en`).
        columns: Which columns.
        lang: `zh` or `en`.
    """
    say = Words(lang)
    found = {column: view[_source(view, column, lang)] for column in columns}
    if "level" in found:
        found["level"] = found["level"].map(say.level)
    return pd.DataFrame({say.column(name): values for name, values in found.items()})


def _source(view: pd.DataFrame, column: str, lang: Lang) -> str:
    stem = "name" if column == "theme" else column
    return f"{stem}_{lang}" if f"{stem}_{lang}" in view.columns else column


def promises_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """The counts that plans promise, as readers see them.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
    """
    say = Words(lang)
    found = promises(data.measures)
    found = found.assign(
        region=found["region_code"].map(say.region),
        count=found["count"].map(say.number),
        themes=found["themes"].map(lambda ids: say.join(map(say.theme, ids.split(";")))),
    )
    return worded(found, PROMISE_COLUMNS, lang)


def similarity_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """How alike the plans of regions are in their themes, as readers see it.

    Args:
        data: The dataset.
        lang: `zh` or `en`.

    Returns:
        Regions by regions, two decimals; the region of a row in the first column.
    """
    say = Words(lang)
    alike = similarity(coverage(data.measures))
    table = alike.map("{:.2f}".format).rename(index=say.region, columns=say.region)
    return table.rename_axis(say.column("region")).reset_index()


def cite_measures(data: Dataset, region_codes: list[str], lang: Lang) -> str:
    """The line to put under a copied chart of measures.

    Args:
        data: The dataset.
        region_codes: The regions that the chart draws.
        lang: `zh` or `en`.
    """
    say = Words(lang)
    return say(
        "cite",
        publications=publications_of(data, region_codes, lang),
        hash=data.hash[:_HASH],
        version=version("plancompare"),
    )


def publications_of(data: Dataset, region_codes: list[str], lang: Lang) -> str:
    """The titles of the plans whose measures are shown, in the order of their regions.

    Args:
        data: The dataset.
        region_codes: The regions.
        lang: `zh` or `en`.
    """
    say = Words(lang)
    own = data.measures[data.measures["region_code"].isin(region_codes)]
    titles = data.sources.set_index("source_id")["title"]
    return say.join(
        say("publication", title=titles[each]) for each in own["source_id"].drop_duplicates()
    )
