"""The line to put under a copied chart: who published its numbers, when, and what they are."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

import pandas as pd

from plancompare.charts.rows import names
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.wording import say
from plancompare.views.behind import cited

_MOST = 5  # publications that a citation names; the data behind the chart name every one
_MOST_NAMES = 10  # indicators
_HASH = 16  # characters of the dataset's hash, as under the report
_YEARS = ("year", "baseline_year", "latest_year", "target_year", "nation_year")


def cite(data: Dataset, rows: pd.DataFrame, lang: Lang) -> str:
    """The citation of a chart.

    Args:
        data: The dataset.
        rows: The rows that the chart draws, as in `views`: of gaps with the nation beside them, or
            of observations.
        lang: `zh` or `en`.

    Returns:
        Text that names publications, issuers and dates, indicators, years and the dataset.
    """
    stated = [rows[column] for column in _YEARS if column in rows.columns]
    years = pd.concat(stated) if stated else ()
    indicators = dict.fromkeys(names(rows, lang)) if "indicator_id" in rows.columns else ()
    return citation(cited(data, rows), indicators, years, data.hash, lang)


def citation(
    rows: pd.DataFrame,
    indicators: Iterable[str],
    years: Iterable[float],
    dataset_hash: str,
    lang: Lang,
) -> str:
    """The citation of some rows.

    Args:
        rows: With `publication`, `issuer` and `issued`; empty where not stated.
        indicators: Names of the indicators, each once.
        years: Years that the values hold for; missing ones are passed over.
        dataset_hash: The dataset's.
        lang: `zh` or `en`.

    Returns:
        The text.
    """
    known = sorted({int(year) for year in years if pd.notna(year)})
    span = "–".join(dict.fromkeys(str(year) for year in (known[:1] + known[-1:])))
    return say(
        lang,
        "cite",
        publications=_publications(rows, lang),
        names=_indicators(list(indicators), lang),
        years=say(lang, "cite_years", years=span) if span else "",
        hash=dataset_hash[:_HASH],
        version=version("plancompare"),
    )


def _indicators(names: Sequence[str], lang: Lang) -> str:
    if not names:
        return ""
    listed = _listed(names, _MOST_NAMES, "names_join", "cite_names_more", lang)
    return say(lang, "cite_indicators", names=listed)


def publications_of(rows: pd.DataFrame, lang: Lang) -> list[str]:
    """The publications of some rows, each once, with issuer and date.

    Args:
        rows: As for `citation`.
        lang: `zh` or `en`.
    """
    printed = (rows[name] for name in ("publication", "issuer", "issued"))
    return [
        _publication(str(title), str(issuer), str(issued), lang)
        for title, issuer, issued in dict.fromkeys(zip(*printed, strict=True))
    ]


def _publications(rows: pd.DataFrame, lang: Lang) -> str:
    return _listed(publications_of(rows, lang), _MOST, "cite_join", "cite_more", lang)


def _publication(title: str, issuer: str, issued: str, lang: Lang) -> str:
    details = [each for each in (issuer, issued or say(lang, "cite_no_date")) if each]
    joined = say(lang, "cite_details_join").join(details)
    return say(lang, "cite_publication", title=title, details=joined)


def _listed(every: Sequence[str], most: int, join: str, more: str, lang: Lang) -> str:
    rest = say(lang, more, count=len(every)) if len(every) > most else ""
    return say(lang, join).join(every[:most]) + rest
