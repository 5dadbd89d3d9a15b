"""Sentences as clauses: action, object, counts, year."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.measures.clauses import Count, clauses, counts, sentences, wording, year


def read(sentence: str) -> list[tuple[str, str]]:
    return [(each.action, sentence[each.start : each.end]) for each in clauses(
        sentence, 0, len(sentence))]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("建立专科联盟,开展远程会诊", [("建立", "建立专科联盟"), ("开展", "开展远程会诊")]),
        # words of manner stand before the action
        ("进一步全面加强护理质量", [("加强", "进一步全面加强护理质量")]),
        # and so may the year by which
        ("扩建院区,到2030年底建成", [("扩建", "扩建院区"), ("建成", "到2030年底建成")]),
        # of two verbs the first says how firmly it is meant
        ("探索建立日间病房", [("探索", "探索建立日间病房")]),
        # what does not begin with an action leads up to the next
        ("到2025年,以需求为导向,新建3所医院", [("新建", "到2025年,以需求为导向,新建3所医院")]),
        ("通过购买服务等方式,充实村医队伍", [("充实", "通过购买服务等方式,充实村医队伍")]),
        # or, after it, belongs to it
        ("完善准入机制,对高原地区适当补助", [("完善", "完善准入机制,对高原地区适当补助")]),
        # commas in quotation marks and brackets part nothing
        ("形成“一事不成,事事受限”的机制", [("形成", "形成“一事不成,事事受限”的机制")]),
        # a way of paying ends in 方式 too, and leads up to nothing
        ("改进支付方式,完善考核", [("改进", "改进支付方式"), ("完善", "完善考核")]),
        # a sentence whose only verb leads up
        ("坚持公益性", [("坚持", "坚持公益性")]),
        ("村医收入不低于全县平均水平", [("", "村医收入不低于全县平均水平")]),
    ],
)
def test_a_clause_is_one_action(sentence, expected):
    assert read(sentence) == expected


def test_the_object_follows_the_action():
    (clause,) = clauses("持续改善县医院急诊条件", 0, 11)
    assert (clause.action, clause.object) == ("改善", "县医院急诊条件")


def test_sentences_of_a_passage():
    text = "。建好卫生室。配齐村医;  培训骨干\n——办好夜校"
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == [
        "建好卫生室", "配齐村医", "培训骨干", "办好夜校",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("建设19个县级医疗中心", [Count(19, "个", "县级医疗中心")]),
        ("创建社区医院3个", [Count(3, "个", "社区医院")]),
        ("新增重点专科3-5个", [Count(3, "个", "重点专科")]),
        ("培训护士1200余名", [Count(1200, "名", "护士")]),
        ("覆盖1.5万人次", [Count(15000, "人次", "")]),
        ("新增2个省级、10个市级站点", [Count(2, "个", "省级"), Count(10, "个", "市级站点")]),
        ("培养骨干200人以上", [Count(200, "人", "骨干")]),
    ],
)
def test_counts_are_whole_numbers_of_things(clause, expected):
    assert counts(clause) == expected


@pytest.mark.parametrize(
    "clause",
    [
        "每千人口床位达到8张",
        "签约率达到60%",
        "降低0.5个百分点",
        "每万名居民配3.2名全科医生",
        "建成15分钟服务圈",
        "缩短到3个工作日",
        "巩固“1+7”成果",
        "建设一批示范医院",
    ],
)
def test_rates_shares_and_spans_of_time_are_no_counts(clause):
    assert counts(clause) == []


@pytest.mark.parametrize(
    ("clause", "expected"),
    [("到2025年建成", 2025), ("2024年立项,2026年竣工", 2026), ("年内完成", None), ("20万人", None)],
)
def test_the_year_is_the_last_one_named(clause, expected):
    assert year(clause) == expected


def test_no_word_is_listed_twice():
    for words in wording().values():
        assert len(words) == len(set(words))


@given(st.text(alphabet="建立完善医院,、。;“”()19个年到以为方式\n—|", max_size=80))
def test_clauses_cover_their_sentences_in_order(text):
    for start, end in sentences(text, 0, len(text)):
        found = list(clauses(text, start, end))
        assert found[0].start == start
        assert found[-1].end == end
        for before, after in pairwise(found):
            assert before.end + 1 == after.start
            assert text[before.end] == ","
