"""What the five real plans must come to, checked by hand against their pages."""

import pandas as pd
import pytest
from tests.conftest import ROOT

TONGLIAO, LESHAN, CHANGZHOU, SHANXI, TIBET = (
    "tongliao-14fyp-health",
    "leshan-shizhong-14fyp-health-draft",
    "changzhou-2020-work-plan",
    "shanxi-2017-work-points",
    "tibet-2023-service-system-opinions",
)


@pytest.fixture(scope="module")
def tables(whole):
    return whole


@pytest.fixture
def find(tables):
    """A function that finds a source's observations of an indicator, the superseded left out."""

    def found(source, indicator, year=None, role="actual"):
        rows = tables["observations"].query(
            "source_id == @source and indicator_id == @indicator and role == @role"
        )
        rows = rows[~rows["flags"].str.contains("superseded")]
        return rows if year is None else rows[rows["year"] == year]

    return found


GOLDEN = [
    (TONGLIAO, "beds_per_1000", 2020, "actual", 7.24, "exact"),
    (TONGLIAO, "beds_per_1000", 2025, "target", 8, "exact"),
    (TONGLIAO, "beds_per_1000", 2015, "actual", 4.83, "exact"),
    (TONGLIAO, "physicians_per_1000", 2020, "actual", 2.99, "exact"),
    (TONGLIAO, "physicians_per_1000", 2025, "target", 3.6, "exact"),
    (TONGLIAO, "hypertension_standard_management", 2020, "actual", 52.4, "exact"),
    (TONGLIAO, "diabetes_standard_management", 2020, "actual", 55.1, "exact"),
    (TONGLIAO, "hypertension_standard_management", 2025, "target", 80, "at_least"),
    (TONGLIAO, "diabetes_standard_management", 2025, "target", 80, "at_least"),
    (TONGLIAO, "premature_ncd_mortality", 2025, "target", 16.92, "exact"),
    (TONGLIAO, "public_health_staff_per_10k", 2025, "target", 10.842, "exact"),
    (TONGLIAO, "under5_mortality", 2020, "actual", 6.49, "exact"),
    (TONGLIAO, "infant_mortality", 2025, "target", 10, "below"),
    (CHANGZHOU, "elderly_health_management", 2020, "target", 70, "exact"),
    (TONGLIAO, "elderly_standard_management", 2025, "target", 65, "at_least"),
]


@pytest.mark.parametrize(("source", "indicator", "year", "role", "value", "bound"), GOLDEN)
def test_a_value_of_the_plans(find, source, indicator, year, role, value, bound):
    rows = find(source, indicator, year, role)
    assert list(rows["value"]) == [value]
    assert list(rows["bound"]) == [bound]


def test_derived_values_show_their_arithmetic(find):
    mortality = find(TONGLIAO, "premature_ncd_mortality", 2025, "target")
    staff = find(TONGLIAO, "public_health_staff_per_10k", 2025, "target")
    beds = find(TONGLIAO, "beds_per_1000", 2015)
    assert [*mortality["derivation"], *staff["derivation"], *beds["derivation"]] == [
        "18.80 × (1 − 10%) = 16.92",
        "8.34 × (1 + 30%) = 10.842",
        "7.24 ÷ (1 + 49.90%) = 4.83",
    ]
    assert pd.concat([mortality, staff, beds])["derived"].all()


def test_under_5_mortality_is_printed_twice_and_both_stay(tables):
    rows = tables["observations"].query(
        "source_id == @TONGLIAO and indicator_id == 'under5_mortality' and year == 2020"
    )
    assert sorted(rows["value"]) == [6.49, 6.94]
    assert rows["flags"].str.contains("conflict").all()


def test_infant_mortality_had_met_its_target_when_it_was_set(tables, find):
    target = find(TONGLIAO, "infant_mortality", 2025, "target")
    assert "already_met" in target["flags"].iloc[0]
    gap = tables["gaps"].query("source_id == @TONGLIAO and indicator_id == 'infant_mortality'")
    assert list(gap["status"]) == ["met"]
    assert list(gap["baseline"]) == [5.34]


def test_maternal_mortality_of_leshan_is_a_true_zero(find):
    assert list(find(LESHAN, "maternal_mortality")["value"]) == [0]


def test_myopia_stays_a_change_for_want_of_a_baseline(find):
    (row,) = find(TONGLIAO, "myopia_children", 2025, "target").to_dict("records")
    assert pd.isna(row["value"])
    assert (row["change"], row["change_kind"]) == (-0.5, "absolute_per_year")
    assert row["flags"] == "no_baseline"


def test_management_of_the_elderly_and_standard_management_are_near_and_apart(tables):
    indicators = tables["indicators"].set_index("indicator_id")
    assert "elderly_standard_management" in indicators.loc["elderly_health_management", "near"]


def test_tibet_has_measures_and_no_indicator(tables):
    sources = tables["sources"].set_index("source_id")
    assert sources.loc[TIBET, "observations"] == 0


def test_every_figure_is_an_observation_or_listed_as_unmatched(tables):
    """The rows of figures.csv that the dataset does not account for: none."""
    for folder in (TONGLIAO, LESHAN, CHANGZHOU, SHANXI, TIBET):
        lines = (ROOT / "data" / "raw" / folder / "figures.csv").read_text(encoding="utf-8")
        written = set(range(2, len(lines.splitlines()) + 1))
        read = tables["observations"].query("source_id == @folder")["figure_row"]
        listed = tables["unmatched"].query("source_id == @folder")["figure_row"]
        assert set(read) | set(listed) == written
        assert not set(read) & set(listed)
