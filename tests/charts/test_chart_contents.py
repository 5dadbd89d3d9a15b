"""What each chart says, read off the figure as a reader would."""

import numpy as np
import pandas as pd
import pytest
from chart_layout import texts
from chart_tables import LANGS, TABLES
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.text import Text

from plancompare import charts
from plancompare.charts import CHARTS, ChartError, alt_text
from plancompare.charts.examples import some_regions, values_of_regions
from plancompare.charts.rows import judge, limits_of
from plancompare.charts.theme import colour


def said(figure):
    return [text for text, _ in texts(figure)]


def drawn_colours(figure):
    """The colours of all dots."""
    lines = [line for line in figure.findobj(Line2D) if len(line.get_xdata())]
    return {
        to_hex(line.get_markerfacecolor()).upper() for line in lines if line.get_marker() == "o"
    }


def inks_of(figure):
    """The colour of every text."""
    found = [text for text in figure.findobj(Text) if text.get_text()]
    return {text.get_text(): to_hex(text.get_color()).upper() for text in found}


# every chart


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_a_table_without_its_columns_is_refused_by_name(chart):
    table = TABLES[chart](3)[["name_zh"]] if "name_zh" in TABLES[chart](3) else some_regions(3)
    with pytest.raises(ChartError, match=f"The table for the chart “{chart}” lacks"):
        CHARTS[chart](table.drop(columns="region_code", errors="ignore"))


@pytest.mark.parametrize("chart", sorted(CHARTS))
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_table_says_that_there_is_nothing(chart, lang):
    figure = CHARTS[chart](TABLES[chart](3).head(0), lang=lang, source="虚构")
    shown = " ".join(said(figure))
    assert ("没有可画的数据" if lang == "zh" else "Nothing to draw") in shown
    assert "虚构" in shown


@pytest.mark.parametrize(
    "chart", ["ranking", "slope", "trajectory", "lorenz", "scatter", "tile_map"]
)
def test_a_table_without_values_invents_none(chart):
    table = TABLES[chart](3)
    for column in {"value", "x", "amount"} & set(table.columns):
        table[column] = np.nan
    figure = CHARTS[chart](table)
    assert not any("nan" in text.lower() for text in said(figure))
    assert any("未说明" in text for text in [*said(figure), alt_text(figure)])


@pytest.mark.parametrize("chart", ["ranking", "trajectory", "tile_map"])
def test_several_indicators_do_not_share_a_scale(chart):
    table = TABLES[chart](3)
    other = table.assign(name_zh="另一指标", name_en="Another indicator")
    with pytest.raises(ChartError, match="Draw a chart for each"):
        CHARTS[chart](pd.concat([table, other]))


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_a_title_given_is_the_title(chart):
    assert said(CHARTS[chart](TABLES[chart](3), title="自拟标题"))[0] == "自拟标题"


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_the_table_is_left_as_it_was(chart):
    table = TABLES[chart](3)
    before = table.copy()
    CHARTS[chart](table)
    pd.testing.assert_frame_equal(table, before)


# dumbbell


def gap(**values):
    row = {
        "name_zh": "婴儿死亡率", "name_en": "Infant mortality", "unit": "permille", "decimals": 2,
        "baseline": 5.34, "baseline_year": 2020, "target": 10.0, "target_year": 2025,
        "bound": "below", "status": "met", "nation": 5.4, "nation_year": 2020, "flags": "",
    }  # fmt: skip
    return pd.DataFrame([{**row, **values}])


def test_the_dumbbell_writes_values_as_they_bind_and_the_status_in_words():
    shown = said(charts.dumbbell(gap(), subject="通辽市"))
    assert {"5.34", "<10", "已达到", "婴儿死亡率（‰）"} <= set(shown)
    assert shown[0] == "通辽市：婴儿死亡率5.34‰，低于全国5.40‰（2020年）"
    assert shown[1] == "1项指标，基线：2020年，目标：2025年"


