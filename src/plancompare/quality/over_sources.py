"""What a source says, held against what it is, and sources held against each other."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plancompare.catalogue import catalogue
from plancompare.quality.comparison import comparisons
from plancompare.quality.relations import rules
from plancompare.regions import NATION, ancestors, region, regions, short_name

_OWN = ["source_id", "publication", "region_code", "indicator_id"]
_UPPER, _LOWER = ("at_most", "below"), ("at_least", "above")
_FEW = 3  # figures: two folders that share so few may do so by chance


def compare_figures(rows: pd.DataFrame, sources: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Hold each figure against its source's dates, its baseline and its indicator's direction.

    Args:
        rows: What `comparison.prepared` gives.
        sources: The table `sources`.

    Yields:
        Comparisons. What a source cannot know yet, and a target that its baseline has overtaken
        in time, refuse a build.
    """
    known = sources.set_index("source_id")
    about = rows.assign(
        kind=rows["source_id"].map(known["kind"]),
        first=rows["source_id"].map(known["first_year"]).astype("float64"),
        better=rows["indicator_id"].map({each.id: each.direction for each in catalogue().values()}),
    )
    actual, targets = about[about["role"] == "actual"], about[about["role"] == "target"]
    yield from _actual_years(actual)
    yield comparisons(
        "actual_in_future",
        found=(actual["when"] - date.today().year).clip(lower=0),
        limit=0,
        rows=actual[["position"]].to_numpy(),
        blocking=True,
    )
    yield _target_years(targets)
    yield from _beside_baseline(targets, actual)
    yield _bound_direction(targets)
    yield _identical(about)
    yield _row_regions(rows)


def _actual_years(actual: pd.DataFrame) -> Iterator[pd.DataFrame]:
    issued = pd.to_numeric(actual["issued"].str[:4], errors="coerce")
    dated = actual[issued.notna()]
    yield comparisons(
        "actual_after_issue",
        found=dated["when"],
        limit=issued[issued.notna()],
        rows=dated[["position"]].to_numpy(),
        blocking=dated["sure"].to_numpy(),
        filled=[{"issued": text} for text in dated["issued"]],
    )
    plans = actual[actual["first"].notna() & (actual["kind"] == "plan")]
    yield comparisons(
        "actual_in_plan",
        found=plans["when"],
        limit=plans["first"],
        rows=plans[["position"]].to_numpy(),
        filled=[{"first": f"{each:.0f}"} for each in plans["first"]],
    )


def _target_years(targets: pd.DataFrame) -> pd.DataFrame:
    dated = targets[(targets["when"] > 0) & targets["first"].notna()]
    return comparisons(
        "target_before_plan",
        found=dated["first"],
        limit=dated["when"],
        rows=dated[["position"]].to_numpy(),
        filled=[{"first": f"{each:.0f}"} for each in dated["first"]],
    )


