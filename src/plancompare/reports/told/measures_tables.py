"""The tables of measures that reports print."""

import pandas as pd

from plancompare.analysis.measures import (
    by_subject,
    depth,
    nearest,
    of_plans,
    of_reports,
    promises,
    similarity,
)
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.measures_words import Words

DEPTH_COLUMNS = (
    "region", "items", "theme_count", "subject_count", "counts", "nearest", "likeness",
)  # fmt: skip
SUBJECT_COLUMNS = ("subject", "report_count", "counts", "who")
PROMISE_COLUMNS = ("region", "count_of", "count", "year", "themes", "place")
_FEW = 6  # regions that are named one by one


def promises_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """The counts that plans promise, as readers see them; the columns `PROMISE_COLUMNS`.

    Args:
        data: The dataset.
        lang: `zh` or `en`.
    """
    say = Words(lang)
    found = promises(data.measures)
    return found.assign(
        region=found["region_code"].map(say.region),
        count=found["count"].map(say.number),
        themes=found["themes"].map(lambda ids: say.join(map(say.theme, ids.split(";")))),
    )


def similarity_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """How alike the health plans of regions are in their themes, as readers see it.

    Args:
        data: The dataset.
        lang: `zh` or `en`.

    Returns:
        Regions by regions, two decimals; the region of a row in the first column, `region`.
    """
    say = Words(lang)
    alike = similarity(of_plans(data.measures))
    table = alike.map("{:.2f}".format).rename(index=say.region, columns=say.region)
    return table.rename_axis("region").reset_index()


def depth_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """How much each work report promises, and which is most like it; `DEPTH_COLUMNS`.

    Args:
        data: The dataset, with the reports of two regions or more.
        lang: `zh` or `en`.
    """
    say, reports = Words(lang), of_reports(data.measures)
    found = depth(reports).merge(nearest(reports), on="region_code")
    named = found.rename(columns={"themes": "theme_count", "subjects": "subject_count"})
    return named.assign(
        region=found["region_code"].map(say.region),
        nearest=found["nearest_code"].map(say.region),
        likeness=found["similarity"].map("{:.2f}".format),
    )


def subjects_table(data: Dataset, lang: Lang) -> pd.DataFrame:
    """How many work reports promise something on what; the columns `SUBJECT_COLUMNS`.

    Args:
        data: The dataset.
        lang: `zh` or `en`.

    Returns:
        What nearly all promise first. Where few regions do, or all but a few, these are named.
    """
    say = Words(lang)
    found = by_subject(data.measures)
    everybody = sorted(of_reports(data.measures)["region_code"].unique())
    return found.assign(
        subject=found["subject"].map(say.subject),
        report_count=found["regions"],
        who=[_who(codes.split(";"), everybody, say) for codes in found["region_codes"]],
    )


def _who(codes: list[str], everybody: list[str], say: Words) -> str:
    """The regions by name where they are few, or those that are missing."""
    missing = [code for code in everybody if code not in codes]
    if not missing:
        return say("who_all")
    if len(codes) <= _FEW:
        return say.join(map(say.region, codes))
    return (
        say("who_but", regions=say.join(map(say.region, missing))) if len(missing) <= _FEW else ""
    )
