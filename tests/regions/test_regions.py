"""Regions come from GB/T 2260, with the nation above them."""

import pytest

from plancompare.regions import UnknownRegion, ancestors, find_regions, region, regions, short_name


def test_the_regions_of_the_five_plans():
    named = {code: region(code).name for code in ("150500", "140000", "540000", "511102", "320400")}
    assert named == {
        "150500": "通辽市",
        "140000": "山西省",
        "540000": "西藏自治区",
        "511102": "市中区",
        "320400": "常州市",
    }


def test_levels_and_parents_lead_up_to_the_nation():
    county = region("511102")
    assert county.level == "county"
    assert [each.name for each in ancestors("511102")] == ["乐山市", "四川省"]
    assert county.full_name == "四川省乐山市市中区"
    assert region(region("510000").parent_code).level == "nation"


def test_every_region_has_a_parent_that_exists():
    assert all(each.parent_code in regions() for each in regions().values() if each.parent_code)


def test_there_are_34_regions_of_provincial_level():
    assert sum(each.level == "province" for each in regions().values()) == 34


def test_english_names():
    assert region("150000").name_en == "Inner Mongolia"
    assert region("150500").name_en == "Tongliao"
    misread = {"140400": "Changzhi", "211300": "Chaoyang", "411100": "Luohe", "341500": "Lu’an"}
    assert {code: region(code).name_en for code in misread} == misread


def test_no_prefecture_is_called_by_what_kind_of_region_it_is():
    names = [each.name_en for each in regions().values() if each.level == "prefecture"]
    assert [name for name in names if "zizhi" in name.lower()] == []
    assert len(set(names)) > 0.98 * len(names)  # a few cities share their pinyin


def test_a_name_finds_its_region_with_and_without_the_word_for_its_kind():
    assert [each.code for each in find_regions("通辽")] == ["150500"]
    assert [each.code for each in find_regions("四川省乐山市市中区")] == ["511102"]
    assert len(find_regions("市中区")) > 1
    assert find_regions("无此地") == []


def test_a_short_name_keeps_two_characters():
    assert short_name("通辽市") == "通辽"
    assert short_name("沙县") == "沙县"


def test_an_unknown_code_says_what_a_code_looks_like():
    with pytest.raises(UnknownRegion, match="GB/T 2260"):
        region("999999")
