"""A title says what the rows show, and nothing that they do not."""

import numpy as np
import pandas as pd
import pytest

from plancompare.charts import CHARTS
from plancompare.charts.examples import some_regions
from plancompare.charts.export import title_text

BEDS = {"name_zh": "每千人口床位数", "name_en": "Beds per 1,000", "unit": "per_1000", "decimals": 2,
        "direction": "more"}  # fmt: skip


def title(chart, rows, lang="zh", **options):
    return title_text(CHARTS[chart](rows, lang=lang, **options))


def path(values, targets=(), code="150000", **more):
    """A region's values, and its targets, by year."""
    known = [
        {"year": year, "value": value, "role": role, "bound": bound}
        for role, bound, given in (("actual", "exact", values), ("target", "at_least", targets))
        for year, value in dict(given).items()
    ]
    named = some_regions(31).set_index("region_code").loc[code].to_dict()
    return pd.DataFrame(known).assign(region_code=code, **named, **BEDS, **more)


def regions(values, direction="more", year=2020):
    """A value of each of so many provinces, in the order of their codes."""
    rows = some_regions(len(values)).assign(**BEDS | {"direction": direction}, year=year)
    return rows.assign(value=values)


@pytest.mark.parametrize(
    ("rows", "zh", "en"),
    [
        (path({2015: 5.33, 2020: 6.73}, {2025: 7.5}),
         "内蒙古每千人口床位数：2015年5.33，2020年升至6.73，2025年目标≥7.5",
         "Inner Mongolia, Beds per 1,000: 5.33 in 2015, rising to 6.73 in 2020, target ≥7.5 for"),
        (path({2015: 6.73, 2020: 5.33}), "2015年6.73，2020年降至5.33", "falling to 5.33"),
        (path({2015: 6.731, 2020: 6.733}), "2015年6.73，2020年仍为6.73", "still 6.73"),
        (path({2020: 6.73}, {2025: 7, 2030: 8}), "：2020年6.73，2030年目标≥8", "target ≥8"),
        (path({}, {2025: 7}), "：2025年目标≥7", ": target ≥7"),
    ],
)  # fmt: skip
def test_a_trajectory_says_from_where_and_to_where(rows, zh, en):
    assert title("trajectory", rows).endswith(zh)
    assert en in title("trajectory", rows, "en")


def test_a_trajectory_tells_no_change_from_one_series_to_the_next():
    since = pd.array([pd.NA, 2018, 2018], "Int64")
    rows = path({2015: 5.0, 2018: 9.0, 2020: 8.0}).assign(series_from=since)
    assert title("trajectory", rows).endswith("：2018年9.00，2020年降至8.00")


def test_of_several_regions_a_trajectory_tells_of_the_one_set_off_or_of_none():
    rows = pd.concat([path({2015: 5.0, 2020: 6.0}), path({2015: 7.0, 2020: 6.0}, code="140000")])
    assert title("trajectory", rows, highlight="140000").startswith(
        "山西每千人口床位数：2015年7.00"
    )
    assert title("trajectory", rows) == "每千人口床位数：2015–2020年，2个地区"


def test_where_none_is_set_off_a_trajectory_tells_the_ends_of_the_last_year_of_all():
    rows = pd.concat([path({2015: 5.0, 2020: 6.5}), path({2020: 6.0, 2021: 7.0}, code="140000")])
    assert title("trajectory", rows) == (
        "每千人口床位数（2020年）：2个地区中内蒙古最高（6.50），山西最低（6.00）"
    )


def test_a_trajectory_tells_no_target_that_is_due_or_met():
    reached = path({2015: 5.0, 2024: 7.0}, targets={2020: 6.0, 2030: 6.8})
    assert title("trajectory", reached) == "内蒙古每千人口床位数：2015年5.00，2024年升至7.00"


def test_a_heat_table_counts_what_it_shades():
    rows = regions([7.0, 6.0, 5.0, np.nan]).assign(benchmark=6.0)
    assert title("heat_table", rows, subject="省级") == (
        "省级（2020年）：可作判断的3个数值中，1个优于全国，1个差于全国"
    )
    assert title("heat_table", rows, "en", highlight="110000") == (
        "Beijing (2020): the one value that can be judged is better than China"
    )


