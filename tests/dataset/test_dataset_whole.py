"""The data in `data/raw` as a whole: nothing is lost on the way, and nothing stands alone."""

from pathlib import Path

import pandas as pd
import pytest
from tests.conftest import ROOT

from plancompare.harmonisation.flags import is_shown
from plancompare.quality.findings import broken, compare
from plancompare.regions import region
from plancompare.sources import Figure, Source, find_sources, load_source

RAW = ROOT / "data" / "raw"
BENCHMARKS = (
    "beds_per_1000",
    "physicians_per_1000",
    "nurses_per_1000",
    "life_expectancy",
    "infant_mortality",
    "under5_mortality",
    "maternal_mortality",
    "health_literacy",
)
# No page that states the nation's target for beds after 2020 was found.
NO_TARGET = {"beds_per_1000"}


WHERE = ["source_id", "figure_row", "figure_column"]


@pytest.fixture(scope="module")
def observations(whole) -> pd.DataFrame:
    return whole["observations"]


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    """Every row of every figures.csv, and every cell of every table.csv.

    `action` is that of the entry of corrections.toml that concerns it, and `put` its value.
    """
    rows = [
        {
            "source_id": source.id,
            "figure_row": figure.row,
            "figure_column": figure.column,
            "label": figure.label,
            "printed": figure.value,
            "place": figure.place,
            **correction_of(figure, source),
        }
        for source in map(load_source, find_sources(RAW))
        for figure in source.figures
    ]
    return pd.DataFrame(rows)


def correction_of(figure: Figure, source: Source) -> dict[str, str]:
    where = (figure.label, figure.place, figure.value)
    for each in source.corrections:
        if (each.label, each.place, each.expects) == where and each.year in (None, figure.year):
            return {"action": each.action, "put": each.value}
    return {"action": "", "put": ""}


def shown(observations: pd.DataFrame) -> pd.DataFrame:
    return observations[is_shown(observations["flags"])]


def test_every_source_has_the_rows_that_it_had(whole):
    """Rows that are added or dropped on purpose change expected_figures.csv too."""
    expected = pd.read_csv(Path(__file__).with_name("expected_figures.csv"))
    found = whole["sources"].set_index("source_id")["figures"].to_dict()
    assert found == expected.set_index("source_id")["figures"].to_dict()


def test_no_figure_is_lost_between_source_and_dataset(whole, figures):
    key = WHERE
    kept = pd.concat([whole[name][key] for name in ("observations", "unmatched")])
    stays = figures[figures["action"] != "drop"]
    assert set(map(tuple, kept.to_numpy())) == set(map(tuple, stays[key].to_numpy()))


def test_every_observation_leads_back_to_its_row_and_place(observations, figures):
    traced = observations.merge(figures, on=WHERE, suffixes=("", "_there"))
    assert len(traced) == len(observations)
    assert (traced["label_printed"] == traced["label"]).all()
    overridden = traced["action"] == "override"
    assert (traced["flags"].str.contains("corrected") == overridden).all()
    assert (traced["value_printed"] == traced["printed"].mask(overridden, traced["put"])).all()
    places = zip(traced["place"], traced["place_there"], strict=True)
    assert all(place.split(" ÷ ")[0] == there for place, there in places)


def test_there_is_enough_to_explore(whole, observations):
    level = whole["regions"].set_index("region_code")["level"]
    regions = observations["region_code"].drop_duplicates().map(level)
    assert len(observations) >= 1000
    assert (regions != "county").sum() >= 32
    assert (regions == "province").sum() == 31
    assert set(regions) == {"nation", "province", "prefecture", "county"}


def test_of_each_indicator_in_use_an_official_definition_was_looked_for(whole, observations):
    in_use = whole["indicators"]["indicator_id"].isin(observations["indicator_id"])
    used = whole["indicators"][in_use].set_index("indicator_id")
    assert list(used.index[used["definition_status"] == "not_sought"]) == []


def test_every_observation_names_its_publication_and_how_far_to_trust_it(observations):
    assert (observations["publication"] != "").all()
    without_page = observations[(observations["url"] == "") & (observations["place"] == "")]
    assert (without_page["reliability"] == "republished").all()


