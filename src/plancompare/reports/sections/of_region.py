"""The report of one region."""

from functools import partial

import pandas as pd

from plancompare.charts import Asked, drawn
from plancompare.charts.words import words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.regions import NATION
from plancompare.reports.blocks import show
from plancompare.reports.sections import Sections
from plancompare.reports.told.brief import region_brief
from plancompare.reports.told.measures_summary import described
from plancompare.reports.told.measures_words import Words
from plancompare.reports.told.opening import opening_sentences, region_cards
from plancompare.reports.told.tables import (
    GAP_COLUMNS,
    SOURCE_COLUMNS,
    UNMATCHED_COLUMNS,
    VALUE_COLUMNS,
    gaps_table,
    sources_table,
    unmatched_table,
    urgent_table,
    values_table,
)
from plancompare.reports.told.wording import made_from, say
from plancompare.views.measure_views import agency_view
from plancompare.views.over_years import with_lines
from plancompare.views.region_views import region_gaps, region_name, region_row

_AMONG = 3  # regions, itself among them, without which nobody stands anywhere
_DOTS = ["baseline", "latest", "target"]
_URGENT = 8  # targets that are listed before all of them


def title_of_region(data: Dataset, lang: Lang, region: str) -> str:
    """What the report is called."""
    return say(lang, "region_title", region=region_name(region_row(data, region), lang))


def sections_of_region(data: Dataset, lang: Lang, region: str) -> Sections:
    """The sections of a region's report.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        region: Its code.

    Raises:
        UsageError: If the dataset knows no such region.
    """
    title = title_of_region(data, lang, region)
    given = (data, lang, region)
    return {
        "title": lambda: show.heading(title, 1),
        "summary": partial(_summary, *given),
        "urgent": partial(_urgent, *given),
        "targets": partial(_targets, *given),
        "gaps": partial(_gaps, *given),
        "years": partial(_years, *given),
        "peers": partial(_peers, *given),
        "measures": partial(_measures, *given),
        "values": partial(_values, *given),
        "unmatched": partial(_unmatched, *given),
        "sources": partial(_sources, *given),
        "brief": lambda: show.brief(data, region_brief(data, region, lang), lang),
    }


def _summary(data: Dataset, lang: Lang, region: str) -> None:
    """What matters first; the rest of what is said is folded."""
    first, more = opening_sentences(data, region, lang)
    show.heading(say(lang, "summary"))
    show.cards(region_cards(data, region, lang))
    show.sentences(first)
    if more:
        show.heading(say(lang, "summary_more"), 3, folded=True)
        show.sentences(more)


def _urgent(data: Dataset, lang: Lang, region: str) -> None:
    """What is behind or due."""
    if region_gaps(data, region).empty:
        return
    urgent, name = urgent_table(data, region, lang), region_name(region_row(data, region), lang)
    show.heading(say(lang, "behind_title"))
    if urgent.empty:
        show.sentences([say(lang, "behind_none")])
        return
    listed, every = urgent.head(_URGENT), say(lang, "gaps_caption", region=name)
    counts = {"count": len(urgent), "shown": len(listed)}
    show.sentences([say(lang, "behind_count", **counts, table=every)])
    _marked_table(listed, lang, say(lang, "behind_title"))


def _targets(data: Dataset, lang: Lang, region: str) -> None:
    """A chart for each plan and domain."""
    gaps = region_gaps(data, region)
    name = region_name(region_row(data, region), lang)
    titles = data.sources.set_index("source_id")["title"]
    has_several = gaps["source_id"].nunique() > 1
    dots = gaps[_DOTS].notna().sum(axis=1).groupby([gaps["source_id"], gaps["domain"]])
    gaps = gaps[dots.transform("sum") > 1]  # one dot is no chart: the table says it
    if len(gaps):
        show.heading(say(lang, "domains"))
    for source, of_plan in gaps.groupby("source_id", sort=False):
        show.heading(titles[source], 3)
        whose = say(lang, "plan_of", region=name, title=titles[source])
        for domain, rows in of_plan.groupby("domain", sort=False):
            subject = f"{whose if has_several else name} {rows[f'domain_{lang}'].iloc[0]}"
            name_here = f"dumbbell-{source}-{domain}"
            show.chart(data, "dumbbell", rows, name=name_here, lang=lang, subject=subject)


def _gaps(data: Dataset, lang: Lang, region: str) -> None:
    if len(region_gaps(data, region)):
        name = region_name(region_row(data, region), lang)
        caption = say(lang, "gaps_caption", region=name)
        show.heading(caption)
        _marked_table(gaps_table(data, region, lang), lang, caption)


def _marked_table(gaps: pd.DataFrame, lang: Lang, caption: str) -> None:
    """A table of targets, with what its marks mean below."""
    show.table(gaps, GAP_COLUMNS, lang, caption)
    if legend := words(lang).legend(gaps["flags"]):
        show.sentences([legend], small=True)


def _years(data: Dataset, lang: Lang, region: str) -> None:
    """A line over the years for each indicator that has one."""
    past = with_lines(data, region)
    if past:
        show.heading(say(lang, "over_years" if region != NATION else "over_years_nation"))
    for indicator in past:
        line = drawn(data, "trajectory", Asked(region, indicators=[indicator], lang=lang))
        name = f"trajectory-{indicator}"
        show.chart(data, "trajectory", line.rows, name=name, lang=lang, **line.options)


def _peers(data: Dataset, lang: Lang, region: str) -> None:
    peers = drawn(data, "spine", Asked(region, lang=lang))
    stands = peers.rows[peers.rows["reason"] == ""]
    standing = stands.groupby("indicator_id")["region_code"]
    among = standing.nunique()[lambda count: count >= _AMONG].index
    if (stands["indicator_id"].isin(among) & (stands["region_code"] == region)).any():
        rows = peers.rows[peers.rows["indicator_id"].isin(among)]
        show.heading(say(lang, "peers"))
        show.chart(data, "spine", rows, name="spine", lang=lang, **peers.options)


def _measures(data: Dataset, lang: Lang, region: str) -> None:
    if not (data.measures["region_code"] == region).any():
        return
    show.heading(Words(lang)("title"))
    show.sentences(described(data, region, lang))
    answers = agency_view(data, region)
    if answers["agency_zh"].nunique() > 1:
        show.chart(data, "agency_matrix", answers, name="agency-matrix", lang=lang)


def _values(data: Dataset, lang: Lang, region: str) -> None:
    values = values_table(data, region, lang)
    if len(values):
        show.heading(say(lang, "values"), folded=True)
        show.table(values, VALUE_COLUMNS, lang, say(lang, "values"))


def _unmatched(data: Dataset, lang: Lang, region: str) -> None:
    unmatched = unmatched_table(data, region)
    if len(unmatched):
        show.heading(say(lang, "unmatched"), folded=True)
        show.sentences([say(lang, "unmatched_why")])
        show.table(unmatched, UNMATCHED_COLUMNS, lang, say(lang, "unmatched"))


def _sources(data: Dataset, lang: Lang, region: str) -> None:
    show.heading(say(lang, "sources"), folded=True)
    show.table(sources_table(data, region, lang), SOURCE_COLUMNS, lang, say(lang, "sources"))
    show.sentences([made_from(data.hash, lang)])
