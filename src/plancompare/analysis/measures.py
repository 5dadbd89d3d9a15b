"""Plans side by side: what they set out to do, how firmly, who answers, and how alike they are.

All functions take the dataset's tables `measures` and `responsibilities` and give tables back. A
region is what its sources together say. Regions of different levels may stand side by side: the
caller has to show the level.
"""

import numpy as np
import pandas as pd

from plancompare.measures.subjects import subjects
from plancompare.measures.themes import themes

_PLACE = ["region_code", "source_id", "place"]
_ITEM = [*_PLACE, "subjects"]


def coverage(measures: pd.DataFrame) -> pd.DataFrame:
    """How much each region says on each theme, and how firmly.

    Args:
        measures: The table `measures`.

    Returns:
        One row for every region that has measures and every theme, in order of region and theme:
        `region_code`, `theme_id`, `items` (numbered items that do something about it), `counts`
        (counts that they promise), `answered` (items for which an agency answers). All are whole
        numbers, 0 where a region says nothing.
    """
    long = _by_theme(measures)
    answered = long[long["lead_agencies"] != ""]
    found = pd.DataFrame(
        {
            "items": _distinct_items(long),
            "counts": long[long["count"].notna()].groupby(["region_code", "theme_id"]).size(),
            "answered": _distinct_items(answered),
        }
    )
    every = pd.MultiIndex.from_product(
        [sorted(measures["region_code"].unique()), _told_apart(long)],
        names=["region_code", "theme_id"],
    )
    return found.reindex(every).fillna(0).astype(int).reset_index()


def _told_apart(long: pd.DataFrame) -> list[str]:
    """All themes that health plans have, and of the others those that these documents name."""
    named = set(long["theme_id"])
    return [key for key, theme in themes().items() if theme.terms or key in named]


def _by_theme(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each theme of each row."""
    return (
        table.assign(theme_id=table["themes"].str.split(";"))
        .explode("theme_id", ignore_index=True)
        .astype({"theme_id": "str"})
    )


def _distinct_items(long: pd.DataFrame) -> pd.Series:
    return long.drop_duplicates([*_ITEM, "theme_id"]).groupby(["region_code", "theme_id"]).size()


def beside_peers(covered: pd.DataFrame, region_code: str) -> pd.DataFrame:
    """A region's themes beside those of all other regions.

    Args:
        covered: From `coverage`.
        region_code: The region.

    Returns:
        One row a theme, in the themes' order: `theme_id`, `items` (the region's), `peers_with`
        (other regions with at least one item), `peers` (other regions). What the region alone has
        is `items > 0` and `peers_with == 0`; what it alone lacks is `items == 0` and
        `peers_with == peers`.
    """
    own = covered[covered["region_code"] == region_code]
    others = covered[covered["region_code"] != region_code]
    with_items = (others["items"] > 0).groupby(others["theme_id"]).sum()
    return pd.DataFrame(
        {
            "theme_id": own["theme_id"].to_numpy(),
            "items": own["items"].to_numpy(),
            "peers_with": with_items.reindex(own["theme_id"], fill_value=0).to_numpy(),
            "peers": others["region_code"].nunique(),
        }
    )


def promises(measures: pd.DataFrame) -> pd.DataFrame:
    """The counts that plans promise.

    Args:
        measures: The table `measures`.

    Returns:
        Their rows, the largest count of each region first.
    """
    counted = measures[measures["count"].notna()]
    return counted.sort_values(
        ["region_code", "count", "measure_id"], ascending=[True, False, True], ignore_index=True
    )


def agency_parts(responsibilities: pd.DataFrame) -> pd.DataFrame:
    """How many items each kind of agency leads and supports.

    Args:
        responsibilities: The table `responsibilities`, of one region or of several.

    Returns:
        One row a kind of agency: `agency_zh`, `agency_en`, `leads`, `supports`; those that lead
        most first, then those that support most.
    """
    kinds = ["agency_zh", "agency_en"]
    parts = pd.crosstab([responsibilities[kind] for kind in kinds], responsibilities["part"])
    parts = parts.reindex(columns=["lead", "support"], fill_value=0).reset_index()
    parts.columns = pd.Index([*kinds, "leads", "supports"])
    return parts.sort_values(
        ["leads", "supports", "agency_en"], ascending=[False, False, True], ignore_index=True
    )


def agency_themes(responsibilities: pd.DataFrame) -> pd.DataFrame:
    """Which agency answers for what.

    Args:
        responsibilities: The table `responsibilities`, of one region or of several.

    Returns:
        One row for a kind of agency and a theme that meet in at least one item: `agency_zh`,
        `agency_en`, `theme_id`, `leads` and `supports` (numbers of items).
    """
    keys = ["agency_zh", "agency_en", "theme_id"]
    long = _by_theme(responsibilities).drop_duplicates([*_PLACE, *keys, "part"])
    parts = long.groupby([*keys, "part"]).size().unstack("part", fill_value=0)
    parts = parts.reindex(columns=["lead", "support"], fill_value=0)
    parts.columns = pd.Index(["leads", "supports"])
    return parts.reset_index()


def of_plans(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures of health plans.

    Args:
        measures: The table `measures`.
    """
    return measures[measures["subjects"] == ""]


