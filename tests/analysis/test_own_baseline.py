"""A target was set against its own plan's baseline, whatever another source says of that year."""

from functools import partial

import analysis_tables
from analysis_tables import indicators, observations

from plancompare.analysis import gap_table

actual = partial(analysis_tables.actual, indicator_id="mortality")
target = partial(analysis_tables.target, indicator_id="mortality")

OWN = actual(2015, 29.3, source_id="plan", flags="conflict;outranked")
OTHER = actual(2015, 29.97, source_id="communique", flags="conflict")
TARGET = target(2030, 25.0, source_id="plan")


def gaps(*rows):
    return gap_table(observations(*rows), indicators())


def plan_gap(*rows):
    (row,) = gaps(*rows).query("source_id == 'plan'").itertuples()
    return row


def test_the_plan_s_own_baseline_stays():
    row = plan_gap(OWN, OTHER, TARGET)
    assert (row.baseline, row.baseline_source_id) == (29.3, "plan")
    assert row.flags == "conflict;outranked"


def test_what_became_of_it_is_what_comparisons_show():
    outranked = actual(2020, 27.0, source_id="other plan", flags="outranked")
    shown = actual(2020, 27.7, source_id="communique")
    row = plan_gap(OWN, OTHER, TARGET, outranked, shown, target(2030, 24.0, source_id="other plan"))
    assert (row.baseline, row.latest, row.latest_year) == (29.3, 27.7, 2020)


def test_a_plan_without_a_baseline_takes_what_comparisons_show():
    copy = actual(2015, 29.3, source_id="copy", flags="outranked")
    row = plan_gap(copy, OTHER, TARGET)
    assert (row.baseline, row.baseline_source_id) == (29.97, "communique")


def test_another_plan_s_outranked_baseline_is_passed_over():
    later = actual(2016, 28.0, source_id="other plan", flags="outranked")
    row = plan_gap(later, target(2030, 24.0, source_id="other plan"), OTHER, TARGET)
    assert (row.baseline, row.baseline_source_id) == (29.97, "communique")


def test_of_two_own_values_for_one_year_the_one_shown_is_taken():
    shown = actual(2015, 29.4, source_id="plan", reliability="press")
    assert plan_gap(shown, OWN, TARGET).baseline == 29.4
    assert plan_gap(OWN, shown, TARGET).baseline == 29.4


def test_what_is_outranked_and_no_baseline_has_no_row_of_its_own():
    copied = target(2030, 25.0, source_id="copy", flags="outranked")
    copy = actual(2015, 29.3, source_id="copy", flags="outranked")
    assert list(gaps(OWN, TARGET, copy, copied)["source_id"]) == ["plan"]
