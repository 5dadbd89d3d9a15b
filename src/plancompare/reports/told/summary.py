"""The first page of a region's report: sentences that are computed, and true."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.harmonisation.flags import has_flag
from plancompare.reports.told.wording import said, say
from plancompare.views.region_views import (
    own_plans,
    region_gaps,
    region_name,
    region_row,
    region_values,
)

_NAMED = 3  # indicators that a sentence names


def summarise(data: Dataset, region_code: str, lang: Lang) -> list[str]:
    """What a region promises, what it had met already, and what is furthest.

    Args:
        data: The dataset.
        region_code: Six digits.
        lang: `zh` or `en`.

    Returns:
        Sentences, the most important first; of a region with several plans a paragraph each.
    """
    name = region_name(region_row(data, region_code), lang)
    plans = own_plans(data, region_code)
    if plans.empty:
        return [say(lang, "no_source", region=name)]
    told = [
        _of_plan(data, region_code, str(plan.source_id), str(plan.title), name, lang)
        for plan in plans.itertuples()
    ]
    return told[0] if len(told) == 1 else [say(lang, "sentence_join").join(each) for each in told]


def _of_plan(  # noqa: PLR0913, PLR0917 (who says what, where, to whom)
    data: Dataset, region_code: str, source_id: str, title: str, name: str, lang: Lang
) -> list[str]:
    values = region_values(data, region_code).query("source_id == @source_id")
    if values.empty:
        return [say(lang, "no_figures", region=name, title=title)]
    gaps = region_gaps(data, region_code).query("source_id == @source_id")
    gaps = gaps.drop_duplicates("indicator_id")
    said_of = [
        _promised(values, gaps, title, name, lang),
        _already_met(gaps, lang) if gaps["baseline"].notna().any() else "",
        _furthest(gaps, lang),
    ]
    return [sentence for sentence in said_of if sentence]


def _promised(values: pd.DataFrame, gaps: pd.DataFrame, title: str, name: str, lang: Lang) -> str:
    binding = values.query("role == 'target' and nature == 'binding'")["indicator_id"].nunique()
    nature = say(lang, "binding", count=binding) if binding else ""
    return say(lang, "promised", region=name, title=title, count=len(gaps), nature=nature)


def _already_met(gaps: pd.DataFrame, lang: Lang) -> str:
    met = gaps[has_flag(gaps["flags"], "already_met")]
    if met.empty:
        return say(lang, "already_met_none")
    names = [
        say(lang, "met_of", name=row[f"name_{lang}"], baseline=said(row, "baseline", lang),
            target=said(row, "target", lang))
        for row in met.to_dict("records")
    ]  # fmt: skip
    return say(lang, "already_met", count=len(met), names=say(lang, "names_join").join(names))


def _furthest(gaps: pd.DataFrame, lang: Lang) -> str:
    open_gaps = gaps[gaps["gap"].gt(0) & gaps["relative_gap"].notna()]
    rows = open_gaps.nlargest(_NAMED, "relative_gap").to_dict("records")
    names = say(lang, "names_join").join(_gap_of(row, lang) for row in rows)
    sentence = say(lang, "furthest", names=names) if rows else say(lang, "furthest_none")
    uncompared = int((gaps["status"] == "no baseline").sum())
    return sentence + (say(lang, "uncompared", count=uncompared) if uncompared else "")


def _gap_of(row: Mapping[Hashable, Any], lang: Lang) -> str:
    key = "gap_of" if pd.notna(row["needed_pace"]) else "gap_of_no_pace"
    return say(lang, key, name=row[f"name_{lang}"], baseline=said(row, "baseline", lang),
               target=said(row, "target", lang), pace=said(row, "needed_pace", lang))  # fmt: skip