def _beside_baseline(targets: pd.DataFrame, actual: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Targets beside the latest actual value that their own publication gives."""
    latest = actual.sort_values("when").drop_duplicates(_OWN, keep="last")
    pairs = targets.assign(target=targets.index).merge(
        latest[_OWN].assign(baseline=latest.index), on=_OWN
    )
    target, baseline = targets.loc[pairs["target"]], actual.loc[pairs["baseline"]]
    named = np.column_stack([target["position"], baseline["position"]])
    dated = ((target["when"] > 0).to_numpy()) & ((baseline["when"] > 0).to_numpy())
    plan = (target["kind"] == "plan").to_numpy()
    yield comparisons(
        "target_before_baseline",
        found=(baseline["when"].to_numpy() - target["when"].to_numpy() + 1)[dated & plan],
        limit=0,
        rows=named[dated & plan],
        blocking=True,
    )
    yield from _promised(target, baseline, named)


def _promised(
    target: pd.DataFrame, baseline: pd.DataFrame, named: NDArray[np.int64]
) -> Iterator[pd.DataFrame]:
    more = target["value"].to_numpy() - baseline["value"].to_numpy()
    better, bound = target["better"].to_numpy(), target["bound"].to_numpy()
    growing = target["indicator_id"].isin(rules()["grows"]["indicators"]).to_numpy()
    upwards = (better == "more") | growing
    worse = np.where(upwards, -more, np.where(better == "less", more, 0))
    exact = (bound == "exact") & (baseline["bound"] == "exact").to_numpy()
    yield comparisons("target_worse", found=worse[exact], limit=0.0, rows=named[exact])
    ceiling = np.isin(bound, _UPPER) & (better == "neutral")
    yield comparisons("bound_baseline", found=more[ceiling], limit=0.0, rows=named[ceiling])
    swapped = (bound == "exact") & baseline["bound"].isin([*_UPPER, *_LOWER]).to_numpy()
    yield comparisons("bounds_swapped", found=swapped.astype("int64"), limit=0, rows=named)


def _bound_direction(targets: pd.DataFrame) -> pd.DataFrame:
    better, bound = targets["better"], targets["bound"]
    wrong = ((better == "more") & bound.isin(_UPPER)) | ((better == "less") & bound.isin(_LOWER))
    return comparisons(
        "bound_direction",
        found=wrong.astype("int64"),
        limit=0,
        rows=targets[["position"]].to_numpy(),
        filled=[{"better": each} for each in better],
    )


def _identical(rows: pd.DataFrame) -> pd.DataFrame:
    """Two indicators of one publication, moment and unit that share an exact number."""
    exact = rows[(rows["half"] < 0.01) & ~rows["derived"]]
    key = ["source_id", "publication", "region_code", "when", "role", "unit", "value"]
    groups = exact.groupby(key)["position"].agg(tuple)
    shared = groups[groups.map(len) > 1]
    return comparisons("identical", found=shared.map(len), limit=1, rows=shared)


def _row_regions(rows: pd.DataFrame) -> pd.DataFrame:
    """Regions of rows that their publication or issuer does not name, but another."""
    key = ["region_code", "publication", "issuer"]
    groups = rows.groupby(key)["position"].agg(tuple)
    named = [_others_named(code, f"{title} {issuer}") for code, title, issuer in groups.index]
    filled = [
        {"region": key[0], "named": names} for key, names in zip(groups.index, named, strict=True)
    ]
    found = [len(names) for names in named]
    return comparisons("row_region", found=found, limit=0, rows=groups, filled=filled)


def compare_sources(sources: pd.DataFrame, observations: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Hold sources against each other, and each against its own title.

    Args:
        sources: The table `sources`.
        observations: The table `observations`.

    Yields:
        Comparisons whose rows are positions in `sources`. A document or its figures in two
        folders refuse a build, and so does a period that ends before it begins.
    """
    at = pd.Series(np.arange(len(sources)), index=sources.index)
    yield _twice("document_twice", sources["sha256"], at, blocking=True)
    yield _twice("figures_twice", _content(sources, observations), at, blocking=True)
    whose = sources["title"] + "|" + sources["region_code"] + "|" + sources["status"]
    yield _twice("title_twice", whose, at, blocking=False)
    periods = sources.dropna(subset=["first_year", "last_year"])
    yield comparisons(
        "period",
        found=periods["first_year"],
        limit=periods["last_year"],
        rows=at[periods.index].to_numpy()[:, None],
        blocking=True,
        filled=[
            {"first": first, "last": last}
            for first, last in zip(periods["first_year"], periods["last_year"], strict=True)
        ],
    )
    issued = pd.to_datetime(sources["issued"], errors="coerce")
    yield comparisons(
        "issued_in_future",
        found=(issued - pd.Timestamp(date.today())).dt.days.clip(lower=0).fillna(0),
        limit=0,
        rows=at.to_numpy()[:, None],
        blocking=True,
        filled=[{"issued": text} for text in sources["issued"]],
    )
    yield _source_regions(sources, at)


def _twice(
    check: str, what: "pd.Series[str]", at: "pd.Series[int]", *, blocking: bool
) -> pd.DataFrame:
    groups = at[what != ""].groupby(what[what != ""]).agg(tuple)
    return comparisons(check, found=groups.map(len), limit=1, rows=groups, blocking=blocking)


def _content(sources: pd.DataFrame, observations: pd.DataFrame) -> "pd.Series[str]":
    """All that a source's figures say, as one text; empty where they are few."""
    columns = ["indicator_id", "year", "role", "value_printed", "place"]
    cells = observations[columns].itertuples(index=False, name=None)
    said = pd.Series(["|".join(map(str, row)) for row in cells], index=observations.index)
    each = said.groupby(observations["source_id"]).agg(lambda rows: "\n".join(sorted(rows)))
    many = observations.groupby("source_id").size() > _FEW
    texts = dict(each[many])
    return pd.Series([texts.get(name, "") for name in sources["source_id"]], index=sources.index)


def _source_regions(sources: pd.DataFrame, at: "pd.Series[int]") -> pd.DataFrame:
    texts = sources["title"] + " " + sources["issuer"]
    named = [
        _others_named(code, text) or _others_in_folder(code, folder)
        for code, text, folder in zip(
            sources["region_code"], texts, sources["source_id"], strict=True
        )
    ]
    filled = [
        {"region": code, "named": names}
        for code, names in zip(sources["region_code"], named, strict=True)
    ]
    found = [len(names) for names in named]
    return comparisons("region", found=found, limit=0, rows=at.to_numpy()[:, None], filled=filled)


@cache
def _others_named(code: str, text: str) -> tuple[str, ...]:
    """Regions that a text names, where it names none that has to do with its own."""
    if code == NATION:
        return ()
    named = {name: codes for name, codes in _spoken_names().items() if name in text}
    if any(_related(code, other) for codes in named.values() for other in codes):
        return ()
    return tuple(sorted(named))


def _others_in_folder(code: str, folder: str) -> tuple[str, ...]:
    """Provinces that a folder's name begins with, where they have nothing to do with its region."""
    stem = folder.replace("-", " ").casefold() + " "
    provinces = [each for each in regions().values() if each.level == "province"]
    named = [each for each in provinces if stem.startswith(each.name_en.casefold() + " ")]
    if code == NATION or any(_related(code, each.code) for each in named):
        return ()
    return tuple(each.name for each in named)


@cache
def _related(code: str, other: str) -> bool:
    """Whether one of two regions lies in the other."""
    above = {each.code for each in ancestors(code)} | {code}
    others = {each.code for each in ancestors(other)} | {other}
    return other in above or code in others


@cache
def _spoken_names() -> dict[str, tuple[str, ...]]:
    """Names by which a title calls a region: of provinces also the short one, and in English."""
    named: dict[str, list[str]] = {}
    for each in regions().values():
        names = {each.name} if len(each.name) > 2 else set()
        if each.level == "province":
            names |= {short_name(each.name), region(each.code).name_en}
        for name in names if each.level != "nation" else ():
            named.setdefault(name, []).append(each.code)
    return {name: tuple(codes) for name, codes in named.items()}
