"""Plans side by side: what they set out to do, how firmly, who answers, and how alike they are.

All functions take the dataset's tables `measures` and `responsibilities` and give tables back. A
region is what its sources together say. Regions of different levels may stand side by side: the
caller has to show the level.
"""

import numpy as np
import pandas as pd

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


def similarity(covered: pd.DataFrame) -> pd.DataFrame:
    """How alike the plans of regions are in what they are about.

    The cosine of the angle between two regions' numbers of items by theme,
    Σ aᵢbᵢ / √(Σ aᵢ² · Σ bᵢ²) (Salton & McGill, Introduction to Modern Information Retrieval, 1983,
    chapter 4.1). It is 1 where the themes have the same proportions, however long the plans are,
    and 0 where they share none.

    Args:
        covered: From `coverage`.

    Returns:
        A square table, regions by regions, values from 0 to 1.
    """
    vectors = covered.pivot_table(
        index="region_code", columns="theme_id", values="items", aggfunc="sum", sort=True
    )
    values = vectors.to_numpy(dtype=float)
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    return pd.DataFrame(
        np.clip(unit @ unit.T, 0, 1), index=vectors.index, columns=vectors.index.to_list()
    )
