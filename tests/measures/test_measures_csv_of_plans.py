"""`measures.csv` of the five plans: every numbered item is there, with what a person confirmed."""

import csv
import re
from pathlib import Path

import pytest

from plancompare.measures.agencies import agency_of
from plancompare.measures.read import read_measures
from plancompare.measures.themes import themes
from plancompare.reading import read_document
from plancompare.sources import load_source

RAW = Path(__file__).parents[2] / "data/raw"
PLANS = sorted(
    path.parent.name
    for path in RAW.glob("*/measures.csv")
    if not path.parent.name.endswith("-government-report")
)
TIBET = "tibet-2023-service-system-opinions"


def item(place: str) -> str:
    """The innermost heading of a place."""
    return place.rsplit(" / ", maxsplit=1)[-1]


def test_the_five_plans_have_measures():
    assert len(PLANS) == 5


@pytest.mark.parametrize("plan", PLANS)
def test_themes_are_known_and_named_once_a_row(plan):
    for measure in load_source(RAW / plan).measures:
        assert set(measure.themes) <= set(themes())
        assert len(measure.themes) == len(set(measure.themes))


@pytest.mark.parametrize("plan", PLANS)
def test_an_item_stands_once_besides_its_counts(plan):
    items = [each.place for each in load_source(RAW / plan).measures if each.count is None]
    assert len(items) == len(set(items))


@pytest.mark.parametrize("plan", PLANS)
def test_what_a_count_is_about_its_item_is_about_too(plan):
    measures = load_source(RAW / plan).measures
    items = {each.place: each for each in measures if each.count is None}
    for each in measures:
        if each.count is not None and each.place in items:
            assert set(each.themes) <= set(items[each.place].themes), (each.place, each.unit)


@pytest.mark.parametrize("plan", PLANS)
def test_every_agency_is_of_a_known_kind(plan):
    for measure in load_source(RAW / plan).measures:
        for name in (*measure.leads, *measure.supports):
            assert agency_of(name) is not None, name


@pytest.mark.parametrize("plan", PLANS)
def test_places_are_headings_and_no_sentences(plan):
    for measure in load_source(RAW / plan).measures:
        assert not re.search("[。;,]", measure.place)
        assert max(map(len, measure.place.split(" / "))) <= 27


@pytest.mark.parametrize("plan", PLANS)
def test_every_numbered_item_with_measures_is_there_and_no_other(plan, shared):
    """Points (——) belong to the item above them."""
    listed = {item(each.place) for each in load_source(RAW / plan).measures}
    measures = read_measures(read_document(shared / "plans" / f"{plan}.txt"))
    headings = [
        [heading for heading in each.place.split(" / ") if not heading.startswith("——")]
        for each in measures
    ]
    parents = {heading for path in headings for heading in path[:-1]}
    found = {path[-1] for path in headings} - parents
    assert found <= listed
    assert listed - found <= parents


def test_tibets_agencies_are_those_counted_by_hand():
    with Path(__file__).with_name("tibet_responsibilities.csv").open(encoding="utf-8") as file:
        counted = sorted((row["lead"], row["supporting"]) for row in csv.DictReader(file))
    rows = load_source(RAW / TIBET).measures
    items = [each for each in rows if each.count is None and each.lead_agencies]
    assert sorted((each.lead_agencies, each.supporting_agencies) for each in items) == counted


def test_tibet_promises_nineteen_county_level_regional_medical_centres():
    promised = [each for each in load_source(RAW / TIBET).measures if each.count == 19]
    assert [(each.unit, each.year) for each in promised] == [("县级区域医疗中心", 2025)]
