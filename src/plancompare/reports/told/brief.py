"""A brief to send on: a question, five findings, three charts, one table, sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pandas as pd

from plancompare.analysis import thresholds
from plancompare.catalogue import catalogue
from plancompare.charts import Asked, drawn
from plancompare.charts.asked import Drawn
from plancompare.charts.data import chart_data
from plancompare.charts.words import words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.regions import NATION
from plancompare.reports.told.cite import publications_of
from plancompare.reports.told.standing import STANDING_COLUMNS, ends, standing, stands
from plancompare.reports.told.summary import of_plan
from plancompare.reports.told.tables import URGENT, gap_said
from plancompare.reports.told.wording import say
from plancompare.views.behind import cited
from plancompare.views.region_views import (
    most_stated,
    own_plans,
    region_gaps,
    region_name,
    region_row,
)

FINDINGS, CHARTS = 5, 3
_STANDINGS = 2  # findings that say how a region stands; the others say how its targets fare
_TARGETS, _VALUES = 10, 8  # rows of the one table
_FEW = 4  # targets: fewer are told in sentences, and the table shows where the region stands
_SOURCES = 8
_POINTS = 4  # of a line
_ROWS = (2, 12)  # of a dumbbell: one is no comparison, more are no brief
_ACROSS = 4  # indicators of a table of regions
TARGET_COLUMNS = ("name", "baseline", "latest", "target", "status")
_ORDER = (*URGENT, "not yet due", "on course", "met")


@dataclass(frozen=True)
class BriefChart:
    """A chart of a brief.

    Attributes:
        kind: Its name in `charts.CHARTS`.
        name: What it is called in its report.
        drawn: Its table and options.
    """

    kind: str
    name: str
    drawn: Drawn


@dataclass(frozen=True)
class Brief:
    """What a brief says.

    Attributes:
        title: Its title.
        question: What it answers.
        findings: Sentences, the most important first.
        charts: At most three.
        table: One table, every cell as readers see it; its columns are keys of wording.toml, or
            names.
        caption: What the table shows.
        sources: The publications, and how many more there are, in a paragraph.
    """

    title: str
    question: str
    findings: tuple[str, ...]
    charts: tuple[BriefChart, ...]
    table: pd.DataFrame
    caption: str
    sources: tuple[str, ...]


def region_brief(data: Dataset, region_code: str, lang: Lang) -> Brief:
    """The brief of a region: how it stands beside the nation and its peers, and by its plan.

    Args:
        data: The dataset.
        region_code: Six digits.
        lang: `zh` or `en`.
    """
    name = region_name(region_row(data, region_code), lang)
    gaps = _latest_targets(data, region_code)
    charts = tuple(islice(_region_charts(data, region_code, gaps, lang), CHARTS))
    is_plan = len(gaps) >= _FEW
    table, caption = _targets(gaps, lang) if is_plan else _values(data, region_code, lang)
    of_nation = "_nation" if region_code == NATION else ""
    return Brief(
        title=say(lang, "brief_region", region=name),
        question=say(lang, f"brief_question{'_plan' if len(gaps) else ''}{of_nation}", region=name),
        findings=tuple(_region_findings(data, region_code, gaps, lang)),
        charts=charts,
        table=table,
        caption=caption,
        sources=_sources(data, [gaps, *(each.drawn.rows for each in reversed(charts))], lang),
    )


def cross_brief(
    data: Dataset, lang: Lang, indicators: Sequence[str] = (), regions: Sequence[str] = ()
) -> Brief:
    """The brief of all regions: the ends of each indicator, and how many reach the nation.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        indicators: Which; the flagships and what most regions state where none is named.
        regions: Which; all provinces where none is named.
    """
    chosen = list(indicators) or _indicators(data)
    told = [(each, ends(data, each, lang, regions)) for each in chosen]
    named = [each for each, sentence in told if sentence]
    charts = tuple(_cross_charts(data, named, Asked(regions=regions, lang=lang)))
    table = _regions_table(data, Asked(indicators=named[:_ACROSS], regions=regions, lang=lang))
    return Brief(
        title=say(lang, "brief_cross"),
        question=say(lang, "brief_question_cross"),
        findings=tuple(sentence for _, sentence in told if sentence)[:FINDINGS],
        charts=charts,
        table=table,
        caption=say(lang, "brief_regions"),
        sources=_sources(data, [each.drawn.rows for each in charts], lang),
    )


def _indicators(data: Dataset) -> list[str]:
    """The flagships first, then what most regions state."""
    stated = set(data.observations["indicator_id"])
    first = [each for each in catalogue().flagships if each in stated]
    return list(dict.fromkeys([*first, *most_stated(data, "actual", _VALUES)]))


def _latest_targets(data: Dataset, region_code: str) -> pd.DataFrame:
    """The targets of the region's latest plan that sets any."""
    gaps = region_gaps(data, region_code)
    for source in own_plans(data, region_code)["source_id"]:
        of_source = gaps[gaps["source_id"] == source]
        if len(of_source):
            return pd.DataFrame(of_source)
    return gaps.head(0)


def _region_findings(data: Dataset, region_code: str, gaps: pd.DataFrame, lang: Lang) -> list[str]:
    fared = of_plan(data, region_code, str(gaps["source_id"].iloc[0]), lang) if len(gaps) else []
    standing = (stands(data, region_code, each, lang) for each in _indicators(data))
    stood = islice(filter(None, standing), max(_STANDINGS, FINDINGS - len(fared)))
    return [*stood, *fared][:FINDINGS]


