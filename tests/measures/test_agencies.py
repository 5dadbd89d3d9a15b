"""Who answers for a measure: the names in brackets and in sentences."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.measures.agencies import (
    Responsibility,
    agencies,
    agency_of,
    responsibility,
    responsibility_in,
)
from plancompare.measures.read import read_measures
from plancompare.reading import read_document

TIBET = Path(__file__).with_name("tibet_responsibilities.csv")


@pytest.mark.parametrize(
    ("bracket", "leads", "supports"),
    [
        # who acts stands before the word that says how
        ("卫生健康委负责", ["卫生健康委"], []),
        ("卫生健康委、疾控局负责,财政厅配合", ["卫生健康委", "疾控局"], ["财政厅"]),
        ("市卫健委牵头,市财政局、市医保局参与", ["市卫健委"], ["市财政局", "市医保局"]),
        # a comma between names does not part them from their word
        ("县政府负责,组织部(编办),财政局配合", ["县政府"], ["组织部(编办)", "财政局"]),
        # 和 joins two agencies, and stands inside the name of one
        ("民政局和各级人民政府负责", ["民政局", "各级人民政府"], []),
        ("经济和信息化局负责", ["经济和信息化局"], []),
        # several that share the work lead together, or support one that leads
        ("教育局、科技局等部门按职责分工负责", ["教育局", "科技局"], []),
        ("卫健委牵头,教育局按职责分工负责", ["卫健委"], ["教育局"]),
        # labels before the names
        ("责任单位:市卫健委、市发改委", ["市卫健委", "市发改委"], []),
        ("责任单位:市卫健委;配合单位:市财政局", ["市卫健委"], ["市财政局"]),
        ("牵头单位:市卫健委;责任单位:市教育局,市民政局", ["市卫健委"], ["市教育局", "市民政局"]),
        # the same agency may lead and support in different items, never twice in one
        ("由区卫生健康局负责落实", ["区卫生健康局"], []),
    ],
)
def test_brackets_name_who_leads_and_who_supports(bracket, leads, supports):
    assert responsibility(bracket) == Responsibility(tuple(leads), tuple(supports))


@pytest.mark.parametrize("bracket", ["含村卫生室", "站", "藏", "全体居民参与", "", "2021—2025年"])
def test_other_brackets_name_nobody(bracket):
    assert not responsibility(bracket)


@pytest.mark.parametrize(
    ("sentence", "leads", "supports"),
    [
        ("卫生健康部门负责牵头制订评估方案", ["卫生健康部门"], []),
        ("县委县政府对卫生健康事业负主责", ["县委县政府"], []),
        ("由市财政局牵头,核定补助标准", ["市财政局"], []),
        ("会同民政部门办好日间照料中心", [], ["民政部门"]),
        ("配合残联部门开展筛查", ["残联部门"], []),
        ("加强部门协作,落实主体责任", [], []),
        ("医院承担科室建设主体责任", [], []),
    ],
)
def test_sentences_name_who_answers(sentence, leads, supports):
    assert responsibility_in(sentence) == Responsibility(tuple(leads), tuple(supports))


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["卫生健康委", "市卫健委", "省卫生计生委", "区卫生健康局", "卫生和计划生育局"], "health"),
        (["区党委组织部(编办)", "市委编办"], "organisation"),
        (["发展改革委", "市发改委"], "reform"),
        (["各地(市)行署(人民政府)"], "prefectures"),
        (["各级人民政府", "县人民政府", "市政府"], "governments"),
        (["区委区政府", "县级党委"], "party_government"),
        (["金融监管总局某省监管局"], "financial_regulation"),
        (["医保局", "医疗保障局"], "healthcare_security"),
        (["某军区保障部"], "military"),
    ],
)
def test_a_kind_of_agency_has_many_names(names, kind):
    assert {agency_of(name).id for name in names} == {kind}


def test_a_name_of_no_known_kind_has_none():
    assert agency_of("气象台") is None


def test_every_kind_is_found_under_each_of_its_stems():
    """No entry hides behind one that is tried before it."""
    hidden = [
        (entry.id, stem)
        for entry in agencies().values()
        for stem in entry.stems
        if agency_of(stem) is not entry
    ]
    assert hidden == []


def tibet_items(shared) -> dict[str, Responsibility]:
    measures = read_measures(
        read_document(shared / "plans" / "tibet-2023-service-system-opinions.txt")
    )
    return {
        "".join(each.split("、")[0] + "、" if "、" in each[:3] else each.split(")")[0] + ")"
                for each in measure.headings): measure.responsibility
        for measure in measures
    }  # fmt: skip


def test_every_item_of_tibets_opinions_has_its_agencies(shared):
    """All 23 items that name agencies, as counted by hand: 34 leads and 99 supporting."""
    with TIBET.open(encoding="utf-8", newline="") as file:
        counted = {
            row["item"]: Responsibility(
                tuple(filter(None, row["lead"].split("、"))),
                tuple(filter(None, row["supporting"].split("、"))),
            )
            for row in csv.DictReader(file)
        }
    found = {item: who for item, who in tibet_items(shared).items() if who}
    assert found == counted
    assert len(counted) == 23
    assert sum(len(who.leads) for who in counted.values()) == 34
    assert sum(len(who.supports) for who in counted.values()) == 99


def test_every_agency_of_tibets_opinions_is_of_a_known_kind(shared):
    names = {name for who in tibet_items(shared).values() for name in (*who.leads, *who.supports)}
    assert {name for name in names if agency_of(name) is None} == set()


@given(st.text(alphabet="卫健委财政局、,;:负责配合牵头()和等由 。", max_size=60))
def test_any_bracket_is_read_without_failing(text):
    who = responsibility(text)
    assert all(who.leads) and all(who.supports)
    assert bool(who) == bool(who.leads or who.supports)
    responsibility_in(text)
