"""The observations that rows were computed from, and the publications that state them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain

import pandas as pd

from plancompare.analysis.measures import of_plans, of_reports
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.owndata import toml_beside
from plancompare.regions import NATION
from plancompare.views.parts import of_region

_MOST_TITLES = 3
_KEY = ["region_code", "indicator_id", "source_id", "role", "year"]
_CITED = ["observation_id", "publication", "issuer", "issued"]
_BESIDE = ("nation_observation_id", "target_observation_id")  # of the nation, beside a region's

Cited = tuple[object, ...]  # the values of `_CITED`


def sources_of(data: Dataset, rows: pd.DataFrame, lang: Lang = "zh") -> str:
    """The publications behind a chart, for the line inside its picture.

    Args:
        data: The dataset.
        rows: As for `cite`.
        lang: Of what is said beside the titles: how many there are.

    Returns:
        Their titles, as `titles_of` joins them.
    """
    return titles_of(cited(data, rows), lang)


def titles_of(rows: pd.DataFrame, lang: Lang) -> str:
    """The titles of the publications that values come from, and how many they are."""
    titles = [f"《{title}》" for title in dict.fromkeys(rows["publication"]) if title]
    more = _more()[lang].format(n=len(titles)) if len(titles) > _MOST_TITLES else ""
    return "".join(titles[:_MOST_TITLES]) + more


@cache
def _more() -> Mapping[str, str]:
    return dict(toml_beside(__file__, "words.toml")["more_titles"])


def cited(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """The observations that a chart draws, its own and the nation's beside them.

    Args:
        data: The dataset.
        rows: As for `cite`.

    Returns:
        Ids and publications of `observations`, each once.
    """
    if "theme_id" in rows.columns:
        return _measured(data, rows)
    if "computed_from" in rows.columns:  # ids behind each row, as in `views.over_years`
        ids = set(chain.from_iterable(rows["computed_from"]))
        stated = data.observations[data.observations["observation_id"].isin(ids)]
        return stated[_CITED].drop_duplicates()
    if "publication" not in rows.columns:
        return behind(data, rows)
    own = rows[_CITED].itertuples(index=False, name=None)
    return _each_once([*own, *_beside(data, rows)])


def behind(data: Dataset, gaps: pd.DataFrame) -> pd.DataFrame:
    """The observations that gaps were computed from: targets, baselines, latest, and the nation's.

    Args:
        data: The dataset.
        gaps: Rows of `gaps`; where the nation is set beside them, as in `views.region_gaps`.

    Returns:
        Ids and publications of `observations`, each once.
    """
    own = _stated(data, tuple(sorted({*gaps["region_code"]})))
    keys = chain(
        _keys(gaps, "target", "source_id", "target_year"),
        _keys(gaps, "actual", "baseline_source_id", "baseline_year"),
        _keys(gaps, "actual", "latest_source_id", "latest_year"),
    )
    stated = chain.from_iterable(own.get(key, ()) for key in keys)
    return _each_once([*stated, *_beside(data, gaps)])


def _measured(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """The documents whose measures are shown, in the order of their regions."""
    shown = data.measures
    if "of_reports" in rows.columns and len(rows):
        shown = of_reports(shown) if rows["of_reports"].all() else of_plans(shown)
    own = shown[shown["region_code"].isin(rows["region_code"])]
    plans = own.sort_values("region_code", kind="stable")[["source_id"]].drop_duplicates()
    known = data.sources.rename(columns={"title": "publication"})
    return plans.merge(known, on="source_id")[["publication", "issuer", "issued"]]


def _beside(data: Dataset, rows: pd.DataFrame) -> Iterator[Cited]:
    """What is cited of the nation's values that stand beside rows."""
    for column in _BESIDE:
        if column in rows.columns:
            yield from (_of_nation(data)[each] for each in rows[column].dropna())


def _each_once(rows: Iterable[Cited]) -> pd.DataFrame:
    return pd.DataFrame(list(dict.fromkeys(rows)), columns=_CITED)


def _keys(gaps: pd.DataFrame, role: str, source: str, year: str) -> Iterator[tuple[object, ...]]:
    """Region, indicator, source, role and year of one of each gap's values."""
    names = ("region_code", "indicator_id", source, year)
    for region, indicator, stated_by, of_year in zip(*(gaps[each] for each in names), strict=True):
        yield (region, indicator, stated_by, role, of_year)


@lru_cache(maxsize=4)  # every chart of a report asks for the same regions
def _stated(
    data: Dataset, region_codes: tuple[str, ...]
) -> Mapping[tuple[object, ...], list[Cited]]:
    """What is cited of each region, indicator, source, role and year."""
    found = defaultdict(list)
    rows = of_region(data, *region_codes)[[*_KEY, *_CITED]]
    for row in rows.itertuples(index=False, name=None):
        found[row[: len(_KEY)]].append(row[len(_KEY) :])
    return found


@lru_cache(maxsize=4)
def _of_nation(data: Dataset) -> Mapping[object, Cited]:
    """What is cited of each of the nation's observations."""
    rows = of_region(data, NATION)[_CITED]
    return {row[0]: row for row in rows.itertuples(index=False, name=None)}