def of_reports(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures of general documents: government work reports, whose measures have subjects.

    Args:
        measures: The table `measures`.
    """
    return measures[measures["subjects"] != ""]


def depth(measures: pd.DataFrame) -> pd.DataFrame:
    """How much each region sets out to do, and how far it goes into numbers.

    Args:
        measures: The table `measures`, of documents of one kind.

    Returns:
        One row a region, in order: `region_code`, `items`, `themes`, `subjects`, `counts` (counts
        that they promise). Whole numbers.
    """
    by_region = measures.groupby("region_code")
    return pd.DataFrame(
        {
            "items": measures.drop_duplicates(_ITEM).groupby("region_code").size(),
            "themes": by_region["themes"].agg(_kinds),
            "subjects": by_region["subjects"].agg(_kinds),
            "counts": by_region["count"].count(),
        }
    ).reset_index()


def _kinds(lists: pd.Series) -> int:
    """How many different names a column of lists holds."""
    return len({name for each in lists for name in each.split(";") if name})


def by_subject(measures: pd.DataFrame) -> pd.DataFrame:
    """Which subjects how many regions set out to do something about.

    Args:
        measures: The table `measures`.

    Returns:
        One row a subject that at least one region names, those of most regions first: `subject`,
        `regions` (how many), `region_codes` (joined by `;`, in order), `counts` (how many counts
        are promised on it), `of` (how many regions name any subject).
    """
    long = _by_subject(measures)
    found = (
        long.groupby("subject")
        .agg(
            regions=("region_code", "nunique"),
            region_codes=("region_code", lambda codes: ";".join(sorted(set(codes)))),
            counts=("count", "count"),
        )
        .reset_index()
        .assign(of=long["region_code"].nunique())
    )
    order = {name: place for place, name in enumerate(subjects())}
    return found.sort_values(
        ["regions", "subject"],
        ascending=[False, True],
        key=lambda column: column.map(order) if column.name == "subject" else column,
        ignore_index=True,
    )


def _by_subject(measures: pd.DataFrame) -> pd.DataFrame:
    """A row for each subject of each row; none for rows without."""
    named = of_reports(measures)
    return named.assign(subject=named["subjects"].str.split(";")).explode(
        "subject", ignore_index=True
    )


def similarity(measures: pd.DataFrame) -> pd.DataFrame:
    """How alike regions are in what they set out to do.

    The cosine of the angle between two regions' weighted features, Σ aᵢbᵢ / √(Σ aᵢ² · Σ bᵢ²)
    (Salton & McGill, Introduction to Modern Information Retrieval, 1983, chapter 4.1). A feature
    is a subject, or a theme where a plan's items have no subjects; its weight is
    ln(1 + items) · ln((1 + N) / n), where n of N regions have it (Spärck Jones, Journal of
    Documentation 28, 1972): what nearly all set out to do tells nobody apart.

    Args:
        measures: The table `measures`, of documents of one kind.

    Returns:
        A square table, regions by regions, values from 0 (nothing in common) to 1 (the same).
    """
    items = _features(measures)
    has = (items > 0).sum()
    weights = np.log1p(items) * np.log((1 + len(items)) / has)
    values = weights.to_numpy(dtype=float)
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    return pd.DataFrame(
        np.clip(unit @ unit.T, 0, 1), index=items.index, columns=items.index.to_list()
    )


def _features(measures: pd.DataFrame) -> pd.DataFrame:
    """Regions by features: how many items each region has on each."""
    named = measures["subjects"].where(measures["subjects"] != "", measures["themes"])
    long = (
        measures.assign(feature=named.str.split(";"))
        .explode("feature", ignore_index=True)
        .drop_duplicates([*_ITEM, "feature"])
    )
    return pd.crosstab(long["region_code"], long["feature"])


def nearest(measures: pd.DataFrame) -> pd.DataFrame:
    """To which other region each is most alike.

    Args:
        measures: The table `measures`, of documents of one kind and of two regions or more.

    Returns:
        One row a region: `region_code`, `nearest_code`, `similarity` (0 to 1), and `median`, its
        median similarity to all others.
    """
    alike = similarity(measures)
    others = alike.mask(np.eye(len(alike), dtype=bool))
    return pd.DataFrame(
        {
            "region_code": alike.index,
            "nearest_code": others.idxmax(axis=1).to_numpy(),
            "similarity": others.max(axis=1).to_numpy(),
            "median": others.median(axis=1).to_numpy(),
        }
    )
