"""Two people who reviewed the same document, side by side."""

import shutil

import pytest
from review_tools import desk

from plancompare.errors import UsageError
from plancompare.reviewing.agreement import AS_READ, REJECTED, agreement, kappa


def test_kappa_is_the_agreement_beyond_that_of_chance():
    # Cohen's table of two raters with 20, 5, 10 and 15 of 50: observed 0.7, by chance 0.5
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_of_one_verdict_throughout_kappa_says_nothing():
    assert kappa([(AS_READ, AS_READ)] * 9) is None


@pytest.fixture
def two(folder, tmp_path, seen):
    """Two people's desks, each with a folder of its own."""
    other = shutil.copytree(folder, tmp_path / "raw" / "second")
    return desk(folder, seen, "wang"), desk(other, seen, "li")


def test_figures_that_both_judged_are_compared_one_by_one(two):
    for each, value in zip(two, ("4.5‰以下", "45‰以下"), strict=True):
        *sure, _ = [item.key for item in each.items()]
        for key in sure[:4]:
            each.confirm(key)
        (doubtful,) = [item.key for item in each.items() if item.is_doubtful]
        each.correct(doubtful, {"value": value})
    found = agreement(two[0].folder, two[1].folder / "review.jsonl")
    assert (found.both, found.same, found.only) == (5, 4, (0, 0))
    (difference,) = found.differences
    assert difference.figure["value"] == "45%以下"
    assert difference.verdicts == ("value=4.5‰以下", "value=45‰以下")
    assert found.kappa == pytest.approx((0.8 - 0.64) / (1 - 0.64))


def test_a_rejected_figure_is_a_verdict_and_an_undone_one_is_none(two):
    first, *_ = [item.key for item in two[0].items()]
    two[0].reject(first)
    two[1].reject(first)
    two[1].undo()
    two[1].confirm(first)
    assert agreement(two[0].folder, two[1].folder).differences[0].verdicts == (REJECTED, AS_READ)


def test_what_one_alone_judged_is_counted(two):
    keys = [item.key for item in two[0].items()]
    for key in keys[:3]:
        two[0].confirm(key)
    two[1].confirm(keys[0])
    assert agreement(two[0].folder, two[1].folder).only == (2, 0)


def test_a_folder_that_nobody_reviewed_is_named(two):
    with pytest.raises(UsageError, match="yangzhong: nobody has reviewed this"):
        agreement(two[0].folder, two[1].folder)
