"""Which values a label can have."""

from decimal import Decimal

import pytest

from plancompare.extraction.measures import (
    by_head,
    exceeds_population,
    fits,
    is_total,
    misprinted,
    unit_of,
)


@pytest.mark.parametrize(
    ("label", "printed", "indicator_id", "unit"),
    [
        ("每千人口床位数", "count", "beds_per_1000", "per_1000"),
        ("每千人口床位数", "", "", "per_1000"),
        ("婴儿死亡率", "permille", "infant_mortality", "permille"),
        ("婴儿死亡率(‰)", "", "infant_mortality", "permille"),
        ("婴儿死亡率", "", "infant_mortality", "permille"),
        ("某某指数", "", "", "other"),
    ],
)
def test_the_unit_of_a_value(label, printed, indicator_id, unit):
    assert unit_of(label, printed, indicator_id) == unit


@pytest.mark.parametrize(
    ("label", "printed", "indicator_id"),
    [
        ("婴儿死亡率", "permille", "infant_mortality"),
        ("婴儿死亡率", "percent", "infant_mortality"),  # a misprint
        ("人均预期寿命", "years", "life_expectancy"),
        ("每千人口床位数", "count", "beds_per_1000"),
        ("某某覆盖率", "percent", ""),
        ("某某人数", "count", ""),
        ("某某平均住院日", "count", ""),
    ],
)
def test_values_that_fit(label, printed, indicator_id):
    assert fits(label, printed, indicator_id, changes=False)


@pytest.mark.parametrize(
    ("label", "printed", "indicator_id"),
    [
        ("人均预期寿命", "percent", "life_expectancy"),
        ("人均预期寿命", "count", "life_expectancy"),
        ("婴儿死亡率", "count", "infant_mortality"),
        ("婴儿死亡率", "pct_points", "infant_mortality"),
        ("某某覆盖率", "years", ""),
        ("医疗设备经费", "yuan", ""),
    ],
)
def test_values_that_do_not(label, printed, indicator_id):
    assert not fits(label, printed, indicator_id, changes=False)


def test_the_size_of_a_change_is_in_percent_of_anything():
    assert fits("人均预期寿命", "percent", "life_expectancy", changes=True)
    assert fits("婴儿死亡率", "pct_points", "infant_mortality", changes=True)


def test_a_misprinted_unit():
    assert misprinted("婴儿死亡率", "percent", "infant_mortality")
    assert not misprinted("婴儿死亡率", "permille", "infant_mortality")
    assert not misprinted("某某率", "percent", "")


def test_more_heads_than_the_population_has():
    assert exceeds_population("每千人口床位数", "count", Decimal(9654))
    assert not exceeds_population("每千人口床位数", "count", Decimal("6.5"))
    assert not exceeds_population("床位数", "count", Decimal(9654))


def test_totals_compare_nothing():
    assert is_total("床位总数", "count", "")
    assert is_total("卫生总费用", "yuan", "")
    assert not is_total("每千人口床位数", "count", "beds_per_1000")
    assert not is_total("婴儿死亡率", "permille", "infant_mortality")


def test_by_head():
    assert by_head("每万人口全科医生数")
    assert by_head("次均门诊费用")
    assert not by_head("卫生总费用")
