"""What is told of the dataset that ships: rules over all of it, and eight summaries that were read.

After a change that is meant:

    PLANCOMPARE_RENEW_SUMMARIES=1 pytest tests/reports/test_told_of_the_whole.py

then read every sentence that git shows as changed, as the official would who signs it.
"""

import os
from pathlib import Path

import pandas as pd
import pytest

from plancompare.analysis.verdict import OPEN
from plancompare.charts import CHARTS, Asked, alt_text, drawn
from plancompare.charts.kinds.dumbbell import finding
from plancompare.charts.words import words
from plancompare.dataset import Dataset, load
from plancompare.reports.told.opening import region_cards
from plancompare.reports.told.summary import summarise
from plancompare.reports.told.tables import gaps_table, sources_table, unmatched_table
from plancompare.views.region_views import PLANS, region_gaps, region_names
from plancompare.views.side_by_side import side_by_side

READ = Path(__file__).parent / "summaries.md"
REGIONS = ("100000", "120000", "150500", "320400", "370000", "450000", "511102", "540000")
MET = ("已达到",)


@pytest.fixture(scope="module")
def data(shipped) -> Dataset:
    return load(shipped)


@pytest.fixture(scope="module")
def gaps(data) -> pd.DataFrame:
    return data.gaps


def test_no_target_is_not_yet_due_after_its_year(data, gaps):
    is_open = gaps["status"].isin(OPEN)
    assert (gaps.loc[is_open, "target_year"] >= data.as_of).all()
    assert data.as_of >= 2026


def test_what_is_due_without_a_value_has_none(data, gaps):
    due = gaps[gaps["status"] == "due, no later value"]
    assert (due["target_year"] < data.as_of).all()
    assert not (due["latest_year"] >= due["target_year"]).fillna(False).any()


def test_there_is_a_pace_only_on_what_is_open(gaps):
    paced = gaps[gaps["needed_pace"].notna()]
    assert paced["status"].isin(OPEN).all()
    assert (paced["needed_pace"] > 0).all()
    assert gaps.loc[gaps["status"] == "met", "years_left"].isna().all()


def test_a_verdict_on_a_trend_has_three_points(gaps):
    judged = gaps[gaps["status"].isin(["on course", "behind", "moving away"])]
    assert len(judged) and (judged["points"] >= 3).all()


def test_the_latest_is_no_older_than_the_baseline_and_of_its_series(data, gaps):
    both = gaps[gaps["baseline_year"].notna() & gaps["latest_year"].notna()]
    assert (both["latest_year"] >= both["baseline_year"]).all()
    stated = data.observations.set_index("observation_id")
    pairs = gaps.dropna(subset=["baseline_observation_id", "latest_observation_id"])
    for facet in ("population_base", "collection", "scope"):
        one, other = (
            pairs[f"{which}_observation_id"].map(stated[facet]).fillna("")
            for which in ("baseline", "latest")
        )
        assert ((one == "") | (other == "") | (one == other)).all(), facet


def test_a_gap_is_recomputed_from_its_row(gaps):
    plain = gaps[gaps["direction"].isin(["more", "less"]) & gaps["gap"].notna()]
    plain = plain[plain["bound"] != "range"]
    sign = plain["direction"].map({"more": 1.0, "less": -1.0})
    gap = sign * (plain["target"] - plain["latest"])
    assert ((gap - plain["gap"]).abs() < 1e-9).all()


def test_no_summary_names_a_met_target_among_those_to_reach(data, gaps, summaries):
    for region in gaps["region_code"].unique():
        met = region_gaps(data, region).query("status == 'met'")
        told = " ".join(summaries[region])
        for sentence in told.split("。"):
            if any(word in sentence for word in MET):
                continue
            named = sentence.partition("：")[2]
            for row in met.to_dict("records"):
                target = f"{row['target_year']}年目标"
                assert (
                    f"{row['name_zh']}（" not in named or target not in named or _other(gaps, row)
                ), (region, sentence)


def _other(gaps: pd.DataFrame, row: dict[str, object]) -> bool:
    """Whether another target of the region is not met, and may be the one that is named."""
    alike = gaps[(gaps["region_code"] == row["region_code"]) & (gaps["status"] != "met")]
    return bool((alike["indicator_id"] == row["indicator_id"]).any())


def test_what_is_met_or_due_shows_no_pace_in_a_table(data, gaps):
    for region in gaps["region_code"].unique():
        table = gaps_table(data, region, "zh")
        closed = table[
            table["status"].isin(["已达到", "制定时已达到", "已到期，无数据", "到期未实现"])
        ]
        assert (closed["needed_pace"] == "").all(), region


def test_a_target_that_its_baseline_met_is_called_so_by_table_sentence_and_chart(data):
    table = gaps_table(data, "150500", "zh")
    count = (table["status"] == "制定时已达到").sum()
    told = " ".join(summarise(data, "150500", "zh"))
    assert count > 1 and f"制定时已达到的目标有{count}项" in told
    rows = region_gaps(data, "150500").query("status == 'met'")
    assert "制定时已达到" in alt_text(CHARTS["dumbbell"](rows, lang="zh"))


def test_no_value_of_a_gap_table_is_without_its_year_or_the_words_that_it_has_none(data, gaps):
    silent = {"", "未说明", "无可比数值"}
    for region in gaps["region_code"].unique():
        table = gaps_table(data, region, "zh")[["baseline", "latest", "target"]]
        cells = [cell for column in table for cell in table[column] if cell not in silent]
        assert all(cell.endswith((")", "（年份未注明）")) for cell in cells), region


