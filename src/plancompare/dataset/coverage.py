"""What is known of the provinces: indicator by year, with sources and gaps, as a page."""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import pandas as pd
from jinja2 import Environment, StrictUndefined

from plancompare.catalogue import catalogue
from plancompare.harmonisation.flags import is_shown
from plancompare.owndata import toml_beside
from plancompare.regions import region

LEAST = 20  # provinces: fewer are not compared as a whole
_MOST_SOURCES = 4


def coverage_page(observations: pd.DataFrame) -> str:
    """The page as Markdown.

    Args:
        observations: The table `observations`.

    Returns:
        A table of indicator × year with the number of provinces, the sources of each indicator,
        the flagships that no year has enough provinces of, and what was looked for in vain.
    """
    known = _of_provinces(observations)
    counts = known.pivot_table(
        index="indicator_id", columns="year", values="region_code", aggfunc="nunique", fill_value=0
    )
    enough = counts[counts.max(axis=1) >= LEAST]
    years = [year for year in enough.columns if enough[year].max() >= LEAST]
    rows = [_row(name, enough.loc[[name], years].to_numpy()[0].tolist(), known)
            for name in catalogue() if name in enough.index]  # fmt: skip
    text = (files(__package__) / "coverage.md.j2").read_text(encoding="utf-8")
    pages = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 (Markdown)
    return pages.from_string(text).render(
        rows=rows, years=years, of=known["region_code"].nunique(), least=LEAST,
        gaps=list(_gaps(counts)), searched=_searched(),
    )  # fmt: skip


def _searched() -> Iterable[Mapping[str, str]]:
    found: list[Mapping[str, str]] = toml_beside(__file__, "searched.toml")["search"]
    return found


def _of_provinces(observations: pd.DataFrame) -> pd.DataFrame:
    """The actual values of provinces that comparisons show."""
    rows = observations[
        (observations["role"] == "actual")
        & observations[["value", "year"]].notna().all(axis=1)
        & is_shown(observations["flags"])
    ]
    level = {code: region(code).level for code in rows["region_code"].unique()}
    return rows[rows["region_code"].map(level) == "province"]


def _row(name: str, counts: list[int], known: pd.DataFrame) -> Mapping[str, Any]:
    published = known.loc[known["indicator_id"] == name, "publication"].value_counts()
    titles = sorted(published.index, key=lambda title: (-published[title], title))
    named = [f"《{title}》（{published[title]}）" for title in titles[:_MOST_SOURCES]]
    return {
        "id": name,
        "name_zh": catalogue()[name].name_zh,
        "name_en": catalogue()[name].name_en,
        "counts": [count or "" for count in counts],
        "sources": named,
        "more": len(titles) - len(named),
    }


def _gaps(counts: pd.DataFrame) -> Iterable[Mapping[str, Any]]:
    entries = catalogue()
    for name in entries.flagships:
        of_it = counts.to_dict("index").get(name, {0: 0})
        year = max(of_it, key=lambda year: (of_it[year], year))
        if of_it[year] < LEAST:
            said = {"name_zh": entries[name].name_zh, "name_en": entries[name].name_en}
            yield said | {"most": of_it[year], "year": year}
