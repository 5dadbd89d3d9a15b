"""Rules over the whole shipped dataset: what charts and reports set side by side may be."""

import numpy as np
import pandas as pd
import pytest

from plancompare.analysis import places, thresholds, with_facets
from plancompare.analysis.series import FACETS
from plancompare.charts import CHARTS, Asked, drawn, title_text
from plancompare.dataset import Dataset, load
from plancompare.errors import UsageError
from plancompare.views.over_years import inequality_over_years, with_lines
from plancompare.views.plan_views import plan_kind, successive_plans
from plancompare.views.region_views import history, most_stated
from plancompare.views.side_by_side import (
    nation_beside,
    nations_target,
    shown_rows,
    side_by_side,
)

LEVELS = ("province", "prefecture", "county")
DRAWN = (
    "beds_per_1000",
    "health_literacy",
    "infant_mortality",
    "life_expectancy",
    "physicians_per_1000",
)
SIDE_BY_SIDE = ("heat_table", "ranking", "tile_map")


@pytest.fixture(scope="module")
def data(shipped) -> Dataset:
    return load(shipped)


@pytest.fixture(scope="module")
def compared(data) -> list:
    """Every indicator at every level, actual values and targets."""
    actuals = data.observations[data.observations["value"].notna()]
    return [
        side_by_side(data, sorted(of_role["indicator_id"].unique()), level=level, role=role)
        for role, of_role in actuals.groupby("role")
        for level in LEVELS
    ]


def test_a_group_of_all_is_compared_as_the_level_is(data):
    provinces = list(data.regions.loc[data.regions["level"] == "province", "region_code"])
    asked = ["physicians_per_1000", "infant_mortality", "beds_per_1000"]
    level = side_by_side(data, asked, level="province")
    group = side_by_side(data, asked, region="150000", regions=provinces)
    assert (group.level, group.years, group.whole) == (level.level, level.years, level.whole)
    assert list(group.rows["indicator_id"].unique()) == asked
    pd.testing.assert_frame_equal(group.rows, level.rows)
    pd.testing.assert_frame_equal(group.nation, level.nation)


def test_one_level_stands_side_by_side(compared):
    for found in compared:
        assert set(found.rows["level"]) <= {found.level}
        assert "county" not in set(found.beside["level"])


def test_no_value_lies_outside_its_window(compared):
    for found in compared:
        for rows in (found.rows, found.beside):
            assert ((rows["year"] - rows["reference_year"]).abs() <= 2).all()


def test_nothing_is_lost_and_nothing_counts_twice(data, compared):
    for found in compared:
        every = pd.concat([found.rows, found.beside, found.aside])
        assert not every.duplicated(["region_code", "indicator_id"]).any()
        assert (found.aside["reason"] != "").all()


def test_nothing_is_pooled_across_series_known_to_differ(compared):
    for found in compared:
        both = with_facets(pd.concat([found.rows, found.beside]))
        for facet in FACETS:
            told = both[both[facet] != ""]
            assert (told.groupby("indicator_id")[facet].nunique() <= 1).all(), facet


def test_no_rank_among_fewer_than_eight(compared):
    for found in compared:
        for _, part in found.rows.groupby("indicator_id"):
            ranked = places(part, str(part["direction"].iloc[0]))["rank"].notna()
            assert ranked.all() if len(part) >= 8 else not ranked.any()


def test_no_rate_on_fewer_than_ten_deaths_is_compared(compared):
    for found in compared:
        assert not (found.rows["events"] < thresholds().least_events).any()


def test_the_nations_surveillance_judges_no_province_by_its_reports(data):
    for rate in ("infant_mortality", "under5_mortality", "maternal_mortality"):
        found = side_by_side(data, [rate], level="province")
        assert nation_beside(found).empty
        told = found.aside.set_index("region_code")["reason"]
        assert told["100000"] == "other_series"


@pytest.mark.parametrize("chart", SIDE_BY_SIDE)
def test_every_drawn_value_outside_the_reference_year_shows_its_year(data, chart):
    for indicator in DRAWN:
        found = drawn(data, chart, Asked(indicators=[indicator]))
        off = found.rows[found.rows["year"] != found.rows["reference_year"]]
        figure = CHARTS[chart](found.rows, **found.options)
        shown = " ".join(text.get_text() for text in figure.findobj(match=_is_text))
        for year in off["year"].dropna().unique():
            assert str(year) in shown, (indicator, year)
        plt_years = found.rows.loc[found.rows["reason"] == "", "reference_year"].dropna().unique()
        assert all(str(year) in title_text(figure) for year in plt_years)


def _is_text(artist) -> bool:
    return hasattr(artist, "get_text")


