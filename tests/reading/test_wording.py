"""The lists that reading goes by hold what the code expects of them."""

import tomllib
from collections import Counter
from dataclasses import fields
from importlib.resources import files

import pytest

from plancompare.reading.cleaning import clean, simplify
from plancompare.reading.wording import Wording, wording

DATA = tomllib.loads(files("plancompare.reading").joinpath("wording.toml").read_text("utf-8"))
LISTS = [name for name, value in DATA.items() if isinstance(value, list)]


def test_every_list_of_the_file_is_read():
    assert set(DATA) == {field.name for field in fields(Wording)}


@pytest.mark.parametrize("name", [name for name in LISTS if name != "common_characters"])
def test_no_entry_stands_twice(name):
    assert [entry for entry, count in Counter(DATA[name]).items() if count > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_entry_is_empty(name):
    assert all(entry.strip() for entry in DATA[name])


def test_a_sign_is_one_character_read_as_one():
    assert all(len(old) == len(new) == 1 for old, new in wording().signs.items())


def test_no_sign_is_read_as_one_that_is_itself_read_as_another():
    assert not set(wording().signs.values()) & set(wording().signs)


def test_a_phrase_is_read_as_one_of_the_same_length():
    assert all(len(old) == len(new) for old, new in wording().phrases.items())


def test_a_phrase_is_one_that_simplifying_leaves(monkeypatch):
    for old, new in wording().phrases.items():
        assert simplify(old) == new
    empty = {field.name: getattr(wording(), field.name) for field in fields(Wording)}
    monkeypatch.setattr(
        "plancompare.reading.cleaning.wording", lambda: Wording(**{**empty, "phrases": {}})
    )
    assert all(simplify(old) == old for old in wording().phrases)


@pytest.mark.parametrize("name", ["page_fields", "page_phrases", "column_names", "question_words"])
def test_words_are_written_as_the_clean_text_writes_them(name):
    assert [word for word in DATA[name] if clean(word).text != word] == []


def test_the_commonest_characters_are_simplified():
    letters = [sign for sign in wording().common_characters if "\u4e00" <= sign <= "\u9fff"]
    assert len(letters) > 300
    assert [sign for sign in letters if simplify(sign) != sign] == []


def test_what_is_not_seen_is_no_block_and_no_frame():
    words = wording()
    assert not words.html_unseen & (words.html_blocks | words.html_frame)