def test_what_was_seen_only_in_a_copy_says_so(observations):
    is_copy = observations["reliability"] == "republished"
    assert (observations["flags"].str.contains("second_hand") == is_copy).all()


@pytest.mark.parametrize("indicator", BENCHMARKS)
def test_the_nation_is_a_benchmark(observations, indicator):
    """Its value of 2020, and its next target: of 2025 where a page states one, else of 2030."""
    nation = shown(observations).query("region_code == '100000' and indicator_id == @indicator")
    actual = nation.query("role == 'actual' and year == 2020")
    targets = nation.query("role == 'target' and year in (2025, 2030)")
    assert len(actual) == 1
    assert bool(len(targets)) == (indicator not in NO_TARGET)
    assert (pd.concat([actual, targets])["publication"] != "").all()


def test_one_actual_value_of_a_year_is_shown(observations):
    actual = shown(observations).query("role == 'actual' and comparability == 'same'")
    dated = actual[actual["year"].notna() & actual["value"].notna()]
    twice = dated.duplicated(["region_code", "indicator_id", "year"], keep=False)
    assert dated.loc[twice, ["region_code", "indicator_id", "year", "value"]].empty


def test_every_plan_that_prints_a_baseline_is_judged_by_it(whole, observations):
    """Whatever other publications say of that year; see docs/conflicts.md."""
    key = ["region_code", "indicator_id", "source_id"]
    own = observations[~observations["flags"].str.contains("superseded")]
    own = own.query("role == 'actual'").dropna(subset=["value", "year"])[[*key, "year"]]
    targets = whole["gaps"].dropna(subset=["target", "target_year"])
    printed = targets.merge(own, on=key).query("year < target_year")
    assert len(printed) > 50
    assert (printed["baseline_source_id"] == printed["source_id"]).all()


@pytest.mark.parametrize(
    ("source", "indicator", "baseline"),
    [
        ("nation-healthy-china-2030", "oop_share", 29.3),
        ("guangdong-14fyp-health", "maternal_mortality", 10.18),
        ("tibet-13fyp-health-press", "maternal_mortality", 110.0),
    ],
)
def test_a_baseline_that_others_outrank_stays(whole, source, indicator, baseline):
    (gap,) = whole["gaps"].query("source_id == @source and indicator_id == @indicator").itertuples()
    assert gap.baseline == baseline
    assert "outranked" in gap.flags


def test_the_provinces_populations_are_those_of_the_census(observations):
    """The seventh census counts 1,409,778,724 people in the 31 provinces."""
    people = shown(observations).query("indicator_id == 'population_total' and year == 2020")
    census = people[people["collection"] == "census"]
    level = census["region_code"].map(lambda code: region(code).level)
    provinces = census[level == "province"]
    assert len(provinces) == 31
    assert provinces["value"].sum() == 1_409_778_724


@pytest.mark.parametrize(
    ("province", "parts", "people"), [("15", 12, 24_049_155), ("14", 11, 34_915_616)]
)
def test_prefectures_add_up_to_their_province(observations, province, parts, people):
    people_of = observations.query("indicator_id == 'population_total' and year == 2020")
    census = people_of[
        people_of["collection"] != "estimate"
    ]  # of 1 November, not of the year's end
    own = census[census["region_code"].str.startswith(province)]
    below = own[~own["region_code"].str.endswith("0000")]
    assert len(below) == parts
    assert below["value"].sum() == people
    assert own.loc[own["region_code"].str.endswith("0000"), "value"].tolist() == [people]


def test_findings_tell_readers_the_publication_and_no_file(whole):
    found, titles = whole["findings"], whole["sources"].set_index("source_id")["title"]
    assert len(found) > 50
    for row in found.itertuples():
        for said in (row.said_zh, row.said_en):
            assert ".csv" not in said
            assert titles[row.source_ids.split(";")[0]] in said


def test_who_is_to_mend_it_is_told_file_row_and_column(whole):
    found = broken(compare(whole))
    said = found.loc[found["about"] == "observations", "en"]
    assert said.str.contains(r"/(?:figures\.csv, row \d+|table\.csv, row \d+, column \d{4})").all()
    assert said.str.contains("table.csv", regex=False).any()
