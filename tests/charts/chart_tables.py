"""Tables for the chart tests: real names of regions and indicators, fictional values (虚构)."""

from functools import cache

import numpy as np
import pandas as pd

from plancompare.charts import CHARTS
from plancompare.regions import regions, short_name

SOURCE = "虚构数据，仅供测试，某某市卫生健康委员会，2021-12-31"
SIZES = (1, 5, 31, 300)
LANGS = ("zh", "en")

INDICATORS = pd.DataFrame(
    [
        ("每千人口执业（助理）医师数", "Practising (assistant) physicians per 1,000 people",
         "per_1000", 2, "neutral", 3.0),
        ("每千人口注册护士数", "Registered nurses per 1,000 people", "per_1000", 2, "neutral", 3.4),
        ("婴儿死亡率", "Infant mortality", "permille", 2, "less", 5.4),
        ("人均预期寿命", "Life expectancy", "years", 1, "more", 77.9),
        ("65岁及以上老年人城乡社区规范健康管理服务率",
         "Standardised health management of people aged 65 or over in communities",
         "percent", 1, "more", 60.0),
        ("孕产妇死亡率", "Maternal mortality", "per_100k", 1, "less", 16.9),
        ("居民健康素养水平", "Health literacy of residents", "percent", 1, "more", 23.2),
        ("床位数", "Beds", "count", 0, "neutral", 12_345.0),
    ],
    columns=["name_zh", "name_en", "unit", "decimals", "direction", "level"],
)  # fmt: skip


@cache
def some_regions(count: int) -> pd.DataFrame:
    """Provinces up to 31, prefectures beyond."""
    level = "province" if count <= 31 else "prefecture"
    found = [each for each in regions().values() if each.level == level and each.code < "700000"]
    return pd.DataFrame(
        {
            "region_code": [each.code for each in found],
            "region_zh": [short_name(each.name) for each in found],
            "region_en": [each.name_en for each in found],
        }
    ).head(count)


def one_indicator(count: int, row: int = 0, seed: int = 1) -> pd.DataFrame:
    """One indicator of so many regions."""
    indicator = INDICATORS.iloc[row]
    values = indicator["level"] * np.random.default_rng(seed).uniform(0.6, 1.4, count)
    return some_regions(count).assign(
        **indicator.drop("level"), value=values.round(indicator["decimals"]), year=2020, flags=""
    )


def indicator_rows(count: int) -> pd.DataFrame:
    """So many indicators, cycling through the list, later ones numbered."""
    rows = INDICATORS.iloc[[place % len(INDICATORS) for place in range(count)]]
    rows = rows.reset_index(drop=True)
    turn = pd.Series(range(count)) // len(INDICATORS)
    for column in ("name_zh", "name_en"):
        rows[column] = rows[column].where(turn == 0, rows[column] + " " + turn.astype(str))
    return rows


def dumbbell(count: int) -> pd.DataFrame:
    random = np.random.default_rng(2)
    statuses = ["to go", "behind", "met", "on course", "missed", "no baseline", "no target"]
    rows = indicator_rows(count).assign(
        baseline=lambda d: d["level"] * random.uniform(0.8, 1.2, count),
        target=lambda d: d["level"] * random.uniform(0.9, 1.3, count),
        nation=lambda d: d["level"],
        bound=[("at_least", "below", "exact", "above")[place % 4] for place in range(count)],
        status=[statuses[place % len(statuses)] for place in range(count)],
        flags=[("", "near", "derived;second_hand", "conflict")[each % 4] for each in range(count)],
        baseline_year=2020, target_year=2025, nation_year=2020,
    )  # fmt: skip
    rows.loc[rows["status"] == "no baseline", "baseline"] = np.nan
    rows.loc[rows["status"] == "no target", "target"] = np.nan
    return rows


