"""What a region's plans set out to do, in sentences computed from the tables."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from plancompare.analysis.measures import (
    agency_parts,
    beside_peers,
    by_subject,
    coverage,
    depth,
    nearest,
    of_plans,
    of_reports,
    promises,
)
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.measures_words import Words

_RARE, _USUAL = 1 / 6, 1 / 2  # of the reports: so few, or so many, promise it
_NAMED = 5  # themes, agencies or counts in one sentence


class Together:
    """The measures of all regions' documents of one kind; what is computed of all, once for each.

    Args:
        measures: Rows of the table `measures`.
    """

    def __init__(self, measures: pd.DataFrame) -> None:
        self.measures = measures

    @cached_property
    def covered(self) -> pd.DataFrame:
        """As from `analysis.measures.coverage`."""
        return coverage(self.measures)

    @cached_property
    def subjects(self) -> pd.DataFrame:
        """As from `analysis.measures.by_subject`."""
        return by_subject(self.measures)

    @cached_property
    def alike(self) -> Mapping[str, str]:
        """To which other region each is most alike; of one region alone nothing."""
        if self.measures["region_code"].nunique() < 2:
            return {}
        found = nearest(self.measures)
        return dict(zip(found["region_code"], found["nearest_code"], strict=True))


def kinds_of(measures: pd.DataFrame) -> tuple[Together, Together]:
    """Health plans, and work reports: each stand beside their own kind.

    Args:
        measures: The table `measures`, of all regions.
    """
    return Together(of_plans(measures)), Together(of_reports(measures))


@lru_cache(maxsize=2)  # the reports of all regions stand beside the same
def _kinds_in(data: Dataset) -> tuple[Together, Together]:
    return kinds_of(data.measures)


def described(data: Dataset, region_code: str, lang: Lang) -> list[str]:
    """As `describe`, of a region of the dataset."""
    return describe(_kinds_in(data), data.responsibilities, region_code, lang)


def describe(
    kinds: tuple[Together, Together],
    responsibilities: pd.DataFrame,
    region_code: str,
    lang: Lang = "zh",
) -> list[str]:
    """Describe what a region's plans set out to do, and how it stands beside other regions.

    Its health plans stand beside health plans, its work report beside work reports.

    Args:
        kinds: As from `kinds_of`.
        responsibilities: The table `responsibilities`, of all regions.
        region_code: The region.
        lang: `zh` or `en`.

    Returns:
        Sentences: how much on what, which counts are promised, who answers, what nobody answers
        for, and what it has or lacks beside all other regions with measures, whatever their level.
        None where the region has no measures.
    """
    plans, reports = kinds
    return [
        *_describe_plans(plans, responsibilities, region_code, Words(lang)),
        *_describe_report(reports, region_code, Words(lang)),
    ]


def describe_reports(measures: pd.DataFrame, lang: Lang = "zh") -> list[str]:
    """Describe what work reports promise side by side: what most do and few, how much, how alike.

    Args:
        measures: The measures of the work reports of two regions or more.
        lang: `zh` or `en`.
    """
    say, found, held = Words(lang), by_subject(measures), depth(measures)
    alike = nearest(measures)["similarity"]
    first, last = (held.loc[held["items"].agg(end)] for end in ("idxmax", "idxmin"))
    return [
        say("reports_shared", all=len(held), subjects=_subjects(found.head(_NAMED), say)),
        say("reports_alone", count=int((found["regions"] == 1).sum()), all=len(found)),
        say("reports_depth", most=say.region(first["region_code"]), many=first["items"],
            least=say.region(last["region_code"]), few=last["items"]),
        say("reports_alike", low=f"{alike.min():.2f}", high=f"{alike.max():.2f}"),
    ]  # fmt: skip


def _subjects(rows: pd.DataFrame, say: Words) -> str:
    return say.join(
        say("subject_regions", subject=say.subject(str(row.subject)), count=row.regions)
        for row in rows.itertuples()
    )


def _describe_plans(
    plans: Together, responsibilities: pd.DataFrame, region_code: str, say: Words
) -> list[str]:
    own = plans.measures[plans.measures["region_code"] == region_code]
    if own.empty:
        return []
    mine = plans.covered[plans.covered["region_code"] == region_code]
    theirs = responsibilities[responsibilities["measure_id"].isin(own["measure_id"])]
    return [
        _scope(own, mine, region_code, say),
        _promises(own, say),
        *_answers(own, theirs, say),
        *_open(mine, say),
        *_beside_peers(plans.covered, region_code, say),
        *_alike(plans, region_code, say),
    ]


def _scope(own: pd.DataFrame, mine: pd.DataFrame, region_code: str, say: Words) -> str:
    taken_up = mine[mine["items"] > 0]
    most = say.join(
        say("theme_items", theme=say.theme(str(row.theme_id)), count=row.items)
        for row in taken_up.nlargest(_NAMED, "items").itertuples()
    )
    counts = {"items": _items(own), "themes": len(taken_up), "all": len(mine)}
    return say("scope", region=say.region(region_code), most=most, **counts)


def _items(own: pd.DataFrame) -> int:
    return len(own.drop_duplicates(["source_id", "place"]))


def _promises(own: pd.DataFrame, say: Words) -> str:
    counted = promises(own)
    if counted.empty:
        return say("promises_none")
    named = say.join(_promise(row, say) for row in counted.head(_NAMED).to_dict("records"))
    key = "promises" if len(counted) <= _NAMED else "promises_more"
    return say(key, count=len(counted), promises=named)


def _promise(row: dict[Any, Any], say: Words) -> str:
    number = say.number(row["count"])
    if pd.isna(row["year"]):
        return say("promise_no_year", of=row["count_of"], number=number)
    return say("promise", of=row["count_of"], number=number, year=row["year"])


def _answers(own: pd.DataFrame, parts: pd.DataFrame, say: Words) -> list[str]:
    answered = _items(own[own["lead_agencies"] != ""])
    if not answered:
        return [say("answers_none")]
    agencies = agency_parts(parts)
    leads = _agencies(agencies, "leads", say)
    counts = {"items": _items(own), "answered": answered, "count": answered}
    sentences = [say("answers", **counts, leads=leads)]
    if supports := _agencies(agencies, "supports", say):
        sentences.append(say("supports", supports=supports))
    return sentences


def _agencies(agencies: pd.DataFrame, part: str, say: Words) -> str:
    most = agencies[agencies[part] > 0].nlargest(3, part)
    return say.join(
        say("agency_items", agency=row[f"agency_{say.lang}"], count=row[part])
        for row in most.to_dict("records")
    )


def _open(mine: pd.DataFrame, say: Words) -> list[str]:
    taken_up = mine[mine["items"] > 0]
    open_ = taken_up[(taken_up["counts"] == 0) & (taken_up["answered"] == 0)]
    if open_.empty:
        return []
    share = round(100 * len(open_) / len(taken_up))
    most = open_.nlargest(_NAMED, "items")
    return [say("open", count=len(open_), share=share, themes=_themes(most, say))]


def _themes(rows: pd.DataFrame, say: Words) -> str:
    return say.join(say.theme(str(theme)) for theme in rows["theme_id"])


def _beside_peers(covered: pd.DataFrame, region_code: str, say: Words) -> list[str]:
    codes = [code for code in covered["region_code"].unique() if code != region_code]
    if not codes:
        return []
    beside = beside_peers(covered, region_code)
    peers = say("names").join(map(say.region, codes))
    lacks = beside[(beside["items"] == 0) & (beside["peers_with"] == beside["peers"])]
    sentences = [
        say("lacks", peers=peers, themes=_themes(lacks, say))
        if len(lacks)
        else say("lacks_none", peers=peers)
    ]
    for key, value in (("alone", "items"), ("quantified_alone", "counts")):
        alone = beside_peers(covered.assign(items=covered[value]), region_code)
        alone = alone[(alone["items"] > 0) & (alone["peers_with"] == 0)]
        if len(alone):
            sentences.append(say(key, peers=peers, themes=_themes(alone, say)))
    return sentences


def _alike(kind: Together, region_code: str, say: Words) -> list[str]:
    found = kind.alike.get(region_code)
    return [say("alike", region=say.region(found))] if found else []


def _describe_report(reports: Together, region_code: str, say: Words) -> list[str]:
    """What a work report promises, what few others promise, and what most promise and it not."""
    own = reports.measures[reports.measures["region_code"] == region_code]
    if own.empty:
        return []
    mine = reports.covered[reports.covered["region_code"] == region_code]
    held = depth(own).iloc[0]
    most = say.join(
        say("theme_items", theme=say.theme(str(row.theme_id)), count=row.items)
        for row in mine[mine["items"] > 0].nlargest(_NAMED, "items").itertuples()
    )
    numbers = {key: held[key] for key in ("items", "themes", "subjects")}
    return [
        say("report_scope", region=say.region(region_code), most=most, **numbers),
        _promises(own, say),
        *_beside_reports(reports.subjects, mine[mine["items"] > 0], region_code, say),
        *_alike(reports, region_code, say),
    ]


def _beside_reports(
    found: pd.DataFrame, taken_up: pd.DataFrame, region_code: str, say: Words
) -> list[str]:
    """What few promise, and it too; what most do, and it not.

    A subject that bears a theme's name is not missed where the region takes up that theme.
    """
    has = found["region_codes"].str.contains(region_code)
    rare = found[has & (found["regions"] <= found["of"] * _RARE)]
    named = found["subject"].map(say.subject).isin(set(taken_up["theme_id"].map(say.theme)))
    missing = found[~has & ~named & (found["regions"] >= found["of"] * _USUAL)]
    return [
        say(
            key,
            subjects=_subjects(rows, say),
            all=found["of"].iloc[0],
        )
        for key, rows in (("report_rare", rare.iloc[::-1]), ("report_missing", missing))
        if len(rows)
    ]
