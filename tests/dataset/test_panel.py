"""The panel of provinces: complete, comparable, and the nation's figures when added up."""

import pandas as pd
import pytest

from plancompare.analysis import comparable
from plancompare.harmonisation.flags import is_shown
from plancompare.regions import region

DENSITIES = (
    "beds_per_1000",
    "physicians_per_1000",
    "nurses_per_1000",
    "health_technicians_per_1000",
)
YEARS = range(2018, 2024)
PUBLICATION = "国家数据 分省年度数据"


@pytest.fixture(scope="module")
def shown(whole) -> pd.DataFrame:
    """The actual values that comparisons show, each with the level of its region."""
    rows = whole["observations"]
    stands = is_shown(rows["flags"]) & (rows["role"] == "actual") & rows["value"].notna()
    rows = rows[stands]
    levels = {code: region(code).level for code in rows["region_code"].unique()}
    return rows.assign(level=rows["region_code"].map(levels))


def test_there_are_twelve_thousand_observations_each_with_its_origin(whole):
    rows = whole["observations"]
    assert len(rows) >= 12_000
    origin = rows[["publication", "issuer", "reliability", "place", "region_code"]]
    assert (origin.fillna("") != "").all(axis=None)
    panel = rows[rows["publication"] == PUBLICATION]
    assert len(panel) >= 10_000
    assert (panel["url"] != "").all()
    assert not panel["place"].str.contains("未录").any()


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("indicator", DENSITIES)
def test_every_province_has_a_value_that_may_stand_beside_the_others(shown, indicator, year):
    of_it = shown[shown["indicator_id"] == indicator]
    found = comparable(of_it, level="province", year=year)
    assert len(found.rows) == 31
    assert set(found.rows["year"]) == {year}
    assert found.aside[found.aside["level"] == "province"].empty


# No communiqué prints technicians per 1,000 people; they print the count.
RATES = [each for each in DENSITIES if each != "health_technicians_per_1000"]
COUNTS = {"health_technicians_total": YEARS, "bed_total": (2019, 2020, 2022, 2023)}


@pytest.fixture(scope="module")
def panel(whole) -> pd.DataFrame:
    """The provinces' values on the resident population, regions by indicators, year by year."""
    rows = whole["observations"]
    own = rows[(rows["publication"] == PUBLICATION) & (rows["population_base"] != "registered")]
    return own.pivot_table(index=["year", "region_code"], columns="indicator_id", values="value")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("indicator", RATES)
def test_the_provinces_add_up_to_the_nation(whole, shown, panel, indicator, year):
    """The provinces' rates by their populations, a head of the nation, beside the communiqué's.

    Before the census the provinces' populations as first published add up to more than the
    nation's (2019: 1,403.85 and 1,400.05 million), so that their mean lies 0.027 beds below the
    6.30 of 2019; a head of the nation's own people it is 6.29.
    """
    of_it = shown[(shown["indicator_id"] == indicator) & (shown["year"] == year)]
    nation = of_it.loc[of_it["level"] == "nation", "value"]
    by_region = panel.loc[year]
    people = by_region["population_first_published" if year < 2020 else "population_total"]
    assert by_region[indicator].notna().sum() == people.notna().sum() == 31
    of_all = people.sum()
    if year < 2020:
        of_all = nations_count(whole["observations"], "population_total", year)
    assert (by_region[indicator] * people).sum() / of_all == pytest.approx(nation.iloc[0], abs=0.02)


@pytest.mark.parametrize(
    ("indicator", "year"), [(name, year) for name, years in COUNTS.items() for year in years]
)
def test_the_provinces_counts_add_up_to_the_nations(whole, panel, indicator, year):
    """Per 1,000 people they differ by less than 0.01: 0.007 of technicians up to 2021.

    The nation's technicians of those years include civil servants with a certificate of health
    inspector, who are in no province's count, as the communiqué of 2018 says.
    """
    nation = nations_count(whole["observations"], indicator, year)
    difference = panel.loc[year][indicator].sum() - nation
    assert abs(difference) / panel.loc[year]["population_total"].sum() * 1000 < 0.01


def nations_count(rows: pd.DataFrame, indicator: str, year: int) -> float:
    """As a communiqué prints it, or the next one's less the change that it prints."""
    own = rows[(rows["region_code"] == "100000") & (rows["indicator_id"] == indicator)]
    printed = own[own["value"].notna()].set_index("year")["value"]
    changes = own[own["change"].notna()].set_index("year")["change"]
    return printed[year] if year in printed.index else printed[year + 1] - changes[year + 1]


@pytest.mark.parametrize("year", [2010, 2011, 2013])
def test_rates_on_the_registered_population_are_a_series_of_their_own(whole, shown, year):
    """They stay in the dataset and are not shown: 15.46 technicians in Beijing, 9.27 with all."""
    rows = whole["observations"]
    printed = rows[(rows["population_base"] == "registered") & (rows["year"] == year)]
    technicians = printed[printed["indicator_id"] == "health_technicians_per_1000"]
    assert len(technicians) == 31
    assert not is_shown(technicians["flags"]).any()
    there = shown.query("indicator_id == 'health_technicians_per_1000' and year == @year")
    assert len(there) == 31 and set(there["population_base"]) <= {"permanent", ""}


def test_shares_of_a_small_sample_say_so(whole):
    rows = whole["observations"].query("indicator_id == 'aged_65_share' and derived")
    assert len(rows) == 279
    assert rows["flags"].str.contains("small_sample").all()
    assert set(rows["collection"]) == {"survey"}
