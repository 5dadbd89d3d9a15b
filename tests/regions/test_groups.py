"""Regions are set beside their neighbours, their sisters, and the groups that plans name."""

import pytest

from plancompare.regions import UnknownRegion, regions
from plancompare.regions.groups import groups, neighbours, sisters

MAINLAND = {
    each.code
    for each in regions().values()
    if each.level == "province" and each.code[:2] not in {"71", "81", "82"}
}


def test_inner_mongolia_borders_on_eight_provinces():
    assert len(neighbours("150000")) == 8
    assert "640000" in neighbours("150000")


def test_a_city_has_the_neighbours_of_its_province():
    assert neighbours("150500") == neighbours("150000")


def test_every_border_has_two_sides_and_every_province_a_neighbour():
    for code in MAINLAND:
        assert neighbours(code), code
        assert all(code in neighbours(other) for other in neighbours(code)), code


def test_sisters_belong_to_the_same_region():
    assert {code[:2] for code in sisters("150500")} == {"15"}
    assert "150500" not in sisters("150500")
    assert len(sisters("110000")) == 33
    assert sisters("100000") == ()


def test_the_four_economic_regions_part_the_mainland():
    parts = [each.codes for each in groups()[:4]]
    assert sorted(code for part in parts for code in part) == sorted(MAINLAND)


def test_every_group_holds_provinces_and_names_its_source():
    for group in groups():
        assert set(group.codes) <= MAINLAND
        assert group.zh and group.en and group.source


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownRegion, match="999999"):
        neighbours("999999")
