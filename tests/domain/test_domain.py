"""The words of the domain: each is defined once, and what uses them follows."""

from decimal import Decimal

import pytest

from plancompare.catalogue import catalogue
from plancompare.charts.words import words
from plancompare.dataset.schema import schemas
from plancompare.domain.types import Unit
from plancompare.domain.units import difference_unit, populations, shares, units
from plancompare.domain.vocabulary import meaning, vocabulary
from plancompare.harmonisation.units import convert
from plancompare.language.units import denominator_unit, unit_of_sign
from plancompare.reports.told.wording import unit_after


def test_a_printed_form_means_one_unit():
    printed = [sign for unit in units().values() for sign in unit.printed]
    assert sorted(printed) == sorted(set(printed))
    assert all(unit_of_sign(sign) == unit.id for unit in units().values() for sign in unit.printed)


def test_the_larger_population_is_looked_for_first():
    """10万人口 holds 万人口, so the order decides."""
    assert list(populations().values()) == sorted(populations().values(), reverse=True)
    assert denominator_unit("每10万人口全科医生数") == "per_100k"


def test_shares_are_converted_by_how_many_make_one():
    assert shares()["permille"] == 1000
    assert convert(Decimal(5), "percent", "permille") == 50


@pytest.mark.parametrize("unit", sorted(units()))
def test_a_unit_is_known_wherever_values_are_checked_or_shown(unit):
    allowed = {field.name: field.allowed for field in schemas()["observations"].fields}
    assert unit in allowed["unit"]
    assert meaning("observations", "unit", unit, "en") == units()[unit].name("en")
    assert words("zh").unit(unit) == units()[unit].short("zh")
    assert unit_after(unit, "zh").strip() == units()[unit].after("zh")


def test_the_models_take_the_words_of_the_vocabularies():
    check, _ = Unit.__metadata__
    assert {check.func(entry.unit) for entry in catalogue().values()} <= set(vocabulary("unit"))
    with pytest.raises(ValueError, match="“acres” is none of years, percent"):
        check.func("acres")


def test_a_word_stands_apart_from_the_number_before_it():
    said = {unit: f"7{units()[unit].after('en')}" for unit in ("years", "percent", "per_1000")}
    assert said == {"years": "7 years", "percent": "7%", "per_1000": "7 per 1,000"}
    assert f"7{units()['years'].after('zh')}" == "7岁"
    assert f"7{units()['per_100k'].after('zh')}" == "7/10万"


def test_two_shares_differ_by_points():
    assert [difference_unit(unit) for unit in ("percent", "years")] == ["pct_points", "years"]