def test_a_heat_table_without_a_benchmark_says_who_is_ahead_most_often():
    rows = regions([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])
    both = pd.concat([rows, rows.assign(name_zh="每千人口护士数", name_en="Nurses")])
    assert "居较好三分之一的指标最多（2项）" in title("heat_table", both)
    one = title("heat_table", rows)  # first in one indicator is no count
    assert "三分之一" not in one and "最高（9.00）" in one
    neutral = rows.assign(direction="neutral")
    first, last = rows["region_zh"].iloc[[0, -1]]
    assert title("heat_table", neutral, subject="省级") == (
        f"省级（2020年）：9个地区中{last}每千人口床位数最高（9.00），{first}最低（1.00）"
    )
    level = title("heat_table", neutral.assign(value=1.0))
    assert level == "9个地区、1项指标（2020年）"


def test_the_ends_are_of_how_many_unless_of_all_provinces():
    every = title("heat_table", regions(np.arange(31.0) + 1).assign(direction="neutral"))
    assert "新疆" in every and "地区中" not in every


def test_a_heat_table_of_several_years_says_of_which_its_ends_are():
    rows = regions([7.0, 6.0]).assign(direction="neutral", reference_year=2020, reason="")
    other = rows.assign(name_zh="每千人口护士数", year=2010, reference_year=2010)
    assert title("heat_table", pd.concat([other, rows]), subject="省级") == (
        "省级（2010–2020年）：2个地区中北京每千人口护士数（2010年）最高（7.00），天津最低（6.00）"
    )


def test_a_heat_table_of_which_no_two_values_may_be_compared_says_so():
    alone = regions([7.0, 6.0]).assign(reason=["", "other_year"], reference_year=2020)
    assert title("heat_table", alone, subject="县级") == "县级（2020年）：没有可以相互比较的数值"
    assert title("heat_table", alone, "en", subject="Counties").endswith(
        "no two values that may be compared"
    )


@pytest.mark.parametrize(
    ("direction", "said"),
    [("more", "居最高一档（9.00–10.00）"), ("less", "居最低一档（1.00–2.00）")],
)
def test_a_map_names_the_provinces_of_its_darkest_class(direction, said):
    rows = regions([float(value) for value in range(1, 11)], direction)
    ends = rows.sort_values("value")["region_zh"].tolist()
    named = ends[:2] if direction == "less" else ends[:-3:-1]
    assert title("tile_map", rows) == f"每千人口床位数（2020年）：{'、'.join(named)}{said}"


def test_a_slope_counts_who_rose_and_who_fell():
    first, last = regions([1.0, 2.0, 3.0, 4.0]), regions([2.0, 1.0, 4.0, np.nan])
    rows = pd.concat([first.assign(plan="十三五"), last.assign(plan="十四五")])
    assert title("slope", rows).endswith("从十三五到十四五，2个提高，1个降低")
    assert title("slope", rows, "en").endswith("2 rose, 1 fell")


@pytest.mark.parametrize(
    ("y", "said"),
    [
        (range(10), "多较高"),
        (range(10, 0, -1), "多较低"),
        ([1, 9, 2, 8, 3, 7, 4, 6, 5, 5], "看不出关联"),
    ],
)
def test_a_scatter_says_whether_the_two_go_together(y, said):
    names = {"x_name_zh": "甲", "y_name_zh": "乙"}
    units = {
        f"{side}_{of}": value for side in "xy" for of, value in (("unit", "count"), ("decimals", 0))
    }
    rows = some_regions(10).assign(
        x=range(10), y=list(y), x_year=2020, y_year=2020, **names, **units
    )
    assert title("scatter", rows).endswith(said)
    few = title("scatter", rows.head(7))
    assert few == "甲与乙（2020年）：7个地区"


def test_a_spine_counts_only_what_is_judged():
    rows = pd.concat([
        regions([7.0, 6.0]).assign(benchmark=6.0),
        regions([7.0, 6.0], "neutral").assign(benchmark=6.0, name_zh="人口"),
    ])  # fmt: skip
    assert title("spine", rows) == "北京（2020年）：可作判断的1个数值优于全国"


def test_matrices_name_whoever_has_most():
    themes = pd.DataFrame({"theme_zh": ["中医药", "托育"]}).merge(some_regions(2), how="cross")
    items = themes.assign(items=[1, 2, 5, 0], counts=0, answered=0)
    assert title("theme_coverage", items) == "举措最多的主题是托育（5条）"
    stated = some_regions(2).merge(pd.DataFrame({"name_zh": ["甲", "乙"]}), how="cross")
    assert title("coverage", stated.assign(role=["actual", "", "target", "actual"])) == (
        "说明最多的指标是甲（2/2个地区）"
    )
