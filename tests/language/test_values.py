"""A printed value reads as a person reads it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.language import ValueNotUnderstood, parse_value
from plancompare.language.values import Change

LEVELS = [
    # as printed, value, upper, bound, unit
    ("7.24", "7.24", None, "exact", ""),
    ("≥80", "80", None, "at_least", ""),
    (">90", "90", None, "above", ""),
    ("≤20", "20", None, "at_most", ""),
    ("<0.17", "0.17", None, "below", ""),
    ("２.４人", "2.4", None, "exact", "count"),
    ("95%以上", "95", None, "at_least", "percent"),
    ("不低于90%", "90", None, "at_least", "percent"),
    ("低于90%", "90", None, "below", "percent"),
    ("控制在14.5/10万及以下", "14.5", None, "at_most", "per_100k"),
    ("控制在25%以内", "25", None, "at_most", "percent"),
    ("不超过10%", "10", None, "at_most", "percent"),
    ("超过79岁", "79", None, "above", "years"),
    ("1.1左右", "1.1", None, "about", ""),
    ("约1,200人", "1200", None, "about", "count"),
    ("0/10万", "0", None, "exact", "per_100k"),
    ("1.96‰", "1.96", None, "exact", "permille"),
    ("1~1.5名", "1", "1.5", "range", "count"),
    ("4%到6%", "4", "6", "range", "percent"),
    ("3-5", "3", "5", "range", ""),
    ("1200万人", "12000000", None, "exact", "count"),
    ("百分之八十五", "85", None, "exact", "percent"),
    ("三成", "30", None, "exact", "percent"),
    ("六成五", "65", None, "exact", "percent"),
    ("七成半", "75", None, "exact", "percent"),
    ("近两成四", "24", None, "about", "percent"),
    ("每千活产4.6人", "4.6", None, "exact", "permille"),
    ("7.5张(含)以上", "7.5", None, "at_least", "count"),
    ("七十八点五岁", "78.5", None, "exact", "years"),
    ("20分钟", "20", None, "exact", "minutes"),
    ("83元", "83", None, "exact", "yuan"),
    ("下降到7.2‰", "7.2", None, "exact", "permille"),
    ("百分之百", "100", None, "exact", "percent"),
    ("10万分之16.1", "16.1", None, "exact", "per_100k"),
    ("-0.99%", "-0.99", None, "exact", "percent"),
    ("负1.2‰", "-1.2", None, "exact", "permille"),
    ("20余家", "20", None, "about", "count"),
    ("300多人以上", "300", None, "at_least", "count"),
    ("1:1.25", "1.25", None, "exact", ""),
    ("不低于1:0.6", "0.6", None, "at_least", ""),
    ("1∶0.95", "0.95", None, "exact", ""),
    ("1:0.5~0.6", "0.5", "0.6", "range", ""),
    ("不低於百分之九十", "90", None, "at_least", "percent"),
    ("10.3(1/10万)", "10.3", None, "exact", "per_100k"),
]


@pytest.mark.parametrize(("printed", "value", "upper", "bound", "unit"), LEVELS)
def test_a_level_has_a_number_a_bound_and_a_unit(printed, value, upper, bound, unit):
    (read,) = parse_value(printed)
    assert read.value == Decimal(value)
    assert read.upper == (None if upper is None else Decimal(upper))
    assert (read.bound, read.unit, read.change) == (bound, unit, None)


CHANGES = [
    ("比基期降低10%", Change(Decimal(10), "down", "relative_percent"), "exact"),
    ("2020基础上增长30%", Change(Decimal(30), "up", "relative_percent", 2020), "exact"),
    ("在2020年基础上提高1岁", Change(Decimal(1), "up", "absolute", 2020), "exact"),
    ("较2015年下降30%", Change(Decimal(30), "down", "relative_percent", 2015), "exact"),
    ("增长49.90%", Change(Decimal("49.90"), "up", "relative_percent"), "exact"),
    ("五年来增长8%", Change(Decimal(8), "up", "relative_percent", span=5), "exact"),
    ("每年降低0.5个百分点", Change(Decimal("0.5"), "down", "absolute_per_year"), "exact"),
    ("年均下降2%", Change(Decimal(2), "down", "relative_percent_per_year"), "exact"),
    ("下降0.42个千分点", Change(Decimal("0.42"), "down", "absolute"), "exact"),
    ("提高两个百分点", Change(Decimal(2), "up", "absolute"), "exact"),
    ("提升约3个百分点", Change(Decimal(3), "up", "absolute"), "about"),
    ("翻一番", Change(Decimal(100), "up", "relative_percent"), "exact"),
    ("翻两番", Change(Decimal(300), "up", "relative_percent"), "exact"),
    ("年均递减2%", Change(Decimal(2), "down", "relative_percent_per_year"), "exact"),
    ("提高10%以上", Change(Decimal(10), "up", "relative_percent"), "at_least"),
]


@pytest.mark.parametrize(("printed", "change", "bound"), CHANGES)
def test_a_change_has_a_size_a_direction_and_where_it_starts(printed, change, bound):
    (read,) = parse_value(printed)
    assert read.value is None
    assert (read.change, read.bound) == (change, bound)


def test_a_paired_cell_is_two_values():
    first, second = parse_value("52.4/55.1")
    assert (first.value, second.value) == (Decimal("52.4"), Decimal("55.1"))


def test_a_unit_printed_once_holds_for_the_pair():
    assert [value.unit for value in parse_value("52.4/55.1%")] == ["percent", "percent"]


@pytest.mark.parametrize("printed", ["下降1/3", "下降10%/20%"])
def test_a_change_and_a_value_are_no_pair(printed):
    """A fraction, or two changes of which one would be taken for a level."""
    with pytest.raises(ValueNotUnderstood):
        parse_value(printed)
    assert [value.change.amount for value in parse_value("下降10%/下降5%")] == [10, 5]


@pytest.mark.parametrize("printed", ["—", "-", "——", "/", "未统计"])
def test_a_dash_says_that_nothing_is_stated(printed):
    (read,) = parse_value(printed)
    assert (read.value, read.stated) == (None, False)


@pytest.mark.parametrize("printed", ["7.2.4", "abc", "逐步提高", "5~3", "", "8O", "12 13"])
def test_what_is_not_a_value_is_an_error_that_shows_how_to_write_one(printed):
    if printed == "12 13":
        assert parse_value(printed)[0].value == Decimal(1213)  # spaces inside numbers are noise
        return
    with pytest.raises(ValueNotUnderstood, match="Write it as printed"):
        parse_value(printed)


numbers = st.decimals(0, 99_999, places=2)


@given(numbers, st.sampled_from(["", "%", "‰", "/10万", "岁", "人", "张", "分钟", "元"]))
def test_every_number_keeps_its_digits_whatever_stands_around_it(number, unit):
    for before, after in (("", ""), ("≥", ""), ("不低于", ""), ("", "以上"), ("约", ""), ("<", "")):
        (read,) = parse_value(f"{before}{number}{unit}{after}")
        assert read.value == number
        assert str(read.value) == str(number)


@given(numbers, numbers)
def test_a_pair_keeps_its_order(first, second):
    assert [value.value for value in parse_value(f"{first}/{second}")] == [first, second]


@given(st.text(max_size=40))
def test_any_text_gives_values_or_the_one_error(text):
    try:
        assert parse_value(text)
    except ValueNotUnderstood as error:
        assert "\n" not in str(error).replace(text, "")


@pytest.mark.parametrize(
    "words", ["达到", "近", "以上", "年末", "增长", "千分之", "至少", "一二三", "1,111"]
)
@pytest.mark.parametrize("end", ["x", "60…/", ""])
@pytest.mark.usefixtures("ends")
def test_repeated_words_are_refused_at_once(words, end):
    """A pattern with two ways to read a repeated word doubles its work with each of them."""
    for text in (words * (190 // len(words)) + end, end + words * (190 // len(words))):
        with pytest.raises(ValueNotUnderstood):
            parse_value(text)


@pytest.mark.parametrize(
    "text", ["๗", "٣%", "9" * 40, "0." + "1" * 40, "千千千", "十二十二", "80\ud800", "近" * 201]
)
def test_what_no_plan_prints_is_not_understood_and_breaks_nothing(text):
    with pytest.raises(ValueNotUnderstood):
        parse_value(text)


@pytest.mark.parametrize("text", ["2024/3/4", "2024-03-04", "2024.3.4", "2024年3月4日"])
def test_a_date_is_not_three_values(text):
    with pytest.raises(ValueNotUnderstood, match="a date"):
        parse_value(text)


def test_three_values_are_no_date():
    assert [str(each.value) for each in parse_value("90/85/80")] == ["90", "85", "80"]
