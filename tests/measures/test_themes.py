"""The themes: the file that defines them, and which a text is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.measures.agencies import Responsibility
from plancompare.measures.read import Measure
from plancompare.measures.scope import scope_words
from plancompare.measures.themes import themes, themes_of, themes_of_measure


def measure(text: str, sentence: str = "", *headings: str) -> Measure:
    return Measure(
        text=text, action="", object="", sentence=sentence or text, headings=headings,
        start=0, end=len(text), responsibility=Responsibility(), counts=(), year=None,
    )  # fmt: skip


def test_there_are_some_fifty_themes_each_defined_in_both_languages():
    assert 40 <= len(themes()) <= 55
    for theme in themes().values():
        assert all((theme.name_zh, theme.name_en, theme.definition_zh, theme.definition_en))
        assert theme.terms or scope_words()["themes"][theme.id]["more"]


def test_names_are_unique():
    for name in ("name_zh", "name_en"):
        assert len({getattr(theme, name) for theme in themes().values()}) == len(themes())


def test_a_theme_is_found_under_each_of_its_terms():
    for theme in themes().values():
        for term in theme.terms:
            assert theme.fits(term), (theme.id, term)


def overlap(phrase: str, term: str) -> bool:
    """Whether blanking out the phrase can take a term away."""
    ends = range(1, len(term))
    return term in phrase or any(
        phrase.endswith(term[:end]) or phrase.startswith(term[end:]) for end in ends
    )


def test_every_exclusion_can_take_a_term_away():
    for theme in themes().values():
        idle = [
            phrase
            for phrase in theme.excludes
            if not any(overlap(phrase, term) for term in theme.terms)
        ]
        assert idle == [], theme.id


def test_terms_are_simplified_and_listed_once():
    for theme in themes().values():
        assert len(theme.terms) == len(set(theme.terms)), theme.id
        assert len(theme.excludes) == len(set(theme.excludes)), theme.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进紧密型医共体", ["county_consortia"]),
        ("给老人接种流感疫苗", ["infectious_disease", "immunisation"]),
        ("发展中医药", ["tcm"]),
        ("写一份会议纪要", []),
        # a longer phrase may mean something else
        ("取消药品加成", ["payment_prices"]),
        ("保障药品供应", ["medicines"]),
        ("建设专科联盟", ["medical_alliances"]),
        # a list says how wide, the word after it what
        ("发展急诊、儿科、精神科、康复科等学科", ["specialties"]),
        ("由医院、卫生院、护理院、康复机构等组成的医联体", ["medical_alliances"]),
        # what a whole is built of
        ("健全以乡镇卫生院为网底的疾控体系", ["disease_control"]),
    ],
)
def test_what_a_text_is_about(text, expected):
    assert themes_of(text) == expected


def test_a_clause_without_a_theme_takes_that_of_its_sentence():
    clause = measure("完善配套措施", "推进医共体建设,完善配套措施", "(一)深化改革")
    assert themes_of_measure(clause) == ["county_consortia"]


def test_where_the_sentence_has_several_those_that_the_heading_has_too():
    sentence = "加强疫苗管理,发展远程医疗,抓好落实"
    assert themes_of_measure(measure("抓好落实", sentence, "三、数字健康与大数据")) == [
        "digital_health"
    ]


def test_else_that_of_the_nearest_heading():
    clause = measure("抓好落实", "", "一、中医药", "(一)托育服务")
    assert themes_of_measure(clause) == ["childcare"]
    assert themes_of_measure(measure("抓好落实")) == []


def test_of_a_clause_that_names_many_the_heading_decides():
    text = "培养精神科和儿科骨干医师并兼顾急救与中医"
    assert len(themes_of(text)) > 3
    assert themes_of_measure(measure(text, "", "(一)人才")) == ["workforce"]


@given(st.text(alphabet="加强医联体中医、等组成的为网底疫苗,", max_size=60))
def test_themes_come_once_and_in_order(text):
    found = themes_of(text)
    order = list(themes())
    assert found == sorted(set(found), key=order.index)
