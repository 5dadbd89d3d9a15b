"""The words around a label: what leads to it, what links it to its value, what stands beside it."""

import pytest

from plancompare.extraction.phrases import (
    growth_as_noun,
    is_beside,
    is_lead,
    leads_on,
    measure_kind,
    split_at_measure,
    split_link,
    than_before,
    without_lead,
)


@pytest.mark.parametrize(
    ("text", "label", "link"),
    [
        ("婴儿死亡率控制在", "婴儿死亡率", "控制在"),
        ("规范管理率分别达到", "规范管理率", "分别达到"),
        ("床位使用率基本稳定在", "床位使用率", "基本稳定在"),
        ("住院率", "住院率", ""),
        ("人均预期寿命由", "人均预期寿命", "由"),
    ],
)
def test_a_label_is_parted_from_its_link(text, label, link):
    found, words = split_link(text)
    assert (found, words.text) == (label, link)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("孕产妇死亡率下降", "down"),
        ("孕产妇死亡率下降到", ""),
        ("健康素养水平提高了", "up"),
        ("健康素养水平逐步提高", "up"),
        ("平均住院日缩短", "down"),
        ("门诊量新增", ""),
        ("接种率达到", ""),
    ],
)
def test_the_direction_of_a_change(text, direction):
    assert split_link(text)[1].direction == direction


def test_what_a_link_says_of_the_values_after_it():
    assert split_link("接种率分别达到")[1].shared_out
    assert split_link("接种率均保持在")[1].each
    assert split_link("接种率由")[1].starts
    assert split_link("接种率每年提高")[1].direction == "up"
    plain = split_link("接种率达到")[1]
    assert not (plain.shared_out or plain.each or plain.starts)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("增幅达到", "up"), ("同比降幅分别为", "down"), ("年均涨幅约", "up")],
)
def test_a_change_put_as_a_noun(text, direction):
    link = growth_as_noun(text)
    assert link is not None
    assert link.direction == direction


@pytest.mark.parametrize("text", ["医疗费用增幅", "降幅明显", ""])
def test_other_nouns_are_no_change(text):
    assert growth_as_noun(text) is None


@pytest.mark.parametrize(
    ("text", "direction"),
    [("多", "up"), ("高出", "up"), ("少了", "down"), ("也低", "down"), ("长", "up")],
)
def test_a_value_beside_an_earlier_years(text, direction):
    link = than_before(text)
    assert link is not None
    assert link.direction == direction


@pytest.mark.parametrize("text", ["多种", "高血压", "达到", "短板", ""])
def test_words_that_only_begin_like_a_comparison(text):
    assert than_before(text) is None


@pytest.mark.parametrize("text", ["提高到", "下降至", "又进一步提高到", "降为"])
def test_words_that_lead_from_one_value_to_the_next(text):
    assert leads_on(text)


@pytest.mark.parametrize("text", ["提高", "和", "以及农村", "到位", ""])
def test_words_that_lead_to_no_value(text):
    assert not leads_on(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("进一步提高婴儿死亡率", "婴儿死亡率"),
        ("力争使健康素养水平", "健康素养水平"),
        ("其中家庭医生签约率", "家庭医生签约率"),
        ("及时救治率", "及时救治率"),
        ("降低率", "降低率"),
    ],
)
def test_what_stands_before_a_label(text, rest):
    assert without_lead(text) == rest


def test_words_that_are_nothing_but_a_lead():
    assert is_lead("力争基本实现")
    assert is_lead("")
    assert not is_lead("力争孕产妇")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("婴儿死亡率", "share"),
        ("卫生支出占比", "share"),
        ("全科医生数", "count"),
        ("每千人口注册护士", "counted"),
        ("人均预期寿命", "years"),
        ("人均医疗费用", "yuan"),
        ("平均住院日", "duration"),
        ("医护比", "ratio"),
        ("婴儿死亡率(含流动人口)", "share"),
        ("医疗卫生事业", ""),
    ],
)
def test_what_a_label_measures(label, kind):
    assert measure_kind(label) == kind


def test_a_label_may_be_followed_by_its_population():
    assert split_at_measure("知晓率城市居民") == ("知晓率", "城市居民")
    assert split_at_measure("知晓情况城市居民") == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "高于全省平均水平",
        "比全国平均水平低",
        "较目标值高",
        "低于国家标准",
        "与先进地区差距达",
        "比全省高",
    ],
)
def test_values_beside_another_place_or_a_target(text):
    assert is_beside(text)


@pytest.mark.parametrize(
    "text", ["不高于", "婴儿死亡率比提高", "占比", "由全省最低提高到", "增长速度"]
)
def test_values_beside_nothing(text):
    assert not is_beside(text)
