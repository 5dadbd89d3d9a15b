"""Themes and agencies against a hand-labelled sample of the five real plans."""

from pathlib import Path

import pytest
from measure_tables import sha_of

from plancompare.extraction.evaluate import Score
from plancompare.measures.agencies import Responsibility
from plancompare.measures.evaluate import (
    Label,
    read_labels,
    score_leads,
    score_supports,
    score_themes,
)
from plancompare.measures.read import Measure, read_measures
from plancompare.measures.themes import themes
from plancompare.reading import read_document

LABELS = sorted((Path(__file__).parent / "labels").glob("*.csv"))
PARTS = {"tuning": 20, "held_out": 20, "second": 20}
SCORES = (score_themes, score_leads, score_supports)


def label(start: int, themes: str, leads: str = "", supports: str = "") -> Label:
    return Label(
        part="tuning", place="", start=start, end=start + 4, sha="",
        themes=frozenset(themes.split()), leads=frozenset(leads.split()),
        supports=frozenset(supports.split()),
    )  # fmt: skip


def measure(start: int, text: str, leads=(), supports=()) -> Measure:
    return Measure(
        text=text, action="", object="", sentence=text, headings=(), start=start,
        end=start + 4, responsibility=Responsibility(leads, supports), counts=(), year=None,
    )  # fmt: skip


def test_each_theme_of_each_measure_is_one_decision():
    measures = [measure(0, "发展中医"), measure(10, "疫苗管理")]
    labels = [label(0, "tcm workforce"), label(10, "blood")]
    assert score_themes(measures, labels) == Score(found=1, missed=2, spurious=1)


def test_a_labelled_measure_that_was_not_read_is_missed():
    assert score_themes([], [label(0, "tcm")]) == Score(found=0, missed=1, spurious=0)


def test_leads_and_supporting_agencies_are_scored_apart():
    measures = [measure(0, "发展中医", leads=("卫健委",), supports=("财政局",))]
    labels = [label(0, "tcm", leads="卫健委", supports="民政局")]
    assert score_leads(measures, labels) == Score(found=1, missed=0, spurious=0)
    assert score_supports(measures, labels) == Score(found=0, missed=1, spurious=1)


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_labels_are_whole(path):
    labels = read_labels(path)
    assert {part: sum(each.part == part for each in labels) for part in PARTS} == PARTS
    assert len({(each.start, each.end) for each in labels}) == len(labels)
    assert {theme for each in labels for theme in each.themes} <= set(themes())


@pytest.fixture(scope="module")
def plans(shared) -> dict[str, list[Measure]]:
    return {
        path.stem: read_measures(read_document(shared / "plans" / f"{path.stem}.txt"))
        for path in LABELS
    }


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_every_label_still_finds_its_measure(path, plans):
    texts = {(each.start, each.end): sha_of(each.text) for each in plans[path.stem]}
    assert [
        each for each in read_labels(path) if texts.get((each.start, each.end)) != each.sha
    ] == []


def total(part: str, plans, score) -> Score:
    scores = [
        score(plans[path.stem], [each for each in read_labels(path) if each.part == part])
        for path in LABELS
    ]
    return sum(scores, Score(0, 0, 0))


@pytest.mark.parametrize("part", ["held_out", "second"])
def test_themes_reach_an_f1_of_085_on_measures_that_they_were_not_tuned_on(part, plans):
    assert total(part, plans, score_themes).f1 >= 0.85


@pytest.mark.parametrize("part", PARTS)
def test_agencies_are_read_without_error(part, plans):
    for score in (score_leads, score_supports):
        result = total(part, plans, score)
        assert result.found > 0
        assert (result.missed, result.spurious) == (0, 0)