def _region_charts(
    data: Dataset, region_code: str, gaps: pd.DataFrame, lang: Lang
) -> Iterator[BriefChart]:
    """What may be shown, the best first; the three first of it are."""
    every = _indicators(data)[:_ACROSS]
    rankings = _rankings(data, every, Asked(region_code, lang=lang))
    dumbbells = _dumbbells(gaps, lang)
    trends = _trends(data, every, Asked(region_code, lang=lang))
    for kind in (trends, rankings, dumbbells, trends, dumbbells, dumbbells):
        yield from islice(kind, 1)
    yield from rankings


def _cross_charts(data: Dataset, indicators: Sequence[str], asked: Asked) -> Iterator[BriefChart]:
    """A ranking of the first indicator, and maps of two; of some regions rankings alone."""
    if asked.regions:
        yield from islice(_rankings(data, indicators, asked), CHARTS)
        return
    yield from islice(_rankings(data, indicators[:1], asked), 1)
    for indicator in indicators[1:CHARTS]:
        found = drawn(data, "tile_map", replace(asked, indicators=[indicator]))
        yield BriefChart("tile_map", f"brief-map-{indicator}", found)


def _trends(data: Dataset, indicators: Sequence[str], asked: Asked) -> Iterator[BriefChart]:
    """A region's line with the nation's, where it has points enough."""
    for indicator in indicators:
        found = drawn(data, "trajectory", Asked(asked.region, [indicator], lang=asked.lang))
        own = found.rows[found.rows["region_code"] == asked.region]
        if own.loc[own["role"] == "actual", "year"].nunique() >= _POINTS:
            yield BriefChart("trajectory", f"brief-trend-{indicator}", found)


def _rankings(data: Dataset, indicators: Sequence[str], asked: Asked) -> Iterator[BriefChart]:
    """Rankings of regions enough, of which the region asked for is one."""
    for indicator in indicators:
        found = drawn(data, "ranking", replace(asked, indicators=[indicator]))
        standing = found.rows[found.rows["reason"] == ""]
        is_there = not asked.region or asked.region in set(standing["region_code"])
        least = 2 if asked.regions else thresholds().least_ranked
        if is_there and len(standing) >= least:
            yield BriefChart("ranking", f"brief-ranking-{indicator}", found)


def _dumbbells(gaps: pd.DataFrame, lang: Lang) -> Iterator[BriefChart]:
    """The domains of most targets that have a value to start from, the fullest first."""
    known = gaps[gaps["target"].notna() & gaps[["baseline", "latest"]].notna().any(axis=1)]
    counts = known["domain"].value_counts()
    least, most = _ROWS
    for domain in counts[counts >= least].index:
        rows = known[known["domain"] == domain].head(most)
        subject = str(rows[f"domain_{lang}"].iloc[0])
        yield BriefChart("dumbbell", f"brief-{domain}", Drawn(rows, {"subject": subject}))


def _targets(gaps: pd.DataFrame, lang: Lang) -> tuple[pd.DataFrame, str]:
    """The flagships, then what is most urgent."""
    first = ~gaps["indicator_id"].isin(catalogue().flagships)
    place = gaps["status"].map({status: at for at, status in enumerate(_ORDER)})
    ranked = gaps.assign(_first=first, _place=place.fillna(len(_ORDER)))
    shown = ranked.sort_values(["_first", "_place"], kind="stable").head(_TARGETS)
    rows = [gap_said(row, lang) for row in shown.to_dict("records")]
    counts = {"all": len(gaps), "shown": len(shown)}
    caption = say(
        lang, "brief_targets" if len(gaps) > len(shown) else "brief_all_targets", **counts
    )
    return pd.DataFrame(rows, columns=list(TARGET_COLUMNS)), caption


def _values(data: Dataset, region_code: str, lang: Lang) -> tuple[pd.DataFrame, str]:
    """Where a region stands that sets few targets, or none."""
    rows = [standing(data, region_code, each, lang) for each in _indicators(data)[:_VALUES]]
    table = pd.DataFrame([row for row in rows if row], columns=list(STANDING_COLUMNS))
    return table, say(lang, "brief_values")


def _regions_table(data: Dataset, asked: Asked) -> pd.DataFrame:
    """Regions down, indicators across."""
    if not asked.indicators:
        return pd.DataFrame()
    rows = drawn(data, "heat_table", asked).rows
    found = chart_data("heat_table", rows, asked.lang).editable
    if found is None:
        return pd.DataFrame()
    cells = [(name, *texts) for name, texts in zip(found.categories, found.labels, strict=True)]
    return pd.DataFrame(cells, columns=["region", *found.series])


def _sources(data: Dataset, tables: Sequence[pd.DataFrame], lang: Lang) -> tuple[str, ...]:
    """The publications behind tables, in one line; the annex has those that find no room."""
    found = pd.concat([cited(data, rows) for rows in tables if len(rows)] or [pd.DataFrame()])
    if found.empty:
        return ()
    every = publications_of(found, lang)
    told = words(lang)("semicolon").join(every[:_SOURCES]) + words(lang)("stop")
    more = say(lang, "brief_sources_more", count=len(every) - _SOURCES)
    return (told + more if len(every) > _SOURCES else told,)
