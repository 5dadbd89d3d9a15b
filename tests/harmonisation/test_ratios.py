"""Ratios are derived from two counts of one publication, and only where it does not print them."""

import csv

import pandas as pd
import pytest
from tests.conftest import ROOT

from plancompare.build import make_tables
from plancompare.catalogue import catalogue
from plancompare.harmonisation.ratios import with_ratios

HEAD = "label,value,year,role,nature,place,population_base,publication"
BEDS = "医疗卫生机构床位数,1.25万张,2020,actual,,卫生 / 第1行,,"
PEOPLE = "年末常住人口,200万人,2020,actual,,人口 / 第1行,,"
FIRST = "年末常住人口(修订前),250万人,2020,actual,,人口 / 第2行,,"
PRINTED = "每千人口医疗卫生机构床位数,6.24,2020,actual,,卫生 / 第2行,,"


@pytest.fixture
def ratios(make_source):
    """A function from rows of figures.csv to the beds per 1,000 that a build has of them."""

    def derived(*rows: str, head: str = HEAD, **meta: object) -> pd.DataFrame:
        folder = make_source(rows=rows, head=head, **{"kind": "reference"} | meta)
        table = make_tables(folder.parent)["observations"]
        return table[table["indicator_id"] == "beds_per_1000"].reset_index(drop=True)

    return derived


def test_beds_over_people_is_beds_per_thousand(ratios):
    (row,) = ratios(BEDS, PEOPLE).to_dict("records")
    assert row["value"] == 6.25
    assert row["derivation"] == "1.25万张 ÷ 200万人 × 1,000 = 6.25"
    assert row["place"] == "卫生 / 第1行 ÷ 人口 / 第1行"
    assert (row["derived"], row["flags"], row["unit"]) == (True, "derived", "per_1000")
    assert row["population_base"] == "permanent"  # 常住, as the label of the population says
    assert row["observation_id"] == "county-plan/150500/beds_per_1000/2020/actual/ratio"


def test_official_tables_round_half_up(ratios):
    """1.129万 over 200万 is 5.645, which a machine's number would round down."""
    (row,) = ratios(BEDS.replace("1.25", "1.129"), PEOPLE).to_dict("records")
    assert row["value"] == 5.65


def test_what_the_publication_prints_is_not_derived(ratios):
    (row,) = ratios(BEDS, PEOPLE, PRINTED).to_dict("records")
    assert (row["value"], row["derived"]) == (6.24, False)


def test_a_rate_printed_on_the_registered_population_is_another(ratios):
    """Both stay; the one of the people who live there is shown, and they do not contradict."""
    rows = ratios(
        BEDS, PEOPLE, PRINTED.replace("第2行,", "第2行,registered").replace("6.24", "9.1")
    )
    flags = dict(zip(rows["value"], rows["flags"], strict=True))
    assert flags == {9.1: "other_series", 6.25: "derived"}


def test_the_population_first_published_is_what_rates_were_printed_on(ratios):
    (row,) = ratios(BEDS, PEOPLE, FIRST).to_dict("records")
    assert row["value"] == 5.0


@pytest.mark.parametrize(
    "people",
    [
        PEOPLE.replace("2020", "2019"),
        PEOPLE.replace("200万人", "200万人以上"),
        PEOPLE.replace("actual", "target"),
        PEOPLE + "another publication",
        PEOPLE.replace("200万人", "—"),
    ],
    ids=["another year", "a bound", "a promise", "another publication", "a dash"],
)
def test_other_counts_have_no_ratio(ratios, people):
    assert ratios(BEDS, people).empty


def test_a_denominator_of_another_source_of_the_publication_is_named(make_source):
    make_source("beds", rows=[BEDS], head=HEAD, kind="reference", reliability="republished")
    folder = make_source("people", rows=[PEOPLE], head=HEAD, kind="reference")
    table = make_tables(folder.parent)["observations"]
    (row,) = table[table["indicator_id"] == "beds_per_1000"].to_dict("records")
    assert (row["source_id"], row["figure_row"]) == ("beds", 2)
    assert row["note"] == "÷ people, row 2"
    assert row["flags"] == "derived;second_hand"


def test_every_ratio_of_the_catalogue_is_of_counts_and_stands_once():
    entries = catalogue()
    named = [ratio.indicator for ratio in entries.ratios]
    assert len(set(named)) == len(named)
    for ratio in entries.ratios:
        assert {entries[name].unit for name in (ratio.of, *ratio.over)} == {"count"}
        assert entries[ratio.indicator].unit in ("per_1000", "percent")


# --- over the whole dataset ---


@pytest.fixture(scope="module")
def observations(whole) -> pd.DataFrame:
    return whole["observations"]


def every_ratio(observations: pd.DataFrame) -> pd.DataFrame:
    """Every ratio that follows, printed too or not: as if no source printed any."""
    names = [ratio.indicator for ratio in catalogue().ratios]
    none_printed = observations[~observations["indicator_id"].isin(names)]
    return with_ratios(none_printed).iloc[len(none_printed) :]


def test_ratios_equal_those_that_were_worked_out_by_hand(observations):
    """`panel_derived.csv`: 806 of them, each from the same two counts."""
    path = ROOT.parent / "shared/facts/panel/panel_derived.csv"
    if not path.is_file():
        pytest.skip("the panel that the tables were entered from is not beside the repository")
    names = {
        "65岁及以上人口占比": "aged_65_share",
        "每千人口医疗卫生机构床位数": "beds_per_1000",
        "每千人口卫生技术人员数": "health_technicians_per_1000",
        "每千人口执业(助理)医师数": "physicians_per_1000",
        "每千人口注册护士数": "nurses_per_1000",
    }
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = {
        (names[row["label"]], row["region_code"], int(row["year"])): float(row["value"])
        for row in rows
    }
    assert len(expected) == 806
    ratios = every_ratio(observations)
    key = zip(ratios["indicator_id"], ratios["region_code"], ratios["year"], strict=True)
    found = dict(zip(key, ratios["value"], strict=True))
    assert {each: found.get(each) for each in expected} == expected


def test_a_ratio_agrees_with_the_same_printed_on_the_same_population(observations):
    """Where a publication prints what follows too, they differ by no more than rounding.

    Staff of 2015 is printed in whole numbers per 10,000; beds of 2020 were printed on a population
    that was put right later, by up to 0.7 per cent.
    """
    ratios = every_ratio(observations)
    key = ["publication", "region_code", "indicator_id", "year", "population_base"]
    both = ratios.merge(observations[~observations["derived"]], on=key, suffixes=("", "_there"))
    assert len(both) > 1_000
    allowed = both["year"].map({2015: 0.06, 2020: 0.05}).fillna(0.025)
    apart = (both["value"] - both["value_there"]).abs()
    assert both.loc[apart > allowed, key].empty
