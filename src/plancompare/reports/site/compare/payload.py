"""What compare.html holds: every shown value once, and who may stand beside whom.

The page draws and sorts; it judges nothing. Which values stand together in which reference year,
their ranks, and why others are set aside is decided here, by `analysis.comparable`.
"""

import gzip
import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from plancompare.charts.words import bounded, number
from plancompare.dataset import Dataset
from plancompare.harmonisation.flags import is_shown
from plancompare.harmonisation.series import FACETS
from plancompare.reports.site.compare.views import placed, views_of
from plancompare.views.breaks import with_breaks


def parts_of(data: Dataset, sources: Mapping[tuple[str, ...], int]) -> Iterator[tuple[str, str]]:
    """The blocks of the page that are unpacked when they are first looked at.

    Args:
        data: The dataset.
        sources: The place of each publication in the page's list, as from `publications_of`.

    Returns:
        Ids with gzip in base64: `part-<indicator>` for each indicator with a value, its columns,
        views and breaks; `targets`, the columns of all targets.
    """
    rows = shown_rows(data)
    regions = {code: place for place, code in enumerate(data.regions["region_code"])}
    places = {name: n for n, name in enumerate(indicators_of(data)["indicator_id"])}
    columns, views = _columns(rows, regions, places, sources), views_of(rows)
    breaks = _breaks(rows)
    for indicator, numbers in rows.groupby("indicator_id", sort=True).indices.items():
        of_indicator = _at(columns, np.asarray(numbers))
        place = {observation: n for n, observation in enumerate(of_indicator["id"])}
        content = {
            "columns": of_indicator,
            "views": placed(views[str(indicator)], place),
            "breaks": breaks.get(str(indicator), {}),
        }
        yield f"part-{indicator}", pack(content)
    yield "targets", pack({"columns": _at(columns, np.flatnonzero(rows["role"] == "target"))})


def _breaks(rows: pd.DataFrame) -> dict[str, dict[str, dict[str, str]]]:
    """What changed in each year in which the series of each indicator breaks."""
    told = with_breaks(rows.dropna(subset="series_from"))
    told = told.drop_duplicates(["indicator_id", "series_from"])
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    columns = ("indicator_id", "series_from", "break_zh", "break_en")
    for indicator, year, zh, en in zip(*(told[name] for name in columns), strict=True):
        found[indicator][str(year)] = {"zh": zh, "en": en}
    return found


def _at(columns: Mapping[str, list[Any]], numbers: Iterable[int]) -> dict[str, list[Any]]:
    """Some rows of columns."""
    numbers = list(numbers)
    return {name: [column[n] for n in numbers] for name, column in columns.items()}


def shown_rows(data: Dataset) -> pd.DataFrame:
    """The observations that the page can show: those with a value that no other outranks.

    Args:
        data: The dataset.

    Returns:
        Rows of `observations` with `level` and `decimals`, in the order of indicator, region, role
        and year.
    """
    observations = data.observations
    rows = observations[observations["value"].notna() & is_shown(observations["flags"])]
    levels = data.regions.set_index("region_code")["level"]
    decimals = data.indicators.set_index("indicator_id")["decimals"]
    rows = rows.assign(
        level=rows["region_code"].map(levels), decimals=rows["indicator_id"].map(decimals)
    )
    return rows.sort_values(
        ["indicator_id", "region_code", "role", "year", "observation_id"], ignore_index=True
    )


def indicators_of(data: Dataset) -> pd.DataFrame:
    """The indicators with a value, in the catalogue's order."""
    stated = set(shown_rows(data)["indicator_id"])
    return data.indicators[data.indicators["indicator_id"].isin(stated)]


PUBLICATION = ["source_id", "publication", "issuer", "issued", "url", "reliability"]


def publications_of(data: Dataset) -> dict[tuple[str, ...], int]:
    """Every publication behind a shown value, with its place in the page's list."""
    rows = shown_rows(data)[PUBLICATION].astype("str").drop_duplicates()
    ordered = rows.sort_values(PUBLICATION).itertuples(index=False, name=None)
    return {publication: place for place, publication in enumerate(ordered)}


def _columns(
    rows: pd.DataFrame,
    regions: Mapping[str, int],
    indicators: Mapping[str, int],
    sources: Mapping[tuple[str, ...], int],
) -> dict[str, list[Any]]:
    """The rows as columns: numbers where a list elsewhere on the page has the words."""
    publications = rows[PUBLICATION].astype("str").itertuples(index=False, name=None)
    return {
        "indicator": rows["indicator_id"].map(indicators).tolist(),
        "region": rows["region_code"].map(regions).tolist(),
        "year": [None if pd.isna(year) else int(year) for year in rows["year"]],
        "target": (rows["role"] == "target").astype(int).tolist(),
        "value": rows["value"].tolist(),
        "upper": [None if pd.isna(each) else each for each in rows["value_upper"]],
        "text": texts_of(rows),
        "source": [sources[each] for each in publications],
        "series": series_of(rows),
        "since": [None if pd.isna(year) else int(year) for year in rows["series_from"]],
        "flags": [[flag for flag in str(flags).split(";") if flag] for flags in rows["flags"]],
        "id": rows["observation_id"].tolist(),
    }


def texts_of(rows: pd.DataFrame) -> list[str]:
    """Values as the page shows them: as they bind, with their indicator's decimals and no unit.

    Args:
        rows: With `value`, `value_upper`, `bound` and `decimals`.
    """
    cells = (rows[name] for name in ("value", "decimals", "bound", "value_upper"))
    return [
        number(value, decimals) if bound == "exact" else bounded(value, decimals, bound, upper)
        for value, decimals, bound, upper in zip(*cells, strict=True)
    ]


def series_of(rows: pd.DataFrame) -> list[str]:
    """The series of each row: its facets joined by `|`, which `meta.series` puts into words."""
    told = (rows[facet].astype("str") for facet in FACETS)
    return ["|".join(facets) for facets in zip(*told, strict=True)]


def pack(content: Mapping[str, Any]) -> str:
    """Content as JSON, packed with gzip, in base64: the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()
