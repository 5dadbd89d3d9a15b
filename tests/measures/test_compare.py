"""Plans side by side, on small tables that a reader can check."""

import math

import pandas as pd
import pytest
from measure_tables import CHANGZHOU, SHANXI, TIBET, tables

from plancompare.analysis.measures import (
    agency_parts,
    agency_themes,
    beside_peers,
    coverage,
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


def test_similarity_is_the_cosine_of_the_numbers_of_items(measures):
    # items on tcm, blood, workforce, governance:
    # Shanxi (2, 1, 0, 0), Tibet (1, 0, 2, 1), Changzhou (1, 1, 1, 0)
    alike = similarity(coverage(measures))
    assert alike.loc[SHANXI, TIBET] == pytest.approx(2 / math.sqrt(5 * 6))
    assert alike.loc[SHANXI, CHANGZHOU] == pytest.approx(3 / math.sqrt(5 * 3))
    assert alike.loc[TIBET, CHANGZHOU] == pytest.approx(3 / math.sqrt(6 * 3))
    assert alike.to_numpy() == pytest.approx(alike.to_numpy().T)
    assert alike.to_numpy().diagonal() == pytest.approx(1)


def test_tables_without_rows_give_tables_without_rows(measures, responsibilities):
    assert coverage(measures.iloc[:0]).empty
    assert promises(measures.iloc[:0]).empty
    assert agency_parts(responsibilities.iloc[:0]).empty
    assert agency_themes(responsibilities.iloc[:0]).empty
    assert similarity(coverage(measures.iloc[:0])).empty
