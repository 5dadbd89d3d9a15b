"""A mapped text loses characters but never the place of one."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading.mapped import Mapped, span_array

TEXTS = st.text(alphabet="甲乙1, \n𠮷a", max_size=30)


@st.composite
def text_and_spans(draw):
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place).map(sorted).map(tuple), max_size=6))
    return text, pairs


@given(text_and_spans())
def test_what_is_cut_is_gone_and_the_rest_keeps_its_place(case):
    text, spans = case
    kept = [at for at in range(len(text)) if not any(start <= at < end for start, end in spans)]
    mapped = Mapped.of(text).without(spans)
    assert mapped.text == "".join(text[at] for at in kept)
    assert mapped.places.tolist() == kept


@given(text_and_spans(), text_and_spans())
def test_cutting_twice_still_points_into_the_source(first, second):
    text, spans = first
    once = Mapped.of(text).without(spans)
    again = [(min(a, len(once.text)), min(b, len(once.text))) for a, b in second[1]]
    twice = once.without(again)
    assert "".join(text[at] for at in twice.places) == twice.text
    assert all(a < b for a, b in pairwise(twice.places.tolist()))


def test_a_span_past_the_end_is_cut_to_the_end():
    assert Mapped.of("甲乙").without([(1, 9)]).text == "甲"


def test_nothing_to_cut_gives_the_same_text():
    mapped = Mapped.of("甲乙")
    assert mapped.without([]) is mapped


def test_spans_may_come_as_an_array():
    assert Mapped.of("甲乙丙").without(np.array([[1, 2]])).text == "甲丙"


def test_a_pattern_is_cut_wherever_it_is_found():
    assert Mapped.of("甲1乙22丙").drop(re.compile(r"\d+")).text == "甲乙丙"


def test_a_group_named_cut_is_what_is_cut():
    assert Mapped.of("甲1甲2乙3").drop(re.compile(r"甲(?P<cut>\d)")).text == "甲甲乙3"


def test_a_condition_can_keep_a_match():
    mapped = Mapped.of("1甲22乙333").drop(re.compile(r"\d+"), lambda match: len(match[0]) != 2)
    assert mapped.text == "甲22乙"


def test_text_of_the_same_length_takes_over_the_places():
    mapped = Mapped.of("１甲２").drop(re.compile("甲")).with_text("12")
    assert (mapped.text, mapped.places.tolist()) == ("12", [0, 2])


def test_text_of_another_length_is_refused():
    with pytest.raises(ValueError, match="lose its places"):
        Mapped.of("甲乙").with_text("甲")


def test_offsets_end_with_the_length_of_the_source_and_are_plain_integers():
    offsets = Mapped.of("甲1乙").drop(re.compile(r"\d")).offsets(3)
    assert list(offsets) == [0, 2, 3]
    assert all(type(offset) is int for offset in offsets)


def test_no_spans_make_an_array_of_two_columns():
    assert span_array([]).shape == (0, 2)
