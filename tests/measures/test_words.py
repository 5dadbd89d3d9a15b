"""The data files of the package: both languages say the same things, names are unique."""

import re
import tomllib
from importlib.resources import files

import pytest

from plancompare.measures.agencies import agencies
from plancompare.measures.clauses import wording
from plancompare.measures.themes import themes
from plancompare.regions import regions
from plancompare.reports.told.measures_words import Words

_READ = files("plancompare.reports.told") / "wording.toml"
WORDS = {
    lang: {key: text for key, text in told.items() if key.startswith("measures_")}
    for lang, told in tomllib.loads(_READ.read_text(encoding="utf-8")).items()
}


def flat(entries: dict, before: str = "") -> dict[str, str]:
    found = {}
    for key, value in entries.items():
        if isinstance(value, dict):
            found |= flat(value, f"{key}.")
        else:
            found[before + key] = value
    return found


def test_both_languages_have_the_same_keys():
    """But for 万, and for one thing, which Chinese names and English counts like others."""
    chinese, english = set(flat(WORDS["zh"])), set(flat(WORDS["en"]))
    assert english <= chinese
    assert {key for key in chinese - english if not key.endswith("_one")} == {"measures_myriads"}


@pytest.mark.parametrize("key", sorted(flat(WORDS["en"])))
def test_both_languages_fill_in_the_same_things(key):
    wanted = {lang: set(re.findall(r"{(\w+)}", flat(WORDS[lang])[key])) for lang in ("zh", "en")}
    assert wanted["zh"] == wanted["en"]


def test_chinese_sentences_have_no_latin_punctuation():
    odd = [key for key, text in flat(WORDS["zh"]).items() if re.search(r"[一-龥][,;:.]", text)]
    assert odd == []


def test_a_county_is_named_with_its_prefecture():
    assert Words("zh").region("511102") == "乐山市市中区"
    assert Words("en").region("511102") == "Shizhong (Leshan)"
    assert Words("zh").region("540000") == "西藏自治区"


@pytest.mark.parametrize(
    ("lang", "number", "text"),
    [("zh", 19, "19"), ("zh", 2_000, "2,000"), ("zh", 12_000_000, "1200万"),
     ("zh", 12_345, "12,345"), ("en", 12_000_000, "12,000,000")],
)  # fmt: skip
def test_numbers_as_readers_write_them(lang, number, text):
    assert Words(lang).number(number) == text


def test_kinds_of_agency_have_names_of_their_own():
    for name in ("name_zh", "name_en"):
        assert len({getattr(kind, name) for kind in agencies().values()}) == len(agencies())


def test_names_of_agencies_fit_the_head_of_a_chart():
    """A column's name, set level, has eight lines of one character."""
    assert [kind.name_zh for kind in agencies().values() if len(kind.name_zh) > 8] == []


def places() -> set[str]:
    """Names of provinces and prefectures, without the word for their kind."""
    found = {each.name for each in regions().values() if each.level in ("province", "prefecture")}
    return {name[:2] for name in found if len(name) > 2} - {"市辖", "省直", "自治"}


def test_no_word_is_of_one_place_only():
    """Terms are true of the language, not of one region's plan."""
    words = [term for theme in themes().values() for term in (*theme.terms, *theme.excludes)]
    words += [word for listed in wording().values() for word in listed]
    words += [stem for kind in agencies().values() for stem in kind.stems]
    named = {(word, place) for word in words for place in places() if place in word}
    assert named == set()
