"""The first page of a region's report: sentences that are computed, and true.

They come in the order of what matters, by status: what was missed, moves away or lags; what is due
and not known; what is furthest of what is still open; what has been met since; what was met when it
was set. Each value carries its year; a kind of which there is nothing has no sentence.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.harmonisation.flags import has_flag
from plancompare.reports.told.wording import said, say
from plancompare.views.parts import by
from plancompare.views.region_views import (
    own_plans,
    region_gaps,
    region_name,
    region_row,
    region_values,
)

_NAMED = 3  # indicators that a sentence names

Row = Mapping[Hashable, Any]


def summarise(data: Dataset, region_code: str, lang: Lang) -> list[str]:
    """What a region promises, and how each kind of its targets fares.

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


def of_plan(data: Dataset, region_code: str, source_id: str, lang: Lang) -> list[str]:
    """What one of a region's plans promises, and how each kind of its targets fares.

    Args:
        data: The dataset.
        region_code: Six digits.
        source_id: The plan.
        lang: `zh` or `en`.

    Returns:
        Sentences, the most important first.
    """
    name = region_name(region_row(data, region_code), lang)
    title = str(by(data, "sources", "source_id").of(source_id)["title"].iloc[0])
    return _of_plan(data, region_code, source_id, title, name, lang)


def _of_plan(  # noqa: PLR0913, PLR0917 (who says what, where, to whom)
    data: Dataset, region_code: str, source_id: str, title: str, name: str, lang: Lang
) -> list[str]:
    values = _of_source(region_values(data, region_code), source_id)
    if values.empty:
        return [say(lang, "no_figures", region=name, title=title)]
    gaps = _of_source(region_gaps(data, region_code), source_id)
    promised = [_promised(values, gaps, title, name, lang)] if len(gaps) else []
    return promised + [
        _named(rows, key, data.as_of, lang, of_row)
        for key, rows, of_row in _kinds(gaps)
        if len(rows)
    ]


def _of_source(rows: pd.DataFrame, source_id: str) -> pd.DataFrame:
    # no `query`, here and where other wide tables are asked often: it looks at every column
    return rows[rows["source_id"] == source_id]


def _promised(values: pd.DataFrame, gaps: pd.DataFrame, title: str, name: str, lang: Lang) -> str:
    told = values[values["indicator_id"].isin(gaps["indicator_id"])]  # of two plans each its own
    is_binding = (told["role"] == "target") & (told["nature"] == "binding")
    binding = told.loc[is_binding, "indicator_id"].nunique()
    nature = say(lang, "binding", count=binding) if binding else ""
    count = gaps["indicator_id"].nunique()
    return say(lang, "promised", region=name, title=title, count=count, nature=nature)


def _kinds(gaps: pd.DataFrame) -> list[tuple[str, pd.DataFrame, Callable[[Row, Lang], str]]]:
    """What sentences tell of, in the order of what matters: key, targets, and what is said of each.

    Every target is in one kind. Open ones come furthest first, by the share of the latest value.
    """
    was_met = has_flag(gaps["flags"], "already_met")
    of = {str(status): rows for status, rows in gaps.groupby("status")}
    none = gaps.head(0)
    still_open = gaps[gaps["status"].isin(["not yet due", "on course"])]
    met = gaps["status"] == "met"
    return [
        ("missed", of.get("missed", none), _way),
        ("moving_away", of.get("moving away", none), _way),
        ("behind", of.get("behind", none), _way),
        ("due_unknown", of.get("due, no later value", none), _way),
        ("furthest", still_open.sort_values("relative_gap", ascending=False, kind="stable"), _open),
        ("met_since", gaps[met & ~was_met], _reached),
        ("met_when_set", gaps[met & was_met], _way),
        ("too_few", of.get("too few to judge", none), _way),
        ("only_changes", of.get("target is a change", none), _way),
        ("no_baseline", of.get("no baseline", none), _way),
    ]


def _named(
    rows: pd.DataFrame, key: str, as_of: int, lang: Lang, of_row: Callable[[Row, Lang], str]
) -> str:
    """A sentence of some targets: how many, the first of them by name, and seen from which year."""
    names = [
        say(lang, "target_named", name=row[f"name_{lang}"], told=of_row(row, lang))
        for row in rows.head(_NAMED).to_dict("records")
    ]
    more = say(lang, "and_others", count=len(rows)) if len(rows) > _NAMED else ""
    joined = say(lang, "names_join").join(names) + more
    return say(lang, key, count=len(rows), names=joined, as_of=as_of)


def _way(row: Row, lang: Lang) -> str:
    """From the plan's baseline over the latest value to the target."""
    return say(lang, "way_join").join([*_stands(row, lang), _target(row, lang)])


def _open(row: Row, lang: Lang) -> str:
    """The same, with the pace that is needed from now on."""
    if _is_missing(row, "needed_pace"):
        return _way(row, lang)
    pace = say(lang, "pace_of", pace=said(row, "needed_pace", lang))
    return say(lang, "way_join").join([_way(row, lang), pace])


def _reached(row: Row, lang: Lang) -> str:
    """The value that meets the target, and the target."""
    return say(lang, "way_join").join([*_stands(row, lang)[-1:], _target(row, lang)])


def _stands(row: Row, lang: Lang) -> list[str]:
    """Where the plan began, and where the region was last seen; whose and of which year."""
    own = row["baseline_source_id"] == row["source_id"]
    begun = [_dated(row, "baseline", "baseline_own" if own else "value_of", lang)]
    is_later = row["latest_observation_id"] != row["baseline_observation_id"]
    seen = [_dated(row, "latest", "value_of", lang)] if is_later else []
    return [told for told in begun + seen if told]


def _dated(row: Row, column: str, key: str, lang: Lang) -> str:
    if _is_missing(row, column):
        return ""
    undated = "_undated" if _is_missing(row, f"{column}_year") else ""
    return say(lang, key + undated, value=said(row, column, lang), year=row[f"{column}_year"])


def _target(row: Row, lang: Lang) -> str:
    undated = "_undated" if _is_missing(row, "target_year") else ""
    target = said(row, "target", lang)
    return say(lang, "target_of" + undated, target=target, year=row["target_year"])


def _is_missing(row: Row, column: str) -> bool:
    return bool(pd.isna(row[column]))
