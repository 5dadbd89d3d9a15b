"""The dataset as reports show it: one table for each thing that is shown."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from plancompare.analysis import (
    births_of,
    intervals,
    latest_values,
    values_nearest,
    with_events,
    yearly_values,
)
from plancompare.analysis.series import FACETS, differs, with_facets
from plancompare.analysis.thresholds import thresholds
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.errors import UsageError
from plancompare.harmonisation.flags import is_shown
from plancompare.regions import NATION
from plancompare.regions.former import former_region
from plancompare.views.breaks import with_breaks
from plancompare.views.parts import Parts, by, of_region, parts

_INDICATOR = ["indicator_id", "name_zh", "name_en", "domain", "domain_zh", "domain_en", "unit",
              "decimals", "direction"]  # fmt: skip


PLANS = (
    "plan",
    "work_points",
    "work_report",
    "opinions",
)  # the kinds of source that promise something
_ACROSS = 5  # columns of a heat table that half a page has room for
_MANY = 100  # peers that a chart and the data behind it hold; a nation has 2,850 counties
CONTEXT = "population"  # the domain of what is known of a region beside its health


def shown(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations that are compared: with a value, and no other that comes before it."""
    return observations[observations["value"].notna() & is_shown(observations["flags"])]


def region_row(data: Dataset, region_code: str) -> pd.Series:
    """A region of the dataset.

    Raises:
        UsageError: If the dataset knows no such region.
    """
    region_code = str(region_code)  # papermill's `-p region 321182` makes it a number
    found = data.regions[data.regions["region_code"] == region_code]
    if found.empty:
        raise UsageError(
            f"the dataset knows no region “{region_code}”{_abolished(region_code)}.",
            remedy="Its regions are in data/curated/regions.parquet.",
        )
    return found.iloc[0]


def _abolished(code: str) -> str:
    former = former_region(code)
    if former is None:
        return ""
    return f", {former.name} until {former.until}, now {former.successor}"


def region_name(region: pd.Series, lang: Lang) -> str:
    """A region's name in a language, in Chinese with its parents'."""
    return str(region["full_name"] if lang == "zh" else region["name_en"])


def region_gaps(data: Dataset, region_code: str) -> pd.DataFrame:
    """A region's targets, each with its baseline, its indicator and the nation's value.

    Args:
        data: The dataset.
        region_code: Six digits.

    Returns:
        Its rows of `gaps`, in the catalogue's order, with the
        indicator's columns; `direction` is the indicator's, `asks` the target's. `nation`,
        `nation_year` and `nation_observation_id` are the nation's actual of the year nearest to
        the latest's, or to the target's where there is none; missing where that is more than
        `most_years_apart` years away, or known to be of another series. `<name>_low` and
        `<name>_high` of baseline, latest and nation are the limits between which each lies,
        `baseline_bound` and `latest_bound` how they were stated.
    """
    return _region_gaps(data, region_code).copy(deep=False)  # as in `latest`


@lru_cache(maxsize=64)  # asked again and again; those of all regions are less than a megabyte
def _region_gaps(data: Dataset, region_code: str) -> pd.DataFrame:
    own = by(data, "gaps", "region_code").of(region_code)
    stated = of_region(data, region_code, NATION)
    table = with_indicator(data, own.rename(columns={"direction": "asks"}))
    asked_year = table["latest_year"].fillna(table["target_year"])
    wanted = table.assign(region_code=NATION, year=asked_year)
    nation = values_nearest(_of_nation(data, "actual"), wanted)
    apart = _may_not_stand_beside(stated, table["latest_observation_id"], nation)
    nation = nation.mask(apart | (region_code == NATION))  # nobody stands beside himself
    table = table.assign(
        nation=nation["value"],
        nation_year=nation["year"],
        nation_observation_id=nation["observation_id"],
    )
    table = with_bounds(table, stated)
    return table.assign(**_limits(with_deaths(data, stated), table))


