"""Cleaning takes away what is not the plan's, and only that."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading.cleaning import clean, simplify
from plancompare.reading.wording import wording
from plancompare.regions import regions

CASES = {
    # traditional characters
    "衛生計生委": "卫生计生委",
    "危重癥孕產婦": "危重症孕产妇",
    "乾隆年間,乾燥": "乾隆年间,干燥",
    "著力提高,成效顯著,著名": "着力提高,成效显著,著名",
    "閒置牀位": "闲置床位",
    "「健康」": "“健康”",
    # pinyin after a character, and brackets that are none
    "衛(wèi)生,區(qū)域": "卫生,区域",
    "發(fa)展,地(de)": "发展,地",
    "檢(jian)出率(lv)(lv)(lv)為(wei)3.2%": "检出率为3.2%",
    # decimals in words
    "七九.四歲,千分之六.○八": "七九点四岁,千分之六点〇八",
    "○.○三個千分點,一.一般": "〇点〇三个千分点,一。一般",
    "設(shè)備與領(lǐng)導(dǎo)": "设备与领导",
    "優(yo\u0304u)質": "优质",
    "行(háng)業": "行业",
    "本市[BenShi]居民[JiMin]期望寿命[DALE]": "本市居民期望寿命[DALE]",
    "中(藏)醫,地(市)": "中(藏)医,地(市)",
    "病例组合指数(CMI)值,付费(DRG),中心(SPD)": "病例组合指数(CMI)值,付费(DRG),中心(SPD)",
    "执业(助理)医师": "执业(助理)医师",
    "建成P2实验室(pcr)": "建成P2实验室(pcr)",
    # marks of word processors
    "[bookmark: _Toc2558][bookmark: _GoBack]第一节": "第一节",
    "〔2023〕10号[附件]": "〔2023〕10号[附件]",
    # lost characters
    "??? 各市卫生局:?": "各市卫生局:",
    "提高水平。?": "提高水平。",
    "第一节?\n第二节?": "第一节\n第二节",
    "卫生�事业": "卫生事业",
    # full stops of another language
    "统计分析.结果 2018年,检测率98.1%": "统计分析。结果2018年,检测率98.1%",
    # decimal points that a page has made full stops
    "死亡人数为0。5岁以下儿童有3人": "死亡人数为0。5岁以下儿童有3人",
    "住院分娩率99。9%,降至7。5/10万,2020年。5%的人": "住院分娩率99.9%,降至7.5/10万,2020年。5%的人",
    "这是什么?": "这是什么?",
    "怎么办？": "怎么办?",
    "http://a.cn/?id=3": "http://a.cn/?id=3",
    "當?shù)亟?jīng)濟": "当亟济",
    # full width
    "２０２５年，达到９５．５％（预期）；": "2025年,达到95.5%(预期);",
    "１～１．５名：≧８０，≦２０": "1~1.5名:≥80,≤20",
    "P２实验室＋X": "P2实验室+X",
    "保留“”、《》和。": "保留“”、《》和。",
    "达到95﹪": "达到95%",
    "\uf0b3 80%": "≥80%",
    "⼈⼝与⻓寿": "人口与长寿",
    # doubled punctuation
    "提高能力；。积极": "提高能力。积极",
    "一,,二、、三。。": "一,二、三。",
    "能力;,水平": "能力;水平",
    "等等……——其他": "等等……——其他",
    # spaces
    "达到 50%以上, 1.1 左右": "达到50%以上,1.1左右",
    "共有 12 345人": "共有12345人",
    "提高到23. 74张": "提高到23.74张",
    "1. 5岁以下儿童死亡率": "1. 5岁以下儿童死亡率",
    "床位 4. 93 张, 护士 2 .17 人": "床位4.93张,护士2.17人",
    "包括 1. 35岁以上的人": "包括1. 35岁以上的人",
    "期望寿命 7 9 . 4 2 岁": "期望寿命79.42岁",
    "达到>= 30%": "达到>=30%",
    "寿命79点6岁,3点2人,下午3点20分,共5点。": "寿命79.6岁,3.2人,下午3点20分,共5点。",
    "| 期望寿命<br/>岁 | 死亡率<br>1/10万 |": "| 期望寿命    /岁 | 死亡率   /1/10万 |",
    # marks between a name and its value
    "死亡率◆4.2‰": "死亡率4.2‰",
    "✔床位 ▶护士": "●床位 ●护士",
    "指　标": "指标",
    "第一章　　规划背景": "第一章 规划背景",
    "全面提高 服务能力,不断 改善。": "全面提高服务能力,不断改善。",
    "推进 DRG 付费,管好 Ⅱ 型糖尿病。": "推进DRG付费,管好Ⅱ型糖尿病。",
    "联系 Li Ming": "联系 Li Ming",
    "\u3000\u3000段首缩进": "段首缩进",
    "卫\u200b生\u00ad健\ufeff康": "卫生健康",
    "78\u00a0岁": "78岁",
    "岁  77.4  78.6  预期性": "岁  77.4  78.6  预期性",
    "甲\t乙": "甲\t乙",
    # line ends
    "一\r\n二\r三\n四": "一\n二\n三\n四",
}


@pytest.mark.parametrize(("printed", "meant"), CASES.items())
def test_noise_is_taken_away(printed, meant):
    assert clean(printed).text == meant


NOISE = st.sampled_from(
    [
        "(wèi)",
        "[bookmark: _Toc1]",
        "?",
        "??",
        "\u3000",
        " ",
        "\u200b",
        "；。",
        "，，",
        "\r\n",
        "\n",
        "\ufeff",
    ]
)
WORDS = st.sampled_from(
    [
        "衛",
        "生",
        "達到",
        "２０２５年",
        "95.5",
        "％",
        "。",
        "，",
        "（",
        "）",
        "卫生",
        "a",
        "(藏)",
        "、",
        "≧",
        "㎡",
        "Ⅱ型",
    ]
)
TEXTS = st.lists(st.one_of(NOISE, WORDS, WORDS), max_size=60).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=80)))
def test_every_clean_character_is_explained_by_the_one_at_its_place(original):
    copy = clean(original)
    offsets = copy.offsets(len(original))
    assert len(offsets) == len(copy.text) + 1
    assert offsets[-1] == len(original)
    assert all(a < b for a, b in pairwise(offsets))
    for character, place in zip(copy.text, offsets, strict=False):
        assert is_explained(character, original[place]), (character, original[place])


def is_explained(character, printed):
    """The same sign, its half-width or simplified form, a listed sign, or Han for Han.

    Two signs mend what was torn: the first of %。 is ‰; 7·2 and 3。5% have a decimal point.
    """
    if character == "\n":
        return printed in "\n\r\v\f\x85\u2028\u2029"
    half_width = unicodedata.normalize("NFKC", printed)
    if half_width in {"‰": "%", ".": "·。"}.get(character, ()):
        return True
    forms = {printed, half_width, simplify(printed), wording().signs.get(printed)}
    both_han = all(unicodedata.name(sign, "").startswith("CJK") for sign in (character, printed))
    return character in forms or both_han


@given(TEXTS)
def test_as_many_lines_as_the_original(original):
    assert clean(original).text.count("\n") == original.replace("\r\n", "\n").count("\n")


@given(TEXTS)
def test_nothing_invisible_or_full_width_is_left(original):
    text = clean(original).text
    assert not set(text) & set("\r\u200b\ufeff\u3000，（）２５％≧衛達")
    assert all(line == line.strip(" ") for line in text.split("\n"))


def test_no_name_of_a_region_is_changed():
    names = "\n".join(each.name for each in regions().values())
    assert simplify(names) == names


@given(st.text(alphabet="衛生乾燥着著隻後髮發里裏鬆於㎡𠮷ab12。\n", max_size=60))
def test_simplifying_keeps_every_character_in_its_place(text):
    assert len(simplify(text)) == len(text)


def test_a_phrase_that_would_change_length_is_converted_by_character(monkeypatch):
    class Longer:
        def convert(self, text):
            return text.replace("衛生", "卫生的").replace("衛", "卫")

    monkeypatch.setattr("plancompare.language.scripts._opencc", Longer)
    assert simplify("衛生\n保衛") == "卫生\n保卫"
