"""Sentences cut into statements, their heads taken apart, and counts and circles in them."""

import pytest
from built_documents import document

from plancompare.extraction import extract
from plancompare.extraction.clauses import statements
from plancompare.extraction.lexer import tokens
from plancompare.extraction.subjects import parts_of, subject_of


def cut(text):
    return statements(tokens(text, 0, len(text)))


def values(text):
    return [
        [[each.token.text for each in step] for step in statement.steps] for statement in cut(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("婴儿死亡率3‰", [[["3‰"]]]),
        ("两项死亡率分别为3‰、5‰", [[["3‰", "5‰"]]]),
        ("两项死亡率分别为3‰和5‰", [[["3‰", "5‰"]]]),
        ("死亡率由5‰下降到3‰", [[["5‰"], ["3‰"]]]),
        ("死亡率由5‰、7‰分别下降到3‰、4‰", [[["5‰", "7‰"], ["3‰", "4‰"]]]),
        ("使用率保持在80%至85%", [[["80%至85%"]]]),
        ("接种率达到95%,建档率达到90%", [[["95%"]], [["90%"]]]),
        ("床位7张、医师3人", [[["7张"]], [["3人"]]]),
        ("分别为3‰,5‰,7‰", [[["3‰", "5‰", "7‰"]]]),
        ("没有数字的句子", []),
    ],
)
def test_statements(text, found):
    assert values(text) == found


def test_a_limit_is_no_value():
    (statement,) = cut("人口30万以上的县综合医院达标率达到100%")
    assert [each.token.text for each in statement.values] == ["100%"]


def test_the_words_after_a_value_belong_to_it():
    (statement,) = cut("100%的病房开展优质护理服务,并持续改进")
    assert "".join(token.text for token in statement.post) == "的病房开展优质护理服务"


def test_the_head_of_a_statement():
    (statement,) = cut("到2025年,婴儿死亡率、孕产妇死亡率分别控制在3‰、9/10万以内")
    subject = subject_of(statement.head)
    assert [item.text for item in subject.items] == ["婴儿死亡率", "孕产妇死亡率"]
    assert subject.link.shared_out
    assert [time.years for time in subject.times] == [(2025,)]
    assert subject.value_time is None
    assert not subject.bracketed


def test_a_value_in_brackets():
    (statement,) = cut("住院费用占比(28%)偏高")
    assert subject_of(statement.head).bracketed


def test_a_time_right_before_the_value():
    (statement,) = cut("婴儿死亡率2025年达到3‰")
    subject = subject_of(statement.head)
    assert subject.value_time is not None
    assert subject.value_time.years == (2025,)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("每县至少建有", "at_least"),
        ("不低于卫生总费用的", "at_least"),
        ("不超过医疗收入的", "at_most"),
        ("婴儿死亡率达到", "exact"),
    ],
)
def test_a_bound_from_afar(text, bound):
    assert subject_of(tokens(text, 0, len(text))).bound == bound


def test_labels_joined_by_a_word():
    (item,) = subject_of(tokens("规范接种率和建卡建证率", 0, 11)).items
    assert [part.text for part in parts_of(item)] == ["规范接种率", "建卡建证率"]


def extracted(text):
    built = document(("三、主要目标", text), title="某市规划")
    return [
        (figure.label, figure.value_printed, figure.bound)
        for figure in extract(built, region_code="330100", period=(2021, 2025))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2025年,每万人口拥有3.5名全科医生。", [("每万人口全科医生", "3.5名", "exact")]),
        ("新建20个发热门诊。", [("新建发热门诊", "20个", "exact")]),
        ("每个县至少有1所二级甲等医院。", [("每个县二级甲等医院", "1所", "at_least")]),
        ("每个街道建有1所社区卫生服务中心。", [("每个街道建社区卫生服务中心", "1所", "exact")]),
        ("建成城市15分钟健身圈。", [("城市健身圈", "15分钟", "exact")]),
        ("形成城区10分钟、农村20分钟急救圈。", [
            ("城区急救圈", "10分钟", "exact"), ("农村急救圈", "20分钟", "exact"),
        ]),
        ("力争80%的乡镇卫生院设置中医馆。", [("乡镇卫生院设置中医馆比例", "80%", "exact")]),
        ("召开会议3次,印发文件12份。", []),
        ("投入资金1200万元。", []),
    ],
)  # fmt: skip
def test_counts_circles_and_values_before_what_they_measure(text, found):
    assert extracted(text) == found


def test_a_facility_in_each_place_is_no_count_of_them():
    def ids(text):
        built = document(("三、主要目标", text), title="某市规划")
        found = extract(built, region_code="330100", period=(2021, 2025))
        return [figure.indicator_id for figure in found]

    assert ids("每个街道建有1所社区卫生服务中心。") == [""]
    assert ids("全市建有12所社区卫生服务中心。") == ["community_centres_count"]
