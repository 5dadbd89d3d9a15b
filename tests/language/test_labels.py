"""Labels are compared as wholes, whatever width, spaces and units they are printed with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.domain.units import units
from plancompare.language.labels import expand_label, label_unit, normalise_label
from plancompare.language.units import denominator_unit, printed_units, unit_of_sign


@pytest.mark.parametrize(
    ("printed", "comparable"),
    [
        ("婴儿死亡率（‰）", "婴儿死亡率"),
        ("每千人执业（助理）医师数（人）", "每千人执业(助理)医师数"),
        ("执业(助理)医师", "执业(助理)医师"),
        ("Ⅱ型糖尿病患者 管理率(%)", "II型糖尿病患者管理率"),
        ("“两癌”筛查率", "两癌筛查率"),
        ("产前筛查率(四病)", "产前筛查率(四病)"),
        ("0—6岁儿童健康管理率", "0-6岁儿童健康管理率"),
        ("30岁至70岁人群过早死亡率", "30-70岁人群过早死亡率"),
    ],
)
def test_what_is_left_of_a_label(printed, comparable):
    assert normalise_label(printed) == comparable


@given(st.text(max_size=30))
def test_a_comparable_label_stays_as_it_is(text):
    once = normalise_label(text)
    assert normalise_label(once) == once


def test_a_label_tells_its_unit():
    assert label_unit("孕产妇死亡率（1/10万）") == "per_100k"
    assert label_unit("执业(助理)医师") == ""
    assert label_unit("人均预期寿命/岁") == "years"


def test_a_label_tells_what_it_counts_by():
    assert denominator_unit("每万人口全科医生数") == "per_10k"
    assert denominator_unit("每千常住人口床位数") == "per_1000"
    assert denominator_unit("婴儿死亡率") == ""


def test_a_template_stands_for_each_of_its_choices_once():
    assert expand_label("每千{人口|人}床位{数|}") == [
        "每千人口床位数",
        "每千人口床位",
        "每千人床位数",
        "每千人床位",
    ]


def test_every_printed_unit_means_one_of_the_units():
    assert {unit_of_sign(sign) for sign in printed_units()} == set(units())
