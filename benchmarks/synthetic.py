"""A dataset of as many regions as wanted, made of copies of real ones and said to be synthetic.

Regions that set a target are copied in turn, those of a level as often as China has regions of it:
31 provinces, of which yearbooks tell hundreds of values, 333 prefectures, and counties.
Their plans' measures are left out: a report calls those by the region's name in GB/T 2260, which
has no synthetic ones.

python benchmarks/synthetic.py 3000 FOLDER data/curated
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from plancompare.dataset import load
from plancompare.dataset.publish import publish, stage

NATION = "100000"
PROVINCES = [*range(66, 71), *range(72, 81), *range(83, 100)]  # 31 that GB/T 2260 leaves free
PREFECTURES = 333
LEFT_OUT = {"measures", "responsibilities"}
SCALED = ("value", "value_upper", "baseline", "target", "target_upper", "gap", "needed_pace",
          "latest", "asked")  # fmt: skip
NAMED = (
    "observation_id",
    "source_id",
    "baseline_source_id",
    "baseline_observation_id",
    "latest_source_id",
    "latest_observation_id",
)


def codes(count: int) -> list[str]:
    """Codes that no region of China has, of as many provinces as China has."""
    numbers = (divmod(number, len(PROVINCES)) for number in range(count))
    return [f"{PROVINCES[province]}{number:04d}" for number, province in numbers]


def level_of(number: int) -> str:
    """The level of the region of a code, by its place among all."""
    if number < len(PROVINCES):
        return "province"
    return "prefecture" if number < len(PROVINCES) + PREFECTURES else "county"


def spread(count: int, among: int) -> list[str]:
    """Codes of some regions, spread evenly over all, so that each level has its share."""
    return codes(among)[:: among // count][:count]


def make(real: Path, curated: Path, count: int) -> None:
    """Publish a dataset of synthetic regions.

    Args:
        real: A curated dataset to copy from.
        curated: Where to publish.
        count: How many regions.
    """
    data = load(real)
    tables = {path.stem: pd.read_parquet(path) for path in sorted(data.folder.glob("*.parquet"))}
    random = np.random.default_rng(0)
    fakes = pd.DataFrame({"code": codes(count), "factor": random.uniform(0.8, 1.0, count)})
    levels = pd.Series([level_of(number) for number in range(count)])
    known = data.regions.set_index("region_code")["level"]
    parts = []
    for level, of_level in fakes.groupby(levels):
        templates = [code for code in sorted(set(data.gaps["region_code"])) if known[code] == level]
        for number, template in enumerate(templates):
            parts.append(_copies(tables, template, of_level.iloc[number :: len(templates)]))
    made = {name: _together(name, table, parts) for name, table in tables.items()}
    nothing = pd.DataFrame()
    publish(stage(made, curated, inputs={}, checks=data.checks, changes=nothing), curated)


def _copies(
    tables: dict[str, pd.DataFrame], template: str, fakes: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """One region's rows of every table, once for each of the fakes."""
    stated = tables["observations"].query("region_code == @template")["source_id"]
    own = tables["sources"].query("region_code == @template")["source_id"]
    sources = {*stated, *own}
    return {
        name: _renamed(_rows_of(table, template, sources, name).merge(fakes, how="cross"), table)
        for name, table in tables.items()
        if {"region_code", "source_id"} & set(table.columns) and name not in LEFT_OUT
    }


def _rows_of(table: pd.DataFrame, template: str, sources: set[str], name: str) -> pd.DataFrame:
    if name == "sources" or "region_code" not in table:
        return table[table["source_id"].isin(sources)]
    return table[table["region_code"] == template]


def _renamed(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    for column in rows.columns.intersection(NAMED):
        rows[column] = rows[column].where(
            rows[column] == "", "synthetic-" + rows["code"] + "-" + rows[column]
        )
    for column in rows.columns.intersection(SCALED):
        rows[column] *= rows["factor"]
    rows["region_code"] = rows["code"]
    for column in rows.columns.intersection(["name", "full_name", "title"]):
        rows[column] = "合成" + rows["code"]
    if "name_en" in rows:
        rows["name_en"] = "Synthetic " + rows["code"]
    return rows[table.columns].astype(table.dtypes)


def _together(name: str, table: pd.DataFrame, parts: list[dict[str, pd.DataFrame]]) -> pd.DataFrame:
    if name in LEFT_OUT:
        return table.iloc[:0]
    copies = [part[name] for part in parts if name in part]
    if not copies:
        return table
    nation = table[table["region_code"] == NATION] if "region_code" in table else table.iloc[:0]
    return pd.concat([nation, *copies], ignore_index=True)


if __name__ == "__main__":
    make(Path(sys.argv[3]), Path(sys.argv[2]), int(sys.argv[1]))