def with_bounds(gaps: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """Targets with how their values were stated, as `baseline_bound` and `latest_bound`.

    Args:
        gaps: Rows of `gaps`.
        stated: The observations that their values are of.
    """
    bounds = stated.set_index("observation_id")["bound"]
    told = {f"{name}_bound": gaps[f"{name}_observation_id"].map(bounds).fillna("exact")
            for name in ("baseline", "latest")}  # fmt: skip
    return gaps.assign(**told)


def _limits(stated: pd.DataFrame, table: pd.DataFrame) -> dict[str, pd.Series]:
    """Between which limits values lie, as `<name>_low` and `<name>_high`."""
    ends = dict(zip(("low", "high"), intervals(stated), strict=True))
    known = pd.DataFrame(ends).set_axis(pd.Index(stated["observation_id"]))
    return {
        f"{name}_{end}": table[f"{name}_observation_id"].map(known[end])
        for name in ("baseline", "latest", "nation")
        for end in ("low", "high")
    }


def with_deaths(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Observations with the deaths behind rates of rare events (`analysis.with_events`)."""
    return with_events(rows, _births(data).of(*rows["region_code"].unique()))


@lru_cache(maxsize=4)
def _births(data: Dataset) -> Parts:
    return parts(births_of(data.observations, data.regions), "region_code")


def _may_not_stand_beside(
    observations: pd.DataFrame, own: pd.Series, nation: pd.DataFrame
) -> pd.Series:
    """Which of the nation's values lie too many years away, or are of another series."""
    stated = with_facets(observations.set_index("observation_id"))[list(FACETS)]
    one, other = (
        with_facets(stated.reindex(ids)).set_axis(nation.index)
        for ids in (own, nation["observation_id"])
    )
    is_far = (nation["year_distance"] > thresholds().most_years_apart).fillna(False)
    found: pd.Series = is_far.astype(bool) | differs(one, other)
    return found


@lru_cache(maxsize=4)
def _of_nation(data: Dataset, role: str) -> pd.DataFrame:
    """The nation's value of each indicator and year."""
    return yearly_values(of_region(data, NATION), role=role)


def region_values(data: Dataset, region_code: str) -> pd.DataFrame:
    """Every observation of a region, with its indicator and its source's title."""
    return _region_values(data, region_code).copy(deep=False)  # as in `latest`


@lru_cache(maxsize=4)
def _region_values(data: Dataset, region_code: str) -> pd.DataFrame:
    return with_indicator(data, of_region(data, region_code).drop(columns="unit"))


def region_sources(data: Dataset, region_code: str) -> pd.DataFrame:
    """The sources that state something about a region, and its own plans without figures."""
    tables = (of_region(data, region_code), data.unmatched, data.measures)
    own = [each.loc[each["region_code"] == region_code, "source_id"] for each in tables]
    stated, sources = pd.concat(own), data.sources
    plans = (sources["region_code"] == region_code) & sources["kind"].isin(PLANS)
    return sources[plans | sources["source_id"].isin(stated)]


def own_plans(data: Dataset, region_code: str) -> pd.DataFrame:
    """The plans of a region itself, the latest first."""
    sources = data.sources
    own = sources[(sources["region_code"] == region_code)]
    own = own[own["kind"].isin(PLANS)]
    return own.sort_values(["last_year", "source_id"], ascending=False)


def peer_groups(regions: pd.DataFrame) -> pd.Series:
    """What each region's peers are called: those of its level, where they are many in its province.

    Args:
        regions: The table `regions`.

    Returns:
        The same text for regions that are peers, with the table's index.
    """
    every = regions.groupby("level")["region_code"].transform("size")
    province = regions["region_code"].str[:2]  # as GB/T 2260 has it
    return regions["level"].where(every <= _MANY, regions["level"] + " " + province)


def latest(data: Dataset, role: str, *region_codes: str) -> pd.DataFrame:
    """The latest value of each region and indicator, with names and units.

    Args:
        data: The dataset.
        role: `actual` or `target`.
        *region_codes: Which regions; all where none is named.

    Returns:
        One row a region and indicator, as `analysis.latest_values` chooses them.
    """
    if region_codes:
        return _latest_by_region(data, role).of(*region_codes)
    return _latest(data, role).copy(deep=False)  # whoever changes theirs leaves ours as it is


@lru_cache(maxsize=4)
def _latest_by_region(data: Dataset, role: str) -> Parts:
    return parts(_latest(data, role), "region_code")


@lru_cache(maxsize=4)  # every chart of every report of a run asks for the same
def _latest(data: Dataset, role: str) -> pd.DataFrame:
    chosen_ids = latest_values(data.observations, role=role)[["observation_id"]]
    rows = chosen_ids.merge(data.observations.drop(columns="unit"), on="observation_id")
    return with_region(data, with_indicator(data, rows))


def most_stated(data: Dataset, role: str, count: int) -> list[str]:
    """The indicators that most regions state, those of more regions first.

    Populations are left out: they weigh regions, and say nothing of a plan. So are counts: beside
    each other they show which region is large. Actual values count of the last five years alone:
    what is older than a plan's term is no state of things.
    """
    rows = latest(data, role)
    rows = rows[(rows["domain"] != CONTEXT) & (rows["unit"] != "count")]
    if role == "actual":
        oldest = rows["year"].max() - thresholds().oldest_baseline
        rows = rows[rows["year"].isna() | (rows["year"] >= oldest)]
    stated = rows["indicator_id"].value_counts(sort=False)
    ranked = stated.sort_index().sort_values(ascending=False, kind="stable")
    return [str(each) for each in ranked.head(count).index]


def chosen(
    data: Dataset, role: str, indicator_ids: Sequence[str], region_codes: Sequence[str] = ()
) -> pd.DataFrame:
    """The latest values of some indicators in some regions.

    Args:
        data: The dataset.
        role: `actual` or `target`.
        indicator_ids: Which indicators, in the order in which they are to be shown.
        region_codes: Which regions; all where empty.

    Returns:
        One row a region and indicator.

    Raises:
        UsageError: If the dataset lacks an indicator or a region.
    """
    require(indicator_ids, data.indicators["indicator_id"], "indicator")
    require(region_codes, data.regions["region_code"], "region")
    rows = latest(data, role)
    rows = rows[rows["indicator_id"].isin(indicator_ids)]
    if region_codes:
        rows = rows[rows["region_code"].isin(region_codes)]
    rank = {indicator: n for n, indicator in enumerate(indicator_ids)}
    order = rows["indicator_id"].map(rank)
    return rows.assign(order=order).sort_values(["order", "region_code"], ignore_index=True)


def in_panels(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """A table of many regions in parts that are half a page wide: one or more for each domain.

    Args:
        rows: One row a region and indicator.

    Returns:
        Each part after what tells it from the others; the whole under none where its indicators
        are few, or more than its regions.
    """
    regions, indicators = rows["region_code"].nunique(), rows["indicator_id"].nunique()
    if indicators <= _ACROSS or indicators > regions:
        return [("", rows)]
    parts = []
    for domain, of_domain in rows.groupby("domain", sort=False):
        every = list(of_domain["indicator_id"].unique())
        count = -(-len(every) // _ACROSS)
        for number in range(count):
            chosen_here = of_domain["indicator_id"].isin(every[number::count])
            parts.append((f"{domain}-{number + 1}", of_domain[chosen_here]))
    return parts


def require(wanted: Sequence[str], known: pd.Series, kind: str) -> None:
    """Refuse what the dataset does not know.

    Raises:
        UsageError: If it lacks one of the wanted.
    """
    if unknown := sorted(set(wanted) - set(known)):
        raise UsageError(
            f"the dataset knows no {kind} “{unknown[0]}”.",
            remedy=f"Its {kind}s are in data/curated/{kind}s.parquet.",
        )


def history(data: Dataset, indicator_id: str, region_codes: Sequence[str] = ()) -> pd.DataFrame:
    """Every value of an indicator that is compared, actual and target, of any year.

    Args:
        data: The dataset.
        indicator_id: Which indicator.
        region_codes: Which regions; all where empty.

    Returns:
        One row a value, the newest publication last, with names and units, and what changed where
        the series breaks.

    Raises:
        UsageError: If the dataset lacks the indicator or a region.
    """
    require([indicator_id], data.indicators["indicator_id"], "indicator")
    require(region_codes, data.regions["region_code"], "region")
    rows = by(data, "observations", "indicator_id").of(indicator_id)
    if region_codes:
        stated = by(data, "observations", "region_code")
        rows = stated.of(*region_codes, indicator_id=[indicator_id])
    rows = shown(rows).drop(columns="unit")
    rows = rows.sort_values("issued", kind="stable", na_position="first")
    return with_breaks(with_region(data, with_indicator(data, rows)))


def coverage_rows(data: Dataset, region_codes: Sequence[str] = ()) -> pd.DataFrame:
    """Which region states which indicator in which role, in the catalogue's order."""
    rows = shown(data.observations)
    if region_codes:
        rows = rows[rows["region_code"].isin(region_codes)]
    rows = rows.drop_duplicates(["region_code", "indicator_id", "role"])
    return with_region(data, with_indicator(data, rows.drop(columns="unit")))


def with_indicator(data: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    """Join the indicator's columns to its id; rows come in the catalogue's order."""
    order = data.indicators[_INDICATOR].assign(order=range(len(data.indicators)))
    joined = table.merge(order, on="indicator_id", validate="many_to_one")
    return joined.sort_values("order", kind="stable", ignore_index=True)


def with_region(data: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    """Join the region's names and level to its code."""
    return table.merge(region_names(data.regions), on="region_code", validate="many_to_one")


def region_names(regions: pd.DataFrame) -> pd.DataFrame:
    """The names of regions as charts show them: a county's after its prefecture's.

    There are a dozen 市中区.

    Args:
        regions: The table `regions`.

    Returns:
        `region_code`, `region_zh`, `region_en`, `level`.
    """
    above = regions.set_index("region_code")["name"]
    prefecture = regions["parent_code"].map(above).where(regions["level"] == "county", "")
    return pd.DataFrame(
        {
            "region_code": regions["region_code"],
            "region_zh": prefecture.fillna("") + regions["name"],
            "region_en": regions["name_en"],
            "level": regions["level"],
        }
    )
