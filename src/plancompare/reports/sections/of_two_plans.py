"""Two plans side by side."""

from functools import partial

from plancompare.charts import beside
from plancompare.charts.data import chart_data
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.blocks import show
from plancompare.reports.sections import Sections
from plancompare.reports.told.cite import cite
from plancompare.reports.told.plans_summary import plans_title, summarise_plans
from plancompare.reports.told.plans_tables import (
    BOTH_COLUMNS,
    ONE_COLUMNS,
    both_table,
    one_table,
    plan_values_table,
)
from plancompare.reports.told.tables import SOURCE_COLUMNS, VALUE_COLUMNS, sources_said
from plancompare.reports.told.wording import made_from, say
from plancompare.views.plan_views import in_charts, plan_row, plan_values, two_plans


def sections_of_plans(data: Dataset, lang: Lang, left: str, right: str) -> Sections:
    """The sections of the report on two plans.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
        left: A source; of successive plans the earlier one.
        right: The other source.

    Raises:
        UsageError: If the dataset lacks a plan, or one states no target.
    """
    two_plans(data, left, right)
    given = (data, lang, left, right)
    return {
        "title": lambda: show.heading(plans_title(data, left, right, lang), 1),
        "summary": partial(_summary, *given),
        "both": partial(_both, *given),
        "alone": partial(_alone, *given),
        "values": partial(_values, *given),
        "sources": partial(_sources, *given),
    }


def _titles(data: Dataset, left: str, right: str) -> dict[str, str]:
    return {"left": plan_row(data, left)["title"], "right": plan_row(data, right)["title"]}


def _summary(data: Dataset, lang: Lang, left: str, right: str) -> None:
    show.heading(say(lang, "summary"))
    show.sentences(summarise_plans(data, left, right, lang))


def _both(data: Dataset, lang: Lang, left: str, right: str) -> None:
    """What both promise, a chart for as many indicators as fit a page."""
    rows, values = two_plans(data, left, right), plan_values(data, left, right)
    titles = _titles(data, left, right)
    show.heading(say(lang, "plans_both"))
    for domain, both in in_charts(rows):
        show.picture(
            beside(
                both,
                lang=lang,
                first=titles["left"],
                second=titles["right"],
                source=f"《{titles['left']}》《{titles['right']}》",
            ),
            name=f"beside-{domain}" if domain else "beside",
            data=chart_data("beside", both, lang),
            citation=cite(data, values[values["indicator_id"].isin(both["indicator_id"])], lang),
        )
    show.table(both_table(rows, lang), BOTH_COLUMNS, lang, say(lang, "plans_both"))


def _alone(data: Dataset, lang: Lang, left: str, right: str) -> None:
    rows = two_plans(data, left, right)
    for side, title in _titles(data, left, right).items():
        alone = one_table(rows, side, lang)
        if len(alone):
            caption = say(lang, f"plans_{side}", title=title)
            show.heading(caption)
            show.table(alone, ONE_COLUMNS, lang, caption)


def _values(data: Dataset, lang: Lang, left: str, right: str) -> None:
    caption = say(lang, "plans_values")
    show.heading(caption)
    show.table(plan_values_table(data, left, right, lang), VALUE_COLUMNS, lang, caption)


def _sources(data: Dataset, lang: Lang, left: str, right: str) -> None:
    used = plan_values(data, left, right)["source_id"]
    sources = data.sources[data.sources["source_id"].isin([left, right, *used])]
    show.heading(say(lang, "sources"))
    show.table(sources_said(sources, lang), SOURCE_COLUMNS, lang, say(lang, "sources"))
    show.sentences([made_from(data.hash, lang)])