@pytest.mark.parametrize(
    ("status", "words"),
    [("not yet due", "未到期，还差4.66"), ("behind", "进度滞后，还差4.66"),
     ("on course", "进度正常，还差4.66"), ("moving away", "背离目标，还差4.66"),
     ("missed", "到期未实现，差4.66"), ("met", "已达到"), ("due, no later value", "已到期，无数据"),
     ("too few to judge", "例数过少，不作判断"), ("target is a change", "目标为变化量")],
)  # fmt: skip
def test_every_status_is_said_in_words(status, words):
    assert words in said(charts.dumbbell(gap(status=status)))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({}, "婴儿死亡率5.34‰，低于全国5.40‰（2020年）"),
        ({"nation": 5.2}, "婴儿死亡率5.34‰，高于全国5.20‰（2020年）"),
        ({"nation": 5.341}, "婴儿死亡率5.34‰，与全国5.34‰相当（2020年）"),
        ({"latest": 4.9, "latest_year": 2022, "nation_year": 2022}, "婴儿死亡率4.90‰，低于"),
        (
            {"nation_year": 2019},
            "婴儿死亡率5.34‰（2020年），目标<10‰（2025年），",
        ),  # of another year: no comparison
        (
            {"nation": np.nan, "latest": np.nan, "baseline": np.nan},
            "婴儿死亡率，目标<10‰（2025年），",
        ),
    ],
)
def test_the_title_says_a_finding_and_not_a_count(values, title):
    assert said(charts.dumbbell(gap(**values)))[0].startswith(title)


def test_the_latest_stands_after_the_baseline_with_its_year():
    assert "5.34 → 4.90 (2022)" in said(charts.dumbbell(gap(latest=4.9, latest_year=2022)))


def test_a_missing_baseline_is_said_and_not_drawn():
    figure = charts.dumbbell(gap(baseline=np.nan, status="no baseline"))
    assert "无现状数据" in said(figure)
    assert not any("nan" in text for text in said(figure))
    assert "基线 未说明" in alt_text(figure)


def test_a_range_is_shown_as_one():
    figure = charts.dumbbell(gap(target=1.0, target_upper=1.5, bound="range", status="not yet due"))
    assert "1–1.5" in said(figure)


def test_years_that_differ_stand_at_their_values():
    table = pd.concat([gap(), gap(name_zh="孕产妇死亡率", baseline_year=2019)])
    shown = said(charts.dumbbell(table))
    assert {"5.34 (2020)", "5.34 (2019)", "<10"} <= set(shown)


def test_flags_become_footnotes():
    shown = said(charts.dumbbell(gap(flags="near;second_hand")))
    assert "婴儿死亡率（‰）‡†" in shown
    assert any(text.startswith("‡ ") for text in shown)
    assert any(text.startswith("† ") for text in shown)


# ranking


def ranked(values, direction="more", **columns):
    found = some_regions(len(values)).assign(
        value=values, name_zh="某率", name_en="Some rate", unit="percent", decimals=1,
        direction=direction, year=2020, flags="", **columns,
    )  # fmt: skip
    return found.assign(region_zh=list("甲乙丙丁戊己庚辛壬癸")[: len(values)])


def order_of(figure, names):
    heights = {text: box.y0 for text, box in texts(figure)}
    return sorted(names, key=lambda name: -heights[name])


@pytest.mark.parametrize(
    ("direction", "order"), [("more", "乙甲丙"), ("less", "丙甲乙"), ("neutral", "乙甲丙")]
)
def test_the_best_stands_on_top(direction, order):
    figure = charts.ranking(ranked([2.0, 3.0, 1.0], direction))
    assert order_of(figure, "甲乙丙") == list(order)


EIGHT = [2.0, 3.0, 3.0, 1.0, 5.0, 6.0, 7.0, 8.0]


def test_equal_values_share_their_places():
    shown = said(charts.ranking(ranked(EIGHT)))
    assert shown.count("5–6") == 2
    assert any("并列" in text for text in shown)


