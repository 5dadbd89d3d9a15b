"""The five real plans, against their transcriptions (made by hand, without the program)."""

from pathlib import Path

import pytest

from plancompare.extraction import extract
from plancompare.extraction.evaluate import compare
from plancompare.reading import read_document
from plancompare.sources import load_source

ROOT = Path(__file__).parents[2]
PLANS = ROOT.parent / "shared" / "plans"
NAMES = [
    "changzhou-2020-work-plan",
    "leshan-shizhong-14fyp-health-draft",
    "shanxi-2017-work-points",
    "tibet-2023-service-system-opinions",
    "tongliao-14fyp-health",
]

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="the real plans are not at hand")


def read(name):
    source = load_source(ROOT / "data" / "raw" / name)
    document = read_document(PLANS / f"{name}.txt")
    return source, document, extract(document, region_code=source.meta.region)


def test_comparable_figures_are_found():
    comparisons = []
    for name in NAMES:
        source, _, figures = read(name)
        comparisons.append(compare(figures, source.figures, source.meta.region))
    scores = [comparison.score() for comparison in comparisons]
    total = sum(scores[1:], scores[0])
    assert total.precision >= 0.98, [comparison.spurious for comparison in comparisons]
    assert total.f1 >= 0.97, [comparison.missed for comparison in comparisons]


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_the_passage_and_contains_the_value(name):
    _, document, figures = read(name)
    for figure in figures:
        assert document.original[figure.start : figure.end] == figure.quote
        assert figure.value_printed in figure.quote


def test_a_plan_without_figures_has_none():
    _, _, figures = read("tibet-2023-service-system-opinions")
    assert figures == []


def test_a_conflict_inside_a_plan_is_seen_on_both_sides():
    _, _, figures = read("tongliao-14fyp-health")
    values = {
        (figure.method, str(figure.value))
        for figure in figures
        if (figure.indicator_id, figure.year, figure.role) == ("under5_mortality", 2020, "actual")
    }
    assert values == {("prose", "6.94"), ("table", "6.49")}


def test_the_document_says_its_period_itself():
    source, document, figures = read("tongliao-14fyp-health")
    period = (source.meta.first_year, source.meta.last_year)
    told = extract(document, region_code=source.meta.region, period=period)
    assert figures == told
