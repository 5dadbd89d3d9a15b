"""What plans set out to do, and who answers for it."""

from collections.abc import Sequence
from functools import partial

from plancompare.analysis.measures import of_plans, of_reports
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.blocks import show
from plancompare.reports.sections import Sections
from plancompare.reports.told.measures_summary import describe_reports, described
from plancompare.reports.told.measures_tables import (
    DEPTH_COLUMNS,
    PROMISE_COLUMNS,
    SUBJECT_COLUMNS,
    depth_table,
    promises_table,
    similarity_table,
    subjects_table,
)
from plancompare.reports.told.measures_words import Words
from plancompare.reports.told.wording import made_from
from plancompare.views.measure_views import agency_view, coverage_view


def sections_of_measures(data: Dataset, lang: Lang, regions: Sequence[str]) -> Sections:
    """The sections of the report on measures.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        regions: Which are described; all whose plans' measures are recorded where none is named.
    """
    every = sorted(data.measures["region_code"].unique())
    told = [each for each in every if not regions or each in regions]
    return {
        "title": lambda: show.heading(Words(lang)("title"), 1),
        "reports": partial(_reports, data, lang),
        "themes": partial(_themes, data, lang),
        "likeness": partial(_likeness, data, lang),
        "agencies": partial(_agencies, data, lang, told),
        "regions": partial(_regions, data, lang, told),
        "promises": partial(_promises, data, lang),
        "made_from": lambda: show.sentences([made_from(data.hash, lang)]),
    }


def _regions(data: Dataset, lang: Lang, regions: list[str]) -> None:
    say = Words(lang)
    show.heading(say("regions"))
    for region in regions:
        show.heading(say.region(region), 3, folded=True)
        show.sentences(described(data, region, lang))
    if not regions:
        show.sentences([say("nothing")])


def _reports(data: Dataset, lang: Lang) -> None:
    """Work reports, which do not stand beside plans."""
    say, reports = Words(lang), of_reports(data.measures)
    if reports["region_code"].nunique() < 2:
        return
    show.heading(say("reports"))
    show.sentences([*describe_reports(reports, lang), say("reports_why")])
    title = say("report_coverage")
    show.heading(title, 3)
    covered = coverage_view(data, measures=reports)
    name = "theme-coverage-reports"
    show.chart(data, "theme_coverage", covered, name=name, lang=lang, title=title)
    show.heading(say("report_depth"), 3)
    show.table(depth_table(data, lang), DEPTH_COLUMNS, lang, say("report_depth"))
    show.heading(say("report_subjects"), 3)
    show.table(subjects_table(data, lang), SUBJECT_COLUMNS, lang, say("report_subjects"))


def _themes(data: Dataset, lang: Lang) -> None:
    plans = of_plans(data.measures)
    if len(plans):
        show.heading(Words(lang)("coverage"))
        covered = coverage_view(data, measures=plans)
        show.chart(data, "theme_coverage", covered, name="theme-coverage", lang=lang)


def _agencies(data: Dataset, lang: Lang, regions: list[str]) -> None:
    say = Words(lang)
    for region in regions:
        answers = agency_view(data, region)
        if answers["agency_zh"].nunique() > 1:
            show.heading(say("agencies", region=say.region(region)))
            show.chart(data, "agency_matrix", answers, name=f"agency-matrix-{region}", lang=lang)


def _promises(data: Dataset, lang: Lang) -> None:
    say = Words(lang)
    if len(data.measures):
        show.heading(say("promised"))
        show.table(promises_table(data, lang), PROMISE_COLUMNS, lang, say("promised"))


def _likeness(data: Dataset, lang: Lang) -> None:
    say = Words(lang)
    if of_plans(data.measures)["region_code"].nunique() > 1:
        alike = similarity_table(data, lang)
        show.heading(say("likeness"))
        show.sentences([say("likeness_why")])
        show.table(alike, list(alike.columns), lang, say("likeness"))
