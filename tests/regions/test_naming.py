"""Which region a text names: over the whole list of regions, no name is taken for another's."""

import pytest

from plancompare.extraction import extract
from plancompare.extraction.phrases import without_lead
from plancompare.ingest.guess import guess_source
from plancompare.reading import read_document
from plancompare.regions import ancestors, regions
from plancompare.regions.naming import mentions, region_at

BELOW_THE_NATION = [each for each in regions().values() if each.parent_code]


def test_every_name_gives_its_own_region_or_a_question():
    wrong = []
    for each in BELOW_THE_NATION:
        above = [parent.name for parent in ancestors(each.code)]
        for text in (each.name, each.full_name, *(name + each.name for name in above)):
            found = region_at(text)
            if found and found.region and (found.region, found.end) != (each, len(text)):
                wrong.append((text, found))
    assert not wrong


def test_every_name_with_all_its_parents_gives_its_own_region():
    assert [
        each.full_name
        for each in BELOW_THE_NATION
        if not (found := region_at(each.full_name)) or found.region != each
    ] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("马鞍山市“十四五”卫生健康规划", "340500"),
        ("吉林省卫生健康事业发展统计公报", "220000"),
        ("吉林市卫生健康工作要点", "220200"),
        ("合肥市长丰县健康行动", "340121"),
        ("徐州市鼓楼区社区卫生", "320302"),
        ("广东深圳南山区", "440305"),
        ("重庆市江北区卫生健康委", "500105"),
        ("青海省海南州卫生健康委", "632500"),
        ("湘西自治州卫生健康委", "433100"),
        ("甘肃临夏州东乡县", "622926"),
        ("莱芜市妇幼保健工作", "371200"),
        ("绍兴县卫生局", "330621"),
        ("三明市三元区", "350404"),
    ],
)
def test_the_longest_name_counts_with_its_parents(text, code):
    assert region_at(text).region.code == code


def test_a_name_that_several_regions_bear_is_a_question():
    found = region_at("鼓楼区卫生健康局")
    assert found.region is None
    assert len(found.regions) > 1


@pytest.mark.parametrize("text", ["新疆生产建设兵团卫生健康委", "新疆兵团", "广州区县", "责任县长"])
def test_what_only_begins_or_ends_like_a_region_is_none(text):
    assert [each.region for each in mentions(text)] == []


def _read(tmp_path, title, sentence):
    (path := tmp_path / "t.txt").write_text(f"{title}\n{sentence}\n", encoding="utf-8")
    return [
        (figure.indicator_id, figure.region_code, figure.doubts)
        for figure in extract(read_document(path))
    ]


@pytest.mark.parametrize(
    ("title", "where", "code", "doubts"),
    [
        ("长春市2022年妇幼健康公报", "朝阳区", "220104", ()),
        ("西安市长安区2022年妇幼健康公报", "长安区", "610116", ()),
        ("朝阳区2022年妇幼健康公报", "朝阳区", "", ()),
        ("2022年妇幼健康公报", "朝阳区", "", ("another region",)),
        ("2022年妇幼健康公报", "新疆生产建设兵团", "", ("another region",)),
        ("2022年妇幼健康公报", "苏州工业园区", "", ("another region",)),
        ("苏州市2022年妇幼健康公报", "高新区", "", ("another region",)),
        ("合肥高新区2022年妇幼健康公报", "高新区", "", ()),
        ("张家港保税区2020年妇幼健康公报", "保税区", "", ()),
        ("襄樊市2008年妇幼健康公报", "襄樊市", "420600", ()),
        ("2005年妇幼健康公报", "思茅", "530800", ()),
        ("某省2022年妇幼健康公报", "某省的", "", ()),
        ("2022年妇幼健康公报", "成都地区", "510100", ()),
        ("2022年妇幼健康公报", "浦东新区", "310115", ()),
        ("义乌市2022年妇幼健康公报", "义乌", "330782", ()),
        ("2022年妇幼健康公报", "低于全省平均水平。全省平均", "", ("another region",)),
    ],
)
def test_a_figure_of_a_name_is_its_regions_or_a_question(tmp_path, title, where, code, doubts):
    found = _read(tmp_path, title, f"2022年{where}婴儿死亡率为3.1‰。")
    assert found == [("infant_mortality", code, doubts)]


