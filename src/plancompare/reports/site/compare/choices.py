"""What compare.html opens with: indicators, regions, publications, and words in both languages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from plancompare.analysis import nearest, thresholds
from plancompare.catalogue import catalogue
from plancompare.charts.kinds.tile_map import tiles
from plancompare.charts.theme import theme
from plancompare.charts.words import flags_said
from plancompare.dataset import Dataset
from plancompare.domain.languages import LANGS, Lang
from plancompare.owndata import toml_beside
from plancompare.regions import regions
from plancompare.regions.groups import groups, neighbours
from plancompare.reports.files.ways import editions
from plancompare.reports.site.compare.citations import bibtex, gb_t_7714, self_cited
from plancompare.reports.site.compare.payload import indicators_of, series_of, shown_rows
from plancompare.reports.site.search import indicator_keys, keys
from plancompare.reports.told.wording import made_from, sign_of
from plancompare.views.side_by_side import side_by_side

_PEOPLE, _ALIKE = "population_total", 5  # so many provinces of about as many people


def opening(
    data: Dataset, sources: Mapping[tuple[str, ...], int], languages: Sequence[Lang]
) -> dict[str, Any]:
    """All that the page needs before a part of it is unpacked.

    Args:
        data: The dataset.
        sources: The publications, as from `payload.publications_of`.
        languages: The languages of the site, the first of which the page opens in.

    Returns:
        Content for JSON.
    """
    indicators = indicators_of(data)
    stated = set(indicators["indicator_id"])
    rows = shown_rows(data)
    return {
        "lang": languages[0],
        "folders": {each: _folder(each, languages) for each in LANGS},
        "window": thresholds().most_years_apart,
        "pinned": [each for each in catalogue().flagships if each in stated],
        "indicators": [_indicator(row) for row in indicators.to_dict("records")],
        "domains": _domains(indicators),
        "regions": _regions(data),
        "sources": [_source(each) for each in sources],
        "flags": {each: _flag(each) for each in _flags(rows)},
        "reasons": wording()["reasons"],
        "series": {each: _series(each) for each in sorted(set(series_of(rows)))},
        "groups": [{"id": e.id, "zh": e.zh, "en": e.en, "codes": e.codes} for e in groups()],
        "alike": _alike(data),
        "neighbours": {code: neighbours(code) for code in _provinces(data)},
        "tiles": tiles(),
        "colours": theme().colour,
        "ramp": theme().ramp,
        "lines": theme().lines,
        "self": self_cited(data.hash),
        "made_from": _both(lambda word: made_from(data.hash, word)),
        "words": {each: wording()[each] for each in LANGS},
    }


def _folder(lang: Lang, languages: Sequence[Lang]) -> str:
    """Where the pages in a language lie, from compare.html; those of the first if it has none."""
    found = [f"{each.folder}/" for each in editions(languages) if each.folder and each.lang == lang]
    return found[0] if found else ""


def _domains(indicators: pd.DataFrame) -> list[dict[str, str]]:
    first = indicators.drop_duplicates("domain")
    named = zip(first["domain"], first["domain_zh"], first["domain_en"], strict=True)
    return [{"id": each, "zh": zh, "en": en} for each, zh, en in named]


def _provinces(data: Dataset) -> list[str]:
    provinces = data.regions.loc[data.regions["level"] == "province", "region_code"]
    return [code for code in provinces if code in regions()]  # a synthetic one borders on none


def _alike(data: Dataset) -> dict[str, list[str]]:
    """The provinces of most alike population, by the province that they are like."""
    found = side_by_side(data, [_PEOPLE], level="province")
    known = found.rows["region_code"]
    return {code: nearest(found, code, [_PEOPLE], _ALIKE)[1:] for code in known}


def _flags(rows: pd.DataFrame) -> list[str]:
    return sorted({flag for flags in rows["flags"] for flag in str(flags).split(";") if flag})


def _flag(flag: str) -> dict[str, str]:
    return _both(lambda lang: flags_said(flag, lang))


def _indicator(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        "id": row["indicator_id"],
        "zh": row["name_zh"],
        "en": row["name_en"],
        "sign": _both(lambda lang: sign_of(row, lang)),
        "decimals": row["decimals"],
        "direction": row["direction"],
        "domain": row["domain"],
        "definition_zh": row["definition_zh"],
        "definition_en": row["definition_en"],
        "keys": indicator_keys(row["indicator_id"], row["name_zh"], row["name_en"]),
    }


def _regions(data: Dataset) -> dict[str, list[str]]:
    table = data.regions
    named = table[["name", "full_name", "name_en", "region_code"]].itertuples(index=False)
    return {
        "code": table["region_code"].tolist(),
        "zh": table["name"].tolist(),
        "en": table["name_en"].tolist(),
        "level": table["level"].tolist(),
        "parent": table["parent_code"].tolist(),
        "keys": [keys(*each) for each in named],
    }


def _source(publication: tuple[str, ...]) -> dict[str, str]:
    source_id, title, issuer, issued, url, reliability = publication
    return {
        "id": source_id,
        "title": title,
        "issuer": issuer,
        "issued": issued,
        "url": url,
        "reliability": reliability,
        "gbt": gb_t_7714(title, issuer, issued, url),
        "bib": bibtex(source_id, title, issuer, issued, url),
    }


def _series(facets: str) -> dict[str, str]:
    said = wording()["series"]
    return _both(lambda lang: " · ".join(said[each][lang] for each in facets.split("|") if each))


def _both(word: Callable[[Lang], str]) -> dict[str, str]:
    return {lang: word(lang) for lang in LANGS}


def wording() -> dict[str, Any]:
    """The words of the page, by language, and of reasons and series."""
    return toml_beside(__file__, "wording.toml")