def test_what_rounding_cannot_tell_apart_shares_places():
    """7 is anything from 6.5 to 7.5, and 7.2 within it."""
    values = ranked([7.2, 7.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    shown = said(charts.ranking(values.assign(value_decimals=[1] + [0] * 7)))
    assert shown.count("1–2") == 2


def test_fewer_than_eight_regions_have_no_ranks():
    shown = said(charts.ranking(ranked([value + 0.5 for value in EIGHT[:7]])))
    assert "不足8个地区，不排名次。" in shown
    assert not {"1", "2", "3"} & set(shown)


def test_what_is_set_aside_stands_below_the_others_with_its_year_and_without_a_rank():
    reasons, years = ["other_year", *[""] * 8], [2013, *[2020] * 8]
    table = ranked([9.0, *EIGHT]).assign(reason=reasons, year=years, reference_year=2020)
    figure = charts.ranking(table)
    assert order_of(figure, ["甲 (2013)", "戊", "丁"])[-1] == "甲 (2013)"
    assert any(text.startswith("未列入比较：1个与基准年") for text in said(figure))
    assert any("n=8" in text for text in said(figure))


def test_stems_start_at_zero_or_are_not_drawn():
    assert "横轴不从零开始。" in said(charts.ranking(ranked([70.0, 71.0])))
    assert "横轴不从零开始。" not in said(charts.ranking(ranked([1.0, 3.0])))


def test_the_title_says_how_the_highlighted_region_stands_beside_the_nation():
    table = ranked([2.0, 3.0, 1.0])
    code = table["region_code"][1]
    assert said(charts.ranking(table, highlight=code, benchmark=2.5))[0] == (
        "乙某率3.0，高于全国2.5（2020年）"
    )
    ends = "".join(said(charts.ranking(table))[:2])
    assert ends == "某率（2020年）：3个地区中乙最高（3.0），丙最低（1.0）"


def test_a_region_without_a_value_is_named_and_not_ranked():
    figure = charts.ranking(ranked([2.0, np.nan, 1.0]))
    assert "未说明：乙。" in said(figure)
    assert any("n=2" in text for text in said(figure))


def test_neutral_indicators_get_no_colour_of_judgement():
    judged = charts.ranking(ranked([2.0, 3.0, 1.0], "more"), benchmark=2.5)
    neutral = charts.ranking(ranked([2.0, 3.0, 1.0], "neutral"), benchmark=2.5)
    assert {colour("better"), colour("worse")} <= drawn_colours(judged)
    assert not {colour("better"), colour("worse")} & drawn_colours(neutral)
    assert any("多少本身不表示好坏" in text for text in said(neutral))


def test_a_long_ranking_keeps_the_highlighted_region_and_says_what_it_leaves_out():
    table = values_of_regions(300, 6)
    table["value"] = table["value"].round() + 0.5  # so that values are told from ranks
    middle = table.sort_values("value").iloc[150]
    shown = said(charts.ranking(table, highlight=middle["region_code"]))
    assert any(text.startswith(middle["region_zh"]) for text in shown)
    left_out = sum(int("".join(filter(str.isdigit, text))) for text in shown if "略去" in text)
    rows = sum(text.replace(".", "").isdigit() and "." in text for text in shown)
    assert rows + left_out == 300
    low, median, high = table["value"].quantile([0.25, 0.5, 0.75])
    assert f"下四分位{low:.1f}，中位数{median:.1f}，上四分位{high:.1f}" in "".join(shown)


def test_regions_of_one_name_are_told_apart_by_their_code():
    table = ranked([2.0, 1.0]).assign(region_zh="市中区", region_code=["511102", "370402"])
    assert {"市中区 511102", "市中区 370402"} <= set(said(charts.ranking(table)))


def test_values_of_different_years_carry_them():
    shown = said(charts.ranking(ranked([2.0, 1.0]).assign(year=[2020, 2015])))
    assert {"甲", "乙 (2015)"} <= set(shown)
    assert "括号内为该数值的年份，其余均为基准年数值。" in shown


# judging


@pytest.mark.parametrize(
    ("value", "benchmark", "direction", "shade"),
    [
        (3.0, 2.0, "more", "better"), (1.0, 2.0, "more", "worse"), (1.0, 2.0, "less", "better"),
        (3.0, 2.0, "less", "worse"), (2.04, 2.0, "more", "middle"),
        (3.0, 2.0, "neutral", "neutral"), (3.0, None, "more", "neutral"),
        (3.0, np.nan, "more", "neutral"),
    ],
)  # fmt: skip
def test_a_value_is_judged_by_direction_and_as_printed(value, benchmark, direction, shade):
    row = {"value": value, "benchmark": benchmark, "decimals": 1}
    assert judge(limits_of(row), limits_of(row, "benchmark"), direction) == shade


@pytest.mark.parametrize(
    ("own", "nation", "shade"),
    [
        ((7.15, 7.25), (7.235, 7.245), "middle"),  # 7.2 may be 7.24
        ((7.235, 7.245), (7.245, 7.255), "worse"),  # 7.24 and 7.25
        ((2.1, 9.3), (4.5, 4.5), "middle"),  # twelve deaths: chance alone spreads so far
    ],
)
def test_what_intervals_cannot_tell_has_one_colour(own, nation, shade):
    row = {"value": sum(own) / 2, "low": own[0], "high": own[1], "decimals": 2}
    row |= {"benchmark": nation[0], "benchmark_low": nation[0], "benchmark_high": nation[1]}
    assert judge(limits_of(row), limits_of(row, "benchmark"), "more") == shade


def test_a_ranking_colours_and_says_by_the_nations_interval():
    table = ranked([7.2, 9.0, 5.0], "more", low=[7.15, 8.9, 4.9], high=[7.25, 9.1, 5.1])
    figure = charts.ranking(
        table, highlight=table["region_code"][0], benchmark=7.24, benchmark_limits=(7.235, 7.245)
    )
    assert "甲某率7.2，与全国7.2相当（2020年）" in said(figure)
    assert colour("middle") in drawn_colours(figure)


# heat table


def test_thirds_are_those_of_the_regions_that_state_a_value():
    figure = charts.heat_table(ranked([float(value) for value in range(1, 10)], "less"))
    inks = inks_of(figure)
    assert [value for value, ink in inks.items() if ink == "#FFFFFF"] == ["1.0", "2.0", "3.0"]
    assert "较好的三分之一" in inks


def test_a_cell_of_another_year_carries_it():
    table = ranked([1.0, 2.0, 3.0]).assign(year=[2020, 2020, 2019])
    assert {"1.0", "2.0", "3.0 (2019)"} <= set(said(charts.heat_table(table)))


def test_the_nation_stands_first_unjudged_and_uncounted():
    table = ranked([float(value) for value in range(1, 10)], "less").assign(beside=False)
    nation = table.head(1).assign(region_code="100000", region_zh="全国", value=99.0, beside=True)
    figure = charts.heat_table(pd.concat([table, nation]))
    names = [text for text in said(figure) if text in {"全国", "甲", "乙"}]
    assert names == ["全国", "甲", "乙"]
    assert inks_of(figure)["99.0"] == colour("ink").upper()
    assert any("9个地区" in text for text in said(figure))


def test_a_benchmark_judges_where_there_is_one():
    shown = said(charts.heat_table(ranked([1.0, 2.0, 3.0]).assign(benchmark=2.0)))
    assert {"优于全国", "持平", "差于全国"} <= set(shown)


def test_what_is_not_stated_is_hatched_and_said():
    table = TABLES["heat_table"](5)
    figure = charts.heat_table(table)
    assert "未说明" in said(figure)
    hatched = [
        patch
        for patch in figure.findobj()
        if getattr(patch, "get_hatch", None) and patch.get_hatch()
    ]
    assert hatched
    whole = charts.heat_table(ranked([1.0, 2.0, 3.0]))
    assert "未说明" not in said(whole)


def test_cells_are_counted():
    assert "2020年，3格中2格有数值" in said(charts.heat_table(ranked([1.0, np.nan, 3.0])))


# coverage


def test_coverage_counts_who_states_what():
    rows = [("甲", "actual"), ("甲", "target"), ("乙", "target"), ("丙", "")]
    table = pd.DataFrame(rows, columns=["region_zh", "role"]).assign(name_zh="某率")
    figure = charts.coverage(table)
    assert "2/3" in said(figure)
    assert alt_text(figure) == "说明最多的指标是某率（2/3个地区）：某率 2/3。"


def test_the_same_value_from_two_sources_counts_once():
    table = pd.DataFrame({"region_zh": ["甲"] * 2, "role": ["actual"] * 2, "name_zh": ["某率"] * 2})
    assert "1/1" in said(charts.coverage(table))


# spine


def test_the_spine_ranks_by_direction():
    assert "2.0，第7/8位" in said(charts.spine(ranked(EIGHT)))
    assert "2.0，第2/8位" in said(charts.spine(ranked(EIGHT, "less")))
    assert "2.0，由高到低第7/8位" in said(charts.spine(ranked(EIGHT, "neutral")))
    assert "2.0，3个地区之一" in said(charts.spine(ranked(EIGHT[:3])))


def test_a_region_that_states_nothing_is_shown_without_a_value():
    table = ranked([np.nan, 3.0, 1.0])
    shown = said(charts.spine(table, region=table["region_code"][0]))
    assert "未说明" in shown
    assert "范围 1.0–3.0" in shown


def test_one_region_has_no_peers():
    assert "2.0，无可比地区" in said(charts.spine(ranked([2.0])))


# trajectory


def path(**columns):
    rows = [(2018, 3.0, "actual"), (2020, 4.0, "actual"), (2025, 6.5, "target")]
    table = pd.DataFrame(rows, columns=["year", "value", "role"])
    return table.assign(
        region_code="150500", region_zh="通辽市", region_en="Tongliao", name_zh="某率",
        name_en="Some rate", unit="per_1000", decimals=1, bound="exact", flags="", **columns,
    )  # fmt: skip


def test_the_needed_pace_is_written_at_the_line():
    """(6.5 - 4.0) / (2025 - 2020) = 0.5 a year."""
    assert "每年需+0.50" in said(charts.trajectory(path()))
    assert "needs +0.50 a year" in said(charts.trajectory(path(), lang="en"))


def test_a_falling_target_needs_a_falling_pace():
    table = path(direction="less")
    table.loc[2, "value"] = 3.0
    assert "每年需−0.20" in said(charts.trajectory(table))


def test_a_target_that_is_met_asks_for_no_way_back():
    table = path()
    table.loc[2, "value"] = 3.5
    assert not any("每年需" in text for text in said(charts.trajectory(table)))


def test_a_target_that_is_due_asks_for_no_pace_any_more():
    assert not any("每年需" in text for text in said(charts.trajectory(path(), as_of=2026)))


def test_a_break_is_told_with_its_reason():
    since = pd.array([pd.NA, 2020, pd.NA], "Int64")
    drawn = said(charts.trajectory(path(series_from=since, break_zh=["", "换了人口", ""])))
    assert "点线：换了人口。" in drawn
    assert any(
        "2020年起统计口径改变" in text for text in said(charts.trajectory(path(series_from=since)))
    )


def test_without_a_break_nothing_is_said_of_one():
    assert not any("点线" in text for text in said(charts.trajectory(path())))


# inequality


def unequal(theil, since=None):
    years = range(2025 - len(theil), 2025)
    table = pd.DataFrame({"year": years, "theil": theil, "n": 31, "name_zh": "床位"})
    basis = pd.array([pd.NA if since is None or year < since else since for year in years], "Int64")
    return table.assign(theil_within=table["theil"], theil_between=0.0, series_from=basis)


@pytest.mark.parametrize(
    ("theil", "said_first"),
    [([0.02, 0.01], "缩小50%"), ([0.01, 0.02], "扩大100%"), ([0.01, 0.0101], "基本未变")],
)
def test_the_title_says_which_way_inequality_went(theil, said_first):
    assert any(said_first in text for text in said(charts.inequality(unequal(theil))))


def test_no_change_is_told_across_a_break():
    drawn = said(charts.inequality(unequal([0.04, 0.04, 0.02, 0.01], since=2023)))
    assert any("2023年至2024年缩小50%" in text for text in drawn)


def test_one_year_is_no_change():
    assert "床位的省际差距" in said(charts.inequality(unequal([0.01])))
    assert not any("每年需" in text for text in said(charts.trajectory(path().head(2))))


def test_a_value_without_a_year_is_counted_and_not_placed():
    table = path()
    table["year"] = table["year"].astype("Int64")
    table.loc[0, "year"] = pd.NA
    assert "另有1个数值未说明年份，未画出。" in said(charts.trajectory(table))


# slope


def test_the_slope_says_from_where_to_where_and_whether_for_the_better():
    before = ranked([2.0, 3.0], "less").assign(plan="十三五")
    after = ranked([1.0, 4.0], "less").assign(plan="十四五")
    shown = said(charts.slope(pd.concat([before, after])))
    assert {"甲 2→1", "乙 3→4", "向好", "变差", "十三五", "十四五"} <= set(shown)


def test_different_units_do_not_share_a_slope():
    table = pd.concat([ranked([1.0]), ranked([2.0]).assign(unit="years")]).assign(plan="十四五")
    with pytest.raises(ChartError, match="draws one unit, and the table has 2"):
        charts.slope(table)


# scatter


def pairs(x, y):
    return some_regions(len(x)).assign(
        x=x, y=y, x_unit="percent", y_unit="years", x_decimals=1, y_decimals=1, x_name_zh="甲率",
        y_name_zh="乙寿命",
    )  # fmt: skip


def test_the_correlation_is_that_of_the_ranks():
    """Spearman's rho of pairs that change places two by two: 1 - 6·8/(8·63) = 0.90."""
    shown = said(charts.scatter(pairs([1, 2, 3, 4, 5, 6, 7, 50], [2, 1, 4, 3, 6, 5, 8, 7])))
    assert "Spearman秩相关系数0.90" in shown[1]


def test_few_regions_have_no_correlation():
    assert (
        "秩相关" not in said(charts.scatter(pairs([1, 2, 3, 4, 5, 6, 7], [2, 1, 4, 3, 6, 5, 7])))[1]
    )


def test_a_region_with_one_value_is_named_and_not_drawn():
    shown = said(charts.scatter(pairs([1, 2, np.nan], [2, 1, 4])))
    assert any(text.startswith("未说明：") for text in shown)
    assert "n=2" in shown[1]


# Lorenz curve


def spreads(amounts, people):
    return some_regions(len(amounts)).assign(amount=amounts, population=people, name_zh="床位")


def test_equal_shares_have_no_gini():
    assert "基尼系数0.000" in said(charts.lorenz(spreads([10, 20, 30], [1, 2, 3])))[1]


def test_the_gini_coefficient_by_hand():
    """Half the people have a quarter: the area under the curve is 3/8, Gini = 1 - 2·3/8 = 1/4."""
    figure = charts.lorenz(spreads([1, 3], [1, 1]))
    assert "基尼系数0.250" in said(figure)[1]
    assert said(figure)[0] == "床位：人均最少的一半人口占25.0%"


def test_one_region_has_nothing_to_compare():
    assert "无从比较" in said(charts.lorenz(spreads([1], [1])))[0]


def test_a_region_without_people_is_left_out_by_name():
    assert "未说明：天津。" in said(charts.lorenz(spreads([1, 2, 3], [1, 0, 2])))


# tile map


def test_every_province_has_a_tile_of_its_own():
    shown = said(charts.tile_map(TABLES["tile_map"](31)))
    names = [*some_regions(31)["region_zh"], "香港", "澳门", "台湾"]
    assert set(names) <= set(shown)
    from plancompare.charts.kinds.tile_map import tiles

    places = [tuple(tile["at"]) for tile in tiles().values()]
    assert len(places) == len(set(places)) == 34


def test_equal_values_share_a_class():
    table = TABLES["tile_map"](5).assign(value=[70.5, 70.5, 70.5, 80.5, 80.5])
    keys = [text for text in said(charts.tile_map(table)) if text in {"70.5", "80.5"}]
    assert len(keys) == 5 + 2  # on the tiles and in the key


def test_darker_is_better_where_less_is_better():
    table = TABLES["tile_map"](5).assign(value=[1.0, 2, 3, 4, 5], direction="less")
    inks = inks_of(charts.tile_map(table))
    assert inks["北京"] == "#FFFFFF"  # white on the darkest: the lowest value is the best
    assert inks["内蒙古"] != "#FFFFFF"


def test_what_is_no_province_is_counted():
    table = pd.concat([TABLES["tile_map"](3), values_of_regions(300, 3).head(7)])
    assert "另有7行不是省级地区，未画出。" in said(charts.tile_map(table))


def test_a_heat_table_says_what_it_is_about_and_keeps_regions_in_order():
    rows = TABLES["heat_table"](5).sort_values("region_code", ascending=False)
    figure = charts.heat_table(rows, subject="省级")
    assert said(figure)[0].startswith("省级（2020年）：")
    assert alt_text(figure).startswith("省级（2020年）：")
    upright = [text for text in said(figure) if text in set(rows["region_zh"])]
    assert upright == list(rows.sort_values("region_code")["region_zh"].unique())


def test_coverage_leaves_out_what_fewest_regions_state():
    rare = [{"region_zh": "甲", "name_zh": f"少{place}", "role": "actual"} for place in range(70)]
    often = [{"region_zh": region, "name_zh": "多", "role": "target"} for region in ("甲", "乙")]
    shown = said(charts.coverage(pd.DataFrame([*rare, *often])))
    assert "多" in shown and "少0" in shown
    assert "少69" not in shown
    assert any("另有11行未画出" in text for text in shown)
