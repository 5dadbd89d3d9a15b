"""How good the data are."""

from functools import partial

from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.blocks import show
from plancompare.reports.sections import Sections
from plancompare.reports.told.tables import (
    CHECK_COLUMNS,
    CONFLICT_COLUMNS,
    FINDING_COLUMNS,
    REASON_COLUMNS,
    checks_table,
    conflicts_table,
    findings_table,
    reasons_table,
)
from plancompare.reports.told.wording import made_from, say
from plancompare.views.region_views import coverage_rows


def sections_of_quality(data: Dataset, lang: Lang) -> Sections:
    """The sections of the report on the data's quality.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
    """
    parts = {
        "summary": _summary,
        "coverage": _coverage,
        "findings": _findings,
        "conflicts": _conflicts,
        "unmatched": _unmatched,
        "checks": _checks,
    }
    title = {"title": lambda: show.heading(say(lang, "quality_title"), 1)}
    return title | {name: partial(part, data, lang) for name, part in parts.items()}


def _summary(data: Dataset, lang: Lang) -> None:
    checks = data.checks["checks"]
    failed = sum(not check["passed"] and check["blocking"] for check in checks)
    listed = sum(not check["passed"] and not check["blocking"] for check in checks)
    verdict = "quality_failed" if failed else "quality_passed"
    counts = say(
        lang,
        "quality_counts",
        sources=len(data.sources),
        regions=(data.regions["observations"] > 0).sum(),
        observations=len(data.observations),
        indicators=data.observations["indicator_id"].nunique(),
    )
    told = [counts, say(lang, verdict, count=len(checks) - listed, failed=failed)]
    if listed:
        told.append(say(lang, "quality_listed", count=len(data.findings)))
    show.sentences(told)


def _coverage(data: Dataset, lang: Lang) -> None:
    show.heading(say(lang, "coverage"))
    show.chart(data, "coverage", coverage_rows(data), name="coverage", lang=lang, source="")


def _findings(data: Dataset, lang: Lang) -> None:
    show.heading(say(lang, "findings"))
    found = findings_table(data, lang)
    show.sentences([say(lang, "findings_why" if len(found) else "findings_none")])
    if len(found):
        show.table(found, FINDING_COLUMNS, lang, say(lang, "findings"))


def _conflicts(data: Dataset, lang: Lang) -> None:
    show.heading(say(lang, "conflicts"))
    show.sentences([say(lang, "conflicts_why")])
    show.table(conflicts_table(data, lang), CONFLICT_COLUMNS, lang, say(lang, "conflicts"))


def _unmatched(data: Dataset, lang: Lang) -> None:
    show.heading(say(lang, "unmatched"))
    on_purpose, count = int(data.unmatched["on_purpose"].sum()), len(data.unmatched)
    counts = {"count": count, "on_purpose": on_purpose, "unknown": count - on_purpose}
    show.sentences([say(lang, "unmatched_counts", **counts)])
    show.table(reasons_table(data, lang), REASON_COLUMNS, lang, say(lang, "unmatched"))


def _checks(data: Dataset, lang: Lang) -> None:
    show.heading(say(lang, "checks"))
    for table, rows in checks_table(data, lang).groupby("table", sort=False):
        show.heading(str(table), 3)
        show.table(rows, CHECK_COLUMNS, lang, str(table))
    show.sentences([made_from(data.hash, lang)])