def test_the_claim_of_a_title_follows_from_the_rows(data):
    """The region beside the nation is above it where the rows say so, in the year of both."""
    for indicator in DRAWN:
        for region in ("150000", "450000"):
            try:
                found = drawn(data, "ranking", Asked(indicators=[indicator], region=region))
            except UsageError:
                continue
            own = found.rows[(found.rows["region_code"] == region) & (found.rows["reason"] == "")]
            nation = found.options.get("benchmark")
            if own.empty or nation is None:
                continue
            title = title_text(CHARTS["ranking"](found.rows, **found.options))
            decimals = int(own["decimals"].iloc[0])
            ahead = np.round(own["value"].iloc[0], decimals) - np.round(nation, decimals)
            word = "高于" if ahead > 0 else "低于" if ahead < 0 else "持平"
            assert word in title and f"{own['value'].iloc[0]:,.{decimals}f}" in title


def test_what_is_set_aside_is_counted_and_below_the_line(data):
    found = side_by_side(data, ["infant_mortality"], level="province")
    rows = shown_rows(found)
    assert set(rows.loc[rows["reason"] != "", "region_code"]) == set(found.set_aside["region_code"])
    assert set(found.set_aside["reason"]) <= {"other_year", "bound", "few_events"}


def test_of_targets_for_one_year_the_last_issued_is_drawn(data):
    nurses = history(data, "nurses_per_1000", ["100000"]).query("role == 'target'")
    of_2030 = nurses[nurses["year"] == 2030]
    assert of_2030["value"].nunique() > 1  # the outline of 2016 and the one of 2026
    assert of_2030["issued"].is_monotonic_increasing
    beside = nations_target(data, side_by_side(data, ["nurses_per_1000"], level="province"))
    assert beside["value"] == of_2030["value"].iloc[-1]


def test_no_target_stands_beside_values_of_a_year_after_it_was_due(data):
    for indicator in DRAWN:
        found = side_by_side(data, [indicator], level="province")
        target = nations_target(data, found)
        assert target is None or target["year"] >= found.year
    beds = side_by_side(data, ["beds_per_1000"], level="province")
    assert nations_target(data, beds) is None  # the last target was for 2020


def test_plans_that_follow_each_other_are_of_one_kind_and_one_body(data):
    titles = dict(zip(data.sources["source_id"], data.sources["title"], strict=True))
    pairs = successive_plans(data)
    assert ("nation-13fyp-health-plan", "nation-14fyp-health-plan") in pairs
    for earlier, later in pairs:
        assert plan_kind(titles[earlier]) == plan_kind(titles[later])
        assert "新闻发布会" not in titles[later]


def test_what_is_compared_unasked_is_no_count(data):
    units = data.indicators.set_index("indicator_id")["unit"]
    chosen = most_stated(data, "actual", 8)
    assert {"beds_per_1000", "physicians_per_1000", "nurses_per_1000"} < set(chosen)
    assert "count" not in set(units[chosen])
    assert {"life_expectancy_male", "average_length_of_stay"}.isdisjoint(chosen)  # 2010, 2019


# over the years


def test_inequality_over_the_years_is_that_of_each_year_alone(data):
    table = inequality_over_years(data, "physicians_per_1000").set_index("year")
    assert list(table.index) == list(range(2010, 2024))
    assert (table["n"] == 31).all()
    parts = table["theil_within"] + table["theil_between"]
    assert np.allclose(parts.astype(float), table["theil"].astype(float), atol=1e-12)

    found = side_by_side(data, ["physicians_per_1000"], level="province", year=2015)
    rows = found.rows.set_index("region_code")["value"]
    first = data.observations.query(
        "indicator_id == 'population_first_published' and year == 2015"
    ).set_index("region_code")["value"]
    weight = first[rows.index] / first[rows.index].sum()
    mean = (rows * weight).sum()
    by_hand = (weight * rows / mean * np.log(rows / mean)).sum()
    assert table.loc[2015, "theil"] == pytest.approx(by_hand, abs=1e-9)


def test_the_census_breaks_rates_a_head_and_the_break_is_told(data):
    table = inequality_over_years(data, "beds_per_1000").set_index("year")
    assert table.loc[2019, "series_from"] is pd.NA
    assert set(table.loc[2020:, "series_from"]) == {2020}
    assert "人口普查" in table.loc[2020, "break_zh"]
    assert table.loc[2019, "break_zh"] == ""


def test_every_province_has_lines_and_what_is_shown_of_others_is_enough_for_a_trend(data):
    for region in data.regions.query("level == 'province' and observations > 0")["region_code"]:
        assert with_lines(data, region)[:2] == ["beds_per_1000", "physicians_per_1000"]
    assert with_lines(data, "321182") == []  # one year each