def test_words_that_are_also_names_are_no_mention():
    assert [each.region.name for each in mentions("城区与郊区,杭州市余杭区")] == ["余杭区"]


@pytest.mark.parametrize(
    ("own", "where", "code"),
    [
        ("150724", "全区", "150000"),
        ("450123", "全区", "450000"),
        ("450103", "全区", "450103"),
        ("330110", "全区", "330110"),
        ("120116", "河东区", "120102"),
        ("460107", "龙华区", "460106"),
        ("330110", "中国澳门", "820000"),
        ("330110", "邻市绍兴", "330600"),
        ("640402", "宁夏固原市原州区", "640402"),
        ("640402", "固原全市", "640400"),
        ("330110", "青龙满族自治县的", "130321"),
        ("310151", "全市", "310000"),
    ],
)
def test_a_name_is_understood_from_where_the_document_is(tmp_path, own, where, code):
    (path := tmp_path / "t.txt").write_text(f"2022年卫生年报\n{where}婴儿死亡率为3.1‰。\n")
    assert [each.region_code for each in extract(read_document(path), region_code=own)] == [code]


def test_news_of_two_regions_keep_a_value_that_is_the_same(tmp_path):
    text = "甘肃陇南和天水比较:陇南婴儿死亡率4.6‰,天水婴儿死亡率4.6‰。\n"
    (path := tmp_path / "t.txt").write_text(f"{text}陇南市婴儿死亡率4.6‰。\n")
    found = extract(read_document(path), region_code="621200")
    assert sorted(each.region_code for each in found) == ["620500", "621200"]


@pytest.mark.parametrize("name", ["新疆维吾尔自治区和康县", "和田地区和康县", "陇南市康县"])
def test_a_joining_word_in_a_name_joins_no_two_regions(tmp_path, name):
    found = _read(tmp_path, "妇幼健康简报", f"2022年,{name}的婴儿死亡率为3.1‰。")
    assert len(found) == 1


def test_documents_give_each_region_its_own_code_or_a_question(tmp_path):
    begun = [each for each in BELOW_THE_NATION if without_lead(each.name) != each.name]
    assert "和康县" in [each.name for each in begun]
    wrong = []
    for each in (*begun, *BELOW_THE_NATION[::50]):
        for name in (each.name, each.full_name):
            (path := tmp_path / "t.txt").write_text(
                f"{name}“十四五”卫生健康规划\n2022年{name}婴儿死亡率为3.1‰。\n", encoding="utf-8"
            )
            document = read_document(path)
            codes = {figure.region_code for figure in extract(document)}
            codes.add(str(guess_source(document).meta.get("region", "")))
            wrong += [(name, codes)] if codes - {each.code, ""} else []
    assert wrong == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("襄樊市2008年卫生工作总结", "420600"),
        ("苏州工业园区2022年卫生健康工作总结", ""),
        ("天津滨海高新技术产业开发区2021年卫生工作总结", ""),
        ("大连金普新区健康行动实施方案", ""),
        ("上海市浦东新区2022年卫生健康工作总结", "310115"),
    ],
)
def test_a_zone_is_a_question_and_an_earlier_name_none(tmp_path, title, code):
    (path := tmp_path / "t.txt").write_text(f"{title}\n2022年苏州市婴儿死亡率为3.1‰。\n")
    guess = guess_source(read_document(path))
    assert guess.meta.get("region", "") == code
    assert ("region" in [question.key for question in guess.questions]) == (not code)
