"""Plans side by side, on small tables that a reader can check."""

import math

import pandas as pd
import pytest
from measure_tables import CHANGZHOU, SHANXI, TIBET, tables, work_reports

from plancompare.analysis.measures import (
    agency_parts,
    agency_themes,
    beside_peers,
    by_subject,
    coverage,
    depth,
    nearest,
    of_plans,
    of_reports,
    promises,
    similarity,
)
from plancompare.measures.themes import themes


@pytest.fixture
def measures() -> pd.DataFrame:
    return tables()[0]


@pytest.fixture
def responsibilities() -> pd.DataFrame:
    return tables()[1]


def at(covered: pd.DataFrame, region: str, theme: str) -> tuple[int, int, int]:
    row = covered.set_index(["region_code", "theme_id"]).loc[(region, theme)]
    return row["items"], row["counts"], row["answered"]


def test_coverage_has_every_region_and_theme(measures):
    covered = coverage(measures)
    of_plans = [key for key, theme in themes().items() if theme.terms]
    assert len(covered) == 3 * len(of_plans)
    assert list(covered["theme_id"][: len(of_plans)]) == of_plans


def test_coverage_counts_items_promises_and_answers(measures):
    covered = coverage(measures)
    assert at(covered, SHANXI, "tcm") == (2, 0, 0)
    assert at(covered, TIBET, "workforce") == (2, 0, 2)
    assert at(covered, TIBET, "governance") == (1, 0, 0)
    # the two promises belong to the one item
    assert at(covered, CHANGZHOU, "tcm") == (1, 2, 0)
    assert at(covered, CHANGZHOU, "childcare") == (0, 0, 0)


def test_beside_peers(measures):
    beside = beside_peers(coverage(measures), TIBET).set_index("theme_id")
    assert (beside["peers"] == 2).all()
    assert beside.loc["tcm", ["items", "peers_with"]].tolist() == [1, 2]
    assert beside.loc["blood", ["items", "peers_with"]].tolist() == [0, 2]  # it alone lacks it
    assert beside.loc["governance", ["items", "peers_with"]].tolist() == [1, 0]  # it alone has it


def test_promises_stand_in_order_of_size(measures):
    assert promises(measures)["count"].tolist() == [30000, 12]


def test_agencies_that_lead_most_come_first(responsibilities):
    parts = agency_parts(responsibilities)
    assert parts[["agency_en", "leads", "supports"]].to_numpy().tolist() == [
        ["Health", 2, 0],
        ["Finance", 1, 0],
        ["Civil affairs", 0, 1],
    ]


def test_which_agency_answers_for_what(responsibilities):
    found = agency_themes(responsibilities).set_index(["agency_en", "theme_id"])
    assert found.loc[("Health", "workforce"), ["leads", "supports"]].tolist() == [2, 0]
    assert found.loc[("Finance", "tcm"), ["leads", "supports"]].tolist() == [1, 0]
    assert found.loc[("Civil affairs", "tcm"), ["leads", "supports"]].tolist() == [0, 1]
    assert ("Finance", "governance") not in found.index


def test_similarity_is_the_cosine_of_items_weighted_by_how_few_have_them(measures):
    # items on tcm (3 of 3 regions), blood (2), workforce (2), governance (1):
    # Shanxi (2, 1, 0, 0), Tibet (1, 0, 2, 1), Changzhou (1, 1, 1, 0)
    tcm, blood, governance = math.log(4 / 3), math.log(4 / 2), math.log(4 / 1)
    one, two = math.log(2), math.log(3)
    shanxi = math.hypot(two * tcm, one * blood)
    tibet = math.hypot(one * tcm, two * blood, one * governance)
    changzhou = math.hypot(one * tcm, one * blood, one * blood)
    alike = similarity(measures)
    assert alike.loc[SHANXI, TIBET] == pytest.approx(two * tcm * one * tcm / (shanxi * tibet))
    assert alike.loc[TIBET, CHANGZHOU] == pytest.approx(
        (one * tcm * one * tcm + two * blood * one * blood) / (tibet * changzhou)
    )
    assert alike.to_numpy() == pytest.approx(alike.to_numpy().T)
    assert alike.to_numpy().diagonal() == pytest.approx(1)


def test_each_region_has_a_nearest(measures):
    found = nearest(measures).set_index("region_code")
    assert found.loc[SHANXI, "nearest_code"] == CHANGZHOU
    assert found.loc[SHANXI, "similarity"] >= found.loc[SHANXI, "median"]


@pytest.fixture
def reports() -> pd.DataFrame:
    return work_reports()


def test_work_reports_and_plans_are_told_apart(measures, reports):
    both = pd.concat([measures, reports])
    assert len(of_plans(both)) == len(measures)
    assert len(of_reports(both)) == len(reports)


def test_depth_counts_measures_themes_subjects_and_counts(reports):
    found = depth(reports).set_index("region_code")
    assert found.loc[SHANXI].tolist() == [3, 2, 3, 1]
    assert found.loc[TIBET].tolist() == [1, 1, 1, 0]


def test_subjects_say_how_many_regions_promise_them(reports):
    found = by_subject(reports).set_index("subject")
    assert found.loc["长期护理保险"].tolist() == [2, "140000;540000", 0, 2]
    assert found.loc["托幼一体"].tolist() == [1, "140000", 1, 2]
    assert found["regions"].is_monotonic_decreasing


def test_tables_without_rows_give_tables_without_rows(measures, responsibilities):
    assert coverage(measures.iloc[:0]).empty
    assert promises(measures.iloc[:0]).empty
    assert agency_parts(responsibilities.iloc[:0]).empty
    assert agency_themes(responsibilities.iloc[:0]).empty
    assert similarity(measures.iloc[:0]).empty
    assert by_subject(measures.iloc[:0]).empty
    assert depth(measures.iloc[:0]).empty
