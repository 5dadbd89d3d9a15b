"""What the front page says of the shipped dataset is true of its rows."""

import re

import pytest

from plancompare.analysis import comparable
from plancompare.catalogue import catalogue
from plancompare.charts.words import words
from plancompare.dataset import load
from plancompare.reports.site.front import cards, urgent
from plancompare.reports.site.search import things_of
from plancompare.reports.site.tiles import tile_map
from plancompare.reports.told.tables import URGENT, gaps_table
from plancompare.views.region_views import region_name


@pytest.fixture(scope="module")
def data(shipped):
    return load(shipped)


def together_of(data, indicator):
    levels = data.regions.set_index("region_code")["level"]
    rows = data.observations.query("indicator_id == @indicator and role == 'actual'")
    rows = rows.assign(level=rows["region_code"].map(levels))
    return comparable(rows, level="province")


def test_a_card_for_each_flagship_in_their_order(data):
    named = data.indicators.set_index("indicator_id")["name_zh"]
    assert [card.title for card in cards(data, "zh")] == [
        named[each] for each in catalogue().flagships
    ]


def test_a_cards_numbers_are_those_of_the_rows(data):
    for indicator, card in zip(catalogue().flagships, cards(data, "en"), strict=True):
        together = together_of(data, indicator)
        if together.rows.empty:
            assert "no actual values" in card.text
            continue
        values = together.rows["value"]
        assert f"Of the {len(values)} provinces" in card.text
        assert f"({values.max():.2f})" in card.text
        assert f"({values.min():.2f})" in card.text
        nation = together.nation["value"].iloc[0]
        assert card.value == f"{nation:.2f}"
        assert f"{(values >= nation).sum()} are not below the nation" in card.text


def test_no_target_that_is_met_or_open_is_called_urgent(data):
    rows, count = urgent(data, "en")
    assert count == data.gaps["status"].isin(URGENT).sum()
    assert set(rows["status"]) <= {"moving away", "behind", "missed", "due, no later value"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_target_is_told_as_on_its_regions_page(data, lang):
    codes = {region_name(row, lang): row["region_code"] for _, row in data.regions.iterrows()}
    for row in urgent(data, lang)[0].to_dict("records"):
        own = gaps_table(data, codes[row.pop("region")], lang).to_dict("records")
        assert row in own  # a value that is about so is not told as exact


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_mark_of_the_table_is_explained_and_no_other(data, lang):
    rows, _ = urgent(data, lang)
    used = {mark for cell in rows["flags"] for mark in cell}
    legend = words(lang).legend(rows["flags"])
    assert used and {note[0] for note in re.split("[；;] ?", legend)} == used
    assert words(lang).legend([""]) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_and_region_leads_to_the_comparison(data, lang):
    things = things_of(data, lang)
    assert [each["id"] for each in things["indicators"][:1]] == ["beds_per_1000"]
    assert {each["code"] for each in things["regions"]} == {
        code for code in data.regions["region_code"] if code != "100000"
    }
    assert all(re.search("[|]", each["keys"]) for each in things["regions"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_shows_the_provinces_values_and_leads_to_their_reports(data, lang):
    found = tile_map(data, lang, "compare.html#lang=zh", ["150000"])
    together = together_of(data, catalogue().flagships[0])
    assert found and str(together.year) in found.title
    stated = {tile.value for tile in found.tiles} - {""}
    assert stated == {f"{value:.2f}" for value in together.rows["value"]}
    assert "150000/report.html" in [tile.link for tile in found.tiles]
    assert sum(tile.link.startswith("compare.html#") for tile in found.tiles) == 33
