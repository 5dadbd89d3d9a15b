"""What all 31 provinces promise for 2026: figures and measures of their government work reports."""

import hashlib
import re
from pathlib import Path

import pytest

from plancompare.measures.subjects import subjects
from plancompare.measures.themes import themes
from plancompare.regions import regions
from plancompare.sources import Source, load_source

RAW = Path(__file__).parents[2] / "data/raw"
REPORTS = sorted(path.name for path in RAW.glob("*-2026-government-report"))
PROVINCES = {
    each.code
    for each in regions().values()
    if each.level == "province" and each.code < "700000"  # without Taiwan, Hong Kong and Macao
}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    return {name: load_source(RAW / name) for name in REPORTS}


def test_each_province_has_one_report(sources):
    assert sorted(each.meta.region for each in sources.values()) == sorted(PROVINCES)
    assert {each.meta.kind for each in sources.values()} == {"work_report"}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_its_measures(name, sources):
    assert 20 <= len(sources[name].measures) <= 90


@pytest.mark.parametrize("name", REPORTS)
def test_each_measure_has_known_themes_and_subjects(name, sources):
    for each in sources[name].measures:
        assert set(each.themes) <= set(themes())
        assert each.subjects
        assert set(each.subjects) <= set(subjects())


@pytest.mark.parametrize("name", REPORTS)
def test_places_and_units_are_no_sentences(name, sources):
    for each in sources[name].measures:
        assert not re.search("[。;]", each.place)
        assert max(map(len, each.place.split(" / "))) <= 30
        assert len(each.unit) <= 27
    assert all(len(each.label) <= 35 for each in sources[name].figures)


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_promised_lies_ahead(name, sources):
    for each in sources[name].figures:
        assert each.role != "target" or each.year in (2026, 2030)
        assert each.role != "actual" or each.year in (None, 2020, 2025)
    assert all(each.year in (None, 2026) for each in sources[name].measures)


def test_life_expectancy_of_the_provinces_that_print_it(sources):
    """Read once more in the texts, of seven provinces drawn at random."""
    printed = {
        each.meta.region: (figure.value, figure.year)
        for each in sources.values()
        for figure in each.figures
        if figure.label == "人均预期寿命" and figure.role == "target"
    }
    assert {code: printed[code] for code in ("140000", "230000", "460000", "520000", "620000")} == {
        "140000": ("80岁", 2030),
        "230000": ("80.4岁", 2030),
        "460000": ("81.2岁", 2026),
        "520000": ("78岁左右", 2030),
        "620000": ("78岁", 2030),
    }


# -- against the texts, where they are at hand


@pytest.fixture(scope="module")
def texts(shared, sources) -> dict[str, str]:
    folder = shared / "corpus" / "provincial-reports-2026"
    found = {}
    for name, source in sources.items():
        data = (folder / f"{source.meta.region}.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == source.meta.document.sha256
        text = re.sub(r"\s", "", data.decode("utf-8"))
        found[name] = text.translate(str.maketrans("，（）％．", ",()%."))
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_every_value_stands_in_the_text_near_its_label(name, sources, texts):
    text = texts[name]
    for figure in sources[name].figures:
        numbers = _DIGITS.findall(figure.value) or [re.sub("[以上]", "", figure.value)]
        assert _stands_near(text, numbers[0], figure.label), (figure.label, figure.value)


@pytest.mark.parametrize("name", REPORTS)
def test_every_count_stands_in_the_text(name, sources, texts):
    for each in sources[name].measures:
        if each.count is not None:
            forms = {str(each.count), f"{each.count / 10_000:g}万"}
            assert any(form in texts[name] for form in forms), (each.unit, each.count)


def _stands_near(text: str, number: str, label: str) -> bool:
    """Whether half of a label's pairs of characters stand within 120 of its number."""
    letters = re.sub("[^\u4e00-\u9fff0-9A-Za-z.]", "", label)
    pairs = [letters[place : place + 2] for place in range(len(letters) - 1)]
    for match in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d.])", text):
        around = text[max(0, match.start() - 120) : match.end() + 120]
        if 2 * sum(pair in around for pair in pairs) >= len(pairs):
            return True
    return False