def beside(count: int) -> pd.DataFrame:
    random = np.random.default_rng(13)
    demands = ["more", "less", "same", None]
    rows, moves = indicator_rows(count), np.resize([0.1, -0.1, 0, 0.1], count)
    return rows.assign(
        target_left=rows["level"] * random.uniform(0.8, 1.2, count),
        target_right=lambda d: d["target_left"] + d["level"] * moves,
        baseline_right=lambda d: d["level"].where(d.index % 3 > 0),
        demand=[demands[place % len(demands)] for place in range(count)],
        bound_left="exact",
        bound_right=[("at_least", "below")[place % 2] for place in range(count)],
        flags=[("", "near", "second_hand")[place % 3] for place in range(count)],
        target_year_left=2020, baseline_year_right=2020,
        target_year_right=[2025 + 10 * (place % 5 // 4) for place in range(count)],
    )  # fmt: skip


def ranking(count: int) -> pd.DataFrame:
    rows = one_indicator(count, 6)
    rows.loc[rows.index[4::9], "value"] = np.nan
    rows.loc[rows.index[2::11], "flags"] = "second_hand"
    return rows


def heat_table(count: int) -> pd.DataFrame:
    random = np.random.default_rng(3)
    rows = pd.concat([one_indicator(count, row, seed=row) for row in range(len(INDICATORS))])
    rows = rows[random.uniform(size=len(rows)) > 0.2].reset_index(drop=True)
    rows.loc[rows.index[3::17], "flags"] = "near"
    return rows


def coverage(count: int) -> pd.DataFrame:
    random = np.random.default_rng(4)
    rows = heat_table(count)
    roles = [rows.assign(role=role)[random.uniform(size=len(rows)) > 0.4] for role in ROLES]
    return pd.concat([rows.assign(role=""), *roles], ignore_index=True)


ROLES = ("actual", "target")


def spine(count: int) -> pd.DataFrame:
    rows = heat_table(count)
    level = rows["name_zh"].map(INDICATORS.set_index("name_zh")["level"])
    return rows.assign(benchmark=level, target=level * 1.1, bound="at_least")


def trajectory(count: int) -> pd.DataFrame:
    random = np.random.default_rng(5)
    start = one_indicator(count, 3, seed=6)
    years = [
        start.assign(year=year, value=start["value"] + random.uniform(0, 0.3) * (year - 2015))
        for year in range(2015, 2022)
    ]
    target = years[-1].assign(year=2025, value=years[-1]["value"] + 1)
    parts = [*(each.assign(role="actual") for each in years), target.assign(role="target")]
    return pd.concat(parts, ignore_index=True).assign(bound="exact")


def slope(count: int) -> pd.DataFrame:
    before = one_indicator(count, 6, seed=7).assign(plan="“十三五”规划", year=2020)
    after = one_indicator(count, 6, seed=8).assign(plan="“十四五”规划", year=2025, bound="at_least")
    return pd.concat([before.assign(bound="exact"), after], ignore_index=True)


def scatter(count: int) -> pd.DataFrame:
    found = some_regions(count)
    for side, row in (("x", 0), ("y", 1)):
        one = one_indicator(count, row, seed=row + 9)
        found = found.assign(
            **{side: one["value"], f"{side}_unit": one["unit"], f"{side}_decimals": 2,
               f"{side}_name_zh": one["name_zh"], f"{side}_name_en": one["name_en"],
               f"{side}_year": 2020}
        )  # fmt: skip
    return found


def lorenz(count: int) -> pd.DataFrame:
    random = np.random.default_rng(11)
    people = random.uniform(1e6, 5e7, count).round()
    return some_regions(count).assign(
        population=people, amount=(people / 1000 * random.uniform(3, 8, count)).round(),
        name_zh="床位", name_en="Beds", year=2020,
    )  # fmt: skip


def tile_map(count: int) -> pd.DataFrame:
    return one_indicator(count, 3, seed=12)


TABLES = {
    each.__name__: each
    for each in (beside, coverage, dumbbell, heat_table, lorenz, ranking, scatter, slope, spine,
                 tile_map, trajectory)
}  # fmt: skip
_HIGHLIGHTED = {"heat_table", "ranking", "scatter", "slope", "tile_map", "trajectory"}


@cache
def drawn(chart: str, count: int, lang: str):
    """A chart of so many regions (the dumbbell: of so many indicators), drawn once."""
    table = TABLES[chart](count)
    options = {}
    if chart in _HIGHLIGHTED:
        options["highlight"] = some_regions(count)["region_code"].iloc[count // 2]
    if chart == "beside":
        options |= {
            "first": "虚构省“十三五”卫生与健康规划",
            "second": "虚构省“十四五”卫生健康发展规划",
        }
    if chart == "ranking":
        options |= {"benchmark": 23.2, "target": 25.0}
    return CHARTS[chart](table, lang=lang, source=SOURCE, **options)
