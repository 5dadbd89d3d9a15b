"""The sentences of a report's first page are computed, and true of the data they speak of."""

from pathlib import Path

import pandas as pd
import pytest
from report_tools import published
from tests.conftest import META, ROWS, write_source

from plancompare.dataset import Dataset
from plancompare.errors import UsageError
from plancompare.reports.told.summary import summarise
from plancompare.reports.told.wording import nested, said
from plancompare.views.region_views import (
    chosen,
    in_panels,
    latest,
    most_stated,
    own_plans,
    region_gaps,
    shown,
)

TONGLIAO, TIBET, HUBEI, SHANDONG = "150500", "540000", "420000", "370000"


def dataset_of(plans, folder: Path) -> Dataset:
    """A dataset of fictional plans, from what their source.toml says and their rows."""
    for name, (meta, rows) in plans.items():
        write_source(folder / "raw" / name, meta, rows)
    return published(folder / "raw", folder / "curated")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Two fictional plans: one with two targets, one that prints no figure."""
    plans = {"county": (META, ROWS), "empty": (META | {"region": TIBET, "title": "虚构意见"}, ())}
    return dataset_of(plans, tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """Fictional plans: one without a baseline, and two of one region."""
    old = {"title": "虚构旧规划", "first_year": 2016, "last_year": 2020, "region": SHANDONG}
    plans = {
        "bare": (META | {"region": HUBEI}, ROWS[1:2]),
        "new": (META | {"region": SHANDONG, "title": "虚构新规划"}, ROWS),
        "old": (META | old, [ROWS[1].replace("2025", "2020")]),
    }
    return dataset_of(plans, tmp_path_factory.mktemp("more"))


class TestSentences:
    def test_what_is_promised(self, data):
        promised = summarise(data, TONGLIAO, "zh")[0]
        assert "虚构县卫生健康发展规划" in promised
        assert "就2项可比指标" in promised

    def test_what_is_furthest_of_what_is_open(self, data):
        # beds: from 6.00 to 7.5 in five years is 0.3 a year
        furthest = summarise(data, TONGLIAO, "zh")[1]
        assert furthest == (
            "截至2020年，尚未到期的目标是每千人口医疗卫生机构床位数"
            "（规划基线2020年6，2025年目标7.5，每年需0.3）。"
        )

    def test_what_was_met_already_comes_last(self, data):
        # maternal mortality: 12.5 is below the target of <15
        met = summarise(data, TONGLIAO, "zh")[2]
        assert met == (
            "制定时已达到的目标是孕产妇死亡率（规划基线2020年12.5/10万，2025年目标<15/10万）。"
        )

    def test_where_there_is_nothing_to_say_there_is_no_sentence(self, more):
        assert len(summarise(more, HUBEI, "zh")) == 2

    def test_what_cannot_be_known_is_not_denied(self, more):
        """Without any baseline nobody can say that no target was met already."""
        told = summarise(more, HUBEI, "zh")
        assert not any("制定时" in sentence for sentence in told)
        assert "尚无现状数值、无法计算差距的目标是" in told[-1]

    def test_several_plans_get_a_paragraph_each(self, more):
        first, second = summarise(more, SHANDONG, "en")
        assert first.startswith("In “虚构新规划”, Shandong sets targets for 2")
        assert ". Not yet due as of 2020: " in first
        assert second.startswith("In “虚构旧规划”, Shandong sets targets for one")

    def test_a_plan_without_figures_says_so_plainly(self, data):
        (sentence,) = summarise(data, TIBET, "zh")
        assert "没有写出任何可比的" in sentence
        assert "《虚构意见》" in sentence

    def test_english(self, data):
        promised, furthest, met = summarise(data, TONGLIAO, "en")
        assert "Tongliao sets targets for 2 comparable indicators" in promised
        assert "Maternal mortality" in met
        assert "Beds" in furthest

    def test_a_region_that_only_others_speak_of(self, data):
        assert "没有全国自己的规划" in summarise(data, "100000", "zh")[0]

    def test_an_unknown_region_is_an_error(self, data):
        with pytest.raises(UsageError, match="no region “999999”"):
            summarise(data, "999999", "zh")


class TestViews:
    def test_only_the_values_that_are_compared_are_shown(self, data):
        rows = shown(data.observations)
        assert rows["value"].notna().all()

    def test_targets_come_with_their_indicator(self, data):
        gaps = region_gaps(data, TONGLIAO)
        assert list(gaps["indicator_id"]) == ["beds_per_1000", "maternal_mortality"]
        assert {"unit", "decimals", "nation"} <= set(gaps.columns)

    def test_the_latest_value_is_taken(self, data):
        rows = latest(data, "actual").set_index("indicator_id")
        assert rows.loc["beds_per_1000", "value"] == 6.0

    def test_a_regions_own_plans(self, data):
        assert list(own_plans(data, TIBET)["source_id"]) == ["empty"]

    def test_what_is_chosen_comes_in_the_order_asked_for(self, data):
        wanted = ["maternal_mortality", "beds_per_1000"]
        assert list(chosen(data, "target", wanted)["indicator_id"]) == wanted
        assert set(most_stated(data, "target", 2)) == set(wanted)

    def test_what_is_not_there_is_named(self, data):
        with pytest.raises(UsageError, match="no indicator “happiness”"):
            chosen(data, "actual", ["happiness"])
        with pytest.raises(UsageError, match="no region “999999”"):
            chosen(data, "actual", ["beds_per_1000"], ["999999"])


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "5.5个百分点"), ("en", "5.5 percentage points")]
)
def test_shares_differ_by_percentage_points(lang, words):
    row = {"gap": 5.5, "needed_pace": 1.1, "target": 80.0, "bound": "exact", "unit": "percent"}
    assert said(row | {"decimals": 1}, "gap", lang) == words
    assert said(row | {"decimals": 0}, "target", lang) == "80%"


class TestPanels:
    """A heat table of many regions is parted where it would be wider than half a page."""

    @staticmethod
    def rows(regions: int, **domains: int) -> pd.DataFrame:
        indicators = [
            (domain, f"{domain}{number}") for domain, count in domains.items()
            for number in range(count)
        ]  # fmt: skip
        cells = [(f"{code:06d}", *each) for code in range(regions) for each in indicators]
        return pd.DataFrame(cells, columns=["region_code", "domain", "indicator_id"])

    def test_few_indicators_stay_together(self):
        ((name, rows),) = in_panels(self.rows(31, a=3, b=2))
        assert name == "" and len(rows) == 31 * 5

    def test_many_are_parted_by_domain_and_evenly(self):
        parts = dict(in_panels(self.rows(31, a=3, b=6)))
        assert {name: rows["indicator_id"].nunique() for name, rows in parts.items()} == {
            "a-1": 3, "b-1": 3, "b-2": 3
        }  # fmt: skip

    def test_more_indicators_than_regions_go_down_the_page(self):
        assert len(in_panels(self.rows(3, a=3, b=6))) == 1


@pytest.mark.parametrize(
    ("text", "set_right"),
    [
        ("In ““十四五”规划”, 甲 sets", "In “‘十四五’规划”, 甲 sets"),
        ("“甲” and “乙”", "“甲” and “乙”"),
        ("an odd “one” more”", "an odd “one” more”"),
        ("an odd ““one”", "an odd ““one”"),
    ],
)
def test_quotation_marks_inside_others_are_single(text, set_right):
    assert nested(text) == set_right