def test_a_place_among_peers_is_drawn_only_where_the_region_has_one(data):
    drawn_of = 0
    for region in data.regions.query("level != 'nation' and observations > 0")["region_code"]:
        rows = drawn(data, "spine", Asked(region)).rows
        own = rows[(rows["region_code"] == region) & (rows["reason"] == "")]
        assert rows.empty or len(own), region
        drawn_of += bool(len(rows))
    assert drawn_of > 30


def test_a_chart_s_title_is_recomputed_from_its_rows(data, gaps):
    say, beside = words("zh"), 0
    for region in gaps["region_code"].unique():
        rows = region_gaps(data, region)
        first = rows.assign(name=rows["name_zh"]).to_dict("records")
        for row in first:
            title = finding(row, "某地", "全国", say)
            value, year = row["latest"], row["latest_year"]
            both = pd.notna(value) and pd.notna(row["nation"]) and year == row["nation_year"]
            if not (pd.notna(year) and both):
                assert "全国" not in title
                continue
            beside += 1
            printed = [f"{each:,.{row['decimals']}f}" for each in (value, row["nation"])]
            is_above = row["latest_low"] >= row["nation_high"] - 1e-9
            is_below = row["latest_high"] <= row["nation_low"] + 1e-9
            apart = "高于全国{}" if is_above else "低于全国{}" if is_below else "与全国{}相当"
            claim = apart.format(printed[1])
            assert f"{row['name']}{printed[0]}" in title and claim.removesuffix("相当") in title
            assert f"（{year}年）" in title
    assert beside > 20


def test_every_target_is_of_a_document_that_promises_something(data, gaps):
    kinds = gaps["source_id"].map(data.sources.set_index("source_id")["kind"])
    assert kinds.isin(PLANS).all()


def test_a_region_s_report_lists_what_is_said_of_it_and_nothing_twice(data):
    assert set(unmatched_table(data, "100000")["label_printed"]).isdisjoint({"牧民人均预期寿命"})
    nation = sources_table(data, "100000", "zh")
    assert not nation.duplicated().any()
    stated = data.observations.loc[data.observations["region_code"] == "100000", "source_id"]
    own = data.sources[data.sources["region_code"] == "100000"]
    silent = own[~own["source_id"].isin(stated) & ~own["kind"].isin(PLANS)]
    silent = silent[~silent["title"].isin(own.loc[own["source_id"].isin(stated), "title"])]
    assert len(silent) and set(nation["title"]).isdisjoint(silent["title"])


def test_a_latest_value_that_may_not_judge_is_not_called_unstated(data):
    said = gaps_table(data, "100000", "zh")
    smoking = said[(said["name"] == "15岁及以上人群吸烟率") & (said["target"] == "23.3% (2025)")]
    assert smoking["latest"].to_list() == ["无可比数值"]  # 27.7% of 2015 is too old for it


def test_a_value_of_no_year_says_so_on_its_card(data):
    undated = {each.title: each.year for each in region_cards(data, "511102", "zh") if each.value}
    assert undated["每千人口医疗卫生机构床位数"] == "（年份未注明）"


def test_what_is_left_of_a_share_is_told_in_percentage_points(data):
    gaps = region_gaps(data, "100000").assign(name=lambda rows: rows["name_zh"])
    behind = gaps[gaps["status"] == "behind"].to_dict("records")
    assert behind and all("个百分点" in finding(row, "", "全国", words("zh")) for row in behind)


def test_life_expectancy_of_the_registered_stands_in_no_ranking_of_residents(data):
    found = side_by_side(data, ["life_expectancy"], level="province", year=2020)
    assert len(found.rows) and not (found.rows["population_base"] == "registered").any()
    nation = side_by_side(data, ["life_expectancy"], level="province", year=2010).nation
    assert nation["value"].to_list() == [74.83]


def test_nobody_stands_beside_himself(data):
    nation = region_gaps(data, "100000")
    assert len(nation) and nation["nation"].isna().all()
    for row in nation.assign(name=nation["name_zh"]).to_dict("records"):
        assert "全国" not in finding(row, "", "全国", words("zh"))


def test_a_baseline_stated_as_a_bound_is_shown_as_one_and_so_is_the_gap(data):
    gaps = region_gaps(data, "150500").assign(name=lambda rows: rows["name_zh"])
    (row,) = gaps[gaps["indicator_id"] == "elderly_standard_management"].to_dict("records")
    table = gaps_table(data, "150500", "zh").set_index("name").loc[row["name"]]
    assert table["baseline"] == table["latest"] == "≥60% (2020)"
    assert table["gap"] == "≤5个百分点"
    assert f"{row['name']}≥60%（2020年）" in finding(row, "", "全国", words("zh"))


def test_counts_are_ranked_only_where_they_are_asked_for(data):
    peers = drawn(data, "spine", Asked("540000")).rows
    assert len(peers) and not (peers["unit"] == "count").any()
    asked = drawn(data, "spine", Asked("540000", indicators=("bed_total",))).rows
    assert set(asked["indicator_id"]) == {"bed_total"}


def test_what_may_stand_among_no_peers_makes_no_picture_of_them(data):
    assert drawn(data, "spine", Asked("511102")).rows.empty


def test_no_two_regions_of_a_level_have_one_name(data):
    names = region_names(data.regions)
    assert not names.duplicated(["region_zh", "level"]).any()
    assert "乐山市市中区" in set(names["region_zh"])


def test_the_eight_summaries_are_those_that_were_read(data):
    told = "\n".join(
        line
        for region in REGIONS
        for lang in ("zh", "en")
        for line in (f"## {region} {lang}", "", *summarise(data, region, lang), "")
    )
    if os.environ.get("PLANCOMPARE_RENEW_SUMMARIES"):
        READ.write_text(told, encoding="utf-8")
    assert told == READ.read_text(encoding="utf-8"), __doc__
