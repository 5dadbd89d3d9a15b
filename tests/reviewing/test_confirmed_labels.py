"""What people confirmed says how well the program reads, and can teach it."""

import pytest
from test_desk import BEDS, INFANTS, keyed
from typer.testing import CliRunner

from plancompare.cli.app import app
from plancompare.extraction.evidence import extract_from
from plancompare.reviewing.labels import labels_of
from plancompare.sources import load_source


@pytest.fixture
def decided(at, folder):
    """Of six figures one was confirmed, one put right, one rejected and one more found."""
    at.confirm(keyed(at, BEDS).key)
    at.correct(keyed(at, INFANTS).key, {"value": "4.5‰以下"})
    at.reject(keyed(at, INFANTS, "2020").key)
    at.add({"label": "孕产妇死亡率", "value": "8/10万", "year": "2025", "role": "target"})
    return folder


def test_figures_are_right_or_wrong_as_a_person_decided_and_open_ones_are_neither(decided, plan):
    source = load_source(decided)
    judged = labels_of(source).judged(extract_from(source, plan))
    assert [(each.label, each.year, right) for each, right in judged] == [
        (INFANTS, 2020, False),
        (BEDS, 2025, True),
        (INFANTS, 2025, False),
    ]


def test_what_was_put_right_by_hand_to_what_is_read_now_is_right(at, folder, plan):
    at.correct(keyed(at, BEDS).key, {"value": "6.2张"})
    at.correct(keyed(at, BEDS).key, {"value": "6.1张"})
    source = load_source(folder)
    assert [right for _, right in labels_of(source).judged(extract_from(source, plan))] == [True]


def test_evaluate_scores_the_reader_on_what_was_decided(decided, plan):
    words = ["evaluate", "--confirmed", "--documents", str(plan.parent)]
    result = CliRunner().invoke(app, [*words, "--raw", str(decided.parent)])
    assert result.exit_code == 0, result.output
    # one found; the corrected and the added one missed; what was read for two of them spurious
    assert "(1 found, 2 missed, 2 spurious)" in result.stdout


def test_where_nobody_reviewed_there_is_nothing_to_score(folder, plan):
    words = ["evaluate", "--confirmed", "--documents", str(plan.parent)]
    result = CliRunner().invoke(app, [*words, "--raw", str(folder.parent)])
    assert "no reviewed source's document" in str(result.exception)
