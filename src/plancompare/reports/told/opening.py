"""What a region's page opens with: the flagships at a glance, and at most five sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from plancompare.analysis import Comparable
from plancompare.catalogue import catalogue
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.card import Card
from plancompare.reports.told.leads import lead_to
from plancompare.reports.told.summary import of_plan, summarise
from plancompare.reports.told.wording import phrases, said, say, value_of
from plancompare.views.region_views import own_plans, region_gaps, region_row, region_values, shown
from plancompare.views.side_by_side import own_row, places_held, side_by_side

_MOST = 5  # sentences that a page opens with


def opening_sentences(data: Dataset, region_code: str, lang: Lang) -> tuple[list[str], list[str]]:
    """The sentences that a page opens with, and those that it shows when asked to.

    Args:
        data: The dataset.
        region_code: Six digits.
        lang: `zh` or `en`.

    Returns:
        At most five of the region's latest plan, the most important first; then the rest of it, and
        a paragraph for each other plan.
    """
    plans = own_plans(data, region_code)
    every = summarise(data, region_code, lang)
    if len(plans) < 2:
        return every[:_MOST], every[_MOST:]
    latest = of_plan(data, region_code, str(plans["source_id"].iloc[0]), lang)
    return latest[:_MOST], [*latest[_MOST:], *every[1:]]


def region_cards(data: Dataset, region_code: str, lang: Lang) -> list[Card]:
    """The flagships of the catalogue of which a region states anything.

    Args:
        data: The dataset.
        region_code: Six digits.
        lang: `zh` or `en`.
    """
    values = shown(region_values(data, region_code))
    stated = set(values["indicator_id"])
    wanted = [each for each in catalogue().flagships if each in stated]
    return [
        _card(data, region_code, values[values["indicator_id"] == each], lang) for each in wanted
    ]


def _card(data: Dataset, code: str, values: pd.DataFrame, lang: Lang) -> Card:
    """A flagship of a region.

    Its value is the one that stands beside others; the latest, where none does.
    """
    indicator, level = str(values["indicator_id"].iloc[0]), str(region_row(data, code)["level"])
    together = side_by_side(data, [indicator], region=code, level=level)
    own = own_row(together, code)
    actual = values[values["role"] == "actual"].sort_values("year")
    row = own or next(iter(actual.tail(1).to_dict("records")), None)
    told = [*(_beside(together, own, lang) if own else []),
            *_promise(data, code, indicator, lang)]  # fmt: skip
    return Card(
        title=str(values[f"name_{lang}"].iloc[0]),
        value=value_of(row, lang) if row else "",
        year=_of_year(row, lang) if row else "",
        text=say(lang, "sentence_join").join(told),
        compare=lead_to(indicator, code),
    )


def _of_year(row: Mapping[Any, Any], lang: Lang) -> str:
    return say(lang, "card_no_year" if pd.isna(row["year"]) else "card_year", year=row["year"])


def _beside(together: Comparable, row: Mapping[Any, Any], lang: Lang) -> list[str]:
    """The nation's value, and the places that the region may hold among those of its level."""
    told = [
        say(lang, "fact_nation", value=value_of(nation, lang), year=nation["year"])
        for nation in together.nation.to_dict("records")
        if together.level != "nation"
    ]
    held = places_held(together, row)
    if held is None:
        return told
    first, last = held
    rank = str(first) if first == last else f"{first}–{last}"
    key = "fact_rank_high" if row["direction"] == "neutral" else "fact_rank"
    level = phrases(lang)["level"][together.level]
    return [*told, say(lang, key, rank=rank, count=len(together.rows), level=level)]


def _promise(data: Dataset, code: str, indicator: str, lang: Lang) -> list[str]:
    """The region's latest target and how it fares."""
    gaps = region_gaps(data, code)
    own = gaps[(gaps["indicator_id"] == indicator) & gaps["target"].notna()]
    latest = own[own["target_year"].notna()].sort_values("target_year").tail(1)
    return [
        say(lang, "fact_target", target=said(row, "target", lang), year=row["target_year"],
            status=phrases(lang)["status"][row["status"]])
        for row in latest.to_dict("records")
    ]  # fmt: skip
